#include "jobs/jobs.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sys/clock.h"
#include "sys/rand.h"

enum { THREADS_MAX = 8 };

struct Job {
    Jobs *jobs;
    Job *newer;  // list of all, the oldest first
    Arena *arena;
    JobWork work;
    atomic_bool cancel;
    JobView view;  // guarded by jobs->lock
    char doing[160];
};

struct Jobs {
    JobsOptions options;
    pthread_mutex_t lock;
    pthread_cond_t queued;   // a job waits for a thread
    pthread_cond_t changed;  // some job changed
    Job *oldest, *newest;
    size_t waiting, over;
    bool stopping;
    pthread_t threads[THREADS_MAX];
    int thread_count;
};

static const char *const STATUS_NAMES[] = {
    [JOB_QUEUED] = "queued", [JOB_RUNNING] = "running",     [JOB_DONE] = "done",
    [JOB_FAILED] = "failed", [JOB_CANCELLED] = "cancelled",
};

const char *job_status_name(JobStatus status) { return STATUS_NAMES[status]; }
bool job_is_over(JobStatus status) { return status >= JOB_DONE; }
Str job_id(const Job *job) { return job->view.id; }
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

static Job *job_waiting(Jobs *jobs) {
    for (Job *job = jobs->oldest; job; job = job->newer) {
        if (job->view.status == JOB_QUEUED) return job;
    }
    return NULL;
}

// With the lock held.
static void job_end(Jobs *jobs, Job *job, JobStatus status) {
    job->view.status = status;
    jobs->over++;
    touch(jobs, job);
}

static void job_run(Jobs *jobs, Job *job) {
    Err err = {0};
    CLEANUP(buf_done) Buf result;
    buf_init(&result, JOB_RESULT_MAX);
    bool ok = job->work.run(job->work.ctx, job, &result, &err) &&
              buf_check(&result, "the job's result", &err);
    job->work.done(job->work.ctx);

    pthread_mutex_lock(&jobs->lock);
    if (ok) {
        job->view.result = str_dup(job->arena, buf_str(&result));
        job->view.progress = 1;
    } else {
        job->view.error = err;
    }
    job_end(jobs, job, ok ? JOB_DONE : err.code == ERR_CANCELLED ? JOB_CANCELLED : JOB_FAILED);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Str id = str_dup(a, job->view.id);
    over_trim(jobs);
    pthread_mutex_unlock(&jobs->lock);
    tell(jobs, id);
}

static void *thread_main(void *ctx) {
    Jobs *jobs = ctx;
    pthread_mutex_lock(&jobs->lock);
    for (;;) {
        Job *job = jobs->stopping ? NULL : job_waiting(jobs);
        if (job) {
            job->view.status = JOB_RUNNING;
            jobs->waiting--;
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

Jobs *jobs_new(const JobsOptions *options) {
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
    int wanted = options->threads > 0 ? options->threads : 1;
    if (wanted > THREADS_MAX) wanted = THREADS_MAX;
    while (jobs->thread_count < wanted) {
        if (pthread_create(&jobs->threads[jobs->thread_count], NULL, thread_main, jobs)) abort();
        jobs->thread_count++;
    }
    return jobs;
}

void jobs_free(Jobs *jobs) {
    if (!jobs) return;
    pthread_mutex_lock(&jobs->lock);
    jobs->stopping = true;
    for (Job *job = jobs->oldest; job; job = job->newer) atomic_store(&job->cancel, true);
    pthread_cond_broadcast(&jobs->queued);
    pthread_mutex_unlock(&jobs->lock);
    for (int i = 0; i < jobs->thread_count; i++) pthread_join(jobs->threads[i], NULL);
    for (Job *job = jobs->oldest; job;) {
        Job *newer = job->newer;
        if (job->view.status == JOB_QUEUED) job->work.done(job->work.ctx);
        job_free(job);
        job = newer;
    }
    pthread_cond_destroy(&jobs->changed);
    pthread_cond_destroy(&jobs->queued);
    pthread_mutex_destroy(&jobs->lock);
    free(jobs);
}

static Job *job_new(Jobs *jobs, Str title, const JobWork *work) {
    Arena *a = arena_create(0);
    Job *job = arena_new(a, Job, 1);
    job->arena = a;
    job->jobs = jobs;
    job->work = *work;
    atomic_init(&job->cancel, false);
    job->view = (JobView){.id = rand_id(a),
                          .kind = str_from(work->kind),
                          .title = str_dup(a, title),
                          .status = JOB_QUEUED,
                          .created_at = clock_now()};
    job->view.updated_at = job->view.created_at;
    return job;
}

bool jobs_add(Jobs *jobs, Str title, const JobWork *work, Arena *a, Str *ret_id, Err *err) {
    assert(work->run && work->done);
    Job *job = job_new(jobs, title, work);
    Str id = str_dup(a, job->view.id);
    pthread_mutex_lock(&jobs->lock);
    bool full = jobs->waiting >= JOBS_WAITING_MAX || jobs->stopping;
    if (!full) {
        *(jobs->newest ? &jobs->newest->newer : &jobs->oldest) = job;
        jobs->newest = job;
        jobs->waiting++;
        pthread_cond_signal(&jobs->queued);
    }
    pthread_mutex_unlock(&jobs->lock);
    if (full) {
        work->done(work->ctx);
        job_free(job);
        return fail(err, ERR_UNAVAILABLE, "%d jobs wait already; try again when some are done",
                    JOBS_WAITING_MAX);
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

static bool unknown(Str id, Err *err) {
    return fail(err, ERR_NOT_FOUND, "there is no job '" STR_F "'", STR_A(id));
}

bool jobs_view(Jobs *jobs, Str id, Arena *a, JobView *ret_view, Err *err) {
    pthread_mutex_lock(&jobs->lock);
    const Job *job = job_find(jobs, id);
    if (job) *ret_view = view_copy(&job->view, a);
    pthread_mutex_unlock(&jobs->lock);
    return job ? true : unknown(id, err);
}

static struct timespec after_ms(int timeout_ms) {
    int64_t at_us = clock_mono_us() + (int64_t)timeout_ms * 1000;
    return (struct timespec){.tv_sec = at_us / 1000000, .tv_nsec = at_us % 1000000 * 1000};
}

bool jobs_wait(Jobs *jobs, const JobWait *wait, Arena *a, JobView *ret_view, Err *err) {
    struct timespec until = after_ms(wait->timeout_ms);
    pthread_mutex_lock(&jobs->lock);
    const Job *job = job_find(jobs, wait->id);
    int waited = 0;
    while (job && job->view.change <= wait->seen && waited != ETIMEDOUT) {
        waited = pthread_cond_timedwait(&jobs->changed, &jobs->lock, &until);
        job = job_find(jobs, wait->id);
    }
    if (job) *ret_view = view_copy(&job->view, a);
    pthread_mutex_unlock(&jobs->lock);
    return job ? true : unknown(wait->id, err);
}

void jobs_list(Jobs *jobs, Arena *a, JobView **ret_views, size_t *ret_count) {
    pthread_mutex_lock(&jobs->lock);
    size_t count = 0;
    for (const Job *job = jobs->oldest; job; job = job->newer) count++;
    JobView *views = arena_new(a, JobView, count);
    size_t at = count;
    for (const Job *job = jobs->oldest; job; job = job->newer)
        views[--at] = view_copy(&job->view, a);
    pthread_mutex_unlock(&jobs->lock);
    *ret_views = views;
    *ret_count = count;
}

bool jobs_cancel(Jobs *jobs, Str id, Err *err) {
    pthread_mutex_lock(&jobs->lock);
    Job *job = job_find(jobs, id);
    bool was_waiting = job && job->view.status == JOB_QUEUED;
    if (job) atomic_store(&job->cancel, true);
    if (was_waiting) {
        (void)fail(&job->view.error, ERR_CANCELLED, "cancelled before it began");
        jobs->waiting--;
        job_end(jobs, job, JOB_CANCELLED);
        job->work.done(job->work.ctx);
    }
    pthread_mutex_unlock(&jobs->lock);
    if (!job) return unknown(id, err);
    tell(jobs, id);
    return true;
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
