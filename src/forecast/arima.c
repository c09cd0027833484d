#include "forecast/arima.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "stats/minimise.h"
#include "stats/moments.h"
#include "stats/unitroot.h"

enum { CONDITIONAL_EVALS = 250, EXACT_EVALS = 250, FREE_MAX = 2 * (ARIMA_PLAIN_MAX + 2) + 1 };
#define ROOT_MIN 1.01

typedef struct ArimaSearch {
    ArimaOrder order;
    const double *w;  // differenced
    size_t n, m;
    double mean, unit;
    double *centred, *errors;
    bool exact;
    Arena *arena;
    ArimaFit fit;
} ArimaSearch;

static void factor_read(const double *free, size_t count, double sign, double *ret) {
    arma_stationary(free, count, ret);
    for (size_t i = 0; i < count; i++) ret[i] *= sign;
}

static void model_read(ArimaSearch *e, const double *free) {
    const ArimaOrder *o = &e->order;
    double plain[ARIMA_PLAIN_MAX];
    double seasonal[ARIMA_PLAIN_MAX];
    ArmaFactor low = {plain, o->p};
    ArmaFactor high = {seasonal, o->seasonal_p};
    factor_read(free, o->p, 1, plain);
    factor_read(free + o->p, o->seasonal_p, 1, seasonal);
    arma_multiply(low, high, e->m, true, e->fit.phi);
    free += o->p + o->seasonal_p;
    low.count = o->q;
    high.count = o->seasonal_q;
    factor_read(free, o->q, -1, plain);
    factor_read(free + o->q, o->seasonal_q, -1, seasonal);
    arma_multiply(low, high, e->m, false, e->fit.theta);
    free += o->q + o->seasonal_q;
    e->fit.p = o->p + o->seasonal_p * e->m;
    e->fit.q = o->q + o->seasonal_q * e->m;
    e->fit.mean = o->constant ? e->mean + e->unit * *free : 0;
    for (size_t i = 0; i < e->n; i++) e->centred[i] = e->w[i] - e->fit.mean;
}

// Minus twice the log likelihood, over n: a scale on which one tolerance fits all series.
static double search_target(const double *free, void *ctx) {
    ArimaSearch *e = ctx;
    double n = (double)e->n;
    model_read(e, free);
    Arma m = {e->fit.phi, e->fit.theta, e->fit.p, e->fit.q};
    if (!e->exact) {
        double sum = arma_conditional(&m, e->centred, e->n, 0, e->errors);
        return log(fmax(sum, n * 1e-24) / n);
    }
    ArmaLikelihood l;
    if (!arma_likelihood(&m, e->centred, e->n, NULL, &l, e->arena)) return INFINITY;
    return log(fmax(l.sum_squares, n * 1e-24) / n) + l.log_det / n;
}

static bool roots_fine(const ArimaSearch *e) {
    double minus[ARIMA_LAGS_MAX];
    for (size_t i = 0; i < e->fit.q; i++) minus[i] = -e->fit.theta[i];
    return arma_roots_outside(e->fit.phi, e->fit.p, ROOT_MIN, e->arena) &&
           arma_roots_outside(minus, e->fit.q, ROOT_MIN, e->arena);
}

static bool search_start(ArimaSearch *e, const Series *s, ArimaOrder order, Arena *a) {
    double *w = arena_new(a, double, s->n + 1);
    memcpy(w, s->y, s->n * sizeof *w);
    size_t n = s->n;
    for (size_t i = 0; i < order.seasonal_d; i++) n = unitroot_difference(w, n, s->m, w);
    for (size_t i = 0; i < order.d; i++) n = unitroot_difference(w, n, 1, w);
    size_t lags = order.p + order.q + (order.seasonal_p + order.seasonal_q) * s->m;
    size_t parameters = order.p + order.q + order.seasonal_p + order.seasonal_q + order.constant;
    *e = (ArimaSearch){.order = order, .w = w, .n = n, .m = s->m, .arena = a};
    if (n < parameters + 3 || n < lags / 2 + 2) return false;
    e->mean = moments_mean(w, n);
    e->unit = sqrt(moments_variance(w, n)) / sqrt((double)n) + 1e-12;
    e->centred = arena_new(a, double, n);
    e->errors = arena_new(a, double, n);
    return true;
}

// The search for the exact model borrows memory that is thrown away with it.
static void exact_refine(ArimaSearch *e, double *free, size_t count) {
    CLEANUP(arena_freep) Arena *scratch = arena_create(0);
    Arena *kept = e->arena;
    e->arena = scratch;
    e->exact = true;
    Minimise m = {search_target, e, count, EXACT_EVALS, 1e-9};
    (void)minimise_bfgs(&m, free, scratch);
    e->arena = kept;
}

bool arima_fit(const Series *s, ArimaOrder order, bool exact, ArimaFit *ret, Arena *a) {
    ArimaSearch e;
    if (!search_start(&e, s, order, a)) return false;
    double free[FREE_MAX] = {0};
    size_t count = order.p + order.q + order.seasonal_p + order.seasonal_q + order.constant;
    if (count > 0) {
        Minimise m = {search_target, &e, count, CONDITIONAL_EVALS, 1e-6};
        (void)minimise_bfgs(&m, free, a);
    }
    if (exact && count > 0) exact_refine(&e, free, count);
    e.exact = exact;
    double n = (double)e.n;
    double value = search_target(free, &e);  // also leaves the model in e.fit
    if (!isfinite(value) || !roots_fine(&e)) return false;
    double k = (double)count + 1;
    e.fit.order = order;
    e.fit.likelihood = -0.5 * n * (value + 1 + log(2 * 3.14159265358979323846));
    e.fit.aicc = -2 * e.fit.likelihood + 2 * k * n / fmax(n - k - 1, 0.5);
    Arma m = {e.fit.phi, e.fit.theta, e.fit.p, e.fit.q};
    double squares = arma_conditional(&m, e.centred, e.n, 0, e.errors);
    ArmaLikelihood l;
    if (exact && arma_likelihood(&m, e.centred, e.n, NULL, &l, a)) squares = l.sum_squares;
    e.fit.variance = squares / fmax(n - (double)count, 1);
    *ret = e.fit;
    return true;
}

// phi(B) (1 - B)^d (1 - B^m)^D multiplied out, as an autoregression.
static size_t whole_phi(const ArimaFit *fit, size_t m, double *ret, Arena *a) {
    const double one = 1;
    size_t count = fit->p;
    double *next = arena_new(a, double, fit->p + fit->order.d + fit->order.seasonal_d * m + 1);
    memcpy(ret, fit->phi, count * sizeof *ret);
    for (size_t i = 0; i < fit->order.d + fit->order.seasonal_d; i++) {
        size_t step = i < fit->order.d ? 1 : m;
        ArmaFactor low = {ret, count};
        ArmaFactor high = {&one, 1};
        arma_multiply(low, high, step, true, next);
        count += step;
        memcpy(ret, next, count * sizeof *ret);
    }
    return count;
}

// One-step errors of the differenced series, exact where the computer can.
static void errors_find(const ArimaFit *fit, const Series *s, double *ret, Arena *a) {
    ArimaSearch e;
    memset(ret, 0, s->n * sizeof *ret);
    if (!search_start(&e, s, fit->order, a)) return;
    for (size_t i = 0; i < e.n; i++) e.centred[i] = e.w[i] - fit->mean;
    Arma m = {fit->phi, fit->theta, fit->p, fit->q};
    double *tail = ret + (s->n - e.n);
    ArmaLikelihood l;
    if (!arma_likelihood(&m, e.centred, e.n, tail, &l, a)) {
        (void)arma_conditional(&m, e.centred, e.n, 0, tail);
    }
}

bool arima_predict(const ArimaFit *fit, const Series *s, Path *ret, Arena *a) {
    size_t n = s->n;
    double *phi = arena_new(a, double, ARIMA_LAGS_MAX + 2 + 2 * s->m);
    size_t p = whole_phi(fit, s->m, phi, a);
    double *y = arena_new(a, double, n + ret->h);
    double *errors = arena_new(a, double, n + ret->h);
    double *psi = arena_new(a, double, ret->h);
    memcpy(y, s->y, n * sizeof *y);
    errors_find(fit, s, errors, a);
    double shift = fit->mean;
    for (size_t i = 0; i < fit->p; i++) shift -= fit->phi[i] * fit->mean;
    for (size_t t = n; t < n + ret->h; t++) {
        double sum = shift;
        for (size_t i = 0; i < p && i < t; i++) sum += phi[i] * y[t - 1 - i];
        for (size_t i = 0; i < fit->q && i < t; i++) sum += fit->theta[i] * errors[t - 1 - i];
        ret->mean[t - n] = y[t] = sum;
    }
    arma_weights(&(Arma){phi, fit->theta, p, fit->q}, psi, ret->h);
    double sum = 0;
    for (size_t k = 0; k < ret->h; k++) {
        sum += psi[k] * psi[k];
        ret->sd[k] = sqrt(fit->variance * sum);
    }
    return path_sound(ret);
}

void arima_name(const ArimaOrder *o, size_t m, char ret[ARIMA_NAME_MAX]) {
    int at = snprintf(ret, ARIMA_NAME_MAX, "ARIMA(%zu,%zu,%zu)", o->p, o->d, o->q);
    if (m > 1 && o->seasonal_p + o->seasonal_d + o->seasonal_q > 0) {
        at += snprintf(ret + at, (size_t)(ARIMA_NAME_MAX - at), "(%zu,%zu,%zu)[%zu]", o->seasonal_p,
                       o->seasonal_d, o->seasonal_q, m);
    }
    if (!o->constant) return;
    const char *word = o->d + o->seasonal_d > 0 ? " with drift" : " with mean";
    (void)snprintf(ret + at, (size_t)(ARIMA_NAME_MAX - at), "%s", word);
}
