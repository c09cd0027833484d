// driven: the drivers of a request taken out of a series, and put back into its forecast.
#pragma once

#include "forecast/additive.h"

typedef struct Driven {
    Series rest;  // without them
    bool multiplies;
    const double *ahead;  // one a step: what they add, or the logarithm of what they multiply by
    DriverEffect *effects;
    size_t effect_count;
} Driven;

// False when nothing could be learned: `ret->rest` is then the series itself, and the effects say
// so.
bool driven_take(const AdditiveInput *in, size_t horizon, Driven *ret, Arena *a);
void driven_give(const Driven *d, Path *p);
