#include "net/transport.h"
#include "net_cert.h"
#include "net_client.h"
#include "net_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define H "Host: x\r\n"

typedef struct Tls {
    NetServer server;
    char folder[32];
    char cert[64];
    char key[64];
} Tls;

static void tls_start(Tls *t) {
    snprintf(t->folder, sizeof t->folder, "/tmp/munim-tls-XXXXXX");
    assert_non_null(mkdtemp(t->folder));
    net_cert_write(t->folder);
    snprintf(t->cert, sizeof t->cert, "%s/cert.pem", t->folder);
    snprintf(t->key, sizeof t->key, "%s/key.pem", t->folder);
    HttpServerOptions o = net_server_options();
    o.tls_cert_path = t->cert;
    o.tls_key_path = t->key;
    net_server_start(&t->server, o);
}

static void tls_stop(Tls *t) {
    net_server_stop(&t->server);
    unlink(t->cert);
    unlink(t->key);
    rmdir(t->folder);
}

static void serves_over_tls(void **state) {
    (void)state;
    Tls t;
    tls_start(&t);
    NetClient c = net_client_connect_tls(t.server.port);
    assert_string_equal(SSL_get_version(c.ssl), "TLSv1.3");
    net_client_send_z(&c,
                      "GET /id HTTP/1.1\r\n" H "X-Request-Id: a\r\n\r\nGET /large HTTP/1.1\r\n" H
                      "\r\nGET /stream?bytes=1000000 HTTP/1.1\r\n" H "\r\n");
    NetReply r = net_client_reply(&c, false);
    assert_true(str_eq(buf_str(&r.body), S("a 127.0.0.1 1")));
    net_reply_done(&r);
    r = net_client_reply(&c, false);
    assert_int_equal(r.body.len, 3 << 20);
    net_reply_done(&r);
    r = net_client_reply(&c, false);
    assert_int_equal(r.body.len, 1000000);
    net_reply_done(&r);
    net_client_done(&c);
    tls_stop(&t);
}

// More than one read takes at once: bytes that wait inside TLS are announced by no event.
static void takes_a_large_body_over_tls(void **state) {
    (void)state;
    static char body[1000000];
    Tls t;
    tls_start(&t);
    NetClient c = net_client_connect_tls(t.server.port);
    for (size_t i = 0; i < sizeof body; i++) body[i] = (char)('a' + i % 23);
    net_client_send_z(&c, "POST /echo HTTP/1.1\r\n" H "Content-Length: 1000000\r\n\r\n");
    net_client_send(&c, str_of(body, sizeof body));
    NetReply r = net_client_reply(&c, false);
    assert_true(str_eq(buf_str(&r.body), str_of(body, sizeof body)));
    net_reply_done(&r);
    net_client_done(&c);
    tls_stop(&t);
}

static void refuses_old_and_plain(void **state) {
    (void)state;
    Tls t;
    tls_start(&t);
    NetClient old = net_client_connect(t.server.port);
    old.tls = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_max_proto_version(old.tls, TLS1_2_VERSION);
    old.ssl = SSL_new(old.tls);
    SSL_set_fd(old.ssl, old.fd);
    assert_int_not_equal(SSL_connect(old.ssl), 1);
    net_client_done(&old);
    assert_int_equal(net_client_status(t.server.port, "GET /hello HTTP/1.1\r\n" H "\r\n"), 0);
    tls_stop(&t);
}

static void tells_a_wrong_certificate(void **state) {
    (void)state;
    Tls t;
    tls_start(&t);
    SSL_CTX *tls = NULL;
    Err err;
    assert_false(transport_tls_new(t.key, t.key, &tls, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(transport_tls_new(t.cert, t.cert, &tls, &err));
    assert_int_equal(err.code, ERR_INVALID);
    tls_stop(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(serves_over_tls),
        cmocka_unit_test(takes_a_large_body_over_tls),
        cmocka_unit_test(refuses_old_and_plain),
        cmocka_unit_test(tells_a_wrong_certificate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
