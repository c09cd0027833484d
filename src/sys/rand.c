#include "sys/rand.h"

#include <assert.h>
#include <errno.h>
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
