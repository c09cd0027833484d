// store_workspace: the workspaces there are.
#pragma once

#include "store/store.h"

typedef struct StoreWorkspace {
    Str id;
    Str name;
    Moment created_at;
} StoreWorkspace;

// Fails: ERR_CONFLICT the id is taken.
MUST_USE bool store_workspace_add(Store *s, const StoreWorkspace *workspace, Err *err);
// Fails: ERR_NOT_FOUND.
MUST_USE bool store_workspace_get(Store *s, Str id, Arena *a, StoreWorkspace *ret, Err *err);
MUST_USE bool store_workspace_rename(Store *s, Str id, Str name, Err *err);
// With all that is kept of it. Absent is fine.
MUST_USE bool store_workspace_remove(Store *s, Str id, Err *err);
// Oldest first.
MUST_USE bool store_workspace_list(Store *s, Arena *a, StoreWorkspace **ret, size_t *ret_count,
                                   Err *err);
