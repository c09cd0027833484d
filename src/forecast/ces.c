#include "forecast/ces.h"

#include <math.h>

#include "stats/minimise.h"
#include "stats/moments.h"

enum { CES_EVALS = 500, CES_POINTS_MIN = 8 };

typedef struct CesSearch {
    const Series *s;
    double start;  // of the level
    double unit;
} CesSearch;

typedef struct CesState {
    double level, potential;
} CesState;

static CesState state_next(CesState now, const CesFit *f, double error) {
    return (CesState){
        now.level - (1 - f->imaginary) * now.potential + (f->real - f->imaginary) * error,
        now.level + (1 - f->real) * now.potential + (f->real + f->imaginary) * error};
}

// Whether old errors are forgotten: the eigenvalues of what carries them lie inside the unit
// circle.
static bool fit_stable(const CesFit *f) {
    double a = 1 - f->real + f->imaginary;
    double b = -(1 - f->imaginary);
    double c = 1 - f->real - f->imaginary;
    double d = 1 - f->real;
    double det = a * d - b * c;
    return fabs(det) < 0.999 && fabs(a + d) < 1 + det;
}

static double squares_sum(const CesFit *f, const Series *s, CesState *ret) {
    *ret = (CesState){f->level, f->potential};
    double sum = 0;
    for (size_t t = 0; t < s->n; t++) {
        double error = s->y[t] - ret->level;
        sum += error * error;
        *ret = state_next(*ret, f, error);
    }
    return sum;
}

static CesFit fit_read(const CesSearch *e, const double *free) {
    return (CesFit){.real = 1.3 + 0.3 * free[0],
                    .imaginary = 1 + 0.1 * free[1],
                    .level = e->start + e->unit * free[2],
                    .potential = e->start / 1.1 + e->unit * free[3]};
}

static double search_target(const double *free, void *ctx) {
    const CesSearch *e = ctx;
    CesFit fit = fit_read(e, free);
    CesState end;
    return fit_stable(&fit) ? squares_sum(&fit, e->s, &end) : INFINITY;
}

static void path_find(const CesFit *fit, CesState now, Path *ret) {
    CesState echo = state_next((CesState){0, 0}, fit, 1);  // what is left of one error
    double sum = 1;
    for (size_t k = 0; k < ret->h; k++) {
        ret->mean[k] = now.level;
        ret->sd[k] = sqrt(fit->variance * sum);
        sum += echo.level * echo.level;
        echo = state_next(echo, fit, 0);
        now = state_next(now, fit, 0);
    }
}

bool ces_predict(const Series *s, CesFit *ret_fit, Path *ret, Arena *a) {
    if (s->n < CES_POINTS_MIN || s->constant) return false;
    Deseasoned d = series_deseason(s, a);
    CesSearch e = {.s = &d.series};
    e.start = moments_mean(d.series.y, s->n < 10 ? s->n : 10);
    for (size_t i = 1; i < s->n; i++) {
        e.unit += fabs(d.series.y[i] - d.series.y[i - 1]) / (double)s->n;
    }
    e.unit = fmax(e.unit, 1e-9);
    double free[4] = {0, 0, 0, 0};
    Minimise m = {search_target, &e, 4, CES_EVALS, 1e-8};
    (void)minimise_simplex(&m, free, 0.5, a);
    CesFit fit = fit_read(&e, free);
    CesState end;
    double squares = squares_sum(&fit, &d.series, &end);
    fit.variance = squares / fmax((double)s->n - 4, 1);
    path_find(&fit, end, ret);
    series_reseason(&d, ret);
    *ret_fit = fit;
    return path_sound(ret);
}
