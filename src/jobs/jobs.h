// jobs: long work in the background, which whoever asked for it can follow and cancel.
//
// A few threads take jobs in the order in which they came, one of a kind at a time: imports follow
// one another, but do not wait for a forecast of everything. A job tells how far it is; watchers
// are woken at each change. That a job is there, and what became of it, is on the disk before
// anybody is told, and is known after a restart too. What was not over then is done again where
// its owner can do it again (JobsOptions.resume), and has failed otherwise.
// Thread-safe.
#pragma once

#include <stdatomic.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/jsonw.h"
#include "store/store.h"
#include "words/words.h"

typedef struct Jobs Jobs;
typedef struct Job Job;  // to the one who works on it

typedef enum JobStatus { JOB_QUEUED, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_CANCELLED } JobStatus;

enum {
    JOBS_WAITING_MAX = 1000,
    JOBS_KEPT_MAX = 50,  // finished ones in memory; the others are read from the store
    JOB_RESULT_MAX = 16 << 20,
};

// The work. Writes one JSON value as its result. Runs on a thread of Jobs.
typedef struct JobWork {
    const char *kind;  // "import"
    bool (*run)(void *ctx, Job *job, Buf *result, Err *err);
    // Afterwards in any case, also when it never ran; frees ctx. `again`: the program stops, and
    // the job will be resumed at the next start.
    void (*done)(void *ctx, bool again);
    void *ctx;
    Str id;        // of the job, when its owner chose it; "" for a fresh one
    bool resumes;  // JobsOptions.resume knows it
} JobWork;

typedef struct JobView {
    Str id, kind, title, doing;
    JobStatus status;
    double progress;  // 0..1
    Moment created_at, updated_at;
    Str result;       // JSON; "" before it is done
    Err error;        // when it failed or was cancelled
    uint64_t change;  // grows with every change
} JobView;

typedef struct JobsOptions {
    Store *store;
    Str workspace;  // which the store knows
    int threads;    // 0: one
    void *ctx;
    // For each job that a stopped program left unfinished, before any begins: gives the work to do
    // it again. False when there is none, with *err when there is more to say; may be NULL.
    bool (*resume)(void *ctx, const JobView *job, JobWork *ret_work, Err *err);
    // After each change of any job, on the thread that made it; may be NULL. Must not block.
    void (*changed)(void *ctx, Str id);
} JobsOptions;

// Texts are borrowed. Fails: ERR_IO the store.
MUST_USE bool jobs_new(const JobsOptions *options, Jobs **ret_jobs, Err *err);
// Before the end: nobody waits in jobs_wait any more.
void jobs_release_waiters(Jobs *jobs);
// Takes no new job and lets those that are there finish. True when all did within the time.
bool jobs_drain(Jobs *jobs, int timeout_ms);
// Cancels what runs and waits for it. What resumes will be resumed; of the rest, what never began
// has failed. NULL is fine.
void jobs_free(Jobs *jobs);

// Fails: ERR_UNAVAILABLE too many wait, or the end is near; ERR_IO it could not be recorded. In any
// case work->done is called, sooner or later.
MUST_USE bool jobs_add(Jobs *jobs, Str title, const JobWork *work, Arena *a, Str *ret_id, Err *err);
// Texts of the view are copied into `a`. Fails: ERR_NOT_FOUND.
MUST_USE bool jobs_view(Jobs *jobs, Str id, Arena *a, JobView *ret_view, Err *err);
// The same, but waits until the job's `change` is past `seen`, `timeout_ms` at most; not for one
// that is over.
typedef struct JobWait {
    Str id;
    uint64_t seen;
    int timeout_ms;
} JobWait;
MUST_USE bool jobs_wait(Jobs *jobs, const JobWait *wait, Arena *a, JobView *ret_view, Err *err);
// The newest first, at most `limit`, of a kind ("": of any).
typedef struct JobsPage {
    Str kind;
    size_t limit;
} JobsPage;
MUST_USE bool jobs_list(Jobs *jobs, const JobsPage *page, Arena *a, JobView **ret_views,
                        size_t *ret_count, Err *err);
// A waiting job ends at once, a running one as soon as it looks; one that is over stays as it is.
// Fails: ERR_NOT_FOUND.
MUST_USE bool jobs_cancel(Jobs *jobs, Str id, Err *err);

bool job_is_over(JobStatus status);
const char *job_status_name(JobStatus status);
// What is said to a person, in their language; it is kept in English.
void job_write(JsonW *w, const JobView *view, Words words);
// The members "result" and "error" of an open object.
void job_outcome_write(JsonW *w, const JobView *view, Words words);

// For the work itself.
void job_progress(Job *job, double fraction, Str doing);
const atomic_bool *job_cancel_flag(const Job *job);
