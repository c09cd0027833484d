#include "flow/result_page.h"

#include <assert.h>
#include <inttypes.h>

enum { TIES_MAX = 64 };

// A statement whose columns are known.
typedef struct Paging {
    Workspace *w;
    const Snapshot *s;
    const ResultPageRequest *request;
    const Table *columns;  // no rows
    Arena *a;
    Err *err;
} Paging;

typedef enum Operand { OPERAND_NONE, OPERAND_ONE, OPERAND_TWO, OPERAND_LIST } Operand;

// Conditions as they are written around a column; %c and %v are put in.
typedef struct Condition {
    const char *name;
    Operand operand;
    const char *before, *between, *after;  // before COLUMN between VALUE after
    bool is_text;                          // compares texts, whatever the column holds
} Condition;

static const Condition CONDITIONS[] = {
    {"=", OPERAND_ONE, "", " = ", "", false},
    {"!=", OPERAND_ONE, "", " IS DISTINCT FROM ", "", false},
    {"<", OPERAND_ONE, "", " < ", "", false},
    {"<=", OPERAND_ONE, "", " <= ", "", false},
    {">", OPERAND_ONE, "", " > ", "", false},
    {">=", OPERAND_ONE, "", " >= ", "", false},
    {"contains", OPERAND_ONE, "contains(lower(CAST(", " AS VARCHAR)), lower(", "))", true},
    {"starts", OPERAND_ONE, "starts_with(lower(CAST(", " AS VARCHAR)), lower(", "))", true},
    {"in", OPERAND_LIST, "", " IN (", ")", false},
    {"between", OPERAND_TWO, "", " BETWEEN ", "", false},
    {"empty", OPERAND_NONE, "", " IS NULL", "", false},
    {"not_empty", OPERAND_NONE, "", " IS NOT NULL", "", false},
};

static const Condition *condition_find(Str name) {
    for (size_t i = 0; i < COUNT_OF(CONDITIONS); i++) {
        if (str_eq(name, str_from(CONDITIONS[i].name))) return &CONDITIONS[i];
    }
    return NULL;
}

static Str text_of(const Json *value) {
    if (!json_is_string(value)) return (Str){0};
    return str_of(json_string_value(value), json_string_length(value));
}

static bool column_find(const Paging *p, const Json *named, const Column **ret) {
    json_int_t place = json_is_integer(named) ? json_integer_value(named) : -1;
    if (json_is_string(named)) place = table_column(p->columns, text_of(named));
    if (place >= 0 && (size_t)place < p->columns->column_count) {
        *ret = &p->columns->columns[place];
        return true;
    }
    return fail(p->err, ERR_INVALID, "the result has no column '" STR_F "'", STR_A(text_of(named)));
}

// A JSON value as a literal that the column can be compared with.
static bool value_write(const Paging *p, const Column *c, bool as_text, const Json *value,
                        Buf *out) {
    bool number = c->type == TYPE_INT || c->type == TYPE_FLOAT;
    double parsed = 0;
    if (json_is_string(value)) {
        Date day = 0;
        bool day_wanted = !as_text && (c->type == TYPE_DATE || c->type == TYPE_TIMESTAMP);
        bool fits =
            as_text ||
            (number ? str_to_float(text_of(value), &parsed)
                    : !day_wanted || date_parse_iso(str_slice(text_of(value), 0, 10), &day));
        if (fits && !as_text && number) {
            buf_add_float(out, parsed);
            return true;
        }
        if (fits) {
            engine_quote_text(out, day_wanted ? str_slice(text_of(value), 0, 26) : text_of(value));
            return true;
        }
    } else if (json_is_integer(value) && !as_text && number) {
        buf_add_int(out, json_integer_value(value));
        return true;
    } else if (json_is_real(value) && !as_text && number) {
        buf_add_float(out, json_real_value(value));
        return true;
    } else if (json_is_boolean(value) && c->type == TYPE_BOOL) {
        buf_add_z(out, json_is_true(value) ? "true" : "false");
        return true;
    }
    return fail(p->err, ERR_INVALID,
                "column '" STR_F "' can't be compared with that value: it is %s", STR_A(c->name),
                column_type_name(c->type));
}

static bool values_write(const Paging *p, const Condition *k, const Column *c, const Json *list,
                         Buf *out) {
    size_t count = json_array_size(list);
    size_t wanted = k->operand == OPERAND_TWO ? 2 : count;
    if (!json_is_array(list) || count == 0 || count != wanted || count > 1000) {
        return fail(p->err, ERR_INVALID, "'%s' takes a list of %s values", k->name,
                    k->operand == OPERAND_TWO ? ERR_WORD("two") : ERR_WORD("1 to 1000"));
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buf_add_z(out, k->operand == OPERAND_TWO ? " AND " : ", ");
        if (!value_write(p, c, false, json_array_get(list, i), out)) return false;
    }
    return true;
}

static bool condition_write(const Paging *p, const Json *item, Buf *out) {
    static const char *const NAMES[] = {"column", "op", "value", NULL};
    const Column *c = NULL;
    Str op = S("=");
    if (!json_is_object(item)) return fail(p->err, ERR_INVALID, "'where' takes objects");
    if (!json_only(item, NAMES, p->err) || !json_get_str(item, "op", false, &op, p->err) ||
        !column_find(p, json_object_get(item, "column"), &c)) {
        return false;
    }
    const Json *value = json_object_get(item, "value");
    const Condition *k = condition_find(op);
    if (!k) return fail(p->err, ERR_INVALID, "'where' has no op '" STR_F "'", STR_A(op));
    // A mark may stand for what is missing.
    bool missing = k->operand == OPERAND_ONE && (!value || json_is_null(value));
    if (missing) k = condition_find(str_eq(op, S("!=")) ? S("not_empty") : S("empty"));
    buf_add_z(out, k->before);
    engine_quote_name(out, c->name);
    buf_add_z(out, k->between);
    bool ok = k->operand == OPERAND_NONE ||
              (k->operand == OPERAND_ONE ? value_write(p, c, k->is_text, value, out)
                                         : values_write(p, k, c, value, out));
    buf_add_z(out, k->after);
    return ok;
}

static bool where_write(const Paging *p, Buf *out) {
    const Json *where = p->request->where;
    size_t count = json_array_size(where);
    if (count > RESULT_PAGE_WHERE_MAX) {
        return fail(p->err, ERR_LIMIT, "'where' takes %d conditions at most",
                    RESULT_PAGE_WHERE_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        buf_add_z(out, i == 0 ? " WHERE " : " AND ");
        if (!condition_write(p, json_array_get(where, i), out)) return false;
    }
    return true;
}

static bool key_write(const Paging *p, const Json *item, const Column **ret, Buf *out) {
    static const char *const NAMES[] = {"column", "desc", NULL};
    bool desc = false;
    if (!json_is_object(item)) return fail(p->err, ERR_INVALID, "'sort' takes objects");
    if (!json_only(item, NAMES, p->err) || !json_get_bool(item, "desc", false, &desc, p->err) ||
        !column_find(p, json_object_get(item, "column"), ret)) {
        return false;
    }
    engine_quote_name(out, (*ret)->name);
    buf_add_z(out, desc ? " DESC NULLS LAST" : " NULLS LAST");
    return true;
}

// Rows that the keys do not tell apart are told apart by all other columns: else a page may have
// again what the one before it had.
static void ties_break(const Paging *p, const Column *const *keys, size_t count, Buf *out) {
    size_t most = p->columns->column_count;
    for (size_t c = 0; c < most && c < TIES_MAX; c++) {
        const Column *column = &p->columns->columns[c];
        bool is_key = false;
        for (size_t i = 0; i < count; i++) is_key = is_key || keys[i] == column;
        if (is_key) continue;
        buf_add_z(out, count == 0 && c == 0 ? " ORDER BY " : ", ");
        engine_quote_name(out, column->name);
        buf_add_z(out, " NULLS LAST");
    }
}

static bool sort_write(const Paging *p, Buf *out) {
    const Json *sort = p->request->sort;
    const Column *keys[RESULT_PAGE_SORT_MAX] = {0};
    size_t count = json_array_size(sort);
    if (count > RESULT_PAGE_SORT_MAX) {
        return fail(p->err, ERR_LIMIT, "'sort' takes %d columns at most", RESULT_PAGE_SORT_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        buf_add_z(out, i == 0 ? " ORDER BY " : ", ");
        if (!key_write(p, json_array_get(sort, i), &keys[i], out)) return false;
    }
    if (count > 0 || p->request->is_unordered) ties_break(p, keys, count, out);
    return true;
}

// The end of line ends a comment that the statement may end with.
static void inner_write(const Paging *p, Buf *out) {
    Str sql = str_trim(p->request->sql);
    while (str_ends(sql, S(";"))) sql = str_trim(str_slice(sql, 0, sql.len - 1));
    buf_add_z(out, " FROM (");
    buf_add(out, sql);
    buf_add_z(out, "\n) AS page");
}

static bool run(const Paging *p, Str sql, QueryResult **ret) {
    const ResultPageRequest *r = p->request;
    if (!r->is_own) {
        SqlRequest request = {.sql = sql, .cancel = r->cancel};
        return workspace_sql(p->w, p->s, &request, p->a, ret, p->err);
    }
    QueryDoor door = {0};
    if (!workspace_door_take(p->w, p->s, r->cancel, &door, p->err)) return false;
    bool ok = query_sql(&door, sql, p->a, ret, p->err);
    workspace_door_give(p->w, &door);
    return ok;
}

// What the columns are called, and of which types they are.
static bool columns_read(Paging *p) {
    CLEANUP(buf_done) Buf sql;
    QueryResult *none = NULL;
    buf_init(&sql, RESULT_PAGE_SQL_MAX);
    buf_add_z(&sql, "SELECT *");
    inner_write(p, &sql);
    buf_add_z(&sql, " LIMIT 0");
    if (!buf_check(&sql, "the statement", p->err)) return false;
    if (!run(p, str_dup(p->a, buf_str(&sql)), &none)) return false;
    p->columns = none->table;
    return true;
}

static bool count_run(const Paging *p, uint64_t *ret) {
    CLEANUP(buf_done) Buf sql;
    QueryResult *counted = NULL;
    buf_init(&sql, RESULT_PAGE_SQL_MAX);
    buf_add_z(&sql, "SELECT count(*)");
    inner_write(p, &sql);
    if (!where_write(p, &sql) || !buf_check(&sql, "the statement", p->err)) return false;
    if (!run(p, str_dup(p->a, buf_str(&sql)), &counted)) return false;
    assert(counted->table->rows == 1);
    *ret = (uint64_t)table_value(counted->table, 0, 0).i;
    return true;
}

static bool page_write(const Paging *p, Buf *sql) {
    buf_add_z(sql, "SELECT *");
    inner_write(p, sql);
    return where_write(p, sql) && sort_write(p, sql);
}

// The result's columns with what the plan knows of them.
static const Table *with_means(const ResultPageRequest *r, const Table *t, Arena *a) {
    if (!r->means || r->means_count != t->column_count) return t;
    Table *copy = arena_new(a, Table, 1);
    Column *columns = arena_new(a, Column, t->column_count);
    for (size_t i = 0; i < t->column_count; i++) {
        columns[i] = r->means[i];
        columns[i].name = t->columns[i].name;
        columns[i].type = t->columns[i].type;
    }
    *copy = *t;
    copy->columns = columns;
    return copy;
}

bool result_page_run(Workspace *w, const Snapshot *s, const ResultPageRequest *request, Arena *a,
                     ResultPage *ret, Err *err) {
    Paging p = {.w = w, .s = s, .request = request, .a = a, .err = err};
    ResultPage page = {0};
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, RESULT_PAGE_SQL_MAX);
    if (!columns_read(&p) || !page_write(&p, &sql)) return false;
    uint64_t limit =
        request->limit < RESULT_PAGE_LIMIT_MAX ? request->limit : RESULT_PAGE_LIMIT_MAX;
    buf_add_fmt(&sql, " LIMIT %" PRIu64 " OFFSET %" PRIu64, limit, request->offset);
    if (!buf_check(&sql, "the statement", err)) return false;
    if (request->counted && !count_run(&p, &page.total)) return false;
    if (!run(&p, str_dup(a, buf_str(&sql)), &page.result)) return false;
    page.result->table = with_means(request, page.result->table, a);
    *ret = page;
    return true;
}

bool result_page_sql(Workspace *w, const Snapshot *s, const ResultPageRequest *request, Arena *a,
                     Str *ret_sql, Err *err) {
    Paging p = {.w = w, .s = s, .request = request, .a = a, .err = err};
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, RESULT_PAGE_SQL_MAX);
    if (!columns_read(&p) || !page_write(&p, &sql)) return false;
    if (!buf_check(&sql, "the statement", err)) return false;
    *ret_sql = str_dup(a, buf_str(&sql));
    return true;
}
