// cell: one cell of a foreign file, as its reader found it.
//
// Text formats give CELL_TEXT only; workbooks and databases know more and say so. A cell is
// borrowed from its reader until the next record.
#pragma once

#include "base/str.h"
#include "connect/numtext.h"

typedef enum CellKind {
    CELL_EMPTY,
    CELL_TEXT,       // text, trimmed of outer white space
    CELL_INT,        // i
    CELL_FLOAT,      // f
    CELL_BOOL,       // i: 0 or 1
    CELL_DATE,       // i: Date
    CELL_TIMESTAMP,  // i: Moment
    CELL_TIME,       // i: microseconds since midnight
    CELL_ERROR,      // text: "#DIV/0!"
} CellKind;

typedef struct Cell {
    CellKind kind;
    Unit unit;     // what a workbook's number format says: CELL_INT, CELL_FLOAT
    bool damaged;  // held bytes that are not text in the file's encoding; `text` is mended
    Str text;
    int64_t i;
    double f;
} Cell;

// One line of the table as it stands in the file.
typedef struct Record {
    uint64_t row;  // physical row number, from 1
    const Cell *cells;
    size_t count;
    bool unclosed;  // a quote that never ends: the record is the rest of the file
} Record;

// Whether nothing stands in any cell.
static inline bool record_blank(const Record *r) {
    for (size_t i = 0; i < r->count; i++) {
        if (r->cells[i].kind != CELL_EMPTY) return false;
    }
    return true;
}

// Whether something stands to the right of the first `width` cells.
static inline bool record_extends(const Record *r, size_t width) {
    for (size_t i = width; i < r->count; i++) {
        if (r->cells[i].kind != CELL_EMPTY) return true;
    }
    return false;
}
