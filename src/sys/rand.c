#include "sys/rand.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <sys/random.h>

void rand_bytes(void *out, size_t count) {
    unsigned char *at = out;
    while (count > 0) {
        ssize_t got = getrandom(at, count, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) abort();  // guessable ids and keys would be worse than no program
        at += got;
        count -= (size_t)got;
    }
}

Str rand_id(Arena *a) {
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    enum { ID_BYTES = 16, ID_CHARS = 22 };
    unsigned char bytes[ID_BYTES];
    rand_bytes(bytes, sizeof bytes);
    char *text = arena_alloc(a, ID_CHARS + 1);
    uint32_t bits = 0;
    int bit_count = 0;
    size_t next = 0;
    for (size_t i = 0; i < ID_CHARS; i++) {
        if (bit_count < 6) {
            bits = bits << 8 | (next < ID_BYTES ? bytes[next++] : 0u);
            bit_count += 8;
        }
        bit_count -= 6;
        text[i] = DIGITS[bits >> bit_count & 63];
    }
    return str_of(text, ID_CHARS);
}

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
