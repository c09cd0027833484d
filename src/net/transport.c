#include "net/transport.h"

#include <errno.h>
#include <limits.h>
#include <openssl/err.h>
#include <sys/socket.h>
#include <unistd.h>

enum { TLS_RECORD = 16 << 10 };

bool transport_init(Transport *t, int fd, SSL_CTX *tls) {
    *t = (Transport){.fd = fd};
    if (!tls) return true;
    t->ssl = SSL_new(tls);
    if (!t->ssl || SSL_set_fd(t->ssl, fd) != 1) return false;
    SSL_set_accept_state(t->ssl);
    return true;
}

void transport_done(Transport *t) {
    SSL_free(t->ssl);
    if (t->fd >= 0) close(t->fd);
    *t = (Transport){.fd = -1};
}

static TransportResult plain_result(ssize_t count) {
    if (count > 0) return TRANSPORT_OK;
    if (count == 0) return TRANSPORT_END;
    bool again = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    return again ? TRANSPORT_AGAIN : TRANSPORT_LOST;
}

static TransportResult tls_result(Transport *t, int returned, bool reading) {
    int code = SSL_get_error(t->ssl, returned);
    ERR_clear_error();  // the queue is the thread's: what stays would be taken for the next one's
    if (reading)
        t->read_wants_write = code == SSL_ERROR_WANT_WRITE;
    else
        t->write_wants_read = code == SSL_ERROR_WANT_READ;
    switch (code) {
        case SSL_ERROR_WANT_READ:
        case SSL_ERROR_WANT_WRITE: return TRANSPORT_AGAIN;
        case SSL_ERROR_ZERO_RETURN: return TRANSPORT_END;
        default: return TRANSPORT_LOST;
    }
}

TransportResult transport_read(Transport *t, char *bytes, size_t max, size_t *ret_count) {
    *ret_count = 0;
    if (!t->ssl) {
        ssize_t got = recv(t->fd, bytes, max, 0);
        if (got > 0) *ret_count = (size_t)got;
        return plain_result(got);
    }
    int got = SSL_read(t->ssl, bytes, max > INT_MAX ? INT_MAX : (int)max);
    if (got <= 0) return tls_result(t, got, true);
    t->read_wants_write = false;
    *ret_count = (size_t)got;
    return TRANSPORT_OK;
}

static TransportResult tls_write(Transport *t, struct evbuffer *out) {
    size_t left = 0;
    while ((left = evbuffer_get_length(out)) > 0) {
        // So that a head and a short body share a record. Copies only where two blocks meet.
        size_t piece = left < TLS_RECORD ? left : TLS_RECORD;
        unsigned char *bytes = evbuffer_pullup(out, (ev_ssize_t)piece);
        if (!bytes) return TRANSPORT_LOST;
        int put = SSL_write(t->ssl, bytes, (int)piece);
        if (put <= 0) return tls_result(t, put, false);
        t->write_wants_read = false;
        evbuffer_drain(out, (size_t)put);
    }
    return TRANSPORT_OK;
}

TransportResult transport_write(Transport *t, struct evbuffer *out) {
    if (t->ssl) return tls_write(t, out);
    while (evbuffer_get_length(out) > 0) {
        int put = evbuffer_write(out, t->fd);
        if (put > 0) continue;
        TransportResult result = plain_result(put);
        return result == TRANSPORT_END ? TRANSPORT_AGAIN : result;
    }
    return TRANSPORT_OK;
}

bool transport_has_more(const Transport *t) { return t->ssl && SSL_has_pending(t->ssl); }

void transport_shutdown(Transport *t) {
    if (t->ssl && SSL_is_init_finished(t->ssl)) SSL_shutdown(t->ssl);
    ERR_clear_error();
    shutdown(t->fd, SHUT_WR);
}

static int alpn_choose(SSL *ssl, const unsigned char **ret, unsigned char *ret_len,
                       const unsigned char *offered, unsigned int offered_len, void *ctx) {
    (void)ssl;
    (void)ctx;
    static const unsigned char OURS[] = "\x08http/1.1";
    unsigned char *chosen = NULL;
    int found =
        SSL_select_next_proto(&chosen, ret_len, OURS, sizeof OURS - 1, offered, offered_len);
    *ret = chosen;
    // A client that offers only others is told so in the handshake (RFC 7301 3.2).
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

static bool tls_fail(SSL_CTX *tls, ErrCode code, const char *what, const char *path, Err *err) {
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    fail(err, code, "%s %s: %s", what, path, reason ? reason : "unknown reason");
    ERR_clear_error();
    SSL_CTX_free(tls);
    return false;
}

bool transport_tls_new(const char *cert_path, const char *key_path, SSL_CTX **ret_tls, Err *err) {
    if (access(cert_path, R_OK) != 0) return fail(err, ERR_NOT_FOUND, "cannot read %s", cert_path);
    if (access(key_path, R_OK) != 0) return fail(err, ERR_NOT_FOUND, "cannot read %s", key_path);
    SSL_CTX *tls = SSL_CTX_new(TLS_server_method());
    if (!tls) return tls_fail(NULL, ERR_IO, "TLS for", cert_path, err);
    SSL_CTX_set_min_proto_version(tls, TLS1_3_VERSION);
    // An idle connection gives its 34 KB of record buffers back.
    SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                              SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(tls, SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_alpn_select_cb(tls, alpn_choose, NULL);
    if (SSL_CTX_use_certificate_chain_file(tls, cert_path) != 1) {
        return tls_fail(tls, ERR_INVALID, "not a certificate:", cert_path, err);
    }
    if (SSL_CTX_use_PrivateKey_file(tls, key_path, SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(tls) != 1) {
        return tls_fail(tls, ERR_INVALID, "not the private key of the certificate:", key_path, err);
    }
    *ret_tls = tls;
    return true;
}
