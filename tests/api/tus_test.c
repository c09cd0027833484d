#include "api/tus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#undef fail

#include "base/buf.h"
#include "base/rng.h"

static void reads_metadata(void **state) {
    (void)state;
    static const struct {
        const char *text, *key, *value;  // NULL: refused
    } CASES[] = {
        {"filename c2FsZXMuY3N2", "filename", "sales.csv"},
        {"a Zg==, filename Zm8= ,is_draft", "filename", "fo"},
        {"filename Zm8", "filename", "fo"},  // without its padding
        {"is_draft", "is_draft", ""},
        {"filename Zm9vYmFy", "mode", ""},
        {"", "filename", ""},
        {",,", "filename", ""},
        {"filename ????", NULL, NULL},
        {"filename Z", NULL, NULL},
        {"filename Zg=", NULL, NULL},
        {"filename Zg===", NULL, NULL},
        {"filename Z=g=", NULL, NULL},
        {"filename Zg== more", NULL, NULL},
        {"a Zg==,a Zg==", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        TusMetadata m = {0};
        Err err = {0};
        bool ok = tus_metadata_read(str_from(CASES[i].text), a, &m, &err);
        if (ok != (CASES[i].key != NULL)) print_error("%s\n", CASES[i].text);
        assert_int_equal(ok, CASES[i].key != NULL);
        if (!ok) continue;
        Str value = tus_metadata_get(&m, str_from(CASES[i].key));
        assert_true(str_eq(value, str_from(CASES[i].value)));
    }
}

static void takes_foreign_metadata(void **state) {
    (void)state;
    static const char LETTERS[] = "abcZ09+/=, \t?\x80\x01";
    Rng rng = rng_seeded(7);
    for (int round = 0; round < 20000; round++) {
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        char text[64];
        size_t len = (size_t)rng_between(&rng, 0, sizeof text - 1);
        for (size_t i = 0; i < len; i++) {
            text[i] = LETTERS[rng_between(&rng, 0, sizeof LETTERS - 2)];
        }
        TusMetadata m = {0};
        Err err = {0};
        bool ok = tus_metadata_read(str_of(text, len), a, &m, &err);
        assert_true(ok || err.code == ERR_INVALID);
        assert_true(m.count <= TUS_PAIRS_MAX);
    }
}

static void bounds_metadata(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(buf_done) Buf text;
    TusMetadata m = {0};
    Err err = {0};
    buf_init(&text, 1 << 20);
    for (int i = 0; i <= TUS_PAIRS_MAX; i++) buf_add_fmt(&text, "k%d,", i);
    assert_false(tus_metadata_read(buf_str(&text), a, &m, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    buf_clear(&text);
    for (int i = 0; i <= TUS_METADATA_MAX; i++) buf_add_char(&text, 'a');
    assert_false(tus_metadata_read(buf_str(&text), a, &m, &err));
    assert_int_equal(err.code, ERR_LIMIT);
}

static HttpRequest request_with(HttpHeader *header, const char *name, const char *value) {
    *header = (HttpHeader){str_from(name), str_from(value)};
    return (HttpRequest){.method = METHOD_POST,
                         .path = S("/api/v1/uploads/x"),
                         .headers = header,
                         .header_count = 1};
}

static void reads_numbers(void **state) {
    (void)state;
    static const char *const WRONG[] = {
        "", "-1", "+1", "1.0", "0x10", " ", "1e3", "٣", "9223372036854775808"};
    HttpHeader header;
    Err err = {0};
    int64_t value = 0;
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        HttpRequest req = request_with(&header, "upload-offset", WRONG[i]);
        if (tus_number(&req, S("Upload-Offset"), &value, &err)) print_error("%s\n", WRONG[i]);
        assert_false(tus_number(&req, S("Upload-Offset"), &value, &err));
    }
    HttpRequest req = request_with(&header, "Upload-Offset", "9223372036854775807");
    assert_true(tus_number(&req, S("Upload-Offset"), &value, &err));
    assert_int_equal(value, INT64_MAX);
    assert_false(tus_number(&req, S("Upload-Length"), &value, &err));
}

static void puts_another_method_in_place(void **state) {
    (void)state;
    HttpHeader header;
    HttpRequest req = request_with(&header, "X-HTTP-Method-Override", "PATCH");
    assert_int_equal(tus_method(&req), METHOD_PATCH);
    req.path = S("/api/v1/tables/x");  // nowhere else
    assert_int_equal(tus_method(&req), METHOD_POST);
    req = request_with(&header, "X-HTTP-Method-Override", "PUT");
    assert_int_equal(tus_method(&req), METHOD_POST);
    req = request_with(&header, "X-HTTP-Method-Override", "DELETE");
    req.method = METHOD_GET;
    assert_int_equal(tus_method(&req), METHOD_GET);
    assert_true(tus_is_path(S("/api/v1/uploads")));
    assert_false(tus_is_path(S("/api/v1/uploadsx")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_metadata),
        cmocka_unit_test(takes_foreign_metadata),
        cmocka_unit_test(bounds_metadata),
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(puts_another_method_in_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
