// engine_world: a database in memory with one source, for the tests of this folder.
#pragma once

#include <stdlib.h>

#include "engine/engine.h"

typedef struct World {
    Engine *engine;
    Database *database;
    Source *source;
} World;

static inline int world_open(void **state) {
    World *w = calloc(1, sizeof *w);
    Err err = {0};
    EngineOptions options = {.memory_bytes = 256 << 20, .threads = 2};
    bool ok = w && engine_new(&options, &w->engine, &err) &&
              engine_open(w->engine, ":memory:", &w->database, &err) &&
              engine_source_open(w->database, &w->source, &err);
    *state = w;
    return ok ? 0 : -1;
}

static inline int world_close(void **state) {
    World *w = *state;
    engine_source_close(w->source);
    engine_release(w->database);
    engine_free(w->engine);
    free(w);
    return 0;
}

static inline Table *world_query(World *w, Str sql, Arena *a) {
    Table *t = NULL;
    Err err = {0};
    if (!source_query(w->source, sql, NULL, a, &t, &err)) {
        print_error("%.*s: %s\n", (int)sql.len, sql.ptr, err.message);
        abort();
    }
    return t;
}
