// draws: repeatable random numbers for simulation: the same seed gives the same forecast.
// xoshiro256** of Blackman and Vigna (2018). Not for secrets (sys/rand is).
#pragma once

#include <stdint.h>

typedef struct Draws {
    uint64_t state[4];
} Draws;

Draws draws_from(uint64_t seed);
uint64_t draws_bits(Draws *d);
double draws_uniform(Draws *d);  // in (0, 1)
double draws_normal(Draws *d);   // standard normal, by inversion
