// http_loop: what the connections of one loop share: who runs out of time, and the server's face.
#pragma once

#include <openssl/ssl.h>

#include "net/connection_gate.h"
#include "net/deadline.h"
#include "net/http_exchange.h"
#include "net/http_parse.h"

enum {
    HTTP_READ_MAX = 64 << 10,
    HTTP_FAREWELL_MS = 500,
    HTTP_LINGER_MS = 2000,
    HTTP_PING_MS = 25000
};

// What a connection is waiting for, and so which of the time-outs counts.
typedef enum HttpPhase {
    PHASE_NONE,      // for us: a worker runs
    PHASE_HEAD,      // the whole head of a request
    PHASE_IDLE,      // the next request
    PHASE_FAREWELL,  // the same in a drain: a request may be on its way
    PHASE_BODY,
    PHASE_WRITE,   // the client to take what was sent
    PHASE_LINGER,  // the client to close
    PHASE_PING,    // a sign of life of a WebSocket
} HttpPhase;
enum { PHASE_COUNT = PHASE_PING + 1 };

// One a server. Read-only while it runs, but for what is atomic or has its own lock.
struct HttpCore {
    HttpServerOptions options;
    HttpParseLimits parse_limits;
    SSL_CTX *tls;
    WorkerPool *workers;
    WorkerPool *streams;  // of long-lived handlers
    WorkerPool *disk;
    ConnectionGate *gate;
    atomic_bool draining;
    atomic_int running;
    atomic_uint_fast64_t total;
    atomic_uint_fast64_t refused;
    atomic_int cut_off;  // connections that a drain ended by force
};

typedef struct HttpLoop {
    HttpCore *core;
    NetLoop *loop;
    HttpConnection *connections;
    DeadlineQueue queues[PHASE_COUNT];
    struct event *timer;
    int64_t timer_at_us;  // INT64_MAX: not set
    uint64_t id_count;
    char id_prefix[9];
    NetTask drain;
    NetTask cut;
    char *read_buffer;  // HTTP_READ_MAX bytes; whatever is kept is copied out of it
} HttpLoop;

// On the caller's thread, before any connection comes.
MUST_USE bool http_loop_init(HttpLoop *home, HttpCore *core, Err *err);
// Ends the thread. No connection is left by then.
void http_loop_done(HttpLoop *home);
// Starts or moves on the time of `d`, NONE stops it.
void http_loop_deadline(HttpLoop *home, HttpPhase phase, Deadline *d);
