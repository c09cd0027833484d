// edits: a person's corrections to the model, gathered into one document (DESIGN.md's semantic
// model JSON), so that they survive every new import. Pure.
#pragma once

#include "base/err.h"
#include "base/json.h"

// What is in `patch` goes over what `edits` says of the same table, column, metric or
// relationship; a member that is null takes the correction back, and an item of which nothing is
// left is forgotten. The result is new.
// Fails: ERR_INVALID an item without the names that tell what it is about.
MUST_USE bool edits_merge(const Json *edits, const Json *patch, Json **ret_edits, Err *err);

// Without what is about a table that is gone; the result is new.
Json *edits_without_table(const Json *edits, Str table);

// The rest of it: what is said of that table alone. Both together are the whole.
Json *edits_of_table(const Json *edits, Str table);

// What was said of a table that comes back (edits_of_table), where nobody has said anything of
// the same things meanwhile; the result is new. `table` is its name then, `as` its name now: it is
// another in every item, also in the expressions of metrics.
typedef struct EditsReturn {
    const Json *kept;
    Str table, as;
} EditsReturn;
Json *edits_with_returned(const Json *edits, const EditsReturn *r);

Json *edits_none(void);  // an empty document
