#include "sql/sql_expr.h"

#include "plan/plan_type.h"
#include "sql/sql_group.h"
#include "sql/sql_select.h"

static void write_call(SqlScope *s, const Expr *e);

static void write_arguments(SqlScope *s, const Expr *e, size_t first) {
    for (size_t i = first; i < e->arg_count; i++) {
        if (i > first) sql_add(s->t, ", ");
        sql_expr(s, e->args[i], 0);
    }
}

// One mark of a template; returns how many characters it took.
static int write_mark(SqlScope *s, const char *mark, const Expr *e, int level) {
    bool is_argument = (mark[0] == '@' || mark[0] == '~' || mark[0] == '$') && mark[1];
    if (mark[0] == '%' && mark[1] == 'u') {
        sql_add(s->t, date_unit_name(e->unit));
        return 2;
    }
    if (mark[0] == '@' && mark[1] == '*') {
        write_arguments(s, e, 0);
        return 2;
    }
    if (is_argument && mark[1] >= '1' && mark[1] <= '9') {
        size_t index = (size_t)(mark[1] - '1');
        int around = mark[0] == '@' ? 0 : mark[0] == '~' ? level - 1 : level;
        if (index < e->arg_count) sql_expr(s, e->args[index], around);
        return 2;
    }
    buf_add_char(s->t->out, mark[0]);
    return 1;
}

static void write_template(SqlScope *s, const char *form, const Expr *e, int level) {
    for (const char *c = form; *c;) c += write_mark(s, c, e, level);
}

void sql_expr_call(SqlScope *s, const Expr *e) {
    const SqlTemplate *form = &s->t->d->ops[e->op];
    write_template(s, form->text, e, form->level);
}

void sql_expr_shifted(SqlScope *s, Expr *e, int days, int months) {
    const char *form = months != 0 ? s->t->d->months_later : s->t->d->days_later;
    Expr around = {.kind = EXPR_CALL, .args = &e, .arg_count = 1};
    for (const char *c = form; *c;) {
        if (c[0] == '%' && c[1] == 'd') {
            sql_text_int(s->t, months != 0 ? months : days);
            c += 2;
        } else {
            c += write_mark(s, c, &around, LEVEL_ADD);
        }
    }
}

static bool has_type(SqlScope *s, const Expr *e, ColumnType wanted) {
    ColumnType type = TYPE_TEXT;
    Err err;
    return plan_type(s->t->m, s->plan, e, &type, &err) && type == wanted;
}

static void write_logic(SqlScope *s, const Expr *e) {
    int level = e->op == OP_AND ? LEVEL_AND : LEVEL_OR;
    for (size_t i = 0; i < e->arg_count; i++) {
        if (i > 0) sql_add(s->t, e->op == OP_AND ? " AND " : " OR ");
        sql_expr(s, e->args[i], level);
    }
}

static void write_in(SqlScope *s, const Expr *e, bool negated) {
    sql_expr(s, e->args[0], LEVEL_COMPARE);
    sql_add(s->t, negated ? " NOT IN (" : " IN (");
    if (e->args[1]->kind == EXPR_PLAN) {
        // One null in the list would make NOT IN true of nothing.
        sql_select_list(s->t, e->args[1]->plan, negated);
    } else {
        write_arguments(s, e, 1);
    }
    sql_add(s->t, ")");
}

static void write_not(SqlScope *s, const Expr *e) {
    const Expr *x = e->args[0];
    if (x->kind == EXPR_CALL && x->op == OP_IN) {
        write_in(s, x, true);
        return;
    }
    if (x->kind == EXPR_CALL && x->op == OP_IS_NULL) {
        sql_expr(s, x->args[0], LEVEL_COMPARE);
        sql_add(s->t, " IS NOT NULL");
        return;
    }
    sql_add(s->t, "NOT ");
    sql_expr(s, x, LEVEL_NOT);
}

static void write_case(SqlScope *s, const Expr *e) {
    sql_add(s->t, "CASE");
    for (size_t i = 0; i + 1 < e->arg_count; i += 2) {
        sql_add(s->t, " WHEN ");
        sql_expr(s, e->args[i], 0);
        sql_add(s->t, " THEN ");
        sql_expr(s, e->args[i + 1], 0);
    }
    if (e->arg_count % 2 == 1) {
        sql_add(s->t, " ELSE ");
        sql_expr(s, e->args[e->arg_count - 1], 0);
    }
    sql_add(s->t, " END");
}

// Searching for "12" in a number looks at its digits.
static void write_search(SqlScope *s, const Expr *e) {
    const SqlTemplate *form = &s->t->d->ops[e->op];
    if (has_type(s, e->args[0], TYPE_TEXT)) {
        write_template(s, form->text, e, form->level);
        return;
    }
    Expr text = {.kind = EXPR_CALL, .op = OP_CONCAT, .args = e->args, .arg_count = 1};
    Expr *args[] = {&text, e->args[1]};
    Expr search = *e;
    search.args = args;
    write_template(s, form->text, &search, form->level);
}

// A bucket of days of a date is the date.
static void write_bucket(SqlScope *s, const Expr *e) {
    const SqlTemplate *form = &s->t->d->ops[OP_BUCKET];
    if (e->unit != DATE_DAY) {
        write_template(s, form->text, e, form->level);
        return;
    }
    if (has_type(s, e->args[0], TYPE_DATE)) {
        sql_expr(s, e->args[0], LEVEL_SIGN);
        return;
    }
    write_template(s, s->t->d->day_of, e, LEVEL_ATOM);
}

static void write_aggregate(SqlScope *s, const Expr *e) {
    int atom = plan_bases_atom(s->bases, e, s->atom_filter);
    if (s->atom_form == ATOM_CALL || atom < 0) {
        sql_group_atom(s, e, s->atom_filter);
        return;
    }
    if (s->atom_form == ATOM_OVER_ROWS) {
        sql_group_atom_over_rows(s, e, atom);
        return;
    }
    bool is_count = e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT || e->op == OP_SUM;
    bool zero = s->count_zero && (is_count && (e->op != OP_SUM || s->plan->empty_groups));
    if (zero) sql_add(s->t, "coalesce(");
    sql_scope_column(s, (ColumnRef){.table = SQL_ROWS_COLUMN, .column = atom});
    if (zero) sql_add(s->t, ", 0)");
}

static void write_call(SqlScope *s, const Expr *e) {
    const SqlTemplate *form = &s->t->d->ops[e->op];
    if (expr_op(e->op)->is_aggregate) {
        write_aggregate(s, e);
        return;
    }
    switch (e->op) {
        case OP_AND:
        case OP_OR: write_logic(s, e); return;
        case OP_NOT: write_not(s, e); return;
        case OP_IN: write_in(s, e, false); return;
        case OP_CASE: write_case(s, e); return;
        case OP_CONTAINS:
        case OP_STARTS:
        case OP_ENDS: write_search(s, e); return;
        case OP_BUCKET: write_bucket(s, e); return;
        case OP_PART: write_template(s, s->t->d->parts[e->part], e, 0); return;
        default: break;
    }
    if (!form->text) {
        sql_text_fail(s->t, ERR_UNSUPPORTED, ERR_WORD("this database cannot compute that"));
        return;
    }
    write_template(s, form->text, e, form->level);
}

static int call_level(const SqlScope *s, const Expr *e) {
    switch (e->op) {
        case OP_OR: return LEVEL_OR;
        case OP_AND: return LEVEL_AND;
        case OP_NOT: {
            const Expr *x = e->args[0];
            bool is_test = x->kind == EXPR_CALL && (x->op == OP_IN || x->op == OP_IS_NULL);
            return is_test ? LEVEL_COMPARE : LEVEL_NOT;
        }
        case OP_IN: return LEVEL_COMPARE;
        case OP_CASE:
        case OP_PART: return LEVEL_ATOM;
        default: return s->t->d->ops[e->op].level;
    }
}

static void write_metric(SqlScope *s, const Expr *e, int level) {
    const Metric *metric = &s->t->m->metrics[e->metric];
    const Expr *outer = s->atom_filter;
    s->atom_filter = plan_filter_both(s->t->arena, outer, metric->filter);
    sql_expr(s, metric->expr, level);
    s->atom_filter = outer;
}

void sql_expr(SqlScope *s, const Expr *e, int level) {
    switch (e->kind) {
        case EXPR_COLUMN: sql_scope_column(s, e->column); return;
        case EXPR_METRIC: write_metric(s, e, level); return;
        case EXPR_ROWS: sql_add(s->t, "*"); return;
        case EXPR_PLAN:
            sql_add(s->t, "(");
            sql_select_list(s->t, e->plan, false);
            sql_add(s->t, ")");
            return;
        case EXPR_LITERAL: {
            bool wrap = sql_text_literal_level(&e->literal) <= level;
            if (wrap) sql_add(s->t, "(");
            sql_text_literal(s->t, &e->literal);
            if (wrap) sql_add(s->t, ")");
            return;
        }
        case EXPR_CALL: break;
    }
    bool wrap = call_level(s, e) <= level;
    if (wrap) sql_add(s->t, "(");
    write_call(s, e);
    if (wrap) sql_add(s->t, ")");
}
