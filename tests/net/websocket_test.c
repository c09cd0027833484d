#include "net/websocket.h"
#include "net/websocket_link.h"
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

#define UPGRADE                                                                                    \
    "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"                 \
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"

enum { TEXT = 1, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10, FIN = 0x80 };

// A client's frame, masked as it must be.
static bool frame_send(NetClient *c, int first, Str payload) {
    static const unsigned char MASK[4] = {1, 2, 3, 4};
    Buf frame;
    buf_init(&frame, payload.len + 32);
    buf_add_char(&frame, (char)first);
    if (payload.len < 126) {
        buf_add_char(&frame, (char)(0x80 | payload.len));
    } else {
        buf_add_char(&frame, (char)(0x80 | 127));
        for (int i = 56; i >= 0; i -= 8) buf_add_char(&frame, (char)(payload.len >> i & 255));
    }
    buf_add(&frame, str_of((const char *)MASK, 4));
    for (size_t i = 0; i < payload.len; i++) {
        buf_add_char(&frame, (char)(payload.ptr[i] ^ MASK[i % 4]));
    }
    bool sent = net_client_send(c, buf_str(&frame));
    buf_done(&frame);
    return sent;
}

// A server's frame: its first byte, or 0 at the end.
static int frame_read(NetClient *c, Buf *payload) {
    unsigned char head[2];
    unsigned char more[8];
    buf_clear(payload);
    if (!net_client_read_all(c, (char *)head, 2)) return 0;
    assert_int_equal(head[1] & 0x80, 0);
    size_t len = head[1];
    int extra = len == 126 ? 2 : len == 127 ? 8 : 0;
    if (extra) {
        len = 0;
        if (!net_client_read_all(c, (char *)more, (size_t)extra)) return 0;
        for (int i = 0; i < extra; i++) len = len << 8 | more[i];
    }
    char *bytes = buf_extend(payload, len);
    if (len && !net_client_read_all(c, bytes, len)) return 0;
    return head[0];
}

static void frame_expect(NetClient *c, int first, Str wanted) {
    Buf payload;
    buf_init(&payload, 1 << 24);
    assert_int_equal(frame_read(c, &payload), first);
    assert_true(str_eq(buf_str(&payload), wanted));
    buf_done(&payload);
}

static void upgrade(NetClient *c) {
    char value[64];
    net_client_send_z(c, UPGRADE);
    NetReply r = net_client_reply(c, false);
    assert_int_equal(r.status, 101);
    // The example of RFC 6455.
    assert_string_equal(net_reply_header(&r, "Sec-WebSocket-Accept", value, 64),
                        "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    net_reply_done(&r);
}

static void converse(NetClient *c) {
    static char large[300000];
    memset(large, 'y', sizeof large);
    upgrade(c);
    frame_send(c, FIN | TEXT, S("hello"));
    frame_expect(c, FIN | TEXT, S("hello"));
    frame_send(c, FIN | BINARY, S("\0\1\2"));
    frame_expect(c, FIN | BINARY, S("\0\1\2"));
    frame_send(c, TEXT, S("in "));  // three fragments with a ping between
    frame_send(c, 0, S("three "));
    frame_send(c, FIN | PING, S("there?"));
    frame_send(c, FIN, S("parts"));
    frame_expect(c, FIN | PONG, S("there?"));
    frame_expect(c, FIN | TEXT, S("in three parts"));
    frame_send(c, FIN | BINARY, str_of(large, sizeof large));
    frame_expect(c, FIN | BINARY, str_of(large, sizeof large));
    frame_send(c, FIN | TEXT, S("count 2000"));
    for (int i = 0; i < 2000; i++) {
        char text[32];
        snprintf(text, sizeof text, "%d", i);
        frame_expect(c, FIN | TEXT, str_from(text));
    }
    frame_send(c, FIN | CLOSE, S("\x03\xE8"));
    frame_expect(c, FIN | CLOSE, S("\x03\xE8"));
    assert_true(net_client_is_closed(c, 3000));
}

static void talks(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    converse(&c);
    assert_true(net_wait_for(&s.websockets_closed, 1));
    net_client_done(&c);
    assert_int_equal(net_client_status(s.port, "GET /ws HTTP/1.1\r\nHost: x\r\n\r\n"), 426);
    net_server_stop(&s);
}

static void talks_over_tls(void **state) {
    (void)state;
    char folder[] = "/tmp/munim-cert-XXXXXX";
    char cert[64];
    char key[64];
    assert_non_null(mkdtemp(folder));
    net_cert_write(folder);
    snprintf(cert, sizeof cert, "%s/cert.pem", folder);
    snprintf(key, sizeof key, "%s/key.pem", folder);
    NetServer s;
    HttpServerOptions o = net_server_options();
    o.tls_cert_path = cert;
    o.tls_key_path = key;
    net_server_start(&s, o);
    NetClient c = net_client_connect_tls(s.port);
    converse(&c);
    net_client_done(&c);
    net_server_stop(&s);
    unlink(cert);
    unlink(key);
    rmdir(folder);
}

static void server_closes(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    upgrade(&c);
    frame_send(&c, FIN | TEXT, S("close"));
    frame_expect(&c, FIN | CLOSE,
                 S("\x03\xE8"
                   "bye"));
    frame_send(&c, FIN | CLOSE, S("\x03\xE8"));
    assert_true(net_client_is_closed(&c, 3000));
    assert_true(net_wait_for(&s.websockets_closed, 1));
    net_client_done(&c);
    net_server_stop(&s);
}

static void breaks_are_closed(void **state) {
    (void)state;
    static const struct {
        Str bytes;
        const char *code;
    } CASES[] = {
        {STR("\x81\x01x"), "\x03\xEA"},                     // not masked: 1002
        {STR("\x83\x81\x00\x00\x00\x00x"), "\x03\xEA"},     // an unknown opcode
        {STR("\x81\x81\x00\x00\x00\x00\xFF"), "\x03\xEF"},  // not UTF-8: 1007
        {STR("\x80\x81\x00\x00\x00\x00x"), "\x03\xEA"},     // goes on with nothing
        {STR("\x82\xFF\x00\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00x"), "\x03\xF1"},  // 1009
    };
    NetServer s;
    net_server_start(&s, net_server_options());
    Buf payload;
    buf_init(&payload, 1 << 16);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        NetClient c = net_client_connect(s.port);
        upgrade(&c);
        net_client_send(&c, CASES[i].bytes);
        int first = frame_read(&c, &payload);
        if (first != (FIN | CLOSE) || memcmp(payload.ptr, CASES[i].code, 2) != 0) {
            fail_msg("case %zu: %x, %zu bytes", i, (unsigned)first, payload.len);
        }
        assert_true(net_client_is_closed(&c, 5000));
        net_client_done(&c);
    }
    buf_done(&payload);
    assert_true(net_wait_for(&s.websockets_closed, COUNT_OF(CASES)));
    net_server_stop(&s);
}

// It asks for more than WEBSOCKET_QUEUE_MAX and reads nothing; and one that just goes away.
static void does_not_pile_up(void **state) {
    (void)state;
    static char large[1000000];
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    upgrade(&c);
    memset(large, 'z', sizeof large);
    long before = net_rss_kb();
    struct timeval wait = {.tv_sec = 1};
    setsockopt(c.fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    for (int i = 0; i < 30 && frame_send(&c, FIN | TEXT, str_of(large, sizeof large)); i++)
        continue;
    long grown = net_rss_kb() - before;
#ifndef __SANITIZE_ADDRESS__  // which keeps what is freed for a while
    assert_in_range(grown, 0, 60000);
#endif
    (void)grown;
    net_client_done(&c);
    assert_true(net_wait_for(&s.websockets_closed, 1));
    net_server_stop(&s);
}

static void drain_says_goodbye(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    upgrade(&c);
    assert_true(http_server_drain(s.http, 5000));
    Buf payload;
    buf_init(&payload, 1000);
    assert_int_equal(frame_read(&c, &payload), FIN | CLOSE);
    assert_memory_equal(payload.ptr, "\x03\xE9", 2);
    buf_done(&payload);
    net_client_done(&c);
    net_server_stop(&s);
    assert_int_equal(s.websockets_closed, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(talks),
        cmocka_unit_test(talks_over_tls),
        cmocka_unit_test(server_closes),
        cmocka_unit_test(breaks_are_closed),
        cmocka_unit_test(does_not_pile_up),
        cmocka_unit_test(drain_says_goodbye),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
