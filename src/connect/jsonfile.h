// jsonfile: the tables in a JSON text as records.
//
// A table is an array of objects: the whole text, one or more members of an object (up to three
// objects deep), or one object a line (NDJSON). Objects inside a row become columns
// ("address_city"), arrays of plain values become "a, b", other arrays stay JSON.
#pragma once

#include "connect/record.h"

enum { JSONFILE_TABLES_MAX = 256 };

typedef struct JsonFile JsonFile;

// Walks the whole text once. Fails: ERR_INVALID with the line; ERR_LIMIT.
MUST_USE bool jsonfile_open(const char *path, JsonFile **ret, Err *err);
void jsonfile_close(JsonFile *f);
size_t jsonfile_table_count(const JsonFile *f);
Str jsonfile_table_name(const JsonFile *f, size_t table);  // the member's name; "" for the text
bool jsonfile_is_lines(const JsonFile *f);
// Closed before the file is.
MUST_USE bool jsonfile_reader(JsonFile *f, size_t table, Reader **ret, Err *err);
