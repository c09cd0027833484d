// query: the one door to rows.
//
// Everything that reads a workspace's rows for a person passes here: deadline, row limit, the
// result cache, and the record of what an answer rests on. A Query is shared by all threads of a
// workspace.
#pragma once

#include "plan/plan.h"
#include "sql/sql.h"

typedef struct Query Query;

typedef struct QueryOptions {
    uint64_t row_max;    // of one result; 0: 100,000
    int64_t timeout_us;  // of one statement; 0: 30 s
    size_t cache_bytes;  // 0: 32 MiB
} QueryOptions;

// Which table an answer rests on, and how fresh it is.
typedef struct QuerySource {
    Str table, label;
    uint64_t rows;
    Moment fresh_at;
} QuerySource;

typedef struct QueryResult {
    const Table *table;  // columns carry the plan's labels, roles and units
    Str sql;
    const QuerySource *sources;
    size_t source_count;
    bool from_cache;
    int64_t elapsed_us;
} QueryResult;

Query *query_new(const QueryOptions *options);
void query_free(Query *q);

// What a statement is asked of, and for how long. `row_max` and `timeout_us` 0: the options'.
typedef struct QueryDoor {
    Query *query;
    Source *source;
    const Model *model;
    const atomic_bool *cancel;  // NULL: cannot be cancelled
    const Language *language;   // of the columns' labels; NULL: English
    uint64_t row_max;
    int64_t timeout_us;
    bool is_own;  // rows to compute with, not to show: `row_max` may pass the options'
    bool fresh;   // neither taken from the cache nor kept in it
} QueryDoor;

// Checks, joins, writes and runs the plan. The result lives in the arena.
// The cache key is the statement with the versions of the tables it reads.
// Fails: ERR_INVALID, ERR_NOT_FOUND the plan (see plan_check, plan_join); as source_query.
MUST_USE bool query_plan(const QueryDoor *door, Plan *p, Arena *a, QueryResult **ret, Err *err);

// Gives the rows of such a statement to the sink as they come, all of them, neither from the cache
// nor into it; for QUERY_STREAM_US at most.
#define QUERY_STREAM_US (600 * MOMENT_SECOND)
MUST_USE bool query_stream(const QueryDoor *door, Str sql, Sink sink, Err *err);

// Runs a statement that gate_check let through, or one of the house's own. The tables it rests on
// are those that it names; see query_sources.h.
MUST_USE bool query_sql(const QueryDoor *door, Str sql, Arena *a, QueryResult **ret, Err *err);
