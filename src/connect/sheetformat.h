// sheetformat: what a workbook's number format says about the number under it, and day numbers
// as moments. Pure. ECMA-376, 18.8.30 (numFmts).
#pragma once

#include "base/date.h"
#include "connect/cell.h"

typedef enum SheetKind { SHEET_NUMBER, SHEET_DATE, SHEET_MOMENT, SHEET_TIME } SheetKind;

typedef struct SheetFormat {
    SheetKind kind;
    Unit unit;
    int zeros;  // "00000": a code that is shown with so many digits
} SheetFormat;

SheetFormat sheetformat_builtin(int id);
SheetFormat sheetformat_custom(Str code);
// The number under its format. A code goes into `scratch`.
Cell sheetformat_cell(const SheetFormat *f, double value, bool since_1904, char scratch[32]);
