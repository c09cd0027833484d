// fit: learns the ranking and the confidence from samples, and says by folds that share no
// database what they are worth on data not seen.
#pragma once

#include "forest.h"
#include "samples.h"

enum { FIT_CURVE_POINTS = 60 };

typedef struct FitOptions {
    double rank_l2;  // of the linear part
    int steps;       // of its learning
    ForestOptions score, trial, confidence;
    bool linear_only;
} FitOptions;

extern const FitOptions FIT_DEFAULTS;

enum { FIT_PLACES = 8 };

// What was foretold of a sample by weights that were learned without its database; `untried`:
// without running any candidate.
typedef struct Foretold {
    bool top, first3, any, top_untried;
    double confidence, confidence_untried;
    size_t places[FIT_PLACES];  // the candidates of the sample, the best first
} Foretold;

// `foretold`: one a sample.
void fit_weights(const FitOptions *o, const Samples *samples, Arena *a, RankWeights *ret,
                 Foretold *foretold);
