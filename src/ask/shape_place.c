// Ranks: shown beside what they go by, within each group, or of one group alone.

#include "ask/shape.h"

static bool is_ranked(const Draft *d, const Plan *p) {
    bool business = d->m->default_metric >= 0;
    return d->rank && business && !d->has_top && p->measure_count > 0 && p->dimension_count > 0 &&
           p->compare == COMPARE_NONE;
}

// The grouping that holds the others: what is asked about stands before those that "each" leads, a
// grouping besides stands behind them. -1 none.
static int group_within(const Draft *d, const Plan *p) {
    if (!d->within || p->dimension_count < 2) return -1;
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (!d->dimensions[i].by_cue) return 0;
    }
    return (int)p->dimension_count - 1;
}

void shape_place_ranks(Draft *d, Plan *p) {
    bool ranked = is_ranked(d, p), shares = d->share && !d->has_top && p->having_count == 0;
    if (!ranked && !shares) return;
    p->limit_per = group_within(d, p);
    if (!ranked) return;
    for (size_t i = 0; i < p->measure_count; i++) p->measures[i].support = false;
    plan_add_measure(d->a, p, p->measures[0].expr)->derive = DERIVE_RANK;
}

bool shape_place_of(Draft *d, Plan *inner, Plan **ret) {
    Plan *outer = plan_new(d->a);
    int name = -1, rank = -1;
    for (size_t i = 0; i < inner->dimension_count; i++) {
        const Expr *e = inner->dimensions[i].expr;
        bool is = e->kind == EXPR_COLUMN && e->column.table == d->placed.column.table &&
                  e->column.column == d->placed.column.column;
        if (is) name = (int)i;
    }
    for (size_t i = 0; i < inner->measure_count; i++) {
        if (inner->measures[i].derive == DERIVE_RANK) rank = (int)(inner->dimension_count + i);
    }
    if (name < 0 || rank < 0) return false;
    inner->order_count = 0;
    outer->from = inner;
    Expr *who = expr_column(d->a, PLAN_FROM, name);
    plan_add_dimension(d->a, outer, expr_column(d->a, PLAN_FROM, rank));
    plan_add_dimension(d->a, outer, who);
    plan_add_dimension(d->a, outer, expr_column(d->a, PLAN_FROM, (int)inner->dimension_count));
    plan_add_filter(d->a, outer, expr_call2(d->a, OP_EQ, who, d->placed.expr));
    *ret = outer;
    return true;
}
