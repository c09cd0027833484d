// What makes up a part of the whole: the groups with the most, until they reach it.

#include "ask/shape.h"

// Who makes it up, and whether their number is asked for.
static Entity makers(const Draft *d, bool *ret_counted) {
    *ret_counted = false;
    for (size_t i = 0; i < d->measure_count; i++) {
        if (!d->measures[i].counted.is_set) continue;
        *ret_counted = true;
        return d->measures[i].counted;
    }
    if (d->focus.is_set) return d->focus;
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (!d->dimensions[i].is_grain) return d->dimensions[i].entity;
    }
    return (Entity){0};
}

static Expr *whole_of(Draft *d) {
    if (d->has_top_measure) return shape_measure(d, &d->top_measure);
    for (size_t i = 0; i < d->measure_count; i++) {
        if (!d->measures[i].counted.is_set) return shape_measure(d, &d->measures[i]);
    }
    for (size_t i = 0; i < d->other_count; i++) return shape_count(d, d->others[i], false);
    return d->m->default_metric >= 0 ? expr_metric(d->a, d->m->default_metric) : NULL;
}

bool shape_until(Draft *d, Plan **ret) {
    bool counted = false;
    Plan *p = plan_new(d->a);
    Entity e = makers(d, &counted);
    Expr *whole = whole_of(d);
    if (!e.is_set || !whole) return false;
    shape_entity(d, p, e, true);
    plan_add_measure(d->a, p, whole);
    shape_filters(d, p);
    if (!shape_time(d, p) || !shape_days(d, p)) return false;
    Expr *is_null = expr_call1(d->a, OP_IS_NULL, p->dimensions[0].expr);
    plan_add_filter(d->a, p, expr_call1(d->a, OP_NOT, is_null));
    p->until = d->until;
    if (counted) {
        shape_counted(d, p, ret);
        return true;
    }
    plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = true});
    *ret = p;
    return p->dimension_count > 0;
}
