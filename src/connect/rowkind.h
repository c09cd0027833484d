// rowkind: lines of a table that are not rows of it: blank lines, totals, the header again,
// a remark at the foot. Pure.
#pragma once

#include "connect/cell.h"

typedef enum RowKind {
    ROW_DATA,
    ROW_BLANK,
    ROW_TOTAL,        // says so, and has nothing but numbers beside it
    ROW_TOTAL_MAYBE,  // "North total": is one when its numbers are the sums of those above
    ROW_REMARK,       // "Generated on ...", "* provisional"
} RowKind;

// `width`: the table's columns.
RowKind rowkind_of(const Record *r, size_t width);
