// gold: the rows that a statement gives on a SQLite file, and whether a result holds the same.
#pragma once

#include <sqlite3.h>

#include "base/arena.h"
#include "base/err.h"
#include "data/table.h"

// Cells in one spelling for equal values: 3, 3.0 and "3" meet; row by row.
typedef struct Rows {
    Str *cells;
    size_t count, width;
    bool ordered;
} Rows;

// Read only. Fails: ERR_IO.
MUST_USE bool gold_open(const char *path, sqlite3 **ret_db, Err *err);
void gold_closep(sqlite3 **db);
// Fails: ERR_INVALID the statement does not run; ERR_LIMIT more rows than are compared.
MUST_USE bool gold_run(sqlite3 *db, Str sql, Arena *a, Rows *ret, Err *err);

Rows rows_of_table(const Table *t, Arena *a);
// The same rows, columns in any order; rows in any order too unless the gold has one. With `more`
// the result may have further columns.
bool rows_match(const Rows *gold, const Rows *got, bool more, Arena *a);
