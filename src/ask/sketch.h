// sketch: plans by the shapes that questions have, learned from questions with answers.
//
// Beside the grammar, whose rules a person wrote: here every part of a plan is foreseen with a
// probability (sketch_model.h), the likeliest shapes are filled with the likeliest parts, and any
// plan, whoever made it, is judged by the same probabilities. After SyntaxSQLNet's idea of a module
// a clause (Yu et al., 2018), with log-linear models in place of networks.
#pragma once

#include "ask/sketch_model.h"

enum { SKETCH_PLANS_MAX = 36 };

typedef double SketchLogs[SKETCH_CLASSES_MAX];  // logarithms of probabilities

// What the heads say of one question, by the view's columns, tables, values and numbers.
typedef struct SketchParts {
    const SketchView *v;
    const SketchWeights *w;
    SketchLogs shape[SKETCH_QUESTION_HEADS];
    SketchLogs *select;
    double *filter, *grouped, *ordered;  // logarithms of odds
    double *root, *table;                // the same, by table of the model
    SketchLogs *value, *number, *compare;
} SketchParts;

typedef struct SketchPlan {
    Plan *plan;  // joined and checked
    double score;
} SketchPlan;

const SketchParts *sketch_foresee(const SketchView *v, const SketchWeights *w);
// The likeliest first; at most SKETCH_PLANS_MAX.
SketchPlan *sketch_plans(const SketchParts *parts, size_t *ret_count);

typedef enum SketchVerdict {
    VERDICT_SHAPE,    // how likely the shape
    VERDICT_SELECT,   // what is shown
    VERDICT_FILTER,   // what is conditioned, with its values
    VERDICT_TABLE,    // what is joined
    VERDICT_ORDER,    // what is grouped and ordered by
    VERDICT_COMPARE,  // how numbers are compared
    VERDICT_WIDTH,    // of the shape: how many columns, counts and aggregates are shown,
    VERDICT_PLACE,    // order and limit,
    VERDICT_SETS,     // nested conditions, sets, either of two,
    VERDICT_WORST,    // the least likely of its heads
    VERDICT_COUNT,
} SketchVerdict;

// Logarithms of how likely the parts of a plan are, 0 at best.
void sketch_judge(const SketchParts *parts, const Plan *p, double verdicts[VERDICT_COUNT]);
