// served: what the benchmarks over HTTP share: a workspace with tables of its own behind the API,
// in a folder that goes with it. Whatever fails ends the program with its message.
#pragma once

#include <curl/curl.h>

#include "api/api.h"

typedef struct Served {
    Arena *arena;
    char folder[32];
    Engine *engine;
    Store *store;
    Workspace *workspace;
    Api *api;
    struct curl_slist *headers;
    int64_t understood_us;  // from the tables to their model
} Served;

void served_must(bool ok, const Err *err);
// `sql` makes the tables.
void served_open(Served *s, Str sql);
void served_close(Served *s);
// A handle that posts JSON and appends the reply to `reply`.
CURL *served_curl(const Served *s, Buf *reply);
const char *served_url(const Served *s, const char *path);  // below /api/v1
