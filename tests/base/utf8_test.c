#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

// After ours: cmocka has a macro named fail.
#include <cmocka.h>

static void widths(void **state) {
    (void)state;
    static const struct {
        Str text;
        size_t width;
    } CASES[] = {
        {STR("a"), 1},
        {STR("\0"), 1},
        {STR("é"), 2},
        {STR("₹"), 3},
        {STR("\xF0\x9F\x98\x80"), 4},
        {STR("\xF4\x8F\xBF\xBF"), 4},
        {STR(""), 0},
        {STR("\x80"), 0},              // a tail alone
        {STR("\xC1\xBF"), 0},          // overlong
        {STR("\xE0\x9F\xBF"), 0},      // overlong
        {STR("\xF0\x8F\xBF\xBF"), 0},  // overlong
        {STR("\xED\xA0\x80"), 0},      // a surrogate
        {STR("\xF4\x90\x80\x80"), 0},  // beyond U+10FFFF
        {STR("\xE2\x82"), 0},          // cut
        {STR("\xE2\x82x"), 0},
        {STR("\xFF"), 0},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        assert_int_equal(utf8_width(CASES[i].text), CASES[i].width);
        assert_int_equal(utf8_valid(CASES[i].text), CASES[i].width > 0 || CASES[i].text.len == 0);
    }
}

static void every_character_round_trips(void **state) {
    (void)state;
    CLEANUP(buf_done) Buf b;
    buf_init(&b, 16);
    for (uint32_t c = 0; c < 0x110000; c++) {
        bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
        uint32_t back = 0;
        buf_clear(&b);
        utf8_add(&b, c);
        Str rest = buf_str(&b);
        assert_true(utf8_next(&rest, &back));
        assert_int_equal(back, is_surrogate ? UTF8_REPLACEMENT : c);
        assert_int_equal(rest.len, 0);
    }
}

static void broken_bytes_are_replaced_one_by_one(void **state) {
    (void)state;
    Str rest = S("a\xE2\x82z\xFF");
    static const uint32_t WANTED[] = {'a', UTF8_REPLACEMENT, UTF8_REPLACEMENT, 'z',
                                      UTF8_REPLACEMENT};
    assert_int_equal(utf8_count(rest), COUNT_OF(WANTED));
    uint32_t c = 0;
    for (size_t i = 0; i < COUNT_OF(WANTED); i++) {
        assert_true(utf8_next(&rest, &c));
        assert_int_equal(c, WANTED[i]);
    }
    assert_false(utf8_next(&rest, &c));
    assert_int_equal(utf8_count(S("हिन्दी")), 6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths),
        cmocka_unit_test(every_character_round_trips),
        cmocka_unit_test(broken_bytes_are_replaced_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
