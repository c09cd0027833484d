#include "net/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void decodes(void **state) {
    (void)state;
    static const struct {
        Str in;
        bool form;
        bool ok;
        Str out;
    } CASES[] = {
        {STR(""), false, true, STR("")},
        {STR("plain"), false, true, STR("plain")},
        {STR("a%20b"), false, true, STR("a b")},
        {STR("a+b"), false, true, STR("a+b")},
        {STR("a+b"), true, true, STR("a b")},
        {STR("%E0%A4%9A%e0%a4%be"), false, true, STR("\xE0\xA4\x9A\xE0\xA4\xBE")},
        {STR("%2Fetc"), false, true, STR("/etc")},
        {STR("%"), false, false, STR("")},
        {STR("%4"), false, false, STR("")},
        {STR("%zz"), false, false, STR("")},
        {STR("a%00b"), false, false, STR("")},
        {STR("%C3%28"), false, false, STR("")},
        {STR("\xFF"), false, false, STR("")},
    };
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str out = S("");
        bool ok = CASES[i].form ? url_decode_form(a, CASES[i].in, &out)
                                : url_decode(a, CASES[i].in, &out);
        assert_int_equal(ok, CASES[i].ok);
        if (ok) assert_true(str_eq(out, CASES[i].out));
    }
}

static void walks_a_query(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Str query = S("a=1&&b=x+y&flag&c=%3D=&bad=%");
    const char *names[] = {"a", "b", "flag", "c"};
    const char *values[] = {"1", "x y", "", "=="};
    Str name;
    Str value;
    bool ok = false;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        assert_true(url_query_next(a, &query, &name, &value, &ok));
        assert_true(str_eq(name, str_from(names[i])));
        assert_true(str_eq(value, str_from(values[i])));
    }
    assert_false(url_query_next(a, &query, &name, &value, &ok));
    assert_false(ok);
    query = S("");
    assert_false(url_query_next(a, &query, &name, &value, &ok));
    assert_true(ok);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(decodes), cmocka_unit_test(walks_a_query)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
