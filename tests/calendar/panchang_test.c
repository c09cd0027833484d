#include "calendar/panchang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/defs.h"
#undef fail

// After an added month the feasts come late: Ashvina was added in 2020, Shravana in 2023, Ashadha
// in 2015, Jyeshtha in 2018, and the bright first of Ashvina is the first day of Navratri.
static void test_added_months(void **state) {
    (void)state;
    static const struct {
        int year, month, day;
    } CASES[] = {{2015, 10, 13}, {2018, 10, 10}, {2020, 10, 17}, {2022, 9, 26}, {2023, 10, 15}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Date day = panchang_day(&(PanchangRule){.month = 7, .tithi = 1}, CASES[i].year);
        assert_int_equal(day, date_of(CASES[i].year, CASES[i].month, CASES[i].day));
    }
}

// A rule must be kept once a year: 354 or 384 days apart, a day more or less.
static void test_years_are_lunar(void **state) {
    (void)state;
    for (int month = 1; month <= 12; month++) {
        PanchangRule rule = {.month = month, .tithi = 15};
        for (int year = 1990; year < 2060; year++) {
            int days = panchang_day(&rule, year + 1) - panchang_day(&rule, year);
            assert_true((days >= 353 && days <= 356) || (days >= 382 && days <= 386));
        }
    }
}

static void test_sankranti(void **state) {
    (void)state;
    static const struct {
        int year, day;
    } CASES[] = {{2017, 14}, {2018, 14}, {2019, 15}, {2020, 15}, {2021, 14},
                 {2022, 14}, {2023, 15}, {2024, 15}, {2025, 14}, {2026, 14}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        assert_int_equal(panchang_sankranti(9, CASES[i].year, true),
                         date_of(CASES[i].year, 1, CASES[i].day));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_added_months),
        cmocka_unit_test(test_years_are_lunar),
        cmocka_unit_test(test_sankranti),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
