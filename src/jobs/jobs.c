#include "jobs/jobs.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "jobs/jobs_record.h"
#include "sys/clock.h"
#include "sys/log.h"
#include "sys/rand.h"

enum { THREADS_MAX = 8 };

struct Job {
    Jobs *jobs;
    Job *newer;  // list of all, the oldest first
    Arena *arena;
    JobWork work;
    atomic_bool cancel;
    atomic_bool again;  // cancelled because the program stops: resumed at the next start
    JobView view;       // guarded by jobs->lock
    char doing[160];
};

struct Jobs {
    JobsOptions options;
    pthread_mutex_t lock;
    pthread_cond_t queued;   // a job waits for a thread
    pthread_cond_t changed;  // some job changed
    Job *oldest, *newest;
    size_t waiting, running, over;
    bool closed;     // takes no new jobs
    bool stopping;   // begins none
    bool unwatched;  // nobody waits for a change
    pthread_t threads[THREADS_MAX];
    int thread_count;
};

static const char *const STATUS_NAMES[] = {
    [JOB_QUEUED] = "queued", [JOB_RUNNING] = "running",     [JOB_DONE] = "done",
    [JOB_FAILED] = "failed", [JOB_CANCELLED] = "cancelled",
};

const char *job_status_name(JobStatus status) { return STATUS_NAMES[status]; }
bool job_is_over(JobStatus status) { return status >= JOB_DONE; }
const atomic_bool *job_cancel_flag(const Job *job) { return &job->cancel; }

static void job_free(Job *job) {
    Arena *a = job->arena;
    arena_free(a);
}

// With the lock held.
static void touch(Jobs *jobs, Job *job) {
    job->view.change++;
    job->view.updated_at = clock_now();
    pthread_cond_broadcast(&jobs->changed);
}

static void tell(Jobs *jobs, Str id) {
    if (jobs->options.changed) jobs->options.changed(jobs->options.ctx, id);
}

// With the lock held: forgets the oldest finished jobs past the number that is kept.
static void over_trim(Jobs *jobs) {
    Job **at = &jobs->oldest;
    while (*at && jobs->over > JOBS_KEPT_MAX) {
        Job *job = *at;
        if (!job_is_over(job->view.status) || job == jobs->newest) {
            at = &job->newer;
            continue;
        }
        *at = job->newer;
        jobs->over--;
        job_free(job);
    }
}

static Job *job_find(Jobs *jobs, Str id) {
    for (Job *job = jobs->oldest; job; job = job->newer) {
        if (str_eq(job->view.id, id)) return job;
    }
    return NULL;
}

static bool kind_runs(const Jobs *jobs, Str kind) {
    for (const Job *job = jobs->oldest; job; job = job->newer) {
        if (job->view.status == JOB_RUNNING && str_eq(job->view.kind, kind)) return true;
    }
    return false;
}

// The oldest whose kind has no other under way.
static Job *job_waiting(const Jobs *jobs) {
    for (Job *job = jobs->oldest; job; job = job->newer) {
        if (job->view.status == JOB_QUEUED && !kind_runs(jobs, job->view.kind)) return job;
    }
    return NULL;
}

// What became of a job, on the disk. When the disk does not take it the job ends all the same, and
// after a restart it is told as failed.
static void end_record(Jobs *jobs, const JobView *end) {
    Err err = {0};
    StoreJob record = jobs_record_of(end);
    if (store_job_finish(jobs->options.store, &record, &err)) return;
    log_warn("what became of a job was not recorded", "error", err.message, NULL);
}

// The program stops before the job is over: for the disk it is as if it had never begun.
static void job_leave(Jobs *jobs, Job *job) {
    job->work.done(job->work.ctx, true);
    pthread_mutex_lock(&jobs->lock);
    job->view.status = JOB_CANCELLED;
    jobs->running--;
    pthread_cond_broadcast(&jobs->changed);
    pthread_mutex_unlock(&jobs->lock);
}

// How a job ended, for those who watch; the disk knows of it already.
static void job_end(Jobs *jobs, Job *job, const JobView *end) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Str id = str_dup(a, job->view.id);
    pthread_mutex_lock(&jobs->lock);
    bool was_running = job->view.status == JOB_RUNNING;
    job->view.status = end->status;
    job->view.error = end->error;
    job->view.result = str_dup(job->arena, end->result);
    if (end->status == JOB_DONE) job->view.progress = 1;
    if (was_running) jobs->running--;
    pthread_cond_broadcast(&jobs->queued);  // the next of its kind may begin
    jobs->over++;
    touch(jobs, job);
    over_trim(jobs);
    pthread_mutex_unlock(&jobs->lock);
    tell(jobs, id);
}

static void job_run(Jobs *jobs, Job *job) {
    CLEANUP(buf_done) Buf result;
    buf_init(&result, JOB_RESULT_MAX);
    JobView end = {.id = job->view.id, .status = JOB_DONE};
    bool ok = job->work.run(job->work.ctx, job, &result, &end.error) &&
              buf_check(&result, ERR_WORD("the job's result"), &end.error);
    if (!ok && atomic_load(&job->again) && end.error.code == ERR_CANCELLED) {
        job_leave(jobs, job);
        return;
    }
    if (ok) {
        end.result = buf_str(&result);
        end.error = (Err){0};
    } else {
        end.status = end.error.code == ERR_CANCELLED ? JOB_CANCELLED : JOB_FAILED;
    }
    end.updated_at = clock_now();
    // The disk first: a stop between the two must not leave a job that is done as one that failed.
    end_record(jobs, &end);
    job->work.done(job->work.ctx, false);
    job_end(jobs, job, &end);
}

static void *thread_main(void *ctx) {
    Jobs *jobs = ctx;
    pthread_mutex_lock(&jobs->lock);
    for (;;) {
        Job *job = jobs->stopping ? NULL : job_waiting(jobs);
        if (job) {
            job->view.status = JOB_RUNNING;
            jobs->waiting--;
            jobs->running++;
            touch(jobs, job);
            pthread_mutex_unlock(&jobs->lock);
            tell(jobs, job->view.id);
            job_run(jobs, job);
            pthread_mutex_lock(&jobs->lock);
        } else if (jobs->stopping) {
            break;
        } else {
            pthread_cond_wait(&jobs->queued, &jobs->lock);
        }
    }
    pthread_mutex_unlock(&jobs->lock);
    return NULL;
}

static void threads_start(Jobs *jobs) {
    int wanted = jobs->options.threads > 0 ? jobs->options.threads : 1;
    if (wanted > THREADS_MAX) wanted = THREADS_MAX;
    while (jobs->thread_count < wanted) {
        if (pthread_create(&jobs->threads[jobs->thread_count], NULL, thread_main, jobs)) abort();
        jobs->thread_count++;
    }
}

static Job *job_make(Jobs *jobs, const JobView *view, const JobWork *work) {
    Arena *a = arena_create(0);
    Job *job = arena_new(a, Job, 1);
    job->arena = a;
    job->jobs = jobs;
    job->work = *work;
    atomic_init(&job->cancel, false);
    atomic_init(&job->again, false);
    job->view = *view;
    job->view.id = view->id.len > 0 ? str_dup(a, view->id) : rand_id(a);
    job->view.kind = str_from(work->kind);
    job->view.title = str_dup(a, view->title);
    job->view.status = JOB_QUEUED;
    return job;
}

// With the lock held, or before anybody else knows of them.
static void job_append(Jobs *jobs, Job *job) {
    *(jobs->newest ? &jobs->newest->newer : &jobs->oldest) = job;
    jobs->newest = job;
    jobs->waiting++;
}

static void job_recover(Jobs *jobs, const StoreJob *record) {
    const JobsOptions *o = &jobs->options;
    StoreJob stopped = jobs_record_stopped(clock_now());
    JobView view = jobs_record_view(record), end = jobs_record_view(&stopped);
    JobWork work = {0};
    Err why = {0};
    if (o->resume && o->resume(o->ctx, &view, &work, &why)) {
        job_append(jobs, job_make(jobs, &view, &work));
        return;
    }
    if (why.code != ERR_NONE) end.error = why;
    end.id = record->id;
    end_record(jobs, &end);
}

static bool jobs_recover(Jobs *jobs, Err *err) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const JobsOptions *o = &jobs->options;
    StoreJob *records = NULL;
    size_t count = 0;
    if (!store_job_unfinished(o->store, o->workspace, a, &records, &count, err)) return false;
    for (size_t i = 0; i < count; i++) job_recover(jobs, &records[i]);
    return true;
}

bool jobs_new(const JobsOptions *options, Jobs **ret_jobs, Err *err) {
    assert(options->store && ret_jobs);
    Jobs *jobs = calloc(1, sizeof *jobs);
    if (!jobs) abort();
    jobs->options = *options;
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_cond_init(&jobs->queued, NULL);
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&jobs->changed, &attr);
    pthread_condattr_destroy(&attr);
    if (!jobs_recover(jobs, err)) {
        jobs_free(jobs);
        return false;
    }
    *ret_jobs = jobs;  // first: what is resumed tells of itself at once
    threads_start(jobs);
    return true;
}

static struct timespec after_ms(int timeout_ms) {
    int64_t at_us = clock_mono_us() + (int64_t)timeout_ms * 1000;
    return (struct timespec){.tv_sec = at_us / 1000000, .tv_nsec = at_us % 1000000 * 1000};
}

void jobs_release_waiters(Jobs *jobs) {
    pthread_mutex_lock(&jobs->lock);
    jobs->unwatched = true;
    pthread_cond_broadcast(&jobs->changed);
    pthread_mutex_unlock(&jobs->lock);
}

bool jobs_drain(Jobs *jobs, int timeout_ms) {
    struct timespec until = after_ms(timeout_ms);
    int waited = 0;
    pthread_mutex_lock(&jobs->lock);
    jobs->closed = true;
    while (jobs->waiting + jobs->running > 0 && waited != ETIMEDOUT) {
        waited = pthread_cond_timedwait(&jobs->changed, &jobs->lock, &until);
    }
    bool all = jobs->waiting + jobs->running == 0;
    pthread_mutex_unlock(&jobs->lock);
    return all;
}

// What never began.
static void waiting_end(Jobs *jobs) {
    StoreJob stopped = jobs_record_stopped(clock_now());
    for (Job *job = jobs->oldest; job; job = job->newer) {
        if (job->view.status != JOB_QUEUED) continue;
        if (job->work.resumes) {
            job->work.done(job->work.ctx, true);
            continue;
        }
        JobView end = jobs_record_view(&stopped);
        end.id = job->view.id;
        end_record(jobs, &end);
        job->work.done(job->work.ctx, false);
    }
}

// With the lock held: what was not cancelled by a person is not over.
static void stop_tell(Job *job) {
    if (!atomic_load(&job->cancel)) atomic_store(&job->again, job->work.resumes);
    atomic_store(&job->cancel, true);
}

void jobs_free(Jobs *jobs) {
    if (!jobs) return;
    pthread_mutex_lock(&jobs->lock);
    jobs->closed = jobs->stopping = true;
    for (Job *job = jobs->oldest; job; job = job->newer) stop_tell(job);
    pthread_cond_broadcast(&jobs->queued);
    pthread_mutex_unlock(&jobs->lock);
    for (int i = 0; i < jobs->thread_count; i++) pthread_join(jobs->threads[i], NULL);
    waiting_end(jobs);
    for (Job *job = jobs->oldest; job;) {
        Job *newer = job->newer;
        job_free(job);
        job = newer;
    }
    pthread_cond_destroy(&jobs->changed);
    pthread_cond_destroy(&jobs->queued);
    pthread_mutex_destroy(&jobs->lock);
    free(jobs);
}

// In the queue, unless it is full.
static bool job_enqueue(Jobs *jobs, Job *job, Err *err) {
    pthread_mutex_lock(&jobs->lock);
    bool closed = jobs->closed;
    bool fits = !closed && jobs->waiting < JOBS_WAITING_MAX;
    if (fits) {
        job_append(jobs, job);
        pthread_cond_signal(&jobs->queued);
    }
    pthread_mutex_unlock(&jobs->lock);
    if (fits) return true;
    if (closed) return fail(err, ERR_UNAVAILABLE, "the server is stopping");
    return fail(err, ERR_UNAVAILABLE, "%d jobs wait already; try again when some are done",
                JOBS_WAITING_MAX);
}

bool jobs_add(Jobs *jobs, Str title, const JobWork *work, Arena *a, Str *ret_id, Err *err) {
    assert(work->run && work->done);
    Moment now = clock_now();
    const JobView view = {.id = work->id, .title = title, .created_at = now, .updated_at = now};
    Job *job = job_make(jobs, &view, work);
    Str id = str_dup(a, job->view.id);
    StoreJob record = jobs_record_of(&job->view);
    bool recorded = store_job_add(jobs->options.store, jobs->options.workspace, &record, err);
    if (!recorded || !job_enqueue(jobs, job, err)) {
        JobView end = {.id = id, .status = JOB_FAILED, .error = *err, .updated_at = clock_now()};
        if (recorded) end_record(jobs, &end);
        work->done(work->ctx, false);
        job_free(job);
        return false;
    }
    *ret_id = id;
    tell(jobs, id);
    return true;
}

static JobView view_copy(const JobView *v, Arena *a) {
    JobView copy = *v;
    copy.id = str_dup(a, v->id);
    copy.kind = str_dup(a, v->kind);
    copy.title = str_dup(a, v->title);
    copy.doing = str_dup(a, v->doing);
    copy.result = str_dup(a, v->result);
    return copy;
}

// One that is no longer in memory.
static bool view_stored(Jobs *jobs, Str id, Arena *a, JobView *ret_view, Err *err) {
    StoreJob record = {0};
    if (!store_job_get(jobs->options.store, jobs->options.workspace, id, a, &record, err)) {
        return false;
    }
    *ret_view = jobs_record_view(&record);
    return true;
}

bool jobs_wait(Jobs *jobs, const JobWait *wait, Arena *a, JobView *ret_view, Err *err) {
    struct timespec until = after_ms(wait->timeout_ms);
    pthread_mutex_lock(&jobs->lock);
    const Job *job = job_find(jobs, wait->id);
    int waited = wait->timeout_ms > 0 ? 0 : ETIMEDOUT;
    while (job && job->view.change <= wait->seen && !job_is_over(job->view.status) &&
           !jobs->unwatched && waited != ETIMEDOUT) {
        waited = pthread_cond_timedwait(&jobs->changed, &jobs->lock, &until);
        job = job_find(jobs, wait->id);
    }
    if (job) *ret_view = view_copy(&job->view, a);
    pthread_mutex_unlock(&jobs->lock);
    return job || view_stored(jobs, wait->id, a, ret_view, err);
}

bool jobs_view(Jobs *jobs, Str id, Arena *a, JobView *ret_view, Err *err) {
    return jobs_wait(jobs, &(JobWait){.id = id}, a, ret_view, err);
}

bool jobs_list(Jobs *jobs, const JobsPage *page, Arena *a, JobView **ret_views, size_t *ret_count,
               Err *err) {
    StoreJob *records = NULL;
    size_t count = 0;
    StoreJobPage wanted = {jobs->options.workspace, page->kind, page->limit};
    if (!store_job_list(jobs->options.store, &wanted, a, &records, &count, err)) return false;
    JobView *views = arena_new(a, JobView, count);
    pthread_mutex_lock(&jobs->lock);
    for (size_t i = 0; i < count; i++) {
        const Job *job = job_find(jobs, records[i].id);  // knows how far it is
        views[i] = job ? view_copy(&job->view, a) : jobs_record_view(&records[i]);
    }
    pthread_mutex_unlock(&jobs->lock);
    *ret_views = views;
    *ret_count = count;
    return true;
}

// With the lock held: takes a job that waits out of the queue, so that no thread begins it.
static bool waiting_take(Jobs *jobs, Job *job) {
    if (!job || job->view.status != JOB_QUEUED) return false;
    job->view.status = JOB_RUNNING;
    jobs->waiting--;
    jobs->running++;
    return true;
}

bool jobs_cancel(Jobs *jobs, Str id, Err *err) {
    pthread_mutex_lock(&jobs->lock);
    Job *job = job_find(jobs, id);
    if (job) atomic_store(&job->cancel, true);
    bool taken = waiting_take(jobs, job);
    pthread_mutex_unlock(&jobs->lock);
    if (taken) {
        JobView end = {.id = job->view.id, .status = JOB_CANCELLED, .updated_at = clock_now()};
        (void)fail(&end.error, ERR_CANCELLED, "cancelled before it began");
        end_record(jobs, &end);
        job->work.done(job->work.ctx, false);
        job_end(jobs, job, &end);
        return true;
    }
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    JobView over = {0};
    return job || view_stored(jobs, id, a, &over, err);
}

void job_progress(Job *job, double fraction, Str doing) {
    Jobs *jobs = job->jobs;
    pthread_mutex_lock(&jobs->lock);
    size_t len = doing.len < sizeof job->doing ? doing.len : sizeof job->doing;
    if (len > 0) memcpy(job->doing, doing.ptr, len);
    job->view.doing = str_of(job->doing, len);
    job->view.progress = fraction < 0 ? 0 : fraction > 1 ? 1 : fraction;
    touch(jobs, job);
    pthread_mutex_unlock(&jobs->lock);
    tell(jobs, job->view.id);
}
