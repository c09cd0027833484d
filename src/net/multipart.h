// multipart: reads a multipart/form-data body (RFC 7578, RFC 2046) in pieces of any size.
//
// Pure: no files, no sockets. Keeps nothing of the content; a part's bytes go to `data` as they
// come. What is allocated (a part's head) lives in the arena.
//
//     body = [preamble CRLF] 1*("--" boundary CRLF *(header CRLF) CRLF content CRLF)
//            "--" boundary "--" [epilogue]
#pragma once

#include "base/err.h"
#include "base/str.h"

enum { MULTIPART_BOUNDARY_MAX = 70, MULTIPART_HEAD_MAX = 8 << 10, MULTIPART_PARTS_MAX = 1000 };

typedef struct MultipartPart {
    Str name;
    Str file_name;  // last component only; "" when there is none
    Str type;
    bool is_file;  // a filename was given, be it empty
} MultipartPart;

typedef struct MultipartCalls {
    bool (*part)(void *ctx, const MultipartPart *part, Err *err);  // texts live in the arena
    bool (*data)(void *ctx, Str bytes, Err *err);
    bool (*end)(void *ctx, Err *err);  // of the part
} MultipartCalls;

typedef struct Multipart Multipart;

// The boundary in a Content-Type header. Fails: ERR_INVALID not multipart/form-data, or wrong.
MUST_USE bool multipart_boundary(Str content_type, Str *ret_boundary, Err *err);
Multipart *multipart_new(Arena *a, Str boundary, const MultipartCalls *calls, void *ctx);
// Fails: ERR_INVALID malformed; ERR_LIMIT; what a call failed with.
MUST_USE bool multipart_feed(Multipart *m, Str bytes, Err *err);
// At the end of the body. Fails: ERR_INVALID when the closing boundary has not come.
MUST_USE bool multipart_finish(const Multipart *m, Err *err);
