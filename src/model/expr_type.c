#include <assert.h>

#include "model/model.h"

// The type of a value, or that it is not known here (a nested plan's, a null's): such a value
// fits everywhere.
typedef struct Typed {
    ColumnType type;
    bool any;
} Typed;

typedef struct Checker {
    const Model *m;
    Err *err;
    bool in_aggregate;
    int budget;  // nodes that may still be looked at: metrics of metrics can grow without end
} Checker;

static bool node_type(Checker *c, const Expr *e, Typed *ret);

static const Typed ANY = {.type = TYPE_FLOAT, .any = true};
static Typed typed(ColumnType type) { return (Typed){.type = type}; }

static bool is_number(Typed t) { return t.any || t.type == TYPE_INT || t.type == TYPE_FLOAT; }
static bool is_text(Typed t) { return t.any || t.type == TYPE_TEXT; }
static bool is_bool(Typed t) { return t.any || t.type == TYPE_BOOL; }
static bool is_day(Typed t) { return t.type == TYPE_DATE || t.type == TYPE_TIMESTAMP; }

static bool is_comparable(Typed x, Typed y) {
    if (x.any || y.any) return true;
    if (is_number(x) && is_number(y)) return true;
    if (is_day(x) && is_day(y)) return true;
    return x.type == y.type;
}

// "sum of text `city`": the operand as a person knows it.
static bool misfit(Checker *c, const Expr *call, size_t at, const char *wanted, Typed got) {
    enum { SHOWN_MAX = 200 };
    Buf shown;
    buf_init(&shown, SHOWN_MAX);
    expr_write(&shown, c->m, call->args[at]);
    fail(c->err, ERR_INVALID, "%s of %s `" STR_F "`: %s was expected", expr_op(call->op)->name,
         column_type_name(got.type), STR_A(buf_str(&shown)), wanted);
    buf_done(&shown);
    return false;
}

static bool operand_type(Checker *c, const Expr *call, size_t at, bool (*is)(Typed),
                         const char *wanted, Typed *ret) {
    if (!node_type(c, call->args[at], ret)) return false;
    return is(*ret) || misfit(c, call, at, wanted, *ret);
}

static bool operands_check(Checker *c, const Expr *call, bool (*is)(Typed), const char *wanted) {
    Typed t = ANY;
    for (size_t i = 0; i < call->arg_count; i++) {
        if (!operand_type(c, call, i, is, wanted, &t)) return false;
    }
    return true;
}

// Whole numbers stay whole, except divided or rounded to places.
static bool arithmetic_type(Checker *c, const Expr *e, Typed *ret) {
    bool whole = e->op != OP_DIV && !(e->op == OP_ROUND && e->arg_count > 1);
    for (size_t i = 0; i < e->arg_count; i++) {
        Typed t = ANY;
        if (!operand_type(c, e, i, is_number, "a number", &t)) return false;
        if (t.any || t.type == TYPE_FLOAT) whole = false;
    }
    *ret = typed(whole ? TYPE_INT : TYPE_FLOAT);
    return true;
}

// Days may be added to a date, and two dates subtracted.
static bool sum_type(Checker *c, const Expr *e, Typed *ret) {
    Typed x = ANY, y = ANY;
    if (!node_type(c, e->args[0], &x) || !node_type(c, e->args[1], &y)) return false;
    bool x_date = !x.any && x.type == TYPE_DATE;
    bool x_whole = !x.any && x.type == TYPE_INT, y_whole = !y.any && y.type == TYPE_INT;
    if (x_date && y_whole) {
        *ret = typed(TYPE_DATE);
    } else if (x_date && e->op == OP_SUB && !y.any && y.type == TYPE_DATE) {
        *ret = typed(TYPE_INT);
    } else if (!is_number(x) || !is_number(y)) {
        return is_number(x) ? misfit(c, e, 1, ERR_WORD("a number"), y)
                            : misfit(c, e, 0, ERR_WORD("a number"), x);
    } else {
        *ret = typed(x_whole && y_whole ? TYPE_INT : TYPE_FLOAT);
    }
    return true;
}

static bool compare_type(Checker *c, const Expr *e, Typed *ret) {
    Typed first = ANY;
    if (!node_type(c, e->args[0], &first)) return false;
    for (size_t i = 1; i < e->arg_count; i++) {
        Typed other = ANY;
        if (!node_type(c, e->args[i], &other)) return false;
        if (is_comparable(first, other)) continue;
        return fail(c->err, ERR_INVALID, "%s cannot be compared with %s",
                    column_type_name(first.type), column_type_name(other.type));
    }
    *ret = typed(TYPE_BOOL);
    return true;
}

// The value at `at` must be of one type with those before it.
static bool merge_type(Checker *c, const Expr *e, Typed *merged, size_t at) {
    Typed t = ANY;
    if (!node_type(c, e->args[at], &t)) return false;
    if (!is_comparable(*merged, t)) {
        return fail(c->err, ERR_INVALID, "%s gives %s here and %s there", expr_op(e->op)->name,
                    column_type_name(merged->type), column_type_name(t.type));
    }
    if (merged->any || (!t.any && t.type == TYPE_FLOAT)) *merged = t;
    return true;
}

static bool case_type(Checker *c, const Expr *e, Typed *ret) {
    Typed merged = ANY, condition = ANY;
    size_t pairs = e->arg_count / 2;
    for (size_t i = 0; i < pairs; i++) {
        if (!operand_type(c, e, 2 * i, is_bool, ERR_WORD("a condition"), &condition)) return false;
        if (!merge_type(c, e, &merged, 2 * i + 1)) return false;
    }
    if (e->arg_count % 2 == 1 && !merge_type(c, e, &merged, e->arg_count - 1)) return false;
    *ret = merged;
    return true;
}

static bool coalesce_type(Checker *c, const Expr *e, Typed *ret) {
    Typed merged = ANY;
    for (size_t i = 0; i < e->arg_count; i++) {
        if (!merge_type(c, e, &merged, i)) return false;
    }
    *ret = merged;
    return true;
}

static bool is_anything(Typed t) {
    (void)t;
    return true;
}

static bool is_day_or_any(Typed t) { return t.any || is_day(t); }
static bool is_summable(Typed t) { return is_number(t) || t.type == TYPE_BOOL; }

static bool aggregate_operand_type(Checker *c, const Expr *e, Typed *ret) {
    bool is_count = e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT;
    *ret = typed(is_count ? TYPE_INT : TYPE_FLOAT);
    if (e->op == OP_COUNT && e->args[0]->kind == EXPR_ROWS) return true;

    bool takes_flag = e->op == OP_SUM || e->op == OP_AVG;
    bool takes_any = is_count || e->op == OP_MIN || e->op == OP_MAX;
    bool (*is)(Typed) = takes_any ? is_anything : takes_flag ? is_summable : is_number;
    Typed t = ANY, fraction = ANY;
    if (!operand_type(c, e, 0, is, ERR_WORD("a number"), &t)) return false;
    if (e->op == OP_QUANTILE &&
        !operand_type(c, e, 1, is_number, ERR_WORD("a number"), &fraction)) {
        return false;
    }
    if (e->op == OP_MIN || e->op == OP_MAX) *ret = t;
    if (e->op == OP_SUM && !t.any && t.type != TYPE_FLOAT) *ret = typed(TYPE_INT);
    return true;
}

static bool aggregate_type(Checker *c, const Expr *e, Typed *ret) {
    if (c->in_aggregate) {
        return fail(c->err, ERR_INVALID, "%s stands inside another aggregate",
                    expr_op(e->op)->name);
    }
    c->in_aggregate = true;
    bool good = aggregate_operand_type(c, e, ret);
    c->in_aggregate = false;
    return good;
}

typedef enum Rule {
    RULE_ARITHMETIC,
    RULE_SUM,
    RULE_COMPARE,
    RULE_LOGIC,
    RULE_TEXTS,
    RULE_ANY_TO_BOOL,
    RULE_CASE,
    RULE_COALESCE,
    RULE_DAY,
    RULE_TEXT,
    RULE_ANY_TO_TEXT,
    RULE_AGGREGATE,
} Rule;

static const Rule RULES[OP_COUNT_OF] = {
    [OP_ADD] = RULE_SUM,           [OP_SUB] = RULE_SUM,
    [OP_MUL] = RULE_ARITHMETIC,    [OP_DIV] = RULE_ARITHMETIC,
    [OP_NEG] = RULE_ARITHMETIC,    [OP_ABS] = RULE_ARITHMETIC,
    [OP_ROUND] = RULE_ARITHMETIC,  [OP_EQ] = RULE_COMPARE,
    [OP_NE] = RULE_COMPARE,        [OP_LT] = RULE_COMPARE,
    [OP_LE] = RULE_COMPARE,        [OP_GT] = RULE_COMPARE,
    [OP_GE] = RULE_COMPARE,        [OP_BETWEEN] = RULE_COMPARE,
    [OP_IN] = RULE_COMPARE,        [OP_IS_NULL] = RULE_ANY_TO_BOOL,
    [OP_AND] = RULE_LOGIC,         [OP_OR] = RULE_LOGIC,
    [OP_NOT] = RULE_LOGIC,         [OP_CONTAINS] = RULE_TEXTS,
    [OP_STARTS] = RULE_TEXTS,      [OP_ENDS] = RULE_TEXTS,
    [OP_LIKE] = RULE_TEXTS,        [OP_CASE] = RULE_CASE,
    [OP_COALESCE] = RULE_COALESCE, [OP_BUCKET] = RULE_DAY,
    [OP_PART] = RULE_DAY,          [OP_DIFF] = RULE_DAY,
    [OP_LOWER] = RULE_TEXT,        [OP_UPPER] = RULE_TEXT,
    [OP_LENGTH] = RULE_TEXT,       [OP_CONCAT] = RULE_ANY_TO_TEXT,
    [OP_SUM] = RULE_AGGREGATE,     [OP_AVG] = RULE_AGGREGATE,
    [OP_COUNT] = RULE_AGGREGATE,   [OP_COUNT_DISTINCT] = RULE_AGGREGATE,
    [OP_MIN] = RULE_AGGREGATE,     [OP_MAX] = RULE_AGGREGATE,
    [OP_MEDIAN] = RULE_AGGREGATE,  [OP_QUANTILE] = RULE_AGGREGATE,
    [OP_STDDEV] = RULE_AGGREGATE,
};

static bool call_type(Checker *c, const Expr *e, Typed *ret) {
    switch (RULES[e->op]) {
        case RULE_ARITHMETIC: return arithmetic_type(c, e, ret);
        case RULE_SUM: return sum_type(c, e, ret);
        case RULE_COMPARE: return compare_type(c, e, ret);
        case RULE_CASE: return case_type(c, e, ret);
        case RULE_COALESCE: return coalesce_type(c, e, ret);
        case RULE_AGGREGATE: return aggregate_type(c, e, ret);
        case RULE_LOGIC:
            *ret = typed(TYPE_BOOL);
            return operands_check(c, e, is_bool, ERR_WORD("a condition"));
        case RULE_TEXTS:
            *ret = typed(TYPE_BOOL);
            return operands_check(c, e, is_text, ERR_WORD("a text"));
        case RULE_ANY_TO_BOOL:
            *ret = typed(TYPE_BOOL);
            return operands_check(c, e, is_anything, ERR_WORD("a value"));
        case RULE_DAY:
            *ret = typed(e->op == OP_BUCKET ? TYPE_DATE : TYPE_INT);
            return operands_check(c, e, is_day_or_any, ERR_WORD("a date"));
        case RULE_TEXT:
            *ret = typed(e->op == OP_LENGTH ? TYPE_INT : TYPE_TEXT);
            return operands_check(c, e, is_text, ERR_WORD("a text"));
        case RULE_ANY_TO_TEXT:
            *ret = typed(TYPE_TEXT);
            return operands_check(c, e, is_anything, ERR_WORD("a value"));
    }
    return false;
}

static bool metric_type(Checker *c, const Expr *e, Typed *ret) {
    if (c->in_aggregate) {
        return fail(c->err, ERR_INVALID, "metric `" STR_F "` stands inside an aggregate",
                    STR_A(c->m->metrics[e->metric].name));
    }
    return node_type(c, c->m->metrics[e->metric].expr, ret);
}

static bool node_type(Checker *c, const Expr *e, Typed *ret) {
    if (c->budget-- <= 0) {
        return fail(c->err, ERR_LIMIT, "the expression is larger than %d parts with its metrics",
                    EXPR_NODES_MAX);
    }
    switch (e->kind) {
        case EXPR_COLUMN:
            *ret = e->column.table < 0 ? ANY : typed(model_at(c->m, e->column)->type);
            return true;
        case EXPR_LITERAL: *ret = e->literal.is_null ? ANY : typed(e->literal.type); return true;
        case EXPR_CALL: return call_type(c, e, ret);
        case EXPR_METRIC: return metric_type(c, e, ret);
        case EXPR_ROWS: return fail(c->err, ERR_INVALID, "'*' can only be counted");
        case EXPR_PLAN: *ret = ANY; return true;
    }
    return false;
}

bool expr_type(const Model *m, const Expr *e, ColumnType *ret_type, Err *err) {
    assert(e);
    Checker c = {.m = m, .err = err, .budget = EXPR_NODES_MAX};
    Typed t = ANY;
    if (!node_type(&c, e, &t)) return false;
    *ret_type = t.type;
    return true;
}
