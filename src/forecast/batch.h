// batch: thousands of series on all cores.
//
// Workers take the next series that nobody has; each has its own memory, so that the result does
// not depend on how many there are. Threads live only during the call.
#pragma once

#include <stdatomic.h>

#include "forecast/forecast.h"

enum { BATCH_THREADS_MAX = 64 };

typedef struct BatchOptions {
    size_t threads;             // 0: one a core
    const atomic_bool *cancel;  // may be NULL; looked at between series
    void *ctx;                  // for `progress`
    void (*progress)(void *ctx, size_t done, size_t count);  // may be NULL; from the calling thread
} BatchOptions;

typedef struct Batch {
    Forecast *results;  // one a request, in their order
    size_t count;
    Arena *arenas[BATCH_THREADS_MAX];
    size_t arena_count;
} Batch;

// Fails as forecast_run does, with the first request that is wrong, or ERR_CANCELLED. *ret is
// freed by batch_done after success; nothing is left on failure.
MUST_USE bool batch_run(const ForecastRequest *requests, size_t count, const BatchOptions *options,
                        Batch *ret, Err *err);
void batch_done(Batch *b);
