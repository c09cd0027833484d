// tus: the headers of tus 1.0.0, the open protocol of uploads that can be resumed (tus.io):
// core, creation, termination and expiration. Pure.
#pragma once

#include "base/err.h"
#include "net/http_request.h"

#define TUS_VERSION "1.0.0"
#define TUS_EXTENSIONS "creation,expiration,termination"

// The pairs of Upload-Metadata: "filename c2FsZXMuY3N2,mode YXBwZW5k,is_draft".
enum { TUS_PAIRS_MAX = 32, TUS_METADATA_MAX = 16 << 10 };
typedef struct TusMetadata {
    struct {
        Str key, value;
    } pairs[TUS_PAIRS_MAX];
    size_t count;
} TusMetadata;
// Fails: ERR_INVALID a value that is no base64, a key that comes twice; ERR_LIMIT.
MUST_USE bool tus_metadata_read(Str text, Arena *a, TusMetadata *ret, Err *err);
Str tus_metadata_get(const TusMetadata *m, Str key);  // "" when there is none

// Upload-Length, Upload-Offset: digits alone. Fails: ERR_INVALID missing or not of that form.
MUST_USE bool tus_number(const HttpRequest *req, Str name, int64_t *ret, Err *err);
// The method, or the one that X-HTTP-Method-Override puts in place of POST.
HttpMethod tus_method(const HttpRequest *req);
// Whether the client speaks this version: one that names none does.
bool tus_is_spoken(const HttpRequest *req);
bool tus_is_path(Str path);  // of uploads
