#include "store/store_table.h"

#include "base/vec.h"

bool store_table_put(Store *s, Str workspace, const StoreTable *table, int64_t *ret_version,
                     Err *err) {
    static const char SQL[] =
        "INSERT INTO tables(workspace, name, version, rows, fresh_at, origin)"
        " VALUES (?, ?, 1, ?, ?, ?) ON CONFLICT(workspace, name) DO UPDATE SET"
        " version = version + 1, rows = excluded.rows, fresh_at = excluded.fresh_at,"
        " origin = excluded.origin RETURNING version";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, table->name);
    stmt_bind_int(&q, 3, (int64_t)table->rows);
    stmt_bind_int(&q, 4, table->fresh_at);
    stmt_bind_text(&q, 5, table->origin);
    if (!stmt_step(&q, &row, err)) return false;
    int64_t version = stmt_int(&q, 0);
    // The row is returned before the statement has ended: only the second step commits it.
    if (!stmt_step(&q, &row, err)) return false;
    *ret_version = version;
    return true;
}

bool store_table_remove(Store *s, Str workspace, Str name, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, "DELETE FROM tables WHERE workspace = ? AND name = ?", &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, name);
    return stmt_run(&q, err);
}

bool store_table_list(Store *s, Str workspace, Arena *a, StoreTable **ret, size_t *ret_count,
                      Err *err) {
    static const char SQL[] =
        "SELECT name, version, rows, fresh_at, origin FROM tables WHERE workspace = ?"
        " ORDER BY name";
    CLEANUP(stmt_done) Stmt q = {0};
    VEC(StoreTable) list = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row) break;
        *vec_push(a, &list) = (StoreTable){.name = stmt_text(&q, 0, a),
                                           .version = stmt_int(&q, 1),
                                           .rows = (uint64_t)stmt_int(&q, 2),
                                           .fresh_at = stmt_int(&q, 3),
                                           .origin = stmt_text(&q, 4, a)};
    }
    *ret = list.items;
    *ret_count = list.count;
    return true;
}
