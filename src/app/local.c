#include "app/local.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sys/file.h"

enum { MODEL_FILE_MAX = 16 << 20 };

struct Local {
    Arena *arena;
    char *staging_dir;
    Engine *engine;
    Store *store;
    Workspace *workspace;
    const ImportResult **imports;
};

Workspace *local_workspace(Local *l) { return l->workspace; }
const ImportResult *local_import(const Local *l, int source) { return l->imports[source]; }

static bool staging_make(Local *l, Err *err) {
    const char *base = getenv("TMPDIR");
    Str template = str_fmt(l->arena, "%s/munim-XXXXXX", base && *base ? base : "/tmp");
    l->staging_dir = mkdtemp((char *)template.ptr);
    if (l->staging_dir) return true;
    return fail(err, ERR_IO, "cannot make a folder like " STR_F, STR_A(template));
}

// The engine may read the staging folder and the folders that the sources stand in.
static bool engine_make(Local *l, char *const *sources, int source_count, Err *err) {
    const char **dirs = arena_new(l->arena, const char *, (size_t)source_count + 2);
    size_t count = 0;
    dirs[count++] = l->staging_dir;
    for (int i = 0; i < source_count; i++) {
        char *real = realpath(sources[i], NULL);
        if (!real) return fail(err, ERR_NOT_FOUND, "%s: there is no such file", sources[i]);
        char *folder = (char *)str_z(l->arena, str_from(real));
        free(real);
        char *slash = strrchr(folder, '/');
        if (slash && slash != folder && !dir_exists(folder)) *slash = '\0';
        dirs[count++] = folder;
    }
    EngineOptions options = {.readable_dirs = dirs};
    return engine_new(&options, &l->engine, err);
}

static bool source_import(Local *l, const char *path, Date today, const ImportResult **ret,
                          Err *err) {
    ImportRequest request = {.path = path, .mode = IMPORT_CREATE, .today = today};
    ImportResult *result = NULL;
    if (!workspace_import(l->workspace, &request, NULL, l->arena, &result, err)) {
        Err inner = *err;
        return fail(err, inner.code, "%s: %s", path, inner.message);
    }
    *ret = result;
    return true;
}

static bool model_apply(Local *l, const char *path, Err *err) {
    Str text = {0};
    CLEANUP(json_done) Json *overlay = NULL;
    if (!file_read(path, MODEL_FILE_MAX, l->arena, &text, err)) return false;
    if (!json_parse(text, &overlay, err) || !workspace_edit(l->workspace, overlay, err)) {
        Err inner = *err;
        return fail(err, inner.code, "%s: %s", path, inner.message);
    }
    return true;
}

static bool all_open(Local *l, char *const *sources, int source_count, Date today, Err *err) {
    if (!staging_make(l, err) || !engine_make(l, sources, source_count, err) ||
        !store_open(":memory:", &l->store, err)) {
        return false;
    }
    WorkspaceOptions options = {.engine = l->engine,
                                .store = l->store,
                                .id = S("local"),
                                .database_path = ":memory:",
                                .staging_dir = l->staging_dir};
    if (!workspace_open(&options, &l->workspace, err)) return false;
    l->imports = arena_new(l->arena, const ImportResult *, (size_t)source_count);
    for (int i = 0; i < source_count; i++) {
        if (!source_import(l, sources[i], today, &l->imports[i], err)) return false;
    }
    return true;
}

bool local_open(char *const *sources, int source_count, const char *model_path, Date today,
                Local **ret_local, Err *err) {
    assert(ret_local && err);
    Arena *a = arena_create(0);
    Local *l = arena_new(a, Local, 1);
    l->arena = a;
    if (!all_open(l, sources, source_count, today, err) ||
        (model_path && !model_apply(l, model_path, err))) {
        local_close(l);
        return false;
    }
    *ret_local = l;
    return true;
}

bool local_is_data(const char *folder) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    return file_exists(path_join(a, folder, S("main.duckdb"))) &&
           file_exists(path_join(a, folder, S("munim.sqlite")));
}

static bool data_open(Local *l, const char *folder, Err *err) {
    const char **dirs = arena_new(l->arena, const char *, 2);
    if (!staging_make(l, err)) return false;
    dirs[0] = l->staging_dir;
    EngineOptions engine = {.readable_dirs = dirs};
    if (!engine_new(&engine, &l->engine, err) ||
        !store_open(path_join(l->arena, folder, S("munim.sqlite")), &l->store, err)) {
        return false;
    }
    WorkspaceOptions options = {.engine = l->engine,
                                .store = l->store,
                                .id = S("main"),
                                .database_path = path_join(l->arena, folder, S("main.duckdb")),
                                .staging_dir = l->staging_dir};
    return workspace_open(&options, &l->workspace, err);
}

bool local_open_data(const char *folder, Local **ret_local, Err *err) {
    Arena *a = arena_create(0);
    Local *l = arena_new(a, Local, 1);
    l->arena = a;
    if (!data_open(l, folder, err)) {
        local_close(l);
        return false;
    }
    *ret_local = l;
    return true;
}

void local_close(Local *l) {
    if (!l) return;
    workspace_close(l->workspace);
    if (l->store) store_close(l->store);
    if (l->engine) engine_free(l->engine);
    Err ignored;
    if (l->staging_dir) (void)!dir_remove_all(l->staging_dir, &ignored);
    arena_free(l->arena);
}

void local_closep(Local **l) {
    local_close(*l);
    *l = NULL;
}
