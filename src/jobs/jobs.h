// jobs: long work in the background, which whoever asked for it can follow and cancel.
//
// A few threads take jobs in the order in which they came. A job tells how far it is; watchers
// are woken at each change. Finished jobs are remembered, the last JOBS_KEPT_MAX of them.
// Thread-safe.
#pragma once

#include <stdatomic.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/jsonw.h"

typedef struct Jobs Jobs;
typedef struct Job Job;  // to the one who works on it

typedef enum JobStatus { JOB_QUEUED, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_CANCELLED } JobStatus;

enum { JOBS_WAITING_MAX = 1000, JOBS_KEPT_MAX = 200, JOB_RESULT_MAX = 16 << 20 };

// The work. Writes one JSON value as its result. Runs on a thread of Jobs.
typedef struct JobWork {
    const char *kind;  // "import"
    bool (*run)(void *ctx, Job *job, Buf *result, Err *err);
    void (*done)(void *ctx);  // afterwards in any case, also when it never ran; frees ctx
    void *ctx;
} JobWork;

typedef struct JobsOptions {
    int threads;  // 0: one
    void *ctx;
    // After each change of any job, on the thread that made it; may be NULL. Must not block.
    void (*changed)(void *ctx, Str id);
} JobsOptions;

typedef struct JobView {
    Str id, kind, title, doing;
    JobStatus status;
    double progress;  // 0..1
    Moment created_at, updated_at;
    Str result;       // JSON; "" before it is done
    Err error;        // when it failed or was cancelled
    uint64_t change;  // grows with every change
} JobView;

Jobs *jobs_new(const JobsOptions *options);
// Cancels what runs and waits for it. NULL is fine.
void jobs_free(Jobs *jobs);

// Fails: ERR_UNAVAILABLE too many wait; work->done has then been called.
MUST_USE bool jobs_add(Jobs *jobs, Str title, const JobWork *work, Arena *a, Str *ret_id, Err *err);
// Texts of the view are copied into `a`. Fails: ERR_NOT_FOUND.
MUST_USE bool jobs_view(Jobs *jobs, Str id, Arena *a, JobView *ret_view, Err *err);
// The same, but waits until the job's `change` is past `seen`, `timeout_ms` at most.
typedef struct JobWait {
    Str id;
    uint64_t seen;
    int timeout_ms;
} JobWait;
MUST_USE bool jobs_wait(Jobs *jobs, const JobWait *wait, Arena *a, JobView *ret_view, Err *err);
// The newest first.
void jobs_list(Jobs *jobs, Arena *a, JobView **ret_views, size_t *ret_count);
// A waiting job ends at once, a running one as soon as it looks. Fails: ERR_NOT_FOUND.
MUST_USE bool jobs_cancel(Jobs *jobs, Str id, Err *err);

bool job_is_over(JobStatus status);
const char *job_status_name(JobStatus status);
void job_write(JsonW *w, const JobView *view);

// For the work itself.
Str job_id(const Job *job);
void job_progress(Job *job, double fraction, Str doing);
const atomic_bool *job_cancel_flag(const Job *job);
