#include "store/store_access.h"

#include "base/vec.h"

static bool missing(Str dashboard, Err *err) {
    return fail(err, ERR_NOT_FOUND, "there is no dashboard '" STR_F "'", STR_A(dashboard));
}

// The rows of a statement whose columns are those of GRANTS below.
static bool grants_take(Stmt *q, Arena *a, StoreGrants *ret, Err *err) {
    VEC(StoreGrant) list = {0};
    bool row = false;
    for (;;) {
        if (!stmt_step(q, &row, err)) return false;
        if (!row) break;
        *vec_push(a, &list) = (StoreGrant){.dashboard = stmt_text(q, 0, a),
                                           .person = stmt_text(q, 1, a),
                                           .person_name = stmt_text(q, 2, a),
                                           .role = stmt_text(q, 3, a),
                                           .level = stmt_text(q, 4, a)};
    }
    *ret = (StoreGrants){list.items, list.count};
    return true;
}

#define GRANTS                                                                                     \
    "SELECT g.dashboard, g.person, coalesce(p.name, ''), g.role, g.level FROM dashboard_grants g"  \
    " JOIN dashboards d ON d.id = g.dashboard"                                                     \
    " LEFT JOIN people p ON p.id = g.person AND p.deleted_at = 0"                                  \
    " WHERE (g.role <> '' OR p.id IS NOT NULL) AND d.workspace = ?"

bool store_access_grants(Store *s, Str workspace, Arena *a, StoreGrants *ret, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, GRANTS " ORDER BY g.dashboard, p.key, g.role", &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    return grants_take(&q, a, ret, err);
}

static bool grants_of(Store *s, Str workspace, Str dashboard, Arena *a, StoreGrants *ret,
                      Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, GRANTS " AND g.dashboard = ? ORDER BY p.key, g.role", &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, dashboard);
    return grants_take(&q, a, ret, err);
}

static bool owner_get(Store *s, Str workspace, Str dashboard, Arena *a, StoreAccess *ret,
                      Err *err) {
    static const char SQL[] =
        "SELECT d.owner, coalesce(p.name, ''), d.everyone FROM dashboards d"
        " LEFT JOIN people p ON p.id = d.owner WHERE d.workspace = ? AND d.id = ?";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, dashboard);
    if (!stmt_step(&q, &row, err)) return false;
    if (!row) return missing(dashboard, err);
    *ret = (StoreAccess){.owner = stmt_text(&q, 0, a),
                         .owner_name = stmt_text(&q, 1, a),
                         .everyone = stmt_text(&q, 2, a)};
    return true;
}

bool store_access_get(Store *s, Str workspace, Str dashboard, Arena *a, StoreAccess *ret,
                      Err *err) {
    StoreAccess access = {0};
    if (!owner_get(s, workspace, dashboard, a, &access, err) ||
        !grants_of(s, workspace, dashboard, a, &access.grants, err)) {
        return false;
    }
    *ret = access;
    return true;
}

static bool board_put(Store *s, Str workspace, Str dashboard, const StoreAccess *access, Err *err) {
    static const char SQL[] =
        "UPDATE dashboards SET everyone = ?1, owner = ?4 WHERE workspace = ?2 AND id = ?3";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, access->everyone);
    stmt_bind_text(&q, 2, workspace);
    stmt_bind_text(&q, 3, dashboard);
    stmt_bind_text(&q, 4, access->owner);
    if (!stmt_run(&q, err)) return false;
    return store_changes(s) > 0 || missing(dashboard, err);
}

static bool grants_clear(Store *s, Str dashboard, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, "DELETE FROM dashboard_grants WHERE dashboard = ?", &q, err)) return false;
    stmt_bind_text(&q, 1, dashboard);
    return stmt_run(&q, err);
}

static bool grant_add(Store *s, Str dashboard, const StoreGrant *g, Err *err) {
    static const char SQL[] =
        "INSERT INTO dashboard_grants(dashboard, person, role, level) VALUES (?, ?, ?, ?)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, dashboard);
    stmt_bind_text(&q, 2, g->person);
    stmt_bind_text(&q, 3, g->role);
    stmt_bind_text(&q, 4, g->level);
    return stmt_run(&q, err);
}

bool store_access_put(Store *s, Str workspace, Str dashboard, const StoreAccess *access, Err *err) {
    if (!store_begin(s, STORE_DURABLE, err)) return false;
    bool ok = board_put(s, workspace, dashboard, access, err) && grants_clear(s, dashboard, err);
    for (size_t i = 0; i < access->grants.count && ok; i++) {
        ok = grant_add(s, dashboard, &access->grants.items[i], err);
    }
    if (ok) return store_commit(s, err);
    store_rollback(s);
    return false;
}
