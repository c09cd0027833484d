// rand: random bytes from the kernel, and ids made of them.
#pragma once

#include "base/arena.h"
#include "base/str.h"

void rand_bytes(void *out, size_t count);  // aborts when the kernel refuses
Str rand_id(Arena *a);                     // 22 characters of [A-Za-z0-9_-], 128 bits

// A small deterministic generator (xoshiro256**) where the same numbers must come again.
typedef struct Rng {
    uint64_t state[4];
} Rng;

Rng rng_seeded(uint64_t seed);
uint64_t rng_next(Rng *r);
double rng_unit(Rng *r);                                 // 0 <= x < 1
int64_t rng_between(Rng *r, int64_t low, int64_t high);  // both inclusive
double rng_normal(Rng *r);                               // mean 0, deviation 1 (polar method)
