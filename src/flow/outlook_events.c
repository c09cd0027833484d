#include "flow/outlook_events.h"

#include <math.h>
#include <stdlib.h>

#include "base/vec.h"
#include "calendar/calendar.h"
#include "flow/outlook_words.h"
#include "forecast/backtest.h"

enum {
    WEEK_BEFORE = 6,     // days before a festival that belong to it
    WEEKDAY_BEFORE = 2,  // of weeks: the one that holds the day two days before
    TRIALS = 6,
    RECENT_HORIZONS = 2,
};
#define GAIN_MIN 0.005  // less error by that share, or the lifts stay out

typedef struct RegionOf {
    Str unit, region;
} RegionOf;

// A currency of one country says where its festivals are kept.
static const RegionOf REGIONS[] = {
    {STR("INR"), STR("IN")}, {STR("₹"), STR("IN")},   {STR("USD"), STR("US")},
    {STR("$"), STR("US")},   {STR("GBP"), STR("GB")}, {STR("£"), STR("GB")},
};

static bool region_of_unit(Str unit, Str *ret) {
    for (size_t i = 0; i < COUNT_OF(REGIONS); i++) {
        if (!str_eq(unit, REGIONS[i].unit)) continue;
        *ret = REGIONS[i].region;
        return true;
    }
    return false;
}

Str outlook_events_region(const Model *m) {
    Str region = {0};
    for (size_t t = 0; t < m->table_count; t++) {
        for (size_t c = 0; c < m->tables[t].column_count; c++) {
            if (region_of_unit(m->tables[t].columns[c].unit, &region)) return region;
        }
    }
    return region;
}

// One day or more under a name.
typedef struct Note {
    Str name;
    DateRange days, marked;  // that it lifts; that it is
    bool own;
    double weight;
} Note;

// Of neighbours the one that people know is credited: Diwali, not the day before it.
static const double WEIGHTS[] = {[CALENDAR_HOLIDAY] = 1.25,
                                 [CALENDAR_FESTIVAL] = 1,
                                 [CALENDAR_SHOPPING] = 1,
                                 [CALENDAR_SEASON] = 0};
#define WEIGHT_OWN 1.5

typedef struct Gathering {
    const OutlookEventsInput *in;
    Outlook *o;
    Arena *a;
    VEC(Note) notes;
} Gathering;

static DateRange series_days(const Outlook *o) {
    const HistorySet *set = o->set;
    return (DateRange){history_period(set, o->series->start),
                       history_period(set, set->count + o->horizon)};
}

bool outlook_events_span(const Outlook *o, DateRange days, LiftSpan *ret) {
    const HistorySet *set = o->set;
    DateRange all = series_days(o);
    Date first = days.first > all.first ? days.first : all.first;
    Date last = (days.end < all.end ? days.end : all.end) - 1;
    if (first > last) return false;
    int step = set->unit == DATE_WEEK ? 7 : 1;
    Date from = all.first;
    *ret = (LiftSpan){(size_t)((first - from) / step), (size_t)((last - from) / step) + 1};
    return true;
}

static void festivals_gather(Gathering *g) {
    CalendarDays days = calendar_days(g->in->region, series_days(g->o), g->a);
    bool weeks = g->o->set->unit == DATE_WEEK;
    for (size_t i = 0; i < days.count; i++) {
        const CalendarDay *d = &days.items[i];
        if (d->kind == CALENDAR_SEASON) continue;
        Note note = {
            .name = d->name, .days = d->days, .marked = d->days, .weight = WEIGHTS[d->kind]};
        note.days.first = d->days.first - (weeks ? WEEKDAY_BEFORE : WEEK_BEFORE);
        if (weeks) note.days.end = note.days.first + 1;
        *vec_push(g->a, &g->notes) = note;
    }
}

static int by_name_and_day(const void *x, const void *y) {
    const Note *a = x, *b = y;
    int names = str_cmp(a->name, b->name);
    return names ? names : (a->days.first > b->days.first) - (a->days.first < b->days.first);
}

// Days of one name that follow one another are one stretch.
static void own_gather(Gathering *g) {
    size_t count = g->in->own_count;
    Note *days = arena_new(g->a, Note, count + 1);
    for (size_t i = 0; i < count; i++) {
        Date day = g->in->own[i].date;
        days[i] = (Note){
            .name = g->in->own[i].name, .days = {day, day + 1}, .own = true, .weight = WEIGHT_OWN};
    }
    qsort(days, count, sizeof *days, by_name_and_day);
    for (size_t i = 0; i < count;) {
        Note note = days[i];
        for (i++; i < count; i++) {
            if (!str_eq(days[i].name, note.name) || days[i].days.first > note.days.end) break;
            note.days.end = days[i].days.end;
        }
        note.marked = note.days;
        *vec_push(g->a, &g->notes) = note;
    }
}

static void marks_make(const Gathering *g) {
    Outlook *o = g->o;
    const HistorySet *set = o->set;
    size_t shown = g->in->shown;
    Date from = history_period(set, set->count > shown ? set->count - shown : 0);
    Date end = history_period(set, set->count + o->horizon);
    o->events = arena_new(g->a, OutlookEvent, g->notes.count + 1);
    for (size_t i = 0; i < g->notes.count; i++) {
        const Note *n = &g->notes.items[i];
        if (n->marked.first < from || n->marked.first >= end) continue;
        o->events[o->event_count++] =
            (OutlookEvent){n->name, n->marked.first, n->own, n->weight > 1};
    }
}

// One event a name, with all its stretches in order.
static LiftEvent *events_make(Gathering *g, OutlookLift *names, size_t *ret_count) {
    LiftEvent *events = arena_new(g->a, LiftEvent, g->notes.count + 1);
    size_t count = 0;
    if (g->notes.count > 0) {  // qsort takes no NULL
        qsort(g->notes.items, g->notes.count, sizeof *g->notes.items, by_name_and_day);
    }
    for (size_t i = 0; i < g->notes.count && count < LIFTS_MAX - 1;) {
        size_t first = i;
        while (i < g->notes.count && str_eq(g->notes.items[i].name, g->notes.items[first].name))
            i++;
        LiftSpan *spans = arena_new(g->a, LiftSpan, i - first + 1);
        size_t held = 0;
        for (size_t k = first; k < i; k++) {
            const Note *n = &g->notes.items[k];
            held += outlook_events_span(g->o, n->days, &spans[held]);
            bool ahead = n->marked.end > g->o->first && names[count].next == 0;
            if (ahead) names[count].next = n->marked.first;
        }
        if (held == 0) {
            names[count].next = 0;
            continue;
        }
        const Note *n = &g->notes.items[first];
        names[count].name = n->name;
        names[count].own = n->own;
        events[count++] =
            (LiftEvent){.name = n->name, .spans = spans, .span_count = held, .weight = n->weight};
    }
    *ret_count = count;
    return events;
}

static Str lift_text(const Outlook *o, const OutlookLift *l, Arena *a) {
    bool week = !l->own || o->set->unit == DATE_WEEK;
    Str words = lifts_words(&l->lift, week ? "week" : "day", a);
    if (l->lift.seen == 0) return str_fmt(a, STR_F ": " STR_F, STR_A(l->name), STR_A(words));
    return str_fmt(a, STR_F "%s sold " STR_F, STR_A(l->name), l->own ? "" : " week", STR_A(words));
}

static double weight_of(const OutlookLift *l) {
    return (l->lift.sure ? 1000 : 0) + (l->next > 0 ? 100 : 0) + fabs(l->lift.factor - 1);
}

static int by_weight(const void *x, const void *y) {
    double a = weight_of(x), b = weight_of(y);
    if (a != b) return a < b ? 1 : -1;
    return str_cmp(((const OutlookLift *)x)->name, ((const OutlookLift *)y)->name);
}

// Whether any of what is sure lies ahead, or so near the end that it bends what comes.
static bool matters(const Lifts *lifts, const Lift *found, const ForecastRequest *main) {
    size_t near = RECENT_HORIZONS * main->horizon;
    size_t from = main->count > near ? main->count - near : 0;
    for (size_t i = 0; i < lifts->count; i++) {
        const LiftEvent *e = &lifts->events[i];
        if (found[i].sure && e->spans[e->span_count - 1].end > from) return true;
    }
    return false;
}

static bool mase_of(const ForecastRequest *main, const Lifts *lifts, Str model, double *ret,
                    Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    ForecastRequest request = *main;
    Scorecard card = {0};
    const BacktestOptions options = {.origins = TRIALS, .step = main->horizon};
    request.lifts = lifts;
    request.model = model;
    if (!backtest_run(&request, &options, a, &card, err)) return false;
    *ret = card.point_count > 0 ? card.score.mase : 0;
    return true;
}

static Str names_ahead(const Outlook *o, Arena *a) {
    Str names = {0};
    for (size_t i = 0; i < o->lift_count; i++) {
        const OutlookLift *l = &o->lifts[i];
        if (!l->lift.sure || l->next == 0) continue;
        names =
            names.len == 0 ? l->name : str_fmt(a, STR_F ", " STR_F, STR_A(names), STR_A(l->name));
    }
    return names;
}

static bool any_seen_twice(const Outlook *o) {
    for (size_t i = 0; i < o->lift_count; i++) {
        const OutlookLift *l = &o->lifts[i];
        if (l->lift.sure && l->next > 0 && l->lift.seen > 1) return true;
    }
    return false;
}

static void trial_word(Outlook *o, double plain, double lifted, Arena *a) {
    Str names = names_ahead(o, a);
    if (plain <= 0 || lifted <= 0) return;
    double gain = 100 * (1 - lifted / plain);
    if (o->lifts_used && names.len > 0) {
        o->lifts_text = str_fmt(a,
                                STR_F
                                " lies ahead and is in the numbers: with such days taken into "
                                "account the error of past forecasts was %.2g %% smaller.",
                                STR_A(names), gain);
    } else if (o->lifts_used) {
        o->lifts_text =
            str_fmt(a,
                    "Festivals and events of the past are taken out before looking ahead: "
                    "the error of past forecasts was %.2g %% smaller for it.",
                    gain);
    } else if (names.len > 0) {
        const char *why = any_seen_twice(o)
                              ? "taking such days into account did not make past forecasts better"
                              : "seen once, it could not be tried on past forecasts";
        o->lifts_text =
            str_fmt(a, STR_F " lies ahead but is not in the numbers: %s.", STR_A(names), why);
    }
}

typedef struct Trial {
    double plain, lifted;  // MASE without and with the lifts
} Trial;

static bool trial_run(const ForecastRequest *main, const Lifts *lifts, Str model, Trial *ret,
                      Err *err) {
    return mase_of(main, NULL, model, &ret->plain, err) &&
           mase_of(main, lifts, model, &ret->lifted, err);
}

static bool is_better(const Trial *t) {
    return t->plain > 0 && t->lifted < (1 - GAIN_MIN) * t->plain;
}

// What does not help the fastest model, in milliseconds, is not tried on the one that is used.
static bool lifts_try(const Lifts *lifts, const ForecastRequest *main, Arena *a, Outlook *o,
                      Err *err) {
    Trial t = {0};
    if (!trial_run(main, lifts, S("dotm"), &t, err)) return false;
    if (is_better(&t)) {
        if (!trial_run(main, lifts, main->model, &t, err)) return false;
        o->lifts_used = is_better(&t);
    }
    trial_word(o, t.plain, t.lifted, a);
    return true;
}

bool outlook_events_make(const OutlookEventsInput *in, Arena *a, Outlook *o, const Lifts **ret,
                         Err *err) {
    *ret = NULL;
    if (o->set->unit > DATE_WEEK) return true;
    Gathering g = {.in = in, .o = o, .a = a};
    festivals_gather(&g);
    own_gather(&g);
    marks_make(&g);
    Lifts *lifts = arena_new(a, Lifts, 1);
    o->lifts = arena_new(a, OutlookLift, g.notes.count + 1);
    lifts->events = events_make(&g, o->lifts, &lifts->count);
    const ForecastRequest *m = in->main;
    const Lift *found = lifts_find(lifts, m->values, m->count, m->season, a);
    o->lift_count = lifts->count;
    for (size_t i = 0; i < lifts->count; i++) {
        o->lifts[i].lift = found[i];
        o->lifts[i].text = lift_text(o, &o->lifts[i], a);
    }
    bool worth = matters(lifts, found, m);
    qsort(o->lifts, o->lift_count, sizeof *o->lifts, by_weight);
    if (!worth) return true;
    if (!lifts_try(lifts, m, a, o, err)) return false;
    *ret = o->lifts_used ? lifts : NULL;
    return true;
}
