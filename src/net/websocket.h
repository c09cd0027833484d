// websocket: one RFC 6455 connection, after the handshake (framing by wslay).
//
// Messages come one at a time and in order, on a worker thread: a handler may block, and
// while it does the socket is not read further than a bound. Any thread may send or close, at
// any time, also after the other end has gone. Counted references: on_open's `ws` is alive until
// on_close returns; to keep it elsewhere take a reference.
#pragma once

#include <stdbool.h>

#include "base/defs.h"
#include "base/str.h"

typedef struct WebSocket WebSocket;

typedef struct WebSocketCalls {
    void (*on_open)(WebSocket *ws, void *ctx);  // may be NULL, as on_close may
    // `message` holds until the call returns. Text is valid UTF-8.
    void (*on_message)(WebSocket *ws, void *ctx, Str message, bool is_text);
    void (*on_close)(WebSocket *ws, void *ctx);  // last, exactly once
} WebSocketCalls;

enum {
    WEBSOCKET_MESSAGE_MAX = 1 << 20,  // of one message from the client
    WEBSOCKET_QUEUE_MAX = 4 << 20,    // waiting to be sent
};

// Copies and returns at once. False when it is closed or the client is so slow that
// WEBSOCKET_QUEUE_MAX is passed; it is then closed with 1008.
bool websocket_send(WebSocket *ws, Str text);
bool websocket_send_binary(WebSocket *ws, Str bytes);
// Starts the closing handshake (1000 normal, 1001 going away, 1008 policy ...).
void websocket_close(WebSocket *ws, int code, Str reason);

WebSocket *websocket_ref(WebSocket *ws);
void websocket_unref(WebSocket *ws);
