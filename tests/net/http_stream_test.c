#include "net/http_stream.h"
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

static void streams_in_chunks(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    const size_t sizes[] = {0, 1, 2600, 2601, 5000000};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        char text[128];
        snprintf(text, sizeof text, "GET /stream?bytes=%zu HTTP/1.1\r\n" H "\r\n", sizes[i]);
        net_client_send_z(&c, text);
        NetReply r = net_client_reply(&c, false);
        assert_true(r.whole);
        assert_int_equal(r.body.len, sizes[i]);
        for (size_t at = 0; at < r.body.len; at++) {
            if (r.body.ptr[at] != (char)('a' + at % 2600 % 26)) fail_msg("byte %zu", at);
        }
        net_reply_done(&r);
    }
    net_client_done(&c);
    net_server_stop(&s);
}

// The handler must wait for a client that does not read: 200 MB may not pile up here.
static void waits_for_slow_readers(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    long before = net_rss_kb();
    NetClient c = net_client_connect(s.port);
    net_client_send_z(&c, "GET /stream?bytes=200000000 HTTP/1.1\r\n" H "\r\n");
    usleep(300000);
    long grown = net_rss_kb() - before;
    if (grown > 20000) fail_msg("%ld KB more", grown);
    net_client_done(&c);  // it goes away: the handler's write says so
    assert_true(net_wait_for(&s.broken, 1));
    net_server_stop(&s);
}

static void abort_cuts_the_body(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    net_client_send_z(&c, "GET /abort HTTP/1.1\r\n" H "\r\n");
    NetReply r = net_client_reply(&c, false);
    assert_false(r.whole);
    net_reply_done(&r);
    net_client_done(&c);
    net_server_stop(&s);
}

static void sends_events(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    char value[64];
    net_client_send_z(&c, "GET /events?count=2 HTTP/1.1\r\n" H "\r\n");
    NetReply r = net_client_reply(&c, false);
    assert_string_equal(net_reply_header(&r, "Content-Type", value, 64), "text/event-stream");
    assert_string_equal(net_reply_header(&r, "Cache-Control", value, 64), "no-store");
    assert_true(
        str_eq(buf_str(&r.body), S("event: tick\r\nid: 0\r\ndata: one\r\ndata: two\r\n\n"
                                   "event: tick\r\nid: 1\r\ndata: one\r\ndata: two\r\n\n")));
    net_reply_done(&r);
    net_client_done(&c);
    net_server_stop(&s);
}

static void client_that_leaves_cancels(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    const char *paths[] = {"/wait", "/events?count=0"};
    for (int i = 0; i < 2; i++) {
        char text[128];
        snprintf(text, sizeof text, "GET %s HTTP/1.1\r\n" H "\r\n", paths[i]);
        NetClient c = net_client_connect(s.port);
        net_client_send_z(&c, text);
        usleep(50000);
        net_client_done(&c);
        assert_true(net_wait_for(&s.cancelled, i + 1));
    }
    net_server_stop(&s);
}

// More streams than workers, and yet an ordinary request finds one.
static void streams_leave_the_workers_free(void **state) {
    (void)state;
    enum { STREAMS = 12 };
    NetServer s;
    HttpServerOptions o = net_server_options();
    o.workers = 2;
    o.long_lived_max = STREAMS;
    net_server_start(&s, o);
    NetClient c[STREAMS];
    for (int i = 0; i < STREAMS; i++) {
        char byte = 0;
        c[i] = net_client_connect(s.port);
        net_client_send_z(&c[i], "GET /events?count=0 HTTP/1.1\r\n" H "\r\n");
        assert_true(net_client_read_all(&c[i], &byte, 1));
    }
    assert_int_equal(
        net_client_status(s.port, "POST /echo HTTP/1.1\r\n" H "Content-Length: 1\r\n\r\nx"), 200);
    for (int i = 0; i < STREAMS; i++) net_client_done(&c[i]);
    assert_true(net_wait_for(&s.cancelled, STREAMS));
    net_server_stop(&s);
}

static void drain_ends_events(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    net_client_send_z(&c, "GET /events?count=0 HTTP/1.1\r\n" H "\r\n");
    usleep(50000);
    assert_true(http_server_drain(s.http, 5000));
    NetReply r = net_client_reply(&c, false);
    assert_true(r.whole);
    assert_true(str_starts(buf_str(&r.body), S(": ping")));
    net_reply_done(&r);
    net_client_done(&c);
    net_server_stop(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streams_in_chunks),
        cmocka_unit_test(waits_for_slow_readers),
        cmocka_unit_test(abort_cuts_the_body),
        cmocka_unit_test(sends_events),
        cmocka_unit_test(client_that_leaves_cancels),
        cmocka_unit_test(streams_leave_the_workers_free),
        cmocka_unit_test(drain_ends_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
