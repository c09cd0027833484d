#include "forecast/clean.h"

#include <math.h>
#include <string.h>

#include "base/vec.h"
#include "stats/moments.h"
#include "stats/stl.h"

#define ERROR_FENCE 10.0   // the same, for what no model is to see
#define ERROR_SUSPECT 5.0  // of the values themselves, below which nobody looks closer
#define FENCE 3.0          // interquartile ranges
#define MOSTLY_ZERO 0.3
#define SHIFT_SHARE 0.15  // of the points, that a shift leaves on either side at least
#define SHIFT_LIMIT 5.0   // change of level over its standard error
#define SHIFT_NOISE 2.0   // and over the spread of the values

// What stands out of a year of weeks once is often back in the next, a week to the side.
enum { SEASON_MAX = 24, POINTS_MIN = 8, SHIFT_POINTS_MIN = 6, WINDOW_PER_SERIES = 3 };

typedef struct Fence {
    double low, high;
} Fence;

static Fence fence_of(const double *x, size_t n, double ranges, Arena *a) {
    double low = moments_quantile(x, n, 0.25, a);
    double high = moments_quantile(x, n, 0.75, a);
    double reach = ranges * (high - low);
    return (Fence){low - reach, high + reach};
}

static bool outside(const Fence *f, double x) { return x < f->low || x > f->high; }

// What trend and season expect of each value; robust against what does not belong.
static void expected_find(const Series *s, double *ret, Arena *a) {
    if (s->m > 1 && s->n >= 2 * s->m) {
        Stl parts;
        StlOptions options = {.period = s->m, .outer = 2};
        // Held within a fence first: robust weights take many passes to see past what is a
        // hundredfold.
        Fence f = fence_of(s->y, s->n, ERROR_SUSPECT, a);
        for (size_t i = 0; i < s->n; i++) ret[i] = fmin(fmax(s->y[i], f.low), f.high);
        stl_run(ret, s->n, &options, a, &parts);
        for (size_t i = 0; i < s->n; i++) ret[i] = parts.trend[i] + parts.seasonal[i];
        return;
    }
    size_t half = s->n / (2 * WINDOW_PER_SERIES);
    half = half < 2 ? 2 : (half > 7 ? 7 : half);
    for (size_t i = 0; i < s->n; i++) {
        size_t first = i > half ? i - half : 0;
        size_t end = i + half + 1 < s->n ? i + half + 1 : s->n;
        ret[i] = moments_quantile(s->y + first, end - first, 0.5, a);
    }
}

static void outliers_find(const Series *s, const double *expected, Cleaned *ret, Arena *a) {
    double *rest = arena_new(a, double, s->n);
    double *y = arena_new(a, double, s->n);
    for (size_t i = 0; i < s->n; i++) rest[i] = s->y[i] - expected[i];
    memcpy(y, s->y, s->n * sizeof *y);
    Fence f = fence_of(rest, s->n, FENCE, a);
    if (!(f.high - f.low > 1e-9)) return;
    VEC(CleanPoint) points = {0};
    for (size_t i = 0; i < s->n; i++) {
        if (!outside(&f, rest[i])) continue;
        double now = s->non_negative ? fmax(expected[i], 0) : expected[i];
        *vec_push(a, &points) = (CleanPoint){i, s->y[i] * s->unit, now * s->unit};
        y[i] = now;
    }
    ret->outliers = points.items;
    ret->outlier_count = points.count;
    if (points.count == 0) return;
    size_t m = s->m;
    size_t m_long = s->m_long;
    ret->series = series_with(s, y);
    ret->series.m = m;
    ret->series.m_long = m_long;
}

typedef struct Halves {
    double before, after, spread;
} Halves;

static Halves halves_at(const double *x, size_t n, size_t at) {
    Halves h = {moments_mean(x, at), moments_mean(x + at, n - at), 0};
    double squares = 0;
    for (size_t i = 0; i < n; i++) {
        double gap = x[i] - (i < at ? h.before : h.after);
        squares += gap * gap;
    }
    h.spread = sqrt(squares / fmax((double)n - 2, 1));
    return h;
}

// The one place where two levels explain the most, if a level each is far better than a line.
static void shift_find(const Series *s, const double *flat, Cleaned *ret) {
    size_t n = s->n;
    size_t edge = (size_t)(SHIFT_SHARE * (double)n);
    if (edge < SHIFT_POINTS_MIN) edge = SHIFT_POINTS_MIN;
    if (edge < s->m) edge = s->m;
    if (n < 2 * edge) return;
    size_t best = 0;
    double best_spread = INFINITY;
    for (size_t at = edge; at + edge <= n; at++) {
        Halves h = halves_at(flat, n, at);
        if (h.spread >= best_spread) continue;
        best_spread = h.spread;
        best = at;
    }
    Halves h = halves_at(flat, n, best);
    double change = fabs(h.after - h.before);
    double error = h.spread * sqrt(1 / (double)best + 1 / (double)(n - best));
    if (!(change > SHIFT_LIMIT * error && change > SHIFT_NOISE * h.spread)) return;
    ret->shift = best;
    ret->shift_ratio = h.before > 0 && h.after > 0 ? h.after / h.before : NAN;
}

void clean_run(const Series *s, Arena *a, Cleaned *ret) {
    *ret = (Cleaned){.series = *s, .shift_ratio = NAN};
    if (s->n < POINTS_MIN || s->constant || s->zero_share > MOSTLY_ZERO) return;
    double *expected = arena_new(a, double, s->n);
    expected_find(s, expected, a);
    outliers_find(s, expected, ret, a);
    double *flat = arena_new(a, double, s->n);
    memcpy(flat, ret->series.y, s->n * sizeof *flat);
    if (s->m > 1 && s->n >= 2 * s->m) {
        Stl parts;
        StlOptions options = {.period = s->m};
        stl_run(ret->series.y, s->n, &options, a, &parts);
        for (size_t i = 0; i < s->n; i++) flat[i] -= parts.seasonal[i];
    }
    shift_find(s, flat, ret);
}

static bool suspect(const Series *s, size_t count, Arena *a) {
    Fence f = fence_of(s->y, s->n, ERROR_SUSPECT, a);
    bool any = false;
    for (size_t i = 0; i < count && f.high > f.low; i++) any = any || outside(&f, s->y[i]);
    return any;
}

Series clean_errors(const Series *s, Arena *a) {
    size_t recent = s->m > 3 ? s->m : 3;
    if (s->n < 2 * recent + POINTS_MIN || s->constant || s->zero_share > MOSTLY_ZERO) return *s;
    if (s->m > SEASON_MAX) return *s;
    size_t count = s->n - recent;
    if (!suspect(s, count, a)) return *s;
    double *expected = arena_new(a, double, s->n);
    double *rest = arena_new(a, double, s->n);
    double *y = arena_new(a, double, s->n);
    expected_find(s, expected, a);
    for (size_t i = 0; i < s->n; i++) rest[i] = s->y[i] - expected[i];
    memcpy(y, s->y, s->n * sizeof *y);
    Fence far = fence_of(rest, s->n, ERROR_FENCE, a);
    Fence near = fence_of(rest, s->n, FENCE, a);
    for (size_t i = 0; i < count && far.high > far.low; i++) {
        bool alone = (i == 0 || !outside(&near, rest[i - 1])) && !outside(&near, rest[i + 1]);
        if (outside(&far, rest[i]) && alone)
            y[i] = s->non_negative ? fmax(expected[i], 0) : expected[i];
    }
    Series cleaned = series_with(s, y);
    cleaned.m = s->m;
    cleaned.m_long = s->m_long;
    return cleaned;
}
