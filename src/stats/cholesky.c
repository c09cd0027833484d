#include "stats/cholesky.h"

#include <math.h>
#include <string.h>

bool cholesky_factor(double *m, size_t k) {
    for (size_t r = 0; r < k; r++) {
        for (size_t c = 0; c <= r; c++) {
            double sum = m[r * k + c];
            for (size_t j = 0; j < c; j++) sum -= m[r * k + j] * m[c * k + j];
            if (c < r) {
                m[r * k + c] = sum / m[c * k + c];
                continue;
            }
            if (!(sum > 1e-14 * fabs(m[r * k + r]))) return false;
            m[r * k + r] = sqrt(sum);
        }
    }
    return true;
}

static void forward(const double *factor, size_t k, size_t from, double *b) {
    for (size_t r = from; r < k; r++) {
        double sum = b[r];
        for (size_t j = from; j < r; j++) sum -= factor[r * k + j] * b[j];
        b[r] = sum / factor[r * k + r];
    }
}

void cholesky_solve(const double *factor, size_t k, double *b) {
    forward(factor, k, 0, b);
    for (size_t r = k; r-- > 0;) {
        double sum = b[r];
        for (size_t j = r + 1; j < k; j++) sum -= factor[j * k + r] * b[j];
        b[r] = sum / factor[r * k + r];
    }
}

double cholesky_inverse_at(const double *factor, size_t k, size_t at, double *scratch) {
    memset(scratch, 0, k * sizeof *scratch);
    scratch[at] = 1;
    forward(factor, k, at, scratch);
    double sum = 0;
    for (size_t r = at; r < k; r++) sum += scratch[r] * scratch[r];
    return sum;
}
