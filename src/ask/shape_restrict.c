// What an aggregate comes to over those rows alone that satisfy a condition.

#include "ask/shape.h"

static Expr *only_where(const Draft *d, Expr *condition, Expr *value) {
    return expr_call2(d->a, OP_CASE, condition, value);
}

static Expr *aggregate_restrict(const Draft *d, const Expr *e, Expr *condition) {
    const Expr *of = e->args[0];
    if (of->kind == EXPR_ROWS) {
        // By their keys they stay rows of their table, whatever the condition joins to them.
        const ModelTable *t = &d->m->tables[of->column.table];
        if (t->key_count != 1)
            return expr_call1(d->a, OP_SUM, only_where(d, condition, expr_int(d->a, 1)));
        Expr *key = expr_column(d->a, of->column.table, t->key[0]);
        return expr_call1(d->a, OP_COUNT_DISTINCT, only_where(d, condition, key));
    }
    Expr *out = expr_copy(d->a, e);
    out->args[0] = only_where(d, condition, out->args[0]);
    return out;
}

static Expr *all_restrict(const Draft *d, const Expr *e, Expr *condition) {
    if (e->kind == EXPR_METRIC) {
        const Metric *metric = &d->m->metrics[e->metric];
        Expr *both = condition;
        if (!metric->expr) return NULL;
        if (metric->filter) both = expr_call2(d->a, OP_AND, metric->filter, condition);
        return all_restrict(d, metric->expr, both);
    }
    if (e->kind != EXPR_CALL) return expr_copy(d->a, e);
    if (expr_op(e->op)->is_aggregate) return aggregate_restrict(d, e, condition);
    Expr *out = expr_copy(d->a, e);
    for (size_t i = 0; i < e->arg_count; i++) {
        out->args[i] = all_restrict(d, e->args[i], condition);
        if (!out->args[i]) return NULL;
    }
    return out;
}

Expr *shape_restrict(const Draft *d, Expr *e, Expr *condition) {
    return condition ? all_restrict(d, e, condition) : e;
}

void shape_time_filter(Arena *a, Plan *p) {
    if (!p->time.is_set) return;
    Expr *column = expr_column(a, p->time.column.table, p->time.column.column);
    if (p->time.has_first)
        plan_add_filter(a, p, expr_call2(a, OP_GE, column, expr_date(a, p->time.range.first)));
    if (p->time.has_end)
        plan_add_filter(a, p, expr_call2(a, OP_LT, column, expr_date(a, p->time.range.end)));
    p->time.is_set = false;
}
