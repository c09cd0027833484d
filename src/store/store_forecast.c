#include "store/store_forecast.h"

static bool same_remove(Store *s, Str workspace, const StoreForecast *f, Err *err) {
    static const char SQL[] =
        "DELETE FROM forecasts WHERE workspace = ?1 AND kind = ?2 AND request = ?3 AND"
        " (version = ?4 OR id NOT IN (SELECT id FROM forecasts WHERE workspace = ?1 AND kind = ?2"
        "  AND request = ?3 ORDER BY made_at DESC LIMIT ?5))";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, f->kind);
    stmt_bind_text(&q, 3, f->request);
    stmt_bind_text(&q, 4, f->version);
    stmt_bind_int(&q, 5, STORE_FORECASTS_KEPT - 1);
    return stmt_run(&q, err);
}

static bool insert(Store *s, Str workspace, const StoreForecast *f, Err *err) {
    static const char SQL[] =
        "INSERT INTO forecasts(workspace, kind, subject, request, version, model, first, last,"
        " made_at, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    CLEANUP(stmt_done) Stmt q = {0};
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, f->kind);
    stmt_bind_text(&q, 3, f->subject);
    stmt_bind_text(&q, 4, f->request);
    stmt_bind_text(&q, 5, f->version);
    stmt_bind_text(&q, 6, f->model);
    stmt_bind_int(&q, 7, f->first);
    stmt_bind_int(&q, 8, f->last);
    stmt_bind_int(&q, 9, f->made_at);
    stmt_bind_text(&q, 10, f->json);
    return stmt_run(&q, err);
}

bool store_forecast_put(Store *s, Str workspace, const StoreForecast *f, Err *err) {
    if (!store_begin(s, STORE_QUICK, err)) return false;
    if (!same_remove(s, workspace, f, err) || !insert(s, workspace, f, err)) {
        store_rollback(s);
        return false;
    }
    return store_commit(s, err);
}

#define COLUMNS "kind, subject, request, version, model, first, last, made_at, json"

static StoreForecast row_read(const Stmt *q, Arena *a) {
    return (StoreForecast){.kind = stmt_text(q, 0, a),
                           .subject = stmt_text(q, 1, a),
                           .request = stmt_text(q, 2, a),
                           .version = stmt_text(q, 3, a),
                           .model = stmt_text(q, 4, a),
                           .first = (Date)stmt_int(q, 5),
                           .last = (Date)stmt_int(q, 6),
                           .made_at = stmt_int(q, 7),
                           .json = stmt_text(q, 8, a)};
}

bool store_forecast_find(Store *s, Str workspace, const StoreForecastKey *key, Arena *a,
                         StoreForecast *ret, Err *err) {
    static const char SQL[] = "SELECT " COLUMNS
                              " FROM forecasts WHERE workspace = ?1 AND kind = ?2 AND request = ?3"
                              " AND (?4 = '' OR version = ?4) AND made_at >= ?5"
                              " ORDER BY made_at DESC LIMIT 1";
    CLEANUP(stmt_done) Stmt q = {0};
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, workspace);
    stmt_bind_text(&q, 2, key->kind);
    stmt_bind_text(&q, 3, key->request);
    stmt_bind_text(&q, 4, key->version);
    stmt_bind_int(&q, 5, key->since);
    if (!stmt_step(&q, &row, err)) return false;
    *ret = row ? row_read(&q, a) : (StoreForecast){0};
    return true;
}

bool store_forecast_past(Store *s, const StoreForecastPast *wanted, Arena *a, StoreForecasts *ret,
                         Err *err) {
    static const char SQL[] = "SELECT " COLUMNS
                              " FROM forecasts WHERE workspace = ?1 AND subject = ?2 AND first < ?3"
                              " ORDER BY first DESC, made_at DESC LIMIT ?4";
    CLEANUP(stmt_done) Stmt q = {0};
    StoreForecast *list = arena_new(a, StoreForecast, STORE_FORECASTS_KEPT);
    size_t count = 0;
    bool row = false;
    if (!stmt_open(s, SQL, &q, err)) return false;
    stmt_bind_text(&q, 1, wanted->workspace);
    stmt_bind_text(&q, 2, wanted->subject);
    stmt_bind_int(&q, 3, wanted->day);
    stmt_bind_int(&q, 4, STORE_FORECASTS_KEPT);
    for (;;) {
        if (!stmt_step(&q, &row, err)) return false;
        if (!row || count == STORE_FORECASTS_KEPT) break;
        list[count++] = row_read(&q, a);
    }
    *ret = (StoreForecasts){list, count};
    return true;
}
