#include "stats/lbfgs.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { PAIRS = 8, HALVINGS = 40 };

typedef struct Pair {
    double *step, *turn;  // of x, of the gradient
    double scale;         // 1 / (step . turn)
} Pair;

typedef struct Walk {
    const Lbfgs *l;
    double *x, *gradient, *direction;
    double *x_next, *gradient_next;
    double value;
    Pair pairs[PAIRS];
    size_t made;  // pairs so far; the last PAIRS are kept
} Walk;

static double dot(const double *a, const double *b, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

static void add_scaled(double *to, double factor, const double *what, size_t n) {
    for (size_t i = 0; i < n; i++) to[i] += factor * what[i];
}

// The two loops of Nocedal (1980): minus the inverse Hessian times the gradient.
static void direction_find(Walk *w) {
    size_t n = w->l->n;
    double weights[PAIRS];
    size_t kept = w->made < PAIRS ? w->made : PAIRS;
    for (size_t i = 0; i < n; i++) w->direction[i] = -w->gradient[i];
    for (size_t k = 0; k < kept; k++) {
        const Pair *p = &w->pairs[(w->made - 1 - k) % PAIRS];
        weights[k] = p->scale * dot(p->step, w->direction, n);
        add_scaled(w->direction, -weights[k], p->turn, n);
    }
    double size = 1 / fmax(sqrt(dot(w->gradient, w->gradient, n)), 1);
    if (kept > 0) {
        const Pair *last = &w->pairs[(w->made - 1) % PAIRS];
        size = 1 / (last->scale * dot(last->turn, last->turn, n));
    }
    for (size_t i = 0; i < n; i++) w->direction[i] *= size;
    for (size_t k = kept; k-- > 0;) {
        const Pair *p = &w->pairs[(w->made - 1 - k) % PAIRS];
        double back = p->scale * dot(p->turn, w->direction, n);
        add_scaled(w->direction, weights[k] - back, p->step, n);
    }
}

// Armijo's rule; the curvature is looked at when the pair is kept.
static bool step_find(Walk *w, double *ret_value) {
    size_t n = w->l->n;
    double slope = dot(w->gradient, w->direction, n);
    double length = 1;
    for (int i = 0; i < HALVINGS && slope < 0; i++, length *= 0.5) {
        memcpy(w->x_next, w->x, n * sizeof *w->x);
        add_scaled(w->x_next, length, w->direction, n);
        double value = w->l->target(w->x_next, w->gradient_next, w->l->ctx);
        if (!(value <= w->value + 1e-4 * length * slope)) continue;
        *ret_value = value;
        return true;
    }
    return false;
}

static void pair_keep(Walk *w) {
    size_t n = w->l->n;
    Pair *p = &w->pairs[w->made % PAIRS];
    for (size_t i = 0; i < n; i++) {
        p->step[i] = w->x_next[i] - w->x[i];
        p->turn[i] = w->gradient_next[i] - w->gradient[i];
    }
    double curvature = dot(p->step, p->turn, n);
    if (!(curvature > 1e-14 * dot(p->turn, p->turn, n))) return;
    p->scale = 1 / curvature;
    w->made++;
}

static void walk_start(Walk *w, const double *x, Arena *a) {
    size_t n = w->l->n;
    w->x = arena_new(a, double, n);
    w->gradient = arena_new(a, double, n);
    w->direction = arena_new(a, double, n);
    w->x_next = arena_new(a, double, n);
    w->gradient_next = arena_new(a, double, n);
    for (size_t k = 0; k < PAIRS; k++) {
        w->pairs[k].step = arena_new(a, double, n);
        w->pairs[k].turn = arena_new(a, double, n);
    }
    memcpy(w->x, x, n * sizeof *x);
    w->value = w->l->target(w->x, w->gradient, w->l->ctx);
}

double lbfgs_minimise(const Lbfgs *l, double *x, Arena *a) {
    Walk w = {.l = l};
    walk_start(&w, x, a);
    int calm = 0;  // iterations in a row that gained next to nothing
    for (int i = 0; i < l->iterations_max && calm < 3; i++) {
        double value = w.value;
        direction_find(&w);
        if (!step_find(&w, &value)) {
            if (w.made == 0) break;
            w.made = 0;  // steepest descent once more
            continue;
        }
        calm = w.value - value <= l->tolerance * (fabs(value) + 1e-12) ? calm + 1 : 0;
        pair_keep(&w);
        memcpy(w.x, w.x_next, l->n * sizeof *x);
        memcpy(w.gradient, w.gradient_next, l->n * sizeof *x);
        w.value = value;
    }
    memcpy(x, w.x, l->n * sizeof *x);
    return w.value;
}
