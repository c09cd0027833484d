// upload: a request's body into files as it comes, whole or by its multipart parts.
//
// Blocks on the disk: runs on the disk pool. Plain fields stay in memory, bounded. Files are
// private (0600), have unguessable names, and are removed unless somebody renamed them away.
#pragma once

#include "base/err.h"
#include "net/http_request.h"

typedef struct Upload Upload;

enum { UPLOAD_FIELD_MAX = 64 << 10, UPLOAD_FIELDS_BYTES_MAX = 1 << 20 };

// Everything lives in `a`; texts and `folder` are borrowed. Fails: ERR_INVALID wrong multipart
// type.
MUST_USE bool upload_new(Arena *a, const char *folder, Str content_type, Upload **ret_upload,
                         Err *err);
// The whole body to the end of a file that is there; the file stays whatever happens.
// Fails: ERR_NOT_FOUND, ERR_CONFLICT its size is not append->at; upload_write fails with ERR_LIMIT
// past append->most.
typedef struct UploadAppend {
    const char *path;
    uint64_t at, most;
} UploadAppend;
MUST_USE bool upload_append(Arena *a, const UploadAppend *append, Upload **ret_upload, Err *err);
// Fails: ERR_INVALID malformed, ERR_LIMIT, ERR_UNAVAILABLE the disk is full, ERR_IO.
MUST_USE bool upload_write(Upload *upload, Str bytes, Err *err);
MUST_USE bool upload_finish(Upload *upload, const HttpUpload **ret_parts, size_t *ret_count,
                            Err *err);
void upload_done(Upload *upload);  // closes and removes what is left; NULL is fine
