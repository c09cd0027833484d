// stl: seasonal-trend decomposition by loess, Cleveland et al. (1990), "STL: A Seasonal-Trend
// Decomposition Procedure Based on Loess", Journal of Official Statistics 6.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef struct StlOptions {
    size_t period;           // at least 2; the series holds two periods or more
    size_t seasonal_window;  // odd; 0: periodic, the same season every year
    size_t trend_window;     // odd; 0: the authors' default
    int inner;               // passes of the inner loop; 0: 2
    int outer;               // robust passes; 0: none
} StlOptions;

typedef struct Stl {
    double *seasonal;
    double *trend;
    double *remainder;
} Stl;

void stl_run(const double *y, size_t n, const StlOptions *options, Arena *a, Stl *ret);
// How much of what is not trend the season explains: max(0, 1 - var(remainder) / var(seasonal +
// remainder)); Wang, Smith and Hyndman (2006).
double stl_strength(const Stl *s, size_t n);
