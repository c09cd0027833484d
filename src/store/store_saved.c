#include "store/store_saved.h"

#include "store/store_soft.h"

static const StoreSoft SAVED = {"saved_queries", ERR_WORD("saved query"), ERR_WORD("saved queries"),
                                STORE_SAVED_MAX};

static bool saved_upsert(Store *s, Str workspace, const StoreSaved *v, Err *err) {
    static const char SQL[] =
        "INSERT INTO saved_queries(id, workspace, name, json, made_at, updated_at, person,"
        " shared, deleted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)"
        " ON CONFLICT(id) DO UPDATE SET name = excluded.name, json = excluded.json,"
        " updated_at = excluded.updated_at, shared = excluded.shared";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, v->id);
    stmt_bind_text(&q, 2, workspace);
    stmt_bind_text(&q, 3, v->name);
    stmt_bind_text(&q, 4, v->json);
    stmt_bind_int(&q, 5, v->made_at);
    stmt_bind_int(&q, 6, v->updated_at);
    stmt_bind_text(&q, 7, v->person);
    stmt_bind_int(&q, 8, v->shared);
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

#define SAVED_OF                                                                                   \
    "SELECT q.id, q.name, q.json, q.made_at, q.updated_at, q.person, coalesce(p.name, ''),"        \
    " q.shared FROM saved_queries q LEFT JOIN people p ON p.id = q.person"                         \
    " WHERE q.workspace = ?1 AND (q.shared <> 0 OR q.person = ?2)"

static StoreSaved saved_read(const Stmt *q, Arena *a) {
    return (StoreSaved){.id = stmt_text(q, 0, a),
                        .name = stmt_text(q, 1, a),
                        .json = stmt_text(q, 2, a),
                        .made_at = stmt_int(q, 3),
                        .updated_at = stmt_int(q, 4),
                        .person = stmt_text(q, 5, a),
                        .person_name = stmt_text(q, 6, a),
                        .shared = stmt_int(q, 7) != 0};
}

bool store_saved_get(Store *s, const StoreSavedKey *key, Arena *a, StoreSaved *ret, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SAVED_OF " AND q.id = ?3 AND (q.deleted_at <> 0) = ?4", &q, err)) {
        return false;
    }
    stmt_bind_text(&q, 1, key->workspace);
    stmt_bind_text(&q, 2, key->person);
    stmt_bind_text(&q, 3, key->id);
    stmt_bind_int(&q, 4, key->deleted);
    if (!stmt_step(&q, &row, err)) return false;
    if (!row) return store_soft_missing(&SAVED, key->id, err);
    *ret = saved_read(&q, a);
    return true;
}

bool store_saved_list(Store *s, const StoreSavedKey *key, Arena *a, StoreSavedList *ret, Err *err) {
    static const char SQL[] = SAVED_OF " AND q.deleted_at = 0 ORDER BY q.name COLLATE NOCASE, q.id";
    CLEANUP(stmt_done) Stmt q = {0};
    StoreSavedList list = {.items = arena_new(a, StoreSaved, STORE_SAVED_MAX)};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, key->workspace);
    stmt_bind_text(&q, 2, key->person);
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
