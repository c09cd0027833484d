// In which order an aggregate stands, and how much of it.

#include "ask/shape.h"

enum { TOP_DEFAULT = 10 };

static bool is_plural(const Draft *d, const Entity *e) {
    const Link *link = d->p->items[e->at].link;
    const Token *t = &d->t->items[link->end - 1];
    return t->single.len != t->text.len;
}

static int64_t top_limit(const Draft *d, const Plan *p) {
    if (d->top_limit > 0) return d->top_limit;
    bool grouped_by = false;
    Entity subject = {0};
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (d->dimensions[i].by_cue) grouped_by = true;
        bool ranked = !d->dimensions[i].is_grain && !d->dimensions[i].by_cue;
        if (ranked && !subject.is_set) subject = d->dimensions[i].entity;
    }
    if (!subject.is_set) subject = d->focus;
    if (grouped_by && !d->per_entity_top) return 0;  // "highest sales by region": all, in order
    if (p->dimension_count == 0) return 0;
    return subject.is_set && is_plural(d, &subject) ? TOP_DEFAULT : 1;
}

// "second highest": that one alone.
static void place_set(const Draft *d, Plan *p) {
    if (d->place < 2 || d->per_entity_top) return;
    p->limit = 1;
    p->offset = d->place - 1;
}

void shape_order(Draft *d, Plan *p) {
    int time_dimension = -1;
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *e = p->dimensions[i].expr;
        bool in_time = e->kind == EXPR_CALL &&
                       (e->op == OP_BUCKET || (e->op == OP_PART && e->part == PART_WEEKDAY));
        if (in_time && time_dimension < 0) time_dimension = (int)i;
    }
    if (p->dimension_count == 0) return;
    if (d->has_top || d->rank) {
        bool descending = d->rank && !d->has_top ? true : d->top_descending;
        plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = descending});
        if (d->has_top) p->limit = top_limit(d, p);
        place_set(d, p);
        if (d->per_entity_top && p->dimension_count > 1 && p->limit > 0) p->limit_per = 0;
        return;
    }
    if (d->order_by) {
        plan_add_order(
            d->a, p,
            (PlanOrder){.by = ORDER_EXPR, .expr = d->order_by, .descending = d->order_descending});
    } else if (time_dimension >= 0) {
        plan_add_order(d->a, p,
                       (PlanOrder){.by = ORDER_DIMENSION,
                                   .index = time_dimension,
                                   .descending = d->has_order && d->order_descending});
    } else if (d->order_alphabetic) {
        plan_add_order(d->a, p, (PlanOrder){.by = ORDER_DIMENSION});
    } else {
        bool ascending =
            d->order_ascending || (d->has_order && !d->order_descending && !d->has_top_measure);
        plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = !ascending});
    }
}
