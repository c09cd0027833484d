// filekind: what a file is, told by its first bytes, never by its name. Pure.
#pragma once

#include "base/err.h"
#include "base/str.h"

typedef enum FileKind {
    FILE_EMPTY,
    FILE_DELIMITED,  // text that is none of the others
    FILE_JSON,       // an array or object, or one value a line
    FILE_PARQUET,
    FILE_ZIP,  // an archive, or a workbook: filekind_of_entries tells
    FILE_XLSX,
    FILE_OLE,  // .xls, and the wrapping of encrypted workbooks
    FILE_SQLITE,
    FILE_DUCKDB,
    FILE_GZIP,
    FILE_HTML,     // what many programs save as ".xls"
    FILE_FOREIGN,  // known, and not data: PDF, pictures, programs; filekind_foreign names it
    FILE_BINARY,   // unknown
} FileKind;

enum { FILEKIND_HEAD = 4096 };

// `head`: the first FILEKIND_HEAD bytes, or the whole file when it is shorter.
FileKind filekind_of(Str head);
Str filekind_foreign(Str head);  // "a PDF document"
Str filekind_name(FileKind kind);
// What an extension promises; FILE_BINARY when it promises nothing we know.
FileKind filekind_by_extension(Str extension);
