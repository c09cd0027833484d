// uploads: files on their way in, kept until their import is over, so that neither a lost
// connection nor a stop of the program loses what has come.
//
// A file lies in a folder of its own, FOLDER/ID/upload; how much of it is there is its size, and
// what it is stands in the store (store_upload.h).
#pragma once

#include "store/store_upload.h"

enum {
    UPLOADS_OPEN_MAX = 100,  // files that are not whole
    UPLOADS_DAYS = 7,        // without another byte; what was whole is remembered as long
    UPLOADS_NAME_MAX = 500,
};
#define UPLOADS_BYTES_MAX (INT64_C(64) << 30)     // of one file
#define UPLOADS_SPACE_LEFT (UINT64_C(256) << 20)  // on the disk, with all of the file there

typedef struct Uploads {
    Store *store;
    Str workspace;
    const char *folder;
} Uploads;

typedef struct UploadState {
    StoreUpload record;
    uint64_t offset;  // bytes that are here
    const char *path;
    Moment expires_at;
} UploadState;

// Takes name, length, fingerprint, mode, table and key of `wanted`.
// Fails: ERR_INVALID, ERR_LIMIT too large or too many; ERR_UNAVAILABLE the disk is too full.
MUST_USE bool uploads_add(const Uploads *u, const StoreUpload *wanted, Arena *a, UploadState *ret,
                          Err *err);
// One that is whole, from a file that is moved away. Takes `job`, too.
MUST_USE bool uploads_adopt(const Uploads *u, const StoreUpload *wanted, const char *path, Arena *a,
                            UploadState *ret, Err *err);
// Fails: ERR_NOT_FOUND.
MUST_USE bool uploads_get(const Uploads *u, Str id, Arena *a, UploadState *ret, Err *err);
MUST_USE bool uploads_list(const Uploads *u, Arena *a, UploadState **ret, size_t *ret_count,
                           Err *err);
// Gives a whole file its job when it has none: *ret_taken says that this call did. What is told of
// as taken is on the disk.
MUST_USE bool uploads_take(const Uploads *u, Str job, Arena *a, UploadState *state, bool *ret_taken,
                           Err *err);
bool uploads_is_whole(const UploadState *state);
// The file goes; that there was one is remembered, so that who asks again is told of its job.
MUST_USE bool uploads_end(const Uploads *u, const StoreUpload *record, Err *err);
MUST_USE bool uploads_remove(const Uploads *u, Str id, Err *err);  // as if it had never been
// Removes what was abandoned. `starting`: nothing is under way, so that files which belong to
// nobody go as well.
MUST_USE bool uploads_tidy(const Uploads *u, bool starting, Err *err);
