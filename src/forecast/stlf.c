#include "forecast/stlf.h"

Stlf stlf_take(const Series *s, Arena *a) {
    Stl parts;
    StlOptions options = {.period = s->m, .seasonal_window = 13};
    stl_run(s->y, s->n, &options, a, &parts);
    double *rest = arena_new(a, double, s->n);
    for (size_t i = 0; i < s->n; i++) rest[i] = s->y[i] - parts.seasonal[i];
    return (Stlf){.rest = series_with(s, rest), .seasonal = parts.seasonal, .period = s->m};
}

void stlf_give(const Stlf *f, Path *p) {
    const double *last = f->seasonal + f->rest.n - f->period;
    for (size_t k = 0; k < p->h; k++) p->mean[k] += last[k % f->period];
}
