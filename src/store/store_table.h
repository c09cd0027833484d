// store_table: which tables a workspace has, of which version, how fresh, from where.
//
// The rows themselves are in the engine; the version is what caches are invalidated by.
#pragma once

#include "store/store.h"

typedef struct StoreTable {
    Str name;
    int64_t version;
    uint64_t rows;
    Moment fresh_at;
    Str origin;
} StoreTable;

// Adds the table as version 1, or changes it and counts its version up.
MUST_USE bool store_table_put(Store *s, Str workspace, const StoreTable *table,
                              int64_t *ret_version, Err *err);
MUST_USE bool store_table_remove(Store *s, Str workspace, Str name, Err *err);
// By name.
MUST_USE bool store_table_list(Store *s, Str workspace, Arena *a, StoreTable **ret,
                               size_t *ret_count, Err *err);
