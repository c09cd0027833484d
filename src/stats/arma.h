// arma: autoregressive moving-average processes: likelihood, residuals, weights.
//
//     x_t = phi_1 x_{t-1} + ... + phi_p x_{t-p} + e_t + theta_1 e_{t-1} + ... + theta_q e_{t-q}
//
// Seasonal models come multiplied out. The exact Gaussian likelihood is found by the innovations
// algorithm on Ansley's (1979) transformed process (Brockwell and Davis 1991, section 8.7): the
// same number as the Kalman filter's with Gardner's (1980) start, in n q^2 instead of n r^2
// work on dense r by r matrices, which for a monthly model is twenty times less.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef struct Arma {
    const double *phi;    // phi[0] belongs to lag 1
    const double *theta;  // theta[0] likewise
    size_t p, q;
} Arma;

// Any numbers to the coefficients of a stationary autoregression, by partial autocorrelations
// (Monahan 1984): tanh, then Durbin and Levinson. An invertible moving average is their negative.
void arma_stationary(const double *free, size_t p, double *ret);
// The way back, for starting a search: false when the coefficients are not stationary.
bool arma_stationary_invert(const double *phi, size_t p, double *ret_free, Arena *a);
// Whether all roots of 1 - phi_1 z - ... lie outside the circle of `radius`.
bool arma_roots_outside(const double *phi, size_t p, double radius, Arena *a);

// One factor of a seasonal polynomial: coefficients of lags 1, 2 ... times its step.
typedef struct ArmaFactor {
    const double *items;
    size_t count;
} ArmaFactor;

// ret = plain * seasonal, the lags of `seasonal` being multiples of `step`; ret holds
// plain.count + seasonal.count * step numbers. With `ar` the signs are those of 1 - phi_1 z - ...
void arma_multiply(ArmaFactor plain, ArmaFactor seasonal, size_t step, bool ar, double *ret);

// Conditional residuals into ret[n]: the first `skip` are 0, earlier values and errors too.
// Returns their sum of squares.
double arma_conditional(const Arma *m, const double *x, size_t n, size_t skip, double *ret);

typedef struct ArmaLikelihood {
    double sum_squares;  // of the standardised one-step errors; / n estimates the variance
    double log_det;      // sum of the logarithms of their relative variances
    double log_likelihood;
} ArmaLikelihood;

// Exact, the variance concentrated out. errors[n] (NULL: not wanted) receives the standardised
// errors. False when the model is not stationary to the computer.
bool arma_likelihood(const Arma *m, const double *x, size_t n, double *errors, ArmaLikelihood *ret,
                     Arena *a);

// ret[count]: the weights of past errors, ret[0] = 1.
void arma_weights(const Arma *m, double *ret, size_t count);
