// events: tells connected browsers what changed, over WebSockets. Thread-safe.
//
// Each browser listens under a session; who asks to tell something decides for each session whether
// it hears it, and whether it still listens at all.
#pragma once

#include "net/websocket.h"

typedef struct Events Events;
typedef struct EventsSession EventsSession;

enum { EVENTS_LISTENERS_MAX = 256 };

typedef enum EventsVerdict { EVENTS_TELL, EVENTS_SKIP, EVENTS_END } EventsVerdict;
typedef struct EventsRule {
    EventsVerdict (*verdict)(void *ctx, Str session);
    void *ctx;
} EventsRule;

Events *events_new(void);
void events_free(Events *e);  // all listeners must be gone (the server is stopped)
// For http_response_websocket: the calls, and as ctx the session ("" where there are no accounts).
const WebSocketCalls *events_calls(void);
EventsSession *events_session(Events *e, Str session);
// Sends to all whom the rule lets; who is too slow is dropped by net.
void events_send(Events *e, Str message, const EventsRule *rule);
// Closes all that listen under a session.
void events_end(Events *e, Str session);
