// timeline: dated observations as they come (unordered, doubled, with holes) as one row of equally
// spaced values.
//
// What the dates are apart decides the unit; several of one period are added up (or averaged);
// periods without any are zero where holes are common, as in lists of sales, else gaps.
#pragma once

#include "forecast/forecast.h"

enum { TIMELINE_POINTS_MAX = 200000 };

typedef enum TimelineHoles { TIMELINE_GUESS, TIMELINE_ZERO, TIMELINE_GAP } TimelineHoles;

typedef struct TimelineRow {
    Moment at;  // a Date times MOMENT_DAY
    double value;
} TimelineRow;

typedef struct TimelineOptions {
    bool mean;  // of the values of one period; false: their sum
    TimelineHoles holes;
    const ForecastClock *like;  // the unit of another series; NULL: found
} TimelineOptions;

typedef struct Timeline {
    double *values;
    size_t count;
    Moment first;
    ForecastClock clock;
    size_t season, season_long;  // 12; 7 and 365; 24 and 168: what the unit usually has
    size_t horizon;              // what people usually want of the unit
    size_t holes;                // periods without a row
    size_t doubles;              // rows that fell into a period already there
    bool uneven;                 // dates of no steady distance: periods were made of them
    Str words;  // "monthly; 2 months without rows were filled"; "" when all was well
} Timeline;

// The clock's unit alone (last: the last row); rows need not be in order. Fewer than two: days.
ForecastClock timeline_unit(const TimelineRow *rows, size_t count, Arena *a);
// "hour", "day", "week" ...
Str timeline_unit_name(const ForecastClock *clock);
// Fails: ERR_INVALID no row with a finite value; ERR_LIMIT more than TIMELINE_POINTS_MAX periods.
MUST_USE bool timeline_make(const TimelineRow *rows, size_t count, const TimelineOptions *options,
                            Arena *a, Timeline *ret, Err *err);
