// spread: how much wider than their models say the intervals have to be.
//
// Models know the noise around themselves, not that they may be the wrong ones. The factors
// were learned by rolling origin on the training parts of the M1, M3 and M4 weekly collections
// (docs/forecast.md): the mean of what makes the 90 % and the 95 % intervals cover as they say.
#pragma once

#include <stddef.h>

// What the half width of an interval is multiplied by, for a series of `points` with season `m`,
// at step 1, 2 ...
double spread_factor(size_t m, size_t points, size_t step);
