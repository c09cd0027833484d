#include "base/buf.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// After ours: cmocka has a macro named fail.
#include <cmocka.h>

static int reallocs_left = -1;  // as in arena_test

void *__real_realloc(void *p, size_t bytes);
void *__wrap_realloc(void *p, size_t bytes);
void *__wrap_realloc(void *p, size_t bytes) {
    if (reallocs_left == 0) return NULL;
    if (reallocs_left > 0) reallocs_left--;
    return __real_realloc(p, bytes);
}

static void appends(void **state) {
    (void)state;
    CLEANUP(buf_done) Buf b;
    buf_init(&b, 100000);
    buf_add(&b, S("a"));
    buf_add(&b, (Str){0});
    buf_add_z(&b, "bc");
    buf_add_char(&b, '-');
    buf_add_fmt(&b, "%03d", 7);
    memcpy(buf_extend(&b, 2), "xy", 2);
    assert_true(str_eq(buf_str(&b), S("abc-007xy")));
    for (int i = 0; i < 10000; i++) buf_add(&b, S("12345"));
    assert_int_equal(b.len, 50009);
    buf_clear(&b);
    assert_int_equal(b.len, 0);
}

static void overflow_sticks(void **state) {
    (void)state;
    Err err = {0};
    CLEANUP(buf_done) Buf b;
    buf_init(&b, 5);
    buf_add(&b, S("12345"));
    assert_true(buf_check(&b, "the answer", &err));
    buf_add_char(&b, '6');
    buf_add(&b, S(""));
    assert_null(buf_extend(&b, 1));
    assert_true(str_eq(buf_str(&b), S("12345")));
    assert_false(buf_check(&b, "the answer", &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_string_equal(err.message, "the answer is larger than 5 bytes");
    buf_clear(&b);
    buf_add(&b, S("x"));
    assert_true(buf_check(&b, "the answer", &err));
}

// What was there before stays readable whichever realloc fails.
static void no_memory_is_an_overflow(void **state) {
    (void)state;
    for (int nth = 0; nth < 4; nth++) {
        CLEANUP(buf_done) Buf b;
        buf_init(&b, 1 << 20);
        reallocs_left = nth;
        for (int i = 0; i < 300; i++) buf_add(&b, S("0123456789"));
        reallocs_left = -1;
        assert_true(b.overflow);
        assert_int_equal(b.len % 10, 0);
        if (nth > 0) assert_true(str_starts(buf_str(&b), S("0123456789")));
    }
}

static void whole_numbers(void **state) {
    (void)state;
    static const struct {
        int64_t value;
        Str text;
    } CASES[] = {{0, STR("0")},
                 {-7, STR("-7")},
                 {INT64_MAX, STR("9223372036854775807")},
                 {INT64_MIN, STR("-9223372036854775808")}};
    CLEANUP(buf_done) Buf b;
    buf_init(&b, 100);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        buf_clear(&b);
        buf_add_int(&b, CASES[i].value);
        assert_true(str_eq(buf_str(&b), CASES[i].text));
    }
}

static void floats_as_people_wrote_them(void **state) {
    (void)state;
    static const struct {
        double value;
        Str text;
    } CASES[] = {
        {0.0, STR("0")},
        {-0.0, STR("0")},
        {0.1, STR("0.1")},
        {-1234567.89, STR("-1234567.89")},
        {0.1 + 0.2, STR("0.30000000000000004")},
        {1.0 / 3, STR("0.3333333333333333")},
        {2.0 / 3, STR("0.6666666666666666")},
        {100, STR("100")},
        {0.05, STR("0.05")},
        {0.00012, STR("0.00012")},
        {999999999999999.5, STR("999999999999999.5")},
        {999999999999999.62, STR("999999999999999.6")},
        {1e15, STR("1e+15")},
        {1e22, STR("1e+22")},
        {1e-7, STR("1e-07")},
        {DBL_MAX, STR("1.7976931348623157e+308")},
        {5e-324, STR("4.94065645841247e-324")},
        {(double)NAN, STR("null")},
        {(double)-INFINITY, STR("null")},
    };
    CLEANUP(buf_done) Buf b;
    buf_init(&b, 100);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        buf_clear(&b);
        buf_add_float(&b, CASES[i].value);
        buf_add_char(&b, '\0');
        assert_string_equal(b.ptr, CASES[i].text.ptr);
    }
}

// Every float reads back the same; around powers of ten and two is where digits go wrong.
static void floats_read_back(void **state) {
    (void)state;
    CLEANUP(buf_done) Buf b;
    buf_init(&b, 100);
    uint64_t bits = 1;
    for (int i = 0; i < 300000; i++) {
        double value = 0;
        bits = bits * 6364136223846793005u + 1442695040888963407u;
        switch (i % 4) {
            case 0: memcpy(&value, &bits, sizeof value); break;
            case 1: value = (double)(bits >> 40) / 1000 + (double)(bits >> 60); break;
            case 2:
                value = nextafter(pow(10, (int)(bits >> 59) - 10), i % 8 < 4 ? 0 : 1e300);
                break;
            default: value = ldexp((double)(bits >> 11), -(int)(bits >> 58));
        }
        if (!isfinite(value)) continue;
        buf_clear(&b);
        buf_add_float(&b, value);
        buf_add_char(&b, '\0');
        assert_true(strtod(b.ptr, NULL) == value);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appends),
        cmocka_unit_test(overflow_sticks),
        cmocka_unit_test(no_memory_is_an_overflow),
        cmocka_unit_test(whole_numbers),
        cmocka_unit_test(floats_as_people_wrote_them),
        cmocka_unit_test(floats_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
