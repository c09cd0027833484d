// events: tells every connected browser what changed, over WebSockets. Thread-safe.
#pragma once

#include "net/websocket.h"

typedef struct Events Events;

enum { EVENTS_LISTENERS_MAX = 256 };

Events *events_new(void);
void events_free(Events *e);  // all listeners must be gone (the server is stopped)
// For http_response_websocket, with the Events as ctx.
const WebSocketCalls *events_calls(void);
// Sends to all; who is too slow is dropped by net.
void events_send(Events *e, Str message);
