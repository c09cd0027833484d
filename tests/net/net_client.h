// net_client: a small blocking HTTP client for tests: says what it is told, byte for byte.
#pragma once

#include <openssl/ssl.h>

#include "base/buf.h"

typedef struct NetClient {
    int fd;
    SSL_CTX *tls;
    SSL *ssl;
    Buf in;  // came, not yet read as a reply
} NetClient;

typedef struct NetReply {
    int status;  // 0: the connection ended before a whole reply
    char head[8192];
    Buf body;  // chunks put together
    bool whole;
} NetReply;

NetClient net_client_connect(int port);
NetClient net_client_connect_tls(int port);
void net_client_done(NetClient *c);

// False when the other end has closed.
bool net_client_send(NetClient *c, Str bytes);
bool net_client_send_z(NetClient *c, const char *text);
// Whatever comes next; 0 at the end, -1 when nothing came in time.
long net_client_read(NetClient *c, char *out, size_t max, int timeout_ms);
// Exactly `count` bytes.
bool net_client_read_all(NetClient *c, char *out, size_t count);
// The next reply; skips 100 Continue unless it is asked for. `to_head`: none has a body.
NetReply net_client_reply(NetClient *c, bool to_head);
// Sends and reads one reply on a new connection; only its status.
int net_client_status(int port, const char *text);
// True when the other end closes within the time.
bool net_client_is_closed(NetClient *c, int timeout_ms);

void net_reply_done(NetReply *r);
// "" when there is none.
const char *net_reply_header(const NetReply *r, const char *name, char *out, size_t max);
