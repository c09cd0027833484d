#include "net/upload_pump.h"

#include <assert.h>

#include "base/buf.h"

enum { FILLING_MAX = UPLOAD_PIECE + (256 << 10) };  // room for what one read of a socket brings

struct UploadPump {
    Arena *arena;
    NetLoop *loop;
    WorkerPool *disk;
    void (*progress)(void *ctx);
    void *ctx;
    const char *folder;
    Str content_type;
    UploadPlace place;  // NULL: into a file of its own
    void *place_ctx;
    Upload *upload;
    Buf filling;
    Buf writing;
    bool busy;       // the disk pool has `writing`, `upload`, `err` and the arena
    bool ending;     // the body is complete
    bool cut;        // nothing more comes, and it is not
    bool finishing;  // the piece lent is the last
    bool over;
    bool failed;
    Err err;
    const HttpUpload *parts;
    size_t part_count;
    WorkerJob job;
    NetTask returned;
};

static bool upload_begin(UploadPump *pump, Err *err) {
    UploadAppend append = {0};
    if (!pump->place) {
        return upload_new(pump->arena, pump->folder, pump->content_type, &pump->upload, err);
    }
    return pump->place(pump->place_ctx, &append, err) &&
           upload_append(pump->arena, &append, &pump->upload, err);
}

static bool piece_write(UploadPump *pump, Err *err) {
    if (!pump->upload && !upload_begin(pump, err)) return false;
    if (!upload_write(pump->upload, buf_str(&pump->writing), err)) return false;
    if (!pump->finishing) return true;
    return upload_finish(pump->upload, &pump->parts, &pump->part_count, err);
}

static UploadPump *pump_of_job(WorkerJob *job) {
    return (UploadPump *)(void *)((char *)job - offsetof(UploadPump, job));
}

static void on_disk(WorkerJob *job) {
    UploadPump *pump = pump_of_job(job);
    pump->failed = !piece_write(pump, &pump->err);
    net_loop_post(pump->loop, &pump->returned);
}

// Lends the next piece when it is time: a full one, or whatever is there at the end.
static void piece_lend(UploadPump *pump) {
    if (pump->busy || pump->over) return;
    bool due = pump->filling.len >= UPLOAD_PIECE || pump->ending;
    bool rest = pump->cut && pump->filling.len > 0;
    if (!due && !rest) return;
    Buf empty = pump->writing;
    buf_clear(&empty);
    pump->writing = pump->filling;
    pump->filling = empty;
    pump->finishing = pump->ending;
    pump->busy = true;
    worker_pool_submit_always(pump->disk, &pump->job);
}

static void on_returned(NetTask *task) {
    UploadPump *pump = (UploadPump *)(void *)((char *)task - offsetof(UploadPump, returned));
    pump->busy = false;
    pump->over = pump->failed || pump->finishing;
    piece_lend(pump);
    pump->progress(pump->ctx);  // may free the pump
}

UploadPump *upload_pump_new(Arena *a, const char *folder, Str content_type) {
    UploadPump *pump = arena_new(a, UploadPump, 1);
    pump->arena = a;
    pump->folder = folder;
    pump->content_type = content_type;
    pump->job.run = on_disk;
    pump->returned.run = on_returned;
    buf_init(&pump->filling, FILLING_MAX);
    buf_init(&pump->writing, FILLING_MAX);
    return pump;
}

void upload_pump_place(UploadPump *pump, UploadPlace place, void *ctx) {
    pump->place = place;
    pump->place_ctx = ctx;
}

void upload_pump_start(UploadPump *pump, NetLoop *loop, WorkerPool *disk,
                       void (*progress)(void *ctx), void *ctx) {
    pump->loop = loop;
    pump->disk = disk;
    pump->progress = progress;
    pump->ctx = ctx;
}

void upload_pump_free(UploadPump *pump) {
    if (!pump) return;
    assert(!pump->busy);
    upload_done(pump->upload);
    buf_done(&pump->filling);
    buf_done(&pump->writing);
}

void upload_pump_add(UploadPump *pump, Str bytes) {
    if (pump->over) return;  // it failed: the answer is on its way
    buf_add(&pump->filling, bytes);
    assert(!pump->filling.overflow);
    piece_lend(pump);
}

void upload_pump_end(UploadPump *pump) {
    pump->ending = true;
    piece_lend(pump);
}

void upload_pump_cut(UploadPump *pump) {
    if (!pump->place) return;
    pump->cut = true;
    piece_lend(pump);
}

bool upload_pump_is_full(const UploadPump *pump) { return pump->filling.len >= UPLOAD_PIECE; }

bool upload_pump_is_busy(const UploadPump *pump) { return pump->busy; }

bool upload_pump_is_over(const UploadPump *pump) { return pump->over; }

bool upload_pump_result(const UploadPump *pump, const HttpUpload **ret_parts, size_t *ret_count,
                        Err *err) {
    assert(pump->over);
    if (pump->failed) {
        *err = pump->err;
        return false;
    }
    *ret_parts = pump->parts;
    *ret_count = pump->part_count;
    return true;
}
