#include "forecast/stlf.h"

#include <string.h>

enum { WINDOW_FIRST = 13, WINDOW_SECOND = 15, PASSES = 2 };

static bool longer_seen(const Series *s) { return s->m_long > s->m && s->n >= 2 * s->m_long; }

// Each season from what the others leave over.
static void seasons_take(const Series *s, Stlf *f, double *rest, Arena *a) {
    static const size_t WINDOWS[STLF_SEASONS_MAX] = {WINDOW_FIRST, WINDOW_SECOND};
    for (int pass = 0; pass < (f->count > 1 ? PASSES : 1); pass++) {
        for (size_t k = 0; k < f->count; k++) {
            const double *before = f->seasonal[k];
            for (size_t i = 0; i < s->n && before; i++) rest[i] += before[i];
            Stl parts;
            StlOptions options = {.period = f->period[k], .seasonal_window = WINDOWS[k]};
            stl_run(rest, s->n, &options, a, &parts);
            for (size_t i = 0; i < s->n; i++) rest[i] -= parts.seasonal[i];
            f->seasonal[k] = parts.seasonal;
        }
    }
}

Stlf stlf_take(const Series *s, Arena *a) {
    Stlf f = {.period = {s->m, s->m_long}, .count = longer_seen(s) ? 2 : 1};
    double *rest = arena_new(a, double, s->n);
    memcpy(rest, s->y, s->n * sizeof *rest);
    seasons_take(s, &f, rest, a);
    f.rest = series_with(s, rest);
    return f;
}

void stlf_give(const Stlf *f, Path *p) {
    for (size_t i = 0; i < f->count; i++) {
        const double *last = f->seasonal[i] + f->rest.n - f->period[i];
        for (size_t k = 0; k < p->h; k++) p->mean[k] += last[k % f->period[i]];
    }
}
