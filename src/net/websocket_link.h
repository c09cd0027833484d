// websocket_link: what a connection sees of its WebSocket. On the loop's thread; inside net only.
#pragma once

#include <event2/buffer.h>

#include "net/net_loop.h"
#include "net/websocket.h"
#include "net/worker_pool.h"

typedef WebSocket WebSocketLink;

typedef struct WebSocketHome {
    NetLoop *loop;
    WorkerPool *workers;
    void (*changed)(void *ctx);  // on the loop: something to send, to read again, or it is over
    void *ctx;
} WebSocketHome;

enum { WEBSOCKET_ACCEPT_LEN = 28 };
// The answer to a Sec-WebSocket-Key (RFC 6455 4.2.2), WEBSOCKET_ACCEPT_LEN bytes.
void websocket_accept_key(Str key, char *out);

// Calls on_open on a worker.
WebSocketLink *websocket_link_new(const WebSocketHome *home, const WebSocketCalls *calls,
                                  void *ctx);
// Bytes of the client; after a violation of the protocol they are ignored and a close is queued.
void websocket_link_input(WebSocketLink *ws, Str bytes);
// Frames what waits to be sent, until `out` holds about `max`. False when nothing was added.
bool websocket_link_output(WebSocketLink *ws, struct evbuffer *out, size_t max);
bool websocket_link_wants_input(WebSocketLink *ws);
bool websocket_link_is_closing(const WebSocketLink *ws);  // either side has said so
bool websocket_link_is_over(const WebSocketLink *ws);     // close when `out` is empty
// A ping. False when the one before was not answered by anything: the client has gone.
bool websocket_link_ping(WebSocketLink *ws);
// The connection has gone: on_close is called on a worker; gives the reference up.
void websocket_link_detach(WebSocketLink *ws);
