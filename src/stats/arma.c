#include "stats/arma.h"

#include <math.h>
#include <string.h>

void arma_stationary(const double *free, size_t p, double *ret) {
    for (size_t k = 0; k < p; k++) {
        double r = tanh(free[k]);
        for (size_t i = 0; i < k / 2 + k % 2; i++) {
            double low = ret[i];
            double high = ret[k - 1 - i];
            ret[i] = low - r * high;
            if (i != k - 1 - i) ret[k - 1 - i] = high - r * low;
        }
        ret[k] = r;
    }
}

// Levinson backwards: ret_partial[k] for each order; false when one is not below 1.
static bool step_down(const double *phi, size_t p, double *ret_partial, Arena *a) {
    double *now = arena_new(a, double, p + 1);
    double *next = arena_new(a, double, p + 1);
    memcpy(now, phi, p * sizeof *phi);
    for (size_t k = p; k-- > 0;) {
        double r = now[k];
        ret_partial[k] = r;
        if (!(fabs(r) < 1)) return false;
        for (size_t i = 0; i < k; i++) next[i] = (now[i] + r * now[k - 1 - i]) / (1 - r * r);
        memcpy(now, next, k * sizeof *now);
    }
    return true;
}

bool arma_stationary_invert(const double *phi, size_t p, double *ret_free, Arena *a) {
    if (!step_down(phi, p, ret_free, a)) return false;
    for (size_t k = 0; k < p; k++) ret_free[k] = atanh(ret_free[k]);
    return true;
}

bool arma_roots_outside(const double *phi, size_t p, double radius, Arena *a) {
    double *scaled = arena_new(a, double, p + 1);
    double *partial = arena_new(a, double, p + 1);
    double power = 1;
    for (size_t k = 0; k < p; k++) {
        power *= radius;
        scaled[k] = phi[k] * power;
    }
    return step_down(scaled, p, partial, a);
}

void arma_multiply(ArmaFactor plain, ArmaFactor seasonal, size_t step, bool ar, double *ret) {
    size_t count = plain.count + seasonal.count * step;
    memset(ret, 0, count * sizeof *ret);
    for (size_t i = 0; i < plain.count; i++) ret[i] = plain.items[i];
    for (size_t j = 1; j <= seasonal.count; j++) {
        double factor = seasonal.items[j - 1];
        ret[j * step - 1] += factor;
        for (size_t i = 0; i < plain.count; i++) {
            ret[j * step + i] += (ar ? -1 : 1) * factor * plain.items[i];
        }
    }
}

double arma_conditional(const Arma *m, const double *x, size_t n, size_t skip, double *ret) {
    double sum = 0;
    for (size_t t = 0; t < n; t++) {
        if (t < skip) {
            ret[t] = 0;
            continue;
        }
        double e = x[t];
        for (size_t i = 0; i < m->p && i < t; i++) e -= m->phi[i] * x[t - 1 - i];
        for (size_t i = 0; i < m->q && i < t; i++) e -= m->theta[i] * ret[t - 1 - i];
        ret[t] = e;
        sum += e * e;
    }
    return sum;
}

void arma_weights(const Arma *m, double *ret, size_t count) {
    for (size_t k = 0; k < count; k++) {
        double psi = k == 0 ? 1 : 0;
        if (k > 0 && k <= m->q) psi = m->theta[k - 1];
        for (size_t i = 1; i <= m->p && i <= k; i++) psi += m->phi[i - 1] * ret[k - i];
        ret[k] = psi;
    }
}

// Gauss with partial pivoting on k rows of k + 1 numbers; the answer is left in the last column.
static bool system_solve(double *s, size_t k) {
    size_t width = k + 1;
    for (size_t c = 0; c < k; c++) {
        size_t pivot = c;
        for (size_t r = c + 1; r < k; r++) {
            if (fabs(s[r * width + c]) > fabs(s[pivot * width + c])) pivot = r;
        }
        if (!(fabs(s[pivot * width + c]) > 1e-14)) return false;
        for (size_t j = c; j < width && pivot != c; j++) {
            double kept = s[c * width + j];
            s[c * width + j] = s[pivot * width + j];
            s[pivot * width + j] = kept;
        }
        for (size_t r = c + 1; r < k; r++) {
            double factor = s[r * width + c] / s[c * width + c];
            if (factor == 0) continue;
            for (size_t j = c; j < width; j++) s[r * width + j] -= factor * s[c * width + j];
        }
    }
    for (size_t c = k; c-- > 0;) {
        double sum = s[c * width + k];
        for (size_t j = c + 1; j < k; j++) sum -= s[c * width + j] * s[j * width + k];
        s[c * width + k] = sum / s[c * width + c];
    }
    return true;
}

// ret[0..lags]: autocovariances at unit variance of the errors.
static bool autocovariances(const Arma *m, size_t lags, double *ret, Arena *a) {
    size_t p = m->p;
    size_t k = p + 1;
    double *psi = arena_new(a, double, m->q + 1);
    double *right = arena_new(a, double, (lags > p ? lags : p) + 1);
    double *s = arena_new(a, double, k *(k + 1));
    arma_weights(m, psi, m->q + 1);
    for (size_t i = 0; i <= m->q && i <= (lags > p ? lags : p); i++) {
        for (size_t j = i; j <= m->q; j++) {
            right[i] += (j == 0 ? 1 : m->theta[j - 1]) * psi[j - i];
        }
    }
    for (size_t i = 0; i < k; i++) {
        s[i * (k + 1) + i] += 1;
        for (size_t j = 1; j <= p; j++) {
            size_t lag = i > j ? i - j : j - i;
            s[i * (k + 1) + lag] -= m->phi[j - 1];
        }
        s[i * (k + 1) + k] = right[i];
    }
    if (!system_solve(s, k)) return false;
    for (size_t i = 0; i <= lags; i++) {
        ret[i] = i <= p ? s[i * (k + 1) + k] : right[i];
        if (i <= p) continue;
        for (size_t j = 1; j <= p; j++) ret[i] += m->phi[j - 1] * ret[i - j];
    }
    return ret[0] > 0;
}

// The covariances of the transformed process, and the innovations so far.
typedef struct Innovations {
    const Arma *m;
    size_t start;    // max(p, q): where the transformed process becomes a moving average
    size_t band;     // row length of `rows`
    double *gamma;   // 0..start
    double *mixed;   // kappa(i, j) across the border, by |i - j|
    double *moving;  // kappa(i, j) past it, by |i - j|
    double *rows;    // theta_{t, j} of the last `band` steps, by step modulo band
    double *variance;
} Innovations;

static double kappa(const Innovations *v, size_t i, size_t j) {  // from 1, i >= j
    size_t lag = i - j;
    if (i <= v->start) return v->gamma[lag];
    if (j > v->start) return lag <= v->m->q ? v->moving[lag] : 0;
    return i <= 2 * v->start ? v->mixed[lag] : 0;
}

static bool innovations_start(Innovations *v, const Arma *m, Arena *a) {
    size_t r = m->p > m->q ? m->p : m->q;
    *v = (Innovations){.m = m, .start = r, .band = r + 1};
    v->gamma = arena_new(a, double, r + 1);
    v->mixed = arena_new(a, double, 2 * r + 1);
    v->moving = arena_new(a, double, m->q + 1);
    v->rows = arena_new(a, double, v->band * v->band);
    v->variance = arena_new(a, double, v->band);
    if (!autocovariances(m, r, v->gamma, a)) return false;
    for (size_t lag = 1; lag <= 2 * r && r > 0; lag++) {
        if (lag > r) continue;  // kappa there is 0: the recursion of the covariances holds
        double sum = v->gamma[lag];
        for (size_t k = 1; k <= m->p; k++) {
            sum -= m->phi[k - 1] * v->gamma[k > lag ? k - lag : lag - k];
        }
        v->mixed[lag] = sum;
    }
    for (size_t lag = 0; lag <= m->q; lag++) {
        for (size_t k = lag; k <= m->q; k++) {
            v->moving[lag] +=
                (k == lag ? 1 : m->theta[k - lag - 1]) * (k == 0 ? 1 : m->theta[k - 1]);
        }
    }
    return true;
}

// Row t: how the prediction of value t (from 0) leans on the errors t-1, t-2 ...
static bool innovations_row(Innovations *v, size_t t) {
    double *row = v->rows + (t % v->band) * v->band;
    size_t reach = t < v->start ? t : (v->m->q < t ? v->m->q : t);
    double variance = kappa(v, t + 1, t + 1);
    for (size_t k = t - reach; k < t; k++) {
        const double *other = v->rows + (k % v->band) * v->band;
        size_t other_reach = k < v->start ? k : (v->m->q < k ? v->m->q : k);
        double sum = kappa(v, t + 1, k + 1);
        size_t from = k - other_reach > t - reach ? k - other_reach : t - reach;
        for (size_t j = from; j < k; j++) {
            sum -= other[k - j] * row[t - j] * v->variance[j % v->band];
        }
        row[t - k] = sum / v->variance[k % v->band];
        variance -= row[t - k] * row[t - k] * v->variance[k % v->band];
    }
    if (!(variance > 1e-10)) return false;
    v->variance[t % v->band] = variance;
    return true;
}

// What the autoregression alone says of value t; past the start only.
static double autoregression_at(const Innovations *v, const double *x, size_t t) {
    double sum = 0;
    for (size_t i = 0; i < v->m->p && t >= v->start; i++) sum += v->m->phi[i] * x[t - 1 - i];
    return sum;
}

bool arma_likelihood(const Arma *m, const double *x, size_t n, double *errors, ArmaLikelihood *ret,
                     Arena *a) {
    Innovations v;
    if (!innovations_start(&v, m, a)) return false;
    double *raw = arena_new(a, double, n + 1);
    double squares = 0;
    double log_det = 0;
    bool steady = false;  // the variance has come down to 1: theta_{t, j} is theta_j from here on
    size_t calm = 0;
    for (size_t t = 0; t < n; t++) {
        if (!steady && !innovations_row(&v, t)) return false;
        const double *row = v.rows + (t % v.band) * v.band;
        double prediction = autoregression_at(&v, x, t);
        size_t reach = t < v.start ? t : (m->q < t ? m->q : t);
        for (size_t j = 1; j <= reach; j++) {
            prediction += (steady ? m->theta[j - 1] : row[j]) * raw[t - j];
        }
        double variance = steady ? 1 : v.variance[t % v.band];
        raw[t] = x[t] - prediction;
        squares += raw[t] * raw[t] / variance;
        log_det += log(variance);
        if (errors) errors[t] = raw[t] / sqrt(variance);
        calm = t >= v.start && fabs(variance - 1) < 1e-9 ? calm + 1 : 0;
        steady = steady || calm > m->q;
    }
    double count = (double)n;
    double likelihood =
        -0.5 * (count * log(2 * 3.14159265358979323846 * squares / count) + count + log_det);
    *ret = (ArmaLikelihood){squares, log_det, likelihood};
    return isfinite(likelihood) || squares == 0;
}
