#include "forecast/theta.h"

#include <math.h>

#include "stats/minimise.h"

enum { THETA_EVALS = 400, WARM_UP = 2 };

// The line (intercept, slope) through all values so far, updated as each comes.
typedef struct ThetaState {
    double level, mean, intercept, slope;
    double decay;  // (1 - alpha)^(t - 1)
    double t;      // values seen
} ThetaState;

typedef struct ThetaSearch {
    const Series *s;
    const ThetaState *lines;  // before each value and after the last: they depend on no parameter
    double unit;
    bool optimised;
} ThetaSearch;

static double state_forecast(const ThetaState *st, const ThetaFit *f) {
    double lean = 1 - 1 / f->theta;
    double slope_weight = (1 - st->decay * (1 - f->alpha)) / f->alpha;
    return st->level + lean * (st->decay * st->intercept + slope_weight * st->slope);
}

static void line_update(ThetaState *st, double y) {
    double t = ++st->t;
    st->slope = t < 2 ? 0 : ((t - 2) * st->slope + 6 * (y - st->mean) / t) / (t + 1);
    st->mean = ((t - 1) * st->mean + y) / t;
    st->intercept = st->mean - st->slope * (t + 1) / 2;
}

static void state_update(ThetaState *st, const ThetaFit *f, double y) {
    st->level = f->alpha * y + (1 - f->alpha) * st->level;
    st->decay *= 1 - f->alpha;
    line_update(st, y);
}

static const ThetaState *lines_find(const Series *s, Arena *a) {
    ThetaState *lines = arena_new(a, ThetaState, s->n + 1);
    for (size_t t = 0; t < s->n; t++) {
        lines[t + 1] = lines[t];
        line_update(&lines[t + 1], s->y[t]);
    }
    return lines;
}

static double squares_sum(const ThetaFit *f, const ThetaSearch *e, ThetaState *ret) {
    const double keep = 1 - f->alpha;
    const double lean = 1 - 1 / f->theta;
    const double whole = lean / f->alpha;  // of the slope, once the start is forgotten
    const Series *s = e->s;
    double level = f->level;
    double decay = 1;
    double sum = 0;
    for (size_t t = 0; t < s->n; t++) {
        const ThetaState *line = &e->lines[t];
        double ahead = lean * decay * line->intercept + whole * (1 - decay * keep) * line->slope;
        double error = s->y[t] - level - ahead;
        if (t >= WARM_UP || s->n < 6) sum += error * error;
        level = f->alpha * s->y[t] + keep * level;
        decay *= keep;
    }
    *ret = e->lines[s->n];
    ret->level = level;
    ret->decay = decay;
    return sum;
}

static ThetaFit fit_read(const ThetaSearch *e, const double *free) {
    return (ThetaFit){.alpha = 0.1 + 0.89 / (1 + exp(-free[0])),
                      .level = e->s->y[0] / 2 + e->unit * free[1],
                      .theta = e->optimised ? 1 + exp(free[2]) : 2};
}

static double search_target(const double *free, void *ctx) {
    const ThetaSearch *e = ctx;
    ThetaFit fit = fit_read(e, free);
    ThetaState end;
    return squares_sum(&fit, e, &end);
}

static void path_find(const ThetaFit *fit, ThetaState *st, Path *ret) {
    for (size_t k = 0; k < ret->h; k++) {
        ret->mean[k] = state_forecast(st, fit);
        ret->sd[k] = sqrt(fit->variance * (1 + (double)k * fit->alpha * fit->alpha));
        state_update(st, fit, ret->mean[k]);
    }
}

bool theta_predict(const Series *s, bool optimised, ThetaFit *ret_fit, Path *ret, Arena *a) {
    if (s->n < 4) return false;
    Deseasoned d = series_deseason(s, a);
    ThetaSearch e = {.s = &d.series, .lines = lines_find(&d.series, a), .optimised = optimised};
    for (size_t i = 1; i < s->n; i++) {
        e.unit += fabs(d.series.y[i] - d.series.y[i - 1]) / (double)s->n;
    }
    e.unit = fmax(e.unit, 1e-9);
    double free[3] = {0, 0, 0};
    Minimise m = {search_target, &e, optimised ? 3 : 2, THETA_EVALS, 1e-7};
    double squares = minimise_simplex(&m, free, 1, a);
    ThetaFit fit = fit_read(&e, free);
    ThetaState end;
    squares = squares_sum(&fit, &e, &end);
    fit.variance = squares / fmax((double)s->n - 3, 1);
    path_find(&fit, &end, ret);
    series_reseason(&d, ret);
    *ret_fit = fit;
    return path_sound(ret);
}
