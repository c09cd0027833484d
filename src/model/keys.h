// keys: which columns identify a row. Not for other rooms.
#pragma once

#include "model/inference.h"

// Single columns: unique, never missing, and named or placed like a key. Also makes sure of
// uniqueness where the profile is an estimate.
MUST_USE bool keys_find(Inference *inf, Err *err);
// Two or three link columns together, for tables without a key of their own. Needs the joins.
MUST_USE bool keys_find_composite(Inference *inf, Err *err);
// How much the column looks like the key of its table; below 0: not at all.
double keys_likeness(const Inference *inf, ColumnRef c);
bool keys_is_unique(const ModelColumn *c);
