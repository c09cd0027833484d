// The headline: what the rows say first. Every number in it is a cell of the result or a
// difference of two; nothing is said that the rows do not show.

#include <math.h>

#include "chart/cell_words.h"
#include "chart/chart.h"
#include "chart/chart_shape.h"

typedef struct Heading {
    const Table *t;
    const Plan *p;
    const Model *m;
    ChartShape s;
    Arena *a;
} Heading;

static Str label(const Heading *h, int column) { return h->t->columns[column].label; }

static Str sentence_case(Arena *a, Str text) {
    if (text.len == 0) return text;
    Str copy = str_dup(a, text);
    char *first = (char *)copy.ptr;
    if (*first >= 'a' && *first <= 'z') *first = (char)(*first - 32);
    return copy;
}

static Str period_words(const Heading *h) {
    const PlanTime *time = &h->p->time;
    if (!time->is_set) return (Str){0};
    if (time->words.len > 0) return str_fmt(h->a, " (" STR_F ")", STR_A(time->words));
    return (Str){0};
}

// Of a comparison: "12 % more than before (1,234)".
static Str change_words(const Heading *h, size_t row, int value_column) {
    double now = 0, before = 0;
    bool compares =
        h->p->compare != COMPARE_NONE && (size_t)value_column + 3 < h->t->column_count;
    if (!compares || !table_number(h->t, row, (size_t)value_column, &now) ||
        !table_number(h->t, row, (size_t)value_column + 1, &before)) {
        return (Str){0};
    }
    Str was = cell_words_number(before, &h->t->columns[value_column + 1], h->a);
    if (before == now) return str_fmt(h->a, ", the same as before");
    if (before <= 0) return str_fmt(h->a, ", after " STR_F, STR_A(was));
    double rate = 100 * (now - before) / before;
    return str_fmt(h->a, ", %.*f %% %s than before (" STR_F ")", fabs(rate) < 10 ? 1 : 0,
                   fabs(rate), rate > 0 ? "more" : "less", STR_A(was));
}

static Str one_number(const Heading *h) {
    int c = h->s.measures[0];
    Value v = table_value(h->t, 0, (size_t)c);
    if (v.is_null) return S("There are no rows for this question.");
    Str change = change_words(h, 0, c), period = period_words(h);
    return str_fmt(h->a, STR_F STR_F ": " STR_F STR_F ".", STR_A(sentence_case(h->a, label(h, c))),
                   STR_A(period), STR_A(cell_words(h->t, 0, (size_t)c, h->a)), STR_A(change));
}

typedef struct Extremes {
    size_t high, low;
    double high_value, low_value, total;
    size_t count;
} Extremes;

static Extremes extremes_of(const Table *t, int column) {
    Extremes e = {0};
    for (size_t r = 0; r < t->rows; r++) {
        double value = 0;
        if (!table_number(t, r, (size_t)column, &value)) continue;
        if (e.count == 0 || value > e.high_value) e.high = r, e.high_value = value;
        if (e.count == 0 || value < e.low_value) e.low = r, e.low_value = value;
        e.total += value;
        e.count++;
    }
    return e;
}

static Str over_time(const Heading *h) {
    int c = h->s.measures[0];
    Extremes e = extremes_of(h->t, c);
    if (e.count == 0) return S("There are no rows for this question.");
    Str when = cell_words(h->t, e.high, (size_t)h->s.time, h->a);
    Str most = cell_words(h->t, e.high, (size_t)c, h->a);
    if (e.count < 2) {
        return str_fmt(h->a, STR_F ": " STR_F " in " STR_F ".",
                       STR_A(sentence_case(h->a, label(h, c))), STR_A(most), STR_A(when));
    }
    return str_fmt(
        h->a, STR_F " was highest in " STR_F " (" STR_F ") and lowest in " STR_F " (" STR_F ").",
        STR_A(sentence_case(h->a, label(h, c))), STR_A(when), STR_A(most),
        STR_A(cell_words(h->t, e.low, (size_t)h->s.time, h->a)),
        STR_A(cell_words(h->t, e.low, (size_t)c, h->a)));
}

static Str names_of(const Heading *h, size_t row) {
    Str name = cell_words(h->t, row, (size_t)h->s.dimensions[0], h->a);
    size_t shown =
        h->s.dimension_count < CHART_DIMENSIONS_MAX ? h->s.dimension_count : CHART_DIMENSIONS_MAX;
    for (size_t k = 1; k < shown; k++) {
        Str more = cell_words(h->t, row, (size_t)h->s.dimensions[k], h->a);
        name = str_fmt(h->a, STR_F ", " STR_F, STR_A(name), STR_A(more));
    }
    return name;
}

static bool is_lowest_first(const Plan *p) {
    return p->order_count > 0 && p->orders[0].by == ORDER_MEASURE && !p->orders[0].descending;
}

static Str grouped(const Heading *h) {
    int c = h->s.measures[0];
    Extremes e = extremes_of(h->t, c);
    if (e.count == 0) return S("There are no rows for this question.");
    bool low = is_lowest_first(h->p);
    size_t row = low ? e.low : e.high;
    Str value = cell_words(h->t, row, (size_t)c, h->a);
    Str change = change_words(h, row, c);
    Str share = {0};
    bool whole = !low && h->s.additive && h->p->limit == 0 && !h->s.negative && e.count > 1 &&
                 e.total > 0 && !h->t->truncated && h->p->compare == COMPARE_NONE;
    if (whole) share = str_fmt(h->a, ", %.0f %% of the total", 100 * e.high_value / e.total);
    return str_fmt(h->a, STR_F " is %s for " STR_F ": " STR_F STR_F STR_F ".",
                   STR_A(sentence_case(h->a, label(h, c))), low ? "lowest" : "highest",
                   STR_A(names_of(h, row)), STR_A(value), STR_A(share), STR_A(change));
}

static Str listed(const Heading *h) {
    if (h->t->rows == 1) {
        return str_fmt(h->a, STR_F ".", STR_A(cell_words(h->t, 0, 0, h->a)));
    }
    const Column count = {.type = TYPE_INT};
    Str rows = cell_words_number((double)h->t->rows, &count, h->a);
    return str_fmt(h->a, "%s" STR_F " rows.", h->t->truncated ? "The first " : "", STR_A(rows));
}

Str chart_headline(const Table *t, const Plan *p, const Model *m, Arena *a) {
    Heading h = {.t = t, .p = p, .m = m, .a = a, .s = chart_shape(t, p, 0, a)};
    if (t->rows == 0 || t->column_count == 0) return S("There are no rows for this question.");
    if (h.s.is_list || h.s.measure_count == 0) return listed(&h);
    if (h.s.time < 0 && h.s.dimension_count == 0) return one_number(&h);
    if (h.s.dimension_count == 0) return over_time(&h);
    return grouped(&h);
}
