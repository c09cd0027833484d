#include "stats/decompose.h"

#include <math.h>

#include "stats/moments.h"

void decompose_trend(const double *y, size_t n, size_t m, double *ret) {
    size_t half = m / 2;
    for (size_t i = 0; i < n; i++) {
        if (i < half || i + half >= n) {
            ret[i] = NAN;
            continue;
        }
        double sum = 0;
        for (size_t j = i - half + (m % 2 == 0); j < i + half + (m % 2); j++) sum += y[j];
        if (m % 2 == 0) sum += 0.5 * (y[i - half] + y[i + half]);
        ret[i] = sum / (double)m;
    }
}

void decompose_indices(const double *y, size_t n, size_t m, bool multiplicative, double *ret,
                       Arena *a) {
    double *trend = arena_new(a, double, n);
    decompose_trend(y, n, m, trend);
    double mean = 0;
    for (size_t phase = 0; phase < m; phase++) {
        double sum = 0;
        size_t count = 0;
        for (size_t i = phase; i < n; i += m) {
            if (isnan(trend[i]) || (multiplicative && !(trend[i] > 0))) continue;
            sum += multiplicative ? y[i] / trend[i] : y[i] - trend[i];
            count++;
        }
        ret[phase] = count > 0 ? sum / (double)count : (multiplicative ? 1 : 0);
        mean += ret[phase] / (double)m;
    }
    for (size_t phase = 0; phase < m; phase++) {
        ret[phase] = multiplicative ? (mean > 0 ? ret[phase] / mean : 1) : ret[phase] - mean;
    }
}

bool decompose_seasonal(const double *y, size_t n, size_t m, Arena *a) {
    if (m < 2 || n < 3 * m) return false;
    double *r = arena_new(a, double, m + 1);
    moments_acf(y, n, m, r);
    double sum = 0;
    for (size_t k = 1; k < m; k++) sum += r[k] * r[k];
    return fabs(r[m]) > 1.645 * sqrt((1 + 2 * sum) / (double)n);
}
