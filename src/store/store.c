#include "store/store.h"

#include <assert.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/store_migrate.h"

enum { CACHE_MAX = 128, BUSY_MS = 5000 };

typedef struct Cached {
    char *sql;
    sqlite3_stmt *handle;
    bool in_use;
} Cached;

struct Store {
    sqlite3 *db;
    pthread_mutex_t mutex;  // recursive: statements nest within transactions
    Cached cache[CACHE_MAX];
    int cached;
    int depth;      // of transactions that joined the outermost
    bool spoiled;   // one inside was rolled back
    bool is_quick;  // synchronous=NORMAL until the transaction ends
};

static const struct {
    int code;
    ErrCode as;
    const char *words;
} CODES[] = {
    {SQLITE_CORRUPT, ERR_IO, "the metadata database is damaged; restore it from a copy"},
    {SQLITE_NOTADB, ERR_IO, "the file is not a metadata database, or it is damaged"},
    {SQLITE_BUSY, ERR_UNAVAILABLE, "the metadata database is held by another process"},
    {SQLITE_LOCKED, ERR_UNAVAILABLE, "the metadata database is held by another connection"},
    {SQLITE_FULL, ERR_IO, "the disk is full"},
    {SQLITE_READONLY, ERR_IO, "the metadata database can't be written"},
    {SQLITE_CANTOPEN, ERR_IO, "the metadata database can't be opened"},
    {SQLITE_IOERR, ERR_IO, "the metadata database can't be read or written"},
    {SQLITE_CONSTRAINT, ERR_CONFLICT, "it contradicts what is there"},
    {SQLITE_TOOBIG, ERR_LIMIT, "the text is too large"},
    {SQLITE_NOMEM, ERR_LIMIT, "out of memory"},
};

bool store_fail(sqlite3 *db, int code, Err *err) {
    for (size_t i = 0; i < COUNT_OF(CODES); i++) {
        if ((code & 0xff) != CODES[i].code) continue;
        return fail(err, CODES[i].as, "%s (%s)", CODES[i].words, sqlite3_errmsg(db));
    }
    return fail(err, ERR_INTERNAL, "metadata: %s", sqlite3_errmsg(db));
}

static bool exec(Store *s, const char *sql, Err *err) {
    int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || store_fail(s->db, code, err);
}

static bool configure(Store *s, Err *err) {
    sqlite3_busy_timeout(s->db, BUSY_MS);
    sqlite3_extended_result_codes(s->db, 1);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return exec(s, "PRAGMA journal_mode = WAL", err) &&
           exec(s, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON", err);
}

// Nothing of ours has run yet: what SQLite calls an error in the statement ("unsupported file
// format") is the file's fault.
static bool configure_first(Store *s, Err *err) {
    if (configure(s, err) && exec(s, "SELECT count(*) FROM sqlite_master", err)) return true;
    if (err->code != ERR_INTERNAL) return false;
    return fail(err, ERR_IO, "the metadata database is damaged; restore it from a copy (%s)",
                sqlite3_errmsg(s->db));
}

static void mutex_init(pthread_mutex_t *mutex) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(mutex, &attributes);
    pthread_mutexattr_destroy(&attributes);
}

bool store_open_with(const char *path, const Migration *migrations, size_t count, Store **ret_store,
                     Err *err) {
    Store *s = calloc(1, sizeof *s);
    if (!s) return fail(err, ERR_LIMIT, "out of memory");
    mutex_init(&s->mutex);
    // Our own lock guards the connection; SQLite's would be a second one.
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    int code = sqlite3_open_v2(path, &s->db, flags, NULL);
    bool ok = code == SQLITE_OK || store_fail(s->db, code, err);
    if (ok && configure_first(s, err) && store_migrate(s->db, migrations, count, err)) {
        *ret_store = s;
        return true;
    }
    Err why = *err;
    fail(err, why.code, "%s: %.400s", path, why.message);
    store_close(s);
    return false;
}

bool store_open(const char *path, Store **ret_store, Err *err) {
    return store_open_with(path, STORE_MIGRATIONS, STORE_MIGRATION_COUNT, ret_store, err);
}

void store_close(Store *s) {
    if (!s) return;
    for (int i = 0; i < s->cached; i++) {
        assert(!s->cache[i].in_use);
        sqlite3_finalize(s->cache[i].handle);
        free(s->cache[i].sql);
    }
    int code = sqlite3_close(s->db);
    assert(code == SQLITE_OK);
    (void)code;
    pthread_mutex_destroy(&s->mutex);
    free(s);
}

static void safety_set(Store *s, bool quick) {
    if (s->is_quick == quick) return;
    s->is_quick = quick;
    const char *sql = quick ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL";
    sqlite3_exec(s->db, sql, NULL, NULL, NULL);
}

bool store_begin(Store *s, StoreSafety safety, Err *err) {
    pthread_mutex_lock(&s->mutex);
    if (s->depth == 0) {
        safety_set(s, safety == STORE_QUICK);
        if (!exec(s, "BEGIN IMMEDIATE", err)) {
            pthread_mutex_unlock(&s->mutex);
            return false;
        }
        s->spoiled = false;
    }
    s->depth++;
    return true;
}

static void transaction_undo(Store *s) { sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL); }

bool store_commit(Store *s, Err *err) {
    assert(s->depth > 0);
    bool ok = true;
    if (--s->depth == 0) {
        ok = s->spoiled ? fail(err, ERR_CONFLICT, "a part of the change was undone")
                        : exec(s, "COMMIT", err);
        if (!ok) transaction_undo(s);
    }
    pthread_mutex_unlock(&s->mutex);
    return ok;
}

void store_rollback(Store *s) {
    assert(s->depth > 0);
    s->spoiled = true;
    if (--s->depth == 0) transaction_undo(s);
    pthread_mutex_unlock(&s->mutex);
}

static Cached *cache_find(Store *s, const char *sql) {
    for (int i = 0; i < s->cached; i++) {
        if (!s->cache[i].in_use && strcmp(s->cache[i].sql, sql) == 0) return &s->cache[i];
    }
    return NULL;
}

// A statement that is in use already, or finds the cache full, lives for this once.
static Cached *cache_add(Store *s, const char *sql, sqlite3_stmt *handle) {
    if (s->cached == CACHE_MAX) return NULL;
    char *copy = strdup(sql);
    if (!copy) return NULL;
    Cached *c = &s->cache[s->cached++];
    *c = (Cached){.sql = copy, .handle = handle};
    return c;
}

bool stmt_open(Store *s, const char *sql, Stmt *ret_stmt, Err *err) {
    assert(!ret_stmt->handle);
    pthread_mutex_lock(&s->mutex);
    Cached *c = cache_find(s, sql);
    sqlite3_stmt *handle = c ? c->handle : NULL;
    if (!c) {
        int code = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
        if (code != SQLITE_OK) {
            store_fail(s->db, code, err);
            pthread_mutex_unlock(&s->mutex);
            return false;
        }
        c = cache_add(s, sql, handle);
    }
    if (c) c->in_use = true;
    *ret_stmt = (Stmt){.store = s, .handle = handle, .slot = c ? (int)(c - s->cache) : -1};
    return true;
}

void stmt_done(Stmt *q) {
    if (!q->handle) return;
    Store *s = q->store;
    if (q->slot >= 0) {
        sqlite3_reset(q->handle);
        sqlite3_clear_bindings(q->handle);
        s->cache[q->slot].in_use = false;
    } else {
        sqlite3_finalize(q->handle);
    }
    *q = (Stmt){0};
    pthread_mutex_unlock(&s->mutex);
}

static void bound(Stmt *q, int code) {
    if (q->bad == SQLITE_OK) q->bad = code;
}

void stmt_bind_int(Stmt *q, int index, int64_t value) {
    bound(q, sqlite3_bind_int64(q->handle, index, value));
}

void stmt_bind_float(Stmt *q, int index, double value) {
    bound(q, sqlite3_bind_double(q->handle, index, value));
}

void stmt_bind_text(Stmt *q, int index, Str value) {
    const char *text = value.ptr ? value.ptr : "";
    bound(q, sqlite3_bind_text64(q->handle, index, text, value.len, SQLITE_STATIC, SQLITE_UTF8));
}

void stmt_bind_null(Stmt *q, int index) { bound(q, sqlite3_bind_null(q->handle, index)); }

bool stmt_step(Stmt *q, bool *ret_row, Err *err) {
    if (q->bad != SQLITE_OK) {
        return fail(err, ERR_INTERNAL, "metadata: a parameter does not fit the statement (%s)",
                    sqlite3_errstr(q->bad));
    }
    int code = sqlite3_step(q->handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE) return store_fail(q->store->db, code, err);
    *ret_row = code == SQLITE_ROW;
    return true;
}

bool stmt_run(Stmt *q, Err *err) {
    bool row = false;
    if (q->store->depth == 0) safety_set(q->store, false);
    return stmt_step(q, &row, err);
}

bool stmt_is_null(const Stmt *q, int column) {
    return sqlite3_column_type(q->handle, column) == SQLITE_NULL;
}

int64_t stmt_int(const Stmt *q, int column) { return sqlite3_column_int64(q->handle, column); }

double stmt_float(const Stmt *q, int column) { return sqlite3_column_double(q->handle, column); }

Str stmt_text(const Stmt *q, int column, Arena *a) {
    const char *text = (const char *)sqlite3_column_text(q->handle, column);
    if (!text) return S("");
    return str_dup(a, str_of(text, (size_t)sqlite3_column_bytes(q->handle, column)));
}

int64_t store_last_id(const Store *s) { return sqlite3_last_insert_rowid(s->db); }

int64_t store_changes(const Store *s) { return sqlite3_changes64(s->db); }
