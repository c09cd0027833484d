#include "base/jsonw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "base/json.h"

// After ours: cmocka has a macro named fail.
#include <cmocka.h>

static void writes_with_commas(void **state) {
    (void)state;
    CLEANUP(buf_done) Buf b;
    buf_init(&b, 1000);
    JsonW w = jsonw_to(&b);
    jsonw_object(&w);
    jsonw_key_str(&w, "s", S("x"));
    jsonw_key_int(&w, "i", -1);
    jsonw_key_float(&w, "f", 0.5);
    jsonw_key_bool(&w, "b", false);
    jsonw_key_array(&w, "a");
    jsonw_null(&w);
    jsonw_array(&w);
    jsonw_end(&w);
    jsonw_raw(&w, S("{\"k\":1}"));
    jsonw_bool(&w, true);
    jsonw_end(&w);
    jsonw_key_object(&w, "o");
    jsonw_end(&w);
    jsonw_end(&w);
    assert_true(str_eq(buf_str(&b), S("{\"s\":\"x\",\"i\":-1,\"f\":0.5,\"b\":false,"
                                      "\"a\":[null,[],{\"k\":1},true],\"o\":{}}")));
}

static void escapes(void **state) {
    (void)state;
    static const struct {
        Str text, json;
    } CASES[] = {
        {STR(""), STR("\"\"")},
        {STR("a\"b\\c"), STR("\"a\\\"b\\\\c\"")},
        {STR("\n\r\t\x01\x1f"), STR("\"\\n\\r\\t\\u0001\\u001f\"")},
        {STR("₹ हि"), STR("\"₹ हि\"")},
        {STR("a\xFFz\xE2\x82"), STR("\"a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\"")},
        {STR("a\0b"), STR("\"a\\u0000b\"")},
    };
    CLEANUP(buf_done) Buf b;
    buf_init(&b, 1000);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        buf_clear(&b);
        JsonW w = jsonw_to(&b);
        jsonw_str(&w, CASES[i].text);
        assert_true(str_eq(buf_str(&b), CASES[i].json));
    }
}

static void overflow_is_seen_once_at_the_end(void **state) {
    (void)state;
    CLEANUP(buf_done) Buf b;
    Err err = {0};
    buf_init(&b, 20);
    JsonW w = jsonw_to(&b);
    jsonw_array(&w);
    for (int i = 0; i < 100; i++) jsonw_str(&w, S("text"));
    jsonw_end(&w);
    assert_false(buf_check(&b, "the list", &err));
    assert_int_equal(err.code, ERR_LIMIT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_with_commas),
        cmocka_unit_test(escapes),
        cmocka_unit_test(overflow_is_seen_once_at_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
