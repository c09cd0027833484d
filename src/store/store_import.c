#include "store/store_import.h"

#define COLUMNS "id, file_name, status, result, error, started_at, finished_at"

bool store_import_start(Store *s, Str workspace, const StoreImport *import, Err *err) {
    static const char SQL[] =
        "INSERT INTO imports(id, workspace, file_name, status, started_at)"
        " VALUES (?, ?, ?, 'running', ?)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, import->id);
    stmt_bind_text(&q, 2, workspace);
    stmt_bind_text(&q, 3, import->file_name);
    stmt_bind_int(&q, 4, import->started_at);
    return stmt_run(&q, err);
}

bool store_import_finish(Store *s, const StoreImport *import, Err *err) {
    static const char SQL[] =
        "UPDATE imports SET status = ?, result = ?, error = ?, finished_at = ? WHERE id = ?";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, import->status);
    stmt_bind_text(&q, 2, import->result);
    stmt_bind_text(&q, 3, import->error);
    stmt_bind_int(&q, 4, import->finished_at);
    stmt_bind_text(&q, 5, import->id);
    if (!stmt_run(&q, err)) return false;
    if (store_changes(s) == 1) return true;
    return fail(err, ERR_NOT_FOUND, "there is no import '" STR_F "'", STR_A(import->id));
}

static StoreImport row_read(const Stmt *q, Arena *a) {
    return (StoreImport){.id = stmt_text(q, 0, a),
                         .file_name = stmt_text(q, 1, a),
                         .status = stmt_text(q, 2, a),
                         .result = stmt_text(q, 3, a),
                         .error = stmt_text(q, 4, a),
                         .started_at = stmt_int(q, 5),
                         .finished_at = stmt_int(q, 6)};
}

bool store_import_get(Store *s, Str workspace, Str id, Arena *a, StoreImport *ret, Err *err) {
    static const char SQL[] = "SELECT " COLUMNS " FROM imports WHERE workspace = ? AND id = ?";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, id);
    if (!stmt_step(&q, &row, err)) return false;
    if (!row) return fail(err, ERR_NOT_FOUND, "there is no import '" STR_F "'", STR_A(id));
    *ret = row_read(&q, a);
    return true;
}

bool store_import_list(Store *s, Str workspace, size_t limit, Arena *a, StoreImport **ret,
                       size_t *ret_count, Err *err) {
    static const char SQL[] = "SELECT " COLUMNS
                              " FROM imports WHERE workspace = ?"
                              " ORDER BY started_at DESC, id LIMIT ?";
    CLEANUP(stmt_done) Stmt q = {0};
    StoreImport *list = arena_new(a, StoreImport, limit);
    size_t count = 0;
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_int(&q, 2, (int64_t)limit);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row || count == limit) break;
        list[count++] = row_read(&q, a);
    }
    *ret = list;
    *ret_count = count;
    return true;
}
