// engine_core: what the files of this room share. Not for other rooms.
#pragma once

#include <duckdb.h>
#include <pthread.h>

#include "engine/engine.h"
#include "engine/engine_watch.h"

struct Database {
    Engine *engine;
    char *path;  // canonical; ":memory:" for one of its own
    duckdb_database handle;
    int refs;
    bool busy;  // being opened or closed by one thread; others wait
    int64_t released_us;
    struct Database *next;
};

// One connection, and the scratch memory of what runs on it.
typedef struct EngineSession {
    Database *database;
    duckdb_connection connection;
    Arena *keep;     // columns of the running result
    Arena *scratch;  // one chunk of it
} EngineSession;

EngineWatch *engine_watch_of(Database *d);
void engine_retain(Database *d);

// Opens a connection that holds a reference to its database.
MUST_USE bool engine_session_open(Database *d, EngineSession *ret_session, Err *err);
void engine_session_close(EngineSession *s);

// The instance, locked down. Fails: ERR_IO.
MUST_USE bool engine_instance_open(const EngineOptions *options, const char *path,
                                   duckdb_database *ret_handle, Err *err);

// Runs one statement that returns rows, read-only by its kind; streams into the sink.
MUST_USE bool engine_statement_stream(EngineSession *s, Str sql, const RunLimits *limits, Sink sink,
                                      bool *ret_truncated, Err *err);
// Runs every statement of `sql` and forgets the results.
MUST_USE bool engine_statement_exec(EngineSession *s, Str sql, const RunLimits *limits, Err *err);
// The columns that a statement would give, without running it.
MUST_USE bool engine_statement_columns(EngineSession *s, Str sql, Arena *a, Column **ret_columns,
                                       size_t *ret_count, Err *err);
