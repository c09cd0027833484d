#include "stats/leastsq.h"

#include <math.h>
#include <string.h>

enum { DEPENDENT_PER_UNIT = 10 };  // a column this many powers of ten below its length is gone

// Reflects columns c.. of q (k + 1 wide, the last is y) so that column c ends at row c.
static bool column_reflect(double *q, size_t n, size_t width, size_t c, double whole) {
    double norm = 0;
    for (size_t r = c; r < n; r++) norm += q[r * width + c] * q[r * width + c];
    norm = sqrt(norm);
    if (!(norm > whole * pow(10, -DEPENDENT_PER_UNIT))) return false;
    double head = q[c * width + c];
    double pivot = head > 0 ? -norm : norm;
    double scale = norm * (norm + fabs(head));
    q[c * width + c] = head - pivot;
    for (size_t j = c + 1; j < width; j++) {
        double dot = 0;
        for (size_t r = c; r < n; r++) dot += q[r * width + c] * q[r * width + j];
        dot /= scale;
        for (size_t r = c; r < n; r++) q[r * width + j] -= dot * q[r * width + c];
    }
    q[c * width + c] = pivot;
    return true;
}

bool leastsq_solve(const double *x, const double *y, size_t n, size_t k, double *ret, Arena *a) {
    if (n < k) return false;
    size_t width = k + 1;
    double *q = arena_new(a, double, n *width);
    for (size_t r = 0; r < n; r++) {
        memcpy(q + r * width, x + r * k, k * sizeof *x);
        q[r * width + k] = y[r];
    }
    for (size_t c = 0; c < k; c++) {
        double whole = 0;
        for (size_t r = 0; r < n; r++) whole += x[r * k + c] * x[r * k + c];
        if (!column_reflect(q, n, width, c, sqrt(whole))) return false;
    }
    for (size_t c = k; c-- > 0;) {
        double sum = q[c * width + k];
        for (size_t j = c + 1; j < k; j++) sum -= q[c * width + j] * ret[j];
        ret[c] = sum / q[c * width + c];
    }
    return true;
}

void leastsq_line(const double *y, size_t n, double *ret_intercept, double *ret_slope) {
    double mid = n > 0 ? (double)(n - 1) / 2 : 0;
    double mean = 0;
    double cross = 0;
    double square = 0;
    for (size_t i = 0; i < n; i++) {
        double t = (double)i - mid;
        mean += y[i] / (double)n;
        cross += t * y[i];
        square += t * t;
    }
    *ret_slope = square > 0 ? cross / square : 0;
    *ret_intercept = mean - *ret_slope * mid;
}
