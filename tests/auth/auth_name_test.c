#include "auth/auth_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#undef fail

#include "base/defs.h"

static void names_that_are_taken(void **state) {
    (void)state;
    static const struct {
        Str text;
        Str name;  // without a pointer: refused
    } CASES[] = {
        {STR("Asha"), STR("Asha")},
        {STR("  Asha Rao \n"), STR("Asha Rao")},
        {STR("आशा"), STR("आशा")},
        {STR("asha@shop.in"), STR("asha@shop.in")},
        {STR(""), {0}},
        {STR("   "), {0}},
        {STR("a\tb"), {0}},
        {STR("a\x7f"), {0}},
        {STR("a\xc2\x85"), {0}},  // next line
        {STR("a\xe2\x80\xae"
             "b"),
         {0}},  // right-to-left override
        {STR("a\xff"), {0}},
        {STR("0123456789012345678901234567890123456789012345678901234567890123456789012345678901"
             "23456789012345678"),
         STR("0123456789012345678901234567890123456789012345678901234567890123456789012345678901"
             "23456789012345678")},
        {STR("0123456789012345678901234567890123456789012345678901234567890123456789012345678901"
             "234567890123456789"),
         STR("0123456789012345678901234567890123456789012345678901234567890123456789012345678901"
             "234567890123456789")},
        {STR("0123456789012345678901234567890123456789012345678901234567890123456789012345678901"
             "2345678901234567890"),
         {0}},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Err err = {0};
        Str name = {0};
        bool ok = auth_name_read(CASES[i].text, &name, &err);
        if (ok != (CASES[i].name.ptr != NULL)) print_error("case %zu\n", i);
        assert_true(ok == (CASES[i].name.ptr != NULL));
        if (ok) assert_true(str_eq(name, CASES[i].name));
        if (!ok) assert_int_equal(err.code, ERR_INVALID);
    }
}

static void names_that_are_one(void **state) {
    (void)state;
    static const struct {
        Str a, b;
        bool same;
    } CASES[] = {
        {STR("Asha"), STR("ASHA"), true},
        {STR("Asha"), STR(" asha "), true},
        {STR("Straße"), STR("STRASSE"), true},
        {STR("\xef\xbc\xa1sha"), STR("asha"), true},    // a wide A
        {STR("e\xcc\x81va"), STR("\xc3\xa9va"), true},  // an accent apart and within
        {STR("Ödön"), STR("ödön"), true},
        {STR("Asha"), STR("Usha"), false},
        {STR("Asha R"), STR("AshaR"), false},
    };
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str x = auth_name_key(CASES[i].a, a), y = auth_name_key(CASES[i].b, a);
        assert_true(x.len > 0 && y.len > 0);
        if (str_eq(x, y) != CASES[i].same) print_error("case %zu\n", i);
        assert_true(str_eq(x, y) == CASES[i].same);
    }
    assert_int_equal(auth_name_key(S("\xff\xfe"), a).len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_are_taken),
        cmocka_unit_test(names_that_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
