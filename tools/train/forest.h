// forest: gradient boosting of small trees over histograms (Friedman, "Greedy function
// approximation", 2001; second order as in Chen and Guestrin, "XGBoost", 2016; leaf by leaf as in
// Ke et al., "LightGBM", 2017). Deterministic: the same input gives the same trees.
#pragma once

#include "ask/rank.h"
#include "base/arena.h"

enum { FOREST_BINS = 64, FOREST_LEAVES_MAX = 64 };

typedef struct ForestOptions {
    size_t width;  // inputs of a row
    size_t trees, leaves;
    double rate;         // of what a tree would add, how much it does
    double l2;           // on the value of a leaf
    double leaf_weight;  // the least curvature in a leaf
    size_t every;        // a tree sees one input in so many, in turn by a hash; 1: all
    const int8_t *ways;  // of each input, -1: more of it never adds, 1: never takes; NULL: free
} ForestOptions;

// `slope` and `curve` of the objective at `scores`, one a row; weights included.
typedef void (*ForestSlope)(void *ctx, const double *scores, double *slope, double *curve);

// `rows` is count x width. `scores` is where the trees begin, and what they come to.
RankForest forest_learn(const ForestOptions *o, const float *rows, size_t count, ForestSlope slope,
                        void *ctx, double *scores, Arena *a);
double forest_sum(const RankForest *f, const float *row);
