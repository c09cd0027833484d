#include "net/http_server.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <linux/filter.h>
#include <netinet/tcp.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "net/http_connection.h"

enum {
    LOOPS_MAX = 64,
    ACCEPT_TURN = 64,
    BACKLOG = 4096,
    CUT_WAIT_MS = 5000,
    DISK_THREADS = 2,
    HANDSHAKE_MS = 50
};

struct HttpServer {
    HttpCore core;
    HttpLoop loops[LOOPS_MAX];
    int loop_count;
    int listen_fd;
    int port;
    int next_loop;         // who gets the next connection; the first loop's
    struct event *accept;  // the first loop's
    struct event *accept_again;
    struct event *accept_end;
    NetTask stop;  // listening
    sem_t stopped;
    bool drained;
};

HttpServerOptions http_server_defaults(void) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int loops = cores > 4 ? 4 : cores > 1 ? (int)cores : 1;
    return (HttpServerOptions){
        .host = "127.0.0.1",
        .loops = loops,
        .workers = 16,
        .queue_max = 256,
        .long_lived_max = 256,
        .upload_folder = "/tmp",
        .limits = {.url_bytes = 8 << 10,
                   .header_bytes = 32 << 10,
                   .header_count = 100,
                   .header_timeout_ms = 10000,
                   .idle_timeout_ms = 75000,
                   .body_timeout_ms = 20000,
                   .write_timeout_ms = 30000,
                   .connections = 16000,
                   .connections_per_peer = 1024,
                   .requests_per_connection = 1 << 30},
    };
}

static bool options_check(const HttpServerOptions *o, Err *err) {
    const HttpLimits *l = &o->limits;
    if (!o->decide || !o->host) return fail(err, ERR_INVALID, "a server needs `host` and `decide`");
    if (o->loops < 1 || o->loops > LOOPS_MAX) {
        return fail(err, ERR_INVALID, "%d loops: 1 to %d", o->loops, LOOPS_MAX);
    }
    if (o->port < 0 || o->port > 65535) return fail(err, ERR_INVALID, "port %d", o->port);
    const int positive[] = {o->long_lived_max,
                            o->workers,
                            o->queue_max,
                            l->url_bytes,
                            l->header_bytes,
                            l->header_count,
                            l->header_timeout_ms,
                            l->idle_timeout_ms,
                            l->body_timeout_ms,
                            l->write_timeout_ms,
                            l->connections,
                            l->connections_per_peer,
                            l->requests_per_connection};
    for (size_t i = 0; i < COUNT_OF(positive); i++) {
        if (positive[i] < 1) return fail(err, ERR_INVALID, "a limit of the server is not positive");
    }
    if (!o->tls_cert_path != !o->tls_key_path) {
        return fail(err, ERR_INVALID, "TLS needs both a certificate and its key");
    }
    return true;
}

// ---- listening ----

static bool address_parse(const HttpServerOptions *o, struct sockaddr_storage *ret, socklen_t *len,
                          Err *err) {
    *ret = (struct sockaddr_storage){0};
    struct sockaddr_in *four = (struct sockaddr_in *)ret;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)ret;
    if (inet_pton(AF_INET, o->host, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons((uint16_t)o->port);
        *len = sizeof *four;
        return true;
    }
    if (inet_pton(AF_INET6, o->host, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons((uint16_t)o->port);
        *len = sizeof *six;
        return true;
    }
    return fail(err, ERR_INVALID, "'%s' is not an IP address", o->host);
}

static bool listen_fail(const HttpServerOptions *o, Err *err) {
    ErrCode code = errno == EADDRINUSE ? ERR_CONFLICT : errno == EACCES ? ERR_DENIED : ERR_IO;
    return fail(err, code, "cannot listen on %s port %d: %s", o->host, o->port, strerror(errno));
}

// One listening socket for all loops, not one each with SO_REUSEPORT: that would let a second
// server start on the same port unnoticed, loses what waits in the backlog of a socket that
// closes in a drain, and shares 64 connections out unevenly.
static bool server_listen(HttpServer *server, Err *err) {
    const HttpServerOptions *o = &server->core.options;
    struct sockaddr_storage address;
    socklen_t len = 0;
    if (!address_parse(o, &address, &len, err)) return false;
    int fd = socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return listen_fail(o, err);
    server->listen_fd = fd;
    int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&address, len) != 0 || listen(fd, BACKLOG) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &len) != 0) {
        return listen_fail(o, err);
    }
    // The port stands at the same place in both kinds of address.
    server->port = ntohs(((struct sockaddr_in *)&address)->sin_port);
    return true;
}

// A socket's buffer takes this much at once, so nothing is kept for who is not let in. Over
// TLS there is no way to say it before the handshake: the connection is just closed.
static void turn_away(const HttpServer *server, int fd, GateAnswer answer) {
    static const char FULL[] =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n"
        "Content-Length: 0\r\n\r\n";
    static const char PEER_FULL[] =
        "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\nConnection: close\r\n"
        "Content-Length: 0\r\n\r\n";
    if (!server->core.tls) {
        bool full = answer == GATE_FULL;
        ssize_t put = send(fd, full ? FULL : PEER_FULL,
                           full ? sizeof FULL - 1 : sizeof PEER_FULL - 1, MSG_NOSIGNAL);
        (void)put;
        shutdown(fd, SHUT_WR);
    }
    close(fd);
}

static void connection_admit(HttpServer *server, int fd, const struct sockaddr_storage *address) {
    GateAnswer answer = connection_gate_enter(server->core.gate, peer_key(address));
    if (answer != GATE_OPEN) {
        turn_away(server, fd, answer);
        return;
    }
    server->next_loop = (server->next_loop + 1) % server->loop_count;
    http_connection_start(&server->loops[server->next_loop], fd, address);
}

// False when nobody waits any more.
static bool accept_one(HttpServer *server) {
    struct sockaddr_storage address = {0};
    socklen_t len = sizeof address;
    int fd =
        accept4(server->listen_fd, (struct sockaddr *)&address, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
        connection_admit(server, fd, &address);
        return true;
    }
    if (errno == EINTR || errno == ECONNABORTED) return true;
    if (errno != EAGAIN && errno != EWOULDBLOCK) {  // out of descriptors: not at once again
        struct timeval pause = {.tv_usec = 100000};
        event_del(server->accept);
        event_add(server->accept_again, &pause);
    }
    return false;
}

static void on_accept(evutil_socket_t fd, short what, void *context) {
    (void)fd;
    (void)what;
    for (int i = 0; i < ACCEPT_TURN && accept_one(context); i++) continue;
}

static void on_accept_again(evutil_socket_t fd, short what, void *context) {
    (void)fd;
    (void)what;
    event_add(((HttpServer *)context)->accept, NULL);
}

// Closing a socket resets who has connected but is not accepted yet. So the kernel is told to
// pass over new SYNs first (byte 13 of the TCP header has the flags); who is under way comes in.
static void syn_refuse(int fd) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 13),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x02, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, 0),
        BPF_STMT(BPF_RET | BPF_K, 0xFFFFFFFF),
    };
    struct sock_fprog program = {.len = COUNT_OF(code), .filter = code};
    // Without it (a sandbox may forbid it) only that moment's newcomers are lost.
    (void)setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
}

static void on_accept_end(evutil_socket_t fd, short what, void *context) {
    (void)fd;
    (void)what;
    HttpServer *server = context;
    while (accept_one(server)) continue;  // whoever waits in the backlog was promised an answer
    event_del(server->accept);
    event_del(server->accept_again);
    close(server->listen_fd);
    server->listen_fd = -1;
    sem_post(&server->stopped);
}

// ---- start ----

static bool server_prepare(HttpServer *server, Err *err) {
    HttpCore *core = &server->core;
    const HttpServerOptions *o = &core->options;
    core->parse_limits = (HttpParseLimits){.url_bytes = (size_t)o->limits.url_bytes,
                                           .header_bytes = (size_t)o->limits.header_bytes,
                                           .header_count = (size_t)o->limits.header_count};
    if (!connection_gate_new(o->limits.connections, o->limits.connections_per_peer, &core->gate,
                             err)) {
        return false;
    }
    if (o->tls_cert_path &&
        !transport_tls_new(o->tls_cert_path, o->tls_key_path, &core->tls, err)) {
        return false;
    }
    if (!server_listen(server, err)) return false;
    if (!worker_pool_new("worker", o->workers, o->queue_max, &core->workers, err)) return false;
    if (!worker_pool_new("stream", o->long_lived_max, 1, &core->streams, err)) return false;
    if (!worker_pool_new("disk", DISK_THREADS, o->limits.connections, &core->disk, err)) {
        return false;
    }
    for (; server->loop_count < o->loops; server->loop_count++) {
        if (http_loop_init(&server->loops[server->loop_count], core, err)) continue;
        http_loop_done(&server->loops[server->loop_count]);
        return false;
    }
    return true;
}

static bool server_run(HttpServer *server, Err *err) {
    struct event_base *base = net_loop_base(server->loops[0].loop);
    server->accept = event_new(base, server->listen_fd, EV_READ | EV_PERSIST, on_accept, server);
    server->accept_again = evtimer_new(base, on_accept_again, server);
    server->accept_end = evtimer_new(base, on_accept_end, server);
    bool made = server->accept && server->accept_again && server->accept_end;
    if (!made || event_add(server->accept, NULL) != 0) {
        return fail(err, ERR_UNAVAILABLE, "no memory to listen");
    }
    for (int i = 0; i < server->loop_count; i++) {
        if (!net_loop_start(server->loops[i].loop, err)) return false;
    }
    return true;
}

bool http_server_start(const HttpServerOptions *options, HttpServer **ret_server, Err *err) {
    if (!options_check(options, err)) return false;
    HttpServer *server = calloc(1, sizeof *server);
    if (!server) return fail(err, ERR_UNAVAILABLE, "no memory for a server");
    sem_init(&server->stopped, 0, 0);
    server->listen_fd = -1;
    server->core.options = *options;
    if (!server_prepare(server, err) || !server_run(server, err)) {
        server->drained = true;
        http_server_free(server);
        return false;
    }
    *ret_server = server;
    return true;
}

int http_server_port(const HttpServer *server) { return server->port; }

HttpServerStats http_server_stats(const HttpServer *server) {
    const HttpCore *core = &server->core;
    return (HttpServerStats){
        .connections = connection_gate_count(core->gate),
        .requests_running = atomic_load(&core->running),
        .requests_queued = worker_pool_queued(core->workers),
        .requests_total = atomic_load(&core->total),
        .requests_refused = atomic_load(&core->refused),
    };
}

// ---- end ----

static void on_stop(NetTask *task) {
    HttpServer *server = (HttpServer *)(void *)((char *)task - offsetof(HttpServer, stop));
    struct timeval handshake = {.tv_usec = HANDSHAKE_MS * 1000};
    syn_refuse(server->listen_fd);
    event_add(server->accept_end, &handshake);
}

static void on_drain(NetTask *task) {
    http_connection_drain_all((HttpLoop *)(void *)((char *)task - offsetof(HttpLoop, drain)));
}

static void on_cut(NetTask *task) {
    http_connection_cut_all((HttpLoop *)(void *)((char *)task - offsetof(HttpLoop, cut)));
}

bool http_server_drain(HttpServer *server, int timeout_ms) {
    if (server->drained) return true;
    server->drained = true;
    atomic_store(&server->core.draining, true);
    server->stop.run = on_stop;
    net_loop_post(server->loops[0].loop, &server->stop);
    while (sem_wait(&server->stopped) != 0) continue;  // interrupted by a signal
    for (int i = 0; i < server->loop_count; i++) {
        server->loops[i].drain.run = on_drain;
        net_loop_post(server->loops[i].loop, &server->loops[i].drain);
    }
    if (connection_gate_wait_empty(server->core.gate, timeout_ms)) return true;
    for (int i = 0; i < server->loop_count; i++) {
        server->loops[i].cut.run = on_cut;
        net_loop_post(server->loops[i].loop, &server->loops[i].cut);
    }
    connection_gate_wait_empty(server->core.gate, CUT_WAIT_MS);
    return atomic_load(&server->core.cut_off) == 0;
}

void http_server_free(HttpServer *server) {
    if (!server) return;
    http_server_drain(server, 0);
    // Handlers of cut connections end first: what they give back still needs the loops.
    worker_pool_free(server->core.workers);
    worker_pool_free(server->core.streams);
    worker_pool_free(server->core.disk);
    for (int i = 0; i < server->loop_count; i++) net_loop_end(server->loops[i].loop);
    if (server->accept) event_free(server->accept);
    if (server->accept_again) event_free(server->accept_again);
    if (server->accept_end) event_free(server->accept_end);
    for (int i = 0; i < server->loop_count; i++) http_loop_done(&server->loops[i]);
    if (server->listen_fd >= 0) close(server->listen_fd);
    SSL_CTX_free(server->core.tls);
    connection_gate_free(server->core.gate);
    sem_destroy(&server->stopped);
    free(server);
}
