#include "calendar/skies.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/defs.h"
#undef fail

static const double DELTA_T = 70.0 / 86400;

// The worked examples of the book (25.a and 47.a), less nutation.
static void test_the_examples_of_meeus(void **state) {
    (void)state;
    double sun = skies_sun(date_of(1992, 10, 13) - DELTA_T);
    assert_true(fabs(sun - 199.90987 + 0.00569) < 0.0005);
    double moon = skies_moon(date_of(1992, 4, 12) - DELTA_T);
    assert_true(fabs(moon - 133.162655) < 0.005);
}

static void test_new_moons(void **state) {
    (void)state;
    static const struct {
        int year, month, day, hour, minute;  // universal time, as published
    } CASES[] = {
        {2000, 1, 6, 18, 14}, {2015, 2, 18, 23, 47}, {2017, 8, 21, 18, 30},
        {2024, 4, 8, 18, 21}, {2024, 11, 1, 12, 47}, {2025, 10, 21, 12, 25},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        double published = date_of(CASES[i].year, CASES[i].month, CASES[i].day) +
                           (CASES[i].hour * 60 + CASES[i].minute) / 1440.0;
        double found = skies_elongation_time(0, published + 3);
        assert_true(fabs(found - published) < 3.0 / 1440);
    }
}

static void test_equinox_and_daylight(void **state) {
    (void)state;
    double equinox = skies_sun_time(0, date_of(2024, 3, 10));
    assert_true(fabs(equinox - (date_of(2024, 3, 20) + 3.1 / 24)) < 0.3 / 24);
    SkiesPlace delhi = {.latitude = 28.6139, .longitude = 77.2090};
    double rise, set;
    skies_daylight(date_of(2024, 11, 1), delhi, &rise, &set);
    assert_true(fabs(rise + 5.5 / 24 - date_of(2024, 11, 1) - (6 + 33.0 / 60) / 24) < 3.0 / 1440);
    assert_true(fabs(set + 5.5 / 24 - date_of(2024, 11, 1) - (17 + 36.0 / 60) / 24) < 3.0 / 1440);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_examples_of_meeus),
        cmocka_unit_test(test_new_moons),
        cmocka_unit_test(test_equinox_and_daylight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
