// The average of a number over all the groups of a plan: what a group is set against.

#include "ask/shape.h"

static Expr *own_average(Draft *d, const Plan *p, Expr *number) {
    Plan *groups = plan_new(d->a), *average = plan_new(d->a);
    for (size_t i = 0; i < p->dimension_count; i++) {
        *plan_add_dimension(d->a, groups, p->dimensions[i].expr) = p->dimensions[i];
    }
    for (size_t i = 0; i < p->filter_count; i++) plan_add_filter(d->a, groups, p->filters[i]);
    groups->time = p->time;
    plan_add_measure(d->a, groups, number);
    Expr *value = expr_column(d->a, PLAN_FROM, (int)groups->dimension_count);
    plan_add_measure(d->a, average, expr_call1(d->a, OP_AVG, value));
    average->from = groups;
    return expr_plan(d->a, average);
}

// So much of the whole, under the conditions of the groups.
static Expr *own_part(Draft *d, const Plan *p, Expr *number, double percent) {
    Plan *whole = plan_new(d->a);
    for (size_t i = 0; i < p->filter_count; i++) plan_add_filter(d->a, whole, p->filters[i]);
    whole->time = p->time;
    plan_add_measure(d->a, whole, number);
    return expr_call2(d->a, OP_MUL, expr_float(d->a, percent / 100), expr_plan(d->a, whole));
}

Expr *shape_having(Draft *d, const Plan *p, const DraftHaving *h) {
    Expr *number = shape_measure(d, &d->measures[h->measure]);
    Expr *low = h->own_average ? own_average(d, p, number)
                : h->own_part  ? own_part(d, p, number, h->low)
                : h->to        ? h->to
                               : expr_float(d->a, h->low);
    Expr *args[] = {number, low, expr_float(d->a, h->high)};
    return expr_call(d->a, h->op, args, h->op == OP_BETWEEN ? 3 : 2);
}
