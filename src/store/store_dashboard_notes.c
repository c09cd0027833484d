#include "store/store_dashboard_notes.h"

static bool count_check(Store *s, Str dashboard, Err *err) {
    bool row = false;
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, "SELECT count(*) FROM dashboard_comments WHERE dashboard = ?", &q, err)) {
        return false;
    }
    stmt_bind_text(&q, 1, dashboard);
    if (!stmt_step(&q, &row, err)) return false;
    if (stmt_int(&q, 0) < STORE_DASHBOARD_NOTES_MAX) return true;
    return fail(err, ERR_LIMIT, "a dashboard takes %d comments at most", STORE_DASHBOARD_NOTES_MAX);
}

bool store_dashboard_notes_add(Store *s, Str dashboard, const StoreDashboardNote *note, Err *err) {
    static const char SQL[] =
        "INSERT INTO dashboard_comments(id, dashboard, card, at_date, text, author, made_at,"
        " person, deleted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)";
    if (!count_check(s, dashboard, err)) return false;
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, note->id);
    stmt_bind_text(&q, 2, dashboard);
    stmt_bind_text(&q, 3, note->card);
    stmt_bind_text(&q, 4, note->at_date);
    stmt_bind_text(&q, 5, note->text);
    stmt_bind_text(&q, 6, note->author);
    stmt_bind_int(&q, 7, note->made_at);
    stmt_bind_text(&q, 8, note->person);
    return stmt_run(&q, err);
}

// A person is called by the name of today.
#define NOTES                                                                                      \
    "SELECT c.id, c.card, c.at_date, c.text, coalesce(p.name, c.author), c.made_at, c.person"      \
    " FROM dashboard_comments c LEFT JOIN people p ON p.id = c.person WHERE c.dashboard = ? AND "

static StoreDashboardNote note_read(const Stmt *q, Arena *a) {
    return (StoreDashboardNote){.id = stmt_text(q, 0, a),
                                .card = stmt_text(q, 1, a),
                                .at_date = stmt_text(q, 2, a),
                                .text = stmt_text(q, 3, a),
                                .author = stmt_text(q, 4, a),
                                .made_at = stmt_int(q, 5),
                                .person = stmt_text(q, 6, a)};
}

bool store_dashboard_notes_list(Store *s, Str dashboard, Arena *a, StoreDashboardNotes *ret,
                                Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    StoreDashboardNotes list = {.items =
                                    arena_new(a, StoreDashboardNote, STORE_DASHBOARD_NOTES_MAX)};
    bool row = false;
    if (!stmt_open(s, NOTES "c.deleted_at = 0 ORDER BY c.made_at, c.id", &q, err)) return false;
    stmt_bind_text(&q, 1, dashboard);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row || list.count == STORE_DASHBOARD_NOTES_MAX) break;
        list.items[list.count++] = note_read(&q, a);
    }
    *ret = list;
    return true;
}

static bool missing(const StoreDashboardNoteKey *key, Err *err) {
    return fail(err, ERR_NOT_FOUND, "there is no comment '" STR_F "'", STR_A(key->id));
}

bool store_dashboard_notes_get(Store *s, const StoreDashboardNoteKey *key, Arena *a,
                               StoreDashboardNote *ret, Err *err) {
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, NOTES "c.id = ?", &q, err)) return false;
    stmt_bind_text(&q, 1, key->dashboard);
    stmt_bind_text(&q, 2, key->id);
    if (!stmt_step(&q, &row, err)) return false;
    if (!row) return missing(key, err);
    *ret = note_read(&q, a);
    return true;
}

bool store_dashboard_notes_mark(Store *s, const StoreDashboardNoteKey *key, Moment at, Err *err) {
    static const char SQL[] =
        "UPDATE dashboard_comments SET deleted_at = ?1"
        " WHERE dashboard = ?2 AND id = ?3 AND (deleted_at = 0) = (?1 <> 0)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_int(&q, 1, at);
    stmt_bind_text(&q, 2, key->dashboard);
    stmt_bind_text(&q, 3, key->id);
    if (!stmt_run(&q, err)) return false;
    return store_changes(s) > 0 || missing(key, err);
}
