// store_model: every version of a workspace's semantic model; the newest is in force.
#pragma once

#include "store/store.h"

typedef struct StoreModel {
    int64_t version;
    Str json;
    Str author;
    Moment created_at;
} StoreModel;

// Adds the next version. `based_on` is the version that the change was made from: fails with
// ERR_CONFLICT when it is not the newest any more. 0 for the first.
MUST_USE bool store_model_add(Store *s, Str workspace, int64_t based_on, const StoreModel *model,
                              int64_t *ret_version, Err *err);
// `version` 0 is the newest. Fails: ERR_NOT_FOUND.
MUST_USE bool store_model_get(Store *s, Str workspace, int64_t version, Arena *a, StoreModel *ret,
                              Err *err);
