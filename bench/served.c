#include "served.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sys/clock.h"
#include "sys/file.h"

void served_must(bool ok, const Err *err) {
    if (ok) return;
    fprintf(stderr, "%s\n", err->message);
    exit(1);
}

static void tables_make(Served *s, const char *path, Str sql) {
    Err err = {0};
    Database *d = NULL;
    Writer *w = NULL;
    served_must(engine_open(s->engine, path, &d, &err), &err);
    served_must(engine_writer_open(d, &w, &err), &err);
    served_must(engine_begin(w, &err), &err);
    served_must(engine_exec(w, sql, NULL, &err) && engine_commit(w, &err), &err);
    engine_writer_close(w);
    engine_release(d);
}

static void workspace_make(Served *s, Str sql) {
    Err err = {0};
    WorkspaceOptions o = {.engine = s->engine,
                          .store = s->store,
                          .id = S("main"),
                          .database_path = path_join(s->arena, s->folder, S("main.duckdb")),
                          .staging_dir = s->folder};
    tables_make(s, o.database_path, sql);
    int64_t from = clock_mono_us();
    served_must(workspace_open(&o, &s->workspace, &err), &err);
    s->understood_us = clock_mono_us() - from;
}

void served_open(Served *s, Str sql) {
    Err err = {0};
    *s = (Served){.arena = arena_create(0), .folder = "/tmp/munim-bench-XXXXXX"};
    if (!mkdtemp(s->folder)) exit(1);
    const char *readable[] = {s->folder, NULL};
    served_must(engine_new(&(EngineOptions){.readable_dirs = readable}, &s->engine, &err), &err);
    served_must(store_open(":memory:", &s->store, &err), &err);
    workspace_make(s, sql);
    const char *uploads = path_join(s->arena, s->folder, S("uploads"));
    served_must(dir_make(uploads, &err), &err);
    ApiOptions api = {.workspace = s->workspace,
                      .store = s->store,
                      .workspace_id = S("main"),
                      .upload_dir = uploads,
                      .host = "127.0.0.1"};
    served_must(api_start(&api, &s->api, &err), &err);
    s->headers = curl_slist_append(NULL, "Content-Type: application/json");
}

void served_close(Served *s) {
    Err err = {0};
    curl_slist_free_all(s->headers);
    api_free(s->api);
    workspace_close(s->workspace);
    store_close(s->store);
    engine_free(s->engine);
    (void)!dir_remove_all(s->folder, &err);
    arena_free(s->arena);
}

static size_t keep(char *bytes, size_t size, size_t count, void *ctx) {
    buf_add((Buf *)ctx, str_of(bytes, size * count));
    return size * count;
}

CURL *served_curl(const Served *s, Buf *reply) {
    CURL *curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, s->headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, reply);
    return curl;
}

const char *served_url(const Served *s, const char *path) {
    return str_fmt(s->arena, "http://127.0.0.1:%d/api/v1%s", api_port(s->api), path).ptr;
}
