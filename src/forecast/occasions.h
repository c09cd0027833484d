// occasions: dates of festivals as the events of a series whose periods are days, weeks, months ...
#pragma once

#include "forecast/forecast.h"

typedef struct OccasionDay {
    Str name;  // days of one name are one event
    Date date;
} OccasionDay;

// The first and the end of the time that `count` observations up to `clock` and `horizon` more
// cover; what to ask the calendar for. All of time is empty when the clock is not dated.
DateRange occasions_span(const ForecastClock *clock, size_t count, size_t horizon);
// One event a name, in order of first mention; days outside the span are left out. NULL and 0 when
// the clock is not dated.
const DriverEvent *occasions_make(const OccasionDay *days, size_t day_count,
                                  const ForecastClock *clock, const ForecastRequest *r, Arena *a,
                                  size_t *ret_count);
// The same of the calendar of a region ("IN", "US"): what is kept there and touches the span; for
// months and longer only what does not always fall into the same one.
const DriverEvent *occasions_of_region(Str region, const ForecastClock *clock,
                                       const ForecastRequest *r, Arena *a, size_t *ret_count);
