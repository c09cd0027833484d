// series: a row of observations made fit for the models, and the path a model gives back.
//
// Models see finite values whose largest is about 1: scaling by a power of two is exact, so
// that a series in paise and one in crores get the same forecast. Everything lives in an arena.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum {
    SERIES_POINTS_MAX = 1500,  // older points are let go: they cost time and say little
    SERIES_PERIODS_MIN = 2,    // whole seasons below which a season is not looked for
};

typedef struct Series {
    const double *y;
    size_t n;
    size_t m;        // observations a season; 1: none
    size_t m_long;   // a second, longer season; 0: none
    size_t skipped;  // values before y[0] that were let go
    size_t filled;   // gaps
    bool positive;   // all above zero: what is multiplicative may be tried
    bool non_negative;
    bool whole;  // whole numbers all
    bool constant;
    double zero_share;
    double unit;  // a value here times this is a value there
} Series;

// The future as a model sees it: means, and the standard deviations of the errors at each step.
typedef struct Path {
    double *mean;
    double *sd;
    double *apart;  // standard deviation of the means of several models; 0 of one
    size_t h;
    bool counts;  // whole things: the range is of counts, not of a bell
} Path;

// Leading and trailing values that are not finite are cut, those between are filled in from the
// same phase of the neighbouring seasons, or else along a straight line. An empty series is fine (n
// = 0).
Series series_prepare(const double *values, size_t count, size_t season, Arena *a);
// The same series with other values (a season taken out, say), and no season.
Series series_with(const Series *s, const double *y);

Path path_new(size_t h, Arena *a);
// Whether every number of it can be used.
bool path_sound(const Path *p);

// Takes a multiplicative season out when there is one by the autocorrelation test; additive
// when the series is not positive. index[m] is NULL when none was found.
typedef struct Deseasoned {
    Series series;
    const double *index;  // one a phase of `period`
    size_t period;
    bool multiplicative;
} Deseasoned;

Deseasoned series_deseason(const Series *s, Arena *a);
// Puts it back into the future.
void series_reseason(const Deseasoned *d, Path *p);
