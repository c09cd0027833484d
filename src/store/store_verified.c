#include "store/store_verified.h"

#include "store/store_soft.h"

static const StoreSoft VERIFIED = {"verified_questions", ERR_WORD("verified question"),
                                   ERR_WORD("verified questions"), STORE_VERIFIED_MAX};

static bool same_remove(Store *s, Str workspace, Str key, Err *err) {
    static const char SQL[] = "DELETE FROM verified_questions WHERE workspace = ? AND key = ?";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, key);
    return stmt_run(&q, err);
}

static bool verified_insert(Store *s, Str workspace, const StoreVerified *v, Err *err) {
    static const char SQL[] =
        "INSERT INTO verified_questions(id, workspace, key, question, plan, made_at, deleted_at)"
        " VALUES (?, ?, ?, ?, ?, ?, 0)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, v->id);
    stmt_bind_text(&q, 2, workspace);
    stmt_bind_text(&q, 3, v->key);
    stmt_bind_text(&q, 4, v->question);
    stmt_bind_text(&q, 5, v->plan);
    stmt_bind_int(&q, 6, v->made_at);
    return stmt_run(&q, err);
}

bool store_verified_put(Store *s, Str workspace, const StoreVerified *v, Err *err) {
    if (!store_begin(s, STORE_DURABLE, err)) return false;
    bool ok = same_remove(s, workspace, v->key, err) &&
              store_soft_room(s, &VERIFIED, workspace, v->id, v->made_at, err) &&
              verified_insert(s, workspace, v, err);
    if (ok) return store_commit(s, err);
    store_rollback(s);
    return false;
}

static StoreVerified verified_read(const Stmt *q, Arena *a) {
    return (StoreVerified){.id = stmt_text(q, 0, a),
                           .key = stmt_text(q, 1, a),
                           .question = stmt_text(q, 2, a),
                           .plan = stmt_text(q, 3, a),
                           .made_at = stmt_int(q, 4)};
}

bool store_verified_find(Store *s, Str workspace, Str key, Arena *a, StoreVerified *ret, Err *err) {
    static const char SQL[] =
        "SELECT id, key, question, plan, made_at FROM verified_questions"
        " WHERE workspace = ? AND key = ? AND deleted_at = 0";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, key);
    if (!stmt_step(&q, &row, err)) return false;
    *ret = row ? verified_read(&q, a) : (StoreVerified){0};
    return true;
}

bool store_verified_list(Store *s, Str workspace, Arena *a, StoreVerifiedList *ret, Err *err) {
    static const char SQL[] =
        "SELECT id, key, question, plan, made_at FROM verified_questions"
        " WHERE workspace = ? AND deleted_at = 0 ORDER BY made_at DESC, id";
    CLEANUP(stmt_done) Stmt q = {0};
    StoreVerifiedList list = {.items = arena_new(a, StoreVerified, STORE_VERIFIED_MAX)};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row || list.count == STORE_VERIFIED_MAX) break;
        list.items[list.count++] = verified_read(&q, a);
    }
    *ret = list;
    return true;
}

bool store_verified_mark(Store *s, Str workspace, Str id, Moment at, Err *err) {
    return store_soft_mark(s, &VERIFIED, workspace, id, at, err);
}
