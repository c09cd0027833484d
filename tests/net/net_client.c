#include "net_client.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { IN_MAX = 64 << 20, TIMEOUT_MS = 10000 };

NetClient net_client_connect(int port) {
    NetClient c = {.fd = socket(AF_INET, SOCK_STREAM, 0)};
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (connect(c.fd, (struct sockaddr *)&address, sizeof address) != 0) {
        close(c.fd);
        c.fd = -1;
    }
    buf_init(&c.in, IN_MAX);
    return c;
}

NetClient net_client_connect_tls(int port) {
    NetClient c = net_client_connect(port);
    c.tls = SSL_CTX_new(TLS_client_method());
    c.ssl = SSL_new(c.tls);
    SSL_set_fd(c.ssl, c.fd);
    if (SSL_connect(c.ssl) != 1) {
        close(c.fd);
        c.fd = -1;
    }
    return c;
}

void net_client_done(NetClient *c) {
    SSL_free(c->ssl);
    SSL_CTX_free(c->tls);
    if (c->fd >= 0) close(c->fd);
    buf_done(&c->in);
    *c = (NetClient){.fd = -1};
}

bool net_client_send(NetClient *c, Str bytes) {
    while (bytes.len > 0) {
        long put = c->ssl ? SSL_write(c->ssl, bytes.ptr, (int)bytes.len)
                          : send(c->fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);
        if (put <= 0) return false;
        bytes = str_skip(bytes, (size_t)put);
    }
    return true;
}

bool net_client_send_z(NetClient *c, const char *text) {
    return net_client_send(c, str_from(text));
}

static bool wait_readable(NetClient *c, int timeout_ms) {
    if (c->ssl && SSL_pending(c->ssl) > 0) return true;
    struct pollfd p = {.fd = c->fd, .events = POLLIN};
    return poll(&p, 1, timeout_ms) == 1;
}

static long socket_read(NetClient *c, char *out, size_t max, int timeout_ms) {
    if (!wait_readable(c, timeout_ms)) return -1;
    long got = c->ssl ? SSL_read(c->ssl, out, (int)max) : recv(c->fd, out, max, 0);
    return got < 0 ? 0 : got;  // a reset is an end too
}

static void in_drop(NetClient *c, size_t count) {
    memmove(c->in.ptr, c->in.ptr + count, c->in.len - count);
    c->in.len -= count;
}

long net_client_read(NetClient *c, char *out, size_t max, int timeout_ms) {
    if (c->in.len == 0) return socket_read(c, out, max, timeout_ms);
    size_t count = c->in.len < max ? c->in.len : max;
    memcpy(out, c->in.ptr, count);
    in_drop(c, count);
    return (long)count;
}

bool net_client_read_all(NetClient *c, char *out, size_t count) {
    while (count > 0) {
        long got = net_client_read(c, out, count, TIMEOUT_MS);
        if (got <= 0) return false;
        out += got;
        count -= (size_t)got;
    }
    return true;
}

static bool more(NetClient *c) {
    char bytes[16384];
    long got = socket_read(c, bytes, sizeof bytes, TIMEOUT_MS);
    if (got <= 0) return false;
    buf_add(&c->in, str_of(bytes, (size_t)got));
    return !c->in.overflow;
}

static bool line_read(NetClient *c, char *out, size_t max) {
    ptrdiff_t end = 0;
    while ((end = str_find(buf_str(&c->in), S("\r\n"))) == STR_NONE) {
        if (!more(c)) return false;
    }
    snprintf(out, max, "%.*s", (int)end, c->in.ptr);
    in_drop(c, (size_t)end + 2);
    return true;
}

static bool body_take(NetClient *c, NetReply *r, size_t count) {
    while (c->in.len < count) {
        if (!more(c)) return false;
    }
    buf_add(&r->body, str_of(c->in.ptr, count));
    in_drop(c, count);
    return true;
}

static bool chunks_read(NetClient *c, NetReply *r) {
    char line[256];
    while (line_read(c, line, sizeof line)) {
        size_t size = strtoul(line, NULL, 16);
        if (size > 0 && !body_take(c, r, size)) return false;
        if (!line_read(c, line, sizeof line)) return false;
        if (size == 0) return true;
    }
    return false;
}

const char *net_reply_header(const NetReply *r, const char *name, char *out, size_t max) {
    out[0] = 0;
    size_t len = strlen(name);
    for (const char *at = r->head; (at = strstr(at, "\r\n")); at += 2) {
        if (strncasecmp(at + 2, name, len) != 0 || at[2 + len] != ':') continue;
        const char *value = at + 3 + len + strspn(at + 3 + len, " ");
        snprintf(out, max, "%.*s", (int)strcspn(value, "\r"), value);
        break;
    }
    return out;
}

static bool head_read(NetClient *c, NetReply *r) {
    char line[4096];
    size_t len = 0;
    do {
        if (!line_read(c, line, sizeof line)) return false;
        len += (size_t)snprintf(r->head + len, sizeof r->head - len, "%s\r\n", line);
    } while (line[0]);
    r->status = (int)strtol(r->head + 9, NULL, 10);
    return true;
}

NetReply net_client_reply(NetClient *c, bool to_head) {
    NetReply r = {0};
    buf_init(&r.body, IN_MAX);
    do {
        if (!head_read(c, &r)) return r;
    } while (r.status == 100);
    char value[64];
    if (to_head || r.status == 204 || r.status == 304 || r.status == 101) {
        r.whole = true;
    } else if (strcmp(net_reply_header(&r, "Transfer-Encoding", value, 64), "chunked") == 0) {
        r.whole = chunks_read(c, &r);
    } else if (*net_reply_header(&r, "Content-Length", value, 64)) {
        r.whole = body_take(c, &r, strtoul(value, NULL, 10));
    } else {
        while (more(c)) continue;
        r.whole = body_take(c, &r, c->in.len);
    }
    return r;
}

int net_client_status(int port, const char *text) {
    NetClient c = net_client_connect(port);
    net_client_send_z(&c, text);
    NetReply r = net_client_reply(&c, false);
    int status = r.status;
    net_reply_done(&r);
    net_client_done(&c);
    return status;
}

bool net_client_is_closed(NetClient *c, int timeout_ms) {
    char bytes[4096];
    long got = 0;
    while ((got = net_client_read(c, bytes, sizeof bytes, timeout_ms)) > 0) continue;
    return got == 0;
}

void net_reply_done(NetReply *r) { buf_done(&r->body); }
