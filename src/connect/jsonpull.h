// jsonpull: pulls a JSON text of any size apart, token by token (RFC 8259), without keeping it.
#pragma once

#include "base/buf.h"
#include "base/err.h"

enum { JSONPULL_DEPTH_MAX = 64, JSONPULL_TEXT_MAX = 16 * 1024 * 1024 };

typedef enum JsonToken {
    JSON_END_OF_TEXT,
    JSON_OBJECT_BEGIN,
    JSON_OBJECT_END,
    JSON_ARRAY_BEGIN,
    JSON_ARRAY_END,
    JSON_KEY,
    JSON_STRING_VALUE,
    JSON_NUMBER_VALUE,
    JSON_TRUE_VALUE,
    JSON_FALSE_VALUE,
    JSON_NULL_VALUE,
} JsonToken;

typedef struct JsonPull JsonPull;

MUST_USE bool jsonpull_open(const char *path, JsonPull **ret, Err *err);
void jsonpull_close(JsonPull *p);
MUST_USE bool jsonpull_rewind(JsonPull *p, Err *err);
// The next token; several values may follow one another, as in NDJSON. *ret_text, of keys,
// strings (decoded) and numbers (as written), holds until the next call.
// Fails: ERR_INVALID with the line; ERR_LIMIT too deep or too long; ERR_IO.
MUST_USE bool jsonpull_next(JsonPull *p, JsonToken *ret_token, Str *ret_text, Err *err);
// The rest of the value that `first` began. When `out` is given it is written there, compact.
MUST_USE bool jsonpull_skip(JsonPull *p, JsonToken first, Str text, Buf *out, Err *err);
double jsonpull_fraction(const JsonPull *p);
