// The confidence: trees over the best candidate, and a curve.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fit_parts.h"

#define FIT_CAUTION 0.1

typedef struct SureRow {
    float values[RANK_INPUT_COUNT];
    bool right, exists;
    double weight;
    size_t fold;
    double sum;  // what the trees that did not see it come to
} SureRow;

// The best candidate with its signs.
static void row_fill(const FitItem *item, SureRow *row) {
    const Sample *s = item->sample;
    RankTried tried[RANK_CANDIDATES_MAX];
    double signs[RANK_SIGN_COUNT];
    if (s->count == 0) return;
    for (size_t i = 0; i < s->count; i++) {
        tried[i].score = item->order[i].score;
        tried[i].outcome =
            i < item->tried ? s->candidates[item->order[i].at].outcome : (Outcome){0};
    }
    row->right = s->candidates[item->order[0].at].right;
    row->exists = true;
    row->weight = s->sureness;
    row->fold = item->fold;
    memcpy(row->values, item->rows[0], sizeof item->rows[0]);
    rank_signs(tried, s->count, 0, signs);
    for (int i = 0; i < RANK_SIGN_COUNT; i++) row->values[FEATURE_COUNT + i] = (float)signs[i];
}

typedef struct SureRows {
    const SureRow **rows;
    size_t count;
} SureRows;

static void sure_slope(void *ctx, const double *scores, double *slope, double *curve) {
    const SureRows *rows = ctx;
    for (size_t i = 0; i < rows->count; i++) {
        const SureRow *row = rows->rows[i];
        double p = 1 / (1 + exp(-scores[i]));
        slope[i] = row->weight * ((row->right ? 1 : 0) - p);
        curve[i] = row->weight * fmax(p * (1 - p), 1e-6);
    }
}

static double bias_of(const SureRows *rows) {
    double right = 1, all = 2;
    for (size_t i = 0; i < rows->count; i++) {
        all += rows->rows[i]->weight;
        right += rows->rows[i]->right ? rows->rows[i]->weight : 0;
    }
    return log(right / (all - right));
}

static RankForest sure_fit(const FitOptions *o, const SureRow *all, size_t count, size_t without,
                           Arena *a, double *ret_bias) {
    CLEANUP(arena_freep) Arena *own = arena_create(SIZE_MAX);
    SureRows rows = {.rows = arena_new(own, const SureRow *, count + 1)};
    for (size_t i = 0; i < count; i++) {
        if (all[i].exists && all[i].fold != without) rows.rows[rows.count++] = &all[i];
    }
    float *matrix = arena_new(own, float, rows.count *RANK_INPUT_COUNT + 1);
    double *scores = arena_new(own, double, rows.count + 1);
    *ret_bias = round(bias_of(&rows) * 10000) / 10000;
    for (size_t i = 0; i < rows.count; i++) {
        memcpy(&matrix[i * RANK_INPUT_COUNT], rows.rows[i]->values, sizeof rows.rows[i]->values);
        scores[i] = *ret_bias;
    }
    return forest_learn(&o->confidence, matrix, rows.count, sure_slope, &rows, scores, a);
}

// ---- the curve ----

static int by_sum(const void *x, const void *y) {
    const SureRow *a = *(const SureRow *const *)x, *b = *(const SureRow *const *)y;
    return (a->sum > b->sum) - (a->sum < b->sum);
}

typedef struct Block {
    double right, weight, sum;  // `sum` weighted
} Block;

// People ask in other words than the sets, of other data: what is shown as sure has to hold there
// too. So much is taken from a share, most where it is even.
static double cautious(double share) { return share - FIT_CAUTION * share * (1 - share); }

// Isotonic regression (pool adjacent violators) over blocks of some hundred, as a curve.
static size_t curve_fit(const SureRow *all, size_t count, size_t without, Arena *a,
                        RankPoint *ret) {
    const SureRow **rows = arena_new(a, const SureRow *, count + 1);
    Block *blocks = arena_new(a, Block, count + 1);
    size_t used = 0, n = 0;
    for (size_t i = 0; i < count; i++) {
        if (all[i].exists && all[i].fold != without) rows[used++] = &all[i];
    }
    qsort(rows, used, sizeof(*rows), by_sum);
    size_t each = used / FIT_CURVE_POINTS + 1;
    for (size_t i = 0; i < used; i++) {
        if (i % each == 0) blocks[n++] = (Block){0};
        Block *b = &blocks[n - 1];
        b->weight += rows[i]->weight;
        b->right += rows[i]->right ? rows[i]->weight : 0;
        b->sum += rows[i]->weight * rows[i]->sum;
        bool ends = (i + 1) % each == 0 || i + 1 == used;
        while (ends && n > 1 &&
               blocks[n - 2].right * blocks[n - 1].weight >=
                   blocks[n - 1].right * blocks[n - 2].weight) {
            blocks[n - 2].weight += blocks[n - 1].weight;
            blocks[n - 2].right += blocks[n - 1].right;
            blocks[n - 2].sum += blocks[n - 1].sum;
            n--;
        }
    }
    for (size_t i = 0; i < n; i++) {
        double share = (blocks[i].right + 0.5) / (blocks[i].weight + 1);
        ret[i] = (RankPoint){.sum = (float)(blocks[i].sum / blocks[i].weight),
                             .share = (float)cautious(share)};
    }
    return n;
}

// ---- all of it ----

// What is foretold of the first `count` rows is kept.
static void curves_try(const SureRow *rows, size_t total, size_t count, Foretold *foretold,
                       Arena *a) {
    RankPoint *curve = arena_new(a, RankPoint, FIT_CURVE_POINTS + 2);
    for (size_t fold = 0; fold < SAMPLES_FOLDS; fold++) {
        size_t points = curve_fit(rows, total, fold, a, curve);
        for (size_t i = 0; i < total; i++) {
            if (rows[i].fold != fold || !rows[i].exists) continue;
            double share = rank_curve(curve, points, rows[i].sum);
            *(i < count ? &foretold[i].confidence : &foretold[i - count].confidence_untried) =
                share;
        }
    }
}

void fit_sure_learn(const FitOptions *o, const FitItem *tried, const FitItem *untried, size_t count,
                    Arena *a, FitSure *ret, Foretold *foretold) {
    SureRow *rows = arena_new(a, SureRow, 2 * count + 1);
    for (size_t i = 0; i < count; i++) {
        row_fill(&tried[i], &rows[i]);
        row_fill(&untried[i], &rows[count + i]);
    }
    // Learned from what was foretold of unseen data, and tried on folds again.
    for (size_t fold = 0; fold < SAMPLES_FOLDS; fold++) {
        double bias = 0;
        RankForest sure = sure_fit(o, rows, 2 * count, fold, a, &bias);
        for (size_t i = 0; i < 2 * count; i++) {
            if (rows[i].fold == fold) rows[i].sum = bias + forest_sum(&sure, rows[i].values);
        }
    }
    curves_try(rows, 2 * count, count, foretold, a);
    ret->forest = sure_fit(o, rows, 2 * count, SAMPLES_FOLDS, a, &ret->bias);
    ret->curve = arena_new(a, RankPoint, FIT_CURVE_POINTS + 2);
    ret->curve_count = curve_fit(rows, 2 * count, SAMPLES_FOLDS, a, ret->curve);
}
