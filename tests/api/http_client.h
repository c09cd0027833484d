// http_client: a plain HTTP client for tests (libcurl), one request a call.
#pragma once

#include "base/arena.h"
#include "base/str.h"

typedef struct HttpReply {
    int status;
    Str type;     // Content-Type
    Str headers;  // as received
    Str body;
} HttpReply;

typedef struct HttpSend {
    const char *method;
    const char *url;
    const char *const *headers;  // "Name: value", ended by NULL; may be NULL
    Str body;
    const char *file_name;      // set: `body` goes as a file in a multipart form
    const char *const *fields;  // with a file: "name=value", ended by NULL; may be NULL
    uint64_t file_bytes;        // with a file: that many bytes of `fill` instead of `body`
    size_t (*fill)(char *bytes, size_t size, size_t count, void *ctx);
    void *fill_ctx;
} HttpSend;

// Fails the test when there is no answer within 60 s. Any certificate will do.
HttpReply http_client_send(const HttpSend *send, Arena *a);
// The same for a server that may be gone: false when there is no whole answer. *ret_refused says
// that the server was not reached at all.
bool http_client_try(const HttpSend *send, Arena *a, HttpReply *ret_reply, bool *ret_refused);
