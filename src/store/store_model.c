#include "store/store_model.h"

static bool newest(Store *s, Str workspace, int64_t *ret_version, Err *err) {
    static const char SQL[] = "SELECT coalesce(max(version), 0) FROM models WHERE workspace = ?";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    if (!stmt_step(&q, &row, err)) return false;
    *ret_version = stmt_int(&q, 0);
    return true;
}

static bool insert(Store *s, Str workspace, int64_t version, const StoreModel *model, Err *err) {
    static const char SQL[] =
        "INSERT INTO models(workspace, version, json, author, created_at) VALUES (?, ?, ?, ?, ?)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_int(&q, 2, version);
    stmt_bind_text(&q, 3, model->json);
    stmt_bind_text(&q, 4, model->author);
    stmt_bind_int(&q, 5, model->created_at);
    return stmt_run(&q, err);
}

static bool add(Store *s, Str workspace, int64_t based_on, const StoreModel *model,
                int64_t *ret_version, Err *err) {
    int64_t now = 0;
    if (!newest(s, workspace, &now, err)) return false;
    if (now != based_on) {
        return fail(err, ERR_CONFLICT,
                    "the model was changed meanwhile: it is version %lld, not %lld", (long long)now,
                    (long long)based_on);
    }
    *ret_version = now + 1;
    return insert(s, workspace, now + 1, model, err);
}

bool store_model_add(Store *s, Str workspace, int64_t based_on, const StoreModel *model,
                     int64_t *ret_version, Err *err) {
    int64_t version = 0;
    if (!store_begin(s, STORE_DURABLE, err)) return false;
    if (!add(s, workspace, based_on, model, &version, err)) {
        store_rollback(s);
        return false;
    }
    if (!store_commit(s, err)) return false;
    *ret_version = version;
    return true;
}

bool store_model_get(Store *s, Str workspace, int64_t version, Arena *a, StoreModel *ret,
                     Err *err) {
    static const char SQL[] =
        "SELECT version, json, author, created_at FROM models WHERE workspace = ?1"
        " AND (?2 = 0 OR version = ?2) ORDER BY version DESC LIMIT 1";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_int(&q, 2, version);
    if (!stmt_step(&q, &row, err)) return false;
    if (!row) return fail(err, ERR_NOT_FOUND, "there is no such version of the model");
    *ret = (StoreModel){.version = stmt_int(&q, 0),
                        .json = stmt_text(&q, 1, a),
                        .author = stmt_text(&q, 2, a),
                        .created_at = stmt_int(&q, 3)};
    return true;
}
