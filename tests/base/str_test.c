#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void compares(void **state) {
    (void)state;
    static const struct {
        Str a, b;
        int order, order_nocase;
    } CASES[] = {
        {STR(""), STR(""), 0, 0},           {STR("a"), STR(""), 1, 1},
        {STR("abc"), STR("abd"), -1, -1},   {STR("ab"), STR("abc"), -1, -1},
        {STR("B"), STR("a"), -1, 1},        {STR("Ab"), STR("aB"), -1, 0},
        {STR("a\0b"), STR("a\0c"), -1, -1}, {STR("\xC3\xA9"), STR("z"), 1, 1},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str a = CASES[i].a;
        Str b = CASES[i].b;
        int order = str_cmp(a, b);
        assert_int_equal((order > 0) - (order < 0), CASES[i].order);
        assert_int_equal(str_eq(a, b), CASES[i].order == 0);
        order = str_cmp_nocase(a, b);
        assert_int_equal((order > 0) - (order < 0), CASES[i].order_nocase);
        assert_int_equal(str_eq_nocase(a, b), CASES[i].order_nocase == 0);
    }
    assert_true(str_eq(str_from(NULL), S("")));
    assert_true(str_hash(S("a")) == 0xaf63dc4c8601ec8cu);  // the published value of FNV-1a
}

static void finds(void **state) {
    (void)state;
    Str s = S("Total Sales total");
    assert_int_equal(str_find(s, S("total")), 12);
    assert_int_equal(str_find_nocase(s, S("TOTAL")), 0);
    assert_int_equal(str_find(s, S("Totals")), STR_NONE);
    assert_int_equal(str_find(s, S("")), 0);
    assert_int_equal(str_find(S(""), S("x")), STR_NONE);
    assert_int_equal(str_find_char(s, 'S'), 6);
    assert_int_equal(str_find_char((Str){0}, 'S'), STR_NONE);
    assert_true(str_contains(s, S("Sal")));
    assert_true(str_starts(s, S("Total")) && !str_starts(s, S("total")));
    assert_true(str_starts_nocase(s, S("total")) && !str_starts_nocase(S("t"), S("total")));
    assert_true(str_ends(s, S("total")) && !str_ends(s, S("Total")));
    assert_true(str_ends_nocase(s, S("TOTAL")));
}

static void cuts(void **state) {
    (void)state;
    assert_true(str_eq(str_slice(S("abcdef"), 2, 4), S("cd")));
    assert_true(str_eq(str_slice(S("abc"), 2, 400), S("c")));
    assert_true(str_eq(str_slice(S("abc"), 5, 4), S("")));
    assert_true(str_eq(str_skip(S("abc"), 9), S("")));
    assert_true(str_eq(str_trim(S(" \t a b\r\n")), S("a b")));
    assert_true(str_eq(str_trim(S(" \n ")), S("")));
    assert_true(str_eq(str_cut_suffix_nocase(S("MonthS"), S("s")), S("Month")));
    assert_true(str_eq(str_cut_suffix_nocase(S("s"), S("ss")), S("s")));
    assert_true(str_eq(str_cut_prefix_nocase(S("THE shop"), S("the ")), S("shop")));
}

static void words_and_parts(void **state) {
    (void)state;
    Str rest = S("  past 7\tdays ");
    assert_true(str_eq(str_next_word(&rest), S("past")));
    assert_true(str_eq(str_next_word(&rest), S("7")));
    assert_true(str_eq(str_next_word(&rest), S("days")));
    assert_int_equal(str_next_word(&rest).len, 0);
    assert_int_equal(str_next_word(&rest).len, 0);

    static const Str WANTED[] = {STR("a"), STR(""), STR("b"), STR("")};
    Str line = S("a,,b,");
    Str part = {0};
    for (size_t i = 0; i < COUNT_OF(WANTED); i++) {
        assert_true(str_next_part(&line, ',', &part));
        assert_true(str_eq(part, WANTED[i]));
    }
    assert_false(str_next_part(&line, ',', &part));
}

static void whole_numbers(void **state) {
    (void)state;
    static const struct {
        Str text;
        bool ok;
        int64_t value;
    } CASES[] = {
        {STR("0"), true, 0},
        {STR("-12"), true, -12},
        {STR("+7"), true, 7},
        {STR("9223372036854775807"), true, INT64_MAX},
        {STR("9223372036854775808"), false, 0},
        {STR(""), false, 0},
        {STR(" 1"), false, 0},
        {STR("1 "), false, 0},
        {STR("0x10"), false, 0},
        {STR("1.0"), false, 0},
        {STR("-"), false, 0},
        {STR("1-2"), false, 0},
        {STR("1\0"), false, 0},
        {STR("0000000000000000000000000000000000000000000000000000000000000000001"), false, 0},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        int64_t value = 77;
        assert_int_equal(str_to_int(CASES[i].text, &value), CASES[i].ok);
        assert_int_equal(value, CASES[i].ok ? CASES[i].value : 77);
    }
}

static void floating_numbers(void **state) {
    (void)state;
    static const struct {
        Str text;
        bool ok;
        double value;
    } CASES[] = {
        {STR("1.5"), true, 1.5}, {STR("-2e3"), true, -2000}, {STR(".5"), true, 0.5},
        {STR("5."), true, 5},    {STR("1e-400"), true, 0},   {STR("1e400"), false, 0},
        {STR("inf"), false, 0},  {STR("nan"), false, 0},     {STR("0x1p3"), false, 0},
        {STR("1e"), false, 0},   {STR("1,5"), false, 0},     {STR(""), false, 0},
        {STR(" 1.5"), false, 0},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        double value = 77;
        assert_int_equal(str_to_float(CASES[i].text, &value), CASES[i].ok);
        assert_true(value == (CASES[i].ok ? CASES[i].value : 77));
    }
}

static void copies(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    assert_string_equal(str_z(a, S("abc")), "abc");
    assert_string_equal(str_z(a, (Str){0}), "");
    Str made = str_fmt(a, STR_F " has %d", STR_A(S("shop")), 4);
    assert_true(str_eq(made, S("shop has 4")));
    assert_int_equal(made.ptr[made.len], '\0');
    assert_true(str_eq(str_lower(a, S("ÀBc")), S("Àbc")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares),      cmocka_unit_test(finds),
        cmocka_unit_test(cuts),          cmocka_unit_test(words_and_parts),
        cmocka_unit_test(whole_numbers), cmocka_unit_test(floating_numbers),
        cmocka_unit_test(copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
