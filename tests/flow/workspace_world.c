#include "workspace_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#undef fail

#include "sys/file.h"

static void must(bool ok, const Err *err) {
    if (!ok) print_error("%s: %s\n", err_code_name(err->code), err->message);
    assert_true(ok);
}

static const char *staging(World *w) { return path_join(w->a, w->folder, S("staging")); }

void world_open_database(World *w) {
    Err err = {0};
    const char **readable = arena_new(w->a, const char *, 2);
    readable[0] = w->folder;
    must(engine_new(&(EngineOptions){.readable_dirs = readable}, &w->engine, &err), &err);
    must(store_open(path_join(w->a, w->folder, S("munim.sqlite")), &w->store, &err), &err);
}

void world_open_workspace(World *w) {
    Err err = {0};
    WorkspaceOptions options = {
        .engine = w->engine,
        .store = w->store,
        .id = S("main"),
        .database_path = path_join(w->a, w->folder, S("main.duckdb")),
        .staging_dir = staging(w),
    };
    must(workspace_open(&options, &w->workspace, &err), &err);
}

void world_close(World *w) {
    workspace_close(w->workspace);
    store_close(w->store);
    engine_free(w->engine);
    w->workspace = NULL;
    w->store = NULL;
    w->engine = NULL;
}

void world_reopen(World *w) {
    world_close(w);
    world_open_database(w);
    world_open_workspace(w);
}

void world_make(World *w) {
    Err err = {0};
    *w = (World){.a = arena_create(0)};
    memcpy(w->folder, "/tmp/munim-flow-XXXXXX", sizeof "/tmp/munim-flow-XXXXXX");
    assert_non_null(mkdtemp(w->folder));
    must(dir_make(staging(w), &err), &err);
    world_open_database(w);
    world_open_workspace(w);
}

void world_end(World *w) {
    Err err = {0};
    world_close(w);
    must(dir_remove_all(w->folder, &err), &err);
    arena_free(w->a);
}

bool world_import(World *w, const char *name, const char *text, ImportMode mode, Err *err) {
    const char *path = path_join(w->a, w->folder, str_from(name));
    must(file_write_atomic(path, str_from(text), err), err);
    ImportRequest request = {.path = path, .mode = mode, .today = date_of(2026, 11, 21)};
    ImportResult *result = NULL;
    return workspace_import(w->workspace, &request, NULL, w->a, &result, err);
}

void world_must_import(World *w, const char *name, const char *text, ImportMode mode) {
    Err err = {0};
    must(world_import(w, name, text, mode, &err), &err);
}

void world_edit(World *w, const char *json) {
    Err err = {0};
    CLEANUP(json_done) Json *patch = NULL;
    must(json_parse(str_from(json), &patch, &err), &err);
    must(workspace_edit(w->workspace, patch, &err), &err);
}

Str world_sql(World *w, const char *sql) {
    Err err = {0};
    QueryResult *result = NULL;
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(w);
    SqlRequest request = {.sql = str_from(sql)};
    must(workspace_sql(w->workspace, s, &request, w->a, &result, &err), &err);
    assert_true(result->table->rows > 0);
    return table_text(result->table, 0, 0, w->a);
}

Snapshot *world_snapshot(World *w) {
    Err err = {0};
    Snapshot *s = NULL;
    must(workspace_snapshot_to_ask(w->workspace, &s, &err), &err);
    return s;
}

Answer *world_ask(World *w, const char *question, const Snapshot *s) {
    Err err = {0};
    Answer *answer = NULL;
    AnswerRequest request = {.question = str_from(question), .today = date_of(2026, 11, 21)};
    must(workspace_answer(w->workspace, s, &request, w->a, &answer, &err), &err);
    return answer;
}

WorldColumn world_column(World *w, const char *table, const char *column) {
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(w);
    const Model *m = snapshot_model(s);
    WorldColumn found = {.model_version = m->version};
    int at = model_table(m, str_from(table));
    if (at < 0) return found;
    const ModelTable *t = &m->tables[at];
    found.rows = t->rows;
    found.version = t->version;
    int c = model_column(t, str_from(column));
    if (c < 0) return found;
    found.found = true;
    found.label = str_dup(w->a, t->columns[c].label);
    return found;
}
