#include "net_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sys/file.h"

enum { LARGE = 3 << 20, ECHO_MAX = 1 << 20 };
static const uint64_t UPLOAD_BYTES_MAX = UINT64_C(4) << 30;

static int64_t query_int(HttpRequest *req, Str name) {
    Str text;
    int64_t value = 0;
    if (http_request_query(req, name, &text)) str_to_int(text, &value);
    return value;
}

static void hello(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)req;
    (void)ctx;
    http_response_body(res, S("text/plain"), S("hello"));
}

static void echo(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    http_response_body(res, S("application/octet-stream"), req->body);
}

static uint64_t file_hash(const char *path) {
    uint64_t hash = UINT64_C(14695981039346656037);
    unsigned char bytes[65536];
    FILE *f = fopen(path, "rb");
    size_t got = 0;
    while (f && (got = fread(bytes, 1, sizeof bytes, f)) > 0) {
        for (size_t i = 0; i < got; i++) hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
    }
    if (f) fclose(f);
    return hash;
}

static void upload(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    Buf text;
    buf_init(&text, 1 << 20);
    for (size_t i = 0; i < req->upload_count; i++) {
        const HttpUpload *u = &req->uploads[i];
        bool hashed = u->is_file && u->bytes < (64 << 20);
        uint64_t hash = hashed ? file_hash(u->path) : u->is_file ? 0 : str_hash(u->value);
        buf_add_fmt(&text, STR_F "|" STR_F "|" STR_F "|%llu|%llx\n", STR_A(u->name),
                    STR_A(u->file_name), STR_A(u->type), (unsigned long long)u->bytes,
                    (unsigned long long)hash);
    }
    http_response_body_buf(res, S("text/plain"), &text);
}

static void stream(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    char piece[26 * 100];
    for (size_t i = 0; i < sizeof piece; i++) piece[i] = (char)('a' + i % 26);
    int64_t left = query_int(req, S("bytes"));
    http_response_begin(res, S("text/plain"));
    while (left > 0) {
        size_t len = left < (int64_t)sizeof piece ? (size_t)left : sizeof piece;
        if (!http_response_write(res, str_of(piece, len))) return;
        left -= (int64_t)len;
    }
}

static void abort_half(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)req;
    (void)ctx;
    http_response_begin(res, S("text/plain"));
    if (http_response_write(res, S("half of it"))) http_response_abort(res);
}

static void events(HttpRequest *req, HttpResponse *res, void *ctx) {
    NetServer *s = ctx;
    int64_t count = query_int(req, S("count"));
    http_response_events_begin(res);
    for (int64_t i = 0; i < count; i++) {
        Str id = str_fmt(req->arena, "%d", (int)i);
        if (!http_response_event(res, S("tick"), id, S("one\ntwo"))) return;
    }
    while (count == 0 && http_response_event_ping(res)) usleep(5000);
    if (count == 0) atomic_fetch_add(&s->cancelled, 1);
}

static void wait_long(HttpRequest *req, HttpResponse *res, void *ctx) {
    NetServer *s = ctx;
    atomic_fetch_add(&s->waiting, 1);
    while (!http_request_is_cancelled(req) && !atomic_load(&s->release)) usleep(1000);
    if (http_request_is_cancelled(req)) atomic_fetch_add(&s->cancelled, 1);
    http_response_body(res, S("text/plain"), S("done"));
}

static void large(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    char *bytes = arena_new(req->arena, char, LARGE);
    memset(bytes, 'x', LARGE);
    http_response_body(res, S("text/plain"), str_of(bytes, LARGE));
}

static void id_show(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    http_response_status(res, 201);
    http_response_header(res, S("X-Answer"), S("yes"));
    http_response_body(
        res, S("text/plain"),
        str_fmt(req->arena, STR_F " " STR_F " %d", STR_A(req->id), STR_A(req->peer), req->secure));
}

static void ws_message(WebSocket *ws, void *ctx, Str message, bool is_text) {
    (void)ctx;
    int64_t count = 0;
    if (str_eq(message, S("close"))) {
        websocket_close(ws, 1000, S("bye"));
    } else if (str_starts(message, S("count ")) && str_to_int(str_skip(message, 6), &count)) {
        for (int64_t i = 0; i < count; i++) {
            char text[32];
            int len = snprintf(text, sizeof text, "%d", (int)i);
            if (!websocket_send(ws, str_of(text, (size_t)len))) return;
        }
    } else if (is_text) {
        websocket_send(ws, message);
    } else {
        websocket_send_binary(ws, message);
    }
}

static void ws_close(WebSocket *ws, void *ctx) {
    NetServer *s = ctx;
    websocket_send(ws, S("too late, and harmless"));
    atomic_fetch_add(&s->websockets_closed, 1);
}

static void ws_upgrade(HttpRequest *req, HttpResponse *res, void *ctx) {
    static const WebSocketCalls CALLS = {.on_message = ws_message, .on_close = ws_close};
    if (req->wants_websocket)
        http_response_websocket(res, &CALLS, ctx);
    else
        http_response_problem(res, 426, S("this is a WebSocket"));
}

static void not_found(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)req;
    (void)ctx;
    http_response_problem(res, 404, S("no such page"));
}

static bool place(const HttpRequest *req, void *ctx, HttpAppend *ret, Err *err) {
    (void)err;
    NetServer *s = ctx;
    ret->path = path_join(req->arena, s->folder, S("kept"));
    ret->at = (uint64_t)query_int((HttpRequest *)req, S("at"));
    ret->most = (uint64_t)query_int((HttpRequest *)req, S("most"));
    return true;
}

static const struct {
    Str path;
    HttpRoute route;
} ROUTES[] = {
    {STR("/hello"), {.handler = hello, .run_inline = true}},
    {STR("/echo"), {.handler = echo, .body = HTTP_BODY_MEMORY, .body_max = ECHO_MAX}},
    {STR("/upload"), {.handler = upload, .body = HTTP_BODY_UPLOAD}},
    {STR("/append"), {.handler = upload, .body = HTTP_BODY_APPEND, .place = place}},
    {STR("/none"), {.handler = hello}},
    {STR("/stream"), {.handler = stream}},
    {STR("/abort"), {.handler = abort_half}},
    {STR("/events"), {.handler = events, .long_lived = true}},
    {STR("/wait"), {.handler = wait_long}},
    {STR("/large"), {.handler = large, .run_inline = true}},
    {STR("/id"), {.handler = id_show, .run_inline = true}},
    {STR("/ws"), {.handler = ws_upgrade, .run_inline = true}},
};

static void decide(HttpRequest *req, HttpRoute *ret_route, void *ctx) {
    *ret_route = (HttpRoute){.handler = not_found, .run_inline = true};
    for (size_t i = 0; i < COUNT_OF(ROUTES); i++) {
        if (str_eq(req->path, ROUTES[i].path)) *ret_route = ROUTES[i].route;
    }
    bool is_filed = ret_route->body == HTTP_BODY_UPLOAD || ret_route->body == HTTP_BODY_APPEND;
    if (is_filed) ret_route->body_max = UPLOAD_BYTES_MAX;
    ret_route->ctx = ctx;
}

static void decorate(const HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)req;
    (void)ctx;
    http_response_header(res, S("X-Content-Type-Options"), S("nosniff"));
}

static void observe(const HttpRequest *req, const HttpOutcome *outcome, void *ctx) {
    NetServer *s = ctx;
    assert_true(req->id.len > 0);
    atomic_fetch_add(outcome->complete ? &s->finished : &s->broken, 1);
}

HttpServerOptions net_server_options(void) {
    HttpServerOptions o = http_server_defaults();
    o.loops = 2;
    o.workers = 4;
    o.decide = decide;
    o.decorate = decorate;
    o.observe = observe;
    return o;
}

void net_server_start(NetServer *s, HttpServerOptions options) {
    *s = (NetServer){0};
    snprintf(s->folder, sizeof s->folder, "/tmp/munim-net-XXXXXX");
    assert_non_null(mkdtemp(s->folder));
    options.upload_folder = s->folder;
    options.ctx = s;
    Err err;
    if (!http_server_start(&options, &s->http, &err)) fail_msg("%s", err.message);
    s->port = http_server_port(s->http);
}

void net_server_stop(NetServer *s) {
    Err err;
    http_server_free(s->http);
    assert_int_equal(net_server_files(s), 0);
    assert_true(dir_remove_all(s->folder, &err));
}

int net_server_files(const NetServer *s) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Str *names = NULL;
    size_t count = 0;
    Err err;
    assert_true(dir_list(s->folder, a, &names, &count, &err));
    return (int)count;
}

bool net_wait_for(atomic_int *value, int wanted) {
    for (int i = 0; i < 5000 && atomic_load(value) != wanted; i++) usleep(1000);
    return atomic_load(value) == wanted;
}

long net_rss_kb(void) {
    char line[256];
    long kb = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f)) sscanf(line, "VmRSS: %ld", &kb);
    if (f) fclose(f);
    return kb;
}
