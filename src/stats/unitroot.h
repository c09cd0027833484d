// unitroot: how often a series has to be differenced before it stands still.
#pragma once

#include <stddef.h>

#include "base/arena.h"

enum { UNITROOT_DIFFERENCES_MAX = 2 };

// The KPSS statistic for a level: Kwiatkowski et al. (1992), with floor(3 sqrt(n) / 13) lags, as
// R's urca uses it. 0 for a constant.
double unitroot_kpss(const double *y, size_t n);
// Differences of lag 1 until KPSS no longer rejects at 5 % (0.463); at most two.
size_t unitroot_differences(const double *y, size_t n, Arena *a);
// 1 when the season's strength (STL) is above 0.64, as R's nsdiffs decides; else 0.
size_t unitroot_seasonal_differences(const double *y, size_t n, size_t m, Arena *a);
// ret[n - lag] = y[i + lag] - y[i]; returns n - lag, or 0 when n <= lag. In place is fine.
size_t unitroot_difference(const double *y, size_t n, size_t lag, double *ret);
