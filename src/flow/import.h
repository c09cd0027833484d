// import: brings a file into a workspace: recognises it, reads it as a person would, loads it
// in one transaction, and says what it understood.
//
// Nothing is dropped in silence: cells that do not fit their column become null and are kept,
// with row number, column, text and reason, in the table's rejects ("<table>__rejects").
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/jsonw.h"
#include "data/table.h"
#include "engine/engine.h"

typedef enum ImportMode {
    IMPORT_CREATE,   // a new table (a number is added when the name is taken)
    IMPORT_APPEND,   // rows added to the table of that name
    IMPORT_MERGE,    // rows added or replaced by key: the same file twice changes nothing
    IMPORT_REPLACE,  // the table's rows are exchanged at once
} ImportMode;

typedef struct ImportRequest {
    const char *path;  // file or folder
    Str name;          // the file's name as the person knows it; "" takes the path's
    ImportMode mode;
    Str table;   // "" derives it from the name (and sheet, or file in an archive)
    Str key;     // IMPORT_MERGE: column name(s), comma separated; "" detects one
    Str mark;    // said with the rows that this import is done (import_mark.h); "" says nothing
    Date today;  // for two-digit years and dates in the future
} ImportRequest;

// A choice that was made by looking at the values, for the person to see.
typedef struct ImportColumn {
    Str name;    // in the table
    Str header;  // in the file
    ColumnType type;
    Str format;    // "12/31/2026", "1,23,456.78", "" for plain
    Str unit;      // "INR", "%", ""
    bool guessed;  // another reading fits the values as well
    Str note;      // says which: "read as day/month; no day above 12 was seen"
    uint64_t rejects;
} ImportColumn;

typedef struct ImportTable {
    Str table;
    Str origin;  // "bills.xlsx, sheet Sales"
    uint64_t rows_read;
    uint64_t rows_loaded;    // added to the table, or exchanged
    uint64_t rows_replaced;  // IMPORT_MERGE
    Str put_aside;           // IMPORT_REPLACE: what put_aside called the rows before; "" none
    uint64_t rows_same;      // IMPORT_MERGE: already there, unchanged
    uint64_t blank_lines;
    uint64_t totals_rows;  // recognised and left out, kept in the rejects
    uint64_t rejects;      // cells and rows kept aside
    uint64_t header_row;   // from 1; 0 when there was none
    Str encoding;          // "UTF-8", "UTF-16LE", "Windows-1252", "" for binary formats
    Str delimiter;
    ImportColumn *columns;
    size_t column_count;
    Str *notes;  // sentences for the person
    size_t note_count;
} ImportTable;

typedef struct ImportResult {
    ImportTable *tables;
    size_t table_count;
    // Keys that a database file declares, for the model.
    const SourceLink *links;
    size_t link_count;
} ImportResult;

// Told now and then, from the importing thread: 0..1, and what is being done.
typedef struct ImportProgress {
    void *ctx;
    void (*step)(void *ctx, double fraction, Str doing);
    const atomic_bool *cancel;
} ImportProgress;

typedef struct ImportPlace {
    Database *database;
    const char *staging_dir;
    // Takes a table whose rows are exchanged out of the way, with all that belongs to it and
    // within the import's transaction, and says by what it is found again. NULL: it is dropped.
    bool (*put_aside)(void *ctx, Writer *w, Str table, Arena *a, Str *ret_id, Err *err);
    void *ctx;
} ImportPlace;

// All tables of the file or none. `staging_dir` is a folder the database may read, for what
// has to be unpacked or rewritten; it is left empty.
// Fails: ERR_INVALID not readable as what it claims to be, ERR_UNSUPPORTED a kind of file that
// is not read, ERR_LIMIT too large in some way, ERR_CANCELLED, ERR_IO.
MUST_USE bool import_run(const ImportPlace *place, const ImportRequest *request,
                         const ImportProgress *progress, Arena *a, ImportResult **ret_result,
                         Err *err);

void import_write(JsonW *w, const ImportResult *result);
