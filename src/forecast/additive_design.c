#include "forecast/additive_design.h"

#include <math.h>

#define BREAKS_SHARE 0.8  // of the past, in which the trend may break: the authors' choice
#define TURN 6.283185307179586

enum { BREAK_POINTS_MIN = 4 };

static size_t waves_of(size_t m, size_t n) {
    if (m < 2 || n < 2 * m) return 0;
    size_t waves = m / 2;
    return waves > ADDITIVE_WAVES_MAX ? ADDITIVE_WAVES_MAX : waves;
}

// The last wave of an even season has no sine.
static size_t wave_columns(size_t m, size_t n) {
    size_t waves = waves_of(m, n);
    return 2 * waves - (waves > 0 && 2 * waves == m);
}

static void trend_fill(AdditiveDesign *d) {
    double span = d->n > 1 ? (double)(d->n - 1) : 1;
    for (size_t r = 0; r < d->rows; r++) {
        double *row = d->x + r * d->k;
        double t = (double)r / span;
        row[0] = 1;
        row[1] = t;
        for (size_t j = 0; j < d->break_count; j++) {
            double at = BREAKS_SHARE * (double)(j + 1) / (double)(d->break_count + 1);
            row[d->break_first + j] = fmax(t - at, 0);
        }
    }
}

static void season_fill(AdditiveDesign *d, size_t m, size_t first) {
    size_t columns = wave_columns(m, d->n);
    for (size_t r = 0; r < d->rows; r++) {
        double *row = d->x + r * d->k + first;
        for (size_t c = 0; c < columns; c++) {
            double angle = TURN * (double)(c / 2 + 1) * (double)(r % m) / (double)m;
            row[c] = c % 2 == 0 ? cos(angle) : sin(angle);
        }
    }
}

static void event_fill(AdditiveDesign *d, const DriverEvent *e, size_t skipped, size_t driver) {
    for (size_t i = 0; i < e->at_count; i++) {
        if (e->at[i] < skipped || e->at[i] - skipped >= d->rows) continue;
        size_t row = e->at[i] - skipped;
        double *cell = &d->x[row * d->k + d->driver_first + driver];
        d->driver_seen[driver] += row < d->n && *cell == 0;
        *cell = 1;
    }
    d->driver_scale[driver] = 1;
}

// Centred and in units of its own spread, so that one prior suits all.
static void regressor_fill(AdditiveDesign *d, const DriverRegressor *g, size_t skipped, size_t at) {
    const double *v = g->values + skipped;
    double mean = 0;
    double square = 0;
    double known = 0;
    for (size_t r = 0; r < d->n; r++) {
        if (!isfinite(v[r])) continue;
        known++;
        double step = v[r] - mean;
        mean += step / known;
        square += step * (v[r] - mean);
    }
    double sd = known > 1 ? sqrt(square / known) : 0;
    if (!(sd > 1e-9 * fabs(mean)) || !isfinite(sd)) return;
    double last = mean;
    for (size_t r = 0; r < d->rows; r++) {
        if (isfinite(v[r])) last = v[r];
        d->x[r * d->k + d->driver_first + at] = (last - mean) / sd;
    }
    d->driver_scale[at] = sd;
    d->driver_seen[at] = (size_t)known;
}

static void drivers_fill(AdditiveDesign *d, const AdditiveInput *in) {
    const Drivers *g = in->drivers;
    size_t events = g ? g->event_count : 0;
    for (size_t i = 0; i < d->driver_count; i++) {
        if (i < events) {
            event_fill(d, &g->events[i], in->skipped, i);
        } else {
            regressor_fill(d, &g->regressors[i - events], in->skipped, i);
        }
    }
}

void additive_design_make(const AdditiveInput *in, size_t horizon, AdditiveDesign *ret, Arena *a) {
    const Series *s = in->series;
    AdditiveDesign d = {.n = s->n, .rows = s->n + horizon, .break_first = 2};
    d.break_count = s->n / BREAK_POINTS_MIN;
    if (d.break_count > ADDITIVE_BREAKS_MAX) d.break_count = ADDITIVE_BREAKS_MAX;
    size_t second = in->season_long > s->m ? in->season_long : 0;
    d.season_first = d.break_first + d.break_count;
    d.season_count = wave_columns(s->m, s->n) + wave_columns(second, s->n);
    d.driver_first = d.season_first + d.season_count;
    d.driver_count = in->drivers ? in->drivers->event_count + in->drivers->regressor_count : 0;
    d.k = d.driver_first + d.driver_count;
    d.x = arena_new(a, double, d.rows *d.k);
    d.driver_scale = arena_new(a, double, d.driver_count + 1);
    d.driver_seen = arena_new(a, size_t, d.driver_count + 1);
    trend_fill(&d);
    season_fill(&d, s->m, d.season_first);
    if (second > 0) season_fill(&d, second, d.season_first + wave_columns(s->m, s->n));
    drivers_fill(&d, in);
    *ret = d;
}

double additive_design_part(const AdditiveDesign *d, const double *b, size_t at, size_t first,
                            size_t count) {
    const double *row = d->x + at * d->k;
    double sum = 0;
    for (size_t c = first; c < first + count; c++) sum += row[c] * b[c];
    return sum;
}
