#include "store/store_upload.h"

#include "base/vec.h"

#define COLUMNS                                                                                    \
    "id, name, length, fingerprint, mode, into_table, key_columns, job, attempts, over, made_at"

bool store_upload_add(Store *s, Str workspace, const StoreUpload *u, Err *err) {
    static const char SQL[] =
        "INSERT INTO uploads(id, workspace, name, length, fingerprint, mode, into_table,"
        " key_columns, job, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    const Str texts[] = {u->fingerprint, u->mode, u->table, u->key, u->job};
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, u->id);
    stmt_bind_text(&q, 2, workspace);
    stmt_bind_text(&q, 3, u->name);
    stmt_bind_int(&q, 4, u->length);
    for (int i = 0; i < (int)COUNT_OF(texts); i++) stmt_bind_text(&q, 5 + i, texts[i]);
    stmt_bind_int(&q, 10, u->made_at);
    return stmt_run(&q, err);
}

static StoreUpload row_read(const Stmt *q, Arena *a) {
    return (StoreUpload){.id = stmt_text(q, 0, a),
                         .name = stmt_text(q, 1, a),
                         .length = stmt_int(q, 2),
                         .fingerprint = stmt_text(q, 3, a),
                         .mode = stmt_text(q, 4, a),
                         .table = stmt_text(q, 5, a),
                         .key = stmt_text(q, 6, a),
                         .job = stmt_text(q, 7, a),
                         .attempts = stmt_int(q, 8),
                         .over = stmt_int(q, 9) != 0,
                         .made_at = stmt_int(q, 10)};
}

// The one row of a statement that takes the workspace and one text.
static bool one_read(Stmt *q, Str workspace, Str which, Arena *a, StoreUpload *ret, Err *err) {
    bool found = false;
    stmt_bind_text(q, 1, workspace);
    stmt_bind_text(q, 2, which);
    if (!stmt_step(q, &found, err)) return false;
    if (!found) return fail(err, ERR_NOT_FOUND, "there is no upload '" STR_F "'", STR_A(which));
    *ret = row_read(q, a);
    return true;
}

bool store_upload_get(Store *s, Str workspace, Str id, Arena *a, StoreUpload *ret, Err *err) {
    static const char SQL[] = "SELECT " COLUMNS " FROM uploads WHERE workspace = ? AND id = ?";
    CLEANUP(stmt_done) Stmt q = {0};
    return stmt_open(s, SQL, &q, err) && one_read(&q, workspace, id, a, ret, err);
}

bool store_upload_of_job(Store *s, Str workspace, Str job, Arena *a, StoreUpload *ret, Err *err) {
    static const char SQL[] = "SELECT " COLUMNS " FROM uploads WHERE workspace = ? AND job = ?";
    CLEANUP(stmt_done) Stmt q = {0};
    return stmt_open(s, SQL, &q, err) && one_read(&q, workspace, job, a, ret, err);
}

bool store_upload_list(Store *s, Str workspace, Arena *a, StoreUpload **ret, size_t *ret_count,
                       Err *err) {
    static const char SQL[] =
        "SELECT " COLUMNS " FROM uploads WHERE workspace = ? ORDER BY made_at, rowid";
    CLEANUP(stmt_done) Stmt q = {0};
    VEC(StoreUpload) list = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row) break;
        *vec_push(a, &list) = row_read(&q, a);
    }
    *ret = list.items;
    *ret_count = list.count;
    return true;
}

bool store_upload_take(Store *s, Str id, Str job, bool *ret_taken, Err *err) {
    static const char SQL[] = "UPDATE uploads SET job = ? WHERE id = ? AND job = ''";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, job);
    stmt_bind_text(&q, 2, id);
    if (!stmt_run(&q, err)) return false;
    *ret_taken = store_changes(s) > 0;
    return true;
}

static bool id_change(Store *s, const char *sql, Str id, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, sql, &q, err)) return false;
    stmt_bind_text(&q, 1, id);
    return stmt_run(&q, err);
}

bool store_upload_attempt(Store *s, Str id, int by, Err *err) {
    static const char SQL[] = "UPDATE uploads SET attempts = attempts + ? WHERE id = ?";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_int(&q, 1, by);
    stmt_bind_text(&q, 2, id);
    return stmt_run(&q, err);
}

bool store_upload_end(Store *s, Str id, Err *err) {
    return id_change(s, "UPDATE uploads SET over = 1 WHERE id = ?", id, err);
}

bool store_upload_remove(Store *s, Str id, Err *err) {
    return id_change(s, "DELETE FROM uploads WHERE id = ?", id, err);
}
