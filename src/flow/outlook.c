#include "flow/outlook.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "flow/advice.h"
#include "flow/outlook_events.h"
#include "flow/outlook_promotion.h"
#include "flow/outlook_what_if.h"
#include "flow/outlook_words.h"
#include "forecast/batch.h"
#include "forecast/reconcile.h"
#include "stats/normal.h"

enum { PARTS_MAX = 500, MARKED_PERIODS = 366 };
static const OutlookHabit HABITS[DATE_UNIT_COUNT] = {
    [DATE_DAY] = {7, 28},    [DATE_WEEK] = {52, 13}, [DATE_MONTH] = {12, 12},
    [DATE_QUARTER] = {4, 8}, [DATE_YEAR] = {1, 6},
};

OutlookHabit outlook_habit(DateUnit unit) { return HABITS[unit]; }

// What a level is made of, when it is asked about as a whole and when one thing of it is.
typedef struct PartRule {
    DemandLevel whole, one;
} PartRule;

static const PartRule PART_RULES[] = {
    [DEMAND_ALL] = {DEMAND_STORE, DEMAND_STORE},
    [DEMAND_SKU] = {DEMAND_SKU, DEMAND_ALL},
    [DEMAND_CATEGORY] = {DEMAND_CATEGORY, DEMAND_SKU},
    [DEMAND_STORE] = {DEMAND_STORE, DEMAND_CATEGORY},
};

bool outlook_check(const OutlookRequest *r, Err *err) {
    if (r->horizon > OUTLOOK_HORIZON_MAX) {
        return fail(err, ERR_INVALID, "'horizon' must be 1 to %d", OUTLOOK_HORIZON_MAX);
    }
    if (r->confidence != 0 && !(r->confidence >= 1 && r->confidence <= 99)) {
        return fail(err, ERR_INVALID, "'confidence' must be 1 to 99 percent");
    }
    if (r->terms.service_percent != 0 &&
        !(r->terms.service_percent >= 50 && r->terms.service_percent <= 99.9)) {
        return fail(err, ERR_INVALID, "'service_level' must be 50 to 99.9 percent");
    }
    if (!(r->terms.lead_days >= 0 && r->terms.lead_days <= 365)) {
        return fail(err, ERR_INVALID, "'lead_days' must be 1 to 365");
    }
    if (!(r->terms.review_days >= 0 && r->terms.review_days <= 365)) {
        return fail(err, ERR_INVALID, "'review_days' must be 1 to 365");
    }
    if (!(fabs(r->price_change) <= WHAT_IF_CHANGE_MAX)) {
        return fail(err, ERR_INVALID, "'price_change' must be -%d to %d percent",
                    WHAT_IF_CHANGE_MAX, WHAT_IF_CHANGE_MAX);
    }
    return outlook_promotion_check(r, err) && forecast_model_check(r->model, err);
}

typedef struct Making {
    const QueryDoor *door;
    const OutlookRequest *request;
    Demand *demand;
    Arena *a;
    Outlook *o;
    HistorySet *whole, *split;  // split: NULL without parts
    HistoryThings names;        // of the parts
    ForecastRequest main;
    const Lifts *lifts;  // NULL: none that help
} Making;

static int by_quantity(const void *x, const void *y) {
    const OutlookPart *a = x, *b = y;
    if (a->total.quantity != b->total.quantity) {
        return a->total.quantity < b->total.quantity ? 1 : -1;
    }
    return str_cmp(a->key, b->key);
}

static bool thing_resolve(const Making *k, DemandLevel level, Str wanted, Str *ret_key,
                          Str *ret_name, Err *err) {
    HistoryThings things = {0};
    const HistoryThing *thing = NULL;
    if (!history_things(k->door, k->demand, level, k->a, &things, err)) return false;
    if (!history_thing_find(&things, k->demand, level, wanted, &thing, err)) return false;
    *ret_key = thing->key;
    *ret_name = thing->name;
    return true;
}

static DemandLevel part_level(const Making *k) {
    const OutlookRequest *r = k->request;
    DemandLevel level = r->subject.len > 0 ? PART_RULES[r->level].one : PART_RULES[r->level].whole;
    if (level == DEMAND_STORE && !k->demand->things[level].is_known) level = DEMAND_CATEGORY;
    return k->demand->things[level].is_known ? level : DEMAND_ALL;
}

static bool histories_read(Making *k, Err *err) {
    Outlook *o = k->o;
    const Plan *plan = k->request->plan;
    HistoryRequest want = {.unit_is_set = k->request->unit_is_set, .unit = k->request->unit};
    if (plan) {
        want.filters = plan->filters;
        want.filter_count = plan->filter_count;
    }
    if (o->key.len > 0) want.keys[o->level] = o->key;
    if (o->store.len > 0) want.keys[DEMAND_STORE] = o->store;
    k->whole = arena_new(k->a, HistorySet, 1);
    if (!history_read(k->door, k->demand, &want, k->a, k->whole, err)) return false;
    o->set = k->whole;
    o->series = &k->whole->series[0];
    want.split = part_level(k);
    if (want.split == DEMAND_ALL || want.keys[want.split].len > 0) return true;
    k->split = arena_new(k->a, HistorySet, 1);
    o->part_level = want.split;
    return history_read(k->door, k->demand, &want, k->a, k->split, err) &&
           history_things(k->door, k->demand, want.split, k->a, &k->names, err);
}

// One and many.
static const char *const UNITS[][2] = {
    [DATE_DAY] = {ERR_WORD("day"), ERR_WORD("days")},
    [DATE_WEEK] = {ERR_WORD("week"), ERR_WORD("weeks")},
    [DATE_MONTH] = {ERR_WORD("month"), ERR_WORD("months")},
    [DATE_QUARTER] = {ERR_WORD("quarter"), ERR_WORD("quarters")},
    [DATE_YEAR] = {ERR_WORD("year"), ERR_WORD("years")},
};

static bool history_is_enough(const Making *k, Err *err) {
    const HistorySet *set = k->whole;
    size_t own = set->count - k->o->series->start;
    if (own >= OUTLOOK_PERIODS_MIN) return true;
    return fail(err, ERR_INVALID, STR_F " has %zu %s of sales: a forecast needs %d or more",
                STR_A(k->o->name), own, UNITS[set->unit][own != 1], OUTLOOK_PERIODS_MIN);
}

// Periods from the end of the data to the end of what is asked about.
static bool horizon_set(Making *k, Err *err) {
    const OutlookRequest *r = k->request;
    const HistorySet *set = k->whole;
    k->o->first = history_period(set, set->count);
    k->o->horizon = r->horizon > 0 ? r->horizon : HABITS[set->unit].horizon;
    if (!r->span_is_set) return true;
    if (r->span.end <= k->o->first) {
        Str first = date_str(k->a, k->o->first);
        return fail(err, ERR_INVALID,
                    "the data goes past that already: a forecast begins on " STR_F, STR_A(first));
    }
    size_t steps = 0;
    while (steps <= OUTLOOK_HORIZON_MAX &&
           date_add(k->o->first, (int)steps, set->unit) < r->span.end) {
        steps++;
    }
    if (steps > OUTLOOK_HORIZON_MAX) {
        return fail(err, ERR_INVALID, "that is more than %d %s after the end of the data",
                    OUTLOOK_HORIZON_MAX, UNITS[set->unit][1]);
    }
    k->o->horizon = steps;
    return true;
}

// A second season, of a year of days, where two are seen.
size_t outlook_season_long(const HistorySet *set, const HistorySeries *s) {
    enum { YEAR_DAYS = 365 };
    return set->unit == DATE_DAY && set->count - s->start >= 2 * YEAR_DAYS ? YEAR_DAYS : 0;
}

static ForecastRequest request_of(const Making *k, const HistorySet *set, const HistorySeries *s) {
    return (ForecastRequest){.values = s->values + s->start,
                             .count = set->count - s->start,
                             .season = HABITS[set->unit].season,
                             .season_long = outlook_season_long(set, s),
                             .horizon = k->o->horizon,
                             .level = k->o->confidence,
                             .model = k->request->model};
}

// A part of the whole knows the same days by its own positions.
static const Lifts *lifts_from(const Making *k, size_t start) {
    if (!k->lifts || start <= k->o->series->start) return k->lifts;
    size_t shift = start - k->o->series->start;
    Lifts *own = arena_new(k->a, Lifts, 1);
    LiftEvent *events = arena_new(k->a, LiftEvent, k->lifts->count + 1);
    for (size_t i = 0; i < k->lifts->count; i++) {
        const LiftEvent *e = &k->lifts->events[i];
        LiftSpan *spans = arena_new(k->a, LiftSpan, e->span_count + 1);
        events[i] = (LiftEvent){.name = e->name, .spans = spans, .weight = e->weight};
        for (size_t s = 0; s < e->span_count; s++) {
            if (e->spans[s].first < shift) continue;
            spans[events[i].span_count++] =
                (LiftSpan){e->spans[s].first - shift, e->spans[s].end - shift};
        }
    }
    *own = (Lifts){events, k->lifts->count};
    return own;
}

Forecast outlook_forecast_copy(const Forecast *f, Arena *a) {
    Forecast kept = {.model = str_dup(a, f->model), .count = f->count};
    kept.points = arena_new(a, ForecastPoint, f->count);
    for (size_t i = 0; i < f->count; i++) kept.points[i] = f->points[i];
    DriverEffect *effects = arena_new(a, DriverEffect, f->effect_count + 1);
    for (size_t i = 0; i < f->effect_count; i++) {
        effects[i] = f->effects[i];
        effects[i].name = str_dup(a, f->effects[i].name);
        effects[i].words = str_dup(a, f->effects[i].words);
    }
    kept.effects = effects;
    kept.effect_count = f->effect_count;
    return kept;
}

OutlookTotal outlook_total(const OutlookSteps *steps, const HistorySet *set, const HistorySeries *s,
                           const Forecast *f) {
    size_t first = steps->first, end = steps->end;
    OutlookTotal t = {.first = history_period(set, set->count + first),
                      .last = history_period(set, set->count + end) - 1};
    const Forecast part = {.points = f->points + first, .count = end - first};
    bool below_zero = false;
    for (size_t i = 0; i < part.count; i++) {
        t.quantity += part.points[i].mean;
        below_zero = below_zero || part.points[i].lower < 0;
    }
    double reach =
        normal_quantile(0.5 + steps->confidence / 200) * stock_sum_sd(&part, (double)part.count);
    t.lower = t.quantity - reach;
    t.upper = t.quantity + reach;
    if (!below_zero && t.lower < 0) t.lower = 0;
    t.before = set->count - s->start >= part.count ? 0 : NAN;
    for (size_t i = 0; i < part.count && !isnan(t.before); i++) {
        double x = s->values[set->count - 1 - i];
        if (isfinite(x)) t.before += x;
    }
    return t;
}

void outlook_grade_sum(OutlookGrade *g) {
    double error = 0, size = 0, inside = 0;
    g->forecast = g->actual = 0;
    for (size_t i = 0; i < g->count; i++) {
        const OutlookGradePoint *p = &g->points[i];
        g->forecast += p->forecast.mean;
        g->actual += p->actual;
        error += fabs(p->forecast.mean - p->actual);
        size += fabs(p->actual);
        inside += p->actual >= p->forecast.lower - 1e-9 && p->actual <= p->forecast.upper + 1e-9;
    }
    g->error_percent = size > 0 ? 100 * error / size : 0;
    g->inside = g->count > 0 ? inside / (double)g->count : 0;
}

// The steps of the horizon that lie in the days asked about.
static OutlookSteps span_steps(const Making *k) {
    OutlookSteps steps = {.end = k->o->horizon, .confidence = k->o->confidence};
    if (!k->request->span_is_set) return steps;
    const HistorySet *set = k->whole;
    while (steps.first + 1 < steps.end &&
           history_period(set, set->count + steps.first + 1) <= k->request->span.first) {
        steps.first++;
    }
    return steps;
}

static void parts_fill(Making *k, const Forecast *forecasts) {
    Outlook *o = k->o;
    const OutlookSteps steps = span_steps(k);
    o->part_count = k->split->series_count;
    o->parts = arena_new(k->a, OutlookPart, o->part_count);
    for (size_t i = 0; i < o->part_count; i++) {
        const HistorySeries *s = &k->split->series[i];
        const HistoryThing *thing = history_thing_by_key(&k->names, s->key);
        OutlookPart *part = &o->parts[i];
        part->key = s->key;
        part->name = thing ? thing->name : s->key;
        part->total = outlook_total(&steps, k->split, s, &forecasts[i]);
        part->share = o->total.quantity > 0 ? part->total.quantity / o->total.quantity : 0;
    }
    qsort(o->parts, o->part_count, sizeof *o->parts, by_quantity);
}

// The whole and its parts are forecast each for itself, then moved until they add up.
static bool parts_reconcile(const Making *k, Forecast *forecasts, size_t parts, Err *err) {
    ReconcileNode *nodes = arena_new(k->a, ReconcileNode, parts + 1);
    nodes[0] = (ReconcileNode){
        .parent = RECONCILE_ROOT, .values = k->o->series->values, .count = k->whole->count};
    for (size_t i = 0; i < parts; i++) {
        nodes[i + 1] =
            (ReconcileNode){.values = k->split->series[i].values, .count = k->split->count};
    }
    return parts == 0 || reconcile_run(nodes, parts + 1, RECONCILE_MINT, forecasts, k->a, err);
}

static bool events_make(Making *k, Err *err) {
    const OutlookRequest *r = k->request;
    k->main = request_of(k, k->whole, k->o->series);
    const OutlookEventsInput in = {
        .region = r->region.len > 0 ? r->region : outlook_events_region(k->door->model),
        .own = r->own,
        .own_count = r->own_count,
        .shown = MARKED_PERIODS,
        .main = &k->main};
    if (!outlook_events_make(&in, k->a, k->o, &k->lifts, err)) return false;
    k->main.lifts = k->lifts;
    return true;
}

static bool forecasts_make(Making *k, Err *err) {
    size_t parts = k->split ? k->split->series_count : 0;
    if (parts > PARTS_MAX) parts = 0;
    ForecastRequest *requests = arena_new(k->a, ForecastRequest, parts + 1);
    Forecast *forecasts = arena_new(k->a, Forecast, parts + 1);
    requests[0] = k->main;
    for (size_t i = 0; i < parts; i++) {
        requests[i + 1] = request_of(k, k->split, &k->split->series[i]);
        requests[i + 1].lifts = lifts_from(k, k->split->series[i].start);
    }
    CLEANUP(batch_done) Batch batch = {0};
    const BatchOptions options = {.cancel = k->door->cancel};
    if (!batch_run(requests, parts + 1, &options, &batch, err)) return false;
    for (size_t i = 0; i <= parts; i++) {
        forecasts[i] = outlook_forecast_copy(&batch.results[i], k->a);
    }
    if (!parts_reconcile(k, forecasts, parts, err)) return false;
    const OutlookSteps steps = span_steps(k);
    k->o->forecast = forecasts[0];
    k->o->total = outlook_total(&steps, k->whole, k->o->series, &k->o->forecast);
    if (parts > 0) parts_fill(k, forecasts + 1);
    return true;
}

// How it would have done on the last stretch: what is shown until a kept forecast can be graded.
static void grade_fill(const Making *k, const Scorecard *card) {
    OutlookGrade g = {.words = card->words};
    size_t last = card->point_count > 0 ? card->points[card->point_count - 1].origin : 0;
    g.points = arena_new(k->a, OutlookGradePoint, card->point_count + 1);
    for (size_t i = 0; i < card->point_count; i++) {
        const BacktestPoint *p = &card->points[i];
        if (p->origin != last) continue;
        Date date = history_period(k->whole, k->o->series->start + p->at);
        g.points[g.count++] = (OutlookGradePoint){date, p->actual, p->forecast};
    }
    outlook_grade_sum(&g);
    k->o->grade = g;
}

static bool reasons_make(Making *k, Err *err) {
    Outlook *o = k->o;
    Scorecard card = {0};
    const BacktestOptions options = {0};
    if (!backtest_run(&k->main, &options, k->a, &card, err)) return false;
    const HistorySet *set = k->whole;
    const ForecastClock clock = {
        .last = history_period(set, set->count - 1), .dated = true, .unit = set->unit};
    const ExplainInput in = {.request = &k->main,
                             .forecast = &o->forecast,
                             .card = &card,
                             .clock = &clock,
                             .what = o->demand->is_quantity ? (Str){0} : o->demand->label};
    explain_run(&in, k->a, &o->reasons);
    grade_fill(k, &card);
    return true;
}

static bool advice_fill(Making *k, Err *err) {
    Outlook *o = k->o;
    if (o->level != DEMAND_SKU || !k->demand->is_quantity) return true;
    const ShelfWanted wanted = {.sku = o->key, .store = o->store};
    Shelf shelf = {0};
    o->advice = arena_new(k->a, Advice, 1);
    if (!shelf_read(k->door, k->demand, &wanted, k->a, &shelf, err)) return false;
    const AdviceInput in = {.forecast = &o->forecast,
                            .unit = k->whole->unit,
                            .terms = &k->request->terms,
                            .item = shelf_item(&shelf, o->key)};
    return advice_make(&in, k->a, o->advice, err);
}

static bool subject_set(Making *k, Err *err) {
    const OutlookRequest *r = k->request;
    Outlook *o = k->o;
    Str store_name = {0};
    o->level = r->subject.len > 0 ? r->level : DEMAND_ALL;
    o->label = k->demand->things[o->level].label;
    o->name = r->name.len > 0 ? r->name : S("The whole business");
    if (r->subject.len > 0 && !thing_resolve(k, r->level, r->subject, &o->key, &o->name, err)) {
        return false;
    }
    if (r->subject.len == 0 && !demand_need(k->demand, r->level, err)) return false;
    return r->store.len == 0 ||
           thing_resolve(k, DEMAND_STORE, r->store, &o->store, &store_name, err);
}

bool outlook_make(const QueryDoor *door, const OutlookRequest *request, Arena *a, Outlook **ret,
                  Err *err) {
    assert(door && request && ret && err);
    Making k = {.door = door, .request = request, .a = a};
    k.o = arena_new(a, Outlook, 1);
    k.demand = arena_new(a, Demand, 1);
    k.o->demand = k.demand;
    k.o->confidence = request->confidence > 0 ? request->confidence : OUTLOOK_CONFIDENCE;
    bool ok = outlook_check(request, err) &&
              (request->plan ? demand_of_plan(door->model, request->plan, a, k.demand, err)
                             : demand_find(door->model, request->measure, a, k.demand, err)) &&
              subject_set(&k, err) && histories_read(&k, err) && history_is_enough(&k, err) &&
              horizon_set(&k, err) && events_make(&k, err) && forecasts_make(&k, err) &&
              reasons_make(&k, err) && advice_fill(&k, err) &&
              outlook_what_if(door, request, &k.main, a, k.o, err) &&
              outlook_promotion(door, request, &k.main, a, k.o, err);
    if (!ok) return false;
    outlook_words(k.o, a);
    *ret = k.o;
    return true;
}
