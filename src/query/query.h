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

// Joins, checks, writes and runs the plan on `source`. The result lives in the arena.
// The cache key is the statement with the versions of the tables it reads.
MUST_USE bool query_plan(Query *q, Source *source, const Model *m, Plan *p,
                         const atomic_bool *cancel, Arena *a, QueryResult **ret, Err *err);

// Runs a statement that gate_check let through. `row_max` 0: the options'.
MUST_USE bool query_sql(Query *q, Source *source, const Model *m, Str sql, uint64_t row_max,
                        const atomic_bool *cancel, Arena *a, QueryResult **ret, Err *err);
