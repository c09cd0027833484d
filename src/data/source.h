// source: anything that holds tables and answers statements: the workspace's own engine today,
// other people's databases later.
//
// A Source is used by one thread at a time; each implementation says how many may run beside
// one another. run() streams chunks to a sink; table_collect() is the sink that keeps them.
#pragma once

#include <stdatomic.h>

#include "base/arena.h"
#include "base/err.h"
#include "data/table.h"

// What a statement may use. Zeroes mean: no deadline, cannot be cancelled, all rows.
typedef struct RunLimits {
    int64_t deadline_us;        // on clock_mono_us()
    const atomic_bool *cancel;  // set to true by any thread; looked at every few milliseconds
    uint64_t row_max;           // rows past this are not fetched; the table says truncated
} RunLimits;

// Receives a result: columns once, then chunks. What they point to holds only during the call.
// Returning false stops the statement with *err.
typedef struct Sink {
    void *ctx;
    bool (*columns)(void *ctx, const Column *columns, size_t count, Err *err);
    bool (*chunk)(void *ctx, const Chunk *chunk, Err *err);
} Sink;

typedef struct SourceTable {
    Str name;
    uint64_t rows;
} SourceTable;

typedef struct SourceColumn {
    Str name;
    ColumnType type;
} SourceColumn;

// A key that the source itself declares (SQLite, PostgreSQL); evidence for the model.
typedef struct SourceLink {
    Str from_table, from_column;
    Str to_table, to_column;
} SourceLink;

typedef struct Source Source;
typedef struct SourceOps {
    bool (*tables)(Source *s, Arena *a, SourceTable **ret, size_t *ret_count, Err *err);
    bool (*describe)(Source *s, Str table, Arena *a, SourceColumn **ret, size_t *ret_count,
                     Err *err);
    bool (*run)(Source *s, Str sql, const RunLimits *limits, Sink sink, bool *ret_truncated,
                Err *err);
} SourceOps;

struct Source {
    const SourceOps *ops;
};

MUST_USE bool source_tables(Source *s, Arena *a, SourceTable **ret, size_t *ret_count, Err *err);
MUST_USE bool source_describe(Source *s, Str table, Arena *a, SourceColumn **ret, size_t *ret_count,
                              Err *err);
// Fails: ERR_INVALID the statement is wrong; ERR_TIMEOUT; ERR_CANCELLED; ERR_LIMIT memory.
MUST_USE bool source_run(Source *s, Str sql, const RunLimits *limits, Sink sink,
                         bool *ret_truncated, Err *err);
// Runs and keeps the whole result in the arena. Fails also: ERR_LIMIT the arena is full.
MUST_USE bool source_query(Source *s, Str sql, const RunLimits *limits, Arena *a, Table **ret,
                           Err *err);
