// theta: the dynamic optimised theta model of Fiorucci, Pellegrini, Louzada, Petropoulos and
// Koehler (2016), "Models for optimising the theta method and their relationship to state space
// models"; and the standard theta method (Assimakopoulos and Nikolopoulos 2000), theta = 2.
#pragma once

#include "forecast/series.h"

typedef struct ThetaFit {
    double alpha, theta, level;  // level: before the first value
    double variance;
} ThetaFit;

// The season, if any, is taken out by classical decomposition and put back. False below 4 points.
bool theta_predict(const Series *s, bool optimised, ThetaFit *ret_fit, Path *ret, Arena *a);
