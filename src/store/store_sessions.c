#include "store/store_sessions.h"

#include "base/vec.h"

bool store_sessions_list(Store *s, Str workspace, Arena *a, StoreSessions *ret, Err *err) {
    static const char SQL[] =
        "SELECT s.hash, s.id, s.person, s.agent, s.address, s.made_at, s.seen_at FROM sessions s"
        " JOIN people p ON p.id = s.person WHERE p.workspace = ? ORDER BY s.made_at, s.id";
    CLEANUP(stmt_done) Stmt q = {0};
    VEC(StoreSession) list = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row) break;
        *vec_push(a, &list) = (StoreSession){.hash = stmt_text(&q, 0, a),
                                             .id = stmt_text(&q, 1, a),
                                             .person = stmt_text(&q, 2, a),
                                             .agent = stmt_text(&q, 3, a),
                                             .address = stmt_text(&q, 4, a),
                                             .made_at = stmt_int(&q, 5),
                                             .seen_at = stmt_int(&q, 6)};
    }
    *ret = (StoreSessions){list.items, list.count};
    return true;
}

bool store_sessions_add(Store *s, const StoreSession *session, Err *err) {
    static const char SQL[] =
        "INSERT INTO sessions(hash, id, person, agent, address, made_at, seen_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, session->hash);
    stmt_bind_text(&q, 2, session->id);
    stmt_bind_text(&q, 3, session->person);
    stmt_bind_text(&q, 4, session->agent);
    stmt_bind_text(&q, 5, session->address);
    stmt_bind_int(&q, 6, session->made_at);
    stmt_bind_int(&q, 7, session->seen_at);
    return stmt_run(&q, err);
}

static bool seen_put(Store *s, Str id, Moment at, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, "UPDATE sessions SET seen_at = ? WHERE id = ?", &q, err)) return false;
    stmt_bind_int(&q, 1, at);
    stmt_bind_text(&q, 2, id);
    return stmt_run(&q, err);
}

bool store_sessions_seen(Store *s, Str id, Moment at, Err *err) {
    if (!store_begin(s, STORE_QUICK, err)) return false;
    if (seen_put(s, id, at, err)) return store_commit(s, err);
    store_rollback(s);
    return false;
}

bool store_sessions_remove(Store *s, Str id, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, "DELETE FROM sessions WHERE id = ?", &q, err)) return false;
    stmt_bind_text(&q, 1, id);
    return stmt_run(&q, err);
}

bool store_sessions_remove_of(Store *s, Str person, Str keep, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, "DELETE FROM sessions WHERE person = ? AND id <> ?", &q, err)) return false;
    stmt_bind_text(&q, 1, person);
    stmt_bind_text(&q, 2, keep);
    return stmt_run(&q, err);
}
