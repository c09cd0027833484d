// cholesky: symmetric positive definite systems, for the small matrices of this house. Pure.
#pragma once

#include <stdbool.h>
#include <stddef.h>

// m[k * k], row by row, becomes its lower factor L (the upper half is left). False when it is not
// positive definite to the computer.
bool cholesky_factor(double *m, size_t k);
// Solves L L' x = b in place.
void cholesky_solve(const double *factor, size_t k, double *b);
// The diagonal element `at` of the inverse.
double cholesky_inverse_at(const double *factor, size_t k, size_t at, double *scratch);
