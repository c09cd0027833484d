// workspace_world: a workspace in a folder of its own, which can be closed and opened again.
#pragma once

#include "flow/workspace.h"

typedef struct World {
    Arena *a;
    char folder[32];
    Engine *engine;
    Store *store;
    Workspace *workspace;
} World;

void world_make(World *w);
void world_reopen(World *w);  // as after a restart
void world_end(World *w);
// Its parts, for what happens between a stop and a start.
void world_open_database(World *w);
void world_open_workspace(World *w);
void world_close(World *w);

// Writes the file and imports it.
bool world_import(World *w, const char *name, const char *text, ImportMode mode, Err *err);
void world_must_import(World *w, const char *name, const char *text, ImportMode mode);
void world_edit(World *w, const char *json);

// The first cell of what a statement gives, as text.
Str world_sql(World *w, const char *sql);
Snapshot *world_snapshot(World *w);  // released by the caller
Answer *world_ask(World *w, const char *question, const Snapshot *s);
// A column of the present model, copied out as far as a test looks: label and version of its table.
typedef struct WorldColumn {
    bool found;
    Str label;
    uint64_t rows, version, model_version;
} WorldColumn;
WorldColumn world_column(World *w, const char *table, const char *column);
