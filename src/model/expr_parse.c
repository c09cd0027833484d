// A parser by recursive descent, one function a line of the grammar in expr.h.
#include <assert.h>

#include "model/expr_atom.h"

static bool or_parse(ExprParser *p, Expr **ret);

static bool deeper(ExprParser *p) {
    if (++p->depth <= EXPR_DEPTH_MAX) return true;
    return fail(p->err, ERR_LIMIT, "the expression is nested deeper than %d", EXPR_DEPTH_MAX);
}

// "-5" is the literal, so that what was written reads back as the same tree.
static Expr *negate(Arena *a, Expr *e) {
    bool is_number = e->kind == EXPR_LITERAL && !e->literal.is_null;
    if (is_number && e->literal.type == TYPE_INT) return expr_int(a, -e->literal.i);
    if (is_number && e->literal.type == TYPE_FLOAT) return expr_float(a, -e->literal.f);
    return expr_call1(a, OP_NEG, e);
}

static bool unary_parse(ExprParser *p, Expr **ret) {
    if (!expr_atom_is_sign(p, "-")) return expr_atom_parse(p, ret);
    Expr *x = NULL;
    if (!deeper(p) || !expr_atom_step(p) || !unary_parse(p, &x)) return false;
    p->depth--;
    *ret = negate(p->arena, x);
    return true;
}

static bool product_parse(ExprParser *p, Expr **ret) {
    Expr *x = NULL, *y = NULL;
    if (!unary_parse(p, &x)) return false;
    while (expr_atom_is_sign(p, "*") || expr_atom_is_sign(p, "/")) {
        ExprOp op = expr_atom_is_sign(p, "*") ? OP_MUL : OP_DIV;
        if (!expr_atom_step(p) || !unary_parse(p, &y)) return false;
        x = expr_call2(p->arena, op, x, y);
    }
    *ret = x;
    return true;
}

static bool sum_parse(ExprParser *p, Expr **ret) {
    Expr *x = NULL, *y = NULL;
    if (!product_parse(p, &x)) return false;
    while (expr_atom_is_sign(p, "+") || expr_atom_is_sign(p, "-")) {
        ExprOp op = expr_atom_is_sign(p, "+") ? OP_ADD : OP_SUB;
        if (!expr_atom_step(p) || !product_parse(p, &y)) return false;
        x = expr_call2(p->arena, op, x, y);
    }
    *ret = x;
    return true;
}

static const struct {
    const char *sign;
    ExprOp op;
} COMPARISONS[] = {
    {"=", OP_EQ}, {"<>", OP_NE}, {"!=", OP_NE}, {"<=", OP_LE},
    {"<", OP_LT}, {">=", OP_GE}, {">", OP_GT},
};

// A text beside a date means that date: "order_date >= '2026-01-01'".
static void date_coerce(Arena *a, const Model *m, Expr *call) {
    ColumnType type = TYPE_TEXT;
    Err ignored = {0};
    bool has_time = false;
    for (size_t i = 0; i < call->arg_count && !has_time; i++) {
        has_time = expr_type(m, call->args[i], &type, &ignored) &&
                   (type == TYPE_DATE || type == TYPE_TIMESTAMP);
    }
    for (size_t i = 0; has_time && i < call->arg_count; i++) {
        const Expr *e = call->args[i];
        Date date = 0;
        if (e->kind != EXPR_LITERAL || e->literal.type != TYPE_TEXT) continue;
        if (date_parse_iso(e->literal.s, &date)) call->args[i] = expr_date(a, date);
    }
}

static Expr *compare_new(ExprParser *p, ExprOp op, const ExprArgs *args, bool negated) {
    Expr *e = expr_call(p->arena, op, args->items, args->count);
    date_coerce(p->arena, p->m, e);
    return negated ? expr_call1(p->arena, OP_NOT, e) : e;
}

static bool in_parse(ExprParser *p, ExprArgs *args) {
    return expr_atom_step(p) && expr_atom_sign(p, "(", ERR_WORD("a list in parentheses")) &&
           expr_atom_list(p, args) && expr_atom_sign(p, ")", ERR_WORD("a closing parenthesis"));
}

static bool between_parse(ExprParser *p, ExprArgs *args) {
    Expr *low = NULL, *high = NULL;
    if (!expr_atom_step(p) || !sum_parse(p, &low)) return false;
    if (!expr_atom_word(p, "and") || !sum_parse(p, &high)) return false;
    *vec_push(p->arena, args) = low;
    *vec_push(p->arena, args) = high;
    return true;
}

static bool like_parse(ExprParser *p, ExprArgs *args) {
    Expr *pattern = NULL;
    if (!expr_atom_step(p)) return false;
    if (p->token.kind != TOKEN_TEXT)
        return expr_atom_unexpected(p, ERR_WORD("a pattern in quotes"));
    if (!expr_atom_parse(p, &pattern)) return false;
    *vec_push(p->arena, args) = pattern;
    return true;
}

static bool null_parse(ExprParser *p, Expr *x, Expr **ret) {
    if (!expr_atom_step(p)) return false;
    bool negated = expr_atom_is_word(p, "not");
    if (negated && !expr_atom_step(p)) return false;
    Expr *e = expr_call1(p->arena, OP_IS_NULL, x);
    *ret = negated ? expr_call1(p->arena, OP_NOT, e) : e;
    return expr_atom_word(p, "null");
}

static bool sign_compare_parse(ExprParser *p, ExprArgs *args, Expr **ret) {
    for (size_t i = 0; i < COUNT_OF(COMPARISONS); i++) {
        if (!expr_atom_is_sign(p, COMPARISONS[i].sign)) continue;
        Expr *y = NULL;
        if (!expr_atom_step(p) || !sum_parse(p, &y)) return false;
        *vec_push(p->arena, args) = y;
        *ret = compare_new(p, COMPARISONS[i].op, args, false);
        return true;
    }
    *ret = args->items[0];
    return true;
}

// Behind the left side, where a word stands.
static bool word_compare_parse(ExprParser *p, ExprArgs *args, Expr **ret) {
    bool negated = expr_atom_is_word(p, "not");
    if (negated && !expr_atom_step(p)) return false;
    ExprOp op = OP_NOT;
    bool good = false;
    if (expr_atom_is_word(p, "in")) {
        op = OP_IN;
        good = in_parse(p, args);
    } else if (expr_atom_is_word(p, "between")) {
        op = OP_BETWEEN;
        good = between_parse(p, args);
    } else if (expr_atom_is_word(p, "like")) {
        op = OP_LIKE;
        good = like_parse(p, args);
    } else {
        return expr_atom_unexpected(p, ERR_WORD("'in', 'between' or 'like'"));
    }
    if (good) *ret = compare_new(p, op, args, negated);
    return good;
}

static bool compare_parse(ExprParser *p, Expr **ret) {
    Expr *x = NULL;
    if (!sum_parse(p, &x)) return false;
    if (expr_atom_is_word(p, "is")) return null_parse(p, x, ret);
    ExprArgs args = {0};
    *vec_push(p->arena, &args) = x;
    bool has_word = expr_atom_is_word(p, "not") || expr_atom_is_word(p, "in") ||
                    expr_atom_is_word(p, "between") || expr_atom_is_word(p, "like");
    return has_word ? word_compare_parse(p, &args, ret) : sign_compare_parse(p, &args, ret);
}

static bool not_parse(ExprParser *p, Expr **ret) {
    if (!expr_atom_is_word(p, "not")) return compare_parse(p, ret);
    Expr *x = NULL;
    if (!deeper(p) || !expr_atom_step(p) || !not_parse(p, &x)) return false;
    p->depth--;
    *ret = expr_call1(p->arena, OP_NOT, x);
    return true;
}

static bool and_parse(ExprParser *p, Expr **ret) {
    Expr *x = NULL, *y = NULL;
    if (!not_parse(p, &x)) return false;
    while (expr_atom_is_word(p, "and")) {
        if (!expr_atom_step(p) || !not_parse(p, &y)) return false;
        x = expr_call2(p->arena, OP_AND, x, y);
    }
    *ret = x;
    return true;
}

static bool or_parse(ExprParser *p, Expr **ret) {
    Expr *x = NULL, *y = NULL;
    if (!deeper(p) || !and_parse(p, &x)) return false;
    while (expr_atom_is_word(p, "or")) {
        if (!expr_atom_step(p) || !and_parse(p, &y)) return false;
        x = expr_call2(p->arena, OP_OR, x, y);
    }
    p->depth--;
    *ret = x;
    return true;
}

bool expr_parse(const Model *m, int table, Str text, Arena *a, Expr **ret_expr, Err *err) {
    assert(table < (int)m->table_count);
    if (text.len > EXPR_TEXT_MAX) {
        return fail(err, ERR_LIMIT, "an expression has at most %d characters, this has %zu",
                    EXPR_TEXT_MAX, text.len);
    }
    ExprParser p = {
        .m = m, .table = table, .text = text, .arena = a, .err = err, .whole = or_parse};
    Expr *e = NULL;
    ColumnType type = TYPE_TEXT;
    if (!expr_atom_step(&p) || !or_parse(&p, &e)) return false;
    if (p.token.kind != TOKEN_END) return expr_atom_unexpected(&p, "the end");
    if (!expr_type(m, e, &type, err)) return false;
    *ret_expr = e;
    return true;
}
