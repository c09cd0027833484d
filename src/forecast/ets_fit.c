#include <assert.h>
#include <math.h>
#include <string.h>

#include "forecast/ets.h"
#include "stats/decompose.h"
#include "stats/leastsq.h"
#include "stats/minimise.h"
#include "stats/moments.h"

// The forms that R's ets chooses among: additive errors with a multiplicative season have
// infinite variance, and multiplicative trends forecast worse than they fit.
static const EtsForm FORMS[] = {
    {ETS_ADD, ETS_NONE, ETS_NONE, false}, {ETS_ADD, ETS_ADD, ETS_NONE, false},
    {ETS_ADD, ETS_ADD, ETS_NONE, true},   {ETS_MUL, ETS_NONE, ETS_NONE, false},
    {ETS_MUL, ETS_ADD, ETS_NONE, false},  {ETS_MUL, ETS_ADD, ETS_NONE, true},
    {ETS_ADD, ETS_NONE, ETS_ADD, false},  {ETS_ADD, ETS_ADD, ETS_ADD, false},
    {ETS_ADD, ETS_ADD, ETS_ADD, true},    {ETS_MUL, ETS_NONE, ETS_ADD, false},
    {ETS_MUL, ETS_ADD, ETS_ADD, false},   {ETS_MUL, ETS_ADD, ETS_ADD, true},
    {ETS_MUL, ETS_NONE, ETS_MUL, false},  {ETS_MUL, ETS_ADD, ETS_MUL, false},
    {ETS_MUL, ETS_ADD, ETS_MUL, true},
};

enum { SEARCH_EVALS = 400, REFINE_EVALS = 6000, FREE_MAX = 6 + ETS_SEASON_MAX };

// The bounds of R's ets.
#define SMOOTH_MIN 1e-4
#define SMOOTH_MAX 0.9999
#define PHI_MIN 0.8
#define PHI_MAX 0.98

static double logistic(double x) { return 1 / (1 + exp(-x)); }
static double logit(double p) {
    p = fmin(fmax(p, 1e-6), 1 - 1e-6);
    return log(p / (1 - p));
}

// What a search moves: smoothing by logistics, states in units of the series' noise.
typedef struct EtsSearch {
    const Series *s;
    EtsModel guess;
    double unit;         // of level and additive season
    double season_unit;  // of a multiplicative season: 1 / the level
    bool seasons_free;
} EtsSearch;

static void model_read(const EtsSearch *e, const double *free, EtsModel *ret) {
    *ret = e->guess;
    EtsForm form = ret->form;
    ret->alpha = SMOOTH_MIN + (SMOOTH_MAX - SMOOTH_MIN) * logistic(*free++);
    if (form.trend != ETS_NONE) {
        ret->beta = SMOOTH_MIN + (ret->alpha - SMOOTH_MIN) * logistic(*free++);
    }
    if (form.season != ETS_NONE) {
        ret->gamma = SMOOTH_MIN + fmax(1 - ret->alpha - SMOOTH_MIN, 0) * logistic(*free++);
    }
    if (form.damped) ret->phi = PHI_MIN + (PHI_MAX - PHI_MIN) * logistic(*free++);
    ret->level += e->unit * *free++;
    if (form.trend != ETS_NONE) {
        ret->trend += (form.trend == ETS_ADD ? e->unit : e->season_unit) * *free++;
    }
    if (!e->seasons_free || form.season == ETS_NONE) return;
    size_t m = e->s->m;
    double unit = form.season == ETS_ADD ? e->unit : e->season_unit;
    double sum = 0;
    for (size_t k = 0; k + 1 < m; k++) {
        ret->season[k] += unit * *free++;
        sum += ret->season[k];
    }
    ret->season[m - 1] = (form.season == ETS_ADD ? 0 : (double)m) - sum;
}

static double search_target(const double *free, void *ctx) {
    const EtsSearch *e = ctx;
    EtsModel model;
    double squares = 0;
    model_read(e, free, &model);
    return ets_filter(&model, e->s, &squares);
}

static size_t free_start(const EtsSearch *e, double alpha, double *ret) {
    EtsForm form = e->guess.form;
    size_t count = 0;
    ret[count++] = logit(alpha);
    if (form.trend != ETS_NONE) ret[count++] = logit(0.1);
    if (form.season != ETS_NONE) ret[count++] = logit(0.05);
    if (form.damped) ret[count++] = logit(0.9);
    ret[count++] = 0;
    if (form.trend != ETS_NONE) ret[count++] = 0;
    return count;
}

// States before the first value: a decomposition's season, and a line through what follows.
static void states_guess(const Series *s, EtsModel *m, Arena *a) {
    double *plain = arena_new(a, double, s->n);
    memcpy(plain, s->y, s->n * sizeof *plain);
    size_t span = 10;
    if (m->form.season != ETS_NONE) {
        bool mul = m->form.season == ETS_MUL;
        decompose_indices(s->y, s->n, s->m, mul, m->season, a);
        for (size_t k = 0; k < s->m && mul; k++) m->season[k] = fmax(m->season[k], 0.01);
        for (size_t i = 0; i < s->n; i++) {
            double season = m->season[i % s->m];
            plain[i] = mul ? s->y[i] / season : s->y[i] - season;
        }
        if (span < 2 * s->m) span = 2 * s->m;
    }
    if (span > s->n) span = s->n;
    double slope = 0;
    if (m->form.trend == ETS_NONE) {
        m->level = moments_mean(plain, span);
        return;
    }
    leastsq_line(plain, span, &m->level, &slope);
    m->level -= slope;
    m->trend = slope;
    if (m->form.error != ETS_MUL && m->form.trend != ETS_MUL) return;
    if (m->level <= 0) m->level = fmax(plain[0], 1e-3);
    if (m->form.trend == ETS_MUL) m->trend = fmin(fmax(1 + slope / m->level, 0.7), 1.4);
}

static void search_start(EtsSearch *e, const Series *s, EtsForm form, Arena *a) {
    *e = (EtsSearch){.s = s, .guess = {.form = form, .phi = 1}};
    states_guess(s, &e->guess, a);
    double move = 0;
    for (size_t i = 1; i < s->n; i++) move += fabs(s->y[i] - s->y[i - 1]);
    e->unit = fmax(move / (double)s->n, 1e-6);
    e->season_unit = e->unit / fmax(fabs(e->guess.level), e->unit);
}

// Keeps what the search found as the guess of the next one.
static void search_settle(EtsSearch *e, const double *free, EtsFit *ret) {
    size_t k = ets_parameter_count(e->guess.form, e->s->m);
    double n = (double)e->s->n;
    double squares = 0;
    model_read(e, free, &ret->start);
    ret->end = ret->start;
    ret->likelihood = ets_filter(&ret->end, e->s, &squares);
    ret->aicc = ret->likelihood + 2 * (double)k * n / fmax(n - (double)k - 1, 0.5);
    double free_degrees = fmax(n - (double)(k - 1), 1);
    ret->variance = squares / free_degrees;
}

// The season as decomposed; parameters, level and trend from the better of a few beginnings.
static void search_rough(EtsSearch *e, double *free, size_t *ret_count, Arena *a) {
    static const double ALPHAS[] = {0.1, 0.4, 0.8};
    double best = INFINITY;
    double trial[FREE_MAX];
    for (size_t i = 0; i < COUNT_OF(ALPHAS); i++) {
        *ret_count = free_start(e, ALPHAS[i], trial);
        double value = search_target(trial, e);
        if (i > 0 && !(value < best)) continue;
        best = value;
        memcpy(free, trial, *ret_count * sizeof *free);
    }
    Minimise m = {search_target, e, *ret_count, SEARCH_EVALS, 1e-6};
    (void)minimise_bfgs(&m, free, a);
}

static void search_full(EtsSearch *e, double *free, size_t count, double tolerance, Arena *a) {
    e->seasons_free = true;
    if (e->guess.form.season != ETS_NONE) {
        memset(free + count, 0, (e->s->m - 1) * sizeof *free);
        count += e->s->m - 1;
    }
    Minimise m = {search_target, e, count, REFINE_EVALS, tolerance};
    (void)minimise_bfgs(&m, free, a);
}

static bool form_fits(const Series *s, EtsForm form) {
    bool multiplies = form.error == ETS_MUL || form.trend == ETS_MUL || form.season == ETS_MUL;
    if (multiplies && !s->positive) return false;
    if (form.season != ETS_NONE && (s->m < 2 || s->m > ETS_SEASON_MAX)) return false;
    size_t parameters = ets_parameter_count(form, s->m) - 1;
    if (form.trend == ETS_NONE && form.season == ETS_NONE) return s->n >= 4;
    return s->n > parameters + 4;
}

bool ets_fit_form(const Series *s, EtsForm form, EtsFit *ret, Arena *a) {
    if (!form_fits(s, form)) return false;
    EtsSearch e;
    double free[FREE_MAX];
    size_t count = 0;
    search_start(&e, s, form, a);
    search_rough(&e, free, &count, a);
    search_full(&e, free, count, 1e-10, a);
    search_settle(&e, free, ret);
    return isfinite(ret->likelihood);
}

typedef struct Candidate {
    EtsSearch search;
    double free[FREE_MAX];
    size_t count;
    EtsFit fit;
} Candidate;

enum { REFINED = 3 };  // forms whose first seasons are fitted too

// The best of the candidates by AICc that are not done yet.
static Candidate *candidate_next(Candidate *items, size_t count, const bool *done) {
    Candidate *best = NULL;
    for (size_t i = 0; i < count; i++) {
        if (done[i]) continue;
        if (!best || items[i].fit.aicc < best->fit.aicc) best = &items[i];
    }
    return best;
}

// All forms with the season held first; then the best few in full. Choosing among 15 full
// fits gives the same form in nearly all series, and costs six times as much.
bool ets_fit_best(const Series *s, EtsFit *ret, Arena *a) {
    Candidate *items = arena_new(a, Candidate, COUNT_OF(FORMS));
    bool done[COUNT_OF(FORMS)] = {false};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
        if (!form_fits(s, FORMS[i])) continue;
        Candidate *c = &items[count];
        search_start(&c->search, s, FORMS[i], a);
        search_rough(&c->search, c->free, &c->count, a);
        search_settle(&c->search, c->free, &c->fit);
        if (isfinite(c->fit.likelihood)) count++;
    }
    const EtsFit *best = NULL;
    for (int i = 0; i < REFINED && i < (int)count; i++) {
        Candidate *c = candidate_next(items, count, done);
        done[c - items] = true;
        if (c->search.guess.form.season != ETS_NONE) {
            search_full(&c->search, c->free, c->count, 1e-6, a);
            search_settle(&c->search, c->free, &c->fit);
        }
        if (isfinite(c->fit.aicc) && (!best || c->fit.aicc < best->aicc)) best = &c->fit;
    }
    if (best) *ret = *best;
    return best != NULL;
}
