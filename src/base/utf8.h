// utf8: checking and stepping through UTF-8 (RFC 3629). Pure.
#pragma once

#include "base/buf.h"
#include "base/str.h"

enum { UTF8_REPLACEMENT = 0xFFFD };

// Bytes of the well-formed character at the front of `s`, 0 when there is none.
size_t utf8_width(Str s);
bool utf8_valid(Str s);
// Takes one character off the front of *rest. A broken byte gives UTF8_REPLACEMENT.
// Returns false at the end.
bool utf8_next(Str *rest, uint32_t *ret_codepoint);
void utf8_add(Buf *out, uint32_t codepoint);
// How many characters (code points) stand in `s`.
size_t utf8_count(Str s);
