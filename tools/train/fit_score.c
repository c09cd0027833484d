#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fit_parts.h"
#include "learn.h"

#define BEHIND_GRAMMAR (-40)  // a sketch where the grammar goes first

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

bool fit_is_beyond(const Sample *s) {
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
        // Nor must a period, which the sets hardly ask for.
        if (grammar_only) row[FEATURE_TIME] = 0;
        right[count++] = s->candidates[i].right;
    }
    return (LearnList){.rows = rows, .right = right, .count = count, .weight = s->weight};
}

static void linear_fit(const FitOptions *o, const Samples *samples, size_t without,
                       bool grammar_only, Arena *a, double *weights) {
    LearnList *lists = arena_new(a, LearnList, samples->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < samples->count; i++) {
        const Sample *s = &samples->items[i];
        if (samples_fold(s) != without && teaches(s)) lists[count++] = list_of(s, grammar_only, a);
    }
    LearnOptions options = {
        .prior = PRIOR, .width = FEATURE_LINEAR_COUNT, .l2 = o->rank_l2, .steps = o->steps};
    learn_lists(&options, lists, count, a, weights);
}

static double order_score(const double *weights, const float *features) {
    double sum = 0;
    for (int f = 0; f < FEATURE_LINEAR_COUNT; f++) sum += weights[f] * (double)features[f];
    return sum;
}

static double linear_score(const FitScore *k, const float *features) {
    return order_score(features[FEATURE_BEYOND] > 0 ? k->beyond : k->linear, features);
}

static void favourite_mark(const FitScore *k, const Sample *s, float *rows, double *scores) {
    double orders[RANK_CANDIDATES_MAX];
    bool learned[RANK_CANDIDATES_MAX];
    for (size_t i = 0; i < s->count; i++) {
        orders[i] = order_score(k->beyond, s->candidates[i].features);
        learned[i] = s->candidates[i].features[FEATURE_LEARNED] > 0;
        rows[i * FEATURE_WORDS_COUNT + FEATURE_FAVOURITE] = 0;
    }
    ptrdiff_t best = rank_favourite(orders, learned, s->count);
    if (best < 0) return;
    rows[(size_t)best * FEATURE_WORDS_COUNT + FEATURE_FAVOURITE] = 1;
    if (s->candidates[best].features[FEATURE_BUSINESS] > 0) scores[best] += RANK_TRUST;
}

// The rows of a sample as the trees see them: with the places that the linear part gives. Scores
// of the linear part in the order of the samples.
static void rows_fill(const FitScore *k, const Sample *s, float *rows, double *scores) {
    FitScored order[RANK_CANDIDATES_MAX];
    for (size_t i = 0; i < s->count; i++) {
        memcpy(&rows[i * FEATURE_WORDS_COUNT], s->candidates[i].features,
               FEATURE_WORDS_COUNT * sizeof *rows);
        scores[i] = linear_score(k, s->candidates[i].features);
        order[i] = (FitScored){scores[i], i};
    }
    qsort(order, s->count, sizeof *order, fit_by_score);
    double sorted[RANK_CANDIDATES_MAX];
    for (size_t i = 0; i < s->count; i++) sorted[i] = order[i].score;
    for (size_t i = 0; i < s->count; i++) {
        float *row = &rows[order[i].at * FEATURE_WORDS_COUNT];
        row[FEATURE_PLACE] = (float)rank_place(i);
        row[FEATURE_BEHIND] = (float)rank_behind(sorted, s->count, i);
    }
    favourite_mark(k, s, rows, scores);
}

// ---- the trees of the score ----

static void trees_fit(const FitOptions *o, const Samples *all, size_t without, FitScore *k,
                      Arena *a) {
    CLEANUP(arena_freep) Arena *own = arena_create(SIZE_MAX);
    FitLists lists = {.items = arena_new(own, FitList, all->count + 1)};
    const Sample **samples = arena_new(own, const Sample *, all->count + 1);
    size_t rows = 0;
    for (size_t i = 0; i < all->count; i++) {
        const Sample *s = &all->items[i];
        if (samples_fold(s) == without || !teaches(s) || fit_is_beyond(s)) continue;
        bool *right = arena_new(own, bool, s->count);
        for (size_t c = 0; c < s->count; c++) right[c] = s->candidates[c].right;
        samples[lists.count] = s;
        lists.items[lists.count++] = (FitList){rows, s->count, right, s->weight};
        rows += s->count;
    }
    float *matrix = arena_new(own, float, rows *FEATURE_WORDS_COUNT + 1);
    double *scores = arena_new(own, double, rows + 1);
    for (size_t n = 0; n < lists.count; n++) {
        size_t first = lists.items[n].first;
        rows_fill(k, samples[n], &matrix[first * FEATURE_WORDS_COUNT], &scores[first]);
    }
    k->forest = forest_learn(&o->score, matrix, rows, fit_lists_slope, &lists, scores, a);
}

void fit_score_learn(const FitOptions *o, const Samples *all, size_t without, Arena *a,
                     FitScore *ret) {
    CLEANUP(arena_freep) Arena *own = arena_create(SIZE_MAX);
    linear_fit(o, all, without, false, own, ret->linear);
    linear_fit(o, all, without, true, own, ret->beyond);
    ret->beyond[FEATURE_LEARNED] = BEHIND_GRAMMAR;
    ret->forest = (RankForest){0};
    if (!o->linear_only) trees_fit(o, all, without, ret, a);
}

void fit_score_apply(const FitScore *k, const Sample *s, FitItem *ret) {
    static float rows[RANK_CANDIDATES_MAX * FEATURE_WORDS_COUNT];
    double scores[RANK_CANDIDATES_MAX];
    bool beyond = fit_is_beyond(s);
    *ret = (FitItem){.sample = s, .fold = samples_fold(s), .beyond = beyond};
    rows_fill(k, s, rows, scores);
    for (size_t i = 0; i < s->count; i++) {
        double more = beyond ? 0 : forest_sum(&k->forest, &rows[i * FEATURE_WORDS_COUNT]);
        ret->order[i] = (FitScored){scores[i] + more, i};
    }
    qsort(ret->order, s->count, sizeof *ret->order, fit_by_score);
    for (size_t i = 0; i < s->count && i < OUTCOME_TRIALS_MAX; i++) {
        memcpy(ret->rows[i], &rows[ret->order[i].at * FEATURE_WORDS_COUNT],
               FEATURE_WORDS_COUNT * sizeof *rows);
    }
}
