// In which order an aggregate stands, and how much of it.

#include "ask/grammar.h"
#include "ask/shape.h"

enum { TOP_DEFAULT = 10 };

static bool is_plural(const Draft *d, const Entity *e) {
    const Link *link = d->p->items[e->at].link;
    const Token *t = &d->t->items[link->end - 1];
    return t->single.len != t->text.len;
}

static int64_t top_limit(const Draft *d, const Plan *p) {
    if (d->top_limit > 0) return d->top_limit;
    bool grouped_by = false, period = false;
    Entity subject = {0};
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (d->dimensions[i].by_cue) grouped_by = true;
        period = period || (d->dimensions[i].is_grain && !d->dimensions[i].by_cue);
        bool ranked = !d->dimensions[i].is_grain && !d->dimensions[i].by_cue;
        if (ranked && !subject.is_set) subject = d->dimensions[i].entity;
    }
    if (!subject.is_set && period) return 1;  // "which quarter has the fewest orders"
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

static int dimension_of(const Plan *p, const Expr *expr) {
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (expr_equal(p->dimensions[i].expr, expr)) return (int)i;
    }
    return -1;
}

static int measure_of(const Plan *p, const Expr *expr) {
    for (size_t i = 0; i < p->measure_count; i++) {
        const PlanMeasure *m = &p->measures[i];
        bool same = expr_equal(m->expr, expr);
        bool of_it = m->expr->kind == EXPR_CALL && m->expr->arg_count == 1 &&
                     expr_equal(m->expr->args[0], expr);
        if (same || of_it) return (int)i;
    }
    return -1;
}

// What a group is ordered by must be one of its groups or a number of it: a column that is neither
// is added up beside.
static void key_add(Draft *d, Plan *p, const DraftOrder *o) {
    Expr *expr = o->measure >= 0 ? shape_measure(d, &d->measures[o->measure]) : o->expr;
    PlanOrder order = {.by = ORDER_DIMENSION, .descending = o->descending};
    if (!expr) expr = shape_name(d, o->thing);
    if (!expr) return;
    order.index = dimension_of(p, expr);
    if (order.index < 0) {
        order.by = ORDER_MEASURE;
        order.index = measure_of(p, expr);
    }
    if (order.index < 0 && p->measure_count < PLAN_MEASURES_MAX) {
        const ModelColumn *c = expr->kind == EXPR_COLUMN ? model_at(d->m, expr->column) : NULL;
        bool number = c && (c->type == TYPE_INT || c->type == TYPE_FLOAT);
        ExprOp op = number ? grammar_default_aggregate(c) : OP_MIN;
        order.index = (int)p->measure_count;
        plan_add_measure(d->a, p, c ? expr_call1(d->a, op, expr) : expr)->support = true;
    }
    if (order.index >= 0) plan_add_order(d->a, p, order);
}

static void keys_add(Draft *d, Plan *p) {
    for (size_t i = 0; i < d->order_count; i++) key_add(d, p, &d->orders[i]);
}

// Periods, dates, days of the week, years: they have an order of their own.
static bool is_in_time(const Model *m, const Expr *e) {
    if (e->kind == EXPR_COLUMN && e->column.table >= 0) {
        const ModelColumn *c = model_at(m, e->column);
        return c->type == TYPE_DATE || c->type == TYPE_TIMESTAMP || draft_holds_years(c);
    }
    return e->kind == EXPR_CALL &&
           (e->op == OP_BUCKET || (e->op == OP_PART && e->part == PART_WEEKDAY));
}

void shape_order(Draft *d, Plan *p) {
    int time_dimension = -1;
    for (size_t i = 0; i < p->dimension_count; i++) {
        bool in_time = is_in_time(d->m, p->dimensions[i].expr);
        if (in_time && time_dimension < 0) time_dimension = (int)i;
    }
    if (p->dimension_count == 0) return;
    if (d->has_top || d->rank) {
        bool descending = d->rank && !d->has_top ? true : d->top_descending;
        plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = descending});
        if (d->has_top) p->limit = top_limit(d, p);
        place_set(d, p);
        if (d->per_entity_top && p->dimension_count > 1 && p->limit > 0) {
            p->limit_per = 0;
            p->with_ties = true;  // two that are first in their group are both its first
        }
        return;
    }
    if (d->order_count > 0) {
        keys_add(d, p);
    } else if (time_dimension >= 0) {
        plan_add_order(d->a, p,
                       (PlanOrder){.by = ORDER_DIMENSION,
                                   .index = time_dimension,
                                   .descending = d->has_order && d->order_descending});
    } else if (d->order_alphabetic) {
        plan_add_order(d->a, p,
                       (PlanOrder){.by = ORDER_DIMENSION, .descending = d->order_descending});
    } else {
        bool ascending =
            d->order_ascending || (d->has_order && !d->order_descending && !d->has_top_measure);
        plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = !ascending});
    }
}
