// Those above or below the average of their own kind: their number and the average of it within
// each kind first, then those of which it holds.

#include "ask/shape.h"
#include "plan/plan_words.h"

// A column of the things themselves by its name: of each the average is the one it has.
static Str number_words(const Draft *d, Expr *number) {
    bool own = number->kind == EXPR_CALL && number->op == OP_AVG;
    return plan_words_expr(d->m, plan_new(d->a), own ? number->args[0] : number,
                           words_english(d->a));
}

bool shape_peers(Draft *d, Plan **ret) {
    Plan *inner = plan_new(d->a), *outer = plan_new(d->a);
    shape_entity(d, inner, d->peers.who, true);
    size_t shown = inner->dimension_count;
    shape_entity(d, inner, d->peers.group, true);
    if (inner->dimension_count == shown) return false;
    inner->limit_per = (int)shown;
    Expr *number = shape_measure(d, &d->peers.number);
    Str words = number_words(d, number);
    plan_add_measure(d->a, inner, number)->label = words;
    PlanMeasure *of_kind = plan_add_measure(d->a, inner, number);
    of_kind->derive = DERIVE_AVERAGE;
    of_kind->label = str_fmt(d->a, "average " STR_F, STR_A(words));
    shape_filters(d, inner);
    if (!shape_time(d, inner) || !shape_days(d, inner)) return false;
    int numbers = (int)inner->dimension_count;
    Expr *own = expr_column(d->a, PLAN_FROM, numbers);
    Expr *average = expr_column(d->a, PLAN_FROM, numbers + 1);
    outer->from = inner;
    plan_add_filter(d->a, outer, expr_call2(d->a, d->peers.op, own, average));
    *ret = outer;
    if (d->peers.counted) {
        plan_add_measure(d->a, outer, expr_call1(d->a, OP_COUNT, expr_column(d->a, PLAN_FROM, 0)));
        return true;
    }
    for (size_t i = 0; i < inner->dimension_count; i++) {
        PlanDimension *dim = plan_add_dimension(d->a, outer, expr_column(d->a, PLAN_FROM, (int)i));
        *dim = (PlanDimension){.expr = dim->expr,
                               .label = inner->dimensions[i].label,
                               .hidden = inner->dimensions[i].hidden,
                               .support = i >= shown};
    }
    plan_add_dimension(d->a, outer, own)->support = true;
    plan_add_dimension(d->a, outer, average)->support = true;
    return true;
}
