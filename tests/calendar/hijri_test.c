#include "calendar/hijri.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/defs.h"
#undef fail

// Months as announced in India; a sighting may differ by a day.
static void test_announced_months(void **state) {
    (void)state;
    static const struct {
        int hijri, month, year, of_year, day;
    } CASES[] = {
        {1436, 9, 2015, 6, 19}, {1441, 9, 2020, 4, 25}, {1445, 9, 2024, 3, 12},
        {1446, 9, 2025, 3, 2},  {1446, 1, 2024, 7, 8},  {1447, 1, 2025, 6, 27},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Date announced = date_of(CASES[i].year, CASES[i].of_year, CASES[i].day);
        assert_true(abs(hijri_month_start(CASES[i].hijri, CASES[i].month) - announced) <= 1);
    }
}

static void test_months_have_29_or_30_days(void **state) {
    (void)state;
    for (int year = 1411; year < 1485; year++) {
        for (int month = 1; month <= 12; month++) {
            int days = hijri_month_start(year, month + 1) - hijri_month_start(year, month);
            assert_true(days == 29 || days == 30);
        }
    }
}

static void test_year_near_is_not_late(void **state) {
    (void)state;
    for (Date day = date_of(1990, 1, 1); day < date_of(2060, 1, 1); day += 17) {
        int year = hijri_year_near(day);
        assert_true(hijri_month_start(year, 1) <= day);
        assert_true(hijri_month_start(year + 3, 1) > day);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_announced_months),
        cmocka_unit_test(test_months_have_29_or_30_days),
        cmocka_unit_test(test_year_near_is_not_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
