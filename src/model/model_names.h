// model_names: finds what a person's JSON names, with the nearest name where there is none. Not for
// other rooms.
#pragma once

#include "base/json.h"
#include "model/model.h"

// Fails: ERR_NOT_FOUND with the nearest name.
MUST_USE bool model_names_table(const Model *m, Str name, int *ret_table, Err *err);
MUST_USE bool model_names_column(const Model *m, int table, Str name, int *ret_column, Err *err);
// "table.column"; either may have dots of its own.
MUST_USE bool model_names_reference(const Model *m, Str text, ColumnRef *ret, Err *err);
// An array of texts, copied; absent keeps *ret. Fails: ERR_INVALID naming the field.
MUST_USE bool model_names_list(const Json *o, const char *key, Arena *a, StrList *ret, Err *err);
// The same for {"value": "meaning"}.
MUST_USE bool model_names_meanings(const Json *o, const char *key, Arena *a, ModelColumn *c,
                                   Err *err);
// A text field, copied; absent keeps *ret.
MUST_USE bool model_names_text(const Json *o, const char *key, bool required, Arena *a, Str *ret,
                               Err *err);
