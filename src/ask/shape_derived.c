// Aggregates of another make: shares of those that satisfy, averages of sums, last times, weekends
// beside weekdays.

#include "ask/shape.h"

// "what % of sales falls on weekends": the part that satisfies, in a hundred of the whole.
bool shape_share_of(Draft *d, Plan *p) {
    bool applies =
        d->share && p->dimension_count == 0 && p->filter_count == 1 && p->measure_count == 1;
    if (!applies) return false;
    Expr *whole = p->measures[0].expr;
    const Expr *call = whole->kind == EXPR_METRIC ? d->m->metrics[whole->metric].expr : whole;
    bool distinct = call && call->kind == EXPR_CALL && call->op == OP_COUNT_DISTINCT;
    bool sums = call && call->kind == EXPR_CALL && (call->op == OP_SUM || call->op == OP_COUNT);
    if (!sums && !distinct) return false;
    Expr *value = call->op == OP_COUNT ? expr_int(d->a, 1) : call->args[0];
    // The rows of one table that satisfy what another says: counted by their keys, so that they
    // stay rows of the first.
    int rows = call->op == OP_COUNT ? call->args[0]->column.table : -1;
    const ModelTable *t = rows >= 0 ? &d->m->tables[rows] : NULL;
    if (t && t->key_count == 1) {
        value = expr_column(d->a, rows, t->key[0]);
        distinct = true;
    }
    Expr *part_case = expr_call2(d->a, OP_CASE, p->filters[0], value);
    Expr *part = expr_call1(d->a, distinct ? OP_COUNT_DISTINCT : OP_SUM, part_case);
    Expr *ratio =
        expr_call2(d->a, OP_DIV, expr_call2(d->a, OP_MUL, expr_float(d->a, 100), part), whole);
    p->filter_count = 0;
    p->measures[0] = (PlanMeasure){.expr = ratio, .label = S("share in percent")};
    return true;
}

// The measure of each day (or each thing) first; then its average.
bool shape_averages(Draft *d, Plan *inner, Plan **ret) {
    ColumnRef time = {.table = -1};
    Plan *outer = plan_new(d->a);
    size_t kept = inner->dimension_count;
    if (d->average_over.is_set) {
        shape_entity(d, inner, d->average_over, true);
    } else {
        if (!shape_time_column(d, &time)) return false;
        plan_add_dimension(d->a, inner, shape_grain(d, time, d->average_grain));
    }
    for (size_t i = 0; i < kept; i++) {
        plan_add_dimension(d->a, outer, expr_column(d->a, PLAN_FROM, (int)i))->label =
            inner->dimensions[i].label;
    }
    Expr *value = expr_column(d->a, PLAN_FROM, (int)inner->dimension_count);
    plan_add_measure(d->a, outer, expr_call1(d->a, d->outer, value));
    inner->order_count = 0;
    inner->limit = 0;
    outer->from = inner;
    if (kept > 0) plan_add_order(d->a, outer, (PlanOrder){.by = ORDER_DIMENSION});
    *ret = outer;
    return true;
}

// The last time of each must lie before, or after, what was said.
bool shape_last(Draft *d, Plan *p) {
    ColumnRef c = {.table = -1};
    if (!d->focus.is_set || !shape_time_column(d, &c)) return false;
    Expr *when = expr_call1(d->a, d->last_op, draft_column_expr(d, c));
    plan_add_measure(d->a, p, when)->support = true;
    shape_entity(d, p, d->focus, true);
    shape_filters(d, p);
    ExprOp op = d->last.has_end ? OP_LT : OP_GE;
    Date day = d->last.has_end ? d->last.range.end : d->last.range.first;
    plan_add_having(d->a, p, expr_call2(d->a, op, when, expr_date(d->a, day)));
    plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = true});
    return true;
}

static DateUnit seen_grain(const Draft *d) {
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (d->dimensions[i].is_grain) return d->dimensions[i].grain;
    }
    return d->has_grain ? d->grain : DATE_MONTH;
}

static Expr *seen_bound(Draft *d, ExprOp op, Expr *when, Date day) {
    return expr_call2(d->a, op, when, expr_date(d->a, day));
}

bool shape_first_seen(Draft *d, Plan **ret) {
    Plan *inner = plan_new(d->a), *outer = plan_new(d->a);
    Expr *first = expr_call1(d->a, OP_MIN, draft_column_expr(d, d->seen_at));
    plan_add_dimension(d->a, inner, draft_column_expr(d, d->seen));
    Expr *nobody = expr_call1(d->a, OP_IS_NULL, draft_column_expr(d, d->seen));
    plan_add_measure(d->a, inner, first)->label = S("first time");
    plan_add_filter(d->a, inner, expr_call1(d->a, OP_NOT, nobody));
    outer->from = inner;
    Expr *when = expr_column(d->a, PLAN_FROM, 1);
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (!d->dimensions[i].is_grain) draft_doubt(d, 2);  // by what else?
    }
    plan_add_dimension(d->a, outer, expr_bucket(d->a, when, seen_grain(d)));
    Expr *count = expr_call1(d->a, OP_COUNT_DISTINCT, expr_column(d->a, PLAN_FROM, 0));
    plan_add_measure(d->a, outer, count)->label =
        str_fmt(d->a, "new " STR_F, STR_A(d->m->tables[d->seen.table].name));
    shape_filters(d, inner);
    const TimePhrase *t = &d->times[0];
    if (d->time_count > 1) draft_doubt(d, 2);
    if (d->time_count == 1 && t->has_first)
        plan_add_filter(d->a, outer, seen_bound(d, OP_GE, when, t->range.first));
    if (d->time_count == 1 && t->has_end)
        plan_add_filter(d->a, outer, seen_bound(d, OP_LT, when, t->range.end));
    plan_add_order(d->a, outer, (PlanOrder){.by = ORDER_DIMENSION});
    *ret = outer;
    return true;
}

void shape_counted(Draft *d, Plan *inner, Plan **ret) {
    Plan *outer = plan_new(d->a);
    outer->from = inner;
    Expr *count = expr_call1(d->a, OP_COUNT, expr_column(d->a, PLAN_FROM, 0));
    plan_add_measure(d->a, outer, count);
    *ret = outer;
}

// The measure on weekends beside the same on the other days.
bool shape_weekend_beside(Draft *d, Plan *p) {
    Expr *weekend = NULL;
    const Expr *whole = p->measure_count == 1 ? p->measures[0].expr : NULL;
    if (whole && whole->kind == EXPR_METRIC) whole = d->m->metrics[whole->metric].expr;
    bool sums = whole && whole->kind == EXPR_CALL && whole->op == OP_SUM;
    d->weekend = true;
    if (!sums || !shape_weekend(d, &weekend)) return false;
    Expr *sides[] = {weekend, expr_call1(d->a, OP_NOT, weekend)};
    static const char *const LABELS[] = {"on weekends", "on weekdays"};
    p->measure_count = 0;
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        Expr *part = expr_call2(d->a, OP_CASE, sides[i], whole->args[0]);
        plan_add_measure(d->a, p, expr_call1(d->a, OP_SUM, part))->label = str_from(LABELS[i]);
    }
    return true;
}

void shape_derive(Draft *d, Plan *p) {
    Derive derive = d->running       ? DERIVE_RUNNING
                    : d->moving      ? DERIVE_MOVING
                    : d->change_rate ? DERIVE_CHANGE_RATE
                    : d->change      ? DERIVE_CHANGE
                    : d->share       ? DERIVE_SHARE
                                     : DERIVE_NONE;
    if (derive == DERIVE_NONE || p->measure_count == 0) return;
    Expr *expr = p->measures[0].expr;
    PlanMeasure *added = plan_add_measure(d->a, p, expr);
    added->derive = derive;
    added->window = d->moving ? d->window : 0;
}
