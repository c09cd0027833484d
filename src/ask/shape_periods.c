// Two periods in one question: set against each other, or the one a part of the other.

#include "ask/shape.h"
#include "plan/plan_words.h"

static bool is_closed(const TimePhrase *t) { return t->has_first && t->has_end; }

// A bucket of its unit: a year, a quarter. "jan-mar" is three of them, "h1" two.
static bool is_bucket(const TimePhrase *t) {
    DateRange r = t->range;
    return date_floor(r.first, t->unit) == r.first && date_add(r.first, 1, t->unit) == r.end;
}

bool shape_periods_are_buckets(const Draft *d) {
    const TimePhrase *x = &d->times[0], *y = &d->times[1];
    return x->unit == y->unit && is_closed(x) && is_closed(y) && is_bucket(x) && is_bucket(y);
}

static Expr *range_condition(Draft *d, ColumnRef c, const TimePhrase *t) {
    Expr *column = draft_column_expr(d, c);
    return expr_call2(d->a, OP_AND,
                      expr_call2(d->a, OP_GE, column, expr_date(d->a, t->range.first)),
                      expr_call2(d->a, OP_LT, column, expr_date(d->a, t->range.end)));
}

static Str range_words(Draft *d, const TimePhrase *t) {
    PlanTime time = {.is_set = true, .has_first = true, .has_end = true, .range = t->range};
    return plan_words_range(&time, words_english(d->a));
}

static bool measure_beside(Draft *d, Plan *p, ColumnRef c, const TimePhrase *t) {
    Expr *part = shape_restrict(d, p->measures[0].expr, range_condition(d, c, t));
    if (!part) return false;
    Str measure = plan_words_expr(d->m, plan_new(d->a), p->measures[0].expr, words_english(d->a));
    PlanMeasure *added = plan_add_measure(d->a, p, part);
    added->label = str_fmt(d->a, STR_F " (" STR_F ")", STR_A(measure), STR_A(range_words(d, t)));
    return true;
}

static bool has_rival(const Draft *d, const Plan *p) {
    bool derived = d->change || d->change_rate || d->share || d->running || d->moving || d->trend ||
                   d->has_grain || d->average_of_sums || d->having_count > 0;
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *e = p->dimensions[i].expr;
        derived = derived || (e->kind == EXPR_CALL && e->op == OP_BUCKET);
    }
    return derived;
}

bool shape_periods_beside(Draft *d, Plan *p, ColumnRef c) {
    const TimePhrase *x = &d->times[0], *y = &d->times[1];
    if (!is_closed(x) || !is_closed(y) || p->measure_count != 1 || has_rival(d, p)) return false;
    const TimePhrase *early = x->range.first <= y->range.first ? x : y, *late = early == x ? y : x;
    if (!measure_beside(d, p, c, early) || !measure_beside(d, p, c, late)) {
        p->measure_count = 1;
        return false;
    }
    for (size_t i = 1; i < p->measure_count; i++) p->measures[i - 1] = p->measures[i];
    p->measure_count--;
    return true;
}

// "the last quarter" beside a year is that year's.
static TimePhrase part_within(const Draft *d, const TimePhrase *part, const TimePhrase *whole) {
    TimePhrase t = *part;
    int size = t.range.end - t.range.first;
    bool named = false;
    for (size_t i = 0; i + 1 < d->t->count; i++) {
        DateUnit unit = DATE_DAY;
        named = named || (str_eq(d->t->items[i].text, S("last")) &&
                          timephrase_unit(d->t->items[i + 1].text, &unit) && unit == t.unit);
    }
    if (!named || size <= 0 || !is_bucket(part)) return t;
    t.range = (DateRange){date_add(whole->range.end, -1, t.unit), whole->range.end};
    return t;
}

bool shape_periods_share(Draft *d, Plan *p, ColumnRef c) {
    const TimePhrase *x = &d->times[0], *y = &d->times[1];
    if (!d->share || d->time_count != 2 || !is_closed(x) || !is_closed(y) || x->unit == y->unit)
        return false;
    const TimePhrase *whole = x->unit > y->unit ? x : y;
    TimePhrase part = part_within(d, whole == x ? y : x, whole);
    bool inside = whole->range.first <= part.range.first && part.range.end <= whole->range.end;
    if (!inside || p->dimension_count > 0) return false;
    plan_add_filter(d->a, p, range_condition(d, c, &part));
    p->time = (PlanTime){.is_set = true,
                         .column = c,
                         .has_first = true,
                         .has_end = true,
                         .range = whole->range,
                         .words = range_words(d, whole)};
    return true;
}
