#include "fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "learn.h"

// What is held before any sample is seen, and where the samples say nothing: a change of a turn
// is never among them, a chain of siblings seldom.
static const double PRIOR[FEATURE_LINEAR_COUNT + 1] = {
    [FEATURE_WORDS] = 4,       [FEATURE_WEAKEST] = -4.8,    [FEATURE_COVERAGE] = 4,
    [FEATURE_UNREAD] = -2.2,   [FEATURE_UNUSED] = -1.8,     [FEATURE_DOUBT] = -3.2,
    [FEATURE_HOPS] = -0.5,     [FEATURE_SPREAD] = -0.25,    [FEATURE_MISSING] = -6,
    [FEATURE_CHANGE] = 1,      [FEATURE_SECOND] = -1,       [FEATURE_LOST] = -1,
    [FEATURE_LOST_VALUE] = -2, [FEATURE_LOST_TABLE] = -0.5, [FEATURE_CHAIN] = -4,
    [FEATURE_SILENT] = -0.3,
};

// More of these never speaks for a reading, whatever the sets say: they are one kind of question.
static const int8_t WAYS[RANK_INPUT_COUNT] = {
    [FEATURE_UNREAD] = -1,
    [FEATURE_UNUSED] = -1,
    [FEATURE_DOUBT] = -1,
    [FEATURE_MISSING] = -1,
    [FEATURE_LOST] = -1,
    [FEATURE_LOST_VALUE] = -1,
    [FEATURE_CHAIN] = -1,
    [FEATURE_LOST_TABLE] = -1,
    [FEATURE_NUMBERS_LOST] = -1,
    [FEATURE_TWICE] = -1,
    [FEATURE_EARLY] = -1,
    [FEATURE_NUMBERS_ADDED] = -1,
    [FEATURE_COVERAGE] = 1,
    [FEATURE_CORRECTED] = -1,
    [FEATURE_COUNT + RANK_SIGN_MARGIN] = 1,
    [FEATURE_COUNT + RANK_SIGN_SHARE] = 1,
};

const FitOptions FIT_DEFAULTS = {
    .rank_l2 = 0.03,
    .steps = 400,
    .score = {.width = FEATURE_COUNT,
              .trees = 150,
              .leaves = 16,
              .rate = 0.1,
              .l2 = 10,
              .leaf_weight = 5,
              .every = 2,
              .ways = WAYS},
    .confidence = {.width = RANK_INPUT_COUNT,
                   .trees = 120,
                   .leaves = 8,
                   .rate = 0.06,
                   .l2 = 20,
                   .leaf_weight = 20,
                   .every = 2,
                   .ways = WAYS},
};

#define BEHIND_GRAMMAR (-40)  // a sketch where the grammar goes first

typedef struct Fit {
    const FitOptions *o;
    const Samples *samples;
    double linear[FEATURE_LINEAR_COUNT + 1];
    double beyond[FEATURE_LINEAR_COUNT + 1];  // over the grammar's readings alone
    RankForest forest;
} Fit;

static bool is_beyond(const Sample *s) {
    return s->count > 0 && s->candidates[0].features[FEATURE_BEYOND] > 0;
}

static bool teaches(const Sample *s) {
    size_t right = 0;
    for (size_t i = 0; i < s->count; i++) right += s->candidates[i].right ? 1 : 0;
    return right > 0 && right < s->count;
}

// ---- the linear part ----

static LearnList list_of(const Sample *s, bool grammar_only, Arena *a) {
    double *rows = arena_new(a, double, s->count *FEATURE_LINEAR_COUNT + 1);
    bool *right = arena_new(a, bool, s->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++) {
        const float *features = s->candidates[i].features;
        if (grammar_only && features[FEATURE_LEARNED] > 0) continue;
        double *row = &rows[count * FEATURE_LINEAR_COUNT];
        int end = grammar_only ? FEATURE_LEARNED : FEATURE_LINEAR_COUNT;
        for (int f = 0; f < end; f++) row[f] = (double)features[f];
        // The sets want narrow results; what a business asks for must not lose to a narrower one.
        row[FEATURE_MEASURES] = row[FEATURE_DIMENSIONS] = row[FEATURE_GROUPED] = 0;
        right[count++] = s->candidates[i].right;
    }
    return (LearnList){.rows = rows, .right = right, .count = count, .weight = s->weight};
}

static void linear_fit(const Fit *k, size_t without, bool grammar_only, Arena *a, double *weights) {
    LearnList *lists = arena_new(a, LearnList, k->samples->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < k->samples->count; i++) {
        const Sample *s = &k->samples->items[i];
        if (samples_fold(s) != without && teaches(s)) lists[count++] = list_of(s, grammar_only, a);
    }
    LearnOptions options = {
        .prior = PRIOR, .width = FEATURE_LINEAR_COUNT, .l2 = k->o->rank_l2, .steps = k->o->steps};
    learn_lists(&options, lists, count, a, weights);
}

static double linear_score(const Fit *k, const float *features) {
    const double *weights = features[FEATURE_BEYOND] > 0 ? k->beyond : k->linear;
    double sum = 0;
    for (int f = 0; f < FEATURE_LINEAR_COUNT; f++) sum += weights[f] * (double)features[f];
    return sum;
}

typedef struct Scored {
    double score;
    size_t at;
} Scored;

static int by_score(const void *x, const void *y) {
    const Scored *a = x, *b = y;
    if (a->score != b->score) return a->score < b->score ? 1 : -1;
    return (a->at > b->at) - (a->at < b->at);
}

// The rows of a sample as the trees see them: with the places that the linear part gives. Scores
// of the linear part in the order of the samples.
static void rows_fill(const Fit *k, const Sample *s, float *rows, double *scores) {
    Scored order[RANK_CANDIDATES_MAX];
    for (size_t i = 0; i < s->count; i++) {
        memcpy(&rows[i * FEATURE_COUNT], s->candidates[i].features,
               sizeof s->candidates[i].features);
        scores[i] = linear_score(k, s->candidates[i].features);
        order[i] = (Scored){scores[i], i};
    }
    qsort(order, s->count, sizeof *order, by_score);
    double sorted[RANK_CANDIDATES_MAX];
    for (size_t i = 0; i < s->count; i++) sorted[i] = order[i].score;
    for (size_t i = 0; i < s->count; i++) {
        float *row = &rows[order[i].at * FEATURE_COUNT];
        row[FEATURE_PLACE] = (float)rank_place(i);
        row[FEATURE_BEHIND] = (float)rank_behind(sorted, s->count, i);
    }
}

// ---- the trees of the score ----

typedef struct Lists {
    const Sample **samples;
    size_t *first;
    size_t count;
} Lists;

// As in learn_lists: log(sum over the right / sum over all), for each list.
static void lists_slope(void *ctx, const double *scores, double *slope, double *curve) {
    const Lists *lists = ctx;
    for (size_t n = 0; n < lists->count; n++) {
        const Sample *s = lists->samples[n];
        const double *z = &scores[lists->first[n]];
        double top = -INFINITY, all = 0, right = 0;
        for (size_t i = 0; i < s->count; i++) top = fmax(top, z[i]);
        for (size_t i = 0; i < s->count; i++) {
            double e = exp(z[i] - top);
            all += e;
            right += s->candidates[i].right ? e : 0;
        }
        for (size_t i = 0; i < s->count; i++) {
            double e = exp(z[i] - top), p = e / all;
            double good = s->candidates[i].right && right > 0 ? e / right : 0;
            slope[lists->first[n] + i] = s->weight * (good - p);
            curve[lists->first[n] + i] = s->weight * fmax(p * (1 - p), 1e-6);
        }
    }
}

static void score_fit(Fit *k, size_t without, Arena *a) {
    CLEANUP(arena_freep) Arena *own = arena_create(SIZE_MAX);
    const Samples *all = k->samples;
    Lists lists = {.samples = arena_new(own, const Sample *, all->count + 1),
                   .first = arena_new(own, size_t, all->count + 1)};
    size_t rows = 0;
    for (size_t i = 0; i < all->count; i++) {
        const Sample *s = &all->items[i];
        if (samples_fold(s) == without || !teaches(s) || is_beyond(s)) continue;
        lists.samples[lists.count] = s;
        lists.first[lists.count++] = rows;
        rows += s->count;
    }
    float *matrix = arena_new(own, float, rows *FEATURE_COUNT + 1);
    double *scores = arena_new(own, double, rows + 1);
    for (size_t n = 0; n < lists.count; n++) {
        size_t first = lists.first[n];
        rows_fill(k, lists.samples[n], &matrix[first * FEATURE_COUNT], &scores[first]);
    }
    k->forest = forest_learn(&k->o->score, matrix, rows, lists_slope, &lists, scores, a);
}

static void fold_fit(Fit *k, size_t without, Arena *a) {
    CLEANUP(arena_freep) Arena *own = arena_create(SIZE_MAX);
    linear_fit(k, without, false, own, k->linear);
    linear_fit(k, without, true, own, k->beyond);
    k->beyond[FEATURE_LEARNED] = BEHIND_GRAMMAR;
    k->forest = (RankForest){0};
    if (!k->o->linear_only) score_fit(k, without, a);
}

// ---- the confidence ----

typedef struct SureRow {
    float values[RANK_INPUT_COUNT];
    bool right, exists;
    double weight;
    size_t fold;
    double sum;  // what the trees that did not see it come to
} SureRow;

// The best candidate with its signs, and how well it ranked.
static void sample_foretell(const Fit *k, const Sample *s, SureRow *row, Foretold *out) {
    static float rows[RANK_CANDIDATES_MAX * FEATURE_COUNT];
    Scored order[RANK_CANDIDATES_MAX];
    double scores[RANK_CANDIDATES_MAX], signs[RANK_SIGN_COUNT];
    if (s->count == 0) return;
    bool beyond = is_beyond(s);
    rows_fill(k, s, rows, scores);
    for (size_t i = 0; i < s->count; i++) {
        double more = beyond ? 0 : forest_sum(&k->forest, &rows[i * FEATURE_COUNT]);
        order[i] = (Scored){scores[i] + more, i};
    }
    qsort(order, s->count, sizeof *order, by_score);
    for (size_t i = 0; i < s->count; i++) {
        bool right = s->candidates[order[i].at].right;
        scores[i] = order[i].score;
        out->any |= right;
        out->first3 |= right && i < 3;
    }
    out->top = row->right = s->candidates[order[0].at].right;
    out->before = s->candidates[0].right;
    row->exists = true;
    // What weighs more in the ranking does so here by its root only: a confidence that a few heavy
    // questions have set would be wrong for all the others.
    row->weight = sqrt(s->weight);
    row->fold = samples_fold(s);
    memcpy(row->values, &rows[order[0].at * FEATURE_COUNT], FEATURE_COUNT * sizeof *rows);
    rank_signs(scores, s->count, 0, signs);
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
        ret[i] = (RankPoint){.sum = (float)(blocks[i].sum / blocks[i].weight),
                             .share = (float)((blocks[i].right + 0.5) / (blocks[i].weight + 1))};
    }
    return n;
}

// ---- all of it ----

void fit_weights(const FitOptions *o, const Samples *samples, Arena *a, RankWeights *ret,
                 Foretold *ret_foretold) {
    Fit *k = arena_new(a, Fit, 1);
    SureRow *rows = arena_new(a, SureRow, samples->count + 1);
    RankPoint *curve = arena_new(a, RankPoint, FIT_CURVE_POINTS + 2);
    double bias = 0;
    *k = (Fit){.o = o, .samples = samples};
    for (size_t fold = 0; fold < SAMPLES_FOLDS; fold++) {
        fold_fit(k, fold, a);
        for (size_t i = 0; i < samples->count; i++) {
            const Sample *s = &samples->items[i];
            if (samples_fold(s) == fold) sample_foretell(k, s, &rows[i], &ret_foretold[i]);
        }
    }
    // The confidence is learned from what was foretold of unseen data, and tried on folds again.
    for (size_t fold = 0; fold < SAMPLES_FOLDS; fold++) {
        RankForest sure = sure_fit(o, rows, samples->count, fold, a, &bias);
        for (size_t i = 0; i < samples->count; i++) {
            if (rows[i].fold == fold) rows[i].sum = bias + forest_sum(&sure, rows[i].values);
        }
    }
    for (size_t fold = 0; fold < SAMPLES_FOLDS; fold++) {
        size_t points = curve_fit(rows, samples->count, fold, a, curve);
        for (size_t i = 0; i < samples->count; i++) {
            if (rows[i].fold != fold || !rows[i].exists) continue;
            ret_foretold[i].confidence = rank_curve(curve, points, rows[i].sum);
        }
    }
    fold_fit(k, SAMPLES_FOLDS, a);
    *ret =
        (RankWeights){.linear = k->linear, .beyond = k->beyond, .score = k->forest, .curve = curve};
    ret->confidence = sure_fit(o, rows, samples->count, SAMPLES_FOLDS, a, &ret->bias);
    ret->curve_count = curve_fit(rows, samples->count, SAMPLES_FOLDS, a, curve);
}
