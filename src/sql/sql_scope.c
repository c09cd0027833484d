#include "sql/sql_scope.h"

#include "plan/plan_words.h"
#include "sql/sql_expr.h"
#include "sql/sql_select.h"

typedef VEC(const Expr *) Conditions;

static void not_joined(SqlScope *s) {
    sql_text_fail(s->t, ERR_INVALID, "the plan has not been joined");
}

// The tree of the base: trees stand one after the other, each beginning with its root.
static void tree_find(SqlScope *s, int base_index) {
    const Plan *p = s->plan;
    size_t first = 0;
    int skip = base_index < 0 ? 0 : base_index;
    while (first < p->table_count && (p->tables[first].parent >= 0 || skip-- > 0)) first++;
    if (first >= p->table_count) {
        not_joined(s);
        return;
    }
    size_t end = first + 1;
    while (end < p->table_count && p->tables[end].parent >= 0) end++;
    if (end - first > PLAN_TABLES_MAX) {
        not_joined(s);
        return;
    }
    PlanTable *tree = arena_new(s->t->arena, PlanTable, end - first);
    for (size_t i = first; i < end; i++) {
        tree[i - first] = p->tables[i];
        if (i == first) continue;
        tree[i - first].parent -= (int)first;
        if (tree[i - first].parent < 0 || tree[i - first].parent >= (int)(i - first)) {
            not_joined(s);
            return;
        }
    }
    s->tree = tree;
    s->table_count = end - first;
    TableRef root = {tree[0].table, tree[0].instance};
    if (base_index >= 0 && !table_ref_eq(root, s->base)) {
        not_joined(s);
        return;
    }
    s->base = root;
}

static int place_of(const SqlScope *s, TableRef ref) {
    for (size_t i = 0; i < s->table_count; i++) {
        if (s->tree[i].table == ref.table && s->tree[i].instance == ref.instance) return (int)i;
    }
    return -1;
}

static void join_refs(SqlScope *s, const TableRefs *refs) {
    for (size_t i = 0; i < refs->count; i++) {
        int at = place_of(s, refs->items[i]);
        if (at < 0) {
            not_joined(s);
            return;
        }
        for (; at >= 0 && !s->joined[at]; at = s->tree[at].parent) {
            s->joined[at] = true;
            if (s->tree[at].parent >= 0 && !s->tree[at].forward) s->repeats = true;
        }
    }
}

// What is reached from the joined tables without repeating their rows.
static void join_forward(SqlScope *s, const TableRefs *refs) {
    for (size_t i = 0; i < refs->count; i++) {
        int first = place_of(s, refs->items[i]);
        if (first < 0) {
            not_joined(s);
            return;
        }
        int at = first;
        while (!s->joined[at] && s->tree[at].forward) at = s->tree[at].parent;
        if (!s->joined[at]) continue;
        for (at = first; !s->joined[at]; at = s->tree[at].parent) s->joined[at] = true;
    }
}

static Expr *in_base(const SqlScope *s, Expr *e) {
    return plan_base_expr(s->t->m, s->base, e, s->t->arena);
}

static void order_refs(SqlScope *s, const Expr *e, TableRefs *refs) {
    if (!e || expr_has_aggregate(e)) return;
    table_refs_of(s->t->m, e, s->t->arena, refs);
}

static void flatten(SqlScope *s, const Expr *e, Conditions *out) {
    if (e->kind != EXPR_CALL || e->op != OP_AND) {
        *vec_push(s->t->arena, out) = e;
        return;
    }
    for (size_t i = 0; i < e->arg_count; i++) flatten(s, e->args[i], out);
}

static void time_conditions(SqlScope *s, Conditions *out) {
    const PlanTime *time = &s->plan->time;
    Arena *a = s->t->arena;
    if (!time->is_set) return;
    ColumnRef c = plan_base_time(s->t->m, s->base, time->column, a);
    Expr *column = expr_column(a, c.table, c.column);
    column->column = c;
    DateRange range = s->has_period ? s->period : time->range;
    if (s->has_period || time->has_first) {
        *vec_push(a, out) = expr_call2(a, OP_GE, column, expr_date(a, range.first));
    }
    if (s->has_period || time->has_end) {
        *vec_push(a, out) = expr_call2(a, OP_LT, column, expr_date(a, range.end));
    }
}

static Conditions conditions_of(SqlScope *s) {
    Conditions out = {0};
    for (size_t i = 0; i < s->plan->filter_count; i++) {
        flatten(s, in_base(s, s->plan->filters[i]), &out);
    }
    time_conditions(s, &out);
    return out;
}

SqlScope sql_scope_open(SqlText *t, const Plan *p, const PlanBases *bases, int base_index) {
    SqlScope s = {.t = t, .plan = p, .bases = bases, .base = {PLAN_FROM, 0}};
    if (p->from) {
        s.from_names = plan_words_names(t->m, p->from, t->arena);
        return s;
    }
    if (base_index >= (int)bases->bases.count) base_index = -1;  // an aggregate of no column
    if (base_index >= 0) s.base = bases->bases.items[base_index];
    tree_find(&s, base_index);
    if (t->failed) return s;
    TableRefs refs = {0}, tested = {0};
    table_refs_add(t->arena, &refs, s.base);
    for (size_t i = 0; i < p->dimension_count; i++) {
        table_refs_of(t->m, in_base(&s, p->dimensions[i].expr), t->arena, &refs);
    }
    for (size_t i = 0; i < bases->atoms.count; i++) {
        const PlanAtom *atom = &bases->atoms.items[i];
        if (atom->base != base_index) continue;
        table_refs_of(t->m, atom->call, t->arena, &refs);
        table_refs_of(t->m, atom->filter, t->arena, &refs);
    }
    for (size_t i = 0; i < p->order_count; i++) order_refs(&s, p->orders[i].expr, &refs);
    Conditions conditions = conditions_of(&s);
    for (size_t i = 0; i < conditions.count; i++) {
        table_refs_of(t->m, conditions.items[i], t->arena, p->each_match ? &refs : &tested);
    }
    join_refs(&s, &refs);
    if (!t->failed) join_forward(&s, &tested);
    return s;
}

// "airports 2" cannot be: a second role is told by its number, kept clear of the real names.
static Str alias_of(const SqlScope *s, TableRef ref) {
    const ModelTable *table = &s->t->m->tables[ref.table];
    if (ref.instance == 0) return table->name;
    Str alias = str_fmt(s->t->arena, STR_F "_%d", STR_A(table->name), ref.instance + 1);
    while (model_table(s->t->m, alias) >= 0) {
        alias = str_fmt(s->t->arena, STR_F "_", STR_A(alias));
    }
    return alias;
}

void sql_scope_table(SqlScope *s, TableRef ref) {
    sql_text_name(s->t, ref.table == PLAN_FROM ? S("groups") : alias_of(s, ref));
}

void sql_scope_column(SqlScope *s, ColumnRef c) {
    if (c.table == SQL_ROWS_COLUMN) {
        sql_add(s->t, "\"a");
        sql_text_int(s->t, c.column);
        sql_add(s->t, "\"");
        return;
    }
    if (c.table == PLAN_FROM) {
        const Plan *from = s->plan->from;
        size_t width = from ? from->dimension_count + from->measure_count : 0;
        if (c.column < 0 || (size_t)c.column >= width) {
            not_joined(s);
            return;
        }
        sql_add(s->t, "\"groups\".");
        sql_text_name(s->t, s->from_names[c.column]);
        return;
    }
    if (s->plan->from) {
        not_joined(s);
        return;
    }
    sql_scope_table(s, (TableRef){c.table, c.instance});
    sql_add(s->t, ".");
    sql_text_name(s->t, model_at(s->t->m, c)->name);
}

static void write_table(SqlScope *s, int at) {
    TableRef ref = {s->tree[at].table, s->tree[at].instance};
    sql_text_name(s->t, s->t->m->tables[ref.table].name);
    if (ref.instance == 0) return;
    sql_add(s->t, " AS ");
    sql_text_name(s->t, alias_of(s, ref));
}

// A number meets the same digits kept as text.
static void write_join_end(SqlScope *s, ColumnRef column, bool as_text) {
    if (as_text) sql_add(s->t, "CAST(");
    sql_scope_column(s, column);
    if (as_text) sql_add(s->t, " AS VARCHAR)");
}

static void write_join_condition(SqlScope *s, int at) {
    const PlanTable *child = &s->tree[at], *parent = &s->tree[child->parent];
    const ModelJoin *join = &s->t->m->joins[child->join];
    bool either = join->one_to_one && join->from_table != join->to_table;
    bool parent_is_from = either ? join->from_table == parent->table : child->forward;
    int parent_column = parent_is_from ? join->from_column : join->to_column;
    int child_column = parent_is_from ? join->to_column : join->from_column;
    bool as_text = model_join_as_text(s->t->m, join);
    write_join_end(s, (ColumnRef){child->table, child_column, child->instance}, as_text);
    sql_add(s->t, " = ");
    write_join_end(s, (ColumnRef){parent->table, parent_column, parent->instance}, as_text);
}

// Below a left join all that goes from many to one is one too, or it would take rows away.
static bool is_left(const SqlScope *s, int at) {
    if (s->tree[at].optional) return true;
    int parent = s->tree[at].parent;
    return s->tree[at].forward && parent > 0 && is_left(s, parent);
}

static void write_join(SqlScope *s, int at, bool left) {
    sql_text_line(s->t, left ? "LEFT JOIN " : "JOIN ");
    write_table(s, at);
    sql_add(s->t, " ON ");
    write_join_condition(s, at);
}

void sql_scope_from(SqlScope *s) {
    if (s->t->failed) return;
    sql_text_line(s->t, "FROM ");
    if (s->plan->from) {
        sql_add(s->t, "(");
        s->t->indent++;
        sql_select_rows(s->t, s->plan->from);
        s->t->indent--;
        sql_add(s->t, ") AS \"groups\"");
        return;
    }
    write_table(s, 0);
    for (size_t i = 1; i < s->table_count; i++) {
        if (s->joined[i]) write_join(s, (int)i, is_left(s, (int)i));
    }
}

// The tables beyond the joined ones that `e` needs: bit i for tree[i]. `tops`: where each branch
// leaves the joined tables.
static uint32_t beyond(SqlScope *s, const Expr *e, uint32_t *tops) {
    TableRefs refs = {0};
    uint32_t mask = 0;
    *tops = 0;
    if (s->plan->from) return 0;
    table_refs_of(s->t->m, e, s->t->arena, &refs);
    for (size_t i = 0; i < refs.count; i++) {
        int at = place_of(s, refs.items[i]);
        if (at < 0) return not_joined(s), 0;
        int top = -1;
        for (; at >= 0 && !s->joined[at]; at = s->tree[at].parent) {
            mask |= UINT32_C(1) << at;
            top = at;
        }
        if (top >= 0) *tops |= UINT32_C(1) << top;
    }
    return mask;
}

static void write_conditions(SqlScope *s, const Conditions *list, const char *between);

static void write_branch_tables(SqlScope *s, uint32_t mask, uint32_t tops) {
    bool first = true;
    for (int i = 0; i < (int)s->table_count; i++) {
        uint32_t bit = UINT32_C(1) << i;
        if (!(mask & bit)) continue;
        if (!(tops & bit)) {
            write_join(s, i, is_left(s, i));
            continue;
        }
        sql_text_line(s->t, first ? "FROM " : "CROSS JOIN ");
        write_table(s, i);
        first = false;
    }
}

// All conditions on one branch, tested on the same rows of it.
static void write_exists(SqlScope *s, const Conditions *list, uint32_t tops) {
    uint32_t mask = 0, own = 0;
    for (size_t i = 0; i < list->count; i++) mask |= beyond(s, list->items[i], &own);
    sql_add(s->t, "EXISTS (");
    s->t->indent++;
    sql_text_line(s->t, "SELECT 1");
    write_branch_tables(s, mask, tops);
    sql_text_line(s->t, "WHERE ");
    bool first = true;
    for (int i = 0; i < (int)s->table_count; i++) {
        if (!(tops >> i & 1)) continue;
        if (!first) sql_add(s->t, " AND ");
        write_join_condition(s, i);
        first = false;
    }
    for (size_t i = 0; i < list->count; i++) {
        sql_add(s->t, " AND ");
        sql_expr(s, list->items[i], LEVEL_AND);
    }
    s->t->indent--;
    sql_add(s->t, ")");
}

// Whether a condition must be taken apart: its parts may speak of different rows.
static bool is_taken_apart(const Expr *e) {
    if (e->kind != EXPR_CALL) return false;
    if (e->op == OP_OR) return true;
    bool is_known =
        e->op == OP_NOT && e->args[0]->kind == EXPR_CALL && e->args[0]->op == OP_IS_NULL;
    return e->op == OP_NOT && !is_known;
}

static void write_apart(SqlScope *s, const Expr *e) {
    sql_add(s->t, e->op == OP_NOT ? "NOT (" : "(");
    for (size_t i = 0; i < e->arg_count; i++) {
        Conditions part = {0};
        flatten(s, e->args[i], &part);
        if (i > 0) sql_add(s->t, " OR ");
        if (part.count > 1) sql_add(s->t, "(");
        write_conditions(s, &part, " AND ");
        if (part.count > 1) sql_add(s->t, ")");
    }
    sql_add(s->t, ")");
}

static void write_between(SqlScope *s, bool *first, const char *between) {
    if (!*first && between) sql_add(s->t, between);
    if (!*first && !between) sql_text_line(s->t, "  AND ");
    *first = false;
}

// `between` NULL: a line each. Those on one branch come together, where its first one stands.
static void write_conditions(SqlScope *s, const Conditions *list, const char *between) {
    bool *done = arena_new(s->t->arena, bool, list->count);
    bool first = true;
    for (size_t i = 0; i < list->count && !s->t->failed; i++) {
        uint32_t tops = 0, other = 0;
        if (done[i]) continue;
        bool is_beyond = beyond(s, list->items[i], &tops) != 0;
        write_between(s, &first, between);
        if (!is_beyond) {
            sql_expr(s, list->items[i], LEVEL_AND);
        } else if (is_taken_apart(list->items[i])) {
            write_apart(s, list->items[i]);
        } else {
            Conditions same = {0};
            for (size_t k = i; k < list->count; k++) {
                if (done[k] || is_taken_apart(list->items[k])) continue;
                if (!beyond(s, list->items[k], &other) || other != tops) continue;
                *vec_push(s->t->arena, &same) = list->items[k];
                done[k] = true;
            }
            write_exists(s, &same, tops);
        }
    }
}

void sql_scope_where(SqlScope *s) {
    Conditions conditions = conditions_of(s);
    if (conditions.count == 0 || s->t->failed) return;
    sql_text_line(s->t, "WHERE ");
    write_conditions(s, &conditions, NULL);
}
