// minimise: the two searches that fitting needs: a downhill simplex and a quasi-Newton.
//
// Unconstrained: a caller with bounds maps them away (logistic, tanh). A target may answer any
// number: what is not finite counts as MINIMISE_WORST. Work memory comes from the arena.
#pragma once

#include <stddef.h>

#include "base/arena.h"

#define MINIMISE_WORST 1e300

typedef struct Minimise {
    double (*target)(const double *x, void *ctx);
    void *ctx;
    size_t n;          // dimensions, at least 1
    int eval_max;      // looks at the target, about
    double tolerance;  // relative, of the target's value
} Minimise;

// From x, which becomes the best point found; the target there is returned.
// Nelder and Mead (1965), with the adaptive factors of Gao and Han (2012): for few dimensions
// and targets with kinks. `step` is the size of the first simplex.
double minimise_simplex(const Minimise *m, double *x, double step, Arena *a);
// BFGS with forward differences and backtracking: for smooth targets.
double minimise_bfgs(const Minimise *m, double *x, Arena *a);
