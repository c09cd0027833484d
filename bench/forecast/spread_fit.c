// spread_fit: learns the rows of src/forecast/spread.c on the ends of training series.
//
//     spread_fit NAME=TRAIN.csv:SEASON:HORIZON ...     (columns id,t,y in order)
//
// The last horizon of each series, and the one before it, are held out and forecast by the default
// combination; what is printed for each kind of season are the coefficients that make the interval
// score at 95 % least (collections weigh alike when --alike is given, else by the root of their
// size), and what the ranges cover on thirds of the series that the coefficients were not learned
// on.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "forecast/mix.h"
#include "forecast/spread.h"
#include "stats/minimise.h"

enum { SETS_MAX = 16, FOLDS = 3, POINTS_MAX = 5000, KEPT_MIN = 8, LEVEL_COUNT = 4 };
#define PENALTY 40.0  // 2 / 0.05
#define RIDGE 0.002

typedef struct Row {
    SpreadRow seen;
    Series nature;  // m and positive alone
    double actual, mean, sd, scale;
    size_t set, fold;
} Row;

typedef struct Sets {
    char names[SETS_MAX][64];
    double counts[SETS_MAX];
    size_t count;
    VEC(Row) rows;
    Arena *arena;
} Sets;

// Mean seasonal change: the scale of MASE.
static double scale_of(const Series *s) {
    size_t lag = s->n > s->m ? s->m : 1;
    double sum = 0;
    for (size_t i = lag; i < s->n; i++) sum += fabs(s->y[i] - s->y[i - lag]);
    return sum / (double)(s->n - lag);
}

static void end_take(Sets *all, const double *y, size_t known, size_t m, size_t horizon) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Series s = series_prepare(y, known, m, a);
    Path p = path_new(horizon, a);
    Str name = {0};
    if (!mix_auto(&s, &p, &name, a) || p.counts || !(scale_of(&s) > 0)) return;
    SpreadRow *seen = spread_features(&s, &p, a);
    static size_t series;
    series++;
    for (size_t k = 0; k < horizon; k++) {
        *vec_push(all->arena, &all->rows) = (Row){seen[k],
                                                  {.m = s.m, .positive = s.positive},
                                                  y[known + k] / s.unit,
                                                  p.mean[k],
                                                  p.sd[k],
                                                  scale_of(&s),
                                                  all->count,
                                                  series % FOLDS};
        all->counts[all->count]++;
    }
}

static void series_take(Sets *all, const double *y, size_t n, size_t m, size_t horizon) {
    for (size_t back = 1; back <= 2; back++) {
        size_t least = m > 1 ? 2 * m + 2 : KEPT_MIN;
        if (n < back * horizon + least) return;
        end_take(all, y, n - back * horizon, m, horizon);
    }
}

static void file_take(Sets *all, char *argument) {
    char *path = strchr(argument, '=');
    char *season = path ? strchr(path, ':') : NULL;
    char *horizon = season ? strchr(season + 1, ':') : NULL;
    if (!horizon || all->count == SETS_MAX) exit(2);
    *path++ = *season++ = *horizon++ = '\0';
    (void)snprintf(all->names[all->count], 64, "%s", argument);
    FILE *f = fopen(path, "r");
    if (!f) exit(2);
    char line[256];
    char now[256] = "";
    static double y[POINTS_MAX];
    size_t n = 0;
    while (fgets(line, sizeof line, f)) {
        char *comma = strchr(line, ',');
        char *value = comma ? strchr(comma + 1, ',') : NULL;
        if (!value) continue;
        *comma = '\0';
        if (strcmp(line, now) != 0) {
            series_take(all, y, n, strtoul(season, NULL, 10), strtoul(horizon, NULL, 10));
            n = 0;
            (void)snprintf(now, sizeof now, "%s", line);
        }
        if (n < POINTS_MAX) y[n++] = strtod(value + 1, NULL);
    }
    series_take(all, y, n, strtoul(season, NULL, 10), strtoul(horizon, NULL, 10));
    (void)fclose(f);
    all->count++;
}

typedef struct Fit {
    const Sets *all;
    size_t season_min, season_max;
    bool used[SPREAD_FEATURE_COUNT];
    size_t fold;  // left out; FOLDS: none
    bool alike;
} Fit;

static bool row_counts(const Fit *f, const Row *r, bool inside) {
    if (r->nature.m < f->season_min || r->nature.m > f->season_max) return false;
    return (r->fold != f->fold) == inside;
}

static double factor_at(const Fit *f, const Row *r, const double *b) {
    double sum = 0;
    for (size_t i = 0; i < SPREAD_FEATURE_COUNT; i++) sum += f->used[i] ? *b++ * r->seen.at[i] : 0;
    return exp(fmin(fmax(sum, -1), 2));
}

static const double LEVELS[LEVEL_COUNT] = {50, 80, 95, 99};

static SpreadHalves halves_of(const Row *r, double factor, double level) {
    return spread_halves(&r->nature, r->mean, r->sd * factor, level);
}

static double score_of(const Row *r, double factor) {
    SpreadHalves h = halves_of(r, factor, 95);
    double below = r->nature.positive ? fmin(h.below, fmax(r->mean, 0)) : h.below;
    double gap = r->actual - r->mean;
    return (below + h.above + PENALTY * (fmax(0, gap - h.above) + fmax(0, -gap - below))) /
           r->scale;
}

static double target(const double *b, void *ctx) {
    const Fit *f = ctx;
    double sum = 0;
    double weights = 0;
    for (size_t i = 0; i < f->all->rows.count; i++) {
        const Row *r = &f->all->rows.items[i];
        if (!row_counts(f, r, true)) continue;
        double weight = pow(f->all->counts[r->set], f->alike ? -1 : -0.5);
        sum += weight * score_of(r, factor_at(f, r, b));
        weights += weight;
    }
    double size = 0;
    for (size_t i = 1, k = 1; i < SPREAD_FEATURE_COUNT; i++) {
        if (f->used[i]) size += b[k] * b[k];
        k += f->used[i];
    }
    return sum / fmax(weights, 1e-12) + RIDGE * size;
}

static size_t learn(Fit *f, double *b) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    size_t count = 0;
    for (size_t i = 0; i < SPREAD_FEATURE_COUNT; i++) count += f->used[i];
    memset(b, 0, count * sizeof *b);
    b[0] = 0.3;
    Minimise m = {target, f, count, 500, 1e-7};
    for (int i = 0; i < 3; i++) (void)minimise_simplex(&m, b, 0.2, a);
    return count;
}

typedef struct Held {
    double rows, score, inside[LEVEL_COUNT];
} Held;

// What a collection's rows say that `b` was not learned on.
static void held_out_add(const Fit *f, const double *b, Held *ret) {
    for (size_t i = 0; i < f->all->rows.count; i++) {
        const Row *r = &f->all->rows.items[i];
        if (!row_counts(f, r, false)) continue;
        Held *h = &ret[r->set];
        double factor = factor_at(f, r, b);
        double gap = r->actual - r->mean;
        h->rows++;
        h->score += score_of(r, factor);
        for (int k = 0; k < LEVEL_COUNT; k++) {
            SpreadHalves half = halves_of(r, factor, LEVELS[k]);
            h->inside[k] += gap <= half.above && -gap <= half.below;
        }
    }
}

static void group_fit(const Sets *all, size_t low, size_t high, const char *letters, bool alike) {
    Fit f = {.all = all, .season_min = low, .season_max = high, .fold = FOLDS, .alike = alike};
    static const char ORDER[SPREAD_FEATURE_COUNT + 1] = "1kapnr";
    for (size_t i = 0; i < SPREAD_FEATURE_COUNT; i++) f.used[i] = strchr(letters, ORDER[i]) != NULL;
    double b[SPREAD_FEATURE_COUNT];
    (void)learn(&f, b);
    printf("season %zu to %zu:", low, high);
    double usual = 0;
    double rows = 0;
    for (size_t i = 0; i < all->rows.count; i++) {
        if (!row_counts(&f, &all->rows.items[i], true)) continue;
        usual += all->rows.items[i].seen.at[SPREAD_APART];
        rows++;
    }
    for (size_t i = 0, k = 0; i < SPREAD_FEATURE_COUNT; i++)
        printf(" %.3f", f.used[i] ? b[k++] : 0);
    printf("; apart is usually %.2f\n", rows > 0 ? usual / rows : 0);
    Held held[SETS_MAX] = {{0}};
    for (f.fold = 0; f.fold < FOLDS; f.fold++) {
        (void)learn(&f, b);
        held_out_add(&f, b, held);
    }
    for (size_t i = 0; i < all->count; i++) {
        const Held *h = &held[i];
        if (h->rows == 0) continue;
        printf("  %-14s score %.3f, covers", all->names[i], h->score / h->rows);
        for (int k = 0; k < LEVEL_COUNT; k++) {
            printf(" %.3f at %g %%", h->inside[k] / h->rows, LEVELS[k]);
        }
        printf("\n");
    }
}

int main(int argc, char **argv) {
    static Sets all;
    all.arena = arena_create(0);
    bool alike = argc > 1 && strcmp(argv[1], "--alike") == 0;
    for (int i = 1 + alike; i < argc; i++) file_take(&all, argv[i]);
    group_fit(&all, 1, 1, "1kapnr", alike);
    group_fit(&all, 2, 6, "1kapn", alike);
    group_fit(&all, 7, 24, "1apr", alike);
    group_fit(&all, 25, 1000, "1a", alike);
    arena_free(all.arena);
    return 0;
}
