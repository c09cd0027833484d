// str: text as pointer and length, never owned, not NUL-terminated unless said.
//
// Pure, except the str_dup/str_fmt family, which allocate in the caller's arena.
// "_nocase" folds ASCII only; ask/ and model/ use ICU where other scripts matter.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/defs.h"

typedef struct Str {
    const char *ptr;
    size_t len;
} Str;

// clang-format off
#define STR(literal) {.ptr = "" literal, .len = sizeof(literal) - 1}  // in static tables
#define S(literal) ((Str)STR(literal))                                // in expressions
// clang-format on
#define STR_F "%.*s"
#define STR_A(s) (int)(s).len, (s).ptr ? (s).ptr : ""

static inline Str str_of(const char *ptr, size_t len) { return (Str){.ptr = ptr, .len = len}; }
Str str_from(const char *nul_terminated);  // NULL gives the empty string

bool str_eq(Str a, Str b);
bool str_eq_nocase(Str a, Str b);
int str_cmp(Str a, Str b);  // by bytes, as memcmp orders
int str_cmp_nocase(Str a, Str b);
bool str_starts(Str s, Str prefix);
bool str_starts_nocase(Str s, Str prefix);
bool str_ends(Str s, Str suffix);
bool str_ends_nocase(Str s, Str suffix);
uint64_t str_hash(Str s);  // FNV-1a, 64 bits; the same in every run

enum { STR_NONE = -1 };
// Where it starts in `s`, or STR_NONE.
ptrdiff_t str_find(Str s, Str needle);
ptrdiff_t str_find_nocase(Str s, Str needle);
ptrdiff_t str_find_char(Str s, char c);
bool str_contains(Str s, Str needle);

// Bytes first..end of `s`, both cut to its length.
Str str_slice(Str s, size_t first, size_t end);
Str str_skip(Str s, size_t count);  // all but the first `count` bytes
Str str_trim(Str s);                // ASCII white space off both ends
// `s` without the suffix or prefix, or `s` itself.
Str str_cut_suffix_nocase(Str s, Str suffix);
Str str_cut_prefix_nocase(Str s, Str prefix);

// Takes the next word (between ASCII white space) off the front of *rest; empty at the end.
Str str_next_word(Str *rest);
// Takes what stands before the next `separator` off *rest; false when *rest was NULL-ended.
bool str_next_part(Str *rest, char separator, Str *ret_part);

// Whole of `s` as a decimal integer or floating number ("-12", "1e3"; no spaces, no hex,
// no "inf"); *ret keeps its value otherwise.
bool str_to_int(Str s, int64_t *ret_value);
bool str_to_float(Str s, double *ret_value);

// Copies in the arena, NUL-terminated besides.
Str str_dup(Arena *a, Str s);
const char *str_z(Arena *a, Str s);
Str str_fmt(Arena *a, const char *format, ...) PRINTF_LIKE(2, 3);
Str str_lower(Arena *a, Str s);  // ASCII only
