#include "store/store_dashboards.h"

#include "store/store_soft.h"

static const StoreSoft DASHBOARDS = {"dashboards", ERR_WORD("dashboard"), ERR_WORD("dashboards"),
                                     STORE_DASHBOARDS_MAX};

static bool version_insert(Store *s, const StoreDashboard *d, Str what, Err *err) {
    static const char SQL[] =
        "INSERT INTO dashboard_versions(dashboard, version, json, what, at, person)"
        " VALUES (?, ?, ?, ?, ?, ?)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, d->id);
    stmt_bind_int(&q, 2, d->version);
    stmt_bind_text(&q, 3, d->json);
    stmt_bind_text(&q, 4, what);
    stmt_bind_int(&q, 5, d->updated_at);
    stmt_bind_text(&q, 6, d->person);
    return stmt_run(&q, err);
}

// The newest stay, by number and by bytes; the very newest in any case.
static bool versions_trim(Store *s, Str id, Err *err) {
    static const char SQL[] =
        "DELETE FROM dashboard_versions WHERE dashboard = ?1 AND version IN ("
        " SELECT version FROM (SELECT version, row_number() OVER w AS place,"
        "  sum(length(json)) OVER w AS bytes FROM dashboard_versions WHERE dashboard = ?1"
        "  WINDOW w AS (ORDER BY version DESC)) WHERE place > 1 AND (place > ?2 OR bytes > ?3))";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, id);
    stmt_bind_int(&q, 2, STORE_DASHBOARD_VERSIONS_KEPT);
    stmt_bind_int(&q, 3, STORE_DASHBOARD_VERSION_BYTES);
    return stmt_run(&q, err);
}

static bool insert(Store *s, Str workspace, const StoreDashboard *d, Err *err) {
    static const char SQL[] =
        "INSERT INTO dashboards(id, workspace, name, version, json, cards, owner, created_at,"
        " updated_at, deleted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, d->id);
    stmt_bind_text(&q, 2, workspace);
    stmt_bind_text(&q, 3, d->name);
    stmt_bind_int(&q, 4, d->version);
    stmt_bind_text(&q, 5, d->json);
    stmt_bind_int(&q, 6, d->cards);
    stmt_bind_text(&q, 7, d->owner);
    stmt_bind_int(&q, 8, d->created_at);
    stmt_bind_int(&q, 9, d->updated_at);
    return stmt_run(&q, err);
}

// Commits when `ok`, else undoes.
static bool transaction_end(Store *s, bool ok, Err *err) {
    if (ok) return store_commit(s, err);
    store_rollback(s);
    return false;
}

bool store_dashboards_add(Store *s, Str workspace, const StoreDashboard *d, Str what, Err *err) {
    if (!store_begin(s, STORE_DURABLE, err)) return false;
    bool ok = store_soft_room(s, &DASHBOARDS, workspace, d->id, d->created_at, err) &&
              insert(s, workspace, d, err) && version_insert(s, d, what, err);
    return transaction_end(s, ok, err);
}

// With the person as ?1 and the workspace as ?2.
#define DASHBOARDS_OF(json)                                                                        \
    "SELECT d.id, d.name, d.version, d.cards, f.person IS NOT NULL, d.created_at, d.updated_at,"   \
    " d.deleted_at, d.owner, coalesce(p.name, ''), d.everyone, " json                              \
    " FROM dashboards d"                                                                           \
    " LEFT JOIN dashboard_favourites f ON f.dashboard = d.id AND f.person = ?1"                    \
    " LEFT JOIN people p ON p.id = d.owner WHERE d.workspace = ?2 AND "

static StoreDashboard dashboard_read(const Stmt *q, Arena *a) {
    return (StoreDashboard){.id = stmt_text(q, 0, a),
                            .name = stmt_text(q, 1, a),
                            .version = stmt_int(q, 2),
                            .cards = stmt_int(q, 3),
                            .favourite = stmt_int(q, 4) != 0,
                            .created_at = stmt_int(q, 5),
                            .updated_at = stmt_int(q, 6),
                            .deleted_at = stmt_int(q, 7),
                            .owner = stmt_text(q, 8, a),
                            .owner_name = stmt_text(q, 9, a),
                            .everyone = stmt_text(q, 10, a),
                            .json = stmt_text(q, 11, a)};
}

bool store_dashboards_get(Store *s, const StoreDashboardKey *key, Arena *a, StoreDashboard *ret,
                          Err *err) {
    static const char SQL[] = DASHBOARDS_OF("d.json") "d.id = ?3 AND d.deleted_at = 0";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, key->person);
    stmt_bind_text(&q, 2, key->workspace);
    stmt_bind_text(&q, 3, key->id);
    if (!stmt_step(&q, &row, err)) return false;
    if (!row) return store_soft_missing(&DASHBOARDS, key->id, err);
    *ret = dashboard_read(&q, a);
    return true;
}

bool store_dashboards_list(Store *s, const StoreDashboardPage *page, Arena *a,
                           StoreDashboardList *ret, Err *err) {
    static const char SQL[] = DASHBOARDS_OF(
        "''") "(d.deleted_at <> 0) = ?3 ORDER BY f.person IS NULL, d.updated_at DESC, d.id LIMIT "
              "?4";
    CLEANUP(stmt_done) Stmt q = {0};
    StoreDashboardList list = {.items = arena_new(a, StoreDashboard, STORE_DASHBOARDS_MAX)};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, page->person);
    stmt_bind_text(&q, 2, page->workspace);
    stmt_bind_int(&q, 3, page->deleted);
    stmt_bind_int(&q, 4, STORE_DASHBOARDS_MAX);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row || list.count == STORE_DASHBOARDS_MAX) break;
        list.items[list.count++] = dashboard_read(&q, a);
    }
    *ret = list;
    return true;
}

static bool update(Store *s, Str workspace, const StoreDashboard *d, Err *err) {
    static const char SQL[] =
        "UPDATE dashboards SET name = ?1, version = ?2, json = ?3, cards = ?4, updated_at = ?5"
        " WHERE workspace = ?6 AND id = ?7 AND version = ?2 - 1 AND deleted_at = 0";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, d->name);
    stmt_bind_int(&q, 2, d->version);
    stmt_bind_text(&q, 3, d->json);
    stmt_bind_int(&q, 4, d->cards);
    stmt_bind_int(&q, 5, d->updated_at);
    stmt_bind_text(&q, 6, workspace);
    stmt_bind_text(&q, 7, d->id);
    return stmt_run(&q, err);
}

static bool put(Store *s, Str workspace, const StoreDashboard *d, Str what, Err *err) {
    if (!update(s, workspace, d, err)) return false;
    if (store_changes(s) == 0) {
        return fail(err, ERR_CONFLICT, "the dashboard was changed meanwhile, or is gone");
    }
    return version_insert(s, d, what, err) && versions_trim(s, d->id, err);
}

bool store_dashboards_put(Store *s, Str workspace, const StoreDashboard *d, Str what, Err *err) {
    if (!store_begin(s, STORE_DURABLE, err)) return false;
    return transaction_end(s, put(s, workspace, d, what, err), err);
}

static bool favourite_run(Store *s, const char *sql, const StoreDashboardKey *key, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, sql, &q, err)) return false;
    stmt_bind_text(&q, 1, key->person);
    stmt_bind_text(&q, 2, key->workspace);
    stmt_bind_text(&q, 3, key->id);
    return stmt_run(&q, err);
}

bool store_dashboards_favour(Store *s, const StoreDashboardKey *key, bool favourite, Err *err) {
#define THERE "SELECT id FROM dashboards WHERE workspace = ?2 AND id = ?3 AND deleted_at = 0"
    static const char DROP[] =
        "DELETE FROM dashboard_favourites WHERE person = ?1 AND dashboard IN (" THERE ")";
    static const char ADD[] =
        "INSERT INTO dashboard_favourites(dashboard, person) SELECT id, ?1 FROM (" THERE
        ")"
        " WHERE true ON CONFLICT DO UPDATE SET person = person";
#undef THERE
    if (!favourite) return favourite_run(s, DROP, key, err);
    if (!favourite_run(s, ADD, key, err)) return false;
    return store_changes(s) > 0 || store_soft_missing(&DASHBOARDS, key->id, err);
}

bool store_dashboards_mark(Store *s, Str workspace, Str id, Moment at, Err *err) {
    return store_soft_mark(s, &DASHBOARDS, workspace, id, at, err);
}

bool store_dashboards_versions(Store *s, Str workspace, Str id, Arena *a,
                               StoreDashboardVersions *ret, Err *err) {
    static const char SQL[] =
        "SELECT v.version, v.at, v.what, coalesce(p.name, '') FROM dashboard_versions v"
        " JOIN dashboards d ON d.id = v.dashboard LEFT JOIN people p ON p.id = v.person WHERE "
        "d.workspace = ? AND d.id = ? AND d.deleted_at = 0"
        " ORDER BY v.version DESC";
    CLEANUP(stmt_done) Stmt q = {0};
    StoreDashboardVersions list = {
        .items = arena_new(a, StoreDashboardVersion, STORE_DASHBOARD_VERSIONS_KEPT)};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, id);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row || list.count == STORE_DASHBOARD_VERSIONS_KEPT) break;
        list.items[list.count++] = (StoreDashboardVersion){.version = stmt_int(&q, 0),
                                                           .at = stmt_int(&q, 1),
                                                           .what = stmt_text(&q, 2, a),
                                                           .author = stmt_text(&q, 3, a)};
    }
    if (list.count == 0) return store_soft_missing(&DASHBOARDS, id, err);
    *ret = list;
    return true;
}

bool store_dashboards_version(Store *s, const StoreDashboardKey *key, Arena *a,
                              StoreDashboardVersion *ret, Err *err) {
    static const char SQL[] =
        "SELECT v.at, v.what, v.json FROM dashboard_versions v JOIN dashboards d"
        " ON d.id = v.dashboard"
        " WHERE d.workspace = ? AND d.id = ? AND v.version = ? AND d.deleted_at = 0";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, key->workspace);
    stmt_bind_text(&q, 2, key->id);
    stmt_bind_int(&q, 3, key->version);
    if (!stmt_step(&q, &row, err)) return false;
    if (!row) {
        return fail(err, ERR_NOT_FOUND, "version %lld of the dashboard is not kept",
                    (long long)key->version);
    }
    *ret = (StoreDashboardVersion){.version = key->version,
                                   .at = stmt_int(&q, 0),
                                   .what = stmt_text(&q, 1, a),
                                   .json = stmt_text(&q, 2, a)};
    return true;
}
