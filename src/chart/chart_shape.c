#include "chart/chart_shape.h"

#include "base/map.h"
#include "base/utf8.h"

enum { ROWS_LOOKED_AT = 2000 };

static bool is_time(const Column *c) {
    return c->is_bucket ||
           ((c->type == TYPE_DATE || c->type == TYPE_TIMESTAMP) && c->role == ROLE_TIME);
}

static void columns_sort(const Table *t, const Plan *p, ChartShape *s) {
    size_t shown = 0;  // dimensions stand before measures
    for (size_t i = 0; i < p->dimension_count; i++) shown += p->dimensions[i].hidden ? 0 : 1;
    s->time = -1;
    for (size_t c = 0; c < t->column_count; c++) {
        bool is_measure = s->is_list ? false : c >= shown;
        if (is_measure) {
            bool number = t->columns[c].type == TYPE_INT || t->columns[c].type == TYPE_FLOAT;
            if (number && s->measure_count < COUNT_OF(s->measures)) {
                s->measures[s->measure_count++] = (int)c;
            }
        } else if (s->time < 0 && is_time(&t->columns[c])) {
            s->time = (int)c;
        } else {
            if (s->dimension_count < CHART_DIMENSIONS_MAX)
                s->dimensions[s->dimension_count] = (int)c;
            s->dimension_count++;
        }
    }
}

static void dimension_measure(const Table *t, ChartShape *s, size_t k, Arena *a) {
    Map seen = {0};
    size_t rows = t->rows < ROWS_LOOKED_AT ? t->rows : ROWS_LOOKED_AT;
    for (size_t r = 0; r < rows; r++) {
        Str text = table_text(t, r, (size_t)s->dimensions[k], a);
        size_t len = utf8_count(text);
        if (k == 0 && len > s->label_len) s->label_len = len;
        if (!map_has(&seen, text)) map_set(a, &seen, text, s);
    }
    s->distinct[k] = seen.count;
}

static bool any_negative(const Table *t, const ChartShape *s) {
    size_t rows = t->rows < ROWS_LOOKED_AT ? t->rows : ROWS_LOOKED_AT;
    for (size_t i = 0; i < s->measure_count; i++) {
        for (size_t r = 0; r < rows; r++) {
            double value = 0;
            if (table_number(t, r, (size_t)s->measures[i], &value) && value < 0) return true;
        }
    }
    return false;
}

static bool is_additive(const Plan *p) {
    if (p->measure_count == 0) return false;
    const Expr *e = p->measures[0].expr;
    if (e->kind == EXPR_METRIC) return true;
    return e->kind == EXPR_CALL &&
           (e->op == OP_SUM || e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT);
}

static bool is_unfinished(const Table *t, const ChartShape *s, Date today) {
    if (s->time < 0 || t->rows == 0 || !t->columns[s->time].is_bucket) return false;
    const Column *c = &t->columns[s->time];
    Date last = INT32_MIN;
    for (size_t r = 0; r < t->rows; r++) {
        Value v = table_value(t, r, (size_t)s->time);
        if (v.is_null) continue;
        Date day = (Date)(c->type == TYPE_DATE ? v.i : v.i / MOMENT_DAY);
        if (day > last) last = day;
    }
    return last != INT32_MIN && last <= today && date_add(last, 1, c->grain) > today;
}

ChartShape chart_shape(const Table *t, const Plan *p, Date today, Arena *a) {
    ChartShape s = {.rows = t->rows, .is_list = p->measure_count == 0, .top = p->limit > 0};
    columns_sort(t, p, &s);
    for (size_t k = 0; k < s.dimension_count && k < CHART_DIMENSIONS_MAX; k++) {
        dimension_measure(t, &s, k, a);
    }
    s.negative = any_negative(t, &s);
    s.additive = is_additive(p);
    s.unfinished = is_unfinished(t, &s, today);
    return s;
}
