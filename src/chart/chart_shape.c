#include "chart/chart_shape.h"

#include "base/map.h"
#include "chart/cell_words.h"
#include "chart/chart_call.h"
#include "chart/text_width.h"

enum { ROWS_LOOKED_AT = 2000, FIRST_YEAR = 1000, LAST_YEAR = 2200 };

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
        Str text = cell_words(t, r, (size_t)column, words_english(a));
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

static bool is_additive(const Table *t, const Plan *p, const ChartShape *s) {
    if (p->measure_count == 0 || s->main < 0) return false;
    if (p->measures[0].derive == DERIVE_SHARE) return true;
    if (p->measures[0].derive != DERIVE_NONE) return false;
    const Expr *e = p->measures[0].expr;
    if (e->kind == EXPR_METRIC) return !t->columns[s->main].is_rate;
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

// ---- what a chart that is wished for needs ----

// Points need two numbers, all else one to draw.
static size_t numbers_wished(const ChartWish *wish) {
    bool points = wish->named ? wish->type == CHART_SCATTER || wish->type == CHART_BUBBLE
                              : wish->topic == CHART_TOPIC_RELATION;
    if (points) return 2;
    bool drawn = wish->named ? wish->type != CHART_TABLE : wish->any;
    return drawn || wish->topic != CHART_TOPIC_NONE ? 1 : 0;
}

static void dimension_drop(ChartShape *s, size_t at) {
    for (size_t k = at; k + 1 < s->dimension_count; k++) s->dimensions[k] = s->dimensions[k + 1];
    s->dimension_count--;
}

// From the last dimension on, numbers become measures; one is left to stand along the axis.
static void numbers_find(const Table *t, ChartShape *s, size_t wanted) {
    if (s->dimension_count > CHART_DIMENSIONS_MAX || !s->is_list) return;
    for (size_t k = s->dimension_count; k-- > 0 && s->measure_count < wanted;) {
        bool only = s->dimension_count + (s->time >= 0 ? 1 : 0) < 2 && wanted < 2;
        int column = s->dimensions[k];
        if (only || !is_number(&t->columns[column])) continue;
        measure_add(s, t, (size_t)column);
        dimension_drop(s, k);
    }
    if (s->measure_count == 2 && s->measures[0] > s->measures[1]) {
        int first = s->measures[1];
        s->measures[1] = s->measures[0];
        s->measures[0] = first;
    }
    if (s->main < 0 && s->measure_count > 0) s->main = s->measures[0];
}

static bool is_wished(const ChartWish *wish) {
    return wish->named ? wish->type != CHART_TABLE : wish->any || wish->topic != CHART_TOPIC_NONE;
}

// Columns of a list beside the one along the axis say more of each row and group nothing.
static void list_narrow(ChartShape *s) {
    size_t kept = s->wish.split ? 2 : 1;
    if (!s->is_list || !is_wished(&s->wish) || s->measure_count == 0) return;
    if (s->time >= 0) kept--;
    if (s->dimension_count > kept) s->dimension_count = kept;
}

// A name beside its number ("card type and its code"): one grouping, not two.
static void twins_join(const Table *t, ChartShape *s) {
    bool twins = s->time < 0 && s->dimension_count == 2 && s->rows > 1 && !s->is_list &&
                 s->distinct[0] == s->rows && s->distinct[1] == s->rows;
    if (!twins || s->wish.split || s->ordered[0] || s->ordered[1]) return;
    bool first = is_number(&t->columns[s->dimensions[0]]);
    if (first == is_number(&t->columns[s->dimensions[1]])) return;
    if (first) {
        s->dimensions[0] = s->dimensions[1];
        s->ordered[0] = s->ordered[1];
    }
    s->dimension_count = 1;
}

// Days on which something happened, and not most of those between the first and the last.
static bool is_sparse(const Table *t, const ChartShape *s) {
    if (s->time < 0 || t->columns[s->time].is_bucket) return false;
    bool found = false;
    Date first = 0, last = 0;
    for (size_t r = 0; r < rows_looked_at(t); r++) {
        Value v = table_value(t, r, (size_t)s->time);
        if (v.is_null) continue;
        Date day = cell_words_date(&v);
        first = found && first < day ? first : day;
        last = found && last > day ? last : day;
        found = true;
    }
    return found && (int64_t)(last - first) + 1 > 2 * (int64_t)s->periods;
}

// Whole numbers under a name of years: an axis like time.
static bool are_years(const Table *t, int column) {
    const Column *c = &t->columns[column];
    if (c->type != TYPE_INT || str_find_nocase(c->name, S("year")) == STR_NONE) return false;
    for (size_t r = 0; r < rows_looked_at(t); r++) {
        double year = 0;
        bool known = table_number(t, r, (size_t)column, &year);
        if (known && (year < FIRST_YEAR || year > LAST_YEAR)) return false;
    }
    return true;
}

static void columns_look(const Table *t, ChartShape *s) {
    s->place = s->latitude = s->longitude = -1;
    for (size_t c = 0; c < t->column_count; c++) {
        const Column *column = &t->columns[c];
        if (is_time(column)) s->times++;
        if (column->role == ROLE_PLACE && !is_number(column) && s->place < 0) s->place = (int)c;
        if (!is_number(column)) continue;
        if (chart_call_is(column->name, CHART_CALL_LATITUDE)) s->latitude = (int)c;
        if (chart_call_is(column->name, CHART_CALL_LONGITUDE)) s->longitude = (int)c;
    }
    s->by_day =
        s->time >= 0 && (!t->columns[s->time].is_bucket || t->columns[s->time].grain == DATE_DAY);
    s->x_number =
        s->dimension_count > 0 && !s->ordered[0] && is_number(&t->columns[s->dimensions[0]]);
    s->percent = s->main >= 0 && str_eq(t->columns[s->main].unit, S("%"));
}

ChartShape chart_shape(const Table *t, const Plan *p, Date today, Arena *a) {
    return chart_shape_for(t, p, &(ChartWish){0}, today, a);
}

ChartShape chart_shape_for(const Table *t, const Plan *p, const ChartWish *wish, Date today,
                           Arena *a) {
    ChartShape s = {.rows = t->rows,
                    .columns = t->column_count,
                    .is_list = p->measure_count == 0,
                    .is_top = p->limit > 0 || p->having_count > 0 || t->truncated,
                    .compares = p->compare != COMPARE_NONE,
                    .wish = *wish};
    columns_sort(t, p, &s);
    main_find(t, p, &s);
    numbers_find(t, &s, numbers_wished(wish));
    list_narrow(&s);
    for (size_t k = 0; k < s.dimension_count && k < CHART_DIMENSIONS_MAX; k++) {
        s.distinct[k] = distinct_count(t, s.dimensions[k], k == 0 ? &s.label_len : NULL, a);
        s.ordered[k] = cell_words_is_part(&t->columns[s.dimensions[k]]);
    }
    s.by_years = s.dimension_count > 0 && are_years(t, s.dimensions[0]);
    if (s.by_years) s.ordered[0] = true;
    twins_join(t, &s);
    columns_look(t, &s);
    chart_call_look(t, &s);
    if (s.time >= 0) s.periods = distinct_count(t, s.time, NULL, a);
    s.sparse = is_sparse(t, &s);
    s.along_time = p->order_count > 0 && p->orders[0].by == ORDER_DIMENSION;
    s.units = unit_count(t, &s);
    s.negative = any_negative(t, s.main);
    s.additive = is_additive(t, p, &s);
    s.share = p->measure_count > 0 && p->measures[0].derive == DERIVE_SHARE;
    s.running = p->measure_count > 0 && p->measures[0].derive == DERIVE_RUNNING;
    s.ranked = p->order_count > 0 && p->orders[0].by == ORDER_MEASURE;
    Date last = 0;
    s.unfinished = chart_shape_last_period(t, &s, &last) &&
                   date_add(last, 1, t->columns[s.time].grain) > today;
    return s;
}
