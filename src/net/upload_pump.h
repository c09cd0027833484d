// upload_pump: carries a body from its loop to the disk pool, one piece at a time.
//
// Two pieces of UPLOAD_PIECE bytes are all the memory an upload takes: one is written while the
// other fills; when both are full the socket is not read. Loop only, but for the writing.
#pragma once

#include "net/net_loop.h"
#include "net/upload.h"
#include "net/worker_pool.h"

enum { UPLOAD_PIECE = 256 << 10 };

typedef struct UploadPump UploadPump;

// `progress` runs on the loop each time the disk pool has given a piece back. The arena is used
// on the disk pool while upload_pump_is_busy.
// `folder` and `content_type` are borrowed.
UploadPump *upload_pump_new(Arena *a, const char *folder, Str content_type);
// The body goes where `place` says, which runs on the disk pool.
typedef bool (*UploadPlace)(void *ctx, UploadAppend *ret, Err *err);
void upload_pump_place(UploadPump *pump, UploadPlace place, void *ctx);
void upload_pump_start(UploadPump *pump, NetLoop *loop, WorkerPool *disk,
                       void (*progress)(void *ctx), void *ctx);
void upload_pump_free(UploadPump *pump);  // not while it is busy; removes the files; NULL is fine

void upload_pump_add(UploadPump *pump, Str bytes);
void upload_pump_end(UploadPump *pump);  // the body is complete
// Nothing more comes, though the body is not complete. What has come is still written where it is
// kept; then the pump is no longer busy.
void upload_pump_cut(UploadPump *pump);
bool upload_pump_is_full(const UploadPump *pump);
bool upload_pump_is_busy(const UploadPump *pump);
// True when everything is written, or has failed.
bool upload_pump_is_over(const UploadPump *pump);
// After it is over. Fails as upload_write does.
MUST_USE bool upload_pump_result(const UploadPump *pump, const HttpUpload **ret_parts,
                                 size_t *ret_count, Err *err);
