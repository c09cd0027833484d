// export: a whole result as a file: CSV as it comes from the engine, XLSX through a file.
//
// Rows are never all in memory: a chunk is written and forgotten.
#pragma once

#include "flow/result_page.h"

typedef enum ExportFormat { EXPORT_CSV, EXPORT_XLSX } ExportFormat;

enum {
    EXPORT_CSV_ROWS_MAX = 10000000,
    EXPORT_XLSX_ROWS_MAX = 1048575,  // of a sheet, beneath its header
    EXPORT_XLSX_COLUMNS_MAX = 16384,
};

bool export_format_from(Str name, ExportFormat *ret);

// What is exported: narrowed, ordered, and with rows enough for the format, but not too many.
typedef struct ExportPlan {
    ExportFormat format;
    const Language *language;  // of the heads of a sheet; NULL: English. A CSV has names, not words
    Str sql;
    const Column *columns;  // what they are called and mean
    size_t column_count;
    uint64_t rows;
} ExportPlan;

// `plan->format` and `plan->language` are set by the caller, the rest here.
// Fails: ERR_LIMIT more rows than the format holds; as result_page_run.
MUST_USE bool export_plan(Workspace *w, const Snapshot *s, const ResultPageRequest *what, Arena *a,
                          ExportPlan *plan, Err *err);

// Where the bytes of a CSV go; false: nobody takes them any more.
typedef struct ExportOut {
    void *ctx;
    bool (*put)(void *ctx, Str bytes);
    const atomic_bool *cancel;
} ExportOut;

// RFC 4180 in UTF-8, with a byte order mark so that spreadsheets read it as such.
// Fails: ERR_CANCELLED nobody takes it; as query_stream.
MUST_USE bool export_csv(Workspace *w, const Snapshot *s, const ExportPlan *plan,
                         const ExportOut *out, Err *err);
// Writes the file. `folder` is for what is written meanwhile.
// Fails: ERR_IO; as query_stream.
MUST_USE bool export_xlsx(Workspace *w, const Snapshot *s, const ExportPlan *plan, const char *path,
                          const atomic_bool *cancel, Err *err);
