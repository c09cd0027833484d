// api_guard: keeps a server without accounts to the pages of its own machine.
#pragma once

#include "net/http_request.h"

// "127.0.0.0/8", "::1", "localhost".
bool api_guard_is_loopback(const char *host);

// The Host must be a loopback name (else a foreign name was made to point here: DNS rebinding).
// A request that changes something, or opens a WebSocket, must come from no page at all or from
// one of this very host (Origin).
bool api_guard_allows(const HttpRequest *req);
