#include "stats/moments.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double moments_mean(const double *x, size_t n) {
    if (n == 0) return 0;
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += x[i];
    return sum / (double)n;
}

double moments_variance(const double *x, size_t n) {
    if (n < 2) return 0;
    double mean = moments_mean(x, n);
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += (x[i] - mean) * (x[i] - mean);
    return sum / (double)(n - 1);
}

static int double_compare(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

double moments_quantile(const double *x, size_t n, double p, Arena *a) {
    if (n == 0) return 0;
    double *sorted = arena_new(a, double, n);
    memcpy(sorted, x, n * sizeof *x);
    qsort(sorted, n, sizeof *sorted, double_compare);
    double at = p * (double)(n - 1);
    size_t below = (size_t)at;
    if (below + 1 >= n) return sorted[n - 1];
    double share = at - (double)below;
    return sorted[below] * (1 - share) + sorted[below + 1] * share;
}

void moments_acf(const double *x, size_t n, size_t lags, double *ret) {
    double mean = moments_mean(x, n);
    double c0 = 0;
    for (size_t i = 0; i < n; i++) c0 += (x[i] - mean) * (x[i] - mean);
    for (size_t k = 0; k <= lags; k++) {
        double ck = 0;
        for (size_t i = k; i < n; i++) ck += (x[i] - mean) * (x[i - k] - mean);
        ret[k] = c0 > 0 ? ck / c0 : 0;
    }
}
