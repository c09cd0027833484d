// interval: something small that is done now and then for as long as the program runs, on a thread
// of its own: emptying what is kept for a time only.
#pragma once

#include <stdint.h>

typedef struct Interval Interval;

typedef struct IntervalOptions {
    int64_t every_us;
    void (*run)(void *ctx);  // first after `every_us`
    void *ctx;
} IntervalOptions;

Interval *interval_new(const IntervalOptions *options);
void interval_free(Interval *i);  // waits for a run that is under way; NULL is fine
