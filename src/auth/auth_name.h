// auth_name: the name that a person signs in with. Pure.
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

// Trimmed; 1 to PERSON_NAME_MAX bytes of UTF-8 without control characters.
// Fails: ERR_INVALID saying what is wrong.
MUST_USE bool auth_name_read(Str text, Str *ret_name, Err *err);
// What two names that look alike have in common: case and width do not count (Unicode's
// NFKC_Casefold). "" when it is no text.
Str auth_name_key(Str name, Arena *a);
