#include "forecast/simple.h"

#include <math.h>

#include "stats/moments.h"

// The root mean square of the changes over `lag`, less their mean when `centred`.
static double change_sd(const Series *s, size_t lag, bool centred) {
    if (s->n <= lag) return fabs(s->n > 0 ? s->y[s->n - 1] : 0);
    double count = (double)(s->n - lag);
    double sum = 0;
    double square = 0;
    for (size_t i = lag; i < s->n; i++) {
        double change = s->y[i] - s->y[i - lag];
        sum += change;
        square += change * change;
    }
    double mean = centred ? sum / count : 0;
    return sqrt(fmax(square / count - mean * mean, 0));
}

static double last_of(const Series *s) { return s->n > 0 ? s->y[s->n - 1] : 0; }

void simple_naive(const Series *s, Path *ret) {
    double sd = change_sd(s, 1, false);
    for (size_t k = 0; k < ret->h; k++) {
        ret->mean[k] = last_of(s);
        ret->sd[k] = sd * sqrt((double)(k + 1));
    }
}

void simple_seasonal_naive(const Series *s, Path *ret) {
    size_t m = s->n >= s->m ? s->m : 1;
    double sd = change_sd(s, m, false);
    for (size_t k = 0; k < ret->h; k++) {
        ret->mean[k] = s->n > 0 ? s->y[s->n - m + k % m] : 0;
        ret->sd[k] = sd * sqrt((double)(k / m + 1));
    }
}

// The spread of drift forecasts is that of a random walk plus the slope's own (R's rwf).
static void drift_share(const Series *s, double share, Path *ret) {
    double steps = s->n > 1 ? (double)(s->n - 1) : 1;
    double slope = s->n > 1 ? share * (s->y[s->n - 1] - s->y[0]) / steps : 0;
    double sd = change_sd(s, 1, s->n > 3);
    for (size_t k = 0; k < ret->h; k++) {
        double ahead = (double)(k + 1);
        ret->mean[k] = last_of(s) + slope * ahead;
        ret->sd[k] = sd * sqrt(ahead * (1 + ahead / steps));
    }
}

void simple_drift(const Series *s, Path *ret) { drift_share(s, 1, ret); }
void simple_short(const Series *s, Path *ret) { drift_share(s, 0.5, ret); }

void simple_mean(const Series *s, Path *ret) {
    double mean = moments_mean(s->y, s->n);
    double n = s->n > 0 ? (double)s->n : 1;
    double sd = sqrt(moments_variance(s->y, s->n) * (1 + 1 / n));
    for (size_t k = 0; k < ret->h; k++) {
        ret->mean[k] = mean;
        ret->sd[k] = sd;
    }
}
