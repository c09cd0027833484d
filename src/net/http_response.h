// http_response: the answer to one request, whole or streamed.
//
//     http_response_status(res, 201);
//     http_response_header(res, S("Location"), location);
//     http_response_body(res, S("application/json"), text);      // or:
//
//     http_response_begin(res, S("application/x-ndjson"));       // head goes out now
//     while (more) if (!http_response_write(res, chunk)) return; // the client went away
//
// A handler that sets nothing answers 200 with an empty body. Net adds Content-Length or
// chunking, Date, Connection and X-Request-Id, and drops the body of HEAD, 204 and 304.
// Used by the handler's thread only, and not after the handler has returned.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "net/websocket.h"

typedef struct HttpResponse HttpResponse;

void http_response_status(HttpResponse *res, int status);
// Copies. A value with a line end or a control character asserts: it would split the answer.
void http_response_header(HttpResponse *res, Str name, Str value);
// Whether the handler has set that header already.
bool http_response_has_header(const HttpResponse *res, Str name);

// The whole body. `body` is borrowed until it is sent: from the request's arena or static.
// An empty type sends no Content-Type.
void http_response_body(HttpResponse *res, Str type, Str body);
// The same, taking the memory of *body over and leaving it empty.
void http_response_body_buf(HttpResponse *res, Str type, Buf *body);

// Sends the head and goes on with http_response_write. In a worker only, never inline.
void http_response_begin(HttpResponse *res, Str type);
// Copies `bytes` and blocks while the client is slow. False when the client has gone, took too
// long, or the server must stop: the handler should return.
MUST_USE bool http_response_write(HttpResponse *res, Str bytes);
// After a failure in the middle: the connection is cut, so that the client does not take what
// came for the whole. (Returning normally ends the body.)
void http_response_abort(HttpResponse *res);

// Server-sent events (WHATWG HTML 9.2), on a route that is `long_lived`. begin sets the type and
// no-store; `name` and `id` may be ""; a ping is a comment that keeps the way open and finds out
// whether the client is still there. False: the client has gone, or the server ends.
void http_response_events_begin(HttpResponse *res);
MUST_USE bool http_response_event(HttpResponse *res, Str name, Str id, Str data);
MUST_USE bool http_response_event_ping(HttpResponse *res);

// Answers 101 and hands the connection to `calls`. The caller must have seen
// req->wants_websocket and have checked the Origin. `ctx` must live until on_close has run.
void http_response_websocket(HttpResponse *res, const WebSocketCalls *calls, void *ctx);

// What was set so far, for a hook that observes or decorates.
int http_response_status_get(const HttpResponse *res);
const char *http_response_status_text(int status);  // "Not Found"; "Unknown" when it is not known

// An RFC 9457 problem object of type about:blank; `detail` is for a person.
void http_response_problem(HttpResponse *res, int status, Str detail);
