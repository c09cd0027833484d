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
} HttpSend;

// Fails the test when there is no answer within 20 s.
HttpReply http_client_send(const HttpSend *send, Arena *a);
