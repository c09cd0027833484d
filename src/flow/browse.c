#include "flow/browse.h"

#include <assert.h>
#include <inttypes.h>

enum { BROWSE_SQL_MAX = 64 << 10 };

// Which rows: a statement without its limit, and one that counts them.
typedef struct Wanted {
    Str select, count;
} Wanted;

// A statement of our own: the gate is for other people's.
static bool sql_run(Workspace *w, Str sql, const atomic_bool *cancel, Arena *a, const Table **ret,
                    Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot(w, &snapshot, err)) return false;
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    QueryResult *result = NULL;
    QueryDoor door = {.query = workspace_query(w),
                      .source = source,
                      .model = snapshot_model(snapshot),
                      .cancel = cancel};
    bool ok = query_sql(&door, sql, a, &result, err);
    workspace_source_give(w, source);
    if (ok) *ret = result->table;
    return ok;
}

static bool count_run(Workspace *w, Str sql, Arena *a, uint64_t *ret_count, Err *err) {
    const Table *t = NULL;
    if (!sql_run(w, sql, NULL, a, &t, err)) return false;
    assert(t->rows == 1);
    *ret_count = (uint64_t)table_value(t, 0, 0).i;
    return true;
}

static bool page_run(Workspace *w, const Wanted *wanted, const BrowseRequest *r, Arena *a,
                     BrowsePage *ret, Err *err) {
    BrowsePage page = {0};
    uint64_t limit = r->limit < BROWSE_LIMIT_MAX ? r->limit : BROWSE_LIMIT_MAX;
    Str sql = str_fmt(a, STR_F " LIMIT %" PRIu64 " OFFSET %" PRIu64, STR_A(wanted->select), limit,
                      r->offset);
    if (!count_run(w, wanted->count, a, &page.total, err)) return false;
    if (!sql_run(w, sql, r->cancel, a, &page.table, err)) return false;
    *ret = page;
    return true;
}

static Str quoted(Str name, Arena *a) {
    CLEANUP(buf_done) Buf text;
    buf_init(&text, BROWSE_SQL_MAX);
    engine_quote_name(&text, name);
    return str_dup(a, buf_str(&text));
}

static bool table_known(Workspace *w, Str table, Err *err) {
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!workspace_snapshot(w, &snapshot, err)) return false;
    const Model *m = snapshot_model(snapshot);
    int at = model_table(m, table);
    if (at >= 0 && str_eq(m->tables[at].name, table)) return true;
    return fail(err, ERR_NOT_FOUND, "there is no table '" STR_F "'", STR_A(table));
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

bool browse_rows(Workspace *w, const BrowseRequest *request, Arena *a, BrowsePage *ret, Err *err) {
    if (!table_known(w, request->table, err)) return false;
    Str name = quoted(request->table, a);
    Wanted wanted = {
        .select = str_fmt(a, "SELECT * FROM " STR_F " ORDER BY rowid", STR_A(name)),
        .count = str_fmt(a, "SELECT count(*) FROM " STR_F, STR_A(name)),
    };
    BrowsePage page = {0};
    CLEANUP(snapshot_releasep) Snapshot *snapshot = NULL;
    if (!page_run(w, &wanted, request, a, &page, err)) return false;
    if (!workspace_snapshot(w, &snapshot, err)) return false;
    const Model *m = snapshot_model(snapshot);
    int at = model_table(m, request->table);
    if (at >= 0) page.table = columns_label(page.table, &m->tables[at], a);
    *ret = page;
    return true;
}

static Str rejects_name(Str table, Arena *a) { return str_fmt(a, STR_F "__rejects", STR_A(table)); }

// Whether anything was ever kept aside for that table.
static bool rejects_exist(Workspace *w, Str table, Arena *a, bool *ret_exist, Err *err) {
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, BROWSE_SQL_MAX);
    buf_add(&sql, S("SELECT count(*) FROM duckdb_tables() WHERE table_name = "));
    engine_quote_text(&sql, rejects_name(table, a));
    uint64_t count = 0;
    if (!buf_check(&sql, "the table's name", err)) return false;
    if (!count_run(w, str_dup(a, buf_str(&sql)), a, &count, err)) return false;
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

bool browse_rejects(Workspace *w, const BrowseRequest *request, Arena *a, BrowsePage *ret,
                    Err *err) {
    bool exist = false;
    if (!table_known(w, request->table, err) || !rejects_exist(w, request->table, a, &exist, err))
        return false;
    Wanted wanted = rejects_wanted(request->table, exist, a);
    return page_run(w, &wanted, request, a, ret, err);
}

bool browse_reject_count(Workspace *w, Str table, Arena *a, uint64_t *ret_count, Err *err) {
    bool exist = false;
    if (!rejects_exist(w, table, a, &exist, err)) return false;
    return count_run(w, rejects_wanted(table, exist, a).count, a, ret_count, err);
}
