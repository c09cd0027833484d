// buf: a growing byte buffer that is born with its maximum.
//
// Appending past the maximum (or out of memory) sets `overflow`, which sticks: append
// freely, then check once at the end. Owned: init/done in place.
#pragma once

#include "base/err.h"
#include "base/str.h"

typedef struct Buf {
    char *ptr;
    size_t len;
    size_t cap;
    size_t max;
    bool overflow;
} Buf;

void buf_init(Buf *b, size_t max);
void buf_done(Buf *b);
void buf_clear(Buf *b);  // empties, keeps the memory, clears `overflow`

void buf_add(Buf *b, Str s);
void buf_add_z(Buf *b, const char *nul_terminated);
void buf_add_char(Buf *b, char c);
void buf_add_fmt(Buf *b, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_add_int(Buf *b, int64_t value);
// The shortest decimal text that reads back as the same double; NaN and infinities as "null".
void buf_add_float(Buf *b, double value);
// `count` writable bytes at the end, already counted in len; NULL on overflow.
char *buf_extend(Buf *b, size_t count);

static inline Str buf_str(const Buf *b) { return str_of(b->ptr, b->len); }
// Fails: ERR_LIMIT when anything was cut, naming `what`.
MUST_USE bool buf_check(const Buf *b, const char *what, Err *err);
