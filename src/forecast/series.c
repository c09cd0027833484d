#include "forecast/series.h"

#include <math.h>
#include <string.h>

#include "stats/decompose.h"

// The nearest known values one season apart on either side, else NaN.
static double neighbour_seasons(const double *y, size_t n, size_t m, size_t at) {
    double before = at >= m ? y[at - m] : NAN;
    double after = at + m < n ? y[at + m] : NAN;
    if (!isfinite(before)) return after;
    return isfinite(after) ? before / 2 + after / 2 : before;
}

// Fills holes between first and last, which are known, along straight lines.
static void line_fill(double *y, size_t n) {
    for (size_t i = 1; i < n; i++) {
        if (isfinite(y[i])) continue;
        size_t end = i;
        while (!isfinite(y[end])) end++;
        double from = y[i - 1];
        double parts = (double)(end - i + 1);
        for (size_t k = i; k < end; k++) {
            double share = (double)(k - i + 1) / parts;
            y[k] = from * (1 - share) + y[end] * share;
        }
    }
}

static void holes_fill(double *y, size_t n, size_t m, Arena *a) {
    if (m > 1 && n >= 2 * m) {
        double *filled = arena_new(a, double, n);
        for (size_t i = 0; i < n; i++) {
            filled[i] = isfinite(y[i]) ? y[i] : neighbour_seasons(y, n, m, i);
        }
        memcpy(y, filled, n * sizeof *y);
    }
    line_fill(y, n);
}

static void nature_find(Series *s) {
    size_t zeros = 0;
    s->positive = s->non_negative = s->whole = s->constant = true;
    for (size_t i = 0; i < s->n; i++) {
        double value = s->y[i] * s->unit;
        zeros += value == 0;
        s->positive = s->positive && value > 0;
        s->non_negative = s->non_negative && value >= 0;
        s->whole = s->whole && fabs(value) < 1e15 && value == floor(value);
        s->constant = s->constant && s->y[i] == s->y[0];
    }
    s->zero_share = s->n > 0 ? (double)zeros / (double)s->n : 0;
}

Series series_prepare(const double *values, size_t count, size_t season, Arena *a) {
    while (count > 0 && !isfinite(values[count - 1])) count--;
    size_t first = count > SERIES_POINTS_MAX ? count - SERIES_POINTS_MAX : 0;
    while (first < count && !isfinite(values[first])) first++;
    Series s = {.n = count - first, .m = season < 1 ? 1 : season, .unit = 1, .skipped = first};
    double *y = arena_new(a, double, s.n + 1);
    double largest = 0;
    for (size_t i = 0; i < s.n; i++) {
        double value = values[first + i];
        if (isfinite(value)) largest = fmax(largest, fabs(value));
        s.filled += isfinite(value) ? 0 : 1;
        y[i] = value;
    }
    if (largest > 0) {
        int power = 0;
        (void)frexp(largest, &power);
        s.unit = ldexp(1, power < -1000 ? -1000 : (power > 1023 ? 1023 : power));
    }
    for (size_t i = 0; i < s.n; i++) y[i] /= s.unit;
    holes_fill(y, s.n, s.m, a);
    s.y = y;
    nature_find(&s);
    if (s.n < SERIES_PERIODS_MIN * s.m) s.m = 1;
    return s;
}

Series series_with(const Series *s, const double *y) {
    Series other = *s;
    other.y = y;
    other.m = 1;
    other.m_long = 0;
    other.unit = 1;
    nature_find(&other);
    other.unit = s->unit;
    return other;
}

Path path_new(size_t h, Arena *a) {
    return (Path){.mean = arena_new(a, double, h),
                  .sd = arena_new(a, double, h),
                  .apart = arena_new(a, double, h),
                  .h = h};
}

bool path_sound(const Path *p) {
    for (size_t i = 0; i < p->h; i++) {
        if (!isfinite(p->mean[i]) || !isfinite(p->sd[i]) || p->sd[i] < 0) return false;
    }
    return true;
}

Deseasoned series_deseason(const Series *s, Arena *a) {
    Deseasoned d = {.series = *s, .period = s->m};
    d.series.m = 1;
    if (s->constant || !decompose_seasonal(s->y, s->n, s->m, a)) return d;
    d.multiplicative = s->positive;
    double *index = arena_new(a, double, s->m);
    double *y = arena_new(a, double, s->n);
    decompose_indices(s->y, s->n, s->m, d.multiplicative, index, a);
    for (size_t k = 0; k < s->m && d.multiplicative; k++) {
        if (index[k] < 0.01) return d;  // a phase that hardly sells cannot be divided by
    }
    for (size_t i = 0; i < s->n; i++) {
        double season = index[i % s->m];
        y[i] = d.multiplicative ? s->y[i] / season : s->y[i] - season;
    }
    d.index = index;
    d.series = series_with(s, y);
    return d;
}

void series_reseason(const Deseasoned *d, Path *p) {
    if (!d->index) return;
    for (size_t k = 0; k < p->h; k++) {
        double season = d->index[(d->series.n + k) % d->period];
        p->mean[k] = d->multiplicative ? p->mean[k] * season : p->mean[k] + season;
        if (d->multiplicative) p->sd[k] *= season;
    }
}
