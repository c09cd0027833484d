#include "flow/outlook.h"

#include <assert.h>
#include <math.h>

#include "flow/outlook_words.h"
#include "forecast/batch.h"

enum { PARTS_MAX = 500 };
// How much the errors of two periods of one forecast go together: a forecast that is too high
// tomorrow is likely too high the day after.
#define ERROR_CORRELATION 0.3

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
    return forecast_model_check(r->model, err);
}

typedef struct Making {
    const QueryDoor *door;
    const OutlookRequest *request;
    Demand *demand;
    Arena *a;
    Outlook *o;
    HistorySet *whole, *split;  // split: NULL without parts
    HistoryThings names;        // of the parts
} Making;

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
    HistoryRequest want = {.unit_is_set = k->request->unit_is_set, .unit = k->request->unit};
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

static bool history_is_enough(const Making *k, Err *err) {
    const HistorySet *set = k->whole;
    size_t own = set->count - k->o->series->start;
    if (own >= OUTLOOK_PERIODS_MIN) return true;
    return fail(err, ERR_INVALID, STR_F " has %zu %s%s of sales: a forecast needs %d or more",
                STR_A(k->o->name), own, date_unit_name(set->unit), own == 1 ? "" : "s",
                OUTLOOK_PERIODS_MIN);
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
        return fail(err, ERR_INVALID, "that is more than %d %ss after the end of the data",
                    OUTLOOK_HORIZON_MAX, date_unit_name(set->unit));
    }
    k->o->horizon = steps;
    return true;
}

static ForecastRequest request_of(const Making *k, const HistorySet *set, const HistorySeries *s) {
    return (ForecastRequest){.values = s->values + s->start,
                             .count = set->count - s->start,
                             .season = HABITS[set->unit].season,
                             .horizon = k->o->horizon,
                             .level = k->o->confidence,
                             .model = k->request->model};
}

static Forecast forecast_keep(const Forecast *f, Arena *a) {
    Forecast kept = {.model = str_dup(a, f->model), .count = f->count};
    kept.points = arena_new(a, ForecastPoint, f->count);
    for (size_t i = 0; i < f->count; i++) kept.points[i] = f->points[i];
    return kept;
}

OutlookTotal outlook_total(const HistorySet *set, const HistorySeries *s, const Forecast *f,
                           size_t first, size_t end) {
    OutlookTotal t = {.first = history_period(set, set->count + first),
                      .last = history_period(set, set->count + end) - 1};
    double down = 0, up = 0, down_squared = 0, up_squared = 0;
    bool below_zero = false;
    for (size_t i = first; i < end; i++) {
        const ForecastPoint *p = &f->points[i];
        t.quantity += p->mean;
        down += p->mean - p->lower;
        up += p->upper - p->mean;
        down_squared += (p->mean - p->lower) * (p->mean - p->lower);
        up_squared += (p->upper - p->mean) * (p->upper - p->mean);
        below_zero = below_zero || p->lower < 0;
    }
    double r = ERROR_CORRELATION;
    t.lower = t.quantity - sqrt(r * down * down + (1 - r) * down_squared);
    t.upper = t.quantity + sqrt(r * up * up + (1 - r) * up_squared);
    if (!below_zero && t.lower < 0) t.lower = 0;
    size_t count = end - first;
    t.before = set->count - s->start >= count ? 0 : NAN;
    for (size_t i = 0; i < count && !isnan(t.before); i++) {
        double x = s->values[set->count - 1 - i];
        if (isfinite(x)) t.before += x;
    }
    return t;
}

// The steps of the horizon that lie in the days asked about.
static void span_steps(const Making *k, size_t *ret_first, size_t *ret_end) {
    *ret_first = 0;
    *ret_end = k->o->horizon;
    if (!k->request->span_is_set) return;
    const HistorySet *set = k->whole;
    while (*ret_first + 1 < *ret_end &&
           history_period(set, set->count + *ret_first + 1) <= k->request->span.first) {
        (*ret_first)++;
    }
}

static void parts_fill(Making *k, const Forecast *forecasts) {
    Outlook *o = k->o;
    size_t first = 0, end = 0;
    span_steps(k, &first, &end);
    o->part_count = k->split->series_count;
    o->parts = arena_new(k->a, OutlookPart, o->part_count);
    for (size_t i = 0; i < o->part_count; i++) {
        const HistorySeries *s = &k->split->series[i];
        const HistoryThing *thing = history_thing_by_key(&k->names, s->key);
        OutlookPart *part = &o->parts[i];
        part->key = s->key;
        part->name = thing ? thing->name : s->key;
        part->total = outlook_total(k->split, s, &forecasts[i], first, end);
        part->share = o->total.quantity > 0 ? part->total.quantity / o->total.quantity : 0;
    }
}

static bool forecasts_make(Making *k, Err *err) {
    size_t parts = k->split ? k->split->series_count : 0;
    if (parts > PARTS_MAX) parts = 0;
    ForecastRequest *requests = arena_new(k->a, ForecastRequest, parts + 1);
    requests[0] = request_of(k, k->whole, k->o->series);
    for (size_t i = 0; i < parts; i++) {
        requests[i + 1] = request_of(k, k->split, &k->split->series[i]);
    }
    CLEANUP(batch_done) Batch batch = {0};
    const BatchOptions options = {.cancel = k->door->cancel};
    if (!batch_run(requests, parts + 1, &options, &batch, err)) return false;
    size_t first = 0, end = 0;
    k->o->forecast = forecast_keep(&batch.results[0], k->a);
    span_steps(k, &first, &end);
    k->o->total = outlook_total(k->whole, k->o->series, &k->o->forecast, first, end);
    if (parts > 0) parts_fill(k, batch.results + 1);
    return true;
}

static bool subject_set(Making *k, Err *err) {
    const OutlookRequest *r = k->request;
    Outlook *o = k->o;
    Str store_name = {0};
    o->level = r->subject.len > 0 ? r->level : DEMAND_ALL;
    o->label = k->demand->things[o->level].label;
    o->name = S("The whole business");
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
              demand_find(door->model, request->measure, a, k.demand, err) &&
              subject_set(&k, err) && histories_read(&k, err) && history_is_enough(&k, err) &&
              horizon_set(&k, err) && forecasts_make(&k, err);
    if (!ok) return false;
    outlook_words(k.o, a);
    *ret = k.o;
    return true;
}
