#include "store/store_setting.h"

bool store_setting_put(Store *s, Str workspace, Str key, Str value, Err *err) {
    static const char SQL[] =
        "INSERT INTO settings(workspace, key, value) VALUES (?, ?, ?)"
        " ON CONFLICT(workspace, key) DO UPDATE SET value = excluded.value";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, key);
    stmt_bind_text(&q, 3, value);
    return stmt_run(&q, err);
}

bool store_setting_get(Store *s, Str workspace, Str key, Arena *a, Str *ret_value, Err *err) {
    bool found = false;
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, "SELECT value FROM settings WHERE workspace = ? AND key = ?", &q, err)) {
        return false;
    }
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, key);
    if (!stmt_step(&q, &found, err)) return false;
    *ret_value = found ? stmt_text(&q, 0, a) : (Str){0};
    return true;
}

bool store_setting_remove(Store *s, Str workspace, Str key, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, "DELETE FROM settings WHERE workspace = ? AND key = ?", &q, err)) {
        return false;
    }
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, key);
    return stmt_run(&q, err);
}
