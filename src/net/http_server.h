// http_server: HTTP/1.1 and WebSocket over TCP or TLS 1.3.
//
// A few loop threads own the sockets, parse, and send. For each request they call `decide`
// when the head is complete: it names the handler and how the body is taken. Handlers are
// straight-line blocking functions on a bounded pool of workers; when the queue is full the
// client is told 503 with Retry-After. A route marked `run_inline` runs on the loop: only for what
// takes microseconds and never blocks.
//
//     HttpServerOptions o = http_server_defaults();
//     o.decide = route_decide;
//     if (!http_server_start(&o, &server, err)) return false;
//     ... sigwait ...
//     http_server_drain(server, 30000);
//     http_server_free(server);
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "net/http_request.h"
#include "net/http_response.h"

typedef struct HttpServer HttpServer;

typedef void (*HttpHandler)(HttpRequest *req, HttpResponse *res, void *ctx);

typedef enum HttpBody {
    HTTP_BODY_NONE,    // the handler answers at once; a body is not read, and the connection closes
    HTTP_BODY_MEMORY,  // whole in req->body
    HTTP_BODY_UPLOAD,  // streamed into files: req->uploads (multipart/form-data, or as it is)
    HTTP_BODY_APPEND,  // streamed to the end of the file that `place` names; what has come stays
                       // there when the connection breaks or the rest is refused
} HttpBody;

// Where a body goes on: `at` is how large the file must be now, `most` how many bytes may follow.
typedef struct HttpAppend {
    const char *path;
    uint64_t at, most;
} HttpAppend;
// On a thread of the disk pool, before the first byte is written: may block. Texts live in
// req->arena. A failure is answered with the status that fits its code.
typedef bool (*HttpPlace)(const HttpRequest *req, void *ctx, HttpAppend *ret, Err *err);

typedef struct HttpRoute {
    HttpHandler handler;
    void *ctx;
    HttpBody body;
    HttpPlace place;    // with HTTP_BODY_APPEND; gets `ctx`
    uint64_t body_max;  // bytes; more is answered with 413
    bool run_inline;    // on the loop thread; not when the body goes to a file, not for streaming
    bool long_lived;    // server-sent events: on a thread of its own, not one of the workers
} HttpRoute;

// Runs on a loop thread with the head complete and no body yet: must not block. Always fills
// *ret_route; a request to be refused (404, 405, 401 ...) gets a handler that says so.
typedef void (*HttpDecide)(HttpRequest *req, HttpRoute *ret_route, void *ctx);
// Just before a head is sent, net's own errors included (then `req` is NULL unless the head was
// read): adds headers.
// On a loop thread, or on the worker of a streamed answer: must be thread-safe, must not block.
typedef void (*HttpDecorate)(const HttpRequest *req, HttpResponse *res, void *ctx);
// After the last byte of the answer went to the kernel, or the client went away: for logs and
// metrics. On a loop thread.
typedef struct HttpOutcome {
    int status;
    uint64_t bytes_sent;  // of the body
    int64_t elapsed_us;
    bool complete;  // false: the client went away or was cut off
} HttpOutcome;
typedef void (*HttpObserve)(const HttpRequest *req, const HttpOutcome *outcome, void *ctx);

typedef struct HttpLimits {
    int url_bytes;             // 414 past it
    int header_bytes;          // 431
    int header_count;          // 431
    int header_timeout_ms;     // from the first byte (or the connect) to the whole head: 408
    int idle_timeout_ms;       // between requests on one connection
    int body_timeout_ms;       // within which the next HTTP_PROGRESS_BYTES must arrive: 408
    int write_timeout_ms;      // within which the client must take HTTP_PROGRESS_BYTES
    int connections;           // in all
    int connections_per_peer;  // from one address (IPv6: one /64)
    int requests_per_connection;
} HttpLimits;

enum { HTTP_PROGRESS_BYTES = 16 << 10 };

typedef struct HttpServerOptions {
    const char *host;  // an address, not a name: "127.0.0.1", "::1", "0.0.0.0"
    int port;          // 0: any free one, see http_server_port
    int loops;
    int workers;
    int queue_max;              // requests waiting for a worker
    int long_lived_max;         // handlers of long-lived routes at once; more are told 503
    const char *upload_folder;  // where bodies are streamed to; must exist
    const char *tls_cert_path;  // PEM chain; NULL: plain TCP
    const char *tls_key_path;
    HttpLimits limits;
    HttpDecide decide;      // required
    HttpDecorate decorate;  // may be NULL
    HttpObserve observe;    // may be NULL
    void *ctx;              // of the three
} HttpServerOptions;

HttpServerOptions http_server_defaults(void);

// Listens before it returns. Copies the options; texts are borrowed until http_server_free.
// Fails: ERR_INVALID options; ERR_CONFLICT the address is in use; ERR_DENIED; ERR_IO.
MUST_USE bool http_server_start(const HttpServerOptions *options, HttpServer **ret_server,
                                Err *err);
int http_server_port(const HttpServer *server);

// Takes no new connection, finishes every request that was accepted, closes the rest; streams of
// events and WebSockets are told to end. What still runs after `timeout_ms` is
// cancelled and cut off. Blocks until all is done; true when nothing was cut off.
bool http_server_drain(HttpServer *server, int timeout_ms);
// Drains with no patience when that was not done. NULL is fine.
void http_server_free(HttpServer *server);

typedef struct HttpServerStats {
    int connections;
    int requests_running;  // read or answered right now
    int requests_queued;   // waiting for a worker
    uint64_t requests_total;
    uint64_t requests_refused;  // 503 because the queue was full
} HttpServerStats;
HttpServerStats http_server_stats(const HttpServer *server);
