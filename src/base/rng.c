#include "base/rng.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

#include "base/defs.h"

// splitmix64: spreads a small seed over the state, as the authors of xoshiro advise.
static uint64_t seed_spread(uint64_t *seed) {
    uint64_t z = (*seed += 0x9E3779B97F4A7C15u);
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

Rng rng_seeded(uint64_t seed) {
    Rng r;
    for (size_t i = 0; i < COUNT_OF(r.state); i++) r.state[i] = seed_spread(&seed);
    return r;
}

static uint64_t rotate(uint64_t x, int k) { return x << k | x >> (64 - k); }

uint64_t rng_next(Rng *r) {
    uint64_t *s = r->state;
    uint64_t result = rotate(s[1] * 5, 7) * 9;
    uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate(s[3], 45);
    return result;
}

double rng_unit(Rng *r) { return (double)(rng_next(r) >> 11) * 0x1p-53; }

int64_t rng_between(Rng *r, int64_t low, int64_t high) {
    assert(low <= high);
    uint64_t span = (uint64_t)high - (uint64_t)low + 1;
    if (span == 0) return (int64_t)rng_next(r);  // all of int64
    // Numbers from the uneven rest at the top would favour the low values: draw again.
    uint64_t uneven = (0 - span) % span;
    uint64_t drawn = rng_next(r);
    while (drawn < uneven) drawn = rng_next(r);
    return (int64_t)((uint64_t)low + drawn % span);
}

double rng_normal(Rng *r) {
    double x = 0;
    double square = 0;
    do {
        x = 2 * rng_unit(r) - 1;
        double y = 2 * rng_unit(r) - 1;
        square = x * x + y * y;
    } while (square >= 1 || square == 0);
    return x * sqrt(-2 * log(square) / square);
}
