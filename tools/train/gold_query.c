#include "gold_query.h"

#include <ctype.h>

#include "base/vec.h"

enum { DEPTH_MAX = 4 };

typedef enum WordKind { WORD_NAME, WORD_TEXT, WORD_NUMBER, WORD_SIGN, WORD_END } WordKind;

typedef struct Word {
    WordKind kind;
    Str text;
} Word;

typedef struct Alias {
    Str name;
    int table;
} Alias;

// The tables in sight: those of this SELECT, then those around it.
typedef struct Scope {
    Alias aliases[GOLD_PARTS_MAX];
    size_t count;
    const struct Scope *around;
} Scope;

typedef struct Reader {
    const Model *m;
    Arena *a;
    Word *words;
    size_t at, count;
    Err *err;
} Reader;

// ---- words ----

static bool is_name_char(char c) { return isalnum((unsigned char)c) || c == '_' || c == '.'; }

static size_t word_read(Str sql, size_t at, Word *w) {
    size_t end = at + 1;
    char c = sql.ptr[at];
    if (c == '\'' || c == '"' || c == '`') {
        while (end < sql.len && sql.ptr[end] != c) end++;
        *w = (Word){c == '`' ? WORD_NAME : WORD_TEXT, str_slice(sql, at + 1, end)};
        return end < sql.len ? end + 1 : end;
    }
    if (is_name_char(c)) {
        while (end < sql.len && is_name_char(sql.ptr[end])) end++;
        double ignored = 0;
        Str text = str_slice(sql, at, end);
        *w = (Word){str_to_float(text, &ignored) ? WORD_NUMBER : WORD_NAME, text};
        return end;
    }
    bool two = end < sql.len && sql.ptr[end] == '=' && (c == '<' || c == '>' || c == '!');
    two = two || (c == '<' && end < sql.len && sql.ptr[end] == '>');
    if (two) end++;
    *w = (Word){WORD_SIGN, str_slice(sql, at, end)};
    return end;
}

static void words_read(Reader *r, Str sql) {
    VEC(Word) words = {0};
    size_t at = 0;
    while (at < sql.len) {
        if (isspace((unsigned char)sql.ptr[at]) || sql.ptr[at] == ';') {
            at++;
            continue;
        }
        at = word_read(sql, at, vec_push(r->a, &words));
    }
    r->count = words.count;
    *vec_push(r->a, &words) = (Word){.kind = WORD_END};
    r->words = words.items;
}

static Word here(const Reader *r) { return r->words[r->at]; }

static bool is_word(const Reader *r, const char *word) {
    Word w = here(r);
    return w.kind != WORD_TEXT && str_eq_nocase(w.text, str_from(word));
}

static bool take(Reader *r, const char *word) {
    if (!is_word(r, word)) return false;
    r->at++;
    return true;
}

static bool lost(Reader *r, const char *wanted) {
    return fail(r->err, ERR_INVALID, "word %zu, '" STR_F "': %s wanted", r->at + 1,
                STR_A(here(r).text), wanted);
}

static bool need(Reader *r, const char *word) { return take(r, word) || lost(r, word); }

// ---- names ----

static bool column_find(const Reader *r, const Scope *s, Str name, ColumnRef *ret) {
    ptrdiff_t dot = str_find_char(name, '.');
    Str owner = dot >= 0 ? str_slice(name, 0, (size_t)dot) : (Str){0};
    Str own = dot >= 0 ? str_skip(name, (size_t)dot + 1) : name;
    for (; s; s = s->around) {
        for (size_t i = 0; i < s->count; i++) {
            const Alias *alias = &s->aliases[i];
            if (owner.len > 0 && !str_eq_nocase(alias->name, owner)) continue;
            int column = model_column(&r->m->tables[alias->table], own);
            if (column < 0) continue;
            *ret = (ColumnRef){.table = alias->table, .column = column};
            return true;
        }
    }
    return false;
}

static bool aggregate_of(Str name, ExprOp *ret) {
    static const struct {
        const char *name;
        ExprOp op;
    } NAMES[] = {
        {"count", OP_COUNT}, {"sum", OP_SUM}, {"avg", OP_AVG}, {"min", OP_MIN}, {"max", OP_MAX}};
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        if (!str_eq_nocase(name, str_from(NAMES[i].name))) continue;
        *ret = NAMES[i].op;
        return true;
    }
    return false;
}

static bool term_read(Reader *r, const Scope *s, GoldTerm *ret) {
    ExprOp op = GOLD_PLAIN;
    *ret = (GoldTerm){.aggregate = GOLD_PLAIN};
    bool called = aggregate_of(here(r).text, &op) && r->at + 1 < r->count &&
                  str_eq(r->words[r->at + 1].text, S("("));
    if (called) {
        r->at += 2;
        ret->aggregate = op;
    }
    ret->distinct = take(r, "distinct");
    if (take(r, "*")) {
        ret->is_rows = true;
    } else if (column_find(r, s, here(r).text, &ret->column)) {
        r->at++;
    } else {
        return lost(r, "a column");
    }
    return !called || need(r, ")");
}

// ---- the clauses ----

static bool query_read(Reader *r, const Scope *around, int depth, GoldQuery **ret);

static bool table_read(Reader *r, Scope *s, GoldQuery *q) {
    int table = model_table(r->m, here(r).text);
    if (table < 0 || s->count == GOLD_PARTS_MAX) return lost(r, "a table");
    Alias *alias = &s->aliases[s->count++];
    *alias = (Alias){.name = here(r).text, .table = table};
    r->at++;
    if (take(r, "as")) {
        alias->name = here(r).text;
        r->at++;
    }
    q->tables[q->table_count++] = table;
    return true;
}

static bool from_read(Reader *r, Scope *s, GoldQuery *q) {
    if (!need(r, "from") || !table_read(r, s, q)) return false;
    while (take(r, "join") || take(r, ",")) {
        if (!table_read(r, s, q)) return false;
        if (!take(r, "on")) continue;
        do {
            GoldTerm left, right;
            if (!term_read(r, s, &left) || !need(r, "=") || !term_read(r, s, &right)) return false;
        } while (take(r, "and"));
    }
    return true;
}

static bool op_read(Reader *r, GoldCondition *c) {
    static const struct {
        const char *sign;
        ExprOp op;
    } SIGNS[] = {{"=", OP_EQ},  {"!=", OP_NE},      {"<>", OP_NE},          {"<", OP_LT},
                 {"<=", OP_LE}, {">", OP_GT},       {">=", OP_GE},          {"like", OP_LIKE},
                 {"in", OP_IN}, {"is", OP_IS_NULL}, {"between", OP_BETWEEN}};
    c->negated = take(r, "not");
    for (size_t i = 0; i < COUNT_OF(SIGNS); i++) {
        if (!take(r, SIGNS[i].sign)) continue;
        c->op = SIGNS[i].op;
        if (c->op == OP_IS_NULL) c->negated = take(r, "not");
        return true;
    }
    return lost(r, "a comparison");
}

static bool value_read(Reader *r, GoldCondition *c) {
    if (here(r).kind == WORD_END || here(r).kind == WORD_SIGN) return lost(r, "a value");
    if (c->value_count < COUNT_OF(c->values)) c->values[c->value_count++] = here(r).text;
    r->at++;
    return true;
}

static bool operand_read(Reader *r, const Scope *s, int depth, GoldCondition *c) {
    if (take(r, "(")) {
        if (is_word(r, "select")) {
            return query_read(r, s, depth + 1, &c->nested) && need(r, ")");
        }
        do {
            if (!value_read(r, c)) return false;
        } while (take(r, ","));
        return need(r, ")");
    }
    if (!value_read(r, c)) return false;
    return c->op != OP_BETWEEN || (need(r, "and") && value_read(r, c));
}

static bool conditions_read(Reader *r, const Scope *s, int depth, GoldCondition *ret,
                            size_t *ret_count, bool *ret_or) {
    bool more = true;
    while (more) {
        if (*ret_count == GOLD_PARTS_MAX) return lost(r, "fewer conditions");
        GoldCondition *c = &ret[(*ret_count)++];
        if (!term_read(r, s, &c->term) || !op_read(r, c) || !operand_read(r, s, depth, c)) {
            return false;
        }
        bool either = is_word(r, "or");
        *ret_or = *ret_or || either;
        more = take(r, "and") || take(r, "or");
    }
    return true;
}

static bool orders_read(Reader *r, const Scope *s, GoldQuery *q) {
    do {
        if (q->order_count == GOLD_PARTS_MAX) return lost(r, "fewer orders");
        if (!term_read(r, s, &q->orders[q->order_count++])) return false;
        if (take(r, "desc")) q->descending = true;
        (void)take(r, "asc");
    } while (take(r, ","));
    return true;
}

static bool groups_read(Reader *r, const Scope *s, GoldQuery *q) {
    do {
        GoldTerm term;
        if (!term_read(r, s, &term)) return false;
        if (q->group_count < GOLD_PARTS_MAX) q->groups[q->group_count++] = term.column;
    } while (take(r, ","));
    return true;
}

static bool set_read(Reader *r, const Scope *around, int depth, GoldQuery *q) {
    q->set_op = take(r, "union")       ? SET_UNION
                : take(r, "intersect") ? SET_INTERSECT
                : take(r, "except")    ? SET_EXCEPT
                                       : SET_NONE;
    return q->set_op == SET_NONE || query_read(r, around, depth, &q->other);
}

// FROM stands behind the list, and the list's columns are those of FROM: it is read first.
static bool select_read(Reader *r, Scope *s, GoldQuery *q) {
    size_t list = r->at;
    int depth = 0;
    while (here(r).kind != WORD_END && (depth > 0 || !is_word(r, "from"))) {
        depth += is_word(r, "(") ? 1 : is_word(r, ")") ? -1 : 0;
        r->at++;
    }
    if (!from_read(r, s, q)) return false;
    size_t behind = r->at;
    r->at = list;
    do {
        if (q->select_count == GOLD_PARTS_MAX) return lost(r, "fewer columns");
        if (!term_read(r, s, &q->select[q->select_count++])) return false;
    } while (take(r, ","));
    if (!is_word(r, "from")) return lost(r, "FROM");
    r->at = behind;
    return true;
}

static bool query_read(Reader *r, const Scope *around, int depth, GoldQuery **ret) {
    Scope s = {.around = around};
    GoldQuery *q = arena_new(r->a, GoldQuery, 1);
    if (depth > DEPTH_MAX) return lost(r, "less nesting");
    if (!need(r, "select")) return false;
    q->distinct = take(r, "distinct");
    if (!select_read(r, &s, q)) return false;
    if (take(r, "where") && !conditions_read(r, &s, depth, q->where, &q->where_count, &q->has_or)) {
        return false;
    }
    if (take(r, "group") && (!need(r, "by") || !groups_read(r, &s, q))) return false;
    bool ignored = false;
    if (take(r, "having") &&
        !conditions_read(r, &s, depth, q->having, &q->having_count, &ignored)) {
        return false;
    }
    if (take(r, "order") && (!need(r, "by") || !orders_read(r, &s, q))) return false;
    if (take(r, "limit")) {
        if (!str_to_int(here(r).text, &q->limit)) return lost(r, "a number");
        r->at++;
    }
    if (!set_read(r, around, depth, q)) return false;
    *ret = q;
    return true;
}

bool gold_query_read(const Model *m, Str sql, Arena *a, GoldQuery **ret, Err *err) {
    Reader r = {.m = m, .a = a, .err = err};
    words_read(&r, sql);
    if (!query_read(&r, NULL, 0, ret)) return false;
    return here(&r).kind == WORD_END || lost(&r, "the end");
}
