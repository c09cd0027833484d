// store_import: what files were brought in, when, and what became of them.
#pragma once

#include "store/store.h"

typedef struct StoreImport {
    Str id;
    Str file_name;
    Str status;  // "running", "done", "failed"
    Str result;  // JSON; "" until done
    Str error;   // for a person; "" unless failed
    Moment started_at;
    Moment finished_at;  // 0 while it runs
} StoreImport;

// Takes id, file_name and started_at; the status is "running".
MUST_USE bool store_import_start(Store *s, Str workspace, const StoreImport *import, Err *err);
// Takes status, result, error and finished_at. Fails: ERR_NOT_FOUND.
MUST_USE bool store_import_finish(Store *s, const StoreImport *import, Err *err);
// Fails: ERR_NOT_FOUND.
MUST_USE bool store_import_get(Store *s, Str workspace, Str id, Arena *a, StoreImport *ret,
                               Err *err);
// Newest first, at most `limit`.
MUST_USE bool store_import_list(Store *s, Str workspace, size_t limit, Arena *a, StoreImport **ret,
                                size_t *ret_count, Err *err);
