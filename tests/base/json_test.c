#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

// After ours: cmocka has a macro named fail.
#include <cmocka.h>

static void refuses(void **state) {
    (void)state;
    static const Str CASES[] = {
        STR(""),
        STR("{"),
        STR("{\"a\":1,\"a\":2}"),
        STR("{\"a\":1,}"),
        STR("[1] x"),
        STR("\"\xFF\""),
        STR("\"\\u0000\""),
        STR("NaN"),
        STR("1e999"),
        STR("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]"
            "]]]]]]]]]]]]]]]]]]]]]]]]"),
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Json *json = NULL;
        Err err = {0};
        assert_false(json_parse(CASES[i], &json, &err));
        assert_null(json);
        assert_int_equal(err.code, ERR_INVALID);
    }
    Json *json = NULL;
    Err err = {0};
    assert_false(json_parse(S("{\n  \"a\": x}"), &json, &err));
    assert_non_null(strstr(err.message, "line 2"));
}

// Brackets inside a text are not depth.
static void brackets_in_text(void **state) {
    (void)state;
    char text[200];
    memset(text, '[', sizeof text);
    text[0] = text[sizeof text - 1] = '"';
    memcpy(text + 10, "\\\"", 2);
    CLEANUP(json_done) Json *json = NULL;
    Err err = {0};
    assert_true(json_parse(str_of(text, sizeof text), &json, &err));
}

static void reads_fields(void **state) {
    (void)state;
    CLEANUP(json_done) Json *o = NULL;
    Err err = {0};
    assert_true(json_parse(S("{\"s\":\"\\u20b9 5\",\"i\":3,\"f\":2.5,\"b\":true,\"a\":[1],"
                             "\"o\":{},\"n\":null}"),
                           &o, &err));
    Str s = {0};
    int64_t i = 0;
    double f = 0;
    bool b = false;
    const Json *inner = NULL;
    assert_true(json_get_str(o, "s", true, &s, &err) && str_eq(s, S("₹ 5")));
    assert_true(json_get_int(o, "i", true, &i, &err) && i == 3);
    assert_true(json_get_float(o, "f", true, &f, &err) && f == 2.5);
    assert_true(json_get_float(o, "i", true, &f, &err) && f == 3);
    assert_true(json_get_bool(o, "b", true, &b, &err) && b);
    assert_true(json_get_array(o, "a", true, &inner, &err) && json_array_size(inner) == 1);
    assert_true(json_get_object(o, "o", true, &inner, &err) && json_is_object(inner));
}

static void says_which_field(void **state) {
    (void)state;
    CLEANUP(json_done) Json *o = NULL;
    Err err = {0};
    assert_true(json_parse(S("{\"i\":3.5,\"s\":4,\"n\":null}"), &o, &err));
    int64_t i = 77;
    Str s = S("kept");
    assert_false(json_get_int(o, "i", true, &i, &err));
    assert_string_equal(err.message, "field 'i' must be a whole number");
    assert_false(json_get_str(o, "s", false, &s, &err));
    assert_string_equal(err.message, "field 's' must be a text");
    assert_false(json_get_str(o, "n", true, &s, &err));
    assert_string_equal(err.message, "field 'n' is missing");
    assert_true(json_get_str(o, "n", false, &s, &err));
    assert_true(json_get_int(o, "absent", false, &i, &err));
    assert_true(i == 77 && str_eq(s, S("kept")));

    static const char *const NAMES[] = {"i", "s", NULL};
    assert_false(json_only(o, NAMES, &err));
    assert_string_equal(err.message, "field 'n' is not known here");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses),
        cmocka_unit_test(brackets_in_text),
        cmocka_unit_test(reads_fields),
        cmocka_unit_test(says_which_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
