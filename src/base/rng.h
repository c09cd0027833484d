// rng: repeatable random numbers where the same seed must give the same numbers: simulation,
// demonstration data, tests. xoshiro256** of Blackman and Vigna (2018). Not for secrets
// (sys/rand is).
#pragma once

#include <stdint.h>

typedef struct Rng {
    uint64_t state[4];
} Rng;

Rng rng_seeded(uint64_t seed);
uint64_t rng_next(Rng *r);
double rng_unit(Rng *r);                                 // 0 <= x < 1
int64_t rng_between(Rng *r, int64_t low, int64_t high);  // both inclusive
double rng_normal(Rng *r);                               // mean 0, deviation 1 (polar method)
