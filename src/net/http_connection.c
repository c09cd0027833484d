#include "net/http_connection.h"

#include <arpa/inet.h>
#include <assert.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "net/http_dialog.h"

enum {
    READ_TURNS = 4,          // reads of one socket before the others get their turn
    PENDING_MAX = 64 << 10,  // pipelined bytes kept while a request is answered
    OUT_LOW = 128 << 10,     // below it more of a stream is taken
    WEBSOCKET_OUT_MAX = 256 << 10,
};

static size_t out_length(const HttpConnection *conn) {
    return conn->out ? evbuffer_get_length(conn->out) : 0;
}

struct evbuffer *http_connection_out(HttpConnection *conn) {
    if (!conn->out) conn->out = evbuffer_new();
    if (!conn->out) abort();  // a small allocation, as those of an arena
    return conn->out;
}

HttpConnection *http_connection_of(Deadline *d) {
    return (HttpConnection *)(void *)((char *)d - offsetof(HttpConnection, deadline));
}

static void connection_free(HttpConnection *conn) {
    HttpLoop *home = conn->home;
    if (conn->websocket) websocket_link_detach(conn->websocket);
    http_dialog_abandon(conn);
    if (conn->reading) event_del(&conn->read_event);
    if (conn->writing) event_del(&conn->write_event);
    transport_done(&conn->transport);
    if (conn->out) evbuffer_free(conn->out);
    buf_done(&conn->pending);
    deadline_clear(&conn->deadline);
    if (conn->prev)
        conn->prev->next = conn->next;
    else
        home->connections = conn->next;
    if (conn->next) conn->next->prev = conn->prev;
    PeerKey peer = conn->peer;
    free(conn);
    connection_gate_leave(home->core->gate, peer);  // last: who waits for it frees the server
}

// Whether bytes that come now have somewhere to go.
static bool wants_input(const HttpConnection *conn) {
    if (conn->ended || conn->dying) return false;
    switch (conn->state) {
        case STATE_HEAD:
        case STATE_LINGER: return true;
        case STATE_BODY:
            return !conn->exchange->upload || !upload_pump_is_full(conn->exchange->upload);
        case STATE_RUN:
        case STATE_SEND: return conn->pending.len < PENDING_MAX;
        case STATE_WEBSOCKET: return websocket_link_wants_input(conn->websocket);
    }
    return false;
}

static void input(HttpConnection *conn, Str bytes) {
    conn->progress += bytes.len;
    switch (conn->state) {
        case STATE_HEAD:
        case STATE_BODY: http_dialog_feed(conn, bytes); break;
        case STATE_RUN:
        case STATE_SEND: buf_add(&conn->pending, bytes); break;
        case STATE_LINGER: break;
        case STATE_WEBSOCKET: websocket_link_input(conn->websocket, bytes); break;
    }
}

// The client sends no more. It may still read (a script's "shutdown"), so what is being answered is
// answered; but most often it has gone, so the handler is told to stop if it looks.
static void input_end(HttpConnection *conn) {
    conn->ended = true;
    bool answering = conn->state == STATE_RUN || conn->state == STATE_SEND;
    if (answering && conn->exchange) atomic_store(&conn->exchange->cancelled, true);
    if (!answering && out_length(conn) == 0) conn->dying = true;
    if (conn->state == STATE_WEBSOCKET || conn->state == STATE_LINGER) conn->dying = true;
    if (conn->state == STATE_BODY) conn->dying = true;
}

static void on_readable(evutil_socket_t fd, short what, void *context) {
    (void)fd;
    (void)what;
    HttpConnection *conn = context;
    for (int turn = 0; turn < READ_TURNS && wants_input(conn); turn++) {
        size_t count = 0;
        char *bytes = conn->home->read_buffer;
        TransportResult result = transport_read(&conn->transport, bytes, HTTP_READ_MAX, &count);
        if (result == TRANSPORT_OK) input(conn, str_of(bytes, count));
        if (result == TRANSPORT_END) input_end(conn);
        if (result == TRANSPORT_LOST) conn->dying = true;
        if (result != TRANSPORT_OK) break;
        if (!conn->transport.ssl && count < HTTP_READ_MAX) break;  // surely empty: spare a call
    }
    if (conn->reading && transport_has_more(&conn->transport) && wants_input(conn)) {
        event_active(&conn->read_event, EV_READ, 0);
    }
    http_connection_settle(conn);
}

static void on_writable(evutil_socket_t fd, short what, void *context) {
    HttpConnection *conn = context;
    if (conn->transport.read_wants_write)
        on_readable(fd, what, context);
    else
        http_connection_settle(conn);
}

static void flush(HttpConnection *conn) {
    size_t before = out_length(conn);
    if (before == 0 || conn->dying) return;
    if (transport_write(&conn->transport, conn->out) == TRANSPORT_LOST) conn->dying = true;
    conn->progress += before - out_length(conn);
}

static void linger(HttpConnection *conn) {
    transport_shutdown(&conn->transport);
    buf_done(&conn->pending);
    conn->state = STATE_LINGER;
    if (conn->ended) conn->dying = true;
}

static void pending_feed(HttpConnection *conn) {
    Buf bytes = conn->pending;
    buf_init(&conn->pending, bytes.max);
    http_dialog_feed(conn, buf_str(&bytes));
    buf_done(&bytes);
}

// One step of what can be done without waiting. False when there is none.
static bool advance(HttpConnection *conn) {
    size_t waiting = out_length(conn);
    switch (conn->state) {
        case STATE_RUN: return waiting < OUT_LOW && http_dialog_stream(conn);
        case STATE_SEND:
            if (waiting > 0) return false;
            http_dialog_sent(conn);
            if (conn->state == STATE_HEAD && conn->close_after) linger(conn);
            return true;
        case STATE_HEAD:
            if (conn->pending.len > 0) {
                pending_feed(conn);
                return true;
            }
            if (conn->ended && waiting == 0) conn->dying = true;
            return false;
        case STATE_WEBSOCKET:
            if (websocket_link_output(conn->websocket, http_connection_out(conn),
                                      WEBSOCKET_OUT_MAX)) {
                return true;
            }
            if (waiting > 0 || !websocket_link_is_over(conn->websocket)) return false;
            linger(conn);
            return true;
        default: return false;
    }
}

static void event_want(struct event *event, bool *is_set, bool wanted) {
    if (*is_set == wanted) return;
    *is_set = wanted;
    if (wanted)
        event_add(event, NULL);
    else
        event_del(event);
}

static void events_choose(HttpConnection *conn) {
    Transport *t = &conn->transport;
    bool waiting = out_length(conn) > 0;
    bool was_reading = conn->reading;
    event_want(&conn->read_event, &conn->reading,
               wants_input(conn) || (waiting && t->write_wants_read && !conn->ended));
    event_want(&conn->write_event, &conn->writing,
               t->read_wants_write || (waiting && !t->write_wants_read));
    if (!was_reading && conn->reading && transport_has_more(t)) {
        event_active(&conn->read_event, EV_READ, 0);
    }
}

static HttpPhase phase_of(const HttpConnection *conn) {
    if (conn->state == STATE_LINGER) return PHASE_LINGER;
    if (out_length(conn) > 0) return PHASE_WRITE;
    switch (conn->state) {
        case STATE_HEAD:
            if (conn->parse.in_message) return PHASE_HEAD;
            if (atomic_load(&conn->home->core->draining)) return PHASE_FAREWELL;
            return conn->requests == 0 ? PHASE_HEAD : PHASE_IDLE;
        case STATE_BODY: return wants_input(conn) ? PHASE_BODY : PHASE_NONE;
        case STATE_WEBSOCKET:
            return websocket_link_is_closing(conn->websocket) ? PHASE_LINGER : PHASE_PING;
        default: return PHASE_NONE;
    }
}

static void deadline_choose(HttpConnection *conn) {
    HttpPhase phase = phase_of(conn);
    bool by_progress = phase == PHASE_BODY || phase == PHASE_WRITE;
    bool again = by_progress && conn->progress >= HTTP_PROGRESS_BYTES;
    if (phase == conn->phase && !again && (conn->deadline.prev || phase == PHASE_NONE)) return;
    conn->phase = phase;
    conn->progress = 0;
    http_loop_deadline(conn->home, phase, &conn->deadline);
}

void http_connection_settle(HttpConnection *conn) {
    do {
        flush(conn);
    } while (!conn->dying && advance(conn));
    if (conn->dying) {
        connection_free(conn);
        return;
    }
    // An idle connection keeps no buffers.
    if (conn->out && out_length(conn) == 0 && conn->state != STATE_WEBSOCKET) {
        evbuffer_free(conn->out);
        conn->out = NULL;
    }
    events_choose(conn);
    deadline_choose(conn);
}

void http_connection_timeout(HttpConnection *conn) {
    switch (conn->phase) {
        case PHASE_HEAD:
            if (conn->parse.in_message) {
                http_dialog_refuse(conn, 408, "the head of the request took too long");
            } else {
                conn->dying = true;
            }
            break;
        case PHASE_BODY: http_dialog_refuse(conn, 408, "the body came too slowly"); break;
        case PHASE_PING: conn->dying = !websocket_link_ping(conn->websocket); break;
        default: conn->dying = true;
    }
    http_connection_settle(conn);
}

static void on_adopt(NetTask *task) {
    HttpConnection *conn = (HttpConnection *)(void *)task;  // its first member
    HttpLoop *home = conn->home;
    conn->next = home->connections;
    if (conn->next) conn->next->prev = conn;
    home->connections = conn;
    struct event_base *base = net_loop_base(home->loop);
    int fd = conn->transport.fd;
    event_assign(&conn->read_event, base, fd, EV_READ | EV_PERSIST, on_readable, conn);
    event_assign(&conn->write_event, base, fd, EV_WRITE | EV_PERSIST, on_writable, conn);
    on_readable(fd, EV_READ, conn);  // mostly the request is there already
}

static void peer_set(HttpConnection *conn, const struct sockaddr_storage *address) {
    const void *bytes = &((const struct sockaddr_in *)address)->sin_addr;
    int family = address->ss_family;
    conn->peer = peer_key(address);
    if (family == AF_INET6) {
        const struct in6_addr *six = &((const struct sockaddr_in6 *)address)->sin6_addr;
        bool mapped = IN6_IS_ADDR_V4MAPPED(six);
        bytes = mapped ? (const void *)(six->s6_addr + 12) : six;
        if (mapped) family = AF_INET;
    }
    inet_ntop(family, bytes, conn->peer_text, sizeof conn->peer_text);
}

void http_connection_start(HttpLoop *home, int fd, const struct sockaddr_storage *address) {
    HttpConnection *conn = calloc(1, sizeof *conn);
    if (!conn || !transport_init(&conn->transport, fd, home->core->tls)) {
        if (conn) SSL_free(conn->transport.ssl);
        free(conn);
        close(fd);
        connection_gate_leave(home->core->gate, peer_key(address));
        return;
    }
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    conn->home = home;
    peer_set(conn, address);
    buf_init(&conn->pending, PENDING_MAX + HTTP_READ_MAX);
    http_dialog_init(conn);
    conn->adopt.run = on_adopt;
    net_loop_post(home->loop, &conn->adopt);
}

void http_connection_drain_all(HttpLoop *home) {
    HttpConnection *next = NULL;
    for (HttpConnection *conn = home->connections; conn; conn = next) {
        next = conn->next;
        HttpExchange *exchange = conn->exchange;
        if (exchange && atomic_load(&exchange->is_events)) {
            atomic_store(&exchange->cancelled, true);
        }
        if (conn->websocket) websocket_close(conn->websocket, 1001, S("the server is restarting"));
        http_connection_settle(conn);
    }
}

void http_connection_cut_all(HttpLoop *home) {
    while (home->connections) {
        atomic_fetch_add(&home->core->cut_off, 1);
        home->connections->dying = true;
        http_connection_settle(home->connections);
    }
}
