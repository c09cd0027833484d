// net_server: a server with a route for each thing the tests want to see. Not a room's code.
//
//     GET  /hello          inline, "hello"
//     *    /echo           the body, by a worker; up to 1 MB
//     POST /upload         a line a part: name|file name|type|bytes|FNV hash; up to 4 GB
//     PATCH /append?at=N&most=M   to the end of "kept" in the folder, when it has N bytes
//     POST /none           takes no body
//     GET  /stream?bytes=N a streamed answer, the letters of the alphabet
//     GET  /abort          a streamed answer that breaks off
//     GET  /events?count=N server-sent events
//     GET  /wait           until it is cancelled (counted) or `release`
//     GET  /large          3 MB at once, inline
//     GET  /id             the request's id and peer, and a header of the answer
//     GET  /ws             WebSocket: echoes; "close" closes; "count N" sends N messages
#pragma once

#include <stdatomic.h>

#include "net/http_server.h"

typedef struct NetServer {
    HttpServer *http;
    int port;
    atomic_bool release;
    atomic_int waiting;
    atomic_int cancelled;
    atomic_int finished;  // observed, complete
    atomic_int broken;    // observed, not complete
    atomic_int websockets_closed;
    char folder[64];  // of uploads
} NetServer;

HttpServerOptions net_server_options(void);
void net_server_start(NetServer *s, HttpServerOptions options);
void net_server_stop(NetServer *s);
int net_server_files(const NetServer *s);  // left in the folder of uploads
// Waits up to 5 s until *value is `wanted`.
bool net_wait_for(atomic_int *value, int wanted);
long net_rss_kb(void);
