// stlf: long seasons (weekly 52) and several at once (hourly 24 and 168, daily 7 and 365) by
// decomposition: STL takes the season out, MSTL (Bandara, Hyndman and Bergmeir 2021) one after the
// other; a model forecasts what is left, the last seasons come back on top.
#pragma once

#include "forecast/series.h"
#include "stats/stl.h"

enum { STLF_SEASONS_MAX = 2 };

typedef struct Stlf {
    Series rest;                               // seasonally adjusted
    const double *seasonal[STLF_SEASONS_MAX];  // n values each
    size_t period[STLF_SEASONS_MAX];
    size_t count;
} Stlf;

// Needs two whole seasons; the longer one is looked at when there are two of it too.
Stlf stlf_take(const Series *s, Arena *a);
// Adds the season to a path of `rest`.
void stlf_give(const Stlf *f, Path *p);
