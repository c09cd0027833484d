// Plans over a table and its chiefs: the same table in a second role.

#include "ask/shape.h"

// The columns that name a row of the table, in the role.
static void names_add(Draft *d, Plan *p, int instance) {
    Plan *named = plan_new(d->a);
    shape_entity(d, named, (Entity){.table = d->chief.table, .column = -1, .is_set = true}, false);
    for (size_t i = 0; i < named->dimension_count; i++) {
        Expr *name = expr_copy(d->a, named->dimensions[i].expr);
        name->column.instance = instance;
        plan_add_dimension(d->a, p, name);
    }
}

// The chiefs: those to whom a link leads.
static bool is_chief(Draft *d, Plan *p) {
    int key = draft_key_column(&d->m->tables[d->chief.table]);
    if (key < 0) return false;
    Plan *chiefs = plan_new(d->a);
    plan_add_dimension(d->a, chiefs, expr_column(d->a, d->chief.table, d->chief.link));
    chiefs->distinct = true;
    Expr *own = expr_column(d->a, d->chief.table, key);
    plan_add_filter(d->a, p, expr_call2(d->a, OP_IN, own, expr_plan(d->a, chiefs)));
    return true;
}

static void has_chief(Draft *d, Plan *p) {
    Expr *none = expr_call1(d->a, OP_IS_NULL, expr_column(d->a, d->chief.table, d->chief.link));
    plan_add_filter(d->a, p, expr_call1(d->a, OP_NOT, none));
}

// "sales by manager": by who is above those that the rows are of.
static bool measured(Draft *d, Plan *p) {
    bool counted = false;
    names_add(d, p, 1);
    shape_measures(d, p, &counted);
    shape_filters(d, p);
    has_chief(d, p);
    if (!shape_time(d, p)) return false;
    plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = true});
    if (d->has_top) p->limit = d->top_limit > 0 ? d->top_limit : 1;
    return p->measure_count > 0;
}

bool shape_chief(Draft *d, Plan *p) {
    ChiefKind kind = d->chief.kind;
    if (kind == CHIEF_MEASURED) return measured(d, p);
    bool rows = !d->chief.counted && kind != CHIEF_COUNTS;
    if (rows && kind != CHIEF_OF) names_add(d, p, 0);
    bool chief_shown = kind == CHIEF_OF || kind == CHIEF_PAIRS || kind == CHIEF_COUNTS;
    if (chief_shown) names_add(d, p, 1);
    if (!rows) {
        Expr *count = expr_call1(d->a, OP_COUNT, expr_rows(d->a, d->chief.table));
        plan_add_measure(d->a, p, count);
    }
    shape_filters(d, p);
    if (!shape_time(d, p) || (kind == CHIEF_ALONE && !is_chief(d, p))) return false;
    if (kind == CHIEF_WITHOUT) {
        Expr *link = expr_column(d->a, d->chief.table, d->chief.link);
        plan_add_filter(d->a, p, expr_call1(d->a, OP_IS_NULL, link));
    }
    if (kind == CHIEF_COUNTS) {
        has_chief(d, p);
        plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = true});
        if (d->chief.most) p->limit = 1;
    }
    return p->dimension_count + p->measure_count > 0;
}
