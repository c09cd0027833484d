// store_verified: questions whose reading a person approved.
#pragma once

#include "store/store.h"

enum { STORE_VERIFIED_MAX = 2000 };

typedef struct StoreVerified {
    Str id;
    Str key;  // the question, normalised; one of each
    Str question, plan;
    Moment made_at;
} StoreVerified;

typedef struct StoreVerifiedList {
    StoreVerified *items;  // the newest first
    size_t count;
} StoreVerifiedList;

// Takes the place of one with the same key. Fails: ERR_LIMIT too many.
MUST_USE bool store_verified_put(Store *s, Str workspace, const StoreVerified *v, Err *err);
// ret->id.ptr is NULL when there is none.
MUST_USE bool store_verified_find(Store *s, Str workspace, Str key, Arena *a, StoreVerified *ret,
                                  Err *err);
MUST_USE bool store_verified_list(Store *s, Str workspace, Arena *a, StoreVerifiedList *ret,
                                  Err *err);
// `at` 0 brings it back. Fails: ERR_NOT_FOUND.
MUST_USE bool store_verified_mark(Store *s, Str workspace, Str id, Moment at, Err *err);
