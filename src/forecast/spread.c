#include "forecast/spread.h"

#include <math.h>
#include <stdint.h>

#include "base/defs.h"
#include "stats/normal.h"

#define LOG_FACTOR_MIN (-1.0)
#define LOG_FACTOR_MAX 2.0
#define Z95 1.959963984540054
// Errors have longer tails than a bell: with the powers of a bell's quantiles that are right at 95
// %, ranges of 50 and 80 % held too much and those of 99 % too little on held-out ends.
#define TAIL 1.2
#define LEAN_MAX 1.5  // of the half width over the mean
enum { LATE_POINTS = 8 };

typedef struct SpreadGroup {
    size_t season_max;
    SpreadRow weights;
    double lean;         // spread_lean
    double apart_usual;  // stands in for SPREAD_APART where one model speaks alone
} SpreadGroup;

// Printed by bench/forecast/spread_fit; the weights in the order of SpreadFeature.
static const SpreadGroup GROUPS[] = {
    {1, {{1.381, 0.103, 0.230, 0.088, -0.245, 0.340}}, 0.97, -0.90},  // years; no season
    {6, {{0.407, 0.147, 0.133, 0.209, 0, 0}}, 0.60, -0.84},           // quarters
    {24, {{0.357, 0, 0.166, 0.333, 0, 0.276}}, 0, -1.01},             // months, weekdays, hours
    {SIZE_MAX, {{0.058, 0, 0.123, 0, 0, 0.830}}, 0, -1.46},           // weeks
};

static const SpreadGroup *group_of(size_t m) {
    size_t i = 0;
    while (m > GROUPS[i].season_max) i++;
    return &GROUPS[i];
}

static double bounded(double x, double low, double high) { return fmin(fmax(x, low), high); }

// The root mean square of changes over `lag`.
static double changes_size(const double *y, size_t n, size_t lag) {
    if (n <= lag) return 0;
    double sum = 0;
    for (size_t i = lag; i < n; i++) sum += (y[i] - y[i - lag]) * (y[i] - y[i - lag]);
    return sqrt(sum / (double)(n - lag));
}

static double season_at(const Deseasoned *d, size_t at) {
    return d->index && d->multiplicative ? d->index[at % d->period] : 1;
}

SpreadRow *spread_features(const Series *s, const Path *p, Arena *a) {
    SpreadRow *rows = arena_new(a, SpreadRow, p->h);
    Deseasoned d = series_deseason(s, a);
    const double *y = d.series.y;
    size_t n = d.series.n;
    size_t reach = n / 2 > 0 ? n / 2 : 1;
    double all = changes_size(y, n, 1);
    size_t last = n < LATE_POINTS ? n : LATE_POINTS;
    double late = changes_size(y + n - last, last, 1);
    double size = 0;
    for (size_t k = 0; k < p->h; k++) {
        double sd = fmax(p->sd[k], 1e-12);
        size_t lag = k + 1 < reach ? k + 1 : reach;
        if (k < reach) size = changes_size(y, n, lag);
        double past = size * sqrt((double)(k + 1) / (double)lag) * fabs(season_at(&d, n + k));
        rows[k] = (SpreadRow){{[SPREAD_ONE] = 1,
                               [SPREAD_STEP] = bounded(log((double)(k + 1)), 0, 4),
                               [SPREAD_APART] = bounded(log(p->apart[k] / sd + 0.05), -3, 2),
                               [SPREAD_PAST] = bounded(log(past / sd + 0.01), -2, 3),
                               [SPREAD_LENGTH] = bounded(log((double)(n + 1)), 2, 5),
                               [SPREAD_LATE] = bounded(log(late / (all + 1e-9) + 0.1), -2, 1)}};
    }
    return rows;
}

void spread_factors(const Series *s, const Path *p, double *ret, Arena *a) {
    const SpreadGroup *g = group_of(s->m);
    SpreadRow *rows = spread_features(s, p, a);
    for (size_t k = 0; k < p->h; k++) {
        if (p->apart[k] == 0) rows[k].at[SPREAD_APART] = g->apart_usual;
        double sum = 0;
        for (size_t i = 0; i < SPREAD_FEATURE_COUNT; i++) sum += g->weights.at[i] * rows[k].at[i];
        ret[k] = exp(bounded(sum, LOG_FACTOR_MIN, LOG_FACTOR_MAX));
    }
}

double spread_half(double sd, double level) {
    double z = normal_quantile(0.5 + level / 200);
    return Z95 * pow(z / Z95, TAIL) * sd;
}

SpreadHalves spread_lean(double half, double mean, double lean) {
    bool leans = mean > 0 && half > 0;
    double bend = leans ? lean * fmin(half / mean, LEAN_MAX) : 0;
    if (bend < 1e-6) return (SpreadHalves){half, half};
    return (SpreadHalves){half * (1 - exp(-bend)) / bend, half * (exp(bend) - 1) / bend};
}

SpreadHalves spread_halves(const Series *s, double mean, double sd, double level) {
    double lean = s->positive ? group_of(s->m)->lean : 0;
    return spread_lean(spread_half(sd, level), mean, lean);
}
