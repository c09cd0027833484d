// http_exchange: one request and its answer, from the first byte to the last. Inside net only.
//
// Made and freed on its loop. In between it is lent: to the disk pool while a piece of an
// upload is written, to a worker while the handler runs; each gives it back by a task. The
// connection may go meanwhile (`conn` is then NULL); the exchange stays until it has come back.
#pragma once

#include "base/vec.h"
#include "net/http_head.h"
#include "net/http_server.h"
#include "net/http_stream.h"
#include "net/net_loop.h"
#include "net/upload_pump.h"
#include "net/worker_pool.h"

typedef struct HttpExchange HttpExchange;
typedef struct HttpConnection HttpConnection;
typedef struct HttpCore HttpCore;

struct HttpResponse {
    HttpExchange *exchange;
    Arena *arena;
    int status;
    VEC(HttpHeader) headers;
    Str body;  // borrowed, or in `owned`
    Buf owned;
    bool begun;    // streamed: the head has gone out
    bool aborted;  // cut the connection instead of ending the body
    const WebSocketCalls *websocket;
    void *websocket_ctx;
};

struct HttpExchange {
    HttpRequest req;
    HttpResponse res;
    HttpRoute route;
    HttpHead *head;
    HttpConnection *conn;  // on the loop only; NULL when it has gone
    NetLoop *loop;
    HttpCore *core;
    const HttpServerOptions *options;  // the core's
    const atomic_bool *draining;       // the core's
    Arena *arena;
    atomic_bool cancelled;
    atomic_bool gone;  // the connection has gone: a handler that waits need not start
    bool lent;         // a worker has it
    bool stream_live;  // a piece of a streamed answer has come
    bool keep_alive;   // as far as the request is concerned
    bool stream_chunked;
    atomic_bool is_events;  // a stream without an end of its own: a drain ends it
    uint64_t body_bytes;
    Buf body;
    UploadPump *upload;
    HttpStream stream;
    WorkerJob job;
    NetTask wake;         // bytes of a streamed answer wait
    NetTask returned;     // the worker has done
    uint64_t bytes_sent;  // of the body
};

// What the head must say about the body and the connection.
typedef struct HttpFraming {
    bool keep_alive;
    bool chunked;
    bool has_length;
    uint64_t length;
    int minor;  // of the request's version
} HttpFraming;

HttpExchange *http_exchange_new(HttpConnection *conn, HttpCore *core, NetLoop *loop);
void http_exchange_free(HttpExchange *exchange);

void http_response_init(HttpResponse *res, Arena *arena, HttpExchange *exchange);
// Whether the answer may carry a body at all (not to HEAD, not with 204 or 304).
bool http_response_has_body(const HttpResponse *res);
void http_response_head_write(const HttpResponse *res, Str id, const HttpFraming *framing,
                              Buf *out);
// Keep-alive, unless the client, the handler's headers or a drain say otherwise.
bool http_exchange_keeps_alive(const HttpExchange *exchange);
