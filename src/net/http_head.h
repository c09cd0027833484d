// http_head: what a request's first lines say, as read by http_parse, and whether that is allowed.
//
// Pure. All that could make two readers disagree about where a message ends (RFC 9112 11.2,
// request smuggling) is refused here or by the parser, not repaired.
#pragma once

#include "net/http_request.h"

typedef struct HttpHead {
    HttpMethod method;
    int major;
    int minor;
    Str url;  // the target as sent
    const HttpHeader *headers;
    size_t header_count;
    bool has_length;
    uint64_t length;  // Content-Length
    bool chunked;
    bool keep_alive;
    // Found by http_head_check:
    Str path;
    Str query;
    bool expects_continue;
    bool wants_websocket;
} HttpHead;

// 0, or the status to refuse it with; *ret_reason says why to a person.
int http_head_check(HttpHead *head, const char **ret_reason);
// Whether `value`, a comma-separated list, has `token` in it, in any case.
bool http_head_has_token(Str value, Str token);
static inline bool http_head_has_body(const HttpHead *head) {
    return head->chunked || head->length > 0;
}
