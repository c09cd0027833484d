// csvguard: looks through a whole delimited file, at the speed of memory, for the lines that a
// bulk load would take for rows: blank ones and totals; and for odd white space.
#pragma once

#include "base/err.h"
#include "connect/csvscan.h"

// What was found, as bits. Only GUARD_NOT_ROWS was looked at closely; the others say that some
// cell may be so.
typedef enum CsvGuard {
    GUARD_NOT_ROWS = 1,  // blank lines, totals, odd white space
    GUARD_SPACES = 2,    // a space beside a separator
    GUARD_NULLS = 4,     // "null", "N/A" and the like
    GUARD_ZEROS = 8,     // digits behind a leading zero
    GUARD_TIMES = 16,    // a time of day behind a day, which a cast to a day would cut off
} CsvGuard;

// Stops at the first GUARD_NOT_ROWS.
MUST_USE bool csvguard_file(const char *path, const Dialect *d, size_t width, unsigned *ret_found,
                            Err *err);
// The same over bytes that begin and end with a whole line. Pure.
unsigned csvguard_text(Str text, const Dialect *d, size_t width);
