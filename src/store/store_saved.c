#include "store/store_saved.h"

#include "store/store_soft.h"

static const StoreSoft SAVED = {"saved_queries", "saved query", "saved queries", STORE_SAVED_MAX};

static bool saved_upsert(Store *s, Str workspace, const StoreSaved *v, Err *err) {
    static const char SQL[] =
        "INSERT INTO saved_queries(id, workspace, name, json, made_at, updated_at, deleted_at)"
        " VALUES (?, ?, ?, ?, ?, ?, 0)"
        " ON CONFLICT(id) DO UPDATE SET name = excluded.name, json = excluded.json,"
        " updated_at = excluded.updated_at";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, v->id);
    stmt_bind_text(&q, 2, workspace);
    stmt_bind_text(&q, 3, v->name);
    stmt_bind_text(&q, 4, v->json);
    stmt_bind_int(&q, 5, v->made_at);
    stmt_bind_int(&q, 6, v->updated_at);
    return stmt_run(&q, err);
}

bool store_saved_put(Store *s, Str workspace, const StoreSaved *q, Err *err) {
    if (!store_begin(s, STORE_DURABLE, err)) return false;
    bool ok = store_soft_room(s, &SAVED, workspace, q->id, q->updated_at, err) &&
              saved_upsert(s, workspace, q, err);
    if (ok) return store_commit(s, err);
    store_rollback(s);
    return false;
}

static StoreSaved saved_read(const Stmt *q, Arena *a) {
    return (StoreSaved){.id = stmt_text(q, 0, a),
                        .name = stmt_text(q, 1, a),
                        .json = stmt_text(q, 2, a),
                        .made_at = stmt_int(q, 3),
                        .updated_at = stmt_int(q, 4)};
}

bool store_saved_get(Store *s, Str workspace, Str id, Arena *a, StoreSaved *ret, Err *err) {
    static const char SQL[] =
        "SELECT id, name, json, made_at, updated_at FROM saved_queries"
        " WHERE workspace = ? AND id = ? AND deleted_at = 0";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, id);
    if (!stmt_step(&q, &row, err)) return false;
    if (!row) return store_soft_missing(&SAVED, id, err);
    *ret = saved_read(&q, a);
    return true;
}

bool store_saved_list(Store *s, Str workspace, Arena *a, StoreSavedList *ret, Err *err) {
    static const char SQL[] =
        "SELECT id, name, json, made_at, updated_at FROM saved_queries"
        " WHERE workspace = ? AND deleted_at = 0 ORDER BY name COLLATE NOCASE, id";
    CLEANUP(stmt_done) Stmt q = {0};
    StoreSavedList list = {.items = arena_new(a, StoreSaved, STORE_SAVED_MAX)};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row || list.count == STORE_SAVED_MAX) break;
        list.items[list.count++] = saved_read(&q, a);
    }
    *ret = list;
    return true;
}

bool store_saved_mark(Store *s, Str workspace, Str id, Moment at, Err *err) {
    return store_soft_mark(s, &SAVED, workspace, id, at, err);
}
