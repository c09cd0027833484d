// The head and body of requests, cut into pieces wherever the first byte says. However it is cut,
// the same must come out; and nothing refused or unframed may reach a handler.
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "net/http_parse.h"
#include "net/url.h"

static const HttpParseLimits LIMITS = {.url_bytes = 256, .header_bytes = 1024, .header_count = 16};

typedef struct Seen {
    Arena *arena;
    Buf text;
} Seen;

static Arena *on_begin(void *ctx) { return ((Seen *)ctx)->arena; }

static void must(bool ok) {
    if (!ok) abort();
}

static int on_head(void *ctx, HttpHead *head, const char **ret_reason) {
    (void)ret_reason;
    Seen *seen = ctx;
    must(!(head->chunked && head->has_length));
    must(head->path.len > 0 && head->header_count <= LIMITS.header_count);
    buf_add_fmt(&seen->text, "%d " STR_F "?" STR_F "\n", head->method, STR_A(head->path),
                STR_A(head->query));
    for (size_t i = 0; i < head->header_count; i++) {
        must(str_find_char(head->headers[i].value, '\n') == STR_NONE);
        buf_add(&seen->text, head->headers[i].name);
        buf_add(&seen->text, S("="));
        buf_add(&seen->text, head->headers[i].value);
    }
    Str query = head->query;
    Str name;
    Str value;
    bool ok = false;
    while (url_query_next(seen->arena, &query, &name, &value, &ok)) buf_add(&seen->text, value);
    return 0;
}

static int on_body(void *ctx, Str bytes, const char **ret_reason) {
    (void)ret_reason;
    buf_add(&((Seen *)ctx)->text, bytes);
    return 0;
}

static const HttpParseCalls CALLS = {on_begin, on_head, on_body};

static void read_in_steps(Seen *seen, Str text, size_t step) {
    HttpParse parse;
    http_parse_init(&parse, &LIMITS, &CALLS, seen);
    while (text.len > 0) {
        // A copy of its own, so that reading past a piece is seen.
        Str piece = str_slice(text, 0, step);
        char *copy = malloc(piece.len);
        must(copy);
        memcpy(copy, piece.ptr, piece.len);
        size_t used = 0;
        HttpParseResult result = http_parse_feed(&parse, str_of(copy, piece.len), &used);
        must(used <= piece.len);
        free(copy);
        text = str_skip(text, used);
        if (result == HTTP_PARSE_MESSAGE) buf_add(&seen->text, S("\n--\n"));
        if (result != HTTP_PARSE_FAILED) continue;
        must(parse.status >= 400 && parse.reason);
        return;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    Str text = str_of((const char *)data + 1, size - 1);
    Seen whole = {.arena = arena_create(0)};
    Seen cut = {.arena = arena_create(0)};
    buf_init(&whole.text, 1 << 20);
    buf_init(&cut.text, 1 << 20);
    read_in_steps(&whole, text, text.len);
    read_in_steps(&cut, text, 1 + data[0]);
    // A message broken in its body may give a part of it, more or less of it by the pieces.
    size_t shorter = whole.text.len < cut.text.len ? whole.text.len : cut.text.len;
    must(shorter == 0 || memcmp(whole.text.ptr, cut.text.ptr, shorter) == 0);
    buf_done(&whole.text);
    buf_done(&cut.text);
    arena_free(whole.arena);
    arena_free(cut.arena);
    return 0;
}
