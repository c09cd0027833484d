// engine_session: a Source over a connection, the reader's own or the writer's.
#pragma once

#include "engine/engine_core.h"

typedef struct EngineSource {
    Source base;  // first: a Source * is an EngineSource *
    EngineSession *session;
} EngineSource;

EngineSource engine_source_of(EngineSession *session);
double engine_session_progress(const EngineSession *s);
