// store_job: long work that is followed by its id: what, how far, what came of it.
#pragma once

#include "store/store.h"

typedef enum StoreJobStatus {
    STORE_JOB_QUEUED,
    STORE_JOB_RUNNING,
    STORE_JOB_DONE,
    STORE_JOB_FAILED,
    STORE_JOB_CANCELLED,
} StoreJobStatus;

typedef struct StoreJob {
    Str id;
    Str workspace;
    Str kind;  // "import" ...
    StoreJobStatus status;
    double progress;  // 0 to 1
    Str detail;       // what it does now, for a person
    Str input;        // JSON
    Str result;       // JSON; "" until done
    Str error;        // for a person
    Moment created_at;
    Moment updated_at;
} StoreJob;

const char *store_job_status_name(StoreJobStatus status);  // "queued", "running" ...

// Takes id, workspace, kind, input and created_at; it is queued.
MUST_USE bool store_job_add(Store *s, const StoreJob *job, Err *err);
// Takes id, status, progress, detail and updated_at; quick, not durable.
MUST_USE bool store_job_progress(Store *s, const StoreJob *job, Err *err);
// Takes id, status, result, error and updated_at; progress becomes 1 when done.
MUST_USE bool store_job_finish(Store *s, const StoreJob *job, Err *err);
// Fails: ERR_NOT_FOUND.
MUST_USE bool store_job_get(Store *s, Str workspace, Str id, Arena *a, StoreJob *ret, Err *err);
// Newest first, at most `limit`.
MUST_USE bool store_job_list(Store *s, Str workspace, size_t limit, Arena *a, StoreJob **ret,
                             size_t *ret_count, Err *err);
// At start: what a stopped program left queued or running has failed, with `error`.
MUST_USE bool store_job_recover(Store *s, Str error, Moment now, Err *err);
