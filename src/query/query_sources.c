#include "query/query_sources.h"

typedef struct Mark {
    const Model *m;
    bool *read;  // one a table
} Mark;

static void mark_plan(Mark *mark, const Plan *p);

static void mark_table(Mark *mark, int table) {
    if (table >= 0 && (size_t)table < mark->m->table_count) mark->read[table] = true;
}

static void mark_expr(Mark *mark, const Expr *e) {
    if (!e) return;
    if (e->kind == EXPR_PLAN && e->plan) mark_plan(mark, e->plan);
    for (size_t i = 0; i < e->arg_count; i++) mark_expr(mark, e->args[i]);
}

static void mark_plan(Mark *mark, const Plan *p) {
    for (size_t i = 0; i < p->table_count; i++) mark_table(mark, p->tables[i].table);
    for (size_t i = 0; i < p->filter_count; i++) mark_expr(mark, p->filters[i]);
    for (size_t i = 0; i < p->having_count; i++) mark_expr(mark, p->having[i]);
    for (size_t i = 0; i < p->measure_count; i++) mark_expr(mark, p->measures[i].expr);
    for (size_t i = 0; i < p->dimension_count; i++) mark_expr(mark, p->dimensions[i].expr);
    if (p->other) mark_plan(mark, p->other);
    if (p->from) mark_plan(mark, p->from);
}

static TableList list_of(const Mark *mark, Arena *a) {
    TableList list = {.tables = arena_new(a, int, mark->m->table_count)};
    for (size_t t = 0; t < mark->m->table_count; t++) {
        if (mark->read[t]) list.tables[list.count++] = (int)t;
    }
    return list;
}

TableList query_sources_of_plan(const Model *m, const Plan *p, Arena *a) {
    Mark mark = {.m = m, .read = arena_new(a, bool, m->table_count)};
    mark_plan(&mark, p);
    return list_of(&mark, a);
}

static bool is_word_char(char c) {
    unsigned char u = (unsigned char)c;
    return u >= 0x80 || (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z') ||
           (u >= 'A' && u <= 'Z') || u == '_' || u == '$';
}

// Past a comment that begins at *at, if one does.
static bool skip_comment(Str sql, size_t *at) {
    Str rest = str_skip(sql, *at);
    if (str_starts(rest, S("--"))) {
        ptrdiff_t end = str_find_char(rest, '\n');
        *at = end < 0 ? sql.len : *at + (size_t)end;
        return true;
    }
    if (!str_starts(rest, S("/*"))) return false;
    ptrdiff_t end = str_find(str_skip(rest, 2), S("*/"));
    *at = end < 0 ? sql.len : *at + (size_t)end + 4;
    return true;
}

// To just behind the closing quote; a doubled quote is part of the text.
static size_t quote_end(Str sql, size_t at) {
    char quote = sql.ptr[at++];
    while (at < sql.len) {
        if (sql.ptr[at++] != quote) continue;
        if (at >= sql.len || sql.ptr[at] != quote) break;
        at++;
    }
    return at;
}

static Str unquoted(Str name, Arena *a) {
    Str inside = str_slice(name, 1, name.len > 1 ? name.len - 1 : 1);
    char *out = arena_alloc(a, inside.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < inside.len; i++) {
        out[len++] = inside.ptr[i];
        if (inside.ptr[i] == '"') i++;
    }
    return str_of(out, len);
}

// The next name of the statement, bare or in double quotes; false at the end.
static bool next_name(Str sql, size_t *at, Str *ret_raw) {
    while (*at < sql.len) {
        char c = sql.ptr[*at];
        size_t first = *at;
        if (skip_comment(sql, at)) continue;
        if (c == '\'' || c == '"') {
            *at = quote_end(sql, first);
            *ret_raw = str_slice(sql, first, *at);
            if (c == '"') return true;
            continue;
        }
        (*at)++;
        if (!is_word_char(c)) continue;
        while (*at < sql.len && is_word_char(sql.ptr[*at])) (*at)++;
        *ret_raw = str_slice(sql, first, *at);
        return true;
    }
    return false;
}

TableList query_sources_of_sql(const Model *m, Str sql, Arena *a) {
    Mark mark = {.m = m, .read = arena_new(a, bool, m->table_count)};
    Str name;
    size_t at = 0;
    while (next_name(sql, &at, &name)) {
        mark_table(&mark, model_table(m, name.ptr[0] == '"' ? unquoted(name, a) : name));
    }
    return list_of(&mark, a);
}

bool query_sources_are_moving(Str sql) {
    static const Str MOVING[] = {
        STR("random"),
        STR("setseed"),
        STR("uuid"),
        STR("gen_random_uuid"),
        STR("now"),
        STR("today"),
        STR("current_date"),
        STR("current_time"),
        STR("current_timestamp"),
        STR("localtime"),
        STR("localtimestamp"),
        STR("get_current_timestamp"),
        STR("get_current_time"),
        STR("transaction_timestamp"),
        STR("tablesample"),
        STR("sample"),
        STR("uuidv4"),
        STR("uuidv7"),
    };
    Str name;
    size_t at = 0;
    while (next_name(sql, &at, &name)) {
        for (size_t i = 0; i < COUNT_OF(MOVING); i++) {
            if (str_eq_nocase(name, MOVING[i])) return true;
        }
    }
    return false;
}
