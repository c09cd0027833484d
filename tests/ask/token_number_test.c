#include "ask/token_number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct Row {
    const char *text;
    double value;
    size_t len;  // 0: no number
} Row;

static void numbers_and_their_units(void **state) {
    (void)state;
    static const Row ROWS[] = {
        {"12", 12, 2},        {"1,23,456.50 x", 123456.5, 11},
        {"1,234", 1234, 5},   {"5k", 5000, 2},
        {"2.5m", 2500000, 4}, {"3cr", 30000000, 3},
        {"10%", 10, 3},       {"2nd", 2, 3},
        {"3com", 0, 0},       {"x", 0, 0},
        {"1, 2", 1, 1},       {"7.", 7, 1},
        {"12ab34", 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        TokenNumber n = {0};
        bool found = token_number_read(str_from(ROWS[i].text), &n);
        assert_int_equal(found, ROWS[i].len > 0);
        if (!found) continue;
        assert_int_equal(n.len, ROWS[i].len);
        assert_true(n.value == ROWS[i].value);
    }
}

static void dates_are_not_numbers(void **state) {
    (void)state;
    static const char *const DATES[] = {"2025-03-01", "12/03/2026", "1.2.26", "2025-03", "03/2026"};
    for (size_t i = 0; i < COUNT_OF(DATES); i++) {
        TokenNumber n = {0};
        assert_true(token_number_read(str_from(DATES[i]), &n));
        assert_true(n.is_date);
        assert_int_equal(n.len, str_from(DATES[i]).len);
    }
    TokenNumber n = {0};
    assert_true(token_number_read(S("1.5"), &n) && !n.is_date);
}

static void words_scale(void **state) {
    (void)state;
    assert_true(token_number_scale(S("lakh")) == 1e5);
    assert_true(token_number_scale(S("Crore")) == 1e7);
    assert_true(token_number_scale(S("k")) == 0);
    assert_true(token_number_scale(S("orders")) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_and_their_units),
        cmocka_unit_test(dates_are_not_numbers),
        cmocka_unit_test(words_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
