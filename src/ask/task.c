#include "ask/task.h"

static bool token_is_any(const Draft *d, const char *const *words, size_t count) {
    for (size_t i = 0; i < d->t->count; i++) {
        for (size_t k = 0; k < count; k++) {
            if (str_eq(d->t->items[i].text, str_from(words[k]))) return true;
        }
    }
    return false;
}

// "how much will we sell next month": what lies ahead can only be foreseen.
static void future_see(Draft *d) {
    static const char *const WORDS[] = {"will",     "expect", "expected", "projected", "likely",
                                        "estimate", "hoga",   "hogi",     "bikega",    "bikegi",
                                        "होगी",     "होगा",   "बिकेगा",    "बिकेगी"};
    bool measures = d->measure_count > 0 || d->has_sell_verb || d->how_much;
    if (d->intent != ASK_TASK_NONE || !measures || d->depth > 0) return;
    for (size_t i = 0; i < d->time_count; i++) {
        bool ahead = d->times[i].has_first && d->times[i].range.first > d->today;
        if (ahead && token_is_any(d, WORDS, COUNT_OF(WORDS))) d->intent = ASK_TASK_FORECAST;
    }
}

static bool lies_ahead(const Draft *d, const TimePhrase *t) {
    return t->has_end && t->range.end > d->today + 1;
}

// "in December", asked in November, is the one to come.
static void year_forward(const Draft *d, TimePhrase *t) {
    if (!t->yearless || lies_ahead(d, t)) return;
    t->range.first = date_add(t->range.first, 1, DATE_YEAR);
    t->range.end = date_add(t->range.end, 1, DATE_YEAR);
}

// Takes the first period that lies ahead out of the draft.
static bool ahead_take(Draft *d, TimePhrase *ret) {
    for (size_t i = 0; i < d->time_count; i++) {
        TimePhrase t = d->times[i];
        year_forward(d, &t);
        if (!lies_ahead(d, &t)) continue;
        *ret = t;
        for (size_t k = i + 1; k < d->time_count; k++) d->times[k - 1] = d->times[k];
        d->time_count--;
        return true;
    }
    return false;
}

static bool grain_said(const Draft *d, DateUnit *ret) {
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (!d->dimensions[i].is_grain) continue;
        *ret = d->dimensions[i].grain;
        return true;
    }
    if (d->has_grain) *ret = d->grain;
    return d->has_grain;
}

// Periods of the unit from the one after today's to the end.
static int units_ahead(const Draft *d, Date end, DateUnit unit) {
    int count = 0;
    Date first = date_add(date_floor(d->today, unit), 1, unit);
    while (count < ASK_HORIZON_MAX && date_add(first, count, unit) < end) count++;
    return count;
}

// A quarter or a year is foreseen by its months.
static DateUnit series_unit(DateUnit named) { return named > DATE_MONTH ? DATE_MONTH : named; }

static void series_group(Draft *d, DateUnit unit) {
    DateUnit said;
    d->trend = false;
    if (!grain_said(d, &said)) {
        draft_add_dimension(d, (DraftDimension){.is_grain = true, .grain = unit, .at = 0});
    }
}

static void forecast_prepare(Draft *d) {
    TimePhrase ahead = {0};
    DateUnit unit = DATE_MONTH;
    bool is_ahead = ahead_take(d, &ahead);
    if (!grain_said(d, &unit) && is_ahead) unit = series_unit(ahead.unit);
    d->task_unit = unit;
    if (is_ahead) {
        d->task_horizon = units_ahead(d, ahead.range.end, unit);
        d->task_period = ahead.range;
        if (!ahead.has_first || ahead.range.first <= d->today) d->task_period.first = d->today + 1;
    }
    series_group(d, unit);
}

static void why_prepare(Draft *d) {
    d->change = d->change_rate = d->trend = false;
    if (d->time_count == 1 && d->compare == COMPARE_NONE) d->compare = COMPARE_PREVIOUS;
}

void task_prepare(Draft *d, bool follows) {
    future_see(d);
    switch ((AskTaskKind)d->intent) {
        case ASK_TASK_FORECAST: forecast_prepare(d); break;
        case ASK_TASK_ANOMALIES:
            d->task_unit = DATE_DAY;
            (void)grain_said(d, &d->task_unit);
            series_group(d, d->task_unit);
            break;
        case ASK_TASK_WHY: why_prepare(d); break;
        case ASK_TASK_NONE:
        case ASK_TASK_DESCRIBE: return;
    }
    bool names = follows || d->measure_count > 0 || d->focus.is_set || d->has_top_measure;
    if (!names) d->has_sell_verb = true;
}

bool task_follow(const Draft *d, Plan *p) {
    if (d->intent == ASK_TASK_WHY) {
        p->limit = 0;
        if (p->compare == COMPARE_NONE && p->time.is_set) p->compare = COMPARE_PREVIOUS;
    } else if (d->intent == ASK_TASK_FORECAST) {
        p->limit = 0;
        p->compare = COMPARE_NONE;
        if (d->time_count == 0) p->time = (PlanTime){0};
    }
    return d->intent > ASK_TASK_NONE;
}

AskTask task_of(const Draft *d, const Plan *p) {
    return (AskTask){.kind = (AskTaskKind)d->intent,
                     .plan = p && p->measure_count > 0 ? p : NULL,
                     .unit = d->task_unit,
                     .horizon = d->task_horizon,
                     .period = d->task_period};
}
