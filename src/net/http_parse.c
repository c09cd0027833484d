#include "net/http_parse.h"

#include <assert.h>
#include <string.h>

#include "base/vec.h"

enum { TEXT_FIRST = 1024, HEADERS_FIRST = 16 };

// Text grows by moving, so what points into it are offsets until the head is complete.
typedef struct Span {
    uint32_t at;
    uint32_t len;
} Span;

typedef struct HeaderSpans {
    Span name;
    Span value;
} HeaderSpans;

struct HeadText {
    Arena *arena;
    char *bytes;
    size_t len;
    size_t cap;
    Span url;
    bool in_value;
    VEC(HeaderSpans) headers;
};

static int refuse(HttpParse *parse, int status, const char *reason) {
    parse->status = status;
    parse->reason = reason;
    return HPE_USER;
}

static HttpParse *parse_of(llhttp_t *llhttp) { return llhttp->data; }

static void text_add(HeadText *text, const char *at, size_t len, Span *span) {
    if (span->len == 0) span->at = (uint32_t)text->len;
    if (len > text->cap - text->len) {
        size_t cap = text->cap ? text->cap : TEXT_FIRST / 2;
        while (cap < text->len + len) cap *= 2;
        cap *= 2;
        char *grown = arena_new(text->arena, char, cap);
        if (text->len) memcpy(grown, text->bytes, text->len);
        text->bytes = grown;
        text->cap = cap;
    }
    memcpy(text->bytes + text->len, at, len);
    text->len += len;
    span->len += (uint32_t)len;
}

static int on_message_begin(llhttp_t *llhttp) {
    HttpParse *parse = parse_of(llhttp);
    Arena *arena = parse->calls->begin(parse->ctx);
    parse->text = arena_new(arena, HeadText, 1);
    parse->text->arena = arena;
    parse->in_message = true;
    parse->head_done = false;
    return 0;
}

static int on_url(llhttp_t *llhttp, const char *at, size_t len) {
    HttpParse *parse = parse_of(llhttp);
    if (parse->text->url.len + len > parse->limits->url_bytes) {
        return refuse(parse, 414, "the address is too long");
    }
    text_add(parse->text, at, len, &parse->text->url);
    return 0;
}

static bool header_fits(const HttpParse *parse, size_t more) {
    const HeadText *text = parse->text;
    return text->len - text->url.len + more <= parse->limits->header_bytes;
}

static int on_header_field(llhttp_t *llhttp, const char *at, size_t len) {
    HttpParse *parse = parse_of(llhttp);
    if (parse->head_done) return 0;  // a trailer: read over, never merged into the head
    HeadText *text = parse->text;
    if (!header_fits(parse, len)) return refuse(parse, 431, "the headers are too large");
    if (text->headers.count == 0 || text->in_value) {
        if (text->headers.count >= parse->limits->header_count) {
            return refuse(parse, 431, "too many headers");
        }
        vec_push(text->arena, &text->headers);
        text->in_value = false;
    }
    text_add(text, at, len, &text->headers.items[text->headers.count - 1].name);
    return 0;
}

static int on_header_value(llhttp_t *llhttp, const char *at, size_t len) {
    HttpParse *parse = parse_of(llhttp);
    if (parse->head_done) return 0;
    HeadText *text = parse->text;
    if (!header_fits(parse, len)) return refuse(parse, 431, "the headers are too large");
    // A value that goes on in the next line (RFC 9112 5.2); two readers would join it differently.
    if (text->in_value && at != parse->value_next) {
        return refuse(parse, 400, "a header is folded over two lines");
    }
    parse->value_next = at + len;
    text->in_value = true;
    text_add(text, at, len, &text->headers.items[text->headers.count - 1].value);
    return 0;
}

static Str span_str(const HeadText *text, Span span) {
    return span.len ? str_of(text->bytes + span.at, span.len) : S("");
}

static HttpMethod method_of(const llhttp_t *llhttp) {
    switch (llhttp->method) {
        case HTTP_DELETE: return METHOD_DELETE;
        case HTTP_GET: return METHOD_GET;
        case HTTP_HEAD: return METHOD_HEAD;
        case HTTP_POST: return METHOD_POST;
        case HTTP_PUT: return METHOD_PUT;
        case HTTP_OPTIONS: return METHOD_OPTIONS;
        case HTTP_PATCH: return METHOD_PATCH;
        default: return METHOD_OTHER;
    }
}

static HttpHead *head_make(const HttpParse *parse) {
    const llhttp_t *llhttp = &parse->llhttp;
    const HeadText *text = parse->text;
    HttpHead *head = arena_new(text->arena, HttpHead, 1);
    HttpHeader *headers = arena_new(text->arena, HttpHeader, text->headers.count);
    for (size_t i = 0; i < text->headers.count; i++) {
        headers[i].name = span_str(text, text->headers.items[i].name);
        headers[i].value = str_trim(span_str(text, text->headers.items[i].value));
    }
    head->method = method_of(llhttp);
    head->major = llhttp->http_major;
    head->minor = llhttp->http_minor;
    head->url = span_str(text, text->url);
    head->headers = headers;
    head->header_count = text->headers.count;
    head->has_length = (llhttp->flags & F_CONTENT_LENGTH) != 0;
    head->length = head->has_length ? llhttp->content_length : 0;
    head->chunked = (llhttp->flags & F_CHUNKED) != 0;
    head->keep_alive = llhttp_should_keep_alive(llhttp) != 0;
    return head;
}

static int on_headers_complete(llhttp_t *llhttp) {
    HttpParse *parse = parse_of(llhttp);
    HttpHead *head = head_make(parse);
    parse->head_done = true;
    parse->text = NULL;  // the arena keeps it; `begin`'s caller may free that any time from here
    // Upgrades are this server's decision, made after the answer; the parser must not end HTTP
    // on its own because of a header ("Upgrade: h2c" is simply ignored).
    llhttp->upgrade = 0;
    int status = http_head_check(head, &parse->reason);
    if (status == 0) status = parse->calls->head(parse->ctx, head, &parse->reason);
    if (status == 0) return 0;
    if (status == HTTP_PARSE_STOP) return HPE_PAUSED;
    parse->status = status;
    return -1;
}

static int on_body(llhttp_t *llhttp, const char *at, size_t len) {
    HttpParse *parse = parse_of(llhttp);
    int status = parse->calls->body(parse->ctx, str_of(at, len), &parse->reason);
    return status ? refuse(parse, status, parse->reason) : 0;
}

static int on_message_complete(llhttp_t *llhttp) {
    parse_of(llhttp)->in_message = false;
    return HPE_PAUSED;
}

static const llhttp_settings_t SETTINGS = {
    .on_message_begin = on_message_begin,
    .on_url = on_url,
    .on_header_field = on_header_field,
    .on_header_value = on_header_value,
    .on_headers_complete = on_headers_complete,
    .on_body = on_body,
    .on_message_complete = on_message_complete,
};

void http_parse_init(HttpParse *parse, const HttpParseLimits *limits, const HttpParseCalls *calls,
                     void *ctx) {
    *parse = (HttpParse){.limits = limits, .calls = calls, .ctx = ctx};
    llhttp_init(&parse->llhttp, HTTP_REQUEST, &SETTINGS);
    parse->llhttp.data = parse;
}

static HttpParseResult failed(HttpParse *parse, llhttp_errno_t code) {
    if (parse->status == 0) {
        parse->status = code == HPE_INVALID_VERSION ? 505 : 400;
        if (code == HPE_INVALID_METHOD) parse->status = 501;
        parse->reason = llhttp_get_error_reason(&parse->llhttp);
    }
    if (!parse->reason || !*parse->reason) parse->reason = "the request is malformed";
    return HTTP_PARSE_FAILED;
}

HttpParseResult http_parse_feed(HttpParse *parse, Str bytes, size_t *ret_used) {
    assert(parse->status == 0);
    *ret_used = bytes.len;
    // A value cut by the end of a piece goes on at the beginning of the next.
    parse->value_next = parse->value_next == parse->piece_end ? bytes.ptr : NULL;
    parse->piece_end = bytes.ptr + bytes.len;
    llhttp_errno_t code = llhttp_execute(&parse->llhttp, bytes.ptr, bytes.len);
    if (code == HPE_OK) return HTTP_PARSE_MORE;
    if (code != HPE_PAUSED) return failed(parse, code);
    *ret_used = (size_t)(llhttp_get_error_pos(&parse->llhttp) - bytes.ptr);
    llhttp_resume(&parse->llhttp);
    // After "Connection: close" strict llhttp takes nothing more; whether the connection goes
    // on is the server's business, which closes it.
    return HTTP_PARSE_MESSAGE;
}
