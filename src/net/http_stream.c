#include "net/http_stream.h"

// One put may pass HTTP_STREAM_WAITING_MAX by its own length, which the caller has in memory
// anyway.
static const size_t PUT_MAX = SIZE_MAX / 4;

void http_stream_init(HttpStream *stream, NetLoop *loop, NetTask *wake) {
    *stream = (HttpStream){.loop = loop, .wake = wake};
    pthread_mutex_init(&stream->lock, NULL);
    pthread_cond_init(&stream->moved, NULL);
    buf_init(&stream->waiting, PUT_MAX);
}

void http_stream_done(HttpStream *stream) {
    buf_done(&stream->waiting);
    pthread_cond_destroy(&stream->moved);
    pthread_mutex_destroy(&stream->lock);
}

bool http_stream_put(HttpStream *stream, Str before, Str bytes, Str after) {
    pthread_mutex_lock(&stream->lock);
    while (!stream->cut && stream->waiting.len > HTTP_STREAM_WAITING_MAX) {
        pthread_cond_wait(&stream->moved, &stream->lock);
    }
    if (!stream->cut) {
        buf_add(&stream->waiting, before);
        buf_add(&stream->waiting, bytes);
        buf_add(&stream->waiting, after);
    }
    bool lost = stream->cut || stream->waiting.overflow;
    bool post = !lost && !stream->posted && stream->waiting.len > 0;
    if (post) stream->posted = true;
    pthread_mutex_unlock(&stream->lock);
    if (post) net_loop_post(stream->loop, stream->wake);
    return !lost;
}

bool http_stream_take(HttpStream *stream, Buf *ret) {
    pthread_mutex_lock(&stream->lock);
    bool any = stream->waiting.len > 0;
    if (any) {
        *ret = stream->waiting;
        buf_init(&stream->waiting, PUT_MAX);
        pthread_cond_signal(&stream->moved);
    }
    pthread_mutex_unlock(&stream->lock);
    return any;
}

void http_stream_woken(HttpStream *stream) {
    pthread_mutex_lock(&stream->lock);
    stream->posted = false;
    pthread_mutex_unlock(&stream->lock);
}

void http_stream_cut(HttpStream *stream) {
    pthread_mutex_lock(&stream->lock);
    stream->cut = true;
    buf_clear(&stream->waiting);
    pthread_cond_signal(&stream->moved);
    pthread_mutex_unlock(&stream->lock);
}
