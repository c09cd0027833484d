#include "net/worker_pool.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_LEN = 11, THREADS_MAX = 1024 };

struct WorkerPool {
    pthread_mutex_t lock;
    pthread_cond_t more;
    WorkerJob *first;
    WorkerJob *last;
    int queued;
    int queue_max;
    bool ending;
    int idle;  // threads that wait for a job
    int thread_count;
    int thread_max;
    char name[NAME_MAX_LEN + 1];
    pthread_t threads[];
};

static WorkerJob *job_take(WorkerPool *pool) {
    pthread_mutex_lock(&pool->lock);
    pool->idle++;
    while (!pool->first && !pool->ending) pthread_cond_wait(&pool->more, &pool->lock);
    pool->idle--;
    WorkerJob *job = pool->first;
    if (job) {
        pool->first = job->next;
        if (!pool->first) pool->last = NULL;
        pool->queued--;
    }
    pthread_mutex_unlock(&pool->lock);
    return job;
}

static void *worker_main(void *context) {
    WorkerPool *pool = context;
    pthread_setname_np(pthread_self(), pool->name);
    WorkerJob *job = NULL;
    while ((job = job_take(pool))) job->run(job);
    return NULL;
}

// Signals are for the main thread, which waits for them; a worker would only be interrupted.
static bool thread_start(WorkerPool *pool) {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&pool->threads[pool->thread_count], NULL, worker_main, pool);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failed == 0) pool->thread_count++;
    return failed == 0;
}

bool worker_pool_new(const char *name, int threads_max, int queue_max, WorkerPool **ret_pool,
                     Err *err) {
    assert(threads_max > 0 && threads_max <= THREADS_MAX && queue_max > 0);
    WorkerPool *pool = calloc(1, sizeof *pool + (size_t)threads_max * sizeof(pthread_t));
    if (!pool) return fail(err, ERR_UNAVAILABLE, "no memory for %d worker threads", threads_max);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->more, NULL);
    pool->queue_max = queue_max;
    pool->thread_max = threads_max;
    snprintf(pool->name, sizeof pool->name, "%s", name);
    if (!thread_start(pool)) {
        worker_pool_free(pool);
        return fail(err, ERR_UNAVAILABLE, "cannot start a worker thread");
    }
    *ret_pool = pool;
    return true;
}

void worker_pool_free(WorkerPool *pool) {
    if (!pool) return;
    pthread_mutex_lock(&pool->lock);
    pool->ending = true;
    pthread_cond_broadcast(&pool->more);
    pthread_mutex_unlock(&pool->lock);
    for (int i = 0; i < pool->thread_count; i++) pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->more);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}

// Under the lock. When it cannot start one, the threads there are do the work.
static void thread_add(WorkerPool *pool) {
    bool wanted = pool->queued > pool->idle && pool->thread_count < pool->thread_max;
    if (wanted && !pool->ending && !thread_start(pool)) pool->thread_max = pool->thread_count;
}

static bool job_put(WorkerPool *pool, WorkerJob *job, bool past_bound) {
    assert(job->run);
    pthread_mutex_lock(&pool->lock);
    bool fits = past_bound || pool->queued < pool->queue_max;
    if (fits) {
        job->next = NULL;
        if (pool->last)
            pool->last->next = job;
        else
            pool->first = job;
        pool->last = job;
        pool->queued++;
        thread_add(pool);
        pthread_cond_signal(&pool->more);
    }
    pthread_mutex_unlock(&pool->lock);
    return fits;
}

bool worker_pool_submit(WorkerPool *pool, WorkerJob *job) { return job_put(pool, job, false); }

void worker_pool_submit_always(WorkerPool *pool, WorkerJob *job) { job_put(pool, job, true); }

int worker_pool_queued(WorkerPool *pool) {
    pthread_mutex_lock(&pool->lock);
    int queued = pool->queued;
    pthread_mutex_unlock(&pool->lock);
    return queued;
}
