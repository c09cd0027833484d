// url: percent-encoding and query strings (RFC 3986, and application/x-www-form-urlencoded).
//
// Pure. A wrong escape, a NUL byte or broken UTF-8 in what is decoded is an error, never passed on.
#pragma once

#include "base/str.h"

// One component. Borrowed from `text` when there is nothing to decode.
bool url_decode(Arena *a, Str text, Str *ret_text);
// The same with '+' as a space, for query strings and forms.
bool url_decode_form(Arena *a, Str text, Str *ret_text);
// Takes the next name=value off *query, both decoded; false at the end or when malformed
// (*ret_ok tells which).
bool url_query_next(Arena *a, Str *query, Str *ret_name, Str *ret_value, bool *ret_ok);
