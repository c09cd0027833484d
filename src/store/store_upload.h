// store_upload: files on their way in: what they are, and how far their import has come.
#pragma once

#include "store/store.h"

typedef struct StoreUpload {
    Str id;
    Str name;         // as the person knows it
    int64_t length;   // bytes in all
    Str fingerprint;  // by which a client knows the file again; "" none
    Str mode, table, key;
    Str job;           // of the import; "" until the file is whole
    int64_t attempts;  // how often the import began
    bool over;         // done, failed or given up: its file is not needed any more
    Moment made_at;
} StoreUpload;

// Takes all but attempts and over.
MUST_USE bool store_upload_add(Store *s, Str workspace, const StoreUpload *upload, Err *err);
// Fails: ERR_NOT_FOUND.
MUST_USE bool store_upload_get(Store *s, Str workspace, Str id, Arena *a, StoreUpload *ret,
                               Err *err);
// Fails: ERR_NOT_FOUND no upload has that job.
MUST_USE bool store_upload_of_job(Store *s, Str workspace, Str job, Arena *a, StoreUpload *ret,
                                  Err *err);
// All, the oldest first.
MUST_USE bool store_upload_list(Store *s, Str workspace, Arena *a, StoreUpload **ret,
                                size_t *ret_count, Err *err);
// Gives a whole file its job, once: *ret_taken is false when it had one before.
MUST_USE bool store_upload_take(Store *s, Str id, Str job, bool *ret_taken, Err *err);
// `by` is 1 when the import begins, -1 when it was stopped through no fault of the file's.
MUST_USE bool store_upload_attempt(Store *s, Str id, int by, Err *err);
MUST_USE bool store_upload_end(Store *s, Str id, Err *err);
MUST_USE bool store_upload_remove(Store *s, Str id, Err *err);  // absent is fine
