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

void sql_group_atom_over_rows(SqlScope *s, const Expr *call, int atom) {
    Arena *a = s->t->arena;
    Expr *copy = expr_call(a, call->op, call->args, call->arg_count);
    if (call->args[0]->kind != EXPR_ROWS) copy->args[0] = expr_column(a, SQL_ROWS_COLUMN, atom);
    sql_expr_call(s, copy);
    if (!s->bases->atoms.items[atom].filter) return;
    sql_add(s->t, " FILTER (WHERE \"f");
    sql_text_int(s->t, atom);
    sql_add(s->t, "\")");
}

SqlGroup sql_group_open(SqlText *t, const Plan *p, const PlanBases *bases, int base_index) {
    SqlGroup g = {.scope = sql_scope_open(t, p, bases, base_index), .base_index = base_index};
    if (!g.scope.repeats || t->failed) return g;
    for (size_t i = 0; i < bases->atoms.count; i++) {
        const PlanAtom *atom = &bases->atoms.items[i];
        if (atom->base != base_index || !plan_repeats_matter(atom->call)) continue;
        bool by_id = counts_base(&g.scope, atom->call) && has_one_id(&g.scope);
        if (!by_id) g.distinct_first = true;
    }
    if (g.distinct_first && base_table(&g.scope)->key_count == 0 && !t->d->row_id) {
        sql_text_fail(t, ERR_UNSUPPORTED, "rows of a table without a key cannot be told apart");
    }
    g.scope.atom_form = g.distinct_first ? ATOM_OVER_ROWS : ATOM_CALL;
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
    if (!g->distinct_first) {
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

static void write_distinct_columns(SqlGroup *g, SqlShift shift) {
    SqlScope *s = &g->scope;
    const ModelTable *table = base_table(s);
    size_t ids = table->key_count > 0 ? table->key_count : 1;
    for (size_t i = 0; i < s->plan->dimension_count; i++) {
        write_dimension(s, (int)i, shift);
        write_as(s->t, "d", (int)i);
        sql_add(s->t, ", ");
    }
    for (size_t k = 0; k < ids; k++) {
        if (k > 0) sql_add(s->t, ", ");
        write_id(s, k);
        write_as(s->t, "k", (int)k);
    }
    for (size_t i = 0; i < s->bases->atoms.count; i++) {
        const PlanAtom *atom = &s->bases->atoms.items[i];
        if (atom->base != g->base_index) continue;
        if (atom->call->args[0]->kind != EXPR_ROWS) {
            sql_add(s->t, ", ");
            sql_expr(s, as_number(s, atom->call, atom->call->args[0]), 0);
            write_as(s->t, "a", (int)i);
        }
        if (!atom->filter) continue;
        sql_add(s->t, ", ");
        sql_expr(s, atom->filter, 0);
        write_as(s->t, "f", (int)i);
    }
}

void sql_group_from_where(SqlGroup *g, SqlShift shift) {
    SqlText *t = g->scope.t;
    if (t->failed) return;
    if (!g->distinct_first) {
        sql_scope_from(&g->scope);
        sql_scope_where(&g->scope);
        return;
    }
    sql_text_line(t, "FROM (");
    t->indent++;
    sql_text_line(t, "SELECT DISTINCT ");
    write_distinct_columns(g, shift);
    sql_scope_from(&g->scope);
    sql_scope_where(&g->scope);
    t->indent--;
    sql_add(t, ") AS \"rows\"");
}
