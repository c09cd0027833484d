// clean: values that do not belong (a typing error, a day the scanner was off) and lasting shifts
// of level, found on what trend and season leave over.
#pragma once

#include "forecast/series.h"

typedef struct CleanPoint {
    size_t at;  // in the series
    double was, now;
} CleanPoint;

typedef struct Cleaned {
    Series series;  // outliers replaced by what trend and season expect
    const CleanPoint *outliers;
    size_t outlier_count;
    size_t shift;        // where the last lasting change of level begins; 0: none
    double shift_ratio;  // the level after over the level before; NaN when that is not above 0
} Cleaned;

// Outliers stand more than 3 interquartile ranges outside the quartiles of the remainder (R's
// tsoutliers). Nothing is found below 8 values, or where the series is mostly zero.
void clean_run(const Series *s, Arena *a, Cleaned *ret);

// The series with plain errors replaced: single values farther than 10 interquartile ranges out,
// none of them in the last season, where nobody can tell an error from a new level. Mostly the
// series itself.
Series clean_errors(const Series *s, Arena *a);
