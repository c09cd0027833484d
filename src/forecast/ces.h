// ces: complex exponential smoothing: Svetunkov, Kourentzes and Ord (2022), "Complex exponential
// smoothing", Naval Research Logistics 69. A level and a hidden potential that turn about each
// other make trends of many shapes without a choice among forms.
#pragma once

#include "forecast/series.h"

typedef struct CesFit {
    double real, imaginary;   // of the smoothing parameter
    double level, potential;  // before the first value
    double variance;
} CesFit;

// The season, if any, is taken out by classical decomposition and put back. False below 8 points.
bool ces_predict(const Series *s, CesFit *ret_fit, Path *ret, Arena *a);
