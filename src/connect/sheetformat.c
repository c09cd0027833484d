#include "connect/sheetformat.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

SheetFormat sheetformat_builtin(int id) {
    if (id == 9 || id == 10) return (SheetFormat){.unit = UNIT_PERCENT};
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) {
        return (SheetFormat){.kind = SHEET_DATE};
    }
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) {
        return (SheetFormat){.kind = SHEET_TIME};
    }
    return (SheetFormat){.kind = id == 22 ? SHEET_MOMENT : SHEET_NUMBER};
}

typedef struct Letters {
    bool year, day, hour, month, zero_only;
    int zeros;
} Letters;

// Steps over quoted text, escapes, and "[...]" but for elapsed hours.
static size_t literal_skip(Str code, size_t i) {
    char c = code.ptr[i];
    if (c == '\\' || c == '_' || c == '*') return i + 1;
    char close = c == '"' ? '"' : c == '[' ? ']' : 0;
    if (!close) return i;
    ptrdiff_t end = str_find_char(str_skip(code, i + 1), close);
    return end < 0 ? code.len : i + 1 + (size_t)end;
}

static Letters letters_of(Str code) {
    Letters l = {.zero_only = true};
    for (size_t i = 0; i < code.len && code.ptr[i] != ';'; i++) {
        size_t skipped = literal_skip(code, i);
        if (skipped != i) {
            l.zero_only = false;
            i = skipped;
            continue;
        }
        char c = (char)(code.ptr[i] | 0x20);
        l.year |= c == 'y';
        l.day |= c == 'd';
        l.month |= c == 'm';
        l.hour |= c == 'h' || c == 's';
        if (code.ptr[i] == '0')
            l.zeros++;
        else
            l.zero_only = false;
    }
    return l;
}

SheetFormat sheetformat_custom(Str code) {
    SheetFormat f = {0};
    if (str_eq_nocase(code, S("general")) || str_eq(code, S("@"))) return f;
    Letters l = letters_of(code);
    bool elapsed = str_find_nocase(code, S("[h")) >= 0 || str_find_nocase(code, S("[m")) >= 0;
    if (l.year || l.day || (l.month && !l.hour)) {
        f.kind = l.hour ? SHEET_MOMENT : SHEET_DATE;
    } else if (l.hour || elapsed) {
        f.kind = SHEET_TIME;
    } else {
        f.unit = unit_in_header(code);
        if (l.zero_only && l.zeros > 1) f.zeros = l.zeros;
    }
    return f;
}

// Day 60 of the 1900 system is 29 February 1900, which never was.
static Moment moment_of(double serial, bool since_1904) {
    double days = floor(serial), milliseconds = round((serial - days) * 86400e3);
    int64_t day = (int64_t)days - 25569 + (since_1904 ? 1462 : days < 60 ? 1 : 0);
    return day * MOMENT_DAY + (int64_t)milliseconds * 1000;
}

static Cell number_cell(double value, Unit unit) {
    if (unit == UNIT_PERCENT) {
        char text[40];
        snprintf(text, sizeof text, "%.13g", value * 100);  // 0.07 is 7, not 7.000000000000001
        value = strtod(text, NULL);
    }
    bool whole = value == floor(value) && fabs(value) < 9e15;
    return (Cell){.kind = whole ? CELL_INT : CELL_FLOAT,
                  .unit = unit,
                  .i = whole ? (int64_t)value : 0,
                  .f = value};
}

Cell sheetformat_cell(const SheetFormat *f, double value, bool since_1904, char scratch[32]) {
    if (!isfinite(value)) return (Cell){.kind = CELL_ERROR, .text = S("not a number")};
    bool dated = value >= 0 && value < 2958466;  // the last day of 9999
    if (f->kind == SHEET_TIME && value >= 0 && value < 1) {
        return (Cell){.kind = CELL_TIME, .i = (int64_t)round(value * 86400e3) % 86400000 * 1000};
    }
    if ((f->kind == SHEET_DATE || f->kind == SHEET_MOMENT) && dated) {
        Moment m = moment_of(value, since_1904);
        if (f->kind == SHEET_DATE && m % MOMENT_DAY == 0) {
            return (Cell){.kind = CELL_DATE, .i = m / MOMENT_DAY};
        }
        return (Cell){.kind = CELL_TIMESTAMP, .i = m};
    }
    if (f->zeros > 1 && value >= 0 && value < 1e15 && value == floor(value)) {
        int len = snprintf(scratch, 32, "%0*.0f", f->zeros < 20 ? f->zeros : 20, value);
        return (Cell){.kind = CELL_TEXT, .text = str_of(scratch, (size_t)len)};
    }
    return number_cell(value, f->unit);
}
