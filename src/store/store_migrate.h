// store_migrate: brings a metadata database to this program's shape, forward only.
//
// Each migration is applied once, in one transaction, and recorded with a checksum of its text:
// a migration that was edited after it was applied somewhere is found, not silently skipped.
#pragma once

#include "store/store.h"

struct sqlite3;

typedef struct Migration {
    int number;  // 1, 2, 3 ... in order
    const char *name;
    const char *sql;
} Migration;

extern const Migration STORE_MIGRATIONS[];
extern const size_t STORE_MIGRATION_COUNT;

// Fails: ERR_UNSUPPORTED newer, or somebody else's database; ERR_CONFLICT changed; ERR_IO.
MUST_USE bool store_migrate(struct sqlite3 *db, const Migration *migrations, size_t count,
                            Err *err);
// As store_open, with other migrations; for tests.
MUST_USE bool store_open_with(const char *path, const Migration *migrations, size_t count,
                              Store **ret_store, Err *err);
// SQLite's code and words as an Err.
bool store_fail(struct sqlite3 *db, int code, Err *err);
