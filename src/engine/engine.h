// engine: where a workspace's own rows live: DuckDB, one database file a workspace.
//
// An Engine keeps the open databases: one handle a file (DuckDB allows no more), opened on
// demand, closed when idle. Thread-safe. A Database is a counted reference to one of them; a
// connection made from it is used by one thread at a time, any number side by side.
//
// Every instance is locked down before the first statement: no access to files outside the
// staging folders, no extensions, configuration locked.
#pragma once

#include "data/source.h"

typedef struct Engine Engine;
typedef struct Database Database;

typedef struct EngineOptions {
    const char *const *readable_dirs;  // NULL-ended: folders that load statements may read
    uint64_t memory_bytes;             // for one database; 0: half of the machine's, 4 GiB at most
    int threads;                       // for one database; 0: one a core
    int64_t idle_close_us;             // a database without references closes after; 0: never
} EngineOptions;

MUST_USE bool engine_new(const EngineOptions *options, Engine **ret_engine, Err *err);
void engine_free(Engine *e);  // every Database must have been released

// Opens or finds the database in the file `path`; ":memory:" makes a fresh one each time.
// Fails: ERR_IO not a database, or held by another process (the message says which).
MUST_USE bool engine_open(Engine *e, const char *path, Database **ret_database, Err *err);
void engine_release(Database *d);
// Closes databases that nobody used for idle_close_us. Called now and then by the owner.
void engine_close_idle(Engine *e);

// A connection as a Source. Statements run read-only here, and are trusted: text from a person
// goes through gate_check first. Released with engine_source_close.
MUST_USE bool engine_source_open(Database *d, Source **ret_source, Err *err);
void engine_source_close(Source *s);

// How far the statement that runs on `s` has come, 0 to 1; negative when not known. Any thread.
double engine_progress(Source *s);

// A connection that may write; the loader's own. One transaction at a time.
typedef struct Writer Writer;
MUST_USE bool engine_writer_open(Database *d, Writer **ret_writer, Err *err);
void engine_writer_close(Writer *w);  // rolls back what was not committed
MUST_USE bool engine_exec(Writer *w, Str sql, const RunLimits *limits, Err *err);
Source *engine_writer_source(Writer *w);  // to read within the same transaction
double engine_writer_progress(Writer *w);
MUST_USE bool engine_begin(Writer *w, Err *err);
MUST_USE bool engine_commit(Writer *w, Err *err);  // durable when it returns true
void engine_rollback(Writer *w);

// Identifiers and literals as DuckDB SQL text.
void engine_quote_name(Buf *out, Str name);
void engine_quote_text(Buf *out, Str text);

// True for tables that belong to the program ("_munim_...") or hold what an import kept aside
// ("...__rejects") or rows before they were cleaned ("...__imported"): source_tables leaves them
// out, the gate refuses them.
bool engine_is_internal(Str table);

// Appends rows to a table of the writer's transaction, a chunk at a time, fast.
typedef struct Appender Appender;
MUST_USE bool engine_append_open(Writer *w, Str table, Appender **ret_appender, Err *err);
// One value of the current row, in the table's column order; text is copied.
void engine_append_null(Appender *ap);
void engine_append_int(Appender *ap, int64_t value);
void engine_append_float(Appender *ap, double value);
void engine_append_text(Appender *ap, Str value);
// Ends the row. Fails: ERR_INTERNAL a wrong count of values, ERR_IO.
MUST_USE bool engine_append_row(Appender *ap, Err *err);
MUST_USE bool engine_append_close(Appender *ap, Err *err);  // flushes; frees in any case
