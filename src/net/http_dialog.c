#include "net/http_dialog.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "net/request_id.h"
#include "sys/clock.h"

enum {
    HEAD_BYTES_MAX = 64 << 10,
    COPY_MAX = 16 << 10,          // shorter bodies are copied behind their head
    PIPELINE_OUT_MAX = 64 << 10,  // answers gathered before they are sent
};

static HttpExchange *exchange_of_job(WorkerJob *job) {
    return (HttpExchange *)(void *)((char *)job - offsetof(HttpExchange, job));
}

static HttpExchange *exchange_of_wake(NetTask *task) {
    return (HttpExchange *)(void *)((char *)task - offsetof(HttpExchange, wake));
}

static HttpExchange *exchange_of_returned(NetTask *task) {
    return (HttpExchange *)(void *)((char *)task - offsetof(HttpExchange, returned));
}

static bool exchange_held(const HttpExchange *exchange) {
    return exchange->lent || (exchange->upload && upload_pump_is_busy(exchange->upload));
}

static void observe(HttpExchange *exchange, bool complete) {
    const HttpServerOptions *options = exchange->options;
    if (!exchange->head || !options->observe) return;
    HttpOutcome outcome = {.status = exchange->res.status,
                           .bytes_sent = exchange->bytes_sent,
                           .elapsed_us = clock_mono_us() - exchange->req.started_us,
                           .complete = complete};
    options->observe(&exchange->req, &outcome, options->ctx);
}

static void exchange_end(HttpCore *core, HttpExchange *exchange, bool complete) {
    observe(exchange, complete);
    atomic_fetch_sub(&core->running, 1);
    http_exchange_free(exchange);
}

// ---- the answer ----

// The body stays where it is until it is sent: in the arena of the exchange, or static.
static void body_send(HttpConnection *conn, Str body) {
    struct evbuffer *out = http_connection_out(conn);
    if (body.len <= COPY_MAX)
        evbuffer_add(out, body.ptr, body.len);
    else
        evbuffer_add_reference(out, body.ptr, body.len, NULL, NULL);
}

static void head_send(HttpConnection *conn, const HttpResponse *res, Str id,
                      const HttpFraming *framing) {
    Buf head;
    buf_init(&head, HEAD_BYTES_MAX);
    http_response_head_write(res, id, framing, &head);
    assert(!head.overflow);
    evbuffer_add(http_connection_out(conn), head.ptr, head.len);
    buf_done(&head);
}

static void answer_whole(HttpConnection *conn, HttpExchange *exchange) {
    HttpResponse *res = &exchange->res;
    const HttpServerOptions *options = exchange->options;
    if (options->decorate) options->decorate(&exchange->req, res, options->ctx);
    bool body = http_response_has_body(res);
    HttpFraming framing = {.keep_alive = http_exchange_keeps_alive(exchange),
                           .has_length = res->status != 204 && res->status != 304,
                           .length = res->body.len,
                           .minor = exchange->head->minor};
    head_send(conn, res, exchange->req.id, &framing);
    if (body) body_send(conn, res->body);
    exchange->bytes_sent = body ? res->body.len : 0;
    conn->close_after = !framing.keep_alive;
    conn->state = STATE_SEND;
}

static void buf_free_reference(const void *bytes, size_t len, void *ctx) {
    (void)len;
    (void)ctx;
    free((void *)(uintptr_t)bytes);
}

bool http_dialog_stream(HttpConnection *conn) {
    HttpExchange *exchange = conn->exchange;
    Buf piece;
    if (!exchange->stream_live || !http_stream_take(&exchange->stream, &piece)) return false;
    exchange->bytes_sent += piece.len;
    evbuffer_add_reference(http_connection_out(conn), piece.ptr, piece.len, buf_free_reference,
                           NULL);
    return true;
}

static void websocket_changed(void *ctx) { http_connection_settle(ctx); }

static void answer_websocket(HttpConnection *conn, HttpExchange *exchange) {
    char accept[WEBSOCKET_ACCEPT_LEN];
    websocket_accept_key(http_request_header(&exchange->req, S("Sec-WebSocket-Key")), accept);
    struct evbuffer *out = http_connection_out(conn);
    evbuffer_add_printf(out,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                        "Connection: Upgrade\r\nSec-WebSocket-Accept: %.*s\r\n\r\n",
                        WEBSOCKET_ACCEPT_LEN, accept);
    WebSocketHome home = {.loop = conn->home->loop,
                          .workers = conn->home->core->workers,
                          .changed = websocket_changed,
                          .ctx = conn};
    conn->websocket =
        websocket_link_new(&home, exchange->res.websocket, exchange->res.websocket_ctx);
    conn->state = STATE_WEBSOCKET;
    exchange->res.status = 101;
    conn->exchange = NULL;
    exchange_end(conn->home->core, exchange, true);
    if (atomic_load(&conn->home->core->draining)) {
        websocket_close(conn->websocket, 1001, S("the server is restarting"));
    }
    if (conn->pending.len > 0) websocket_link_input(conn->websocket, buf_str(&conn->pending));
    buf_done(&conn->pending);
}

static void answer(HttpConnection *conn) {
    HttpExchange *exchange = conn->exchange;
    HttpResponse *res = &exchange->res;
    if (res->websocket && !conn->ended) {
        answer_websocket(conn, exchange);
    } else if (!res->begun) {
        answer_whole(conn, exchange);
    } else {
        exchange->stream_live = true;
        http_dialog_stream(conn);
        conn->close_after = !exchange->keep_alive;
        conn->state = STATE_SEND;
        if (res->aborted) conn->dying = true;
    }
}

void http_dialog_refuse(HttpConnection *conn, int status, const char *reason) {
    const HttpServerOptions *options = &conn->home->core->options;
    CLEANUP(arena_freep) Arena *arena = arena_create(0);
    HttpResponse res;
    http_response_init(&res, arena, NULL);
    http_response_problem(&res, status, str_from(reason));
    const HttpRequest *req = conn->exchange && conn->exchange->head ? &conn->exchange->req : NULL;
    if (options->decorate) options->decorate(req, &res, options->ctx);
    HttpFraming framing = {.has_length = true, .length = res.body.len, .minor = 1};
    Str id = conn->exchange ? conn->exchange->req.id : S("");
    head_send(conn, &res, id, &framing);
    evbuffer_add(http_connection_out(conn), res.body.ptr, res.body.len);
    buf_done(&res.owned);
    // A piece of the upload may still be on its way to the disk: the exchange must not be touched.
    if (conn->exchange) conn->exchange->res.status = status;
    http_dialog_abandon(conn);
    conn->close_after = true;
    conn->state = STATE_SEND;
}

void http_dialog_abandon(HttpConnection *conn) {
    HttpExchange *exchange = conn->exchange;
    if (!exchange) return;
    conn->exchange = NULL;
    exchange->conn = NULL;
    atomic_store(&exchange->gone, true);
    atomic_store(&exchange->cancelled, true);
    http_stream_cut(&exchange->stream);
    if (exchange->upload) upload_pump_cut(exchange->upload);
    if (!exchange_held(exchange)) exchange_end(conn->home->core, exchange, false);
}

void http_dialog_sent(HttpConnection *conn) {
    HttpExchange *exchange = conn->exchange;
    conn->exchange = NULL;
    conn->state = STATE_HEAD;
    if (exchange) exchange_end(conn->home->core, exchange, true);
}

// ---- the handler ----

static void on_worker(WorkerJob *job) {
    HttpExchange *exchange = exchange_of_job(job);
    HttpResponse *res = &exchange->res;
    if (!atomic_load(&exchange->gone)) {
        exchange->route.handler(&exchange->req, res, exchange->route.ctx);
    }
    if (res->begun && exchange->stream_chunked && !res->aborted) {
        http_stream_put(&exchange->stream, S("0\r\n\r\n"), S(""), S(""));
    }
    net_loop_post(exchange->loop, &exchange->returned);
}

static void on_wake(NetTask *task) {
    HttpExchange *exchange = exchange_of_wake(task);
    http_stream_woken(&exchange->stream);
    exchange->stream_live = true;
    if (exchange->conn) http_connection_settle(exchange->conn);
}

static void on_returned(NetTask *task) {
    HttpExchange *exchange = exchange_of_returned(task);
    exchange->lent = false;
    HttpConnection *conn = exchange->conn;
    if (!conn) {
        exchange_end(exchange->core, exchange, false);
        return;
    }
    answer(conn);
    http_connection_settle(conn);
}

static void run(HttpConnection *conn) {
    HttpExchange *exchange = conn->exchange;
    conn->state = STATE_RUN;
    if (exchange->route.run_inline) {
        exchange->route.handler(&exchange->req, &exchange->res, exchange->route.ctx);
        answer(conn);
        return;
    }
    exchange->job.run = on_worker;
    exchange->wake.run = on_wake;
    exchange->returned.run = on_returned;
    exchange->lent = true;
    HttpCore *core = conn->home->core;
    WorkerPool *pool = exchange->route.long_lived ? core->streams : core->workers;
    if (worker_pool_submit(pool, &exchange->job)) return;
    exchange->lent = false;
    atomic_fetch_add(&core->refused, 1);
    http_response_header(&exchange->res, S("Retry-After"), S("1"));
    http_response_problem(&exchange->res, 503, S("the server is busy; try again in a second"));
    answer(conn);
}

// ---- the request ----

static int upload_status(const Err *err) {
    switch (err->code) {
        case ERR_INVALID: return 400;
        case ERR_NOT_FOUND: return 404;
        case ERR_CONFLICT: return 409;
        case ERR_LIMIT: return 413;
        case ERR_UNAVAILABLE: return 507;
        default: return 500;
    }
}

// The disk pool gave a piece of an upload back.
static void on_upload(void *ctx) {
    HttpExchange *exchange = ctx;
    HttpConnection *conn = exchange->conn;
    if (!conn) {
        if (!exchange_held(exchange)) exchange_end(exchange->core, exchange, false);
        return;
    }
    Err err = {0};
    HttpRequest *req = &exchange->req;
    if (upload_pump_is_over(exchange->upload)) {
        if (!upload_pump_result(exchange->upload, &req->uploads, &req->upload_count, &err)) {
            http_dialog_refuse(conn, upload_status(&err), err.message);
        } else {
            run(conn);
        }
    }
    http_connection_settle(conn);
}

static Arena *on_begin(void *ctx) {
    HttpConnection *conn = ctx;
    HttpCore *core = conn->home->core;
    HttpExchange *exchange = http_exchange_new(conn, core, conn->home->loop);
    exchange->req.started_us = clock_mono_us();
    conn->exchange = exchange;
    atomic_fetch_add(&core->running, 1);
    atomic_fetch_add(&core->total, 1);
    return exchange->arena;
}

static void request_fill(HttpConnection *conn, const HttpHead *head) {
    HttpRequest *req = &conn->exchange->req;
    req->method = head->method;
    req->path = head->path;
    req->query = head->query;
    req->headers = head->headers;
    req->header_count = head->header_count;
    req->peer = str_from(conn->peer_text);
    req->secure = conn->transport.ssl != NULL;
    req->wants_websocket = head->wants_websocket;
    Str given = http_request_header(req, S("X-Request-Id"));
    HttpLoop *home = conn->home;
    req->id = request_id_is_sane(given)
                  ? given
                  : request_id_make(req->arena, home->id_prefix, home->id_count++);
}

static bool on_place(void *ctx, UploadAppend *ret, Err *err) {
    const HttpExchange *exchange = ctx;
    HttpAppend append = {0};
    if (!exchange->route.place(&exchange->req, exchange->route.ctx, &append, err)) return false;
    *ret = (UploadAppend){append.path, append.at, append.most};
    return true;
}

static bool is_filed(HttpBody body) { return body == HTTP_BODY_UPLOAD || body == HTTP_BODY_APPEND; }

static void upload_prepare(HttpExchange *exchange, HttpCore *core) {
    Str type = http_request_header(&exchange->req, S("Content-Type"));
    exchange->upload = upload_pump_new(exchange->arena, core->options.upload_folder, type);
    if (exchange->route.place) upload_pump_place(exchange->upload, on_place, exchange);
    upload_pump_start(exchange->upload, exchange->loop, core->disk, on_upload, exchange);
}

static int body_prepare(HttpConnection *conn, const HttpHead *head, const char **ret_reason) {
    HttpExchange *exchange = conn->exchange;
    HttpCore *core = conn->home->core;
    if (is_filed(exchange->route.body)) upload_prepare(exchange, core);
    if (!http_head_has_body(head)) return 0;
    if (exchange->route.body == HTTP_BODY_NONE) {
        exchange->keep_alive = false;
        return HTTP_PARSE_STOP;
    }
    if (head->length > exchange->route.body_max) {
        *ret_reason = "the body is larger than is taken here";
        return 413;
    }
    if (exchange->route.body == HTTP_BODY_MEMORY) {
        buf_init(&exchange->body, exchange->route.body_max ? exchange->route.body_max : 1);
    }
    if (head->expects_continue) {
        static const char CONTINUE[] = "HTTP/1.1 100 Continue\r\n\r\n";
        evbuffer_add(http_connection_out(conn), CONTINUE, sizeof CONTINUE - 1);
    }
    conn->state = STATE_BODY;
    conn->progress = 0;
    return 0;
}

static int on_head(void *ctx, HttpHead *head, const char **ret_reason) {
    HttpConnection *conn = ctx;
    HttpExchange *exchange = conn->exchange;
    const HttpServerOptions *options = exchange->options;
    exchange->head = head;
    request_fill(conn, head);
    conn->requests++;
    exchange->keep_alive =
        head->keep_alive && conn->requests < options->limits.requests_per_connection;
    options->decide(&exchange->req, &exchange->route, options->ctx);
    assert(exchange->route.handler);
    assert(!exchange->route.run_inline || !is_filed(exchange->route.body));
    assert((exchange->route.body == HTTP_BODY_APPEND) == (exchange->route.place != NULL));
    return body_prepare(conn, head, ret_reason);
}

static int on_body(void *ctx, Str bytes, const char **ret_reason) {
    HttpConnection *conn = ctx;
    HttpExchange *exchange = conn->exchange;
    exchange->body_bytes += bytes.len;
    if (exchange->body_bytes > exchange->route.body_max) {
        *ret_reason = "the body is larger than is taken here";
        return 413;
    }
    if (exchange->upload)
        upload_pump_add(exchange->upload, bytes);
    else
        buf_add(&exchange->body, bytes);
    return 0;
}

static void message_complete(HttpConnection *conn) {
    HttpExchange *exchange = conn->exchange;
    if (exchange->upload) {
        conn->state = STATE_RUN;
        upload_pump_end(exchange->upload);  // the handler runs when all of it is on the disk
        return;
    }
    exchange->req.body = buf_str(&exchange->body);
    run(conn);
}

static const HttpParseCalls CALLS = {on_begin, on_head, on_body};

void http_dialog_init(HttpConnection *conn) {
    http_parse_init(&conn->parse, &conn->home->core->parse_limits, &CALLS, conn);
}

// A client that sends the next request before it has read the answer gets its answers together:
// with more input at hand, a small answer is left in `out` and the next request read.
static bool answer_may_wait(const HttpConnection *conn) {
    return conn->state == STATE_SEND && !conn->close_after &&
           conn->exchange->res.body.len <= COPY_MAX &&
           evbuffer_get_length(conn->out) < PIPELINE_OUT_MAX;
}

void http_dialog_feed(HttpConnection *conn, Str bytes) {
    while (bytes.len > 0 && (conn->state == STATE_HEAD || conn->state == STATE_BODY)) {
        size_t used = 0;
        HttpParseResult result = http_parse_feed(&conn->parse, bytes, &used);
        bytes = str_skip(bytes, used);
        if (result == HTTP_PARSE_MORE) return;
        if (result == HTTP_PARSE_FAILED) {
            http_dialog_refuse(conn, conn->parse.status, conn->parse.reason);
            return;  // what follows a broken message means nothing
        }
        message_complete(conn);
        if (bytes.len > 0 && answer_may_wait(conn)) http_dialog_sent(conn);
    }
    if (conn->state == STATE_WEBSOCKET)
        websocket_link_input(conn->websocket, bytes);
    else
        buf_add(&conn->pending, bytes);
}
