#include "store/store_people.h"

#include "base/vec.h"

bool store_people_list(Store *s, Str workspace, Arena *a, StorePeople *ret, Err *err) {
    static const char SQL[] =
        "SELECT id, name, key, role, password, made_at, deleted_at FROM people"
        " WHERE workspace = ? ORDER BY made_at, id";
    CLEANUP(stmt_done) Stmt q = {0};
    VEC(StorePerson) list = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row) break;
        *vec_push(a, &list) = (StorePerson){.id = stmt_text(&q, 0, a),
                                            .name = stmt_text(&q, 1, a),
                                            .key = stmt_text(&q, 2, a),
                                            .role = stmt_text(&q, 3, a),
                                            .password = stmt_text(&q, 4, a),
                                            .made_at = stmt_int(&q, 5),
                                            .deleted_at = stmt_int(&q, 6)};
    }
    *ret = (StorePeople){list.items, list.count};
    return true;
}

static bool room_check(Store *s, Str workspace, Str but, Err *err) {
    static const char SQL[] =
        "SELECT count(*) FROM people WHERE workspace = ? AND deleted_at = 0 AND id <> ?";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, but);
    if (!stmt_step(&q, &row, err)) return false;
    if (stmt_int(&q, 0) < STORE_PEOPLE_MAX) return true;
    return fail(err, ERR_LIMIT, "there are %d people already; remove one first", STORE_PEOPLE_MAX);
}

// `key` of a person who is there.
static bool name_check(Store *s, Str workspace, const StorePerson *p, Err *err) {
    static const char SQL[] =
        "SELECT 1 FROM people WHERE workspace = ? AND key = ? AND deleted_at = 0 AND id <> ?";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, p->key);
    stmt_bind_text(&q, 3, p->id);
    if (!stmt_step(&q, &row, err)) return false;
    if (!row) return true;
    return fail(err, ERR_CONFLICT, "there is a person named '" STR_F "' already", STR_A(p->name));
}

bool store_people_add(Store *s, Str workspace, const StorePerson *p, Err *err) {
    static const char SQL[] =
        "INSERT INTO people(id, workspace, name, key, role, password, made_at, deleted_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 0)";
    if (!room_check(s, workspace, p->id, err) || !name_check(s, workspace, p, err)) return false;
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, p->id);
    stmt_bind_text(&q, 2, workspace);
    stmt_bind_text(&q, 3, p->name);
    stmt_bind_text(&q, 4, p->key);
    stmt_bind_text(&q, 5, p->role);
    stmt_bind_text(&q, 6, p->password);
    stmt_bind_int(&q, 7, p->made_at);
    return stmt_run(&q, err);
}

bool store_people_put(Store *s, Str workspace, const StorePerson *p, Err *err) {
    static const char SQL[] =
        "UPDATE people SET name = ?, key = ?, role = ?, password = ?, deleted_at = ?"
        " WHERE workspace = ? AND id = ?";
    bool is_there = p->deleted_at == 0;
    if (is_there && (!room_check(s, workspace, p->id, err) || !name_check(s, workspace, p, err))) {
        return false;
    }
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, p->name);
    stmt_bind_text(&q, 2, p->key);
    stmt_bind_text(&q, 3, p->role);
    stmt_bind_text(&q, 4, p->password);
    stmt_bind_int(&q, 5, p->deleted_at);
    stmt_bind_text(&q, 6, workspace);
    stmt_bind_text(&q, 7, p->id);
    if (!stmt_run(&q, err)) return false;
    if (store_changes(s) > 0) return true;
    return fail(err, ERR_NOT_FOUND, "there is no person '" STR_F "'", STR_A(p->id));
}

bool store_people_adopt(Store *s, Str workspace, Str person, Err *err) {
    static const char *const SQLS[] = {
        "UPDATE dashboards SET owner = ?1 WHERE owner = '' AND workspace = ?2",
        "UPDATE dashboard_favourites SET person = ?1 WHERE person = '' AND dashboard IN"
        " (SELECT id FROM dashboards WHERE workspace = ?2)",
        "UPDATE questions SET person = ?1 WHERE person = '' AND workspace = ?2",
        "UPDATE saved_queries SET person = ?1 WHERE person = '' AND workspace = ?2",
    };
    for (size_t i = 0; i < COUNT_OF(SQLS); i++) {
        CLEANUP(stmt_done) Stmt q = {0};
        if (!stmt_open(s, SQLS[i], &q, err)) return false;
        stmt_bind_text(&q, 1, person);
        stmt_bind_text(&q, 2, workspace);
        if (!stmt_run(&q, err)) return false;
    }
    return true;
}
