// fit: learns the weights of the ranking and of the confidence from samples, and says by folds
// that share no database what they are worth on data not seen.
#pragma once

#include "samples.h"

typedef struct FitOptions {
    double rank_l2, confidence_l2;
    int steps;
} FitOptions;

// What was foretold of a sample by weights that were learned without its database.
typedef struct Foretold {
    bool top, first3, any, before;  // `before`: in the order in which the samples stand
    double confidence;
} Foretold;

// `ret_foretold`: one a sample.
void fit_weights(const FitOptions *o, const Samples *samples, Arena *a, RankWeights *ret,
                 Foretold *ret_foretold);
