// The frames of a WebSocket client, in pieces; whatever comes, the answers stay bounded and every
// text handed on is UTF-8.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "net/websocket.h"
#include "net/websocket_frames.h"

enum { OUT_MAX = 64 << 10 };

static void must(bool ok) {
    if (!ok) abort();
}

static void on_message(void *ctx, bool is_text, Str bytes) {
    must(!is_text || utf8_valid(bytes));
    must(bytes.len <= WEBSOCKET_MESSAGE_MAX);
    websocket_frames_send(*(WebSocketFrames **)ctx, is_text, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    WebSocketFrames *frames = NULL;
    frames = websocket_frames_new(on_message, &frames);
    struct evbuffer *out = evbuffer_new();
    size_t step = 1 + data[0];
    Str rest = str_of((const char *)data + 1, size - 1);
    while (rest.len > 0 && websocket_frames_wants_input(frames)) {
        Str piece = str_slice(rest, 0, step);
        websocket_frames_input(frames, piece);
        rest = str_skip(rest, piece.len);
        websocket_frames_output(frames, out, OUT_MAX);
        must(evbuffer_get_length(out) <= OUT_MAX + WEBSOCKET_MESSAGE_MAX);
        evbuffer_drain(out, evbuffer_get_length(out));
    }
    websocket_frames_close(frames, 1001, S("done"));
    websocket_frames_output(frames, out, OUT_MAX);
    evbuffer_free(out);
    websocket_frames_free(frames);
    return 0;
}
