// csvscan: finds the cells of one record of delimited text (RFC 4180, read leniently).
//
// Pure. A quote means something only at the start of a cell, and ends it only before a
// separator or line end: 5" pipe and "5" pipe" are both read as people meant them.
#pragma once

#include "base/str.h"

typedef struct Dialect {
    char delimiter;
    char quote;   // 0: none
    char escape;  // '\\' when quotes are escaped so; else 0: doubled
} Dialect;

typedef struct CsvSpan {
    size_t first, end;  // without the quotes
    bool quoted;
    bool escaped;  // holds doubled or escaped quotes
} CsvSpan;

typedef enum CsvScan {
    CSV_RECORD,    // one record found
    CSV_MORE,      // the text ends before the record does
    CSV_UNCLOSED,  // the same, inside quotes
    CSV_WIDE,      // more cells than there is room for
} CsvScan;

typedef struct CsvRecord {
    CsvSpan *spans;
    size_t cap;
    size_t count;
    size_t end;  // where the next record starts
    bool high;   // has bytes over 0x7F
} CsvRecord;

// Scans from text[first]. `last` says that nothing follows the text. With `literal`, quotes
// mean nothing.
CsvScan csvscan_record(Str text, size_t first, bool last, bool literal, const Dialect *d,
                       CsvRecord *r);
// The dialect that makes the sample the most table-like.
Dialect csvscan_guess(Str sample, bool whole);
