// paging: numbers of a request's query string, such as limit and offset.
#pragma once

#include "base/err.h"
#include "net/http_request.h"

typedef struct PagingRule {
    const char *name;
    int64_t fallback;  // when it is not given
    int64_t least, most;
} PagingRule;

// Fails: ERR_INVALID not a whole number from `least` to `most`.
MUST_USE bool paging_number(const HttpRequest *req, const PagingRule *rule, int64_t *ret, Err *err);
