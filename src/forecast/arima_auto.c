#include <math.h>
#include <string.h>

#include "forecast/arima.h"
#include "stats/unitroot.h"

enum { TRIED_MAX = 120, STEPS_MAX = 60, EXACT_TRIES = 2 };

// The models tried, best kept; a walk from the best to its neighbours until none is better.
typedef struct Walk {
    const Series *s;
    Arena *arena;
    ArimaOrder tried[TRIED_MAX];
    size_t tried_count;
    ArimaFit best, second;
    bool found, found_second;
    bool constant_allowed;
} Walk;

static bool order_same(const ArimaOrder *a, const ArimaOrder *b) {
    return a->p == b->p && a->q == b->q && a->seasonal_p == b->seasonal_p &&
           a->seasonal_q == b->seasonal_q && a->constant == b->constant;
}

static bool order_allowed(const Walk *w, const ArimaOrder *o) {
    if (o->p > ARIMA_PLAIN_MAX || o->q > ARIMA_PLAIN_MAX) return false;
    if (o->seasonal_p > ARIMA_SEASONAL_MAX || o->seasonal_q > ARIMA_SEASONAL_MAX) return false;
    if (w->s->m < 2 && o->seasonal_p + o->seasonal_q > 0) return false;
    if (o->constant && !w->constant_allowed) return false;
    for (size_t i = 0; i < w->tried_count; i++) {
        if (order_same(&w->tried[i], o)) return false;
    }
    return w->tried_count < TRIED_MAX;
}

// True when the order is better than all before it.
static bool order_try(Walk *w, ArimaOrder o) {
    if (!order_allowed(w, &o)) return false;
    w->tried[w->tried_count++] = o;
    ArimaFit fit;
    if (!arima_fit(w->s, o, false, &fit, w->arena)) return false;
    if (!w->found || fit.aicc < w->best.aicc) {
        w->second = w->best;
        w->found_second = w->found;
        w->best = fit;
        w->found = true;
        return true;
    }
    if (!w->found_second || fit.aicc < w->second.aicc) {
        w->second = fit;
        w->found_second = true;
    }
    return false;
}

typedef struct Neighbour {
    int p, q, seasonal_p, seasonal_q;
} Neighbour;

// In the order of Hyndman and Khandakar: seasonal orders first.
static const Neighbour NEIGHBOURS[] = {
    {0, 0, -1, 0},  {0, 0, 0, -1}, {0, 0, 1, 0},  {0, 0, 0, 1},  {0, 0, -1, -1}, {0, 0, -1, 1},
    {0, 0, 1, -1},  {0, 0, 1, 1},  {-1, 0, 0, 0}, {0, -1, 0, 0}, {1, 0, 0, 0},   {0, 1, 0, 0},
    {-1, -1, 0, 0}, {-1, 1, 0, 0}, {1, -1, 0, 0}, {1, 1, 0, 0},
};

// size_t wraps below zero to what order_allowed refuses.
static ArimaOrder neighbour_of(ArimaOrder o, Neighbour step) {
    o.p += (size_t)step.p;
    o.q += (size_t)step.q;
    o.seasonal_p += (size_t)step.seasonal_p;
    o.seasonal_q += (size_t)step.seasonal_q;
    return o;
}

static bool walk_step(Walk *w) {
    for (size_t i = 0; i < COUNT_OF(NEIGHBOURS); i++) {
        if (order_try(w, neighbour_of(w->best.order, NEIGHBOURS[i]))) return true;
    }
    ArimaOrder other = w->best.order;
    other.constant = !other.constant;
    return order_try(w, other);
}

static void walk_start(Walk *w, size_t d, size_t seasonal_d) {
    ArimaOrder base = {.d = d, .seasonal_d = seasonal_d};
    w->constant_allowed = d + seasonal_d <= 1;
    base.constant = w->constant_allowed;
    size_t season = w->s->m > 1;
    static const size_t STARTS[][2] = {{2, 2}, {0, 0}, {1, 0}, {0, 1}};
    for (size_t i = 0; i < COUNT_OF(STARTS); i++) {
        ArimaOrder o = base;
        o.p = STARTS[i][0];
        o.q = STARTS[i][1];
        o.seasonal_p = season && o.p > 0;
        o.seasonal_q = season && o.q > 0;
        (void)order_try(w, o);
    }
    base.constant = false;
    (void)order_try(w, base);
}

// The first differences after the seasonal ones; both tests are those of R's auto.arima.
static void differences_find(const Series *s, size_t *ret_d, size_t *ret_seasonal, Arena *a) {
    double *x = arena_new(a, double, s->n + 1);
    memcpy(x, s->y, s->n * sizeof *x);
    size_t n = s->n;
    *ret_seasonal = unitroot_seasonal_differences(s->y, n, s->m, a);
    if (*ret_seasonal) n = unitroot_difference(x, n, s->m, x);
    *ret_d = unitroot_differences(x, n, a);
}

bool arima_fit_best(const Series *s, ArimaFit *ret, Arena *a) {
    if (s->n < 6 || s->constant) return false;
    Series shown = *s;
    if (shown.m > ARIMA_SEASON_MAX) shown.m = 1;
    size_t d = 0;
    size_t seasonal_d = 0;
    CLEANUP(arena_freep) Arena *scratch = arena_create(0);
    Walk *w = arena_new(scratch, Walk, 1);
    w->s = &shown;
    w->arena = scratch;
    differences_find(&shown, &d, &seasonal_d, scratch);
    walk_start(w, d, seasonal_d);
    for (int i = 0; i < STEPS_MAX && w->found && walk_step(w); i++) continue;
    if (!w->found) return false;
    ArimaFit exact;
    if (arima_fit(&shown, w->best.order, true, &exact, a)) {
        *ret = exact;
    } else if (w->found_second && arima_fit(&shown, w->second.order, true, &exact, a)) {
        *ret = exact;
    } else {
        *ret = w->best;
    }
    return true;
}
