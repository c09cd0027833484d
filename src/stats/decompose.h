// decompose: the classical decomposition by centred moving averages, and the test for a season.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

// The centred moving average of order m into ret[n]; half a window at each end is NaN.
void decompose_trend(const double *y, size_t n, size_t m, double *ret);
// ret[m]: the seasonal indices of phase 0..m-1 (phase of y[0] is 0); they average 1 when
// multiplicative, else sum to 0. Needs n >= 2 m; the series must be positive to be divided.
void decompose_indices(const double *y, size_t n, size_t m, bool multiplicative, double *ret,
                       Arena *a);
// Whether the autocorrelation at lag m stands out at 90 %, given those before it: the test of
// Fiorucci et al. (2016) and of the M4 benchmarks. False below three full periods.
bool decompose_seasonal(const double *y, size_t n, size_t m, Arena *a);
