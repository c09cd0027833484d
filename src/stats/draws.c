#include "stats/draws.h"

#include "stats/normal.h"

// The half keeps it off both ends, where a quantile is infinite.
double draws_uniform(Rng *r) { return ((double)(rng_next(r) >> 12) + 0.5) * 0x1p-52; }

double draws_normal(Rng *r) { return normal_quantile(draws_uniform(r)); }
