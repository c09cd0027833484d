// Sets of things and doubts of a whole plan: "customers who bought both", tables that do not meet.

#include "ask/shape.h"
#include "plan/plan_base.h"

// A thing's key, and the column through which the rows of sales point at it.
typedef struct Who {
    Expr *key, *link;
} Who;

static bool bought_said(const Draft *d) {
    static const char *const VERBS[] = {"bought", "buy", "buys", "purchased", "ordered", "order"};
    for (size_t i = 0; i < d->t->count; i++) {
        for (size_t k = 0; k < COUNT_OF(VERBS); k++) {
            if (str_eq(d->t->items[i].text, str_from(VERBS[k]))) return true;
        }
    }
    return false;
}

// The way from the thing to `other` that goes through what was sold, not through any table that
// both happen to touch.
static bool who_find(const Draft *d, Entity e, int other, Who *ret) {
    if (e.column >= 0) {
        ret->key = ret->link = expr_column(d->a, e.table, e.column);
        return e.table == other;
    }
    if (d->m->default_metric < 0 || e.table == other) return false;
    const int *sales = plan_reach(d->m, d->m->metrics[d->m->default_metric].table, d->a);
    int best = -1;
    for (size_t i = 0; i < d->m->join_count && sales[other] >= 0; i++) {
        const ModelJoin *j = &d->m->joins[i];
        bool leads = j->to_table == e.table && j->from_table != e.table;
        if (!leads || sales[j->from_table] < 0 || (best >= 0 && sales[j->from_table] >= best))
            continue;
        best = sales[j->from_table];
        ret->key = expr_column(d->a, j->to_table, j->to_column);
        ret->link = expr_column(d->a, j->from_table, j->from_column);
    }
    return best >= 0;
}

static DraftFilter has_one(Draft *d, const Who *who, Expr *condition, ColumnRef c, bool negated) {
    Plan *inner = plan_new(d->a);
    plan_add_dimension(d->a, inner, who->link);
    plan_add_filter(d->a, inner, condition);
    if (who->link != who->key) {
        Expr *is_null = expr_call1(d->a, OP_IS_NULL, who->link);
        plan_add_filter(d->a, inner, expr_call1(d->a, OP_NOT, is_null));
    }
    // In one deed and in that time, not in that time whatever they did.
    if (!shape_time(d, inner)) draft_doubt(d, 2);
    inner->distinct = true;
    Expr *has = expr_call2(d->a, OP_IN, who->key, expr_plan(d->a, inner));
    return (DraftFilter){.expr = negated ? expr_call1(d->a, OP_NOT, has) : has, .column = c};
}

static bool is_call(const Expr *e, ExprOp op) { return e->kind == EXPR_CALL && e->op == op; }

static void filter_split(Draft *d, size_t at, const Who *who) {
    DraftFilter f = d->filters[at];
    bool negated = is_call(f.expr, OP_NOT);
    Expr *condition = negated ? f.expr->args[0] : f.expr;
    bool each = f.all_of && is_call(condition, OP_IN);
    if (!each) {
        d->filters[at] = has_one(d, who, condition, f.column, negated);
        return;
    }
    for (size_t v = 1; v < condition->arg_count; v++) {
        Expr *one = expr_call2(d->a, OP_EQ, condition->args[0], condition->args[v]);
        DraftFilter has = has_one(d, who, one, f.column, negated);
        if (v == 1) {
            d->filters[at] = has;
        } else {
            draft_add_filter(d, has);
        }
    }
}

// "students who play chess and hockey": of many rows for one thing, each value stands in another.
static bool each_of_many(const Draft *d, Entity who, const DraftFilter *f, Who *ret) {
    int table = f->column.table;
    if (!f->all_of || !is_call(f->expr, OP_IN) || who.column >= 0 || d->measure_count > 1)
        return false;
    if (plan_reach(d->m, who.table, d->a)[table] >= 0) return false;
    int key = draft_key_column(&d->m->tables[who.table]), best = -1;
    if (key >= 0) ret->key = ret->link = expr_column(d->a, who.table, key);
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        if (j->to_table != who.table || j->from_table == who.table) continue;
        int steps = plan_reach(d->m, j->from_table, d->a)[table];
        // A bridge is there for that.
        int cost = steps * 2 + (d->m->tables[j->from_table].kind != TABLE_BRIDGE);
        if (steps < 0 || (best >= 0 && cost >= best)) continue;
        best = cost;
        ret->key = expr_column(d->a, j->to_table, j->to_column);
        ret->link = expr_column(d->a, j->from_table, j->from_column);
    }
    return key >= 0 || best >= 0;
}

// "customers who bought only furniture": nothing else besides.
static void only_bought(Draft *d, Entity who, bool bought, bool split) {
    const DraftFilter *f = &d->filters[0];
    Who through = {0};
    bool one = bought && d->only && d->filter_count == 1 && f->is_value && !split;
    if (!one || !is_call(f->expr, OP_EQ) || !who_find(d, who, f->column.table, &through)) return;
    Expr *other = expr_call1(d->a, OP_NOT, f->expr);
    draft_add_filter(d, has_one(d, &through, other, f->column, true));
}

// "customers who bought furniture and technology, but no books": what they bought stands in
// different rows, so each is a condition on the customer.
void shape_sets(Draft *d) {
    Entity who = d->focus;
    for (size_t i = 0; i < d->measure_count; i++) {
        if (d->measures[i].counted.is_set) who = d->measures[i].counted;
    }
    bool bought = bought_said(d);
    // Of one file the thing that is listed is a column.
    bool listed = !who.is_set && bought && d->measure_count == 0 && d->dimension_count == 1 &&
                  !d->dimensions[0].is_grain && !d->dimensions[0].by_cue;
    if (listed) who = d->dimensions[0].entity;
    if (!who.is_set || d->has_top || d->has_top_measure) return;
    size_t count = d->filter_count;
    bool split = false;
    for (size_t i = 0; i < count; i++) {
        const DraftFilter *f = &d->filters[i];
        Who each = {0};
        if (!bought && each_of_many(d, who, f, &each)) filter_split(d, i, &each);
        if (!bought) continue;
        const Expr *e = is_call(f->expr, OP_NOT) ? f->expr->args[0] : f->expr;
        bool of_value = (is_call(e, OP_EQ) || is_call(e, OP_IN) || is_call(e, OP_CONTAINS)) &&
                        e->arg_count > 1 && e->args[1]->kind == EXPR_LITERAL;
        bool in_file = who.column >= 0 && !f->all_of;  // of one file, the row itself will do
        Who through = {0};
        if (!of_value || in_file || !who_find(d, who, f->column.table, &through)) continue;
        filter_split(d, i, &through);
        split = true;
    }
    only_bought(d, who, bought, split);
    if (split) d->time_count = 0;  // it stands within each
}

// ---- whether the tables of a plan have to do with each other ----

typedef struct Tables {
    const Model *m;
    bool *is_in;
} Tables;

static void table_see(void *ctx, ColumnRef c) {
    Tables *t = ctx;
    if (c.table >= 0 && (size_t)c.table < t->m->table_count) t->is_in[c.table] = true;
}

static void rows_see(const Model *m, const Expr *e, Tables *t) {
    expr_columns(m, e, table_see, t);
    const Expr *of = e->kind == EXPR_METRIC ? m->metrics[e->metric].expr : e;
    for (size_t i = 0; of && i < of->arg_count; i++) {
        if (of->args[i]->kind == EXPR_ROWS) table_see(t, of->args[i]->column);
    }
}

static bool all_meet(Draft *d, const bool *measured, const bool *spoken) {
    for (size_t x = 0; x < d->m->table_count; x++) {
        for (size_t y = 0; y < d->m->table_count; y++) {
            bool both = measured[x] && spoken[y] && x != y;
            if (both && !plan_base_meets(d->m, (int)x, (int)y, d->a)) return false;
        }
    }
    return true;
}

bool shape_meets(Draft *d, const Plan *p) {
    if (p->from) return shape_meets(d, p->from);
    Tables spoken = {d->m, arena_new(d->a, bool, d->m->table_count + 1)};
    for (size_t i = 0; i < p->dimension_count; i++)
        expr_columns(d->m, p->dimensions[i].expr, table_see, &spoken);
    for (size_t i = 0; i < p->filter_count; i++)
        expr_columns(d->m, p->filters[i], table_see, &spoken);
    for (size_t i = 0; i < p->measure_count; i++) {
        Tables measured = {d->m, arena_new(d->a, bool, d->m->table_count + 1)};
        rows_see(d->m, p->measures[i].expr, &measured);
        if (!all_meet(d, measured.is_in, spoken.is_in)) return false;
    }
    return true;
}
