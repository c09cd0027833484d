#include "store/store_workspace.h"

#include "base/vec.h"

bool store_workspace_add(Store *s, const StoreWorkspace *workspace, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, "INSERT INTO workspaces(id, name, created_at) VALUES (?, ?, ?)", &q, err)) {
        return false;
    }
    stmt_bind_text(&q, 1, workspace->id);
    stmt_bind_text(&q, 2, workspace->name);
    stmt_bind_int(&q, 3, workspace->created_at);
    return stmt_run(&q, err);
}

static StoreWorkspace row_read(const Stmt *q, Arena *a) {
    return (StoreWorkspace){
        .id = stmt_text(q, 0, a), .name = stmt_text(q, 1, a), .created_at = stmt_int(q, 2)};
}

bool store_workspace_get(Store *s, Str id, Arena *a, StoreWorkspace *ret, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, "SELECT id, name, created_at FROM workspaces WHERE id = ?", &q, err)) {
        return false;
    }
    stmt_bind_text(&q, 1, id);
    if (!stmt_step(&q, &row, err)) return false;
    if (!row) return fail(err, ERR_NOT_FOUND, "there is no workspace '" STR_F "'", STR_A(id));
    *ret = row_read(&q, a);
    return true;
}

bool store_workspace_rename(Store *s, Str id, Str name, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, "UPDATE workspaces SET name = ? WHERE id = ?", &q, err)) return false;
    stmt_bind_text(&q, 1, name);
    stmt_bind_text(&q, 2, id);
    if (!stmt_run(&q, err)) return false;
    if (store_changes(s) == 1) return true;
    return fail(err, ERR_NOT_FOUND, "there is no workspace '" STR_F "'", STR_A(id));
}

static bool delete_where(Store *s, const char *sql, Str id, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, sql, &q, err)) return false;
    stmt_bind_text(&q, 1, id);
    return stmt_run(&q, err);
}

bool store_workspace_remove(Store *s, Str id, Err *err) {
    if (!store_begin(s, STORE_DURABLE, err)) return false;
    // Settings of no workspace are kept as well, so they have no foreign key to cascade.
    bool ok = delete_where(s, "DELETE FROM workspaces WHERE id = ?", id, err) &&
              delete_where(s, "DELETE FROM settings WHERE workspace = ?", id, err);
    if (ok) return store_commit(s, err);
    store_rollback(s);
    return false;
}

bool store_workspace_list(Store *s, Arena *a, StoreWorkspace **ret, size_t *ret_count, Err *err) {
    static const char SQL[] = "SELECT id, name, created_at FROM workspaces ORDER BY created_at, id";
    CLEANUP(stmt_done) Stmt q = {0};
    VEC(StoreWorkspace) list = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row) break;
        *vec_push(a, &list) = row_read(&q, a);
    }
    *ret = list.items;
    *ret_count = list.count;
    return true;
}
