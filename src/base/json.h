// json: reads JSON (jansson, strict: UTF-8, no duplicate keys, bounded depth) and takes typed
// fields out of objects with errors that name the field.
//
//     CLEANUP(json_done) Json *in = NULL;
//     if (!json_parse(body, &in, err)) return false;
//     if (!json_get_str(in, "question", true, &question, err)) return false;
//
// Str values are borrowed from the Json. A field that is absent or null keeps *ret and
// succeeds, unless `required`. Numbers must be finite.
#pragma once

#include <jansson.h>

#include "base/err.h"
#include "base/str.h"

typedef json_t Json;

enum { JSON_DEPTH_MAX = 48 };  // fits inside an answer of JSONW_DEPTH_MAX

// Fails: ERR_INVALID with line and column, or nested deeper than JSON_DEPTH_MAX.
MUST_USE bool json_parse(Str text, Json **ret_json, Err *err);
void json_done(Json **json);

// Fails: ERR_INVALID naming the field and the type expected.
MUST_USE bool json_get_str(const Json *o, const char *key, bool required, Str *ret, Err *err);
MUST_USE bool json_get_int(const Json *o, const char *key, bool required, int64_t *ret, Err *err);
MUST_USE bool json_get_float(const Json *o, const char *key, bool required, double *ret, Err *err);
MUST_USE bool json_get_bool(const Json *o, const char *key, bool required, bool *ret, Err *err);
// The member itself (borrowed), NULL when absent.
MUST_USE bool json_get_array(const Json *o, const char *key, bool required, const Json **ret,
                             Err *err);
MUST_USE bool json_get_object(const Json *o, const char *key, bool required, const Json **ret,
                              Err *err);
// Fails: ERR_INVALID when `o` has a member that is not among the names (NULL-ended): a
// misspelt field is told, not ignored.
MUST_USE bool json_only(const Json *o, const char *const *names, Err *err);
