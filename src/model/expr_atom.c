#include "model/expr_atom.h"

#include "model/name_words.h"

// Other names by which people and SQL call an operation.
static const struct {
    Str word;
    ExprOp op;
} ALIASES[] = {
    {STR("average"), OP_AVG},       {STR("mean"), OP_AVG},
    {STR("minimum"), OP_MIN},       {STR("maximum"), OP_MAX},
    {STR("len"), OP_LENGTH},        {STR("starts_with"), OP_STARTS},
    {STR("ends_with"), OP_ENDS},    {STR("prefix"), OP_STARTS},
    {STR("suffix"), OP_ENDS},       {STR("stddev_samp"), OP_STDDEV},
    {STR("date_trunc"), OP_BUCKET}, {STR("date_part"), OP_PART},
    {STR("date_diff"), OP_DIFF},
};

bool expr_atom_step(ExprParser *p) { return expr_lex_next(p->text, &p->at, &p->token, p->err); }

bool expr_atom_is_sign(const ExprParser *p, const char *sign) {
    return p->token.kind == TOKEN_SIGN && str_eq(p->token.text, str_from(sign));
}

bool expr_atom_is_word(const ExprParser *p, const char *word) {
    return p->token.kind == TOKEN_NAME && str_eq_nocase(p->token.text, str_from(word));
}

bool expr_atom_unexpected(ExprParser *p, const char *wanted) {
    if (p->token.kind == TOKEN_END) {
        return fail(p->err, ERR_INVALID, "at the end: %s was expected", wanted);
    }
    return fail(p->err, ERR_INVALID, "character %zu: %s was expected, not '" STR_F "'",
                p->token.at + 1, wanted, STR_A(p->token.text));
}

bool expr_atom_sign(ExprParser *p, const char *sign, const char *wanted) {
    return expr_atom_is_sign(p, sign) ? expr_atom_step(p) : expr_atom_unexpected(p, wanted);
}

bool expr_atom_word(ExprParser *p, const char *word) {
    return expr_atom_is_word(p, word) ? expr_atom_step(p) : expr_atom_unexpected(p, word);
}

// A name as the person meant it.
static Str token_name(ExprParser *p) {
    return p->token.kind == TOKEN_QUOTED ? expr_lex_unquote(p->arena, p->token.text, '"')
                                         : p->token.text;
}

static bool is_name(const ExprParser *p) {
    return p->token.kind == TOKEN_NAME || p->token.kind == TOKEN_QUOTED;
}

static bool table_find(ExprParser *p, Str name, size_t at, int *ret_table) {
    *ret_table = model_table(p->m, name);
    if (*ret_table >= 0) return true;
    Nearest near = name_words_nearest(name);
    for (size_t i = 0; i < p->m->table_count; i++) name_words_try(&near, p->m->tables[i].name);
    if (near.name.len == 0) {
        return fail(p->err, ERR_NOT_FOUND, "character %zu: no table `" STR_F "`", at + 1,
                    STR_A(name));
    }
    return fail(p->err, ERR_NOT_FOUND, "character %zu: no table `" STR_F "`; is `" STR_F "` meant?",
                at + 1, STR_A(name), STR_A(near.name));
}

static bool column_missing(ExprParser *p, int table, Str name, size_t at) {
    const ModelTable *t = &p->m->tables[table];
    Nearest near = name_words_nearest(name);
    for (size_t i = 0; i < t->column_count; i++) name_words_try(&near, t->columns[i].name);
    if (near.name.len == 0) {
        return fail(p->err, ERR_NOT_FOUND, "character %zu: no column `" STR_F "` in " STR_F, at + 1,
                    STR_A(name), STR_A(t->name));
    }
    return fail(p->err, ERR_NOT_FOUND,
                "character %zu: no column `" STR_F "` in " STR_F "; is `" STR_F "` meant?", at + 1,
                STR_A(name), STR_A(t->name), STR_A(near.name));
}

static bool column_parse(ExprParser *p, int table, Expr **ret) {
    Str name = token_name(p);
    int column = model_column(&p->m->tables[table], name);
    if (column < 0) return column_missing(p, table, name, p->token.at);
    *ret = expr_column(p->arena, table, column);
    return expr_atom_step(p);
}

// Behind "table.": a column or, in count(), "*".
static bool member_parse(ExprParser *p, Str table_name, size_t at, Expr **ret) {
    int table = -1;
    if (!expr_atom_step(p) || !table_find(p, table_name, at, &table)) return false;
    if (expr_atom_is_sign(p, "*")) {
        *ret = expr_rows(p->arena, table);
        return expr_atom_step(p);
    }
    return is_name(p) ? column_parse(p, table, ret) : expr_atom_unexpected(p, ERR_WORD("a column"));
}

static bool date_parse(ExprParser *p, Expr **ret) {
    Date date = 0;
    if (!date_parse_iso(p->token.text, &date)) {
        return fail(p->err, ERR_INVALID,
                    "character %zu: '" STR_F "' is not a date such as 2026-11-21", p->token.at + 1,
                    STR_A(p->token.text));
    }
    *ret = expr_date(p->arena, date);
    return expr_atom_step(p);
}

static bool literal_parse(ExprParser *p, Expr **ret) {
    int64_t whole = 0;
    double number = 0;
    if (p->token.kind == TOKEN_TEXT) {
        *ret = expr_text(p->arena, expr_lex_unquote(p->arena, p->token.text, '\''));
    } else if (str_to_int(p->token.text, &whole)) {
        *ret = expr_int(p->arena, whole);
    } else if (str_to_float(p->token.text, &number)) {
        *ret = expr_float(p->arena, number);
    } else {
        return fail(p->err, ERR_INVALID, "character %zu: '" STR_F "' is not a number",
                    p->token.at + 1, STR_A(p->token.text));
    }
    return expr_atom_step(p);
}

static bool function_find(Str name, ExprOp *ret_op) {
    for (size_t i = 0; i < COUNT_OF(ALIASES); i++) {
        if (!str_eq_nocase(name, ALIASES[i].word)) continue;
        *ret_op = ALIASES[i].op;
        return true;
    }
    if (!expr_op_from(name, ret_op)) return false;
    // "and(x, y)" would read a keyword of the grammar as a function.
    return *ret_op != OP_AND && *ret_op != OP_OR && *ret_op != OP_NOT && *ret_op != OP_CASE &&
           *ret_op != OP_IN && *ret_op != OP_BETWEEN && *ret_op != OP_LIKE;
}

static bool function_missing(ExprParser *p, Str name, size_t at) {
    Nearest near = name_words_nearest(name);
    for (int op = OP_CONTAINS; op < OP_COUNT_OF; op++) {
        name_words_try(&near, str_from(expr_op((ExprOp)op)->name));
    }
    if (near.name.len == 0) {
        return fail(p->err, ERR_INVALID, "character %zu: there is no function '" STR_F "'", at + 1,
                    STR_A(name));
    }
    return fail(p->err, ERR_INVALID,
                "character %zu: there is no function '" STR_F "'; is '" STR_F "' meant?", at + 1,
                STR_A(name), STR_A(near.name));
}

bool expr_atom_list(ExprParser *p, ExprArgs *args) {
    for (;;) {
        Expr *item = NULL;
        if (!p->whole(p, &item)) return false;
        *vec_push(p->arena, args) = item;
        if (!expr_atom_is_sign(p, ",")) return true;
        if (!expr_atom_step(p)) return false;
    }
}

// The unit is a text in first place: bucket('month', x).
static bool unit_parse(ExprParser *p, ExprOp op, Expr *shape) {
    if (p->token.kind != TOKEN_TEXT)
        return expr_atom_unexpected(p, ERR_WORD("a unit such as 'month'"));
    Str word = p->token.text;
    bool known = false;
    for (int unit = 0; op != OP_PART && unit < DATE_UNIT_COUNT; unit++) {
        if (!str_eq_nocase(word, str_from(date_unit_name((DateUnit)unit)))) continue;
        shape->unit = (DateUnit)unit;
        known = true;
    }
    if (op == OP_PART) known = expr_part_from(word, &shape->part);
    if (!known) return expr_atom_unexpected(p, ERR_WORD("a unit such as 'month'"));
    return expr_atom_step(p) && expr_atom_sign(p, ",", ERR_WORD("a comma"));
}

static bool arity_check(ExprParser *p, const Token *name, const Expr *e) {
    const ExprOpInfo *info = expr_op(e->op);
    int count = (int)e->arg_count;
    if (count >= info->arg_min && (info->arg_max < 0 || count <= info->arg_max)) return true;
    return fail(p->err, ERR_INVALID, "character %zu: %s takes %d value%s, not %d", name->at + 1,
                info->name, info->arg_min, info->arg_min == 1 ? "" : "s", count);
}

static bool is_rows(const Expr *e) { return e->kind == EXPR_ROWS; }

static bool arguments_parse(ExprParser *p, ExprOp op, ExprArgs *args) {
    if (expr_atom_is_sign(p, ")")) return true;
    if (op == OP_COUNT && expr_atom_is_sign(p, "*")) {
        *vec_push(p->arena, args) = expr_rows(p->arena, p->table);
        return expr_atom_step(p);
    }
    return expr_atom_list(p, args);
}

// At the "(" behind a function's name.
static bool call_parse(ExprParser *p, Token name, Expr **ret) {
    Expr shape = {.kind = EXPR_CALL};
    ExprArgs args = {0};
    if (!function_find(name.text, &shape.op)) return function_missing(p, name.text, name.at);
    bool has_unit = shape.op == OP_BUCKET || shape.op == OP_PART || shape.op == OP_DIFF;
    if (!expr_atom_step(p) || (has_unit && !unit_parse(p, shape.op, &shape))) return false;
    if (shape.op == OP_COUNT && expr_atom_is_word(p, "distinct")) {
        shape.op = OP_COUNT_DISTINCT;
        if (!expr_atom_step(p)) return false;
    }
    if (!arguments_parse(p, shape.op, &args)) return false;
    if (!expr_atom_sign(p, ")", ERR_WORD("a closing parenthesis"))) return false;
    Expr *call = expr_call(p->arena, shape.op, args.items, args.count);
    call->unit = shape.unit;
    call->part = shape.part;
    for (size_t i = 0; i < args.count; i++) {
        if (is_rows(args.items[i]) && shape.op != OP_COUNT) {
            return fail(p->err, ERR_INVALID, "character %zu: '*' can only be counted", name.at + 1);
        }
    }
    *ret = call;
    return arity_check(p, &name, call);
}

static bool case_parse(ExprParser *p, Expr **ret) {
    ExprArgs args = {0};
    if (!expr_atom_is_word(p, "when")) return expr_atom_unexpected(p, ERR_WORD("'when'"));
    while (expr_atom_is_word(p, "when")) {
        Expr *condition = NULL, *value = NULL;
        if (!expr_atom_step(p) || !p->whole(p, &condition)) return false;
        if (!expr_atom_word(p, "then") || !p->whole(p, &value)) return false;
        *vec_push(p->arena, &args) = condition;
        *vec_push(p->arena, &args) = value;
    }
    if (expr_atom_is_word(p, "else")) {
        Expr *otherwise = NULL;
        if (!expr_atom_step(p) || !p->whole(p, &otherwise)) return false;
        *vec_push(p->arena, &args) = otherwise;
    }
    *ret = expr_call(p->arena, OP_CASE, args.items, args.count);
    return expr_atom_word(p, "end");
}

// A bare name: a column of the table at hand, then a metric, then what is missing.
static bool name_resolve(ExprParser *p, Token name, Expr **ret) {
    Str text = name.kind == TOKEN_QUOTED ? expr_lex_unquote(p->arena, name.text, '"') : name.text;
    int column = p->table >= 0 ? model_column(&p->m->tables[p->table], text) : -1;
    int metric = column < 0 ? model_metric(p->m, text) : -1;
    if (column >= 0) {
        *ret = expr_column(p->arena, p->table, column);
        return true;
    }
    if (metric >= 0) {
        *ret = expr_metric(p->arena, metric);
        return true;
    }
    if (p->table >= 0) return column_missing(p, p->table, text, name.at);
    return fail(p->err, ERR_NOT_FOUND, "character %zu: `" STR_F "` needs its table", name.at + 1,
                STR_A(text));
}

static bool name_parse(ExprParser *p, Expr **ret) {
    Token name = p->token;
    if (!expr_atom_step(p)) return false;
    if (name.kind == TOKEN_NAME && expr_atom_is_sign(p, "(")) return call_parse(p, name, ret);
    if (name.kind == TOKEN_NAME && p->token.kind == TOKEN_TEXT &&
        str_eq_nocase(name.text, S("date"))) {
        return date_parse(p, ret);
    }
    if (expr_atom_is_sign(p, ".")) {
        Str table =
            name.kind == TOKEN_QUOTED ? expr_lex_unquote(p->arena, name.text, '"') : name.text;
        return member_parse(p, table, name.at, ret);
    }
    if (name.kind == TOKEN_NAME && str_eq_nocase(name.text, S("case"))) return case_parse(p, ret);
    bool is_true = name.kind == TOKEN_NAME && str_eq_nocase(name.text, S("true"));
    bool is_false = name.kind == TOKEN_NAME && str_eq_nocase(name.text, S("false"));
    if (is_true || is_false) {
        *ret = expr_bool(p->arena, is_true);
        return true;
    }
    return name_resolve(p, name, ret);
}

bool expr_atom_parse(ExprParser *p, Expr **ret) {
    if (p->token.kind == TOKEN_NUMBER || p->token.kind == TOKEN_TEXT) return literal_parse(p, ret);
    if (is_name(p)) return name_parse(p, ret);
    if (!expr_atom_is_sign(p, "(")) return expr_atom_unexpected(p, ERR_WORD("a value"));
    if (!expr_atom_step(p) || !p->whole(p, ret)) return false;
    return expr_atom_sign(p, ")", ERR_WORD("a closing parenthesis"));
}
