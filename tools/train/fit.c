#include "fit.h"

#include <math.h>
#include <stdlib.h>

#include "fit_parts.h"

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
    [FEATURE_FAILED] = -1,
    [FEATURE_EMPTY] = -1,
    [FEATURE_ZERO] = -1,
    [FEATURE_BACKING] = 1,
    [FEATURE_COUNT + RANK_SIGN_MARGIN] = 1,
    [FEATURE_COUNT + RANK_SIGN_SHARE] = 1,
    [FEATURE_COUNT + RANK_SIGN_POOL] = 1,
    [FEATURE_COUNT + RANK_SIGN_LEAD] = 1,
};

const FitOptions FIT_DEFAULTS = {
    .rank_l2 = 0.03,
    .steps = 400,
    .score = {.width = FEATURE_WORDS_COUNT,
              .trees = 150,
              .leaves = 16,
              .rate = 0.1,
              .l2 = 10,
              .leaf_weight = 5,
              .every = 2,
              .ways = WAYS},
    .trial = {.width = FEATURE_COUNT,
              .trees = 60,
              .leaves = 8,
              .rate = 0.08,
              .l2 = 20,
              .leaf_weight = 10,
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

int fit_by_score(const void *x, const void *y) {
    const FitScored *a = x, *b = y;
    if (a->score != b->score) return a->score < b->score ? 1 : -1;
    return (a->at > b->at) - (a->at < b->at);
}

void fit_lists_slope(void *ctx, const double *scores, double *slope, double *curve) {
    const FitLists *lists = ctx;
    for (size_t n = 0; n < lists->count; n++) {
        const FitList *list = &lists->items[n];
        const double *z = &scores[list->first];
        double top = -INFINITY, all = 0, right = 0;
        for (size_t i = 0; i < list->count; i++) top = fmax(top, z[i]);
        for (size_t i = 0; i < list->count; i++) {
            double e = exp(z[i] - top);
            all += e;
            right += list->right[i] ? e : 0;
        }
        for (size_t i = 0; i < list->count; i++) {
            double e = exp(z[i] - top), p = e / all;
            double good = list->right[i] && right > 0 ? e / right : 0;
            slope[list->first + i] = list->weight * (good - p);
            curve[list->first + i] = list->weight * fmax(p * (1 - p), 1e-6);
        }
    }
}

static void place_foretell(const FitItem *tried, const FitItem *untried, Foretold *out) {
    const Sample *s = tried->sample;
    for (size_t i = 0; i < s->count; i++) {
        bool right = s->candidates[tried->order[i].at].right;
        out->any |= right;
        out->first3 |= right && i < 3;
        out->top |= right && i == 0;
        if (i < FIT_PLACES) out->places[i] = tried->order[i].at;
    }
    if (s->count > 0) out->top_untried = s->candidates[untried->order[0].at].right;
}

void fit_weights(const FitOptions *o, const Samples *samples, Arena *a, RankWeights *ret,
                 Foretold *foretold) {
    size_t count = samples->count;
    FitItem *untried = arena_new(a, FitItem, count + 1), *tried = arena_new(a, FitItem, count + 1);
    FitScore *score = arena_new(a, FitScore, 1);
    for (size_t fold = 0; fold < SAMPLES_FOLDS; fold++) {
        fit_score_learn(o, samples, fold, a, score);
        for (size_t i = 0; i < count; i++) {
            if (samples_fold(&samples->items[i]) != fold) continue;
            fit_score_apply(score, &samples->items[i], &untried[i]);
            tried[i] = untried[i];
            fit_trial_prepare(&tried[i]);
        }
    }
    RankForest trials[SAMPLES_FOLDS];
    for (size_t fold = 0; fold < SAMPLES_FOLDS; fold++) {
        trials[fold] = fit_trial_learn(o, tried, count, fold, a);
    }
    RankForest trial = fit_trial_learn(o, tried, count, SAMPLES_FOLDS, a);
    for (size_t i = 0; i < count; i++) {
        FitItem before = tried[i];
        fit_trial_apply(&trials[before.fold], &before, &tried[i]);
        place_foretell(&tried[i], &untried[i], &foretold[i]);
    }
    FitSure sure;
    fit_sure_learn(o, tried, untried, count, a, &sure, foretold);
    fit_score_learn(o, samples, SAMPLES_FOLDS, a, score);
    *ret = (RankWeights){.linear = score->linear,
                         .beyond = score->beyond,
                         .score = score->forest,
                         .trial = trial,
                         .confidence = sure.forest,
                         .bias = sure.bias,
                         .curve = sure.curve,
                         .curve_count = sure.curve_count};
}
