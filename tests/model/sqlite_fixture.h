// sqlite_fixture: an SQLite file, or CREATE and INSERT statements, as an in-memory Source.
#pragma once

#include "engine/engine.h"
#include "model/model.h"

typedef struct Fixture {
    Arena *arena;
    Engine *engine;
    Database *database;
    Writer *writer;
    Source *source;
    SourceLink *links;  // what the file declares
    size_t link_count;
    ColumnUnit *units;  // what the import would have seen; NULL nothing
    size_t unit_count;
    Str currency;  // that of the business; "" not set
} Fixture;

// Stops the test with the error when something fails.
void fixture_open(Fixture *f);
void fixture_exec(Fixture *f, const char *sql);
// A small shop: stores, customers, products, bills and bill lines, with the faults that the tests
// look for.
void fixture_shop(Fixture *f);
void fixture_load_sqlite(Fixture *f, const char *path);
Model *fixture_infer(Fixture *f, bool with_links);
void fixture_done(Fixture *f);

// A file of the shared data folder, NULL when the folder is not there.
const char *fixture_shared(Fixture *f, const char *path);
