#include "flow/browse.h"

#include <assert.h>
#include <inttypes.h>

enum { BROWSE_SQL_MAX = 64 << 10 };

// Which rows: a statement without its limit, and one that counts them.
typedef struct Wanted {
    Str select, count;
} Wanted;

// One table that is looked at, with the model that stays the same meanwhile.
typedef struct Browsing {
    Workspace *workspace;
    const Snapshot *snapshot;
    const ModelTable *table;
    Arena *a;
} Browsing;

static bool sql_run(const Browsing *b, Str sql, const atomic_bool *cancel, const Table **ret,
                    Err *err) {
    QueryResult *result = NULL;
    SqlRequest request = {.sql = sql, .is_own = true, .cancel = cancel};
    if (!workspace_sql(b->workspace, b->snapshot, &request, b->a, &result, err)) return false;
    *ret = result->table;
    return true;
}

static bool count_run(const Browsing *b, Str sql, uint64_t *ret_count, Err *err) {
    const Table *t = NULL;
    if (!sql_run(b, sql, NULL, &t, err)) return false;
    assert(t->rows == 1);
    *ret_count = (uint64_t)table_value(t, 0, 0).i;
    return true;
}

static bool page_run(const Browsing *b, const Wanted *wanted, const BrowseRequest *r,
                     BrowsePage *ret, Err *err) {
    BrowsePage page = {0};
    uint64_t limit = r->limit < BROWSE_LIMIT_MAX ? r->limit : BROWSE_LIMIT_MAX;
    Str sql = str_fmt(b->a, STR_F " LIMIT %" PRIu64 " OFFSET %" PRIu64, STR_A(wanted->select),
                      limit, r->offset);
    if (!count_run(b, wanted->count, &page.total, err)) return false;
    if (!sql_run(b, sql, r->cancel, &page.table, err)) return false;
    *ret = page;
    return true;
}

static Str quoted(Str name, Arena *a) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, BROWSE_SQL_MAX);
    engine_quote_name(&text, name);
    return str_dup(a, buf_str(&text));
}

static bool browsing_begin(const Snapshot *s, Str table, Browsing *b, Err *err) {
    const Model *m = snapshot_model(s);
    int at = model_table(m, table);
    if (at < 0) return fail(err, ERR_NOT_FOUND, "there is no table '" STR_F "'", STR_A(table));
    b->snapshot = s;
    b->table = &m->tables[at];
    return true;
}

// The result's columns with what the model knows of them.
static const Table *columns_label(const Table *t, const ModelTable *known, Arena *a) {
    Table *labelled = arena_new(a, Table, 1);
    Column *columns = arena_new(a, Column, t->column_count);
    *labelled = *t;
    for (size_t i = 0; i < t->column_count; i++) {
        columns[i] = t->columns[i];
        int at = model_column(known, columns[i].name);
        if (at < 0) continue;
        columns[i].label = str_dup(a, known->columns[at].label);
        columns[i].unit = str_dup(a, known->columns[at].unit);
        columns[i].role = known->columns[at].role;
    }
    labelled->columns = columns;
    return labelled;
}

bool browse_rows(Workspace *w, const Snapshot *s, const BrowseRequest *request, Arena *a,
                 BrowsePage *ret, Err *err) {
    Browsing b = {.workspace = w, .a = a};
    BrowsePage page = {0};
    if (!browsing_begin(s, request->table, &b, err)) return false;
    Str name = quoted(b.table->name, a);
    Wanted wanted = {
        .select = str_fmt(a, "SELECT * FROM " STR_F " ORDER BY rowid", STR_A(name)),
        .count = str_fmt(a, "SELECT count(*) FROM " STR_F, STR_A(name)),
    };
    if (!page_run(&b, &wanted, request, &page, err)) return false;
    page.table = columns_label(page.table, b.table, a);
    *ret = page;
    return true;
}

static Str rejects_name(Str table, Arena *a) { return str_fmt(a, STR_F "__rejects", STR_A(table)); }

// Whether anything was ever kept aside for that table.
static bool rejects_exist(const Browsing *b, bool *ret_exist, Err *err) {
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, BROWSE_SQL_MAX);
    buf_add(&sql, S("SELECT count(*) FROM duckdb_tables() WHERE table_name = "));
    engine_quote_text(&sql, rejects_name(b->table->name, b->a));
    uint64_t count = 0;
    if (!buf_check(&sql, "the table's name", err)) return false;
    if (!count_run(b, buf_str(&sql), &count, err)) return false;
    *ret_exist = count > 0;
    return true;
}

static Wanted rejects_wanted(Str table, bool exist, Arena *a) {
    Str name = quoted(rejects_name(table, a), a);
    if (!exist) {
        return (Wanted){
            .select = S("SELECT 0::BIGINT AS row_number, '' AS column_name, '' AS value, "
                        "'' AS reason WHERE false"),
            .count = S("SELECT 0::BIGINT")};
    }
    return (Wanted){
        .select = str_fmt(a, "SELECT * FROM " STR_F " ORDER BY rowid", STR_A(name)),
        .count = str_fmt(a, "SELECT count(*) FROM " STR_F, STR_A(name)),
    };
}

bool browse_rejects(Workspace *w, const Snapshot *s, const BrowseRequest *request, Arena *a,
                    BrowsePage *ret, Err *err) {
    Browsing b = {.workspace = w, .a = a};
    bool exist = false;
    if (!browsing_begin(s, request->table, &b, err) || !rejects_exist(&b, &exist, err)) {
        return false;
    }
    Wanted wanted = rejects_wanted(b.table->name, exist, a);
    return page_run(&b, &wanted, request, ret, err);
}

bool browse_reject_count(Workspace *w, const Snapshot *s, Str table, Arena *a, uint64_t *ret_count,
                         Err *err) {
    Browsing b = {.workspace = w, .a = a};
    bool exist = false;
    if (!browsing_begin(s, table, &b, err) || !rejects_exist(&b, &exist, err)) return false;
    return count_run(&b, rejects_wanted(b.table->name, exist, a).count, ret_count, err);
}
