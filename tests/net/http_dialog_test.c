#include "net/http_dialog.h"
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

static void answers_and_keeps_alive(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    char value[128];
    for (int i = 0; i < 3; i++) {
        net_client_send_z(&c, "GET /hello HTTP/1.1\r\n" H "\r\n");
        NetReply r = net_client_reply(&c, false);
        assert_int_equal(r.status, 200);
        assert_true(str_eq(buf_str(&r.body), S("hello")));
        assert_string_equal(net_reply_header(&r, "Content-Type", value, 128), "text/plain");
        assert_string_equal(net_reply_header(&r, "X-Content-Type-Options", value, 128), "nosniff");
        assert_string_equal(net_reply_header(&r, "Connection", value, 128), "");
        assert_int_equal(strlen(net_reply_header(&r, "Date", value, 128)), 29);
        net_reply_done(&r);
    }
    net_client_done(&c);
    assert_int_equal(net_client_status(s.port, "GET /nowhere HTTP/1.1\r\n" H "\r\n"), 404);
    net_server_stop(&s);
    assert_int_equal(s.finished, 4);
}

static void request_ids(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    char value[128];
    net_client_send_z(&c, "GET /id HTTP/1.1\r\n" H "X-Request-Id: abc-1.2_3\r\n\r\n");
    NetReply r = net_client_reply(&c, false);
    assert_int_equal(r.status, 201);
    assert_true(str_eq(buf_str(&r.body), S("abc-1.2_3 127.0.0.1 0")));
    assert_string_equal(net_reply_header(&r, "X-Request-Id", value, 128), "abc-1.2_3");
    assert_string_equal(net_reply_header(&r, "X-Answer", value, 128), "yes");
    net_reply_done(&r);
    net_client_send_z(&c, "GET /id HTTP/1.1\r\n" H "X-Request-Id: <b>no</b>\r\n\r\n");
    r = net_client_reply(&c, false);
    assert_int_equal(strlen(net_reply_header(&r, "X-Request-Id", value, 128)), 16);
    net_reply_done(&r);
    net_client_done(&c);
    net_server_stop(&s);
}

// Inline and worker routes mixed, all sent before the first answer is read: answers in order.
static void pipelines(void **state) {
    (void)state;
    enum { COUNT = 200 };
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    for (int i = 0; i < COUNT; i++) {
        char text[256];
        snprintf(text, sizeof text,
                 i % 3 ? "GET /id HTTP/1.1\r\n" H "X-Request-Id: n%d\r\n\r\n"
                       : "POST /echo HTTP/1.1\r\n" H "Content-Length: 4\r\n\r\nn%03d",
                 i);
        assert_true(net_client_send_z(&c, text));
    }
    for (int i = 0; i < COUNT; i++) {
        char wanted[32];
        snprintf(wanted, sizeof wanted, i % 3 ? "n%d " : "n%03d", i);
        NetReply r = net_client_reply(&c, false);
        assert_true(str_starts(buf_str(&r.body), str_from(wanted)));
        net_reply_done(&r);
    }
    net_client_done(&c);
    net_server_stop(&s);
}

static void takes_chunks_in_small_pieces(void **state) {
    (void)state;
    static const char TEXT[] = "POST /echo HTTP/1.1\r\n" H
                               "Transfer-Encoding: chunked\r\n\r\n"
                               "5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nHost: evil\r\n\r\n";
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    for (size_t i = 0; i < sizeof TEXT - 1; i++) {
        net_client_send(&c, str_of(TEXT + i, 1));
        if (i % 8 == 0) usleep(500);
    }
    NetReply r = net_client_reply(&c, false);
    assert_int_equal(r.status, 200);
    assert_true(str_eq(buf_str(&r.body), S("hello world")));
    net_reply_done(&r);
    net_client_done(&c);
    net_server_stop(&s);
}

static void head_has_no_body(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    char value[64];
    net_client_send_z(&c, "HEAD /hello HTTP/1.1\r\n" H "\r\nHEAD /stream?bytes=100 HTTP/1.1\r\n" H
                          "\r\nGET /hello HTTP/1.1\r\n" H "\r\n");
    NetReply r = net_client_reply(&c, true);
    assert_string_equal(net_reply_header(&r, "Content-Length", value, 64), "5");
    net_reply_done(&r);
    r = net_client_reply(&c, true);
    assert_int_equal(r.status, 200);
    net_reply_done(&r);
    r = net_client_reply(&c, false);
    assert_true(str_eq(buf_str(&r.body), S("hello")));
    net_reply_done(&r);
    net_client_done(&c);
    net_server_stop(&s);
}

static void old_and_closing_clients(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    static const struct {
        const char *text;
        const char *connection;
        bool closes;
    } CASES[] = {
        {"GET /hello HTTP/1.0\r\n\r\n", "close", true},
        {"GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "keep-alive", false},
        {"GET /hello HTTP/1.1\r\n" H "Connection: close\r\n\r\n", "close", true},
        {"GET /stream?bytes=9 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "close", true},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        NetClient c = net_client_connect(s.port);
        char value[64];
        net_client_send_z(&c, CASES[i].text);
        NetReply r = net_client_reply(&c, false);
        assert_int_equal(r.status, 200);
        assert_true(r.whole);
        assert_string_equal(net_reply_header(&r, "Connection", value, 64), CASES[i].connection);
        if (CASES[i].closes) assert_true(net_client_is_closed(&c, 3000));
        net_reply_done(&r);
        net_client_done(&c);
    }
    net_server_stop(&s);
}

static void continues_when_expected(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    char line[64] = {0};
    net_client_send_z(
        &c, "POST /echo HTTP/1.1\r\n" H "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    assert_true(net_client_read_all(&c, line, 25));
    assert_string_equal(line, "HTTP/1.1 100 Continue\r\n\r\n");
    net_client_send_z(&c, "ok");
    NetReply r = net_client_reply(&c, false);
    assert_true(str_eq(buf_str(&r.body), S("ok")));
    net_reply_done(&r);
    net_client_done(&c);
    // Refused before a byte of it was sent.
    assert_int_equal(
        net_client_status(s.port, "POST /echo HTTP/1.1\r\n" H "Expect: 100-continue\r\n"
                                  "Content-Length: 99999999\r\n\r\n"),
        413);
    net_server_stop(&s);
}

// A body that nobody wants is not read, but the answer arrives in spite of it.
static void answers_before_an_unwanted_body(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    static char body[3 << 20];
    const char *paths[] = {"/none", "/nowhere", "/echo"};
    const int statuses[] = {200, 404, 413};
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        NetClient c = net_client_connect(s.port);
        char head[256];
        snprintf(head, sizeof head, "POST %s HTTP/1.1\r\n" H "Content-Length: %zu\r\n\r\n",
                 paths[i], sizeof body);
        net_client_send_z(&c, head);
        net_client_send(&c, str_of(body, sizeof body));
        NetReply r = net_client_reply(&c, false);
        assert_int_equal(r.status, statuses[i]);
        assert_true(net_client_is_closed(&c, 5000));
        net_reply_done(&r);
        net_client_done(&c);
    }
    net_server_stop(&s);
}

static void refuses_smuggling_and_closes(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    char value[64];
    net_client_send_z(&c, "POST /echo HTTP/1.1\r\n" H
                          "Content-Length: 30\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "0\r\n\r\nGET /hello HTTP/1.1\r\n" H "\r\n");
    NetReply r = net_client_reply(&c, false);
    assert_int_equal(r.status, 400);
    assert_string_equal(net_reply_header(&r, "Content-Type", value, 64),
                        "application/problem+json");
    assert_string_equal(net_reply_header(&r, "Connection", value, 64), "close");
    assert_true(net_client_is_closed(&c, 3000));  // and the second is not answered
    net_reply_done(&r);
    net_client_done(&c);
    net_server_stop(&s);
}

// A client that says all it has to say and then only listens.
static void answers_after_a_half_close(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    net_client_send_z(&c, "POST /echo HTTP/1.1\r\n" H
                          "Content-Length: 1\r\n\r\nx"
                          "GET /hello HTTP/1.1\r\n" H "\r\n");
    shutdown(c.fd, SHUT_WR);
    NetReply r = net_client_reply(&c, false);
    assert_true(str_eq(buf_str(&r.body), S("x")));
    net_reply_done(&r);
    r = net_client_reply(&c, false);
    assert_true(str_eq(buf_str(&r.body), S("hello")));
    net_reply_done(&r);
    assert_true(net_client_is_closed(&c, 3000));
    net_client_done(&c);
    net_server_stop(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_and_keeps_alive),
        cmocka_unit_test(request_ids),
        cmocka_unit_test(pipelines),
        cmocka_unit_test(takes_chunks_in_small_pieces),
        cmocka_unit_test(head_has_no_body),
        cmocka_unit_test(old_and_closing_clients),
        cmocka_unit_test(continues_when_expected),
        cmocka_unit_test(answers_before_an_unwanted_body),
        cmocka_unit_test(refuses_smuggling_and_closes),
        cmocka_unit_test(answers_after_a_half_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
