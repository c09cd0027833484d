// What is said of a chart's order, bins and numbers, as changes of the plan.
#include "ask/chartcue.h"
#include "ask/chartcue_order.h"

enum { POINTS_LEAST = 8 };  // things, to show how two numbers go together

static bool is_date(const Model *m, const Expr *e) {
    if (e->kind == EXPR_CALL && e->op == OP_BUCKET) return true;
    if (e->kind != EXPR_COLUMN || e->column.table < 0) return false;
    ColumnType type = m->tables[e->column.table].columns[e->column.column].type;
    return type == TYPE_DATE || type == TYPE_TIMESTAMP;
}

static const ModelColumn *column_of(const Model *m, const Expr *e) {
    if (e->kind != EXPR_COLUMN || e->column.table < 0) return NULL;
    return &m->tables[e->column.table].columns[e->column.column];
}

static bool is_number(const Model *m, const Expr *e) {
    const ModelColumn *c = column_of(m, e);
    return c && (c->type == TYPE_INT || c->type == TYPE_FLOAT) && c->role == ROLE_MEASURE;
}

// What stands on the x axis: time, else the first that is shown and no number; -1 none.
static int x_dimension(const Model *m, const Plan *p) {
    int first = -1;
    for (size_t i = 0; i < p->dimension_count; i++) {
        const PlanDimension *d = &p->dimensions[i];
        if (d->hidden || d->support) continue;
        if (is_date(m, d->expr)) return (int)i;
        bool number = p->measure_count == 0 && is_number(m, d->expr);
        if (first < 0 && !number) first = (int)i;
    }
    return first;
}

static bool order_y(const Model *m, const Plan *p, PlanOrder *ret) {
    for (size_t i = 0; i < p->measure_count; i++) {
        if (p->measures[i].support) continue;
        *ret = (PlanOrder){.by = ORDER_MEASURE, .index = (int)i};
        return true;
    }
    for (size_t i = 0; p->measure_count == 0 && i < p->dimension_count; i++) {
        if (p->dimensions[i].hidden || !is_number(m, p->dimensions[i].expr)) continue;
        *ret = (PlanOrder){.by = ORDER_DIMENSION, .index = (int)i};
        return true;
    }
    return false;
}

// ---- an order by what was said before ----

static bool has_all(const ChartCue *cue, const Expr *e, const Model *m) {
    const ModelColumn *c = column_of(m, e->kind == EXPR_CALL && e->arg_count > 0 ? e->args[0] : e);
    if (!c) return false;
    for (size_t i = 0; i < cue->by_count; i++) {
        Str words = cue->by[i];
        for (Str part = chartcue_order_part(&words); part.len > 0;) {
            if (!chartcue_order_has(c->name, part) && !chartcue_order_has(c->label, part)) {
                return false;
            }
            part = chartcue_order_part(&words);
        }
    }
    return true;
}

// The column shown that the words name; else what stands on the x axis.
static bool order_named(const ChartCue *cue, const Model *m, const Plan *p, PlanOrder *ret) {
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (!has_all(cue, p->dimensions[i].expr, m)) continue;
        *ret = (PlanOrder){.by = ORDER_DIMENSION, .index = (int)i};
        return true;
    }
    for (size_t i = 0; i < p->measure_count; i++) {
        if (!has_all(cue, p->measures[i].expr, m)) continue;
        *ret = (PlanOrder){.by = ORDER_MEASURE, .index = (int)i};
        return true;
    }
    *ret = (PlanOrder){.by = ORDER_DIMENSION, .index = x_dimension(m, p)};
    return ret->index >= 0;
}

// The column of a date, also within its month or weekday; NULL none.
static const Expr *date_of_dimension(const Model *m, const Expr *e) {
    bool within = e->kind == EXPR_CALL && (e->op == OP_BUCKET || e->op == OP_PART);
    const Expr *inner = within && e->arg_count > 0 ? e->args[0] : e;
    return inner->kind == EXPR_COLUMN && is_date(m, inner) ? inner : NULL;
}

// Takes out what else is grouped by of the date at `at`; returns where that stands then.
static int date_once(const Model *m, Plan *p, int at, const Expr *date) {
    size_t kept = 0;
    int place = at;
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *other = date_of_dimension(m, p->dimensions[i].expr);
        if ((int)i != at && other && expr_equal(date, other)) continue;
        if ((int)i == at) place = (int)kept;
        p->dimensions[kept++] = p->dimensions[i];
    }
    p->dimension_count = kept;
    return place;
}

// "The y axis from high to low" orders the bars; which ones there are, "top 5" says.
static bool order_change(const ChartCue *cue, const Model *m, Plan *p, Arena *a) {
    PlanOrder order = {0};
    bool known = cue->order == CUE_AXIS_Y ? order_y(m, p, &order) : order_named(cue, m, p, &order);
    if (cue->order == CUE_AXIS_NONE || !known || p->limit > 0) return false;
    order.descending = cue->descending;
    p->order_count = 0;
    plan_add_order(a, p, order);
    return true;
}

// What a list is ordered by first; NULL where that is none of its columns.
static const Expr *order_column(const Plan *p, bool *ret_descending) {
    const PlanOrder *o = p->orders;
    if (p->order_count == 0) return NULL;
    bool known = o->by == ORDER_DIMENSION && (size_t)o->index < p->dimension_count;
    *ret_descending = o->descending;
    return known ? p->dimensions[o->index].expr : o->by == ORDER_EXPR ? o->expr : NULL;
}

// A list becomes groups: its numbers are summed or averaged, its rows counted where it has none.
static void list_group(const Model *m, Plan *p, Arena *a) {
    size_t kept = 0;
    bool descending = false;
    const Expr *ordered = order_column(p, &descending);
    int table = p->table_count > 0 ? p->tables[0].table : -1;
    p->order_count = 0;
    for (size_t i = 0; i < p->dimension_count; i++) {
        PlanDimension d = p->dimensions[i];
        const ModelColumn *c = column_of(m, d.expr);
        if (c && table < 0) table = d.expr->column.table;
        PlanOrder order = {.by = ORDER_DIMENSION, .index = (int)kept, .descending = descending};
        if (!is_number(m, d.expr)) {
            p->dimensions[kept++] = d;
            if (ordered && expr_equal(d.expr, ordered)) plan_add_order(a, p, order);
            continue;
        }
        ExprOp op = c->additivity == ADD_SUM ? OP_SUM : OP_AVG;
        plan_add_measure(a, p, expr_call1(a, op, d.expr));
    }
    p->dimension_count = kept;
    p->distinct = p->each_match = false;
    if (p->measure_count == 0) plan_add_measure(a, p, expr_call1(a, OP_COUNT, expr_rows(a, table)));
}

static bool is_simple(const Plan *p) {
    return p->set_op == SET_NONE && !p->from && p->compare == COMPARE_NONE;
}

static bool bin_change(const ChartCue *cue, const Model *m, Plan *p, Arena *a) {
    int at = x_dimension(m, p);
    bool binned = cue->bin != CUE_BIN_NONE && is_simple(p) && at >= 0;
    if (!binned || !is_date(m, p->dimensions[at].expr)) return false;
    if (p->measure_count == 0) list_group(m, p, a);
    at = x_dimension(m, p);
    PlanDimension *d = &p->dimensions[at];
    if (cue->bin == CUE_BIN_ANY && d->expr->kind == EXPR_CALL) return false;
    const Expr *date = d->expr->kind == EXPR_CALL ? d->expr->args[0] : d->expr;
    Expr *copy = expr_copy(a, date);
    d->expr = cue->bin == CUE_BIN_WEEKDAY ? expr_part(a, copy, PART_WEEKDAY)
                                          : expr_bucket(a, copy, cue->unit);
    d->label = (Str){0};
    at = date_once(m, p, at, copy);
    p->order_count = 0;
    plan_add_order(a, p, (PlanOrder){.by = ORDER_DIMENSION, .index = at});
    return true;
}

// Time along the axis once: not "by date and month" when one of the two was meant.
static bool dates_change(const ChartCue *cue, const Model *m, Plan *p) {
    int at = x_dimension(m, p);
    bool wished = cue->wish.any || cue->wish.topic == CHART_TOPIC_TREND;
    if (at < 0 || !wished || p->measure_count == 0 || !is_simple(p)) return false;
    const Expr *date = date_of_dimension(m, p->dimensions[at].expr);
    size_t count = p->dimension_count;
    if (date) (void)date_once(m, p, at, date);
    if (p->dimension_count == count) return false;
    p->order_count = 0;
    return true;
}

static bool counts_rows(const PlanMeasure *m) {
    const Expr *e = m->expr;
    return e->kind == EXPR_CALL && (e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT);
}

// "Trend of the level by date": of a number that was to be counted by nobody, its course.
static bool course_change(const ChartCue *cue, const Model *m, Plan *p, Arena *a) {
    int at = x_dimension(m, p);
    bool trend = cue->wish.topic == CHART_TOPIC_TREND && !cue->tallies && is_simple(p);
    if (!trend || at < 0 || p->dimension_count != 2 || p->measure_count > 1) return false;
    const PlanDimension *other = &p->dimensions[1 - at];
    const ModelColumn *c = column_of(m, other->expr);
    bool number = c && !other->hidden && (c->type == TYPE_INT || c->type == TYPE_FLOAT);
    bool counted = p->measure_count == 1 && counts_rows(&p->measures[0]);
    if (!number || !counted || !date_of_dimension(m, p->dimensions[at].expr)) return false;
    p->measures[0] = (PlanMeasure){
        .expr = expr_call1(a, c->additivity == ADD_SUM ? OP_SUM : OP_AVG, other->expr)};
    p->dimensions[0] = p->dimensions[at];
    p->dimension_count = 1;
    p->order_count = 0;
    return true;
}

// The column that a measure totals or averages; NULL when it is more than that.
static Expr *column_totalled(const Model *m, const PlanMeasure *measure) {
    const Expr *e =
        measure->expr->kind == EXPR_METRIC ? m->metrics[measure->expr->metric].expr : measure->expr;
    bool plain = e->kind == EXPR_CALL && (e->op == OP_SUM || e->op == OP_AVG);
    if (!plain || measure->derive != DERIVE_NONE) return NULL;
    return e->args[0]->kind == EXPR_COLUMN ? e->args[0] : NULL;
}

// Too few things to be points themselves: they colour the rows.
static bool colours(const Model *m, const Plan *p) {
    const ModelColumn *c = column_of(m, p->dimensions[0].expr);
    return c && c->type == TYPE_TEXT && c->profile.distinct < POINTS_LEAST;
}

// How two numbers go together is seen in the rows, not in two totals.
static bool relation_change(const ChartCue *cue, const Model *m, Plan *p, Arena *a) {
    bool points = cue->wish.named && cue->wish.type == CHART_SCATTER;
    bool related = points || cue->wish.topic == CHART_TOPIC_RELATION;
    if (!related || !is_simple(p) || p->measure_count != 2) return false;
    bool coloured = p->dimension_count == 1 && colours(m, p);
    if (p->dimension_count > 0 && !coloured) return false;
    Expr *x = column_totalled(m, &p->measures[0]), *y = column_totalled(m, &p->measures[1]);
    if (!x || !y) return false;
    Expr *colour = coloured ? p->dimensions[0].expr : NULL;
    p->dimension_count = 0;
    plan_add_dimension(a, p, x);
    plan_add_dimension(a, p, y);
    if (colour) plan_add_dimension(a, p, colour);
    p->measure_count = p->order_count = 0;
    return true;
}

// A picture is wanted, and not of one number.
static bool draws(const ChartCue *cue) {
    static const ChartType LONE[] = {CHART_TABLE, CHART_NUMBER, CHART_GAUGE};
    for (size_t i = 0; cue->wish.named && i < COUNT_OF(LONE); i++) {
        if (cue->wish.type == LONE[i]) return false;
    }
    return cue->wish.any;
}

// "The number of the cities" as bars: how often each city stands there.
static bool values_change(const ChartCue *cue, Plan *p, Arena *a) {
    bool several = cue->order != CUE_AXIS_NONE || (cue->counts && cue->ordered);
    bool wished = draws(cue) || several;
    if (!wished || !is_simple(p) || p->measure_count != 1 || p->dimension_count > 0) return false;
    Expr *e = p->measures[0].expr;
    bool counts = e->kind == EXPR_CALL && e->arg_count == 1 &&
                  (e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT);
    if (!counts || e->args[0]->kind != EXPR_COLUMN || e->args[0]->column.table < 0) return false;
    Expr *column = e->args[0];
    plan_add_dimension(a, p, column);
    p->measures[0].expr = expr_call1(a, OP_COUNT, expr_rows(a, column->column.table));
    p->measures[0].label = (Str){0};
    p->order_count = 0;
    return true;
}

// Whether it can stand along an axis, to be counted: no number to compute with.
static bool is_countable(const ChartCue *cue, const Model *m, const Plan *p, const Expr *e) {
    const ModelColumn *c = column_of(m, e);
    bool number = c && (c->type == TYPE_INT || c->type == TYPE_FLOAT);
    bool alone = cue->each.len > 0 && plan_asked_count(p) == 1 && !is_number(m, e);
    return c && (!number || alone);
}

// A chart needs a number: of names alone, how often each stands there.
static bool count_change(const ChartCue *cue, const Model *m, Plan *p, Arena *a) {
    bool wished = draws(cue) || cue->counts;
    size_t shown = 0;
    if (!wished || !is_simple(p) || p->measure_count > 0 || p->limit > 0) return false;
    for (size_t i = 0; i < p->dimension_count; i++) {
        const PlanDimension *d = &p->dimensions[i];
        bool beside = d->hidden || d->support;
        if (beside && cue->each.len == 0) return false;
        if (!beside && !is_countable(cue, m, p, d->expr)) return false;
        if (!beside) p->dimensions[shown++] = *d;
    }
    if (shown == 0 || shown > 2) return false;
    p->dimension_count = shown;
    list_group(m, p, a);
    return true;
}

// A trend goes along time, not from the highest down.
static bool trend_change(const ChartCue *cue, const Model *m, Plan *p, Arena *a) {
    int at = x_dimension(m, p);
    bool trend = cue->wish.topic == CHART_TOPIC_TREND && cue->order == CUE_AXIS_NONE && at >= 0;
    if (!trend || p->limit > 0 || !date_of_dimension(m, p->dimensions[at].expr)) return false;
    p->order_count = 0;
    plan_add_order(a, p, (PlanOrder){.by = ORDER_DIMENSION, .index = at});
    return true;
}

bool chartcue_change(const ChartCue *cue, const Model *m, Plan *p, Arena *a) {
    bool changed = bin_change(cue, m, p, a);
    changed = dates_change(cue, m, p) || changed;
    changed = course_change(cue, m, p, a) || changed;
    changed = relation_change(cue, m, p, a) || changed;
    changed = values_change(cue, p, a) || changed;
    changed = count_change(cue, m, p, a) || changed;
    changed = trend_change(cue, m, p, a) || changed;
    return order_change(cue, m, p, a) || changed;
}
