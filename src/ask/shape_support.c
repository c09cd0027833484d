// Which numbers nobody asked for: what an order or a condition hangs on stands beside the answer.
//
// "the top 5 products by revenue" asks for both; "which product sold most" and "albums with more
// than 20 songs" for the product and the albums alone.

#include "ask/shape.h"

// Something to show that is no group of the measures: "which city", "names of the customers".
static bool thing_asked(const Draft *d, const Plan *p) {
    if (p->dimension_count == 0) return false;
    if (d->focus.is_set) return true;
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (!d->dimensions[i].by_cue) return true;
    }
    return d->has_sell_verb && d->has_top;
}

static bool said_by(const Draft *d, size_t at) {
    while (at > 0 && d->p->items[at - 1].link->kind == LINK_FILLER) at--;
    const Link *before = at > 0 ? d->p->items[at - 1].link : NULL;
    return before && before->kind == LINK_CUE && before->cue->kind == CUE_BY;
}

// "the highest average price": the aggregate right behind the top is what it is the top of.
static bool is_of_top(const Draft *d, const DraftMeasure *measure) {
    if (!d->has_top || measure->at <= d->top_at) return false;
    for (size_t k = d->top_at + 1; k < measure->at; k++) {
        LinkKind kind = d->p->items[k].link->kind;
        if (kind != LINK_FILLER && kind != LINK_NUMBER && kind != LINK_SOFT) return false;
    }
    return true;
}

static bool is_of_condition(const Draft *d, size_t measure) {
    for (size_t i = 0; i < d->having_count; i++) {
        if (d->having[i].measure == measure) return true;
    }
    return false;
}

// Whether something that is shown was said before: the measure is then said of it.
static bool follows_thing(const Draft *d, size_t at) {
    if (d->focus.is_set && d->focus.at < at) return true;
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (d->dimensions[i].at < at) return true;
    }
    return false;
}

static bool only_ranks(const Draft *d) {
    if (d->rank || d->per_entity_top) return true;
    return !d->top_by_said;
}

static bool is_support(const Draft *d, size_t i) {
    const DraftMeasure *measure = &d->measures[i];
    if (measure->of_order) return true;
    if (is_of_condition(d, i)) return follows_thing(d, measure->at) && !said_by(d, measure->at);
    bool ranked = d->rank || d->per_entity_top;
    if (said_by(d, measure->at)) return ranked;
    return is_of_top(d, measure);
}

static void measure_mark(Draft *d, Plan *p, const DraftMeasure *measure, bool support) {
    Expr *expr = shape_measure(d, measure);
    for (size_t i = 0; i < p->measure_count; i++) {
        bool same = p->measures[i].derive == DERIVE_NONE && expr_equal(p->measures[i].expr, expr);
        if (same) p->measures[i].support = support;
    }
}

void shape_support(Draft *d, Plan *p) {
    if (!thing_asked(d, p)) return;
    // "who spent the most, and how much": the number is asked for too.
    bool guessed = d->measure_count == 0 && !d->has_top_measure && !d->how_much;
    if (guessed && d->has_top && p->measure_count > 0) p->measures[0].support = true;
    if (d->has_top_measure) measure_mark(d, p, &d->top_measure, only_ranks(d));
    // What was asked for as well is asked for.
    for (int pass = 1; pass >= 0; pass--) {
        for (size_t i = 0; i < d->measure_count; i++) {
            if (is_support(d, i) == (pass == 1)) measure_mark(d, p, &d->measures[i], pass == 1);
        }
    }
    if (plan_asked_count(p) > 0) return;
    for (size_t i = 0; i < p->measure_count; i++) p->measures[i].support = false;
}

static void key_beside(Draft *d, Plan *p, PlanOrder *o) {
    bool same_row = false, fits = p->dimension_count < PLAN_DIMENSIONS_MAX;
    if (o->by != ORDER_EXPR || o->expr->kind != EXPR_COLUMN || o->expr->column.table < 0) return;
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *e = p->dimensions[i].expr;
        same_row = same_row || (e->kind == EXPR_COLUMN && e->column.table == o->expr->column.table);
    }
    if (!same_row || !fits) return;
    plan_add_dimension(d->a, p, o->expr)->support = true;
    *o = (PlanOrder){
        .by = ORDER_DIMENSION, .index = (int)p->dimension_count - 1, .descending = o->descending};
}

void shape_support_order(Draft *d, Plan *p) {
    for (size_t i = 0; i < p->order_count && !p->distinct; i++) key_beside(d, p, &p->orders[i]);
}
