// import_job: what the files of import.c share: one import under way.
//
// Everything lives in the job's arena. A source becomes one table; it has one part, or several
// files of the same shape. Readers are closed by import_job_done.
#pragma once

#include "base/vec.h"
#include "connect/csvscan.h"
#include "connect/layout.h"
#include "connect/record.h"
#include "connect/sense.h"
#include "flow/import.h"

typedef struct ImportPart {
    Reader *reader;    // NULL: the engine reads the file itself
    const char *path;  // a file in UTF-8 that the engine may read, when delimited
    Str label;         // the file's name without its ending
    bool delimited;
    Dialect dialect;
    size_t skip_bytes;  // before the first record
    uint64_t bytes;
    Layout layout;
    size_t *map;  // column of the part -> field of the source
} ImportPart;

typedef struct ImportField {
    Str header, name;
    bool named;  // by the file
    Sense sense;
    ValueFormat format;
    uint64_t rejects;
} ImportField;

typedef VEC(ImportPart) ImportParts;
typedef VEC(ImportField) ImportFields;
typedef VEC(Str) ImportNotes;

typedef struct ImportSource {
    ImportParts parts;
    ImportFields fields;
    Str wanted_table;
    Str table;         // the table's name, once it is delivered
    bool exact_table;  // a database's name, or the request's
    const char *parquet;
    ptrdiff_t file_field;  // the field that holds a part's label, or -1
    bool careful;          // the fast way was tried, and met something unforeseen
    bool sensed;           // every value was looked at, not a sample
    uint64_t rows_seen, rows_short;
    unsigned guard;  // CsvGuard, of a source that is loaded in the fast way
    ImportNotes notes;
    ImportTable result;
} ImportSource;

// A container that readers borrow from: a workbook, an archive, a database.
typedef struct ImportBook {
    void *handle;
    void (*close)(void *handle);
} ImportBook;

typedef struct ImportJob {
    Arena *arena;
    const ImportPlace *place;
    Writer *writer;
    const char *staging;  // this job's own folder
    const ImportRequest *request;
    const ImportProgress *progress;
    RunLimits limits;
    VEC(ImportSource) sources;
    VEC(SourceLink) links;
    VEC(ImportBook) books;
    uint64_t bytes_unpacked;
    ImportNotes left_out;  // files in a folder or archive that are no tables
    size_t source_at;      // under way
    ImportResult *result;  // once all is delivered
    bool again;            // the fast way failed: all is rolled back and delivered once more
} ImportJob;

// Says where the import is within the current source; fails with ERR_CANCELLED when asked to.
MUST_USE bool import_step(ImportJob *job, double fraction, const char *doing, Err *err);
void import_note(ImportJob *job, ImportSource *s, Str note);
// A file name in the job's folder that nothing has yet.
const char *import_staging_path(ImportJob *job, const char *ending);

// import_open.c: the request's path as sources with open readers.
MUST_USE bool import_open(ImportJob *job, Err *err);
void import_close(ImportJob *job);
// A file on its way to becoming a part of a source.
typedef struct ImportFile {
    const char *path;
    Str name;   // as the person knows it
    int depth;  // of archives and folders around it
} ImportFile;

MUST_USE bool import_open_file(ImportJob *job, ImportFile file, Err *err);
ImportSource *import_source_new(ImportJob *job, Str table, Str origin);
// import_book.c: files that hold several tables, and Parquet.
MUST_USE bool import_open_xlsx(ImportJob *job, ImportFile file, Err *err);
MUST_USE bool import_open_xls(ImportJob *job, ImportFile file, Err *err);
MUST_USE bool import_open_json(ImportJob *job, ImportFile file, Err *err);
MUST_USE bool import_open_sqlite(ImportJob *job, ImportFile file, Err *err);
MUST_USE bool import_open_parquet(ImportJob *job, ImportFile file, Err *err);
MUST_USE bool import_parquet_load(ImportJob *job, ImportSource *s, Str table, Err *err);
// import_unpack.c: what has other files inside.
MUST_USE bool import_open_gzip(ImportJob *job, ImportFile file, Err *err);
MUST_USE bool import_open_zip(ImportJob *job, ImportFile file, Err *err);
MUST_USE bool import_open_folder(ImportJob *job, ImportFile file, Err *err);
// The file under a name in the job's folder, where the engine may read it.
MUST_USE bool import_staged(ImportJob *job, const char *path, const char *ending,
                            const char **ret_path, Err *err);
// import_understand.c: layouts, fields, and what each column means.
MUST_USE bool import_layout(ImportJob *job, ImportPart *p, Err *err);
MUST_USE bool import_understand(ImportJob *job, ImportSource *s, Err *err);
// Looks at every value of a source whose formats were decided over a sample.
MUST_USE bool import_understand_fully(ImportJob *job, ImportSource *s, Err *err);
// Decides the formats again, for a table that is there already.
void import_decide(ImportJob *job, ImportSource *s, const SourceColumn *wanted, size_t count);
// import_load.c: all rows of the source into a new table `table`, misfits into its rejects.
MUST_USE bool import_load(ImportJob *job, ImportSource *s, Str table, Str rejects, Err *err);
// import_fast.c: large clean delimited files, loaded by one statement of the engine. The formats
// come from a sample; the statement fails on the first value that does not fit them exactly.
MUST_USE bool import_fast_sense(ImportJob *job, ImportSource *s, bool *ret_clean, Err *err);
MUST_USE bool import_fast_load(ImportJob *job, ImportSource *s, Str table, Err *err);
// import_target.c: loads the source in the way of the request's mode.
MUST_USE bool import_deliver(ImportJob *job, ImportSource *s, Err *err);

// import_join.c: appends to the table that is there, or merges into it by key.
MUST_USE bool import_join(ImportJob *job, ImportSource *s, bool merging, Err *err);

const char *import_sql_type(ColumnType type);
// import_name.c
Str import_table_name(Str text, Arena *a);
Str import_rejects_name(Str table, Arena *a);
