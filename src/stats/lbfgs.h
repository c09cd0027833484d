// lbfgs: a quasi-Newton search with little memory, for smooth targets whose gradient is known: Liu
// and Nocedal (1989), "On the limited memory BFGS method".
#pragma once

#include <stddef.h>

#include "base/arena.h"

typedef struct Lbfgs {
    // The value at x; ret_gradient[n] is filled.
    double (*target)(const double *x, double *ret_gradient, void *ctx);
    void *ctx;
    size_t n;
    int iterations_max;
    double tolerance;  // relative, of the target's value over one iteration
} Lbfgs;

// From x, which becomes the best point found; the target there is returned.
double lbfgs_minimise(const Lbfgs *l, double *x, Arena *a);
