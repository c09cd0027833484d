// moments: mean, spread, order and autocorrelation of a row of finite numbers.
//
// Pure. Counts may be zero: the answer is then 0.
#pragma once

#include <stddef.h>

#include "base/arena.h"

double moments_mean(const double *x, size_t n);
// Divided by n - 1; 0 below two values.
double moments_variance(const double *x, size_t n);
// The p-quantile, 0 <= p <= 1, as R's type 7. Sorts a copy in the arena.
double moments_quantile(const double *x, size_t n, double p, Arena *a);
// ret[0..lags]: autocorrelations with the n-divisor (Box and Jenkins), ret[0] = 1; all 0 for a
// constant row. Lags at or past n are 0.
void moments_acf(const double *x, size_t n, size_t lags, double *ret);
