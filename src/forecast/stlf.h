// stlf: long seasons (weekly 52, hourly 24 ...) by decomposition: STL takes the season out, a model
// forecasts what is left, the last season comes back on top.
#pragma once

#include "forecast/series.h"
#include "stats/stl.h"

typedef struct Stlf {
    Series rest;             // seasonally adjusted
    const double *seasonal;  // n values
    size_t period;
} Stlf;

// Needs two whole seasons.
Stlf stlf_take(const Series *s, Arena *a);
// Adds the season to a path of `rest`.
void stlf_give(const Stlf *f, Path *p);
