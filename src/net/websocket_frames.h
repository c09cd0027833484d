// websocket_frames: RFC 6455 frames of one connection's server side (wslay), from and to bytes.
//
// Pure: no sockets, no threads. Answers pings and closes by itself, checks UTF-8, puts fragments
// together up to WEBSOCKET_MESSAGE_MAX.
#pragma once

#include <event2/buffer.h>

#include "base/str.h"

typedef struct WebSocketFrames WebSocketFrames;
typedef void (*WebSocketMessage)(void *ctx, bool is_text, Str bytes);

WebSocketFrames *websocket_frames_new(WebSocketMessage message, void *ctx);
void websocket_frames_free(WebSocketFrames *frames);

// What breaks the protocol queues a close and stops reading.
void websocket_frames_input(WebSocketFrames *frames, Str bytes);
bool websocket_frames_send(WebSocketFrames *frames, bool is_text, Str bytes);  // copies
void websocket_frames_ping(WebSocketFrames *frames);
void websocket_frames_close(WebSocketFrames *frames, int code, Str reason);
// Moves queued frames into `out` until it holds about `max`.
void websocket_frames_output(WebSocketFrames *frames, struct evbuffer *out, size_t max);

bool websocket_frames_wants_input(const WebSocketFrames *frames);
bool websocket_frames_wants_output(const WebSocketFrames *frames);
bool websocket_frames_is_closing(const WebSocketFrames *frames);  // either side has said so
bool websocket_frames_is_over(const WebSocketFrames *frames);     // both have, and all is written
