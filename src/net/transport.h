// transport: bytes in and out of one socket, plain or TLS, without blocking.
//
// OpenSSL sits right on the socket. (libevent's bufferevents were tried on paper and refused: an
// ioctl and two epoll_ctl more a request, and two buffers an idle connection.)
#pragma once

#include <event2/buffer.h>
#include <openssl/ssl.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

typedef struct Transport {
    int fd;
    SSL *ssl;               // NULL: plain
    bool write_wants_read;  // TLS can go on writing only when bytes have come
    bool read_wants_write;
} Transport;

typedef enum TransportResult {
    TRANSPORT_OK,
    TRANSPORT_AGAIN,  // nothing now: wait for the socket
    TRANSPORT_END,    // the other end will send no more
    TRANSPORT_LOST,   // reset, or TLS gone wrong
} TransportResult;

// Takes fd over. `tls` may be NULL. False when memory is out.
bool transport_init(Transport *t, int fd, SSL_CTX *tls);
void transport_done(Transport *t);  // closes
// OK with *ret_count > 0, or why not.
TransportResult transport_read(Transport *t, char *bytes, size_t max, size_t *ret_count);
// Takes off `out` what the socket takes. OK when `out` is empty.
TransportResult transport_write(Transport *t, struct evbuffer *out);
// Whether decrypted bytes wait that no event of the socket will announce.
bool transport_has_more(const Transport *t);
// Says that nothing more will be sent, and leaves reading open.
void transport_shutdown(Transport *t);

// A server's TLS 1.3. Fails: ERR_NOT_FOUND, ERR_INVALID not PEM, key and certificate differ.
MUST_USE bool transport_tls_new(const char *cert_path, const char *key_path, SSL_CTX **ret_tls,
                                Err *err);
