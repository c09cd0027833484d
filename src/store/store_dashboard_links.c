#include "store/store_dashboard_links.h"

static bool count_check(Store *s, Str dashboard, Err *err) {
    bool row = false;
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, "SELECT count(*) FROM dashboard_links WHERE dashboard = ?", &q, err)) {
        return false;
    }
    stmt_bind_text(&q, 1, dashboard);
    if (!stmt_step(&q, &row, err)) return false;
    if (stmt_int(&q, 0) < STORE_DASHBOARD_LINKS_MAX) return true;
    return fail(err, ERR_LIMIT, "a dashboard takes %d links at most", STORE_DASHBOARD_LINKS_MAX);
}

bool store_dashboard_links_add(Store *s, const StoreDashboardLink *link, Err *err) {
    static const char SQL[] =
        "INSERT INTO dashboard_links(token, dashboard, made_at, expires_at, withdrawn_at)"
        " VALUES (?, ?, ?, ?, 0)";
    if (!count_check(s, link->dashboard, err)) return false;
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, link->token);
    stmt_bind_text(&q, 2, link->dashboard);
    stmt_bind_int(&q, 3, link->made_at);
    stmt_bind_int(&q, 4, link->expires_at);
    return stmt_run(&q, err);
}

static StoreDashboardLink row_read(const Stmt *q, Arena *a) {
    return (StoreDashboardLink){.token = stmt_text(q, 0, a),
                                .dashboard = stmt_text(q, 1, a),
                                .made_at = stmt_int(q, 2),
                                .expires_at = stmt_int(q, 3),
                                .withdrawn_at = stmt_int(q, 4)};
}

bool store_dashboard_links_list(Store *s, Str dashboard, Arena *a, StoreDashboardLinks *ret,
                                Err *err) {
    static const char SQL[] =
        "SELECT token, dashboard, made_at, expires_at, withdrawn_at FROM dashboard_links"
        " WHERE dashboard = ? AND withdrawn_at = 0 ORDER BY made_at DESC, token";
    CLEANUP(stmt_done) Stmt q = {0};
    StoreDashboardLinks list = {.items =
                                    arena_new(a, StoreDashboardLink, STORE_DASHBOARD_LINKS_MAX)};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, dashboard);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row || list.count == STORE_DASHBOARD_LINKS_MAX) break;
        list.items[list.count++] = row_read(&q, a);
    }
    *ret = list;
    return true;
}

bool store_dashboard_links_get(Store *s, Str workspace, Str token, Arena *a,
                               StoreDashboardLink *ret, Err *err) {
    static const char SQL[] =
        "SELECT l.token, l.dashboard, l.made_at, l.expires_at, l.withdrawn_at"
        " FROM dashboard_links l JOIN dashboards d ON d.id = l.dashboard"
        " WHERE d.workspace = ? AND l.token = ?";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, token);
    if (!stmt_step(&q, &row, err)) return false;
    if (!row) return fail(err, ERR_NOT_FOUND, "there is no such link");
    *ret = row_read(&q, a);
    return true;
}

bool store_dashboard_links_withdraw(Store *s, const StoreDashboardLinkKey *key, Moment at,
                                    Err *err) {
    static const char SQL[] =
        "UPDATE dashboard_links SET withdrawn_at = ?1"
        " WHERE dashboard = ?2 AND token = ?3 AND (withdrawn_at = 0) = (?1 <> 0)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_int(&q, 1, at);
    stmt_bind_text(&q, 2, key->dashboard);
    stmt_bind_text(&q, 3, key->token);
    if (!stmt_run(&q, err)) return false;
    if (store_changes(s) > 0) return true;
    return fail(err, ERR_NOT_FOUND, "there is no such link");
}
