// http_stream: bytes from a worker to a loop, with back-pressure.
//
// The worker puts and blocks while more than HTTP_STREAM_WAITING_MAX wait; the loop takes whatever
// waits in one move. One writer, one reader.
#pragma once

#include <pthread.h>

#include "base/buf.h"
#include "net/net_loop.h"

enum { HTTP_STREAM_WAITING_MAX = 256 << 10 };

typedef struct HttpStream {
    pthread_mutex_t lock;
    pthread_cond_t moved;
    NetLoop *loop;
    NetTask *wake;  // posted when there is something to take
    Buf waiting;
    bool posted;
    bool cut;  // the reader has gone
} HttpStream;

void http_stream_init(HttpStream *stream, NetLoop *loop, NetTask *wake);
void http_stream_done(HttpStream *stream);

// The three one after the other, never torn apart. False when the reader has gone.
bool http_stream_put(HttpStream *stream, Str before, Str bytes, Str after);

// On the loop. Moves what waits into *ret (empty before; the caller's to free); false when nothing.
bool http_stream_take(HttpStream *stream, Buf *ret);
// On the loop: the task `wake` has run, so it may be posted again.
void http_stream_woken(HttpStream *stream);
// On the loop: nobody will take any more; wakes the writer.
void http_stream_cut(HttpStream *stream);
