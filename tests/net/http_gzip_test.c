#include "net/http_gzip.h"
#include "net_client.h"
#include "net_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define ZLIB_CONST
#include <zlib.h>

#include <cmocka.h>

enum { LONG_BYTES = 100000, RANDOM_BYTES = 4000 };

static char LONG_TEXT[LONG_BYTES];
static char RANDOM_TEXT[RANDOM_BYTES];

static Str text_of(Str path) {
    if (str_eq(path, S("/long"))) return str_of(LONG_TEXT, LONG_BYTES);
    if (str_eq(path, S("/random"))) return str_of(RANDOM_TEXT, RANDOM_BYTES);
    return S("{\"short\": true}");
}

static void send_text(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    Buf body;
    buf_init(&body, LONG_BYTES);
    buf_add(&body, text_of(req->path));
    http_gzip_body(req, res, S("application/json"), &body);
    buf_done(&body);
}

static void decide(HttpRequest *req, HttpRoute *ret_route, void *ctx) {
    (void)req;
    (void)ctx;
    *ret_route = (HttpRoute){.handler = send_text, .body = HTTP_BODY_MEMORY};
}

static Str unpacked(Str bytes, char *out, size_t max) {
    z_stream z = {.next_in = (const unsigned char *)bytes.ptr, .avail_in = (unsigned)bytes.len};
    assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
    z.next_out = (unsigned char *)out;
    z.avail_out = (unsigned)max;
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    inflateEnd(&z);
    return str_of(out, z.total_out);
}

static const struct {
    const char *path, *headers, *coding;
} CASES[] = {
    {"/long", "Accept-Encoding: gzip, deflate, br\r\n", "gzip"},
    {"/long", "Accept-Encoding: GZIP;q=0.5\r\n", "gzip"},
    {"/long", "Accept-Encoding: gzip;q=0, br\r\n", ""},
    {"/long", "Accept-Encoding: br\r\n", ""},
    {"/long", "", ""},
    {"/short", "Accept-Encoding: gzip\r\n", ""},   // a packet anyway
    {"/random", "Accept-Encoding: gzip\r\n", ""},  // would grow
};

static void compresses_for_who_takes_it(void **state) {
    (void)state;
    for (int i = 0; i < LONG_BYTES; i++) LONG_TEXT[i] = "{\"revenue\": 1},"[i % 15];
    uint32_t seed = 1;
    for (int i = 0; i < RANDOM_BYTES; i++) {
        seed = seed * 1664525 + 1013904223;
        RANDOM_TEXT[i] = (char)(seed >> 24);
    }
    NetServer s;
    HttpServerOptions o = net_server_options();
    o.decide = decide;
    net_server_start(&s, o);
    NetClient c = net_client_connect(s.port);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char request[256];
        char value[128];
        snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n", CASES[i].path,
                 CASES[i].headers);
        assert_true(net_client_send_z(&c, request));
        NetReply r = net_client_reply(&c, false);
        assert_int_equal(r.status, 200);
        assert_string_equal(net_reply_header(&r, "Content-Encoding", value, 128), CASES[i].coding);
        assert_string_equal(net_reply_header(&r, "Vary", value, 128), "Accept-Encoding");
        assert_string_equal(net_reply_header(&r, "Content-Type", value, 128), "application/json");
        static char plain[LONG_BYTES];
        Str got = buf_str(&r.body);
        if (CASES[i].coding[0]) {
            assert_true(got.len < LONG_BYTES / 10);
            got = unpacked(got, plain, sizeof plain);
        }
        assert_true(str_eq(got, text_of(str_from(CASES[i].path))));
        net_reply_done(&r);
    }
    net_client_done(&c);
    net_server_stop(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compresses_for_who_takes_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
