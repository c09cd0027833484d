// store_job: long work that is followed by its id: what it was, and what came of it.
//
// How far it is while it runs is not kept here: only who does the work knows, and when the
// program stops the work does too.
#pragma once

#include "store/store.h"

typedef struct StoreJob {
    Str id;
    Str kind;    // "import" ...
    Str title;   // for a person: the file's name
    Str status;  // "queued" at first; then what it ended as: "done", "failed", "cancelled"
    Str result;  // JSON; "" unless done
    Str error_code, error;  // "" unless it failed or was cancelled
    Moment created_at, updated_at;
} StoreJob;

// Takes id, kind, title and created_at; it is queued.
MUST_USE bool store_job_add(Store *s, Str workspace, const StoreJob *job, Err *err);
// Takes id, status, result, error_code, error and updated_at. Fails: ERR_NOT_FOUND.
MUST_USE bool store_job_finish(Store *s, const StoreJob *job, Err *err);
// Fails: ERR_NOT_FOUND.
MUST_USE bool store_job_get(Store *s, Str workspace, Str id, Arena *a, StoreJob *ret, Err *err);
// Newest first, at most `limit`, of a kind ("": of any).
typedef struct StoreJobPage {
    Str workspace, kind;
    size_t limit;
} StoreJobPage;
MUST_USE bool store_job_list(Store *s, const StoreJobPage *page, Arena *a, StoreJob **ret,
                             size_t *ret_count, Err *err);
// At start: what a stopped program left unfinished, the oldest first.
MUST_USE bool store_job_unfinished(Store *s, Str workspace, Arena *a, StoreJob **ret,
                                   size_t *ret_count, Err *err);
