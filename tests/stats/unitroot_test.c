#include "stats/unitroot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/defs.h"
#include "classic.h"

static void test_how_often_to_difference(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    // R: ndiffs(lh) 0, ndiffs(Nile) 1, ndiffs(AirPassengers) 1; nsdiffs(AirPassengers) 1
    assert_int_equal(unitroot_differences(CLASSIC_LH, COUNT_OF(CLASSIC_LH), a), 0);
    assert_int_equal(unitroot_differences(CLASSIC_NILE, COUNT_OF(CLASSIC_NILE), a), 1);
    assert_int_equal(unitroot_differences(CLASSIC_AIR, COUNT_OF(CLASSIC_AIR), a), 1);
    assert_int_equal(unitroot_seasonal_differences(CLASSIC_AIR, COUNT_OF(CLASSIC_AIR), 12, a), 1);
    assert_int_equal(unitroot_seasonal_differences(CLASSIC_NILE, COUNT_OF(CLASSIC_NILE), 12, a), 0);
    arena_free(a);
}

static void test_a_constant_stands_still(void **state) {
    (void)state;
    const double same[5] = {3, 3, 3, 3, 3};
    double out[5];
    assert_true(unitroot_kpss(same, 5) == 0);
    assert_int_equal(unitroot_difference(same, 5, 5, out), 0);
    assert_int_equal(unitroot_difference(same, 5, 2, out), 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_how_often_to_difference),
        cmocka_unit_test(test_a_constant_stands_still),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
