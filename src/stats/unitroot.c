#include "stats/unitroot.h"

#include <math.h>
#include <string.h>

#include "stats/moments.h"
#include "stats/stl.h"

#define KPSS_CRITICAL_5 0.463
#define SEASONAL_STRENGTH 0.64

double unitroot_kpss(const double *y, size_t n) {
    if (n < 3) return 0;
    double mean = moments_mean(y, n);
    double sum = 0;
    double sums = 0;
    double variance = 0;
    for (size_t i = 0; i < n; i++) {
        sum += y[i] - mean;
        sums += sum * sum;
        variance += (y[i] - mean) * (y[i] - mean);
    }
    size_t lags = (size_t)(3 * sqrt((double)n) / 13);
    double long_run = variance;
    for (size_t k = 1; k <= lags; k++) {
        double cross = 0;
        for (size_t i = k; i < n; i++) cross += (y[i] - mean) * (y[i - k] - mean);
        long_run += 2 * (1 - (double)k / (double)(lags + 1)) * cross;
    }
    if (!(long_run > 1e-12 * variance) || !(variance > 0)) return 0;
    return sums / ((double)n * long_run);
}

size_t unitroot_difference(const double *y, size_t n, size_t lag, double *ret) {
    if (n <= lag) return 0;
    for (size_t i = 0; i + lag < n; i++) ret[i] = y[i + lag] - y[i];
    return n - lag;
}

size_t unitroot_differences(const double *y, size_t n, Arena *a) {
    double *x = arena_new(a, double, n + 1);
    memcpy(x, y, n * sizeof *y);
    for (size_t d = 0; d < UNITROOT_DIFFERENCES_MAX; d++) {
        if (unitroot_kpss(x, n) <= KPSS_CRITICAL_5) return d;
        n = unitroot_difference(x, n, 1, x);
    }
    return UNITROOT_DIFFERENCES_MAX;
}

size_t unitroot_seasonal_differences(const double *y, size_t n, size_t m, Arena *a) {
    if (m < 2 || n < 2 * m + 5) return 0;
    Stl s;
    StlOptions options = {.period = m, .seasonal_window = 11};
    stl_run(y, n, &options, a, &s);
    return stl_strength(&s, n) > SEASONAL_STRENGTH;
}
