// leastsq: ordinary least squares by Householder's QR, for the small designs of this house.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

// Minimises |X b - y| for X of n rows and k columns, stored row by row. ret[k] is set only on
// success: false when the columns are dependent (to 1e-10 of their own length) or n < k.
bool leastsq_solve(const double *x, const double *y, size_t n, size_t k, double *ret, Arena *a);
// The straight line through y over 0..n-1; slope 0 below two values.
void leastsq_line(const double *y, size_t n, double *ret_intercept, double *ret_slope);
