// http_gzip: answers made on the spot, compressed for who takes it.
//
// Files come compressed from the build (static_files); this is for JSON, which shrinks to a tenth.
// Answers hold no secret beside what a stranger may choose, so their length tells nothing (BREACH).
#pragma once

#include "net/http_request.h"
#include "net/http_response.h"

enum {
    HTTP_GZIP_BYTES_MIN = 1200,     // one packet as it is
    HTTP_GZIP_BYTES_MAX = 8 << 20,  // longer ones go out as they are: 0.3 s at most is spent here
};

// "gzip;q=0, br": whether `coding` is listed in an Accept-Encoding and not refused (RFC 9110
// 12.5.3).
bool http_gzip_accepts(Str accept, Str coding);

// The whole body, like http_response_body_buf, compressed where the client takes gzip and it
// pays. Always says Vary. In a worker: it takes a millisecond for 100 KB.
void http_gzip_body(const HttpRequest *req, HttpResponse *res, Str type, Buf *body);
