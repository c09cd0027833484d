#include "net/http_response.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/jsonw.h"
#include "net/http_date.h"
#include "net/http_exchange.h"
#include "sys/clock.h"

enum { HEAD_BYTES_MAX = 64 << 10, PROBLEM_BYTES_MAX = 8 << 10 };

void http_response_init(HttpResponse *res, Arena *arena, HttpExchange *exchange) {
    *res = (HttpResponse){.arena = arena, .exchange = exchange, .status = 200};
}

void http_response_status(HttpResponse *res, int status) {
    assert(status >= 200 && status <= 599 && !res->begun);
    res->status = status;
}

int http_response_status_get(const HttpResponse *res) { return res->status; }

static bool header_text_clean(Str text) {
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F) return false;
    }
    return true;
}

void http_response_header(HttpResponse *res, Str name, Str value) {
    assert(name.len > 0 && header_text_clean(name) && header_text_clean(value));
    *vec_push(res->arena, &res->headers) =
        (HttpHeader){.name = str_dup(res->arena, name), .value = str_dup(res->arena, value)};
}

bool http_response_has_header(const HttpResponse *res, Str name) {
    for (size_t i = 0; i < res->headers.count; i++) {
        if (str_eq_nocase(res->headers.items[i].name, name)) return true;
    }
    return false;
}

static void type_set(HttpResponse *res, Str type) {
    if (type.len > 0) http_response_header(res, S("Content-Type"), type);
}

void http_response_body(HttpResponse *res, Str type, Str body) {
    assert(!res->begun);
    type_set(res, type);
    res->body = body;
}

void http_response_body_buf(HttpResponse *res, Str type, Buf *body) {
    assert(!body->overflow);
    buf_done(&res->owned);
    res->owned = *body;
    buf_init(body, res->owned.max);
    http_response_body(res, type, buf_str(&res->owned));
}

bool http_response_has_body(const HttpResponse *res) {
    bool to_head = res->exchange && res->exchange->req.method == METHOD_HEAD;
    return !to_head && res->status != 204 && res->status != 304;
}

const char *http_response_status_text(int status) {
    static const struct {
        int status;
        const char *text;
    } TEXTS[] = {
        {100, "Continue"},
        {101, "Switching Protocols"},
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {206, "Partial Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, ERR_WORD("Bad Request")},
        {401, ERR_WORD("Unauthorized")},
        {403, ERR_WORD("Forbidden")},
        {404, ERR_WORD("Not Found")},
        {405, ERR_WORD("Method Not Allowed")},
        {406, ERR_WORD("Not Acceptable")},
        {408, ERR_WORD("Request Timeout")},
        {409, ERR_WORD("Conflict")},
        {410, ERR_WORD("Gone")},
        {411, ERR_WORD("Length Required")},
        {412, ERR_WORD("Precondition Failed")},
        {413, ERR_WORD("Content Too Large")},
        {414, ERR_WORD("URI Too Long")},
        {415, ERR_WORD("Unsupported Media Type")},
        {417, ERR_WORD("Expectation Failed")},
        {422, ERR_WORD("Unprocessable Content")},
        {426, ERR_WORD("Upgrade Required")},
        {428, ERR_WORD("Precondition Required")},
        {429, ERR_WORD("Too Many Requests")},
        {431, ERR_WORD("Request Header Fields Too Large")},
        {500, ERR_WORD("Internal Server Error")},
        {501, ERR_WORD("Not Implemented")},
        {502, ERR_WORD("Bad Gateway")},
        {503, ERR_WORD("Service Unavailable")},
        {504, ERR_WORD("Gateway Timeout")},
        {505, ERR_WORD("HTTP Version Not Supported")},
        {507, ERR_WORD("Insufficient Storage")},
    };
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        if (TEXTS[i].status == status) return TEXTS[i].text;
    }
    return "Unknown";
}

void http_response_problem(HttpResponse *res, int status, Str detail) {
    Buf text;
    buf_init(&text, PROBLEM_BYTES_MAX);
    JsonW w = jsonw_to(&text);
    jsonw_object(&w);
    jsonw_key_str(&w, "type", S("about:blank"));
    jsonw_key_str(&w, "title", str_from(http_response_status_text(status)));
    jsonw_key_int(&w, "status", status);
    jsonw_key_str(&w, "detail", str_slice(detail, 0, PROBLEM_BYTES_MAX / 8));
    jsonw_end(&w);
    http_response_status(res, status);
    http_response_body_buf(res, S("application/problem+json"), &text);
    buf_done(&text);
}

static void header_write(Buf *out, Str name, Str value) {
    buf_add(out, name);
    buf_add(out, S(": "));
    buf_add(out, value);
    buf_add(out, S("\r\n"));
}

static void framing_write(const HttpFraming *framing, Buf *out) {
    if (framing->chunked) buf_add(out, S("Transfer-Encoding: chunked\r\n"));
    if (framing->has_length) {
        buf_add(out, S("Content-Length: "));
        buf_add_int(out, (int64_t)framing->length);
        buf_add(out, S("\r\n"));
    }
    if (!framing->keep_alive)
        buf_add(out, S("Connection: close\r\n"));
    else if (framing->minor == 0)
        buf_add(out, S("Connection: keep-alive\r\n"));
}

void http_response_head_write(const HttpResponse *res, Str id, const HttpFraming *framing,
                              Buf *out) {
    char date[HTTP_DATE_LEN];
    http_date_write(date, clock_now());
    buf_add(out, S("HTTP/1.1 "));
    buf_add_int(out, res->status);
    buf_add_char(out, ' ');
    buf_add_z(out, http_response_status_text(res->status));
    buf_add(out, S("\r\n"));
    header_write(out, S("Date"), str_of(date, sizeof date));
    for (size_t i = 0; i < res->headers.count; i++) {
        const HttpHeader *header = &res->headers.items[i];
        if (str_eq_nocase(header->name, S("Connection"))) continue;  // said by the framing
        header_write(out, header->name, header->value);
    }
    if (id.len > 0) header_write(out, S("X-Request-Id"), id);
    framing_write(framing, out);
    buf_add(out, S("\r\n"));
}

void http_response_begin(HttpResponse *res, Str type) {
    HttpExchange *exchange = res->exchange;
    assert(!res->begun && !exchange->route.run_inline);
    type_set(res, type);
    if (exchange->options->decorate) {
        exchange->options->decorate(&exchange->req, res, exchange->options->ctx);
    }
    res->begun = true;
    bool body = http_response_has_body(res);
    exchange->stream_chunked = body && exchange->head->minor == 1;
    // HTTP/1.0 has no chunks: there the end of the connection is the end of the body.
    if (body && !exchange->stream_chunked) exchange->keep_alive = false;
    HttpFraming framing = {.keep_alive = http_exchange_keeps_alive(exchange),
                           .chunked = exchange->stream_chunked,
                           .minor = exchange->head->minor};
    exchange->keep_alive = framing.keep_alive;  // said is said, whatever a drain does later
    Buf head;
    buf_init(&head, HEAD_BYTES_MAX);
    http_response_head_write(res, exchange->req.id, &framing, &head);
    assert(!head.overflow);
    http_stream_put(&exchange->stream, buf_str(&head), S(""), S(""));
    buf_done(&head);
}

bool http_response_write(HttpResponse *res, Str bytes) {
    HttpExchange *exchange = res->exchange;
    assert(res->begun);
    if (!http_response_has_body(res) || res->aborted) return false;
    if (bytes.len == 0) return !atomic_load(&exchange->cancelled);  // an empty chunk would end it
    if (!exchange->stream_chunked) return http_stream_put(&exchange->stream, bytes, S(""), S(""));
    char size[2 * sizeof(size_t) + 3];
    int len = snprintf(size, sizeof size, "%zx\r\n", bytes.len);
    return http_stream_put(&exchange->stream, str_of(size, (size_t)len), bytes, S("\r\n"));
}

void http_response_abort(HttpResponse *res) { res->aborted = true; }

void http_response_events_begin(HttpResponse *res) {
    http_response_header(res, S("Cache-Control"), S("no-store"));
    http_response_header(res, S("X-Accel-Buffering"), S("no"));  // nginx in front must not hold it
    atomic_store(&res->exchange->is_events, true);
    http_response_begin(res, S("text/event-stream"));
}

// A stream of events has no end of its own, so a drain ends it; the client comes back by itself.
static bool stream_must_end(const HttpExchange *exchange) {
    return atomic_load(exchange->draining) || http_request_is_cancelled(&exchange->req);
}

// A line end inside would end the field; ids and names are ours, so one there is a mistake.
static void event_field_write(Buf *out, Str name, Str value) {
    assert(str_find_char(value, '\n') == STR_NONE && str_find_char(value, '\r') == STR_NONE);
    if (value.len > 0) header_write(out, name, value);
}

// Up to a CR, LF or CRLF: each of them would end the field.
static Str line_take(Str *rest) {
    size_t len = 0;
    while (len < rest->len && rest->ptr[len] != '\n' && rest->ptr[len] != '\r') len++;
    Str line = str_slice(*rest, 0, len);
    bool pair = str_starts(str_skip(*rest, len), S("\r\n"));
    *rest = str_skip(*rest, len + (pair ? 2 : 1));
    return line;
}

bool http_response_event(HttpResponse *res, Str name, Str id, Str data) {
    Buf event;
    buf_init(&event, data.len * 8 + 1024 + name.len + id.len);
    event_field_write(&event, S("event"), name);
    event_field_write(&event, S("id"), id);
    Str rest = data;
    do {  // each line of the data is a field of its own
        header_write(&event, S("data"), line_take(&rest));
    } while (rest.len > 0);
    buf_add(&event, S("\n"));
    bool sent = !event.overflow && http_response_write(res, buf_str(&event));
    buf_done(&event);
    return sent && !stream_must_end(res->exchange);
}

bool http_response_event_ping(HttpResponse *res) {
    return http_response_write(res, S(": ping\n\n")) && !stream_must_end(res->exchange);
}

void http_response_websocket(HttpResponse *res, const WebSocketCalls *calls, void *ctx) {
    assert(res->exchange->req.wants_websocket && calls->on_message && !res->begun);
    res->websocket = calls;
    res->websocket_ctx = ctx;
}
