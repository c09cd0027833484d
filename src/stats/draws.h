// draws: random numbers for simulation, by inversion, so that a draw takes one number of the
// stream whatever its distribution.
#pragma once

#include "base/rng.h"

double draws_uniform(Rng *r);  // in (0, 1)
double draws_normal(Rng *r);   // standard normal
