// engine_watch: one thread that interrupts statements which are past their deadline or cancelled.
//
// DuckDB looks at its interrupt flag between chunks on every worker thread, so a statement stuck
// in one long task stops as well. A flag set just before a statement starts is forgotten by it;
// therefore the watch keeps interrupting until the statement is taken off the list.
#pragma once

#include <duckdb.h>
#include <stdatomic.h>
#include <stdint.h>

#include "base/err.h"
#include "data/source.h"

typedef struct EngineWatch EngineWatch;

// A statement that runs; lives on its caller's stack.
typedef struct EngineWatched {
    duckdb_connection connection;
    RunLimits limits;
    _Atomic ErrCode fired;  // ERR_TIMEOUT or ERR_CANCELLED once interrupted
    struct EngineWatched *next;
} EngineWatched;

MUST_USE bool engine_watch_new(EngineWatch **ret_watch, Err *err);
void engine_watch_free(EngineWatch *w);  // no statement may be on the list

void engine_watch_add(EngineWatch *w, EngineWatched *item);
void engine_watch_remove(EngineWatch *w, EngineWatched *item);

// Why a statement must not go on now; ERR_NONE when it may.
ErrCode engine_watch_verdict(const RunLimits *limits);
// Fails with that code and the words for it.
bool engine_watch_fail(ErrCode code, Err *err);
