// http_connection: one socket: reading, sending, its state, its end. On its loop's thread only.
//
// Every entry (an event, a task, a time-out) changes the state and ends with
// http_connection_settle, the one place that sends, goes on to the next request, sets the
// time-out, chooses what to wait for, and frees.
#pragma once

#include <event2/event_struct.h>

#include "net/http_loop.h"
#include "net/transport.h"
#include "net/websocket_link.h"

typedef enum HttpState {
    STATE_HEAD,    // between requests, or reading a head
    STATE_BODY,    // reading a body
    STATE_RUN,     // a handler runs, or the last of an upload is written
    STATE_SEND,    // the whole answer is in `out`
    STATE_LINGER,  // all is said: reads over what comes until the client closes
    STATE_WEBSOCKET,
} HttpState;

struct HttpConnection {
    NetTask adopt;
    HttpLoop *home;
    HttpConnection *prev;
    HttpConnection *next;
    Transport transport;
    struct event read_event;
    struct event write_event;
    Deadline deadline;
    HttpPhase phase;
    HttpState state;
    HttpParse parse;
    HttpExchange *exchange;  // NULL between requests
    WebSocketLink *websocket;
    struct evbuffer *out;  // NULL until something is sent
    Buf pending;           // came while a request was being answered
    size_t progress;       // bytes since the time-out was last set
    int requests;
    bool reading;  // the events that are set
    bool writing;
    bool ended;        // the client sends no more
    bool close_after;  // the answer
    bool dying;        // to be freed by settle
    PeerKey peer;
    char peer_text[INET6_ADDRSTRLEN];
};

// Takes `fd` over, counted at the gate already; goes to live on its loop. Closes it when memory is
// out.
void http_connection_start(HttpLoop *home, int fd, const struct sockaddr_storage *address);
void http_connection_settle(HttpConnection *conn);
void http_connection_timeout(HttpConnection *conn);  // by its deadline
// All of a loop, on its thread: the drain has begun; the patience is over.
void http_connection_drain_all(HttpLoop *home);
void http_connection_cut_all(HttpLoop *home);

HttpConnection *http_connection_of(Deadline *d);
// What is waiting to be sent, made on first use.
struct evbuffer *http_connection_out(HttpConnection *conn);
