#include "server_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#undef fail

#include "sys/file.h"
#include "sys/log.h"

static void must(bool ok, const Err *err) {
    if (!ok) print_error("%s\n", err->message);
    assert_true(ok);
}

void server_fixture_open(ServerFixture *s) {
    static const char PAGE[] = "<!doctype html><title>Munim</title>";
    Err err = {0};
    *s = (ServerFixture){.arena = arena_create(0)};
    log_level_set(LOG_OFF);
    memcpy(s->folder, "/tmp/munim-api-XXXXXX", sizeof "/tmp/munim-api-XXXXXX");
    assert_non_null(mkdtemp(s->folder));
    const char **readable = arena_new(s->arena, const char *, 2);
    readable[0] = s->folder;
    must(engine_new(&(EngineOptions){.readable_dirs = readable}, &s->engine, &err), &err);
    must(store_open(path_join(s->arena, s->folder, S("munim.sqlite")), &s->store, &err), &err);
    WorkspaceOptions workspace = {
        .engine = s->engine,
        .store = s->store,
        .id = S("main"),
        .database_path = path_join(s->arena, s->folder, S("main.duckdb")),
        .staging_dir = path_join(s->arena, s->folder, S("staging")),
    };
    const char *uploads = path_join(s->arena, s->folder, S("uploads"));
    must(dir_make(workspace.staging_dir, &err), &err);
    must(dir_make(uploads, &err), &err);
    must(workspace_open(&workspace, &s->workspace, &err), &err);
    StaticFiles *web = static_files_new(s->arena);
    static_files_add(web, S("/index.html"), str_from(PAGE), (Str){0}, (Str){0});
    ApiOptions api = {.workspace = s->workspace,
                      .store = s->store,
                      .workspace_id = S("main"),
                      .upload_dir = uploads,
                      .web = web,
                      .host = "127.0.0.1"};
    must(api_start(&api, &s->api, &err), &err);
    s->url = str_fmt(s->arena, "http://127.0.0.1:%d", api_port(s->api)).ptr;
}

void server_fixture_close(ServerFixture *s) {
    Err err = {0};
    assert_true(api_drain(s->api, 5000));
    api_free(s->api);
    workspace_close(s->workspace);
    store_close(s->store);
    engine_free(s->engine);
    assert_true(dir_remove_all(s->folder, &err));
    arena_free(s->arena);
}
