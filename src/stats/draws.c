#include "stats/draws.h"

#include "stats/normal.h"

static uint64_t rotate_left(uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }

// SplitMix64 fills the state, as the authors of xoshiro advise.
Draws draws_from(uint64_t seed) {
    Draws d;
    for (int i = 0; i < 4; i++) {
        seed += UINT64_C(0x9e3779b97f4a7c15);
        uint64_t z = seed;
        z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
        d.state[i] = z ^ (z >> 31);
    }
    return d;
}

uint64_t draws_bits(Draws *d) {
    uint64_t *s = d->state;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate_left(s[3], 45);
    return result;
}

// The half keeps it off both ends, where a quantile is infinite.
double draws_uniform(Draws *d) { return ((double)(draws_bits(d) >> 12) + 0.5) * 0x1p-52; }

double draws_normal(Draws *d) { return normal_quantile(draws_uniform(d)); }
