// jsonw: writes JSON into a Buf, token by token, with the commas put in.
//
//     JsonW w = jsonw_to(&buf);
//     jsonw_object(&w);
//     jsonw_key(&w, S("rows")); jsonw_int(&w, 3);
//     jsonw_end(&w);                        // closes what was opened last
//
// Text that is not UTF-8 is written with U+FFFD in its place: what is sent is always valid.
// RFC 8259. Nesting that does not match asserts.
#pragma once

#include "base/buf.h"
#include "base/date.h"

enum { JSONW_DEPTH_MAX = 64 };

typedef struct JsonW {
    Buf *out;
    int depth;
    bool after_key;
    bool has_item[JSONW_DEPTH_MAX];
    char closer[JSONW_DEPTH_MAX];
} JsonW;

JsonW jsonw_to(Buf *out);
void jsonw_object(JsonW *w);
void jsonw_array(JsonW *w);
void jsonw_end(JsonW *w);
void jsonw_key(JsonW *w, Str key);

void jsonw_str(JsonW *w, Str value);
void jsonw_int(JsonW *w, int64_t value);
void jsonw_float(JsonW *w, double value);  // NaN and infinities as null
void jsonw_bool(JsonW *w, bool value);
void jsonw_null(JsonW *w);
void jsonw_raw(JsonW *w, Str json);  // one value, already JSON

// "key": value in one call.
void jsonw_key_str(JsonW *w, const char *key, Str value);
void jsonw_key_int(JsonW *w, const char *key, int64_t value);
void jsonw_key_float(JsonW *w, const char *key, double value);
void jsonw_key_bool(JsonW *w, const char *key, bool value);
void jsonw_key_moment(JsonW *w, const char *key, Moment value);  // ISO 8601, in UTC
void jsonw_key_object(JsonW *w, const char *key);
void jsonw_key_array(JsonW *w, const char *key);
