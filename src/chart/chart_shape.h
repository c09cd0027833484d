// chart_shape: what a result looks like to the rules that choose a chart. Pure.
#pragma once

#include "plan/plan.h"

enum { CHART_DIMENSIONS_MAX = 4 };

typedef struct ChartShape {
    size_t rows;
    int time;                              // the first time column; -1
    int dimensions[CHART_DIMENSIONS_MAX];  // the others
    size_t dimension_count;                // all columns that are not measures, but for `time`
    int measures[8];
    size_t measure_count;
    size_t distinct[CHART_DIMENSIONS_MAX];  // values of each dimension
    size_t label_len;                       // the longest label of the first dimension, characters
    bool negative;                          // some measure is below zero
    bool additive;                          // parts of a whole: sums, counts, shares
    bool is_list;                           // rows as they are, nothing computed
    bool top;                               // an order was asked for
    bool unfinished;                        // the last period goes on after today
} ChartShape;

ChartShape chart_shape(const Table *t, const Plan *p, Date today, Arena *a);
