#include "model/expr.h"

#include <assert.h>

#include "model/model.h"

static const ExprOpInfo OPS[] = {
    [OP_ADD] = {"+", 2, 2, false},
    [OP_SUB] = {"-", 2, 2, false},
    [OP_MUL] = {"*", 2, 2, false},
    [OP_DIV] = {"/", 2, 2, false},
    [OP_NEG] = {"neg", 1, 1, false},
    [OP_ABS] = {"abs", 1, 1, false},
    [OP_ROUND] = {"round", 1, 2, false},
    [OP_EQ] = {"=", 2, 2, false},
    [OP_NE] = {"<>", 2, 2, false},
    [OP_LT] = {"<", 2, 2, false},
    [OP_LE] = {"<=", 2, 2, false},
    [OP_GT] = {">", 2, 2, false},
    [OP_GE] = {">=", 2, 2, false},
    [OP_BETWEEN] = {"between", 3, 3, false},
    [OP_IN] = {"in", 2, -1, false},
    [OP_IS_NULL] = {"is_null", 1, 1, false},
    [OP_AND] = {"and", 2, -1, false},
    [OP_OR] = {"or", 2, -1, false},
    [OP_NOT] = {"not", 1, 1, false},
    [OP_CONTAINS] = {"contains", 2, 2, false},
    [OP_STARTS] = {"starts", 2, 2, false},
    [OP_ENDS] = {"ends", 2, 2, false},
    [OP_LIKE] = {"like", 2, 2, false},
    [OP_CASE] = {"case", 2, -1, false},
    [OP_COALESCE] = {"coalesce", 1, -1, false},
    [OP_BUCKET] = {"bucket", 1, 1, false},
    [OP_PART] = {"part", 1, 1, false},
    [OP_DIFF] = {"diff", 2, 2, false},
    [OP_LOWER] = {"lower", 1, 1, false},
    [OP_UPPER] = {"upper", 1, 1, false},
    [OP_LENGTH] = {"length", 1, 1, false},
    [OP_CONCAT] = {"concat", 1, -1, false},
    [OP_SUM] = {"sum", 1, 1, true},
    [OP_AVG] = {"avg", 1, 1, true},
    [OP_COUNT] = {"count", 1, 1, true},
    [OP_COUNT_DISTINCT] = {"count_distinct", 1, 1, true},
    [OP_MIN] = {"min", 1, 1, true},
    [OP_MAX] = {"max", 1, 1, true},
    [OP_MEDIAN] = {"median", 1, 1, true},
    [OP_QUANTILE] = {"quantile", 2, 2, true},
    [OP_STDDEV] = {"stddev", 1, 1, true},
};
_Static_assert(COUNT_OF(OPS) == OP_COUNT_OF, "one row an operation");

static const char *const PARTS[] = {
    [PART_YEAR] = "year", [PART_QUARTER] = "quarter", [PART_MONTH] = "month", [PART_WEEK] = "week",
    [PART_DAY] = "day",   [PART_WEEKDAY] = "weekday", [PART_HOUR] = "hour",
};

const ExprOpInfo *expr_op(ExprOp op) {
    assert((size_t)op < COUNT_OF(OPS));
    return &OPS[op];
}

bool expr_op_from(Str name, ExprOp *ret_op) {
    for (size_t i = 0; i < COUNT_OF(OPS); i++) {
        if (!str_eq_nocase(name, str_from(OPS[i].name))) continue;
        *ret_op = (ExprOp)i;
        return true;
    }
    return false;
}

const char *expr_part_name(DatePart part) {
    assert((size_t)part < COUNT_OF(PARTS));
    return PARTS[part];
}

bool expr_part_from(Str name, DatePart *ret_part) {
    for (size_t i = 0; i < COUNT_OF(PARTS); i++) {
        if (!str_eq_nocase(name, str_from(PARTS[i]))) continue;
        *ret_part = (DatePart)i;
        return true;
    }
    return false;
}

static Expr *expr_new(Arena *a, ExprKind kind) {
    Expr *e = arena_new(a, Expr, 1);
    e->kind = kind;
    return e;
}

Expr *expr_column(Arena *a, int table, int column) {
    Expr *e = expr_new(a, EXPR_COLUMN);
    e->column = (ColumnRef){.table = table, .column = column};
    return e;
}

Expr *expr_rows(Arena *a, int table) {
    Expr *e = expr_new(a, EXPR_ROWS);
    e->column = (ColumnRef){.table = table, .column = -1};
    return e;
}

Expr *expr_metric(Arena *a, int metric) {
    Expr *e = expr_new(a, EXPR_METRIC);
    e->metric = metric;
    return e;
}

static Expr *literal_new(Arena *a, Value value) {
    Expr *e = expr_new(a, EXPR_LITERAL);
    e->literal = value;
    return e;
}

Expr *expr_int(Arena *a, int64_t value) {
    return literal_new(a, (Value){.type = TYPE_INT, .i = value, .f = (double)value});
}

Expr *expr_float(Arena *a, double value) {
    return literal_new(a, (Value){.type = TYPE_FLOAT, .f = value});
}

Expr *expr_text(Arena *a, Str value) {
    return literal_new(a, (Value){.type = TYPE_TEXT, .s = str_dup(a, value)});
}

Expr *expr_date(Arena *a, Date value) {
    return literal_new(a, (Value){.type = TYPE_DATE, .i = value});
}

Expr *expr_bool(Arena *a, bool value) {
    return literal_new(a, (Value){.type = TYPE_BOOL, .i = value});
}

Expr *expr_call(Arena *a, ExprOp op, Expr *const *args, size_t count) {
    Expr *e = expr_new(a, EXPR_CALL);
    e->op = op;
    e->args = arena_new(a, Expr *, count);
    for (size_t i = 0; i < count; i++) e->args[i] = args[i];
    e->arg_count = count;
    return e;
}

Expr *expr_call1(Arena *a, ExprOp op, Expr *x) { return expr_call(a, op, &x, 1); }

Expr *expr_call2(Arena *a, ExprOp op, Expr *x, Expr *y) {
    return expr_call(a, op, (Expr *const[]){x, y}, 2);
}

Expr *expr_bucket(Arena *a, Expr *x, DateUnit unit) {
    Expr *e = expr_call1(a, OP_BUCKET, x);
    e->unit = unit;
    return e;
}

Expr *expr_part(Arena *a, Expr *x, DatePart part) {
    Expr *e = expr_call1(a, OP_PART, x);
    e->part = part;
    return e;
}

Expr *expr_plan(Arena *a, Plan *plan) {
    Expr *e = expr_new(a, EXPR_PLAN);
    e->plan = plan;
    return e;
}

Expr *expr_copy(Arena *a, const Expr *e) {
    if (!e) return NULL;
    Expr *copy = arena_new(a, Expr, 1);
    *copy = *e;
    if (e->kind == EXPR_LITERAL && e->literal.type == TYPE_TEXT) {
        copy->literal.s = str_dup(a, e->literal.s);
    }
    copy->args = arena_new(a, Expr *, e->arg_count);
    for (size_t i = 0; i < e->arg_count; i++) copy->args[i] = expr_copy(a, e->args[i]);
    return copy;
}

static bool value_equal(const Value *x, const Value *y) {
    if (x->type != y->type || x->is_null != y->is_null) return false;
    if (x->is_null) return true;
    if (x->type == TYPE_TEXT) return str_eq(x->s, y->s);
    if (x->type == TYPE_FLOAT) return !(x->f < y->f) && !(x->f > y->f);
    return x->i == y->i;
}

static bool column_equal(ColumnRef x, ColumnRef y) {
    return x.table == y.table && x.column == y.column && x.instance == y.instance;
}

static bool call_equal(const Expr *x, const Expr *y) {
    if (x->op != y->op || x->arg_count != y->arg_count) return false;
    if ((x->op == OP_BUCKET || x->op == OP_DIFF) && x->unit != y->unit) return false;
    if (x->op == OP_PART && x->part != y->part) return false;
    for (size_t i = 0; i < x->arg_count; i++) {
        if (!expr_equal(x->args[i], y->args[i])) return false;
    }
    return true;
}

bool expr_equal(const Expr *x, const Expr *y) {
    if (x == y) return true;
    if (!x || !y || x->kind != y->kind) return false;
    switch (x->kind) {
        case EXPR_COLUMN:
        case EXPR_ROWS: return column_equal(x->column, y->column);
        case EXPR_LITERAL: return value_equal(&x->literal, &y->literal);
        case EXPR_CALL: return call_equal(x, y);
        case EXPR_METRIC: return x->metric == y->metric;
        case EXPR_PLAN: return x->plan == y->plan;
    }
    return false;
}

bool expr_has_aggregate(const Expr *e) {
    if (!e) return false;
    if (e->kind == EXPR_METRIC) return true;
    if (e->kind != EXPR_CALL) return false;
    if (OPS[e->op].is_aggregate) return true;
    for (size_t i = 0; i < e->arg_count; i++) {
        if (expr_has_aggregate(e->args[i])) return true;
    }
    return false;
}

// A metric's text can name only metrics that come before it, so this ends.
void expr_columns(const Model *m, const Expr *e, void (*see)(void *ctx, ColumnRef c), void *ctx) {
    if (!e) return;
    if (e->kind == EXPR_COLUMN) see(ctx, e->column);
    if (e->kind == EXPR_METRIC) {
        expr_columns(m, m->metrics[e->metric].expr, see, ctx);
        expr_columns(m, m->metrics[e->metric].filter, see, ctx);
    }
    for (size_t i = 0; i < e->arg_count; i++) expr_columns(m, e->args[i], see, ctx);
}
