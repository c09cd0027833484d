#include "store/store_migrate.h"

#include <sqlite3.h>
#include <stdio.h>

#include "sys/clock.h"

// "MUNI": marks the file as ours, so that another program's database is not filled with tables.
#define APPLICATION_ID 0x4d554e49

enum { CHECKSUM_SIZE = 17 };

static bool exec(sqlite3 *db, const char *sql, Err *err) {
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || store_fail(db, code, err);
}

static bool read_int(sqlite3 *db, const char *sql, int64_t *ret_value, Err *err) {
    sqlite3_stmt *q = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &q, NULL);
    if (code == SQLITE_OK) code = sqlite3_step(q);
    if (code == SQLITE_ROW) *ret_value = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return code == SQLITE_ROW || store_fail(db, code, err);
}

static void checksum(const Migration *m, char out[CHECKSUM_SIZE]) {
    uint64_t hash = str_hash(str_from(m->sql));
    snprintf(out, CHECKSUM_SIZE, "%016llx", (unsigned long long)hash);
}

static bool owner_check(sqlite3 *db, Err *err) {
    int64_t id = 0;
    int64_t things = 0;
    if (!read_int(db, "PRAGMA application_id", &id, err)) return false;
    if (id == APPLICATION_ID) return true;
    if (!read_int(db, "SELECT count(*) FROM sqlite_master", &things, err)) return false;
    if (id == 0 && things == 0) return true;
    return fail(err, ERR_UNSUPPORTED, "the file is another program's database, not Munim's");
}

static bool prepare_record(sqlite3 *db, Err *err) {
    char mark[64];
    snprintf(mark, sizeof mark, "PRAGMA application_id = %d", APPLICATION_ID);
    return exec(db, mark, err) &&
           exec(db,
                "CREATE TABLE IF NOT EXISTS migrations(number INTEGER PRIMARY KEY, name TEXT"
                " NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT",
                err);
}

static bool newest_check(sqlite3 *db, size_t count, int64_t *ret_newest, Err *err) {
    if (!read_int(db, "SELECT coalesce(max(number), 0) FROM migrations", ret_newest, err)) {
        return false;
    }
    if (*ret_newest <= (int64_t)count) return true;
    return fail(err, ERR_UNSUPPORTED,
                "the metadata is of version %lld, this program knows up to %zu; use a newer one",
                (long long)*ret_newest, count);
}

static bool applied_check(sqlite3 *db, const Migration *m, Err *err) {
    char want[CHECKSUM_SIZE];
    checksum(m, want);
    sqlite3_stmt *q = NULL;
    int code =
        sqlite3_prepare_v2(db, "SELECT checksum FROM migrations WHERE number = ?", -1, &q, NULL);
    if (code == SQLITE_OK) sqlite3_bind_int(q, 1, m->number);
    if (code == SQLITE_OK) code = sqlite3_step(q);
    bool same = code == SQLITE_ROW &&
                str_eq(str_from((const char *)sqlite3_column_text(q, 0)), str_from(want));
    sqlite3_finalize(q);
    if (code != SQLITE_ROW && code != SQLITE_DONE) return store_fail(db, code, err);
    if (same) return true;
    return fail(err, ERR_CONFLICT, "migration %d (%s) is not the one that made this database",
                m->number, m->name);
}

static bool record(sqlite3 *db, const Migration *m, Err *err) {
    char sum[CHECKSUM_SIZE];
    checksum(m, sum);
    sqlite3_stmt *q = NULL;
    int code = sqlite3_prepare_v2(db, "INSERT INTO migrations VALUES (?, ?, ?, ?)", -1, &q, NULL);
    if (code == SQLITE_OK) {
        sqlite3_bind_int(q, 1, m->number);
        sqlite3_bind_text(q, 2, m->name, -1, SQLITE_STATIC);
        sqlite3_bind_text(q, 3, sum, -1, SQLITE_STATIC);
        sqlite3_bind_int64(q, 4, clock_now());
        code = sqlite3_step(q);
    }
    sqlite3_finalize(q);
    return code == SQLITE_DONE || store_fail(db, code, err);
}

static bool apply(sqlite3 *db, const Migration *m, Err *err) {
    if (!exec(db, "BEGIN IMMEDIATE", err)) return false;
    if (exec(db, m->sql, err) && record(db, m, err) && exec(db, "COMMIT", err)) return true;
    Err why = *err;
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return fail(err, why.code, "migration %d (%s): %.400s", m->number, m->name, why.message);
}

bool store_migrate(sqlite3 *db, const Migration *migrations, size_t count, Err *err) {
    int64_t newest = 0;
    if (!owner_check(db, err) || !prepare_record(db, err)) return false;
    if (!newest_check(db, count, &newest, err)) return false;
    for (size_t i = 0; i < count; i++) {
        bool done = migrations[i].number <= newest;
        bool ok = done ? applied_check(db, &migrations[i], err) : apply(db, &migrations[i], err);
        if (!ok) return false;
    }
    return true;
}
