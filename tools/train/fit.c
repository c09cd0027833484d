#include "fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "learn.h"

enum { FOLDS = 5, SURE_WIDTH = FEATURE_COUNT + RANK_SIGN_COUNT };

static size_t fold_of(const Sample *s) { return (size_t)(str_hash(s->group) % FOLDS); }

// What is held before any sample is seen, and where the samples say nothing: a change of a turn
// is never among them, a chain of siblings seldom.
static const RankWeight PRIOR[] = {
    {"words", 4, 0.7},       {"weakest", -4.8, -1.6}, {"coverage", 4, 0.3},
    {"unread", -2.2, -0.85}, {"unused", -1.8, -0.8},  {"doubt", -3.2, -1.45},
    {"hops", -0.5, -0.1},    {"spread", -0.25, -0.3}, {"corrected", 0, -0.05},
    {"missing", -6, -4},     {"list", 0, -0.4},       {"change", 1, 1.4},
    {"second", -1, 0},       {"lost", -1, -0.5},      {"lost_value", -2, -1},
    {"lost_table", -0.5, 0}, {"chain", -4, -2},       {"silent", -0.3, 0},
};

static const double PRIOR_MARGIN = 0.4;

static void prior_fill(double *rank, double *sure) {
    for (int f = 0; f < FEATURE_COUNT; f++) {
        for (size_t i = 0; i < COUNT_OF(PRIOR); i++) {
            if (strcmp(PRIOR[i].name, RANK_FEATURE_NAMES[f]) != 0) continue;
            rank[f] = PRIOR[i].score;
            sure[f] = PRIOR[i].confidence;
        }
    }
    sure[FEATURE_COUNT + RANK_SIGN_MARGIN] = PRIOR_MARGIN;
}

// ---- the ranking ----

static LearnList list_of(const Sample *s, Arena *a) {
    double *rows = arena_new(a, double, s->count *FEATURE_COUNT + 1);
    bool *right = arena_new(a, bool, s->count + 1);
    for (size_t i = 0; i < s->count; i++) {
        for (int f = 0; f < FEATURE_COUNT; f++) {
            rows[i * FEATURE_COUNT + (size_t)f] = (double)s->candidates[i].features[f];
        }
        // The sets want narrow results; what a business asks for must not lose to a narrower one.
        rows[i * FEATURE_COUNT + FEATURE_MEASURES] = 0;
        rows[i * FEATURE_COUNT + FEATURE_DIMENSIONS] = 0;
        rows[i * FEATURE_COUNT + FEATURE_GROUPED] = 0;
        right[i] = s->candidates[i].right;
    }
    return (LearnList){.rows = rows, .right = right, .count = s->count, .weight = s->weight};
}

static bool teaches(const Sample *s) {
    size_t right = 0;
    for (size_t i = 0; i < s->count; i++) right += s->candidates[i].right ? 1 : 0;
    return right > 0 && right < s->count;
}

// All samples but those of `without` (FOLDS: none).
static void rank_fit(const FitOptions *o, const Samples *samples, size_t without, Arena *a,
                     double *weights) {
    LearnList *lists = arena_new(a, LearnList, samples->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < samples->count; i++) {
        const Sample *s = &samples->items[i];
        if (fold_of(s) != without && teaches(s)) lists[count++] = list_of(s, a);
    }
    double rank[FEATURE_COUNT + 1] = {0}, sure[SURE_WIDTH + 1] = {0};
    prior_fill(rank, sure);
    LearnOptions options = {
        .prior = rank, .width = FEATURE_COUNT, .l2 = o->rank_l2, .steps = o->steps};
    learn_lists(&options, lists, count, a, weights);
}

typedef struct Scored {
    double score;
    size_t at;
} Scored;

static int by_score(const void *x, const void *y) {
    const Scored *a = x, *b = y;
    if (a->score != b->score) return (a->score < b->score) - (a->score > b->score);
    return (a->at > b->at) - (a->at < b->at);
}

static void sample_rank(const Sample *s, const double *weights, Scored *order) {
    for (size_t i = 0; i < s->count; i++) {
        order[i] = (Scored){.at = i};
        for (int f = 0; f < FEATURE_COUNT; f++) {
            order[i].score += weights[f] * (double)s->candidates[i].features[f];
        }
    }
    qsort(order, s->count, sizeof *order, by_score);
}

// ---- the confidence ----

typedef struct SureRow {
    double values[SURE_WIDTH];
    bool right, exists;
} SureRow;

// The best candidate with its signs, and how well it ranked.
static void sample_foretell(const Sample *s, const double *weights, SureRow *row, Foretold *out) {
    Scored order[RANK_CANDIDATES_MAX];
    double scores[RANK_CANDIDATES_MAX];
    if (s->count == 0) return;
    sample_rank(s, weights, order);
    for (size_t i = 0; i < s->count; i++) {
        bool right = s->candidates[order[i].at].right;
        scores[i] = order[i].score;
        out->any |= right;
        out->first3 |= right && i < 3;
    }
    const SampleCandidate *best = &s->candidates[order[0].at];
    out->top = best->right;
    out->before = s->candidates[0].right;
    row->right = best->right;
    row->exists = true;
    for (int f = 0; f < FEATURE_COUNT; f++) row->values[f] = (double)best->features[f];
    rank_signs(scores, s->count, 0, &row->values[FEATURE_COUNT]);
}

// What weighs more in the ranking does so here by its root only: a confidence that a few heavy
// questions have set would be wrong for all the others.
static void sure_fit(const FitOptions *o, const Samples *samples, const SureRow *rows,
                     size_t without, Arena *a, double *weights) {
    LearnList *lists = arena_new(a, LearnList, samples->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < samples->count; i++) {
        const Sample *s = &samples->items[i];
        if (fold_of(s) == without || !rows[i].exists) continue;
        lists[count++] = (LearnList){
            .rows = rows[i].values, .right = &rows[i].right, .count = 1, .weight = sqrt(s->weight)};
    }
    double rank[FEATURE_COUNT + 1] = {0}, sure[SURE_WIDTH + 1] = {0};
    prior_fill(rank, sure);
    LearnOptions options = {
        .prior = sure, .width = SURE_WIDTH, .l2 = o->confidence_l2, .steps = o->steps};
    learn_logistic(&options, lists, count, a, weights);
}

static double sure_of(const SureRow *row, const double *weights) {
    double z = weights[SURE_WIDTH];
    for (int i = 0; i < SURE_WIDTH; i++) z += weights[i] * row->values[i];
    return row->exists ? 1 / (1 + exp(-z)) : 0;
}

void fit_weights(const FitOptions *o, const Samples *samples, Arena *a, RankWeights *ret,
                 Foretold *ret_foretold) {
    double rank[FEATURE_COUNT], sure[SURE_WIDTH + 1];
    SureRow *rows = arena_new(a, SureRow, samples->count + 1);
    for (size_t fold = 0; fold < FOLDS; fold++) {
        rank_fit(o, samples, fold, a, rank);
        for (size_t i = 0; i < samples->count; i++) {
            if (fold_of(&samples->items[i]) != fold) continue;
            sample_foretell(&samples->items[i], rank, &rows[i], &ret_foretold[i]);
        }
    }
    // The confidence is learned from what was foretold of unseen data, and tried on folds again.
    for (size_t fold = 0; fold < FOLDS; fold++) {
        sure_fit(o, samples, rows, fold, a, sure);
        for (size_t i = 0; i < samples->count; i++) {
            if (fold_of(&samples->items[i]) != fold) continue;
            ret_foretold[i].confidence = sure_of(&rows[i], sure);
        }
    }
    rank_fit(o, samples, FOLDS, a, rank);
    sure_fit(o, samples, rows, FOLDS, a, sure);
    *ret = (RankWeights){.bias = sure[SURE_WIDTH]};
    for (int f = 0; f < FEATURE_COUNT; f++) {
        ret->features[f] =
            (RankWeight){.name = RANK_FEATURE_NAMES[f], .score = rank[f], .confidence = sure[f]};
    }
    memcpy(ret->signs, &sure[FEATURE_COUNT], sizeof ret->signs);
}
