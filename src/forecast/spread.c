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

typedef struct SpreadGroup {
    size_t season_max;
    SpreadRow weights;
    double lean;         // 0: a bell; 1: log-normal
    double apart_usual;  // stands in for SPREAD_APART where one model speaks alone
} SpreadGroup;

// Printed by bench/forecast/spread_fit; the weights in the order of SpreadFeature.
static const SpreadGroup GROUPS[] = {
    {1, {{1.590, 0.160, 0.294, -0.061, -0.275, 0.498}}, 0.5, -0.80},  // years; no season
    {6, {{0.402, 0.108, 0.169, 0.239, 0.013, 0}}, 0.5, -0.87},        // quarters
    {24, {{0.557, 0, 0.266, 0.200, 0, 0.349}}, 0, -1.04},             // months, weekdays, hours
    {SIZE_MAX, {{0.128, 0, 0.174, 0, 0, 0}}, 0, -1.55},               // weeks
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
    double late = changes_size(y + n / 2, n - n / 2, 1);
    double size = 0;
    for (size_t k = 0; k < p->h; k++) {
        double sd = fmax(p->sd[k], 1e-12);
        size_t lag = k + 1 < reach ? k + 1 : reach;
        if (k < reach) size = changes_size(y, n, lag);
        double past = size * sqrt((double)(k + 1) / (double)lag) * fabs(season_at(&d, n + k));
        rows[k] =
            (SpreadRow){{[SPREAD_ONE] = 1,
                         [SPREAD_STEP] = bounded(log((double)(k + 1)), 0, 4),
                         [SPREAD_APART] = bounded(log(p->apart[k] / sd + 0.05), -3, 2),
                         [SPREAD_PAST] = bounded(log(past / sd + 0.01), -2, 3),
                         [SPREAD_LENGTH] = bounded(log((double)(n + 1)), 2, 5),
                         [SPREAD_RECENT] = bounded(log((late + 1e-9) / (all + 1e-9)), -1, 1)}};
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

SpreadHalves spread_halves(const Series *s, double mean, double sd, double level) {
    double z = normal_quantile(0.5 + level / 200);
    double half = Z95 * pow(z / Z95, TAIL) * sd;
    double lean = group_of(s->m)->lean;
    if (!s->positive || !(mean > 0) || lean == 0 || !(half > 0)) return (SpreadHalves){half, half};
    double bend = lean * fmin(half / mean, LEAN_MAX);
    if (bend < 1e-6) return (SpreadHalves){half, half};
    return (SpreadHalves){half * (1 - exp(-bend)) / bend, half * (exp(bend) - 1) / bend};
}
