#include "store/store_soft.h"

#include <stdio.h>

enum { SQL_MAX = 200 };

// `format` with the table's name in place of its %s.
#define SQL_OF(sql, format, kind) (void)snprintf((sql), sizeof(sql), format, (kind)->table)

bool store_soft_missing(const StoreSoft *kind, Str id, Err *err) {
    return fail(err, ERR_NOT_FOUND, "there is no %s '" STR_F "'", kind->one, STR_A(id));
}

static bool purge(Store *s, const StoreSoft *kind, Str workspace, Moment before, Err *err) {
    char sql[SQL_MAX];
    CLEANUP(stmt_done) Stmt q = {0};
    SQL_OF(sql, "DELETE FROM %s WHERE workspace = ? AND deleted_at <> 0 AND deleted_at < ?", kind);
    if (!stmt_open(s, sql, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_int(&q, 2, before);
    return stmt_run(&q, err);
}

bool store_soft_room(Store *s, const StoreSoft *kind, Str workspace, Str id, Moment now, Err *err) {
    char sql[SQL_MAX];
    bool row = false;
    CLEANUP(stmt_done) Stmt q = {0};
    if (!purge(s, kind, workspace, now - STORE_SOFT_KEPT, err)) return false;
    SQL_OF(sql, "SELECT count(*) FROM %s WHERE workspace = ? AND deleted_at = 0 AND id <> ?", kind);
    if (!stmt_open(s, sql, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, id);
    if (!stmt_step(&q, &row, err)) return false;
    if (stmt_int(&q, 0) < kind->max) return true;
    return fail(err, ERR_LIMIT, "there are %d %s already; delete one first", kind->max, kind->many);
}

bool store_soft_mark(Store *s, const StoreSoft *kind, Str workspace, Str id, Moment at, Err *err) {
    char sql[SQL_MAX];
    CLEANUP(stmt_done) Stmt q = {0};
    SQL_OF(sql,
           "UPDATE %s SET deleted_at = ?1"
           " WHERE workspace = ?2 AND id = ?3 AND (deleted_at = 0) = (?1 <> 0)",
           kind);
    if (!stmt_open(s, sql, &q, err)) return false;
    stmt_bind_int(&q, 1, at);
    stmt_bind_text(&q, 2, workspace);
    stmt_bind_text(&q, 3, id);
    if (!stmt_run(&q, err)) return false;
    return store_changes(s) > 0 || store_soft_missing(kind, id, err);
}
