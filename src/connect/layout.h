// layout: where the table stands on the page: title lines, the header (one row or two), data.
//
// Pure but for the arena. Looks at the first LAYOUT_ROWS records of a file or sheet.
#pragma once

#include "connect/cell.h"

enum { LAYOUT_ROWS = 200, HEADER_BYTES_MAX = 120 };

typedef struct Layout {
    uint64_t header_row;  // of its last line, from 1; 0 when there is none
    uint64_t first_row;   // the first row of data
    size_t width;         // columns
    Str *headers;         // cleaned, unique without regard to case; "Column 3" where empty
    bool *named;          // false where the header was empty
    bool has_titles;      // lines of text stand above it
} Layout;

// A copy of a record that outlives its reader's step.
Record layout_keep(const Record *r, Arena *a);
// `records` in file order, blank ones among them.
Layout layout_find(const Record *records, size_t count, Arena *a);
// White space folded to single spaces, cut to HEADER_BYTES_MAX at a character.
Str layout_header_clean(Str text, Arena *a);
// Renames doubles in place: "Amount", "Amount_2".
void layout_headers_unique(Str *headers, size_t count, Arena *a);
