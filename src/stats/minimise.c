#include "stats/minimise.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

static double value_at(const Minimise *m, const double *x) {
    double value = m->target(x, m->ctx);
    return isfinite(value) ? fmin(value, MINIMISE_WORST) : MINIMISE_WORST;
}

typedef struct Simplex {
    const Minimise *m;
    double *points;  // n + 1 rows of n
    double *values;
    double *centre;
    double *trial;
    double *second;            // a second trial, for the expansion
    size_t best, worst, next;  // next: the second worst
    int evals;
} Simplex;

static double *point_of(const Simplex *s, size_t i) { return s->points + i * s->m->n; }

static void simplex_start(Simplex *s, const double *x, double step, Arena *a) {
    size_t n = s->m->n;
    s->points = arena_new(a, double, (n + 1) * n);
    s->values = arena_new(a, double, n + 1);
    s->centre = arena_new(a, double, n);
    s->trial = arena_new(a, double, n);
    s->second = arena_new(a, double, n);
    for (size_t i = 0; i <= n; i++) {
        memcpy(point_of(s, i), x, n * sizeof *x);
        if (i > 0) point_of(s, i)[i - 1] += step;
        s->values[i] = value_at(s->m, point_of(s, i));
    }
    s->evals = (int)n + 1;
}

static void simplex_rank(Simplex *s) {
    size_t n = s->m->n;
    s->best = s->worst = 0;
    for (size_t i = 1; i <= n; i++) {
        if (s->values[i] < s->values[s->best]) s->best = i;
        if (s->values[i] >= s->values[s->worst]) s->worst = i;
    }
    s->next = s->best;
    for (size_t i = 0; i <= n; i++) {
        if (i != s->worst && s->values[i] >= s->values[s->next]) s->next = i;
    }
    for (size_t j = 0; j < n; j++) {
        double sum = 0;
        for (size_t i = 0; i <= n; i++) sum += i == s->worst ? 0 : point_of(s, i)[j];
        s->centre[j] = sum / (double)n;
    }
}

// The point `factor` from the centre away from the worst one.
static double simplex_try(Simplex *s, double factor, double *ret_point) {
    const double *worst = point_of(s, s->worst);
    for (size_t j = 0; j < s->m->n; j++) {
        ret_point[j] = s->centre[j] + factor * (s->centre[j] - worst[j]);
    }
    s->evals++;
    return value_at(s->m, ret_point);
}

static void simplex_take(Simplex *s, const double *point, double value) {
    memcpy(point_of(s, s->worst), point, s->m->n * sizeof *point);
    s->values[s->worst] = value;
}

static void simplex_shrink(Simplex *s, double factor) {
    for (size_t i = 0; i <= s->m->n; i++) {
        if (i == s->best) continue;
        double *p = point_of(s, i);
        const double *best = point_of(s, s->best);
        for (size_t j = 0; j < s->m->n; j++) p[j] = best[j] + factor * (p[j] - best[j]);
        s->values[i] = value_at(s->m, p);
        s->evals++;
    }
}

static void simplex_step(Simplex *s) {
    double n = (double)(s->m->n < 2 ? 2 : s->m->n);
    double expand = 1 + 2 / n;
    double contract = 0.75 - 1 / (2 * n);
    double reflected = simplex_try(s, 1, s->trial);
    if (reflected < s->values[s->best]) {
        double expanded = simplex_try(s, expand, s->second);
        bool further = expanded < reflected;
        simplex_take(s, further ? s->second : s->trial, further ? expanded : reflected);
        return;
    }
    if (reflected < s->values[s->next]) {
        simplex_take(s, s->trial, reflected);
        return;
    }
    bool outside = reflected < s->values[s->worst];
    double contracted = simplex_try(s, outside ? contract : -contract, s->second);
    if (contracted < fmin(reflected, s->values[s->worst])) {
        simplex_take(s, s->second, contracted);
    } else {
        simplex_shrink(s, 1 - 1 / n);
    }
}

double minimise_simplex(const Minimise *m, double *x, double step, Arena *a) {
    assert(m->n >= 1);
    Simplex s = {.m = m};
    simplex_start(&s, x, step, a);
    simplex_rank(&s);
    while (s.evals < m->eval_max) {
        double spread = s.values[s.worst] - s.values[s.best];
        if (spread <= m->tolerance * (fabs(s.values[s.best]) + m->tolerance)) break;
        simplex_step(&s);
        simplex_rank(&s);
    }
    memcpy(x, point_of(&s, s.best), m->n * sizeof *x);
    return s.values[s.best];
}

typedef struct Descent {
    const Minimise *m;
    double *x, *gradient, *direction;
    double *x_next, *gradient_next;
    double *inverse;  // n by n, of the Hessian
    double value;
    int evals;
} Descent;

static void gradient_at(Descent *d, double *x, double value, double *ret) {
    for (size_t i = 0; i < d->m->n; i++) {
        double kept = x[i];
        double step = 1e-7 * (1 + fabs(kept));
        x[i] = kept + step;
        double moved = value_at(d->m, x);
        ret[i] = moved < MINIMISE_WORST ? (moved - value) / step : 0;
        x[i] = kept;
    }
    d->evals += (int)d->m->n;
}

static void inverse_reset(Descent *d) {
    size_t n = d->m->n;
    memset(d->inverse, 0, n * n * sizeof *d->inverse);
    double length = 0;
    for (size_t i = 0; i < n; i++) length += d->gradient[i] * d->gradient[i];
    // The first step is about half a unit long whatever the target's scale is.
    double scale = length > 0 ? fmin(1, 0.5 / sqrt(length)) : 1;
    for (size_t i = 0; i < n; i++) d->inverse[i * n + i] = scale;
}

// The slope along the new direction; positive only when rounding broke the inverse.
static double direction_choose(Descent *d) {
    size_t n = d->m->n;
    double slope = 0;
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < n; j++) sum -= d->inverse[i * n + j] * d->gradient[j];
        d->direction[i] = sum;
        slope += sum * d->gradient[i];
    }
    return slope;
}

// Armijo's backtracking; false when no shorter step is better.
static bool line_search(Descent *d, double slope, double *ret_value) {
    double step = 1;
    for (int i = 0; i < 25; i++, step *= 0.4) {
        for (size_t j = 0; j < d->m->n; j++) d->x_next[j] = d->x[j] + step * d->direction[j];
        double value = value_at(d->m, d->x_next);
        d->evals++;
        if (value <= d->value + 1e-4 * step * slope) {
            *ret_value = value;
            return true;
        }
    }
    return false;
}

// H+ = H + (1 + y'Hy/s'y) ss'/s'y - (Hy s' + s y'H)/s'y; direction is used as Hy.
static void inverse_update(Descent *d) {
    size_t n = d->m->n;
    double sy = 0;
    double yhy = 0;
    double *hy = d->direction;
    for (size_t i = 0; i < n; i++) {
        d->x[i] = d->x_next[i] - d->x[i];                       // s
        d->gradient[i] = d->gradient_next[i] - d->gradient[i];  // y
        sy += d->x[i] * d->gradient[i];
    }
    if (sy <= 1e-12) return;
    for (size_t i = 0; i < n; i++) {
        hy[i] = 0;
        for (size_t j = 0; j < n; j++) hy[i] += d->inverse[i * n + j] * d->gradient[j];
        yhy += hy[i] * d->gradient[i];
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            d->inverse[i * n + j] +=
                (1 + yhy / sy) * d->x[i] * d->x[j] / sy - (hy[i] * d->x[j] + d->x[i] * hy[j]) / sy;
        }
    }
}

static void descent_start(Descent *d, const double *x, Arena *a) {
    size_t n = d->m->n;
    d->x = arena_new(a, double, n);
    d->gradient = arena_new(a, double, n);
    d->direction = arena_new(a, double, n);
    d->x_next = arena_new(a, double, n);
    d->gradient_next = arena_new(a, double, n);
    d->inverse = arena_new(a, double, n *n);
    memcpy(d->x, x, n * sizeof *x);
    d->value = value_at(d->m, d->x);
    gradient_at(d, d->x, d->value, d->gradient);
    inverse_reset(d);
}

double minimise_bfgs(const Minimise *m, double *x, Arena *a) {
    assert(m->n >= 1);
    Descent d = {.m = m};
    descent_start(&d, x, a);
    bool fresh = true;  // the inverse is a plain multiple of the identity
    int calm = 0;       // steps in a row that gained next to nothing
    while (d.evals < m->eval_max && calm < 2) {
        double slope = direction_choose(&d);
        double value = d.value;
        if (!(slope < 0) || !line_search(&d, slope, &value)) {
            if (fresh) break;
            inverse_reset(&d);
            fresh = true;
            continue;
        }
        fresh = false;
        calm = d.value - value <= m->tolerance * (fabs(value) + m->tolerance) ? calm + 1 : 0;
        gradient_at(&d, d.x_next, value, d.gradient_next);
        inverse_update(&d);
        memcpy(d.x, d.x_next, m->n * sizeof *x);
        memcpy(d.gradient, d.gradient_next, m->n * sizeof *x);
        d.value = value;
    }
    memcpy(x, d.x, m->n * sizeof *x);
    return d.value;
}
