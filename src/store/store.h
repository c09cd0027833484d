// store: the metadata database: SQLite, one file, changed only by forward migrations.
//
// Thread-safe. One connection behind one lock, not a pool: SQLite lets one writer in anyway,
// statements here take microseconds, and one cache of statements serves all threads. A thread
// holds the lock from stmt_open to stmt_done, and from store_begin to its end; it may nest.
//
//     CLEANUP(stmt_done) Stmt q = {0};
//     if (!stmt_open(s, "SELECT name FROM workspaces WHERE id = ?", &q, err)) return false;
//     stmt_bind_text(&q, 1, id);
//     bool row = false;
//     if (!stmt_step(&q, &row, err)) return false;
//     if (row) name = stmt_text(&q, 0, a);
//
// WAL with synchronous=FULL: what is acknowledged is on the disk. Records that are many and of
// small worth (questions, progress) go in with STORE_QUICK, which survives kill -9 but may lose
// the last moments when the power fails; neither can break the file.
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

typedef struct Store Store;

typedef enum StoreSafety { STORE_DURABLE, STORE_QUICK } StoreSafety;

// Opens or makes the file; ":memory:" for one that is gone when closed. Applies what migrations
// are missing, each in a transaction.
// Fails: ERR_IO not reachable or damaged; ERR_UNSUPPORTED written by a newer program;
// ERR_CONFLICT a migration that was applied is not the one of this program.
MUST_USE bool store_open(const char *path, Store **ret_store, Err *err);
void store_close(Store *s);  // NULL is fine; no Stmt may be open

// A transaction of the calling thread. One that begins inside another joins it: the outermost
// commits, and any rollback undoes all.
MUST_USE bool store_begin(Store *s, StoreSafety safety, Err *err);
// Fails: ERR_CONFLICT something inside was rolled back; ERR_IO. Ends the transaction anyway.
MUST_USE bool store_commit(Store *s, Err *err);
void store_rollback(Store *s);

typedef struct Stmt {
    Store *store;
    struct sqlite3_stmt *handle;
    int slot;  // in the cache, or -1
    int bad;   // SQLite's code of the first failed bind
} Stmt;

// `sql` must be a literal: the cache keeps it by its text. *ret_stmt must be zeroed.
// Fails: ERR_INTERNAL the statement is wrong; ERR_IO.
MUST_USE bool stmt_open(Store *s, const char *sql, Stmt *ret_stmt, Err *err);
void stmt_done(Stmt *q);

// Parameters count from 1. Texts must live until the last step. A failure sticks until the step.
void stmt_bind_int(Stmt *q, int index, int64_t value);
void stmt_bind_float(Stmt *q, int index, double value);
void stmt_bind_text(Stmt *q, int index, Str value);
void stmt_bind_null(Stmt *q, int index);

// *ret_row says whether there is a row to read.
// Fails: ERR_CONFLICT a constraint; ERR_UNAVAILABLE another process holds it; ERR_IO.
MUST_USE bool stmt_step(Stmt *q, bool *ret_row, Err *err);
// For statements without rows; outside a transaction it is durable.
MUST_USE bool stmt_run(Stmt *q, Err *err);

// Columns count from 0.
bool stmt_is_null(const Stmt *q, int column);
int64_t stmt_int(const Stmt *q, int column);
double stmt_float(const Stmt *q, int column);
Str stmt_text(const Stmt *q, int column, Arena *a);  // copied; "" for null

int64_t store_last_id(const Store *s);  // rowid of the last insert; within a transaction
int64_t store_changes(const Store *s);  // rows changed by the last statement
