#include "app/data_folder.h"

#include <stdlib.h>

#include "sys/file.h"

// What an interrupted run left in the folder is of no use any more. Only once the database is
// ours: until then another server may be at work in it.
static bool staging_empty(const DataFolder *s, Err *err) {
    return dir_remove_all(s->staging_dir, err) && dir_make(s->staging_dir, err);
}

static bool folders_make(DataFolder *s, const char *path, Arena *a, Err *err) {
    if (!dir_make(path, err)) return false;
    char *real = realpath(path, NULL);
    if (!real) return fail(err, ERR_IO, "%s: cannot be found", path);
    const char *root = str_z(a, str_from(real));
    free(real);
    s->staging_dir = path_join(a, root, S("staging"));
    s->upload_dir = path_join(a, root, S("uploads"));
    return dir_make(s->staging_dir, err) && dir_make(s->upload_dir, err);
}

static bool workspace_make(DataFolder *s, const char *path, Arena *a, Err *err) {
    const char **readable = arena_new(a, const char *, 3);
    readable[0] = s->staging_dir;
    readable[1] = s->upload_dir;
    EngineOptions engine = {.readable_dirs = readable};
    WorkspaceOptions workspace = {
        .id = DATA_FOLDER_WORKSPACE,
        .database_path = path_join(a, path, S("main.duckdb")),
        .staging_dir = s->staging_dir,
    };
    if (!engine_new(&engine, &s->engine, err) ||
        !store_open(path_join(a, path, S("munim.sqlite")), &s->store, err)) {
        return false;
    }
    workspace.engine = s->engine;
    workspace.store = s->store;
    return workspace_open(&workspace, &s->workspace, err);
}

// The engine's lock says whose it is by a number alone.
static bool taken_say(const char *path, Err *err) {
    if (!str_contains(str_from(err->message), S("Could not set lock"))) return false;
    return fail(err, ERR_CONFLICT, "another munim is at work in %s: stop it first", path);
}

bool data_folder_open(const char *path, Arena *a, DataFolder *folder, Err *err) {
    if (!folders_make(folder, path, a, err)) return false;
    if (!workspace_make(folder, path, a, err)) return taken_say(path, err);
    return staging_empty(folder, err);
}

void data_folder_close(DataFolder *folder) {
    workspace_close(folder->workspace);
    store_close(folder->store);
    if (folder->engine) engine_free(folder->engine);
}
