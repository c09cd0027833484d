// request_id: the id that ties a request to the log lines and the answers it causes. Pure.
#pragma once

#include "base/str.h"

enum { REQUEST_ID_PREFIX = 8 };

// Whether an id that a client sent may go into logs and headers: 1 to 64 of [A-Za-z0-9._-].
bool request_id_is_sane(Str id);
// Unique, not secret: a random beginning, REQUEST_ID_PREFIX characters, then a count.
Str request_id_make(Arena *a, const char *prefix, uint64_t count);
