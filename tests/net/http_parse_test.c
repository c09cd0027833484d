#include "net/http_parse.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const HttpParseLimits LIMITS = {.url_bytes = 64, .header_bytes = 512, .header_count = 8};

typedef struct Seen {
    Arena *arena;
    HttpHead head;
    Buf body;
    int messages;
} Seen;

static Arena *on_begin(void *ctx) { return ((Seen *)ctx)->arena; }

static int on_head(void *ctx, HttpHead *head, const char **ret_reason) {
    (void)ret_reason;
    ((Seen *)ctx)->head = *head;
    return 0;
}

static int on_body(void *ctx, Str bytes, const char **ret_reason) {
    (void)ret_reason;
    buf_add(&((Seen *)ctx)->body, bytes);
    return 0;
}

static const HttpParseCalls CALLS = {on_begin, on_head, on_body};

// Feeds `text` in pieces of `step` bytes. The status it fails with, 200 when a message came, 0.
static int feed(Seen *seen, Str text, size_t step) {
    HttpParse parse;
    *seen = (Seen){.arena = arena_create(0)};
    buf_init(&seen->body, 1 << 20);
    http_parse_init(&parse, &LIMITS, &CALLS, seen);
    while (text.len > 0) {
        Str piece = str_slice(text, 0, step);
        size_t used = 0;
        HttpParseResult result = http_parse_feed(&parse, piece, &used);
        text = str_skip(text, used);
        if (result == HTTP_PARSE_FAILED) return parse.status;
        if (result == HTTP_PARSE_MESSAGE) seen->messages++;
    }
    return seen->messages ? 200 : 0;
}

static void seen_done(Seen *seen) {
    buf_done(&seen->body);
    arena_free(seen->arena);
}

#define H "Host: x\r\n"

static const struct {
    const char *name;
    Str text;
    int status;
} CASES[] = {
    {"plain", STR("GET / HTTP/1.1\r\n" H "\r\n"), 200},
    {"1.0 without a host", STR("GET / HTTP/1.0\r\n\r\n"), 200},
    {"1.1 without a host", STR("GET / HTTP/1.1\r\n\r\n"), 400},
    {"two hosts", STR("GET / HTTP/1.1\r\n" H H "\r\n"), 400},
    {"absolute target", STR("GET http://a.example/p?q HTTP/1.1\r\n" H "\r\n"), 200},
    {"star", STR("OPTIONS * HTTP/1.1\r\n" H "\r\n"), 200},
    {"star for GET", STR("GET * HTTP/1.1\r\n" H "\r\n"), 400},
    {"fragment", STR("GET /a#b HTTP/1.1\r\n" H "\r\n"), 400},
    {"raw bytes in the target", STR("GET /\xC3\xA9 HTTP/1.1\r\n" H "\r\n"), 400},
    {"unknown method", STR("BREW / HTTP/1.1\r\n" H "\r\n"), 501},
    {"method of others", STR("PROPFIND / HTTP/1.1\r\n" H "\r\n"), 501},
    {"CONNECT", STR("CONNECT a:1 HTTP/1.1\r\n" H "\r\n"), 501},
    {"HTTP/2", STR("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 400},
    {"version 3", STR("GET / HTTP/3.7\r\n" H "\r\n"), 505},
    {"not HTTP", STR("\x16\x03\x01\x02\x00\x01\x00\x01"), 501},
    {"length and coding",
     STR("POST / HTTP/1.1\r\n" H
         "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
     400},
    {"coding and length",
     STR("POST / HTTP/1.1\r\n" H
         "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
     400},
    {"two lengths", STR("POST / HTTP/1.1\r\n" H "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx"),
     400},
    {"a list of lengths", STR("POST / HTTP/1.1\r\n" H "Content-Length: 1, 1\r\n\r\nx"), 400},
    {"length +1", STR("POST / HTTP/1.1\r\n" H "Content-Length: +1\r\n\r\nx"), 400},
    {"length -1", STR("POST / HTTP/1.1\r\n" H "Content-Length: -1\r\n\r\nx"), 400},
    {"length 0x1", STR("POST / HTTP/1.1\r\n" H "Content-Length: 0x1\r\n\r\nx"), 400},
    {"length too long",
     STR("POST / HTTP/1.1\r\n" H "Content-Length: 99999999999999999999999\r\n\r\nx"), 400},
    {"gzip, chunked",
     STR("POST / HTTP/1.1\r\n" H "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 501},
    {"chunked twice",
     STR("POST / HTTP/1.1\r\n" H
         "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
     400},
    {"xchunked", STR("POST / HTTP/1.1\r\n" H "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), 501},
    {"coding in 1.0", STR("POST / HTTP/1.0\r\n" H "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
     400},
    {"space before the colon", STR("GET / HTTP/1.1\r\n" H "A : b\r\n\r\n"), 400},
    {"folded header", STR("GET / HTTP/1.1\r\n" H "A: b\r\n c\r\n\r\n"), 400},
    {"NUL in a value", STR("GET / HTTP/1.1\r\n" H "A: b\0c\r\n\r\n"), 400},
    {"CR in a value", STR("GET / HTTP/1.1\r\n" H "A: b\rc\r\n\r\n"), 400},
    {"only LF", STR("GET / HTTP/1.1\nHost: x\n\n"), 400},
    {"bad chunk size", STR("POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
     400},
    {"huge chunk size",
     STR("POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"), 400},
    {"chunk longer than it says",
     STR("POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n"), 400},
    {"expectation", STR("GET / HTTP/1.1\r\n" H "Expect: cake\r\n\r\n"), 417},
    {"long target",
     STR("GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
         "HTTP/1.1\r\n" H "\r\n"),
     414},
    {"many headers",
     STR("GET / HTTP/1.1\r\n" H "a: 1\r\nb: 1\r\nc: 1\r\nd: 1\r\ne: 1\r\nf: 1\r\ng: 1\r\nh: 1\r\n"
         "\r\n"),
     431},
    {"empty values", STR("GET / HTTP/1.1\r\n" H "A:\r\nB: \r\nC: c\r\n\r\n"), 200},
    {"upgrade to h2c is ignored",
     STR("GET / HTTP/1.1\r\n" H "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n"), 200},
};

static void takes_and_refuses(void **state) {
    (void)state;
    static const size_t STEPS[] = {1, 2, 3, 7, 1000};
    int wrong = 0;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        for (size_t s = 0; s < COUNT_OF(STEPS); s++) {
            Seen seen;
            int status = feed(&seen, CASES[i].text, STEPS[s]);
            if (status != CASES[i].status) {
                print_error("%s, in pieces of %zu: %d, not %d\n", CASES[i].name, STEPS[s], status,
                            CASES[i].status);
                wrong++;
            }
            seen_done(&seen);
        }
    }
    assert_int_equal(wrong, 0);
}

static void reads_the_head(void **state) {
    (void)state;
    Str text =
        S("POST /a/b?c=d HTTP/1.1\r\nHost: x\r\nX-One:  spaced out \r\nEmpty:\r\n"
          "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"
          "3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nX-One: trailer\r\n\r\n");
    for (size_t step = 1; step < 64; step++) {
        Seen seen;
        assert_int_equal(feed(&seen, text, step), 200);
        assert_int_equal(seen.head.method, METHOD_POST);
        assert_true(str_eq(seen.head.path, S("/a/b")));
        assert_true(str_eq(seen.head.query, S("c=d")));
        assert_int_equal(seen.head.header_count, 5);
        assert_true(str_eq(seen.head.headers[1].name, S("X-One")));
        assert_true(str_eq(seen.head.headers[1].value, S("spaced out")));
        assert_true(str_eq(seen.head.headers[2].value, S("")));
        assert_true(seen.head.chunked && seen.head.expects_continue && seen.head.keep_alive);
        assert_true(str_eq(buf_str(&seen.body), S("abcde")));
        seen_done(&seen);
    }
}

static void stops_after_each_message(void **state) {
    (void)state;
    Seen seen;
    Str text =
        S("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\n"
          "Content-Length: 3\r\n\r\nabcGET /3 HTTP/1.1\r\nHost: x\r\n\r\n");
    for (size_t step = 1; step < 200; step++) {
        assert_int_equal(feed(&seen, text, step), 200);
        assert_int_equal(seen.messages, 3);
        assert_true(str_eq(seen.head.path, S("/3")));
        seen_done(&seen);
    }
}

static void knows_a_websocket(void **state) {
    (void)state;
    static const struct {
        Str text;
        bool wants;
    } HANDSHAKES[] = {
        {STR("GET / HTTP/1.1\r\n" H "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
             "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
         true},
        {STR("GET / HTTP/1.1\r\n" H "Connection: Upgrade\r\nUpgrade: websocket\r\n"
             "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
         false},
        {STR("GET / HTTP/1.1\r\n" H "Connection: Upgrade\r\nUpgrade: websocket\r\n"
             "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short==\r\n\r\n"),
         false},
        {STR("GET / HTTP/1.1\r\n" H "Upgrade: websocket\r\n"
             "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
         false},
    };
    for (size_t i = 0; i < COUNT_OF(HANDSHAKES); i++) {
        Seen seen;
        assert_int_equal(feed(&seen, HANDSHAKES[i].text, 1000), 200);
        assert_int_equal(seen.head.wants_websocket, HANDSHAKES[i].wants);
        seen_done(&seen);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_and_refuses), cmocka_unit_test(reads_the_head),
        cmocka_unit_test(stops_after_each_message), cmocka_unit_test(knows_a_websocket)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
