// Two lists of values put together: those in both, in the first alone, in either.

#include "ask/shape.h"

static Plan *values_of(const Draft *d, ColumnRef c) {
    Plan *p = plan_new(d->a);
    Expr *value = draft_column_expr(d, c);
    const ModelColumn *column = model_at(d->m, c);
    Expr *is_null = expr_call1(d->a, OP_IS_NULL, value);
    plan_add_dimension(d->a, p, value)->label =
        str_fmt(d->a, STR_F " of " STR_F, STR_A(column->label), STR_A(d->m->tables[c.table].label));
    if (column->profile.nulls > 0) plan_add_filter(d->a, p, expr_call1(d->a, OP_NOT, is_null));
    p->distinct = true;
    return p;
}

Plan *shape_common(const Draft *d) {
    Plan *p = values_of(d, d->common.sides[0]);
    p->set_op = d->common.op;
    p->other = values_of(d, d->common.sides[1]);
    return p;
}
