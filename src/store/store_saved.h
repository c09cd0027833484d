// store_saved: queries of the Explore page, kept by name.
#pragma once

#include "store/store.h"

enum { STORE_SAVED_MAX = 1000 };

typedef struct StoreSaved {
    Str id, name;
    Str json;  // {"sql"} or {"plan"}, "chart"
    Moment made_at, updated_at;
} StoreSaved;

typedef struct StoreSavedList {
    StoreSaved *items;  // by name
    size_t count;
} StoreSavedList;

// A new one, or the one of that id changed. Fails: ERR_LIMIT too many.
MUST_USE bool store_saved_put(Store *s, Str workspace, const StoreSaved *q, Err *err);
// Fails: ERR_NOT_FOUND.
MUST_USE bool store_saved_get(Store *s, Str workspace, Str id, Arena *a, StoreSaved *ret, Err *err);
MUST_USE bool store_saved_list(Store *s, Str workspace, Arena *a, StoreSavedList *ret, Err *err);
// `at` 0 brings it back. Fails: ERR_NOT_FOUND.
MUST_USE bool store_saved_mark(Store *s, Str workspace, Str id, Moment at, Err *err);
