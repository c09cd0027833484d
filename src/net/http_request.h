// http_request: one request as a handler sees it.
//
// Everything it points to lives in `arena`, which is freed when the answer has been sent.
// A request belongs to one thread at a time: the loop while it is read, then whoever runs
// the handler. Only `cancelled` may change under the handler's hands.
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef enum HttpMethod {
    METHOD_GET,
    METHOD_HEAD,
    METHOD_POST,
    METHOD_PUT,
    METHOD_PATCH,
    METHOD_DELETE,
    METHOD_OPTIONS,
    METHOD_OTHER,  // never reaches `decide`: answered with 501
} HttpMethod;

typedef struct HttpHeader {
    Str name;  // as sent; compare with str_eq_nocase
    Str value;
} HttpHeader;

// One part of a multipart/form-data body, or the whole of another body.
typedef struct HttpUpload {
    Str name;          // of the form's field; "" for a body that is not multipart
    Str file_name;     // the last component only, never a path; "" when none was given
    Str type;          // Content-Type of the part, "" when none
    bool is_file;      // kept in the file `path`; otherwise a plain field kept in `value`
    const char *path;  // deleted when the request ends, unless the handler renamed it away
    uint64_t bytes;
    Str value;
} HttpUpload;

typedef struct HttpRequest {
    HttpMethod method;
    Str path;   // as sent, still percent-encoded, begins with '/' (or is "*" for OPTIONS)
    Str query;  // as sent, without the '?'
    const HttpHeader *headers;
    size_t header_count;
    Str body;                   // of a route with HTTP_BODY_MEMORY
    const HttpUpload *uploads;  // of a route with HTTP_BODY_UPLOAD
    size_t upload_count;
    Str id;                // X-Request-Id when the client sent a sane one, otherwise made here
    Str peer;              // the address of the other end: "127.0.0.1", "2001:db8::1"
    bool secure;           // came over TLS
    bool wants_websocket;  // a complete and valid WebSocket handshake (RFC 6455)
    int64_t started_us;    // clock_mono_us() when its first byte came
    Arena *arena;
    const atomic_bool *cancelled;  // the client went away, or the server must stop now
    void *user;                    // free for `decide` to leave something for the handler
} HttpRequest;

// The first header of that name, in any case; "" when there is none.
Str http_request_header(const HttpRequest *req, Str name);
// The first query parameter of that name, decoded ('+' is a space); *ret_value is kept when
// there is none. False also when it is not well-formed.
bool http_request_query(const HttpRequest *req, Str name, Str *ret_value);
Str http_request_cookie(const HttpRequest *req, Str name);  // "" when there is none
// The upload or field of that name; NULL when there is none.
const HttpUpload *http_request_upload(const HttpRequest *req, Str name);
bool http_request_is_cancelled(const HttpRequest *req);

const char *http_method_name(HttpMethod method);
