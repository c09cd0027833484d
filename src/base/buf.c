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

void buf_add_char(Buf *b, char c) { buf_add(b, str_of(&c, 1)); }

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

void buf_add_float(Buf *b, double value) {
    if (!isfinite(value)) {
        buf_add(b, S("null"));
        return;
    }
    if (value == floor(value) && fabs(value) < 1e15) {
        buf_add_int(b, (int64_t)value);
        return;
    }
    // 15 digits read back in most cases and look as people wrote them; 17 always do.
    char text[FLOAT_TEXT_MAX];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    buf_add_z(b, text);
}

bool buf_check(const Buf *b, const char *what, Err *err) {
    if (!b->overflow) return true;
    return fail(err, ERR_LIMIT, "%s is larger than %zu bytes", what, b->max);
}
