// additive_design: the columns of the additive model, past and future.
#pragma once

#include "forecast/additive.h"

typedef struct AdditiveDesign {
    double *x;  // rows of k numbers; the first n are the past
    size_t n, rows, k;
    size_t break_first, break_count;  // columns: 0 the level, 1 the slope, then the breaks
    size_t season_first, season_count;
    size_t driver_first, driver_count;
    double *driver_scale;  // what one unit of a driver is in its column
    size_t *driver_seen;   // rows of the past that tell of it
} AdditiveDesign;

void additive_design_make(const AdditiveInput *in, size_t horizon, AdditiveDesign *ret, Arena *a);
// Part of row `at` that the columns first .. first + count - 1 make, by the coefficients.
double additive_design_part(const AdditiveDesign *d, const double *b, size_t at, size_t first,
                            size_t count);
