// server_fixture: the API on a free port over an empty workspace in a folder of its own.
#pragma once

#include "api/api.h"

typedef struct ServerFixture {
    Arena *arena;
    char folder[32];
    Engine *engine;
    Store *store;
    Workspace *workspace;
    Api *api;
    const char *url;  // "http://127.0.0.1:41234"
} ServerFixture;

void server_fixture_open(ServerFixture *s);
void server_fixture_close(ServerFixture *s);
