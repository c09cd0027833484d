#include "sql/sql_group.h"

#include "plan/plan_type.h"
#include "sql/sql_expr.h"
#include "sql/sql_order.h"

static bool counts_base(const SqlScope *s, const Expr *call) {
    if (call->op != OP_COUNT || call->args[0]->kind != EXPR_ROWS) return false;
    TableRef ref = {call->args[0]->column.table, call->args[0]->column.instance};
    return table_ref_eq(ref, s->base);
}

static const ModelTable *base_table(const SqlScope *s) {
    return s->base.table >= 0 ? &s->t->m->tables[s->base.table] : NULL;
}

static bool has_one_id(const SqlScope *s) {
    const ModelTable *t = base_table(s);
    return t && (t->key_count == 1 || (t->key_count == 0 && s->t->d->row_id));
}

static void write_id(SqlScope *s, size_t k) {
    const ModelTable *t = base_table(s);
    if (t->key_count > 0) {
        sql_scope_column(s, (ColumnRef){s->base.table, t->key[k], s->base.instance});
        return;
    }
    sql_scope_table(s, s->base);
    sql_add(s->t, ".");
    sql_add(s->t, s->t->d->row_id);
}

// A sum of truth values counts the true ones; unknown stays unknown.
static Expr *as_number(SqlScope *s, const Expr *call, Expr *arg) {
    ColumnType type = TYPE_FLOAT;
    Err err;
    Arena *a = s->t->arena;
    if (call->op != OP_SUM && call->op != OP_AVG) return arg;
    if (!plan_type(s->t->m, s->plan, arg, &type, &err) || type != TYPE_BOOL) return arg;
    Expr *parts[] = {arg, expr_int(a, 1), expr_call1(a, OP_NOT, arg), expr_int(a, 0)};
    return expr_call(a, OP_CASE, parts, COUNT_OF(parts));
}

static void write_filter(SqlScope *s, const Expr *filter) {
    sql_add(s->t, " FILTER (WHERE ");
    sql_expr(s, filter, 0);
    sql_add(s->t, ")");
}

void sql_group_atom(SqlScope *s, const Expr *call, const Expr *filter) {
    Arena *a = s->t->arena;
    if (s->repeats && counts_base(s, call) && has_one_id(s)) {
        sql_add(s->t, "count(DISTINCT ");
        write_id(s, 0);
        sql_add(s->t, ")");
    } else {
        Expr *copy = expr_call(a, call->op, call->args, call->arg_count);
        copy->args[0] = as_number(s, call, call->args[0]);
        if (filter && !s->t->d->has_aggregate_filter) {
            bool is_rows = call->args[0]->kind == EXPR_ROWS;
            Expr *given = is_rows ? expr_int(a, 1) : copy->args[0];
            copy->args[0] = expr_call2(a, OP_CASE, expr_copy(a, filter), given);
        }
        sql_expr_call(s, copy);
    }
    if (filter && s->t->d->has_aggregate_filter) write_filter(s, filter);
}

static void write_row_test(SqlScope *s, const char *letter, int atom) {
    sql_add(s->t, "\"");
    sql_add(s->t, letter);
    sql_text_int(s->t, atom);
    sql_add(s->t, "\"");
}

void sql_group_atom_over_rows(SqlScope *s, const Expr *call, int atom) {
    Arena *a = s->t->arena;
    Expr *copy = expr_call(a, call->op, call->args, call->arg_count);
    bool has_filter = s->bases->atoms.items[atom].filter != NULL;
    bool is_level = plan_is_level_sum(s->t->m, call);
    if (call->args[0]->kind != EXPR_ROWS) copy->args[0] = expr_column(a, SQL_ROWS_COLUMN, atom);
    sql_expr_call(s, copy);
    if (!has_filter && !is_level) return;
    sql_add(s->t, " FILTER (WHERE ");
    if (has_filter) write_row_test(s, "f", atom);
    if (has_filter && is_level) sql_add(s->t, " AND ");
    if (is_level) write_row_test(s, "l", atom);
    sql_add(s->t, ")");
}

SqlGroup sql_group_open(SqlText *t, const Plan *p, const PlanBases *bases, int base_index) {
    SqlGroup g = {.scope = sql_scope_open(t, p, bases, base_index), .base_index = base_index};
    for (size_t i = 0; i < bases->atoms.count && !t->failed; i++) {
        const PlanAtom *atom = &bases->atoms.items[i];
        if (atom->base != base_index || p->from) continue;
        if (plan_is_level_sum(t->m, atom->call)) g.over_rows = true;
        if (!g.scope.repeats || !plan_repeats_matter(atom->call)) continue;
        bool by_id = counts_base(&g.scope, atom->call) && has_one_id(&g.scope);
        if (!by_id) g.distinct_first = true;
    }
    // What counts by key when rows repeat must not count them all once they stand in a row each.
    if (g.over_rows && g.scope.repeats) g.distinct_first = true;
    g.over_rows = g.over_rows || g.distinct_first;
    if (g.distinct_first && base_table(&g.scope)->key_count == 0 && !t->d->row_id) {
        sql_text_fail(t, ERR_UNSUPPORTED,
                      ERR_WORD("rows of a table without a key cannot be told apart"));
    }
    g.scope.atom_form = g.over_rows ? ATOM_OVER_ROWS : ATOM_CALL;
    return g;
}

// Which part of the shift fits a dimension: days for days, whole weeks for weeks, else months.
static bool write_shifted(SqlScope *s, Expr *e, SqlShift shift) {
    bool is_bucket = e->kind == EXPR_CALL && e->op == OP_BUCKET;
    ColumnType type = TYPE_TEXT;
    Err err;
    if (shift.days == 0 && shift.months == 0) return false;
    if (!plan_type(s->t->m, s->plan, e, &type, &err)) return false;
    if (!is_bucket && type != TYPE_DATE && type != TYPE_TIMESTAMP) return false;
    if (!is_bucket || e->unit == DATE_DAY) {
        sql_expr_shifted(s, e, shift.days, 0);
        return true;
    }
    if (e->unit == DATE_WEEK) {
        sql_expr_shifted(s, e, (shift.days + 3) / 7 * 7, 0);
        return true;
    }
    int step = e->unit == DATE_MONTH ? 1 : e->unit == DATE_QUARTER ? 3 : 12;
    int months = (shift.months + step / 2) / step * step;
    if (months == 0) return false;
    sql_expr_shifted(s, e, 0, months);
    return true;
}

static void write_dimension(SqlScope *s, int index, SqlShift shift) {
    Expr *e = plan_base_expr(s->t->m, s->base, s->plan->dimensions[index].expr, s->t->arena);
    if (!write_shifted(s, e, shift)) sql_expr(s, e, 0);
}

void sql_group_dimension(SqlGroup *g, int index, SqlShift shift) {
    if (!g->over_rows) {
        write_dimension(&g->scope, index, shift);
        return;
    }
    // The shift was applied when the rows were made distinct; see sql_group_from_where.
    sql_add(g->scope.t, "\"d");
    sql_text_int(g->scope.t, index);
    sql_add(g->scope.t, "\"");
}

static void write_as(SqlText *t, const char *letter, int index) {
    sql_add(t, " AS \"");
    sql_add(t, letter);
    sql_text_int(t, index);
    sql_add(t, "\"");
}

// PARTITION BY the time spans of the plan, and by the thing where the table's key names it.
static void write_level_partition(SqlScope *s, const ModelTable *t, TableRef of, SqlShift shift) {
    bool first = true;
    for (size_t i = 0; i < s->plan->dimension_count; i++) {
        if (!sql_order_is_time(s->plan, (int)i)) continue;
        sql_add(s->t, first ? "PARTITION BY " : ", ");
        first = false;
        write_dimension(s, (int)i, shift);
    }
    bool time_in_key = false;
    for (size_t k = 0; k < t->key_count; k++) time_in_key |= t->key[k] == t->time_column;
    for (size_t k = 0; k < t->key_count && time_in_key; k++) {
        if (t->key[k] == t->time_column) continue;
        sql_add(s->t, first ? "PARTITION BY " : ", ");
        first = false;
        sql_scope_column(s, (ColumnRef){of.table, t->key[k], of.instance});
    }
}

// Whether the row is of the last time within its span.
static void write_is_last(SqlScope *s, const Expr *level, SqlShift shift) {
    TableRef of = {level->column.table, level->column.instance};
    const ModelTable *t = &s->t->m->tables[of.table];
    ColumnRef time = {of.table, t->time_column, of.instance};
    sql_scope_column(s, time);
    sql_add(s->t, " = max(");
    sql_scope_column(s, time);
    sql_add(s->t, ") OVER (");
    write_level_partition(s, t, of, shift);
    sql_add(s->t, ")");
}

static void write_ids(SqlGroup *g) {
    SqlScope *s = &g->scope;
    size_t ids = base_table(s)->key_count > 0 ? base_table(s)->key_count : 1;
    for (size_t k = 0; k < ids && g->distinct_first; k++) {
        sql_add(s->t, ", ");
        write_id(s, k);
        write_as(s->t, "k", (int)k);
    }
}

static void write_row_atom(SqlScope *s, const PlanAtom *atom, int index, SqlShift shift) {
    const Expr *of = atom->call->args[0];
    if (of->kind != EXPR_ROWS) {
        sql_add(s->t, ", ");
        sql_expr(s, as_number(s, atom->call, atom->call->args[0]), 0);
        write_as(s->t, "a", index);
    }
    if (plan_is_level_sum(s->t->m, atom->call)) {
        sql_add(s->t, ", ");
        write_is_last(s, of, shift);
        write_as(s->t, "l", index);
    }
    if (!atom->filter) return;
    sql_add(s->t, ", ");
    sql_expr(s, atom->filter, 0);
    write_as(s->t, "f", index);
}

static void write_row_columns(SqlGroup *g, SqlShift shift) {
    SqlScope *s = &g->scope;
    for (size_t i = 0; i < s->plan->dimension_count; i++) {
        if (i > 0) sql_add(s->t, ", ");
        write_dimension(s, (int)i, shift);
        write_as(s->t, "d", (int)i);
    }
    if (s->plan->dimension_count == 0) sql_add(s->t, "1 AS \"one\"");
    write_ids(g);
    for (size_t i = 0; i < s->bases->atoms.count; i++) {
        const PlanAtom *atom = &s->bases->atoms.items[i];
        if (atom->base == g->base_index) write_row_atom(s, atom, (int)i, shift);
    }
}

void sql_group_from_where(SqlGroup *g, SqlShift shift) {
    SqlText *t = g->scope.t;
    if (t->failed) return;
    if (!g->over_rows) {
        sql_scope_from(&g->scope);
        sql_scope_where(&g->scope);
        return;
    }
    sql_text_line(t, "FROM (");
    t->indent++;
    sql_text_line(t, g->distinct_first ? "SELECT DISTINCT " : "SELECT ");
    write_row_columns(g, shift);
    sql_scope_from(&g->scope);
    sql_scope_where(&g->scope);
    t->indent--;
    sql_add(t, ") AS \"rows\"");
}
