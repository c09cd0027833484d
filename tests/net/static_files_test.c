#include "net/static_files.h"
#include "net_client.h"
#include "net_server.h"
#include "sys/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const StaticFiles *FILES;

static void serve(HttpRequest *req, HttpResponse *res, void *ctx) {
    (void)ctx;
    const StaticFile *file = static_files_find(FILES, req->path);
    if (file)
        static_file_send(file, req, res);
    else
        http_response_status(res, 404);
}

static void decide(HttpRequest *req, HttpRoute *ret_route, void *ctx) {
    (void)req;
    (void)ctx;
    *ret_route = (HttpRoute){.handler = serve, .run_inline = true};
}

static void ask(NetClient *c, const char *path, const char *headers, NetReply *ret) {
    char text[1024];
    snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n", path, headers);
    net_client_send_z(c, text);
    *ret = net_client_reply(c, false);
}

static const struct {
    const char *path;
    const char *headers;
    int status;
    const char *coding;
    const char *type;
    const char *cache;
    const char *body;
} CASES[] = {
    {"/", "", 200, "", "text/html; charset=utf-8", "no-cache", "<p>"},
    {"/index.html", "Accept-Encoding: br\r\n", 200, "", "text/html; charset=utf-8", "no-cache",
     "<p>"},
    {"/assets/index-Bd3f9a1c.js", "", 200, "", "text/javascript; charset=utf-8",
     "public, max-age=31536000, immutable", "plain"},
    {"/assets/index-Bd3f9a1c.js", "Accept-Encoding: gzip, deflate, br\r\n", 200, "br",
     "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "brotli"},
    {"/assets/index-Bd3f9a1c.js", "Accept-Encoding: gzip;q=0.5, br;q=0\r\n", 200, "gzip",
     "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "gzipped"},
    {"/assets/logo.svg", "", 200, "", "image/svg+xml", "no-cache", "<svg>"},
    {"/assets/x.abcdef0123.css", "", 200, "", "text/css; charset=utf-8",
     "public, max-age=31536000, immutable", "p{}"},
    {"/missing", "", 404, "", "", "", ""},
    {"/../etc/passwd", "", 404, "", "", "", ""},
    {"/assets/index-Bd3f9a1c.js.br", "", 404, "", "", "", ""},
};

static void folder_fill(const char *folder) {
    static const struct {
        const char *name;
        Str bytes;
    } CONTENT[] = {
        {"index.html", STR("<p>")},
        {"assets/index-Bd3f9a1c.js", STR("plain")},
        {"assets/index-Bd3f9a1c.js.br", STR("brotli")},
        {"assets/index-Bd3f9a1c.js.gz", STR("gzipped")},
        {"assets/logo.svg", STR("<svg>")},
        {"assets/x.abcdef0123.css", STR("p{}")},
    };
    Err err;
    char path[256];
    snprintf(path, sizeof path, "%s/assets", folder);
    assert_true(dir_make(path, &err));
    for (size_t i = 0; i < COUNT_OF(CONTENT); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, CONTENT[i].name);
        assert_true(file_write_atomic(path, CONTENT[i].bytes, &err));
    }
}

static void serves_a_folder(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    char folder[] = "/tmp/munim-static-XXXXXX";
    assert_non_null(mkdtemp(folder));
    folder_fill(folder);
    StaticFiles *files = static_files_new(a);
    Err err;
    if (!static_files_load(files, folder, &err)) fail_msg("%s", err.message);
    assert_true(dir_remove_all(folder, &err));  // all is in memory now
    FILES = files;
    NetServer s;
    HttpServerOptions o = net_server_options();
    o.decide = decide;
    net_server_start(&s, o);
    NetClient c = net_client_connect(s.port);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char value[128];
        char tag[128];
        NetReply r;
        ask(&c, CASES[i].path, CASES[i].headers, &r);
        assert_int_equal(r.status, CASES[i].status);
        assert_string_equal(net_reply_header(&r, "Content-Encoding", value, 128), CASES[i].coding);
        assert_string_equal(net_reply_header(&r, "Content-Type", value, 128), CASES[i].type);
        assert_string_equal(net_reply_header(&r, "Cache-Control", value, 128), CASES[i].cache);
        assert_true(str_eq(buf_str(&r.body), str_from(CASES[i].body)));
        net_reply_header(&r, "ETag", tag, 128);
        net_reply_done(&r);
        if (CASES[i].status != 200) continue;
        char again[512];
        snprintf(again, sizeof again, "%sIf-None-Match: \"other\", W/%s\r\n", CASES[i].headers,
                 tag);
        ask(&c, CASES[i].path, again, &r);
        assert_int_equal(r.status, 304);
        assert_string_equal(net_reply_header(&r, "ETag", value, 128), tag);
        net_reply_done(&r);
    }
    net_client_done(&c);
    net_server_stop(&s);
}

static void variants_have_their_own_tags(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    StaticFiles *files = static_files_new(a);
    static_files_add(files, S("/a/index.html"), S("plain"), S("br"), S("gz"));
    assert_int_equal(static_files_count(files), 2);  // "/a/" finds it too
    assert_ptr_equal(static_files_find(files, S("/a/")), static_files_find(files, S("/a/")));
    FILES = files;
    NetServer s;
    HttpServerOptions o = net_server_options();
    o.decide = decide;
    net_server_start(&s, o);
    NetClient c = net_client_connect(s.port);
    const char *accepts[] = {"", "Accept-Encoding: br\r\n", "Accept-Encoding: gzip\r\n"};
    char tags[3][128];
    for (int i = 0; i < 3; i++) {
        NetReply r;
        char value[128];
        ask(&c, "/a/", accepts[i], &r);
        net_reply_header(&r, "ETag", tags[i], 128);
        assert_string_equal(net_reply_header(&r, "Vary", value, 128), "Accept-Encoding");
        net_reply_done(&r);
    }
    assert_string_not_equal(tags[0], tags[1]);
    assert_string_not_equal(tags[1], tags[2]);
    net_client_done(&c);
    net_server_stop(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(serves_a_folder),
        cmocka_unit_test(variants_have_their_own_tags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
