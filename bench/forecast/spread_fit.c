// spread_fit: learns the rows of src/forecast/spread.c on the ends of training series.
//
//     spread_fit NAME=TRAIN.csv:SEASON:HORIZON ...     (columns id,t,y in order)
//
// The last horizon of each series, and the three before it, are held out one after the other and
// forecast by the default combination; what is printed for each kind of season are the coefficients
// and the lean that make the interval score at 95 % least, and what the ranges cover on thirds of
// the series that they were not learned on. Each stretch of each collection weighs alike, its score
// over that of a plain range: years of upheaval are one of several, however many series tell of
// them.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "forecast/clean.h"
#include "forecast/mix.h"
#include "forecast/spread.h"
#include "stats/minimise.h"

enum { SETS_MAX = 16, BACKS = 4, FOLDS = 3, POINTS_MAX = 5000, KEPT_MIN = 8, LEVEL_COUNT = 4 };
#define PENALTY 40.0  // 2 / 0.05
#define RIDGE 0.002
#define PLAIN_FACTOR 1.35
#define PLAIN_LEAN 0.5

typedef struct Row {
    SpreadRow seen;
    Series nature;  // m and positive alone
    double actual, mean, sd, scale;
    size_t set, back, fold;
} Row;

typedef struct Sets {
    char names[SETS_MAX][64];
    double sums[SETS_MAX][BACKS];  // scores of a plain range
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

// A range: the half of a bell, and how far it leans.
typedef struct Reach {
    double half, lean;
} Reach;

static SpreadHalves halves_of(const Row *r, Reach reach) {
    return spread_lean(reach.half, r->mean, r->nature.positive ? reach.lean : 0);
}

static double score_of(const Row *r, Reach reach) {
    SpreadHalves h = halves_of(r, reach);
    double below = r->nature.positive ? fmin(h.below, fmax(r->mean, 0)) : h.below;
    double gap = r->actual - r->mean;
    return (below + h.above + PENALTY * (fmax(0, gap - h.above) + fmax(0, -gap - below))) /
           r->scale;
}

typedef struct End {
    const double *y;
    size_t known, m, horizon, back, series;
} End;

static void end_take(Sets *all, const End *e) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Series given = series_prepare(e->y, e->known, e->m, a);
    Series s = clean_errors(&given, a);
    Path p = path_new(e->horizon, a);
    Str name = {0};
    double scale = scale_of(&given);
    if (!mix_auto(&s, &p, &name, a) || p.counts || !(scale > 0)) return;
    SpreadRow *seen = spread_features(&s, &p, a);
    for (size_t k = 0; k < e->horizon; k++) {
        Row *r = vec_push(all->arena, &all->rows);
        *r = (Row){.seen = seen[k],
                   .nature = {.m = s.m, .positive = s.positive},
                   .actual = e->y[e->known + k] / s.unit,
                   .mean = p.mean[k],
                   .sd = p.sd[k],
                   .scale = scale,
                   .set = all->count,
                   .back = e->back,
                   .fold = e->series % FOLDS};
        Reach plain = {spread_half(r->sd * PLAIN_FACTOR, 95), PLAIN_LEAN};
        all->sums[r->set][r->back] += score_of(r, plain);
    }
}

static void series_take(Sets *all, const double *y, size_t n, size_t m, size_t horizon) {
    static size_t series;
    series++;
    for (size_t back = 1; back <= BACKS; back++) {
        size_t least = m > 1 ? 2 * m + 2 : KEPT_MIN;
        if (n < back * horizon + least) return;
        const End end = {y, n - back * horizon, m, horizon, back - 1, series};
        end_take(all, &end);
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
    bool leans;   // else a bell
    size_t fold;  // left out; FOLDS: none
} Fit;

static bool row_counts(const Fit *f, const Row *r, bool inside) {
    if (r->nature.m < f->season_min || r->nature.m > f->season_max) return false;
    return (r->fold != f->fold) == inside;
}

// b: the coefficients of what is used, then the lean.
static Reach reach_at(const Fit *f, const Row *r, const double *b, double level) {
    double sum = 0;
    for (size_t i = 0; i < SPREAD_FEATURE_COUNT; i++) sum += f->used[i] ? *b++ * r->seen.at[i] : 0;
    double factor = exp(fmin(fmax(sum, -1), 2));
    return (Reach){spread_half(r->sd * factor, level), f->leans ? *b : 0};
}

static const double LEVELS[LEVEL_COUNT] = {50, 80, 95, 99};

static double target(const double *b, void *ctx) {
    const Fit *f = ctx;
    double sum = 0;
    for (size_t i = 0; i < f->all->rows.count; i++) {
        const Row *r = &f->all->rows.items[i];
        if (!row_counts(f, r, true)) continue;
        sum += score_of(r, reach_at(f, r, b, 95)) / f->all->sums[r->set][r->back];
    }
    double size = 0;
    for (size_t i = 1, k = 1; i < SPREAD_FEATURE_COUNT; i++) {
        if (f->used[i]) size += b[k] * b[k];
        k += f->used[i];
    }
    return sum + RIDGE * BACKS * (double)f->all->count * size;
}

static void learn(Fit *f, double *b) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    size_t count = 0;
    for (size_t i = 0; i < SPREAD_FEATURE_COUNT; i++) count += f->used[i];
    memset(b, 0, (count + 1) * sizeof *b);
    b[0] = 0.3;
    b[count] = f->leans ? PLAIN_LEAN : 0;
    Minimise m = {target, f, count + f->leans, 500, 1e-7};
    for (int i = 0; i < 3; i++) (void)minimise_simplex(&m, b, 0.2, a);
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
        double gap = r->actual - r->mean;
        h->rows++;
        h->score += score_of(r, reach_at(f, r, b, 95));
        for (int k = 0; k < LEVEL_COUNT; k++) {
            SpreadHalves half = halves_of(r, reach_at(f, r, b, LEVELS[k]));
            h->inside[k] += gap <= half.above && -gap <= half.below;
        }
    }
}

static void held_print(const Sets *all, const Held *held) {
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

static void fit_print(const Fit *f, const double *b) {
    double usual = 0;
    double rows = 0;
    for (size_t i = 0; i < f->all->rows.count; i++) {
        if (!row_counts(f, &f->all->rows.items[i], true)) continue;
        usual += f->all->rows.items[i].seen.at[SPREAD_APART];
        rows++;
    }
    printf("season %zu to %zu:", f->season_min, f->season_max);
    for (size_t i = 0; i < SPREAD_FEATURE_COUNT; i++) printf(" %.3f", f->used[i] ? *b++ : 0);
    printf("; lean %.2f; apart is usually %.2f\n", *b, rows > 0 ? usual / rows : 0);
}

// `letters`: what is used, and "/" for a lean.
static void group_fit(const Sets *all, size_t low, size_t high, const char *letters) {
    Fit f = {.all = all, .season_min = low, .season_max = high, .fold = FOLDS};
    static const char ORDER[SPREAD_FEATURE_COUNT + 1] = "1kapnl";
    for (size_t i = 0; i < SPREAD_FEATURE_COUNT; i++) f.used[i] = strchr(letters, ORDER[i]) != NULL;
    f.leans = strchr(letters, '/') != NULL;
    double b[SPREAD_FEATURE_COUNT + 1];
    learn(&f, b);
    fit_print(&f, b);
    Held held[SETS_MAX] = {{0}};
    for (f.fold = 0; f.fold < FOLDS; f.fold++) {
        learn(&f, b);
        held_out_add(&f, b, held);
    }
    held_print(all, held);
}

int main(int argc, char **argv) {
    static Sets all;
    all.arena = arena_create(0);
    for (int i = 1; i < argc; i++) file_take(&all, argv[i]);
    group_fit(&all, 1, 1, "1kapnl/");
    group_fit(&all, 2, 6, "1kap/");
    group_fit(&all, 7, 24, "1apl");
    group_fit(&all, 25, 1000, "1al");
    arena_free(all.arena);
    return 0;
}
