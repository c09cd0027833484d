// sqlitefile: the tables of a SQLite database as records, with the keys it declares.
//
// SQLite's types are those of its values, not of its columns: what a column is, is decided as
// for any other file. Opened read-only and defensively: its schema is somebody else's.
#pragma once

#include "connect/record.h"
#include "data/source.h"

typedef struct SqliteFile SqliteFile;

typedef struct SqliteTable {
    Str name;
    const Str *columns;  // but those that hold nothing but binary data
    size_t column_count;
    const Str *binary;
    size_t binary_count;
    const bool *flags;  // declared BOOLEAN
} SqliteTable;

// Fails: ERR_INVALID no database, or damaged; ERR_UNSUPPORTED encrypted.
MUST_USE bool sqlitefile_open(const char *path, SqliteFile **ret, Err *err);
void sqlitefile_close(SqliteFile *f);
// Ordinary tables in the order of their making; no views, no virtual tables.
const SqliteTable *sqlitefile_tables(const SqliteFile *f, size_t *ret_count);
const SourceLink *sqlitefile_links(const SqliteFile *f, size_t *ret_count);
// Closed before the file is.
MUST_USE bool sqlitefile_reader(SqliteFile *f, size_t table, Reader **ret, Err *err);
