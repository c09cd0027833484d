#include "net/upload.h"
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

#include "sys/file.h"

#define H "Host: x\r\n"
#define D "Content-Disposition: form-data; "
enum { PIECE = 1 << 20 };

static uint64_t hash_of(const char *bytes, size_t len) { return str_hash(str_of(bytes, len)); }

static void keeps_parts_and_fields(void **state) {
    (void)state;
    static const char BODY[] =
        "--b\r\n" D "name=\"mode\"\r\n\r\nappend\r\n--b\r\n" D
        "name=\"f\"; filename=\"../a b.csv\"\r\nContent-Type: text/csv\r\n\r\n"
        "a,b\r\n1,2\r\n\r\n--b\r\n" D "name=\"f\"; filename=\"\"\r\n\r\n\r\n--b--";
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    char text[2048];
    snprintf(text, sizeof text,
             "POST /upload HTTP/1.1\r\n" H
             "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: %zu\r\n\r\n%s",
             sizeof BODY - 1, BODY);
    net_client_send_z(&c, text);
    NetReply r = net_client_reply(&c, false);
    assert_int_equal(r.status, 200);
    char wanted[256];
    snprintf(wanted, sizeof wanted, "mode|||6|%llx\nf|a b.csv|text/csv|10|%llx\nf|||0|%llx\n",
             (unsigned long long)hash_of("append", 6),
             (unsigned long long)hash_of("a,b\r\n1,2\r\n", 10), (unsigned long long)hash_of("", 0));
    assert_true(str_eq(buf_str(&r.body), str_from(wanted)));
    net_reply_done(&r);
    net_client_done(&c);
    net_server_stop(&s);  // which checks that no file is left
}

static void keeps_a_plain_body(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    net_client_send_z(&c, "POST /upload HTTP/1.1\r\n" H
                          "Content-Type: text/csv\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n3\r\na,b\r\n2\r\n\r\n\r\n0\r\n\r\n");
    NetReply r = net_client_reply(&c, false);
    char wanted[128];
    snprintf(wanted, sizeof wanted, "||text/csv|5|%llx\n",
             (unsigned long long)hash_of("a,b\r\n", 5));
    assert_true(str_eq(buf_str(&r.body), str_from(wanted)));
    net_reply_done(&r);
    net_client_done(&c);
    net_server_stop(&s);
}

static void tells_what_is_wrong(void **state) {
    (void)state;
    static const struct {
        const char *type;
        const char *body;
        int status;
    } CASES[] = {
        {"multipart/form-data", "x", 400},
        {"multipart/form-data; boundary=b", "--b\r\n\r\nno name\r\n--b--", 400},
        {"multipart/form-data; boundary=b", "--b\r\n" D "name=a; filename=f\r\n\r\nunfinished",
         400},
    };
    NetServer s;
    net_server_start(&s, net_server_options());
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 "POST /upload HTTP/1.1\r\n" H "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n%s",
                 CASES[i].type, strlen(CASES[i].body), CASES[i].body);
        assert_int_equal(net_client_status(s.port, text), CASES[i].status);
    }
    net_server_stop(&s);
}

static void field_may_not_be_a_file(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    static char field[200000];
    memset(field, 'x', sizeof field);
    net_client_send_z(&c,
                      "POST /upload HTTP/1.1\r\n" H
                      "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 200100\r\n"
                      "\r\n--b\r\n" D "name=a\r\n\r\n");
    net_client_send(&c, str_of(field, sizeof field));
    net_client_send(&c, str_of(field, 100));
    NetReply r = net_client_reply(&c, false);
    assert_int_equal(r.status, 413);
    net_reply_done(&r);
    net_client_done(&c);
    net_server_stop(&s);
}

static void nothing_stays_of_a_broken_upload(void **state) {
    (void)state;
    NetServer s;
    net_server_start(&s, net_server_options());
    static char piece[PIECE];
    for (int i = 0; i < 4; i++) {
        NetClient c = net_client_connect(s.port);
        net_client_send_z(&c, "POST /upload HTTP/1.1\r\n" H "Content-Length: 100000000\r\n\r\n");
        for (int j = 0; j < i; j++) net_client_send(&c, str_of(piece, PIECE));
        net_client_done(&c);
    }
    assert_true(net_wait_for(&s.broken, 4));
    net_server_stop(&s);
}

static uint64_t kept_bytes(const char *path) {
    Err err = {0};
    uint64_t bytes = 0;
    assert_true(file_size(path, &bytes, &err));
    return bytes;
}

static int append(int port, const char *query, const char *bytes) {
    char text[512];
    snprintf(text, sizeof text, "PATCH /append?%s HTTP/1.1\r\n" H "Content-Length: %zu\r\n\r\n%s",
             query, strlen(bytes), bytes);
    return net_client_status(port, text);
}

static void a_body_goes_on_where_another_ended(void **state) {
    (void)state;
    Err err = {0};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    NetServer s;
    Str all = {0};
    net_server_start(&s, net_server_options());
    const char *path = path_join(a, s.folder, S("kept"));
    assert_int_equal(append(s.port, "at=0&most=9", "abc"), 404);
    assert_true(file_write_atomic(path, S(""), &err));
    assert_int_equal(append(s.port, "at=0&most=9", "abc"), 200);
    assert_int_equal(append(s.port, "at=0&most=9", "abc"), 409);
    assert_int_equal(append(s.port, "at=4&most=9", "abc"), 409);
    assert_int_equal(append(s.port, "at=3&most=9", "def"), 200);
    assert_int_equal(append(s.port, "at=6&most=2", "ghi"), 413);
    assert_int_equal(append(s.port, "at=6&most=3", ""), 200);
    assert_true(file_read(path, 100, a, &all, &err));
    assert_true(str_eq(all, S("abcdef")));
    assert_true(file_remove(path, &err));
    net_server_stop(&s);
}

// All that has come is there, also what was less than a whole piece.
static void what_has_come_stays_when_the_connection_breaks(void **state) {
    (void)state;
    static const size_t COUNTS[] = {0, 1, 300, 262144, 700001, PIECE};
    Err err = {0};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    NetServer s;
    uint64_t at = 0;
    static char piece[PIECE];
    memset(piece, 'x', PIECE);
    net_server_start(&s, net_server_options());
    const char *path = path_join(a, s.folder, S("kept"));
    assert_true(file_write_atomic(path, S(""), &err));
    for (size_t i = 0; i < COUNT_OF(COUNTS); i++) {
        char text[256];
        NetClient c = net_client_connect(s.port);
        snprintf(text, sizeof text,
                 "PATCH /append?at=%llu&most=100000000 HTTP/1.1\r\n" H
                 "Content-Length: 90000000\r\n\r\n",
                 (unsigned long long)at);
        net_client_send_z(&c, text);
        net_client_send(&c, str_of(piece, COUNTS[i]));
        net_client_done(&c);
        assert_true(net_wait_for(&s.broken, (int)i + 1));
        at += COUNTS[i];
        assert_int_equal(kept_bytes(path), at);
    }
    assert_true(file_remove(path, &err));
    net_server_stop(&s);
}

static void large_upload_takes_little_memory(void **state) {
    (void)state;
    const char *asked = getenv("UPLOAD_MB");
    size_t megabytes = asked ? (size_t)strtol(asked, NULL, 10) : 200;
    NetServer s;
    net_server_start(&s, net_server_options());
    NetClient c = net_client_connect(s.port);
    static char piece[PIECE];
    memset(piece, 'x', PIECE);
    long before = net_rss_kb();
    long most = before;
    char text[512];
    static const char PART[] = "--b\r\n" D "name=\"f\"; filename=\"big.csv\"\r\n\r\n";
    static const char END[] = "\r\n--b--\r\n";
    snprintf(text, sizeof text,
             "POST /upload HTTP/1.1\r\n" H
             "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: %zu\r\n\r\n%s",
             megabytes * PIECE + sizeof PART - 1 + sizeof END - 1, PART);
    net_client_send_z(&c, text);
    for (size_t i = 0; i < megabytes; i++) {
        assert_true(net_client_send(&c, str_of(piece, PIECE)));
        long now = net_rss_kb();
        if (now > most) most = now;
    }
    net_client_send_z(&c, END);
    NetReply r = net_client_reply(&c, false);
    assert_int_equal(r.status, 200);
    snprintf(text, sizeof text, "f|big.csv||%zu|0\n", megabytes * PIECE);
    if (megabytes >= 64) assert_true(str_eq(buf_str(&r.body), str_from(text)));
    print_message("%zu MB took %ld KB of memory\n", megabytes, most - before);
#ifndef __SANITIZE_ADDRESS__  // which keeps what is freed for a while
    assert_in_range(most - before, 0, 10000);
#endif
    net_reply_done(&r);
    net_client_done(&c);
    net_server_stop(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_parts_and_fields),
        cmocka_unit_test(keeps_a_plain_body),
        cmocka_unit_test(tells_what_is_wrong),
        cmocka_unit_test(field_may_not_be_a_file),
        cmocka_unit_test(nothing_stays_of_a_broken_upload),
        cmocka_unit_test(a_body_goes_on_where_another_ended),
        cmocka_unit_test(what_has_come_stays_when_the_connection_breaks),
        cmocka_unit_test(large_upload_takes_little_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
