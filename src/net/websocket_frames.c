#include "net/websocket_frames.h"

#include <stdlib.h>
#include <string.h>
#include <wslay/wslay.h>

#include "net/websocket.h"

// Pongs and the like that may wait: a client that pings and never reads must not fill the memory.
enum { QUEUED_MAX = 256, CLOSE_REASON_MAX = 123 };

struct WebSocketFrames {
    wslay_event_context_ptr wslay;
    WebSocketMessage message;
    void *ctx;
    Str input;             // what is left of the bytes being read
    struct evbuffer *out;  // during websocket_frames_output
    size_t out_max;
    bool failed;
};

static ssize_t on_recv(wslay_event_context_ptr wslay, uint8_t *bytes, size_t max, int flags,
                       void *ctx) {
    (void)flags;
    WebSocketFrames *frames = ctx;
    size_t len = frames->input.len < max ? frames->input.len : max;
    if (len == 0) {
        wslay_event_set_error(wslay, WSLAY_ERR_WOULDBLOCK);
        return -1;
    }
    memcpy(bytes, frames->input.ptr, len);
    frames->input = str_skip(frames->input, len);
    return (ssize_t)len;
}

static ssize_t on_send(wslay_event_context_ptr wslay, const uint8_t *bytes, size_t len, int flags,
                       void *ctx) {
    (void)flags;
    WebSocketFrames *frames = ctx;
    if (evbuffer_get_length(frames->out) >= frames->out_max) {
        wslay_event_set_error(wslay, WSLAY_ERR_WOULDBLOCK);
        return -1;
    }
    if (evbuffer_add(frames->out, bytes, len) != 0) {
        wslay_event_set_error(wslay, WSLAY_ERR_CALLBACK_FAILURE);
        return -1;
    }
    return (ssize_t)len;
}

static void on_message(wslay_event_context_ptr wslay,
                       const struct wslay_event_on_msg_recv_arg *message, void *ctx) {
    (void)wslay;
    WebSocketFrames *frames = ctx;
    if (wslay_is_ctrl_frame(message->opcode)) return;
    frames->message(frames->ctx, message->opcode == WSLAY_TEXT_FRAME,
                    str_of((const char *)message->msg, message->msg_length));
}

static const struct wslay_event_callbacks CALLS = {
    .recv_callback = on_recv,
    .send_callback = on_send,
    .on_msg_recv_callback = on_message,
};

WebSocketFrames *websocket_frames_new(WebSocketMessage message, void *ctx) {
    WebSocketFrames *frames = calloc(1, sizeof *frames);
    if (!frames) abort();
    frames->message = message;
    frames->ctx = ctx;
    if (wslay_event_context_server_init(&frames->wslay, &CALLS, frames) != 0) abort();
    wslay_event_config_set_max_recv_msg_length(frames->wslay, WEBSOCKET_MESSAGE_MAX);
    return frames;
}

void websocket_frames_free(WebSocketFrames *frames) {
    if (!frames) return;
    wslay_event_context_free(frames->wslay);
    free(frames);
}

void websocket_frames_input(WebSocketFrames *frames, Str bytes) {
    frames->input = bytes;
    while (frames->input.len > 0 && wslay_event_want_read(frames->wslay)) {
        if (wslay_event_recv(frames->wslay) == 0) continue;
        frames->failed = true;
        break;
    }
    frames->input = S("");
}

bool websocket_frames_send(WebSocketFrames *frames, bool is_text, Str bytes) {
    struct wslay_event_msg message = {
        .opcode = is_text ? WSLAY_TEXT_FRAME : WSLAY_BINARY_FRAME,
        .msg = (const uint8_t *)bytes.ptr,
        .msg_length = bytes.len,
    };
    return wslay_event_queue_msg(frames->wslay, &message) == 0;
}

void websocket_frames_ping(WebSocketFrames *frames) {
    struct wslay_event_msg ping = {.opcode = WSLAY_PING};
    if (wslay_event_queue_msg(frames->wslay, &ping) != 0) frames->failed = true;
}

void websocket_frames_close(WebSocketFrames *frames, int code, Str reason) {
    if (websocket_frames_is_closing(frames)) return;
    Str cut = str_slice(reason, 0, CLOSE_REASON_MAX);
    if (wslay_event_queue_close(frames->wslay, (uint16_t)code, (const uint8_t *)cut.ptr, cut.len) !=
        0) {
        frames->failed = true;
    }
}

void websocket_frames_output(WebSocketFrames *frames, struct evbuffer *out, size_t max) {
    frames->out = out;
    frames->out_max = max;
    if (wslay_event_want_write(frames->wslay) && wslay_event_send(frames->wslay) != 0) {
        frames->failed = true;
    }
    frames->out = NULL;
}

bool websocket_frames_wants_input(const WebSocketFrames *frames) {
    return !frames->failed && wslay_event_want_read(frames->wslay) &&
           wslay_event_get_queued_msg_count(frames->wslay) < QUEUED_MAX;
}

bool websocket_frames_wants_output(const WebSocketFrames *frames) {
    return !frames->failed && wslay_event_want_write(frames->wslay);
}

bool websocket_frames_is_closing(const WebSocketFrames *frames) {
    return frames->failed || wslay_event_get_close_sent(frames->wslay) ||
           wslay_event_get_close_received(frames->wslay) ||
           !wslay_event_get_read_enabled(frames->wslay);
}

bool websocket_frames_is_over(const WebSocketFrames *frames) {
    if (frames->failed) return true;
    return !wslay_event_want_read(frames->wslay) && !wslay_event_want_write(frames->wslay);
}
