// series_read: the rows of a file as series of equally spaced observations.
//
// With a column of numbers to order by, each row is an observation. With dates, rows of the same
// day, week, month, quarter or year (whichever the dates are apart) are added up; a period without
// rows counts as zero where such holes are common, as they are in lists of sales, else as a gap.
#pragma once

#include "app/local.h"
#include "base/vec.h"
#include "forecast/forecast.h"

typedef struct SeriesWanted {
    const char *by;     // NULL: all rows are one series
    const char *order;  // numbers or dates; NULL: the rows as they stand
    const char *value;
} SeriesWanted;

typedef struct SeriesRow {
    Str by;
    ForecastClock clock;
    VEC(double) values;
} SeriesRow;

typedef struct SeriesSet {
    VEC(SeriesRow) series;
    bool dated;
    DateUnit unit;  // when dated
} SeriesSet;

// From the one table of the workspace that has these columns, names in any case.
// Fails: ERR_NOT_FOUND no such column; ERR_INVALID a value column that is not of numbers.
MUST_USE bool series_read(Local *l, const SeriesWanted *wanted, Arena *a, SeriesSet *ret, Err *err);
