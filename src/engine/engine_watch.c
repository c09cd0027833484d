#include "engine/engine_watch.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "sys/clock.h"

// Half of the promise is 50 ms; DuckDB itself takes the most of it between two chunks.
enum { TICK_US = 5000 };

struct EngineWatch {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    EngineWatched *first;
    bool stopping;
};

ErrCode engine_watch_verdict(const RunLimits *limits) {
    if (limits->cancel && atomic_load_explicit(limits->cancel, memory_order_relaxed)) {
        return ERR_CANCELLED;
    }
    if (limits->deadline_us != 0 && clock_mono_us() >= limits->deadline_us) return ERR_TIMEOUT;
    return ERR_NONE;
}

bool engine_watch_fail(ErrCode code, Err *err) {
    if (code == ERR_CANCELLED) return fail(err, code, "the statement was cancelled");
    return fail(err, ERR_TIMEOUT, "the statement took longer than it may");
}

static bool watched_at_all(const RunLimits *limits) {
    return limits->cancel || limits->deadline_us != 0;
}

static void interrupt_overdue(EngineWatch *w) {
    for (EngineWatched *item = w->first; item; item = item->next) {
        ErrCode verdict = engine_watch_verdict(&item->limits);
        if (verdict == ERR_NONE) continue;
        atomic_store(&item->fired, verdict);
        duckdb_interrupt(item->connection);
    }
}

static void wait_tick(EngineWatch *w) {
    struct timespec until = clock_mono_deadline(TICK_US);
    pthread_cond_timedwait(&w->changed, &w->mutex, &until);
}

static void *watch_run(void *ctx) {
    EngineWatch *w = ctx;
    pthread_mutex_lock(&w->mutex);
    while (!w->stopping) {
        if (w->first) {
            wait_tick(w);
            interrupt_overdue(w);
        } else {
            pthread_cond_wait(&w->changed, &w->mutex);
        }
    }
    pthread_mutex_unlock(&w->mutex);
    return NULL;
}

bool engine_watch_new(EngineWatch **ret_watch, Err *err) {
    EngineWatch *w = calloc(1, sizeof *w);
    if (!w) return fail(err, ERR_LIMIT, "out of memory");
    pthread_mutex_init(&w->mutex, NULL);
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&w->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    if (pthread_create(&w->thread, NULL, watch_run, w) != 0) {
        free(w);
        return fail(err, ERR_LIMIT, "no more threads can be started");
    }
    *ret_watch = w;
    return true;
}

void engine_watch_free(EngineWatch *w) {
    if (!w) return;
    assert(!w->first);
    pthread_mutex_lock(&w->mutex);
    w->stopping = true;
    pthread_cond_signal(&w->changed);
    pthread_mutex_unlock(&w->mutex);
    pthread_join(w->thread, NULL);
    pthread_cond_destroy(&w->changed);
    pthread_mutex_destroy(&w->mutex);
    free(w);
}

void engine_watch_add(EngineWatch *w, EngineWatched *item) {
    if (!watched_at_all(&item->limits)) return;
    pthread_mutex_lock(&w->mutex);
    bool was_idle = !w->first;
    item->next = w->first;
    w->first = item;
    if (was_idle) pthread_cond_signal(&w->changed);
    pthread_mutex_unlock(&w->mutex);
}

void engine_watch_remove(EngineWatch *w, EngineWatched *item) {
    if (!watched_at_all(&item->limits)) return;
    pthread_mutex_lock(&w->mutex);
    EngineWatched **at = &w->first;
    while (*at && *at != item) at = &(*at)->next;
    if (*at) *at = item->next;
    pthread_mutex_unlock(&w->mutex);
}
