// csvguard: looks through a whole delimited file, at the speed of memory, for the lines that a
// bulk load would take for rows: blank ones and totals; and for odd white space.
#pragma once

#include "base/err.h"
#include "connect/csvscan.h"

// *ret_clean is false when something was found, or could not be ruled out.
MUST_USE bool csvguard_file(const char *path, const Dialect *d, size_t width, bool *ret_clean,
                            Err *err);
// The same over bytes that begin and end with a whole line. Pure.
bool csvguard_text(Str text, const Dialect *d, size_t width);
