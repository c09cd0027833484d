// http_parse: bytes of one connection to requests, in pieces of any size (llhttp, strict).
//
// Feed it what comes; it stops after each message, so that the next one in the same bytes waits
// until the first has been answered. No sockets, no clock: a fuzzer is just another caller.
#pragma once

#include <llhttp.h>

#include "net/http_head.h"

typedef struct HttpParseLimits {
    size_t url_bytes;
    size_t header_bytes;  // names and values
    size_t header_count;
} HttpParseLimits;

// What `head` returns to be done with a message without its body; the parser takes no more then.
enum { HTTP_PARSE_STOP = -1 };

// Each returns 0 to go on or the status to refuse the message with.
typedef struct HttpParseCalls {
    Arena *(*begin)(void *ctx);  // a message begins: the arena that its head will live in
    int (*head)(void *ctx, HttpHead *head, const char **ret_reason);  // checked already
    int (*body)(void *ctx, Str bytes, const char **ret_reason);
} HttpParseCalls;

typedef struct HeadText HeadText;

typedef struct HttpParse {
    llhttp_t llhttp;
    const HttpParseLimits *limits;
    const HttpParseCalls *calls;
    void *ctx;
    HeadText *text;          // of the head that is being read; in the arena
    const char *value_next;  // where a header's value must go on, to tell folding
    const char *piece_end;
    int status;          // why it failed
    const char *reason;  // static
    bool in_message;
    bool head_done;
} HttpParse;

typedef enum HttpParseResult {
    HTTP_PARSE_MORE,     // all used, the message is not complete
    HTTP_PARSE_MESSAGE,  // one message is complete; *used may be less than given
    HTTP_PARSE_FAILED,   // status and reason say why; feed no more
} HttpParseResult;

void http_parse_init(HttpParse *parse, const HttpParseLimits *limits, const HttpParseCalls *calls,
                     void *ctx);
HttpParseResult http_parse_feed(HttpParse *parse, Str bytes, size_t *ret_used);
