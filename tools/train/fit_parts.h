// fit_parts: the steps of fit, each of which learns from what the step before foretold of databases
// that it had not seen: the score, what outcomes add to it, the confidence. Within the trainer
// only.
#pragma once

#include "fit.h"

typedef struct FitScored {
    double score;
    size_t at;  // of the candidates of the sample
} FitScored;

int fit_by_score(const void *x, const void *y);  // the best first

// A sample as it was ranked.
typedef struct FitItem {
    const Sample *sample;
    size_t fold;
    bool beyond;
    FitScored order[RANK_CANDIDATES_MAX];
    size_t tried;                                   // of the first in the order
    float rows[OUTCOME_TRIALS_MAX][FEATURE_COUNT];  // of the first in the order
} FitItem;

// Rows that compete: from `first` on.
typedef struct FitList {
    size_t first, count;
    const bool *right;
    double weight;
} FitList;

typedef struct FitLists {
    FitList *items;
    size_t count;
} FitLists;

// The slope of log(sum over the right / sum over all), for each list; `ctx` is a FitLists.
void fit_lists_slope(void *ctx, const double *scores, double *slope, double *curve);

bool fit_is_beyond(const Sample *s);

// ---- the score ----

typedef struct FitScore {
    double linear[FEATURE_LINEAR_COUNT + 1];
    double beyond[FEATURE_LINEAR_COUNT + 1];  // over the grammar's readings alone
    RankForest forest;
} FitScore;

void fit_score_learn(const FitOptions *o, const Samples *all, size_t without, Arena *a,
                     FitScore *ret);
// Nothing is tried yet.
void fit_score_apply(const FitScore *k, const Sample *s, FitItem *ret);

// ---- what outcomes add ----

void fit_trial_prepare(FitItem *item);
RankForest fit_trial_learn(const FitOptions *o, const FitItem *items, size_t count, size_t without,
                           Arena *a);
void fit_trial_apply(const RankForest *forest, const FitItem *item, FitItem *ret);

// ---- the confidence ----

typedef struct FitSure {
    RankForest forest;
    double bias;
    RankPoint *curve;
    size_t curve_count;
} FitSure;

// Of items in their last order, and of the same before anything was run.
void fit_sure_learn(const FitOptions *o, const FitItem *tried, const FitItem *untried, size_t count,
                    Arena *a, FitSure *ret, Foretold *foretold);
