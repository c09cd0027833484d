// xlsx_internal: what xlsxfile.c (the workbook) and xlsxsheet.c (a sheet's reader) share.
#pragma once

#include <expat.h>

#include "base/vec.h"
#include "connect/sheetformat.h"
#include "connect/xlsxfile.h"
#include "connect/zipentry.h"

typedef struct XlsxSheet {
    Str name, id;      // id: of the relation that names the part
    const char *part;  // "xl/worksheets/sheet1.xml"
    bool hidden;
} XlsxSheet;

struct XlsxFile {
    Arena *arena;
    zip_t *archive;
    bool since_1904;
    VEC(XlsxSheet) sheets;
    VEC(SheetFormat) formats;  // by a cell's style
    Buf strings;               // shared strings, one after the other
    uint64_t *string_ends;
    size_t string_count, string_cap;
};

// A parser that refuses document types, so that no entity can be declared.
XML_Parser xlsxfile_parser(void *user);
// The attribute's value, NULL when absent.
const char *xlsxfile_attribute(const char **attributes, const char *name);
// The name without its namespace prefix.
const char *xlsxfile_local(const char *name);
