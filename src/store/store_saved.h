// store_saved: queries of the Explore page, kept by name.
#pragma once

#include "store/store.h"

enum { STORE_SAVED_MAX = 1000 };

typedef struct StoreSaved {
    Str id, name;
    Str json;         // {"sql"} or {"plan"}, "chart"
    Str person;       // who made it; "" where there were no accounts
    Str person_name;  // read only
    bool shared;      // all may see it
    Moment made_at, updated_at;
} StoreSaved;

typedef struct StoreSavedList {
    StoreSaved *items;  // by name
    size_t count;
} StoreSavedList;

// As `person` sees them: their own, and those that are shared.
typedef struct StoreSavedKey {
    Str workspace, person, id;
    bool deleted;  // of store_saved_get: one that was deleted
} StoreSavedKey;

// A new one, or the one of that id changed. Fails: ERR_LIMIT too many.
MUST_USE bool store_saved_put(Store *s, Str workspace, const StoreSaved *q, Err *err);
// Fails: ERR_NOT_FOUND.
MUST_USE bool store_saved_get(Store *s, const StoreSavedKey *key, Arena *a, StoreSaved *ret,
                              Err *err);
MUST_USE bool store_saved_list(Store *s, const StoreSavedKey *key, Arena *a, StoreSavedList *ret,
                               Err *err);
// `at` 0 brings it back. Fails: ERR_NOT_FOUND.
MUST_USE bool store_saved_mark(Store *s, Str workspace, Str id, Moment at, Err *err);
