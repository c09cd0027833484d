// data_folder: the folder that `munim serve` keeps everything in, opened: metadata, rows, staging.
// One program at a time: DuckDB's lock on main.duckdb says so.
#pragma once

#include "flow/workspace.h"

#define DATA_FOLDER_WORKSPACE S("main")

typedef struct DataFolder {
    const char *staging_dir, *upload_dir;
    Engine *engine;
    Store *store;
    Workspace *workspace;  // parts are NULL until they are open
} DataFolder;

// Makes what is not there. Texts live in `a`; in any case closed with data_folder_close.
// Fails: ERR_CONFLICT another program has it.
MUST_USE bool data_folder_open(const char *path, Arena *a, DataFolder *folder, Err *err);
void data_folder_close(DataFolder *folder);
