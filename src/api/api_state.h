// api_state: what the handlers share. Private to the room.
#pragma once

#include "api/api.h"
#include "api/events.h"
#include "api/tell.h"
#include "auth/auth.h"
#include "jobs/interval.h"
#include "jobs/jobs.h"

#define IMPORT_KIND "import"  // of a job

struct Api {
    ApiOptions options;
    HttpServer *server;
    Jobs *jobs;
    Auth *auth;
    Events *events;
    Interval *tidying;
    Buf openapi;  // written once, at the start
    atomic_bool draining;
};
