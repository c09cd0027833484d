// clock: the only reader of time. Tests may stop it.
#pragma once

#include <stdint.h>
#include <time.h>

#include "base/date.h"

Moment clock_now(void);       // UTC wall clock
int64_t clock_mono_us(void);  // microseconds since some start; never goes back
// `after_us` from now on CLOCK_MONOTONIC, for a wait on a condition.
struct timespec clock_mono_deadline(int64_t after_us);
Date clock_today(void);      // in the machine's time zone (TZ)
int64_t clock_cpu_us(void);  // CPU time of this process

// From here on clock_now and clock_today stand still at `now`; INT64_MIN lets them go.
void clock_stop_for_test(Moment now);
