#include "base/buf.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CAP_FIRST = 256, FLOAT_TEXT_MAX = 40 };

void buf_init(Buf *b, size_t max) {
    assert(max > 0);
    *b = (Buf){.max = max};
}

void buf_done(Buf *b) {
    free(b->ptr);
    *b = (Buf){0};
}

void buf_clear(Buf *b) {
    b->len = 0;
    b->overflow = false;
}

static bool room_make(Buf *b, size_t count) {
    if (b->overflow || count > b->max - b->len) {
        b->overflow = true;
        return false;
    }
    if (b->len + count <= b->cap) return true;
    size_t cap = b->cap ? b->cap : CAP_FIRST;
    while (cap < b->len + count) cap *= 2;
    if (cap > b->max) cap = b->max;
    char *grown = realloc(b->ptr, cap);
    if (!grown) {
        b->overflow = true;
        return false;
    }
    b->ptr = grown;
    b->cap = cap;
    return true;
}

char *buf_extend(Buf *b, size_t count) {
    if (!room_make(b, count)) return NULL;
    b->len += count;
    return b->ptr + b->len - count;
}

void buf_add(Buf *b, Str s) {
    if (s.len == 0) return;
    char *at = buf_extend(b, s.len);
    if (at) memcpy(at, s.ptr, s.len);
}

void buf_add_z(Buf *b, const char *nul_terminated) { buf_add(b, str_from(nul_terminated)); }

void buf_add_char(Buf *b, char c) {
    if ((b->len == b->cap || b->overflow) && !room_make(b, 1)) return;
    b->ptr[b->len++] = c;
}

void buf_add_fmt(Buf *b, const char *format, ...) {
    va_list args;
    va_list again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    assert(len >= 0);
    if (room_make(b, (size_t)len + 1)) {
        vsnprintf(b->ptr + b->len, (size_t)len + 1, format, again);
        b->len += (size_t)len;
    }
    va_end(again);
    va_end(args);
}

void buf_add_int(Buf *b, int64_t value) {
    char text[24];
    char *end = text + sizeof text;
    char *at = end;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0) *--at = '-';
    buf_add(b, str_of(at, (size_t)(end - at)));
}

// What the fast way covers: in here 10^decimals is exact as a long double of 64 bits, and
// people do not expect an exponent.
static const double PLAIN_LEAST = 1e-5;
static const double PLAIN_END = 1e15;

static long double power_of_ten(int exponent) {
    static const long double POWERS[] = {1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,  1e7L,
                                         1e8L,  1e9L,  1e10L, 1e11L, 1e12L, 1e13L, 1e14L, 1e15L,
                                         1e16L, 1e17L, 1e18L, 1e19L, 1e20L, 1e21L, 1e22L};
    assert(exponent >= 0 && (size_t)exponent < COUNT_OF(POWERS));
    return POWERS[exponent];
}

// Drops zeros at the end of the decimals, eight at a time first: prices have a dozen of them.
static void zeros_drop(uint64_t *digits, int *decimals) {
    while (*decimals >= 8 && *digits % 100000000 == 0) {
        *digits /= 100000000;
        *decimals -= 8;
    }
    while (*decimals > 0 && *digits % 10 == 0) {
        *digits /= 10;
        *decimals -= 1;
    }
}

// digits / 10^decimals as text that ends at text[FLOAT_TEXT_MAX - 1], NUL-terminated; returns
// its start.
static const char *decimal_text(char text[FLOAT_TEXT_MAX], uint64_t digits, int decimals) {
    zeros_drop(&digits, &decimals);
    char *at = text + FLOAT_TEXT_MAX;
    *--at = '\0';
    for (int left = decimals; left > 0; left--, digits /= 10) *--at = (char)('0' + digits % 10);
    if (decimals > 0) *--at = '.';
    do {
        *--at = (char)('0' + digits % 10);
        digits /= 10;
    } while (digits > 0);
    return at;
}

// The value, PLAIN_LEAST to PLAIN_END, with as few digits as read back the same. 15 digits do
// in most cases and look as people wrote them; 17 always do.
//
// Without big numbers: with at most 15 digits both `digits` and the power (up to 10^20) are
// exact doubles, and one correctly rounded division is what strtod would answer. Beyond, strtod
// itself is asked. At 17 digits the product is off by at most 0.51 of the last digit, less
// than half the distance of two doubles there (0.55), so the walk ends.
static const char *plain_text(char text[FLOAT_TEXT_MAX], double value) {
    double cents = nearbyint(value * 100);  // money, which most numbers are
    if (cents < 1e15 && cents / 100 == value) return decimal_text(text, (uint64_t)cents, 2);
    int magnitude = (int)floor(log10(value));
    if (magnitude > 0 && (double)power_of_ten(magnitude) > value) magnitude--;  // log10 rounds
    int decimals = 14 - magnitude;
    uint64_t digits = (uint64_t)llrintl((long double)value * power_of_ten(decimals));
    bool is_exact = digits < UINT64_C(1000000000000000);
    if (is_exact && (double)digits / (double)power_of_ten(decimals) == value) {
        return decimal_text(text, digits, decimals);
    }
    const char *at = NULL;
    do {
        decimals++;
        digits = (uint64_t)llrintl((long double)value * power_of_ten(decimals));
        at = decimal_text(text, digits, decimals);
    } while (strtod(at, NULL) != value);
    return at;
}

// Very small and very large values, with an exponent.
static void scientific_add(Buf *b, double value) {
    char text[FLOAT_TEXT_MAX];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    buf_add_z(b, text);
}

void buf_add_float(Buf *b, double value) {
    double size = fabs(value);
    if (!isfinite(value)) {
        buf_add(b, S("null"));
    } else if (value == floor(value) && size < PLAIN_END) {
        buf_add_int(b, (int64_t)value);
    } else if (size < PLAIN_LEAST || size >= PLAIN_END) {
        scientific_add(b, value);
    } else {
        char text[FLOAT_TEXT_MAX];
        if (value < 0) buf_add_char(b, '-');
        buf_add_z(b, plain_text(text, size));
    }
}

bool buf_check(const Buf *b, const char *what, Err *err) {
    if (!b->overflow) return true;
    return fail(err, ERR_LIMIT, "%s is larger than %zu bytes", what, b->max);
}
