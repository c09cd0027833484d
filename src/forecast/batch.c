#include "forecast/batch.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { THREAD_SERIES_MIN = 8 };  // fewer are done before a thread is up

typedef struct Work {
    const ForecastRequest *requests;
    size_t count;
    const BatchOptions *options;
    Batch *batch;
    atomic_size_t next;
    atomic_size_t done;
    atomic_bool failed;
    pthread_mutex_t lock;  // over `err`
    Err err;
} Work;

typedef struct Worker {
    Work *work;
    Arena *keep;  // results
    bool reports;
} Worker;

static void work_fail(Work *w, const Err *err) {
    pthread_mutex_lock(&w->lock);
    if (!atomic_exchange(&w->failed, true)) w->err = *err;
    pthread_mutex_unlock(&w->lock);
}

// Out of the scratch arena into the one that stays.
static Forecast result_keep(const Forecast *f, Arena *keep) {
    Forecast kept = {.model = str_dup(keep, f->model), .count = f->count};
    kept.points = arena_new(keep, ForecastPoint, f->count);
    for (size_t k = 0; k < f->count; k++) kept.points[k] = f->points[k];
    DriverEffect *effects = arena_new(keep, DriverEffect, f->effect_count + 1);
    for (size_t k = 0; k < f->effect_count; k++) {
        effects[k] = f->effects[k];
        effects[k].name = str_dup(keep, f->effects[k].name);
        effects[k].words = str_dup(keep, f->effects[k].words);
    }
    kept.effects = effects;
    kept.effect_count = f->effect_count;
    return kept;
}

static void *worker_run(void *argument) {
    Worker *worker = argument;
    Work *w = worker->work;
    Err err = {0};
    CLEANUP(arena_freep) Arena *scratch = arena_create(0);
    while (!atomic_load(&w->failed)) {
        size_t at = atomic_fetch_add(&w->next, 1);
        if (at >= w->count) break;
        if (w->options->cancel && atomic_load(w->options->cancel)) {
            (void)fail(&err, ERR_CANCELLED, "forecasting was cancelled");
            work_fail(w, &err);
            break;
        }
        arena_reset(scratch);
        Forecast result;
        if (!forecast_run(&w->requests[at], scratch, &result, &err)) {
            work_fail(w, &err);
            break;
        }
        w->batch->results[at] = result_keep(&result, worker->keep);
        size_t done = atomic_fetch_add(&w->done, 1) + 1;
        if (worker->reports && w->options->progress) {
            w->options->progress(w->options->ctx, done, w->count);
        }
    }
    return NULL;
}

static size_t threads_wanted(const BatchOptions *options, size_t count) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t wanted = options->threads ? options->threads : (size_t)(cores > 0 ? cores : 1);
    size_t useful = count / THREAD_SERIES_MIN + 1;
    if (wanted > useful) wanted = useful;
    return wanted > BATCH_THREADS_MAX ? BATCH_THREADS_MAX : wanted;
}

bool batch_run(const ForecastRequest *requests, size_t count, const BatchOptions *options,
               Batch *ret, Err *err) {
    assert(options && ret && err);
    Batch batch = {.count = count, .arena_count = threads_wanted(options, count)};
    Work work = {.requests = requests,
                 .count = count,
                 .options = options,
                 .batch = &batch,
                 .lock = PTHREAD_MUTEX_INITIALIZER};
    Worker workers[BATCH_THREADS_MAX];
    pthread_t threads[BATCH_THREADS_MAX];
    bool started[BATCH_THREADS_MAX] = {false};
    for (size_t i = 0; i < batch.arena_count; i++) batch.arenas[i] = arena_create(0);
    batch.results = arena_new(batch.arenas[0], Forecast, count + 1);
    for (size_t i = 0; i < batch.arena_count; i++) {
        workers[i] = (Worker){&work, batch.arenas[i], i == 0};
        started[i] = i > 0 && pthread_create(&threads[i], NULL, worker_run, &workers[i]) == 0;
    }
    (void)worker_run(&workers[0]);
    for (size_t i = 1; i < batch.arena_count; i++) {
        if (started[i]) (void)pthread_join(threads[i], NULL);
    }
    pthread_mutex_destroy(&work.lock);
    if (atomic_load(&work.failed)) {
        batch_done(&batch);
        *err = work.err;
        return false;
    }
    *ret = batch;
    return true;
}

void batch_done(Batch *b) {
    for (size_t i = 0; i < b->arena_count; i++) arena_free(b->arenas[i]);
    *b = (Batch){0};
}
