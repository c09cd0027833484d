// additive: trend of straight pieces, Fourier seasons, events and regressors, added up: the form of
// Taylor and Letham (2018), "Forecasting at scale", The American Statistician 72, fitted as the
// maximum of its posterior by L-BFGS. What it leaves over is carried on as a first-order
// autoregression.
#pragma once

#include "forecast/drivers.h"
#include "forecast/series.h"

enum { ADDITIVE_BREAKS_MAX = 25, ADDITIVE_WAVES_MAX = 10, ADDITIVE_POINTS_MIN = 6 };

typedef struct AdditiveInput {
    const Series *series;
    size_t season_long;      // a second season; 0: none
    const Drivers *drivers;  // NULL: none
    size_t skipped;          // values of the request before series->y[0]
} AdditiveInput;

// n values of the past, then the horizon's; on the scale of the fit.
typedef struct AdditiveFit {
    bool logs;  // fitted on logarithms: all parts multiply
    size_t n, horizon;
    double *trend, *season, *driven;
    double *rest;              // n: what the parts leave over
    double *effects, *errors;  // one a driver, events first; of a unit of it; standard deviations
    const size_t *seen;        // periods of the past that tell of a driver
    double sigma;
    double break_chance, break_size;  // a period; mean size of a change of slope a period
} AdditiveFit;

// False below ADDITIVE_POINTS_MIN values, or where the numbers give out.
bool additive_fit(const AdditiveInput *in, size_t horizon, AdditiveFit *ret, Arena *a);
// The forecast; its spread is of the noise and of breaks to come like those there were.
void additive_predict(const AdditiveFit *fit, Path *ret);
