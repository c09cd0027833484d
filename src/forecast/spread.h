// spread: how wide the intervals have to be.
//
// Models know the noise around themselves, not that they may be the wrong ones. How much is to be
// added was learned by rolling origin on the training parts of the M1, M3 and M4 weekly collections
// (docs/forecast.md): the logarithm of the factor is linear in what can be seen of a series and its
// forecast, with coefficients a kind of season that make the interval score least.
#pragma once

#include "forecast/series.h"

typedef enum SpreadFeature {
    SPREAD_ONE,
    SPREAD_STEP,    // log of the step
    SPREAD_APART,   // how far the models are from each other, against what they say of themselves
    SPREAD_PAST,    // how far the series went in as many steps before, against the same
    SPREAD_LENGTH,  // log of the number of points
    SPREAD_LATE,    // the last eight changes against all
} SpreadFeature;
enum { SPREAD_FEATURE_COUNT = SPREAD_LATE + 1 };

typedef struct SpreadRow {
    double at[SPREAD_FEATURE_COUNT];
} SpreadRow;

// What is seen, a row a step; bounded, so that nothing outlandish is concluded from odd series.
SpreadRow *spread_features(const Series *s, const Path *p, Arena *a);
// ret[h]: what the standard deviations are multiplied by.
void spread_factors(const Series *s, const Path *p, double *ret, Arena *a);

typedef struct SpreadHalves {
    double below, above;
} SpreadHalves;

// The two halves of the range of `level` percent around `mean`. What cannot fall below zero and is
// not counted in ones and twos errs further upwards, as far as was learned of its kind of season.
SpreadHalves spread_halves(const Series *s, double mean, double sd, double level);
// Half of a range that leans nowhere, and the two halves of one that leans from a bell (0) to the
// log-normal curve (1) or past it.
double spread_half(double sd, double level);
SpreadHalves spread_lean(double half, double mean, double lean);
