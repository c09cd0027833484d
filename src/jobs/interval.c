#include "jobs/interval.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "sys/clock.h"

struct Interval {
    IntervalOptions options;
    pthread_mutex_t lock;
    pthread_cond_t stopped;
    bool stopping;
    pthread_t thread;
};

// False when it is to stop.
static bool pause_end(Interval *i) {
    struct timespec until = clock_mono_deadline(i->options.every_us);
    int waited = 0;
    pthread_mutex_lock(&i->lock);
    while (!i->stopping && waited != ETIMEDOUT) {
        waited = pthread_cond_timedwait(&i->stopped, &i->lock, &until);
    }
    bool goes_on = !i->stopping;
    pthread_mutex_unlock(&i->lock);
    return goes_on;
}

static void *thread_main(void *ctx) {
    Interval *i = ctx;
    while (pause_end(i)) i->options.run(i->options.ctx);
    return NULL;
}

Interval *interval_new(const IntervalOptions *options) {
    Interval *i = calloc(1, sizeof *i);
    if (!i) abort();
    i->options = *options;
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&i->stopped, &attr);
    pthread_condattr_destroy(&attr);
    pthread_mutex_init(&i->lock, NULL);
    if (pthread_create(&i->thread, NULL, thread_main, i)) abort();
    return i;
}

void interval_free(Interval *i) {
    if (!i) return;
    pthread_mutex_lock(&i->lock);
    i->stopping = true;
    pthread_cond_signal(&i->stopped);
    pthread_mutex_unlock(&i->lock);
    pthread_join(i->thread, NULL);
    pthread_cond_destroy(&i->stopped);
    pthread_mutex_destroy(&i->lock);
    free(i);
}
