// api_guard: which requests are answered, and who sends them. With api.c's dispatch the one place
// where that is decided: a handler runs only for whom its row of the route table allows.
#pragma once

#include "api/route.h"
#include "auth/auth.h"
#include "net/http_request.h"

// "127.0.0.0/8", "::1", "localhost".
bool api_guard_is_loopback(const char *host);

// Without accounts the Host must be a loopback name (else a foreign name was made to point here:
// DNS rebinding); with them any will do, for a session's cookie goes to its own host alone. A
// request that changes something, or opens a WebSocket, must come from no page at all or from one
// of this very host (Origin).
bool api_guard_allows(const HttpRequest *req, bool has_people);

// By the session that it carries. Counts as using it; never waits.
AuthVisitor api_guard_visitor(Auth *auth, const HttpRequest *req);
// Whether a route is for that visitor by their role. *more says what else is told to who is not let
// in. Fails: ERR_DENIED nobody is signed in, or the role is not enough.
MUST_USE bool api_guard_permits(const Route *route, const AuthVisitor *visitor, ProblemMore *more,
                                Err *err);

// Over TLS, or through a proxy on this machine that says so.
bool api_guard_is_secure(const HttpRequest *req);
// Where it comes from: what a proxy on this machine says, else the other end.
Str api_guard_address(const HttpRequest *req);
