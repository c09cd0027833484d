#include "net/http_server.h"
#include "net_client.h"
#include "net_server.h"
#include "sys/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define H "Host: x\r\n"

static void refuses_what_is_too_large(void **state) {
    (void)state;
    NetServer s;
    HttpServerOptions o = net_server_options();
    o.limits.url_bytes = 1000;
    o.limits.header_bytes = 2000;
    o.limits.header_count = 20;
    net_server_start(&s, o);
    char text[8192];
    snprintf(text, sizeof text, "GET /%02000d HTTP/1.1\r\n" H "\r\n", 1);
    assert_int_equal(net_client_status(s.port, text), 414);
    snprintf(text, sizeof text, "GET / HTTP/1.1\r\n" H "A: %03000d\r\n\r\n", 1);
    assert_int_equal(net_client_status(s.port, text), 431);
    size_t len = (size_t)snprintf(text, sizeof text, "GET / HTTP/1.1\r\n" H);
    for (int i = 0; i < 30; i++) {
        len += (size_t)snprintf(text + len, sizeof text - len, "a%d: b\r\n", i);
    }
    snprintf(text + len, sizeof text - len, "\r\n");
    assert_int_equal(net_client_status(s.port, text), 431);
    assert_int_equal(
        net_client_status(s.port, "POST /echo HTTP/1.1\r\n" H "Content-Length: 1048577\r\n\r\n"),
        413);
    net_server_stop(&s);
}

static void cuts_off_who_is_too_slow(void **state) {
    (void)state;
    NetServer s;
    HttpServerOptions o = net_server_options();
    o.limits.header_timeout_ms = 300;
    o.limits.body_timeout_ms = 300;
    o.limits.idle_timeout_ms = 600;
    net_server_start(&s, o);
    static const char SLOW[] =
        "GET /hello HTTP/1.1\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    NetClient loris = net_client_connect(s.port);
    NetClient silent = net_client_connect(s.port);
    NetClient body = net_client_connect(s.port);
    NetClient idle = net_client_connect(s.port);
    net_client_send_z(&body, "POST /echo HTTP/1.1\r\n" H "Content-Length: 100\r\n\r\nabc");
    net_client_send_z(&idle, "GET /hello HTTP/1.1\r\n" H "\r\n");
    int64_t begun = clock_mono_us();
    for (size_t i = 0; i < sizeof SLOW - 1 && clock_mono_us() - begun < 2000000; i++) {
        net_client_send(&loris, str_of(SLOW + i, 1));
        net_client_send_z(&body, "x");  // a byte now and then is no progress
        usleep(20000);
    }
    NetReply r = net_client_reply(&loris, false);
    assert_int_equal(r.status, 408);
    net_reply_done(&r);
    r = net_client_reply(&body, false);
    assert_int_equal(r.status, 408);
    net_reply_done(&r);
    assert_true(net_client_is_closed(&silent, 3000));
    r = net_client_reply(&idle, false);
    assert_int_equal(r.status, 200);
    net_reply_done(&r);
    assert_true(net_client_is_closed(&idle, 3000));
    net_client_done(&loris);
    net_client_done(&silent);
    net_client_done(&body);
    net_client_done(&idle);
    net_server_stop(&s);
}

// It asks for 3 MB, again and again, and reads nothing.
static void cuts_off_who_does_not_read(void **state) {
    (void)state;
    NetServer s;
    HttpServerOptions o = net_server_options();
    o.limits.write_timeout_ms = 300;
    net_server_start(&s, o);
    NetClient c = net_client_connect(s.port);
    for (int i = 0; i < 4; i++) net_client_send_z(&c, "GET /large HTTP/1.1\r\n" H "\r\n");
    assert_true(net_wait_for(&s.broken, 1));
    net_client_done(&c);
    net_server_stop(&s);
}

static void counts_connections(void **state) {
    (void)state;
    NetServer s;
    HttpServerOptions o = net_server_options();
    o.limits.connections = 3;
    o.limits.connections_per_peer = 2;
    net_server_start(&s, o);
    NetClient a = net_client_connect(s.port);
    NetClient b = net_client_connect(s.port);
    assert_int_equal(net_client_status(s.port, ""), 429);
    net_client_send_z(&a, "GET /hello HTTP/1.1\r\n" H "\r\n");
    NetReply r = net_client_reply(&a, false);
    assert_int_equal(r.status, 200);
    net_reply_done(&r);
    assert_int_equal(http_server_stats(s.http).connections, 2);
    net_client_done(&a);
    for (int i = 0; i < 1000 && http_server_stats(s.http).connections > 1; i++) usleep(1000);
    assert_int_equal(net_client_status(s.port, "GET /hello HTTP/1.1\r\n" H "\r\n"), 200);
    net_client_done(&b);
    net_server_stop(&s);
}

static void says_when_it_is_busy(void **state) {
    (void)state;
    enum { CLIENTS = 8 };
    NetServer s;
    HttpServerOptions o = net_server_options();
    o.workers = 2;
    o.queue_max = 2;
    net_server_start(&s, o);
    NetClient c[CLIENTS];
    int by_status[600] = {0};
    for (int i = 0; i < CLIENTS; i++) {
        c[i] = net_client_connect(s.port);
        net_client_send_z(&c[i], "GET /wait HTTP/1.1\r\n" H "\r\n");
        if (i < 2) assert_true(net_wait_for(&s.waiting, i + 1));
    }
    for (int i = 0; i < 1000 && http_server_stats(s.http).requests_refused < 4; i++) usleep(1000);
    atomic_store(&s.release, true);
    for (int i = 0; i < CLIENTS; i++) {
        char value[64];
        NetReply r = net_client_reply(&c[i], false);
        by_status[r.status]++;
        if (r.status == 503) {
            assert_string_equal(net_reply_header(&r, "Retry-After", value, 64), "1");
        }
        net_reply_done(&r);
        net_client_done(&c[i]);
    }
    assert_int_equal(by_status[200], 4);
    assert_int_equal(by_status[503], 4);
    net_server_stop(&s);
}

static void *drain_main(void *context) {
    NetServer *s = context;
    return http_server_drain(s->http, 10000) ? s : NULL;
}

static void drain_loses_nothing(void **state) {
    (void)state;
    enum { CLIENTS = 12 };
    NetServer s;
    HttpServerOptions o = net_server_options();
    net_server_start(&s, o);
    NetClient c[CLIENTS];
    NetClient late = net_client_connect(s.port);  // connected, has not asked yet
    NetClient idle = net_client_connect(s.port);
    net_client_send_z(&idle, "GET /hello HTTP/1.1\r\n" H "\r\n");
    NetReply r = net_client_reply(&idle, false);
    net_reply_done(&r);
    for (int i = 0; i < CLIENTS; i++) {  // more than there are workers: the rest waits in the queue
        c[i] = net_client_connect(s.port);
        net_client_send_z(&c[i], "GET /wait HTTP/1.1\r\n" H "\r\n");
    }
    assert_true(net_wait_for(&s.waiting, 4));
    for (int i = 0; i < 1000 && http_server_stats(s.http).requests_queued < CLIENTS - 4; i++) {
        usleep(1000);
    }
    pthread_t drainer;
    pthread_create(&drainer, NULL, drain_main, &s);
    usleep(50000);
    net_client_send_z(&late, "GET /hello HTTP/1.1\r\n" H "\r\n");
    r = net_client_reply(&late, false);
    assert_int_equal(r.status, 200);
    char value[64];
    assert_string_equal(net_reply_header(&r, "Connection", value, 64), "close");
    net_reply_done(&r);
    NetClient refused = net_client_connect(s.port);
    assert_int_equal(refused.fd, -1);
    assert_true(net_client_is_closed(&idle, 3000));
    atomic_store(&s.release, true);
    for (int i = 0; i < CLIENTS; i++) {
        r = net_client_reply(&c[i], false);
        assert_int_equal(r.status, 200);
        assert_true(r.whole);
        assert_true(net_client_is_closed(&c[i], 3000));
        net_reply_done(&r);
        net_client_done(&c[i]);
    }
    void *complete = NULL;
    pthread_join(drainer, &complete);
    assert_non_null(complete);
    net_client_done(&late);
    net_client_done(&idle);
    net_client_done(&refused);
    net_server_stop(&s);
}

typedef struct Caller {
    int port;
    int answered;
    int lost;
} Caller;

// Asks on and on, on kept connections; opens a new one only after "Connection: close".
static void *caller_main(void *context) {
    Caller *caller = context;
    bool refused = false;
    while (!refused) {
        NetClient c = net_client_connect(caller->port);
        refused = c.fd < 0;
        bool closing = refused;
        while (!closing) {
            char value[16];
            bool inline_route = caller->answered % 2;
            net_client_send_z(&c, inline_route ? "GET /hello HTTP/1.1\r\n" H "\r\n"
                                               : "POST /echo HTTP/1.1\r\n" H
                                                 "Content-Length: 2\r\n\r\nok");
            NetReply r = net_client_reply(&c, false);
            if (r.status == 200 && r.whole)
                caller->answered++;
            else
                caller->lost++;
            closing =
                r.status != 200 || strcmp(net_reply_header(&r, "Connection", value, 16), "") != 0;
            net_reply_done(&r);
        }
        net_client_done(&c);
    }
    return NULL;
}

static void drain_under_load_loses_nothing(void **state) {
    (void)state;
    enum { CALLERS = 16 };
    NetServer s;
    HttpServerOptions o = net_server_options();
    net_server_start(&s, o);
    Caller callers[CALLERS];
    pthread_t threads[CALLERS];
    for (int i = 0; i < CALLERS; i++) {
        callers[i] = (Caller){.port = s.port};
        pthread_create(&threads[i], NULL, caller_main, &callers[i]);
    }
    usleep(300000);
    assert_true(http_server_drain(s.http, 10000));
    for (int i = 0; i < CALLERS; i++) {
        pthread_join(threads[i], NULL);
        assert_true(callers[i].answered > 0);
        assert_int_equal(callers[i].lost, 0);
    }
    net_server_stop(&s);
}

static void drain_ends_by_force(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    net_client_send_z(&c, "GET /wait HTTP/1.1\r\n" H "\r\n");
    assert_true(net_wait_for(&s.waiting, 1));
    assert_false(http_server_drain(s.http, 100));
    assert_true(net_wait_for(&s.cancelled, 1));
    assert_true(net_client_is_closed(&c, 3000));
    net_client_done(&c);
    net_server_stop(&s);
}

static void start_tells_what_is_wrong(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    HttpServer *second = NULL;
    Err err;
    HttpServerOptions o = net_server_options();
    o.port = s.port;
    assert_false(http_server_start(&o, &second, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    o.host = "localhost";
    assert_false(http_server_start(&o, &second, &err));
    assert_int_equal(err.code, ERR_INVALID);
    o.host = "127.0.0.1";
    o.workers = 0;
    assert_false(http_server_start(&o, &second, &err));
    assert_int_equal(err.code, ERR_INVALID);
    o = net_server_options();
    o.tls_cert_path = "/nowhere/cert.pem";
    o.tls_key_path = "/nowhere/key.pem";
    assert_false(http_server_start(&o, &second, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    net_server_stop(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_is_too_large),
        cmocka_unit_test(cuts_off_who_is_too_slow),
        cmocka_unit_test(cuts_off_who_does_not_read),
        cmocka_unit_test(counts_connections),
        cmocka_unit_test(says_when_it_is_busy),
        cmocka_unit_test(drain_loses_nothing),
        cmocka_unit_test(drain_under_load_loses_nothing),
        cmocka_unit_test(drain_ends_by_force),
        cmocka_unit_test(start_tells_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
