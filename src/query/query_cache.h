// query_cache: results of statements, least recently used first out, bounded in bytes.
//
// The key is the statement with the versions of the tables it reads: when the rows change so does
// the key, and the old result is never found again. Thread-safe; tables are copied in and out, so
// that nobody holds the cache's own memory.
#pragma once

#include "base/err.h"
#include "data/table.h"

typedef struct QueryCache QueryCache;

QueryCache *query_cache_new(size_t max_bytes);
void query_cache_free(QueryCache *c);

// A copy in the arena; NULL when the key is not there, or the arena is too small for it.
const Table *query_cache_get(QueryCache *c, Str key, Arena *a);
// Keeps a copy, unless it would take more than an eighth of the whole.
void query_cache_put(QueryCache *c, Str key, const Table *t);
size_t query_cache_bytes(QueryCache *c);
