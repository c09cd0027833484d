#include "base/str.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_TEXT_MAX = 64 };

static char lower_char(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }
static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

Str str_from(const char *nul_terminated) {
    return nul_terminated ? str_of(nul_terminated, strlen(nul_terminated)) : (Str){0};
}

bool str_eq(Str a, Str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static bool same_nocase(const char *a, const char *b, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if (lower_char(a[i]) != lower_char(b[i])) return false;
    }
    return true;
}

bool str_eq_nocase(Str a, Str b) { return a.len == b.len && same_nocase(a.ptr, b.ptr, a.len); }

int str_cmp(Str a, Str b) {
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len > 0 ? memcmp(a.ptr, b.ptr, len) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

int str_cmp_nocase(Str a, Str b) {
    size_t len = a.len < b.len ? a.len : b.len;
    for (size_t i = 0; i < len; i++) {
        int order = (unsigned char)lower_char(a.ptr[i]) - (unsigned char)lower_char(b.ptr[i]);
        if (order != 0) return order;
    }
    return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(Str s, Str prefix) {
    return s.len >= prefix.len && str_eq(str_of(s.ptr, prefix.len), prefix);
}

bool str_starts_nocase(Str s, Str prefix) {
    return s.len >= prefix.len && same_nocase(s.ptr, prefix.ptr, prefix.len);
}

bool str_ends(Str s, Str suffix) {
    return s.len >= suffix.len && str_eq(str_skip(s, s.len - suffix.len), suffix);
}

bool str_ends_nocase(Str s, Str suffix) {
    return s.len >= suffix.len && str_eq_nocase(str_skip(s, s.len - suffix.len), suffix);
}

uint64_t str_hash(Str s) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.len; i++) hash = (hash ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
    return hash;
}

ptrdiff_t str_find(Str s, Str needle) {
    if (needle.len == 0) return 0;
    if (s.len < needle.len) return STR_NONE;
    const char *at = memmem(s.ptr, s.len, needle.ptr, needle.len);
    return at ? at - s.ptr : STR_NONE;
}

ptrdiff_t str_find_nocase(Str s, Str needle) {
    for (size_t i = 0; i + needle.len <= s.len; i++) {
        if (same_nocase(s.ptr + i, needle.ptr, needle.len)) return (ptrdiff_t)i;
    }
    return STR_NONE;
}

ptrdiff_t str_find_char(Str s, char c) {
    const char *at = s.len > 0 ? memchr(s.ptr, c, s.len) : NULL;
    return at ? at - s.ptr : STR_NONE;
}

bool str_contains(Str s, Str needle) { return str_find(s, needle) != STR_NONE; }

Str str_slice(Str s, size_t first, size_t end) {
    if (end > s.len) end = s.len;
    if (first >= end) return (Str){.ptr = s.ptr};
    return str_of(s.ptr + first, end - first);
}

Str str_skip(Str s, size_t count) { return str_slice(s, count, s.len); }

Str str_trim(Str s) {
    size_t first = 0;
    size_t end = s.len;
    while (first < end && is_space(s.ptr[first])) first++;
    while (end > first && is_space(s.ptr[end - 1])) end--;
    return str_slice(s, first, end);
}

Str str_cut_suffix_nocase(Str s, Str suffix) {
    return str_ends_nocase(s, suffix) ? str_slice(s, 0, s.len - suffix.len) : s;
}

Str str_cut_prefix_nocase(Str s, Str prefix) {
    return str_starts_nocase(s, prefix) ? str_skip(s, prefix.len) : s;
}

Str str_next_word(Str *rest) {
    size_t first = 0;
    while (first < rest->len && is_space(rest->ptr[first])) first++;
    size_t end = first;
    while (end < rest->len && !is_space(rest->ptr[end])) end++;
    Str word = str_slice(*rest, first, end);
    *rest = end < rest->len ? str_of(rest->ptr + end, rest->len - end) : (Str){0};
    return word;
}

bool str_next_part(Str *rest, char separator, Str *ret_part) {
    if (!rest->ptr) return false;
    ptrdiff_t at = str_find_char(*rest, separator);
    *ret_part = at == STR_NONE ? *rest : str_slice(*rest, 0, (size_t)at);
    *rest = at == STR_NONE ? (Str){0} : str_of(rest->ptr + at + 1, rest->len - (size_t)at - 1);
    return true;
}

// Copies into `text` when `s` has only the characters of a decimal number.
static bool number_text(Str s, const char *allowed, char text[NUMBER_TEXT_MAX]) {
    if (s.len == 0 || s.len >= NUMBER_TEXT_MAX) return false;
    memcpy(text, s.ptr, s.len);
    text[s.len] = '\0';
    return strspn(text, allowed) == s.len;
}

bool str_to_int(Str s, int64_t *ret_value) {
    char text[NUMBER_TEXT_MAX];
    if (!number_text(s, "+-0123456789", text)) return false;
    char *end = NULL;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (errno != 0 || end != text + s.len) return false;
    *ret_value = value;
    return true;
}

bool str_to_float(Str s, double *ret_value) {
    char text[NUMBER_TEXT_MAX];
    if (!number_text(s, "+-.0123456789eE", text)) return false;
    char *end = NULL;
    errno = 0;
    double value = strtod(text, &end);
    if (end != text + s.len || (errno == ERANGE && (value > 1 || value < -1))) return false;
    *ret_value = value;
    return true;
}

const char *str_z(Arena *a, Str s) { return str_dup(a, s).ptr; }

Str str_dup(Arena *a, Str s) {
    char *copy = arena_alloc(a, s.len + 1);
    if (s.len > 0) memcpy(copy, s.ptr, s.len);
    return str_of(copy, s.len);
}

Str str_fmt(Arena *a, const char *format, ...) {
    assert(a && format);
    va_list args;
    va_list again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    assert(len >= 0);
    char *text = arena_alloc(a, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    va_end(args);
    return str_of(text, (size_t)len);
}

Str str_lower(Arena *a, Str s) {
    char *copy = arena_alloc(a, s.len + 1);
    for (size_t i = 0; i < s.len; i++) copy[i] = lower_char(s.ptr[i]);
    return str_of(copy, s.len);
}
