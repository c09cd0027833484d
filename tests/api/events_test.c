// What browsers are told without asking: over the WebSocket of /api/v1/events, and of one job by
// server-sent events.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

#include "../net/net_client.h"
#include "base/json.h"
#include "http_client.h"
#include "server_fixture.h"
#include "sys/clock.h"

enum { TOLD_MAX = 1 << 20, WAIT_MS = 5000, DRAIN_QUICK_US = 3000000 };

static ServerFixture server;

static int make(void **state) {
    (void)state;
    server_fixture_open(&server);
    return 0;
}

static int end(void **state) {
    (void)state;
    server_fixture_close(&server);
    return 0;
}

// Reads on until `wanted` was told.
static void told(NetClient *c, Buf *all, const char *wanted) {
    char part[4096];
    while (!str_contains(buf_str(all), str_from(wanted))) {
        long got = net_client_read(c, part, sizeof part, WAIT_MS);
        if (got <= 0) print_error("no '%s' in: " STR_F "\n", wanted, STR_A(buf_str(all)));
        assert_true(got > 0);
        buf_add(all, str_of(part, (size_t)got));
    }
}

static NetClient send_head(const char *head) {
    NetClient c = net_client_connect(api_port(server.api));
    assert_true(c.fd >= 0);
    assert_true(net_client_send_z(&c, head));
    return c;
}

#define WEBSOCKET(more)                                                                            \
    "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n" more               \
    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"                                          \
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"

static Str upload(const char *text) {
    Err err = {0};
    HttpSend send = {.method = "POST",
                     .url = str_fmt(server.arena, "%s/api/v1/imports", server.url).ptr,
                     .body = str_from(text),
                     .file_name = "bills.csv"};
    HttpReply reply = http_client_send(&send, server.arena);
    assert_int_equal(reply.status, 202);
    CLEANUP(json_done) Json *json = NULL;
    assert_true(json_parse(reply.body, &json, &err));
    const Json *job = json_array_get(json_object_get(json, "jobs"), 0);
    return str_dup(server.arena, str_from(json_string_value(json_object_get(job, "id"))));
}

static void an_import_is_told_to_all(void **state) {
    (void)state;
    NetClient one = send_head(WEBSOCKET(""));
    NetClient two = send_head(WEBSOCKET("Origin: http://localhost\r\n"));
    NetClient *clients[] = {&one, &two};
    Buf all[2];
    for (size_t i = 0; i < 2; i++) {
        buf_init(&all[i], TOLD_MAX);
        told(clients[i], &all[i], "101 Switching");
    }
    (void)upload("id,amount\n1,2.5\n2,3.5\n");
    for (size_t i = 0; i < 2; i++) {
        told(clients[i], &all[i],
             "\"event\":\"job\"");  // which of its states depends on the threads
        told(clients[i], &all[i], "\"status\":\"done\"");
        told(clients[i], &all[i], "{\"event\":\"tables\"}");
        buf_done(&all[i]);
    }
    net_client_done(&one);
    net_client_done(&two);
}

static Str dashboard_send(const char *method, const char *path, const char *body) {
    static const char *const JSON[] = {"Content-Type: application/json", NULL};
    HttpSend send = {.method = method,
                     .url = str_fmt(server.arena, "%s/api/v1/dashboards%s", server.url, path).ptr,
                     .headers = JSON,
                     .body = str_from(body)};
    HttpReply reply = http_client_send(&send, server.arena);
    assert_int_equal(reply.status, 200);
    return reply.body;
}

static void two_people_hear_of_each_others_changes(void **state) {
    (void)state;
    Err err = {0};
    CLEANUP(json_done) Json *json = NULL;
    NetClient other = send_head(WEBSOCKET(""));
    Buf all;
    buf_init(&all, TOLD_MAX);
    told(&other, &all, "101 Switching");
    Str made = dashboard_send("POST", "", "{\"name\":\"Board\"}");
    assert_true(json_parse(made, &json, &err));
    const char *id = json_string_value(json_object_get(json, "id"));
    told(&other, &all, "{\"event\":\"dashboards\"}");
    (void)dashboard_send("PATCH", str_fmt(server.arena, "/%s", id).ptr,
                         "{\"base\":1,\"changes\":[{\"op\":\"set\",\"fields\":{\"name\":\"B\"}}]}");
    told(&other, &all,
         str_fmt(server.arena, "{\"event\":\"dashboard\",\"id\":\"%s\",\"version\":2}", id).ptr);
    buf_done(&all);
    net_client_done(&other);
}

static void a_foreign_page_hears_nothing(void **state) {
    (void)state;
    assert_int_equal(
        net_client_status(api_port(server.api), WEBSOCKET("Origin: http://evil.example\r\n")), 403);
}

static void a_job_is_followed(void **state) {
    (void)state;
    Str id = upload("id,amount\n1,2.5\n2,3.5\n");
    // Once while it may still run, once when it is over, once by its head alone.
    static const char *const METHODS[] = {"GET", "GET", "HEAD"};
    for (size_t i = 0; i < COUNT_OF(METHODS); i++) {
        NetClient c = send_head(str_fmt(server.arena,
                                        "%s /api/v1/jobs/" STR_F
                                        "/events HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                        METHODS[i], STR_A(id))
                                    .ptr);
        Buf all;
        buf_init(&all, TOLD_MAX);
        told(&c, &all, "text/event-stream");
        if (i < 2) {
            told(&c, &all, "event: end");
            told(&c, &all, "\"status\":\"done\"");
        }
        buf_done(&all);
        net_client_done(&c);
    }
    assert_int_equal(net_client_status(api_port(server.api),
                                       "GET /api/v1/jobs/none/events HTTP/1.1\r\n"
                                       "Host: localhost\r\n\r\n"),
                     404);
}

static void listeners_do_not_hold_up_the_end(void **state) {
    (void)state;
    NetClient c = send_head(WEBSOCKET(""));
    Buf all;
    buf_init(&all, TOLD_MAX);
    told(&c, &all, "101 Switching");
    int64_t start_us = clock_mono_us();
    assert_true(api_drain(server.api, 20000));
    assert_true(clock_mono_us() - start_us < DRAIN_QUICK_US);
    buf_done(&all);
    net_client_done(&c);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, make, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(an_import_is_told_to_all),         EACH(two_people_hear_of_each_others_changes),
        EACH(a_foreign_page_hears_nothing),     EACH(a_job_is_followed),
        EACH(listeners_do_not_hold_up_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
