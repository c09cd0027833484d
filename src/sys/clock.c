#include "sys/clock.h"

#include <stdatomic.h>
#include <time.h>

static _Atomic Moment stopped_at = INT64_MIN;

static int64_t read_us(clockid_t which) {
    struct timespec t = {0};
    clock_gettime(which, &t);
    return t.tv_sec * MOMENT_SECOND + t.tv_nsec / 1000;
}

Moment clock_now(void) {
    Moment stopped = atomic_load(&stopped_at);
    return stopped != INT64_MIN ? stopped : read_us(CLOCK_REALTIME);
}

int64_t clock_mono_us(void) { return read_us(CLOCK_MONOTONIC); }

int64_t clock_cpu_us(void) { return read_us(CLOCK_PROCESS_CPUTIME_ID); }

Date clock_today(void) {
    time_t second = (time_t)(clock_now() / MOMENT_SECOND);
    struct tm local = {0};
    localtime_r(&second, &local);
    return date_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

void clock_stop_for_test(Moment now) { atomic_store(&stopped_at, now); }

struct timespec clock_mono_deadline(int64_t after_us) {
    int64_t at_us = clock_mono_us() + after_us;
    return (struct timespec){.tv_sec = at_us / 1000000, .tv_nsec = at_us % 1000000 * 1000};
}
