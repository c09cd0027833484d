// spread: how much wider than their models say the intervals have to be.
//
// Models know the noise around themselves, not that they may be the wrong ones. The factors
// are learned from the past of the M1 and M3 collections, by rolling origin; bench/forecast/spread
// learns them again.
#pragma once

#include <stddef.h>

// What the half width of an interval is multiplied by, for season m, step 1.. and level in
// (0, 1): two-sided, 0.95 being what was learned.
double spread_factor(size_t m, size_t step);
