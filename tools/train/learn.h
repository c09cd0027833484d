// learn: logistic learning by full-batch gradient steps (Adam). Deterministic: the same input
// gives the same weights, on one machine bit for bit.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

// Rows of `width` numbers that belong together: one of the right ones is to win.
typedef struct LearnList {
    const double *rows;  // count x width
    const bool *right;
    size_t count;
    double weight;
} LearnList;

typedef struct LearnOptions {
    size_t width;
    double l2;            // on what is learned away from `prior`, features at unit deviation
    const double *prior;  // width + 1 weights that hold where the data say nothing
    int steps;
} LearnOptions;

// Log-linear: p(row) ~ exp(w . row) within a list; the likelihood of a right one.
// Lists without a right row, or without a wrong one, teach nothing.
void learn_lists(const LearnOptions *o, const LearnList *lists, size_t count, Arena *a,
                 double *weights);
// Logistic with a bias, weights[width]; every row of a list stands for itself.
void learn_logistic(const LearnOptions *o, const LearnList *lists, size_t count, Arena *a,
                    double *weights);
