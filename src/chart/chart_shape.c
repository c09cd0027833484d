#include "chart/chart_shape.h"

#include "base/map.h"
#include "chart/cell_words.h"
#include "chart/text_width.h"

enum { ROWS_LOOKED_AT = 2000 };

static bool is_number(const Column *c) { return c->type == TYPE_INT || c->type == TYPE_FLOAT; }

static bool is_time(const Column *c) {
    return c->is_bucket ||
           ((c->type == TYPE_DATE || c->type == TYPE_TIMESTAMP) && c->role == ROLE_TIME);
}

static void dimension_add(ChartShape *s, const Table *t, size_t column) {
    if (s->time < 0 && is_time(&t->columns[column])) {
        s->time = (int)column;
        return;
    }
    if (s->dimension_count < CHART_DIMENSIONS_MAX) s->dimensions[s->dimension_count] = (int)column;
    s->dimension_count++;
}

static void measure_add(ChartShape *s, const Table *t, size_t column) {
    bool fits = column < t->column_count && is_number(&t->columns[column]);
    if (fits && s->measure_count < CHART_MEASURES_MAX)
        s->measures[s->measure_count++] = (int)column;
}

static size_t shown_dimensions(const Plan *p) {
    size_t shown = 0;  // dimensions stand before measures
    for (size_t i = 0; i < p->dimension_count; i++) shown += p->dimensions[i].hidden ? 0 : 1;
    return shown;
}

// Of a list, the numbers to compute with are its measures: a price, but not a year or a code.
static void list_sort(const Table *t, ChartShape *s) {
    for (size_t c = 0; c < t->column_count; c++) {
        bool measure = is_number(&t->columns[c]) && t->columns[c].role == ROLE_MEASURE;
        if (measure) {
            measure_add(s, t, c);
        } else {
            dimension_add(s, t, c);
        }
    }
}

static void columns_sort(const Table *t, const Plan *p, ChartShape *s) {
    s->time = s->main = -1;
    if (s->is_list) {
        list_sort(t, s);
    } else {
        size_t shown = shown_dimensions(p), step = s->compares ? CHART_CHANGE_RATE + 1 : 1;
        for (size_t c = 0; c < shown && c < t->column_count; c++) dimension_add(s, t, c);
        for (size_t i = 0; i < p->measure_count; i++) measure_add(s, t, shown + i * step);
    }
    if (s->measure_count > 0) s->main = s->measures[0];
}

// "Which products grew most" is about the growth, "the most profitable" about the profit.
static void main_find(const Table *t, const Plan *p, ChartShape *s) {
    if (s->is_list || p->order_count == 0) return;
    const PlanOrder *o = &p->orders[0];
    size_t step = s->compares ? CHART_CHANGE_RATE + 1 : 1;
    if (o->index < 0 || (size_t)o->index >= p->measure_count) return;
    size_t column = shown_dimensions(p) + (size_t)o->index * step;
    bool knows = o->by == ORDER_MEASURE;
    if (s->compares && o->by == ORDER_CHANGE) column += CHART_CHANGE, knows = true;
    if (s->compares && o->by == ORDER_CHANGE_RATE) column += CHART_CHANGE_RATE, knows = true;
    if (knows && column < t->column_count && is_number(&t->columns[column])) s->main = (int)column;
}

static size_t rows_looked_at(const Table *t) {
    return t->rows < ROWS_LOOKED_AT ? t->rows : ROWS_LOOKED_AT;
}

static size_t distinct_count(const Table *t, int column, size_t *widest, Arena *a) {
    Map seen = {0};
    for (size_t r = 0; r < rows_looked_at(t); r++) {
        Str text = cell_words(t, r, (size_t)column, a);
        size_t width = text_width(text);
        if (widest && width > *widest) *widest = width;
        if (!map_has(&seen, text)) map_set(a, &seen, text, &seen);
    }
    return seen.count;
}

static bool any_negative(const Table *t, int column) {
    for (size_t r = 0; column >= 0 && r < rows_looked_at(t); r++) {
        double value = 0;
        if (table_number(t, r, (size_t)column, &value) && value < 0) return true;
    }
    return false;
}

static size_t unit_count(const Table *t, const ChartShape *s) {
    size_t count = 0;
    for (size_t i = 0; i < s->measure_count; i++) {
        bool seen = false;
        for (size_t k = 0; k < i && !seen; k++) {
            seen = str_eq(t->columns[s->measures[i]].unit, t->columns[s->measures[k]].unit);
        }
        count += seen ? 0 : 1;
    }
    return count;
}

// A metric's sum, as the model does not say here; a metric in percent surely is none.
static bool is_additive(const Table *t, const Plan *p, const ChartShape *s) {
    if (p->measure_count == 0 || s->main < 0) return false;
    if (p->measures[0].derive == DERIVE_SHARE) return true;
    if (p->measures[0].derive != DERIVE_NONE) return false;
    const Expr *e = p->measures[0].expr;
    if (e->kind == EXPR_METRIC) return !str_eq(t->columns[s->main].unit, S("%"));
    return e->kind == EXPR_CALL && (e->op == OP_SUM || e->op == OP_COUNT);
}

bool chart_shape_last_period(const Table *t, const ChartShape *s, Date *ret_first) {
    if (s->time < 0 || !t->columns[s->time].is_bucket) return false;
    bool found = false;
    Date last = 0;
    for (size_t r = 0; r < t->rows; r++) {
        Value v = table_value(t, r, (size_t)s->time);
        if (v.is_null) continue;
        Date day = cell_words_date(&v);
        if (!found || day > last) last = day;
        found = true;
    }
    if (found) *ret_first = last;
    return found;
}

ChartShape chart_shape(const Table *t, const Plan *p, Date today, Arena *a) {
    ChartShape s = {.rows = t->rows,
                    .columns = t->column_count,
                    .is_list = p->measure_count == 0,
                    .is_top = p->limit > 0 || p->having_count > 0 || t->truncated,
                    .compares = p->compare != COMPARE_NONE};
    columns_sort(t, p, &s);
    main_find(t, p, &s);
    for (size_t k = 0; k < s.dimension_count && k < CHART_DIMENSIONS_MAX; k++) {
        s.distinct[k] = distinct_count(t, s.dimensions[k], k == 0 ? &s.label_len : NULL, a);
        s.ordered[k] = cell_words_is_part(&t->columns[s.dimensions[k]]);
    }
    if (s.time >= 0) s.periods = distinct_count(t, s.time, NULL, a);
    s.units = unit_count(t, &s);
    s.negative = any_negative(t, s.main);
    s.additive = is_additive(t, p, &s);
    s.share = p->measure_count > 0 && p->measures[0].derive == DERIVE_SHARE;
    s.running = p->measure_count > 0 && p->measures[0].derive == DERIVE_RUNNING;
    Date last = 0;
    s.unfinished = chart_shape_last_period(t, &s, &last) &&
                   date_add(last, 1, t->columns[s.time].grain) > today;
    return s;
}
