#include "forecast/additive.h"

#include <math.h>
#include <string.h>

#include "forecast/additive_design.h"
#include "stats/cholesky.h"
#include "stats/lbfgs.h"
#include "stats/moments.h"

// The priors of the paper, on values whose largest is 1.
#define LEVEL_SD 5.0
#define SEASON_SD 10.0
#define DRIVER_SD 10.0
#define BREAK_SCALE 0.05  // of Laplace's distribution
#define NOISE_SD 0.5
// Laplace's corner is rounded so that the gradient is one everywhere.
#define CORNER 1e-4
#define LOGS_LEAST 0.05  // smallest value over the median from which logarithms are taken

enum { ITERATIONS = 400 };

// The posterior needs the data only as X'X, X'y and y'y.
typedef struct Posterior {
    const AdditiveDesign *d;
    double *gram, *cross;
    double square;
    double *product;  // gram times b
} Posterior;

static double prior_sd(const AdditiveDesign *d, size_t c) {
    if (c < d->break_first) return LEVEL_SD;
    if (c < d->driver_first) return SEASON_SD;
    return DRIVER_SD;
}

static bool is_break(const AdditiveDesign *d, size_t c) {
    return c >= d->break_first && c < d->break_first + d->break_count;
}

static void posterior_make(Posterior *p, const AdditiveDesign *d, const double *y, Arena *a) {
    size_t k = d->k;
    *p = (Posterior){.d = d};
    p->gram = arena_new(a, double, k *k);
    p->cross = arena_new(a, double, k);
    p->product = arena_new(a, double, k);
    for (size_t r = 0; r < d->n; r++) {
        const double *row = d->x + r * k;
        p->square += y[r] * y[r];
        for (size_t i = 0; i < k; i++) {
            if (row[i] == 0) continue;
            p->cross[i] += row[i] * y[r];
            for (size_t j = 0; j <= i; j++) p->gram[i * k + j] += row[i] * row[j];
        }
    }
    for (size_t i = 0; i < k; i++) {
        for (size_t j = 0; j < i; j++) p->gram[j * k + i] = p->gram[i * k + j];
    }
}

static double squares_at(const Posterior *p, const double *b) {
    size_t k = p->d->k;
    double squares = p->square;
    for (size_t i = 0; i < k; i++) {
        double sum = 0;
        for (size_t j = 0; j < k; j++) sum += p->gram[i * k + j] * b[j];
        p->product[i] = sum;
        squares += b[i] * (sum - 2 * p->cross[i]);
    }
    return fmax(squares, 0);
}

// Minus the log posterior; the last number is the logarithm of the noise.
static double posterior_target(const double *b, double *gradient, void *ctx) {
    const Posterior *p = ctx;
    size_t k = p->d->k;
    double n = (double)p->d->n;
    double log_sigma = fmin(fmax(b[k], -15), 5);
    double precision = exp(-2 * log_sigma);
    double squares = squares_at(p, b);
    double noise = exp(2 * log_sigma) / (NOISE_SD * NOISE_SD);
    double value = 0.5 * squares * precision + n * log_sigma + 0.5 * noise;
    for (size_t c = 0; c < k; c++) {
        gradient[c] = precision * (p->product[c] - p->cross[c]);
        if (is_break(p->d, c)) {
            double size = sqrt(b[c] * b[c] + CORNER * CORNER);
            value += size / BREAK_SCALE;
            gradient[c] += b[c] / size / BREAK_SCALE;
        } else {
            double sd = prior_sd(p->d, c);
            value += 0.5 * b[c] * b[c] / (sd * sd);
            gradient[c] += b[c] / (sd * sd);
        }
    }
    gradient[k] = -squares * precision + n + noise;
    return value;
}

// X'X + sigma^2 / prior variances, factored; Laplace's prior as the normal one that has its slope
// at b.
static bool curvature_factor(const Posterior *p, const double *b, double sigma, double *ret) {
    size_t k = p->d->k;
    memcpy(ret, p->gram, k * k * sizeof *ret);
    for (size_t c = 0; c < k; c++) {
        double sd = prior_sd(p->d, c);
        double weight = 1 / (sd * sd);
        if (is_break(p->d, c)) weight = 1 / (BREAK_SCALE * fmax(fabs(b[c]), 0.1 * BREAK_SCALE));
        ret[c * k + c] += sigma * sigma * weight + 1e-9;
    }
    return cholesky_factor(ret, k);
}

// From ridge regression, so that the search has little left to do.
static bool posterior_maximise(const Posterior *p, double *b, double *factor, Arena *a) {
    size_t k = p->d->k;
    double n = (double)p->d->n;
    double sigma = fmax(0.3 * sqrt(p->square / n), 1e-4);
    for (int pass = 0; pass < 3; pass++) {
        if (!curvature_factor(p, b, sigma, factor)) return false;
        memcpy(b, p->cross, k * sizeof *b);
        cholesky_solve(factor, k, b);
        sigma = fmax(sqrt(squares_at(p, b) / n), 1e-4);
    }
    b[k] = log(sigma);
    Lbfgs l = {posterior_target, (void *)p, k + 1, ITERATIONS, 1e-9};
    (void)lbfgs_minimise(&l, b, a);
    b[k] = fmin(fmax(b[k], -15), 5);
    return curvature_factor(p, b, exp(b[k]), factor);
}

static bool logs_fit(const Series *s, Arena *a) {
    if (!s->positive) return false;
    double least = INFINITY;
    for (size_t i = 0; i < s->n; i++) least = fmin(least, s->y[i]);
    return least > LOGS_LEAST * moments_quantile(s->y, s->n, 0.5, a);
}

typedef struct Scale {
    double mean, size;
} Scale;

static Scale values_scale(const Series *s, bool logs, double *ret) {
    Scale scale = {0, 0};
    for (size_t i = 0; i < s->n; i++) {
        ret[i] = logs ? log(s->y[i]) : s->y[i];
        scale.mean += ret[i] / (double)s->n;
    }
    for (size_t i = 0; i < s->n; i++) scale.size = fmax(scale.size, fabs(ret[i] - scale.mean));
    if (!(scale.size > 1e-9)) scale.size = 1;
    for (size_t i = 0; i < s->n; i++) ret[i] = (ret[i] - scale.mean) / scale.size;
    return scale;
}

static void parts_take(const AdditiveDesign *d, const double *b, Scale scale, AdditiveFit *ret) {
    for (size_t r = 0; r < d->rows; r++) {
        double trend = additive_design_part(d, b, r, 0, d->season_first);
        double season = additive_design_part(d, b, r, d->season_first, d->season_count);
        double driven = additive_design_part(d, b, r, d->driver_first, d->driver_count);
        ret->trend[r] = scale.mean + scale.size * trend;
        ret->season[r] = scale.size * season;
        ret->driven[r] = scale.size * driven;
    }
}

// An event seen twice may look like much by chance: effects shrink by what their errors are of them
// (the positive part of James and Stein's), so that noise goes and what is clear stays.
static double effect_shrink(double effect, double error) {
    double share = effect != 0 ? error / effect : 1;
    return effect * fmax(0, 1 - share * share);
}

static void effects_take(const AdditiveDesign *d, double *b, const double *factor, Scale scale,
                         AdditiveFit *ret) {
    double sigma = exp(b[d->k]);
    double *scratch = ret->rest;  // free until the parts are known, and longer than k
    for (size_t i = 0; i < d->driver_count; i++) {
        size_t c = d->driver_first + i;
        if (d->driver_seen[i] == 0) continue;
        double unit = scale.size / d->driver_scale[i];
        double error = sigma * sqrt(cholesky_inverse_at(factor, d->k, c, scratch));
        b[c] = effect_shrink(b[c], error);
        ret->effects[i] = unit * b[c];
        ret->errors[i] = unit * error;
    }
}

static void breaks_take(const AdditiveDesign *d, const double *b, Scale scale, AdditiveFit *ret) {
    double sum = 0;
    for (size_t j = 0; j < d->break_count; j++) sum += fabs(b[d->break_first + j]);
    if (d->break_count == 0) return;
    double span = d->n > 1 ? (double)(d->n - 1) : 1;
    ret->break_chance = (double)d->break_count / (double)d->n;
    ret->break_size = scale.size * sum / (double)d->break_count / span;
}

bool additive_fit(const AdditiveInput *in, size_t horizon, AdditiveFit *ret, Arena *a) {
    const Series *s = in->series;
    if (s->n < ADDITIVE_POINTS_MIN || s->constant) return false;
    AdditiveDesign d;
    additive_design_make(in, horizon, &d, a);
    AdditiveFit fit = {.logs = logs_fit(s, a), .n = s->n, .horizon = horizon};
    fit.trend = arena_new(a, double, d.rows);
    fit.season = arena_new(a, double, d.rows);
    fit.driven = arena_new(a, double, d.rows);
    fit.rest = arena_new(a, double, d.n + d.k);
    fit.effects = arena_new(a, double, d.driver_count + 1);
    fit.errors = arena_new(a, double, d.driver_count + 1);
    fit.seen = d.driver_seen;
    double *y = arena_new(a, double, d.n);
    Scale scale = values_scale(s, fit.logs, y);
    Posterior p;
    posterior_make(&p, &d, y, a);
    double *b = arena_new(a, double, d.k + 1);
    double *factor = arena_new(a, double, d.k *d.k);
    if (!posterior_maximise(&p, b, factor, a)) return false;
    effects_take(&d, b, factor, scale, &fit);
    parts_take(&d, b, scale, &fit);
    breaks_take(&d, b, scale, &fit);
    fit.sigma = scale.size * exp(b[d.k]);
    for (size_t i = 0; i < d.n; i++) {
        double whole = fit.trend[i] + fit.season[i] + fit.driven[i];
        fit.rest[i] = (fit.logs ? log(s->y[i]) : s->y[i]) - whole;
    }
    *ret = fit;
    return isfinite(fit.sigma) && isfinite(fit.trend[d.rows - 1]);
}

void additive_predict(const AdditiveFit *fit, Path *ret) {
    size_t n = fit->n;
    double acf[2];
    moments_acf(fit->rest, n, 1, acf);
    double phi = fmin(fmax(acf[1], 0), 0.95);
    double carried = fit->rest[n - 1];
    double echo = 1;  // sum of the squared weights of past errors
    double ramp = 0;  // sum of squares of how long a break has been at work
    double power = 1;
    double own = fit->sigma * fit->sigma * (1 - phi * phi);
    for (size_t k = 0; k < ret->h; k++) {
        double ahead = (double)(k + 1);
        carried *= phi;
        double mean = fit->trend[n + k] + fit->season[n + k] + fit->driven[n + k] + carried;
        double broken = 2 * fit->break_size * fit->break_size * fit->break_chance * ramp;
        double sd = sqrt(own * echo + broken);
        ret->mean[k] = fit->logs ? exp(mean) : mean;
        ret->sd[k] = fit->logs ? ret->mean[k] * sd : sd;
        power *= phi;
        echo += power * power;
        ramp += ahead * ahead;
    }
}
