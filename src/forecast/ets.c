#include "forecast/ets.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

size_t ets_parameter_count(EtsForm form, size_t m) {
    size_t count = 2 + 1;  // alpha, level; the variance
    if (form.trend != ETS_NONE) count += 2;
    if (form.damped) count += 1;
    if (form.season != ETS_NONE) count += 1 + m - 1;
    return count;
}

static double season_combine(EtsPart part, double x, double season) {
    if (part == ETS_NONE) return x;
    return part == ETS_ADD ? x + season : x * season;
}

static double season_remove(EtsPart part, double x, double season) {
    if (part == ETS_NONE) return x;
    return part == ETS_ADD ? x - season : x / season;
}

// The trend's share of a step, and the level it leads to.
static double level_ahead(const EtsModel *m, double *ret_trend) {
    if (m->form.trend == ETS_NONE) return m->level;
    if (m->form.trend == ETS_ADD) {
        *ret_trend = m->phi * m->trend;
        return m->level + *ret_trend;
    }
    *ret_trend = m->form.damped ? pow(m->trend, m->phi) : m->trend;
    return m->level * *ret_trend;
}

// A product that gives its logarithm in the end: one log instead of n.
typedef struct LogProduct {
    double product, log_sum;
} LogProduct;

static void log_product_add(LogProduct *p, double x) {
    p->product *= x;
    if (p->product < 1e-150 || p->product > 1e150) {
        p->log_sum += log(p->product);
        p->product = 1;
    }
}

double ets_filter(EtsModel *model, const Series *s, double *ret_squares) {
    EtsModel *m = model;
    const EtsForm form = m->form;
    const bool multiplies =
        form.error == ETS_MUL || form.trend == ETS_MUL || form.season == ETS_MUL;
    const double share = form.trend == ETS_NONE ? 0 : m->beta / m->alpha;
    LogProduct sizes = {1, 0};
    double squares = 0;
    size_t phase = 0;
    for (size_t t = 0; t < s->n; t++) {
        double trend = 0;
        double season = form.season == ETS_NONE ? 0 : m->season[phase];
        double ahead = level_ahead(m, &trend);
        double forecast = season_combine(form.season, ahead, season);
        double error = s->y[t] - forecast;
        if (multiplies && !(ahead > 1e-9 && forecast > 1e-9)) return INFINITY;
        if (form.error == ETS_MUL) {
            log_product_add(&sizes, forecast);
            error /= forecast;
        }
        squares += error * error;
        double level = ahead + m->alpha * (season_remove(form.season, s->y[t], season) - ahead);
        if (form.trend != ETS_NONE) {
            double seen = form.trend == ETS_ADD ? level - m->level : level / m->level;
            m->trend = trend + share * (seen - trend);
        }
        if (form.season != ETS_NONE) {
            double seen = form.season == ETS_ADD ? s->y[t] - ahead : s->y[t] / ahead;
            m->season[phase] = season + m->gamma * (seen - season);
            phase = phase + 1 == s->m ? 0 : phase + 1;
        }
        m->level = level;
    }
    *ret_squares = squares;
    double n = (double)s->n;
    double likelihood = n * log(fmax(squares, n * 1e-24));
    if (form.error == ETS_MUL) likelihood += 2 * (sizes.log_sum + log(sizes.product));
    return isnan(likelihood) ? INFINITY : likelihood;
}

// How far an error now moves the level j steps on.
static void error_weights(const EtsModel *m, size_t period, double *ret, size_t count) {
    double damped_sum = 0;
    double power = 1;
    for (size_t j = 1; j <= count; j++) {
        power *= m->form.damped ? m->phi : 1;
        damped_sum += power;
        double weight = m->alpha;
        if (m->form.trend != ETS_NONE) weight += m->beta * damped_sum;
        if (m->form.season != ETS_NONE && j % period == 0) weight += m->gamma;
        ret[j - 1] = weight;
    }
}

// theta_h of Hyndman et al. (2005), class 2: second moments of the levels ahead.
static void spread_multiplied(const EtsFit *fit, const double *weights, const double *level,
                              Path *p, Arena *a) {
    double *theta = arena_new(a, double, p->h);
    for (size_t k = 0; k < p->h; k++) {
        double sum = 0;
        for (size_t j = 1; j <= k; j++) sum += weights[j - 1] * weights[j - 1] * theta[k - j];
        theta[k] = level[k] * level[k] + fit->variance * sum;
        double variance = (1 + fit->variance) * theta[k] - level[k] * level[k];
        double scale = level[k] != 0 ? fabs(p->mean[k] / level[k]) : 1;
        if (fit->end.form.season == ETS_ADD) scale = 1;
        p->sd[k] = sqrt(fmax(variance, 0)) * scale;
    }
}

void ets_predict(const EtsFit *fit, const Series *s, Path *ret, Arena *a) {
    EtsModel m = fit->end;
    double *weights = arena_new(a, double, ret->h);
    double *level = arena_new(a, double, ret->h);
    error_weights(&m, s->m, weights, ret->h);
    double sum = 1;
    for (size_t k = 0; k < ret->h; k++) {
        double trend = 0;
        m.level = level[k] = level_ahead(&m, &trend);
        m.trend = trend;
        double season = m.form.season == ETS_NONE ? 0 : m.season[(s->n + k) % s->m];
        ret->mean[k] = season_combine(m.form.season, m.level, season);
        ret->sd[k] = sqrt(fit->variance * sum);
        sum += weights[k] * weights[k];
    }
    if (m.form.error != ETS_MUL) return;
    for (size_t k = 0; k < ret->h && m.form.season == ETS_ADD; k++) level[k] = ret->mean[k];
    spread_multiplied(fit, weights, level, ret, a);
}

void ets_name(EtsForm form, char ret[ETS_NAME_MAX]) {
    static const char LETTERS[] = "NAM";
    (void)snprintf(ret, ETS_NAME_MAX, "ETS(%c,%c%s,%c)", LETTERS[form.error], LETTERS[form.trend],
                   form.damped ? "d" : "", LETTERS[form.season]);
}
