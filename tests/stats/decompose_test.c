#include "stats/decompose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/defs.h"
#include "classic.h"

// R: decompose(AirPassengers, "multiplicative")$figure
static const double AIR_FIGURE[12] = {0.9102304, 0.8836253, 1.0073663, 0.9759060,
                                      0.9813780, 1.1127758, 1.2265555, 1.2199110,
                                      1.0604919, 0.9217572, 0.8011781, 0.8988244};

static void test_indices_are_those_of_r(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double index[12];
    decompose_indices(CLASSIC_AIR, COUNT_OF(CLASSIC_AIR), 12, true, index, a);
    for (int i = 0; i < 12; i++) assert_true(fabs(index[i] - AIR_FIGURE[i]) < 1e-6);
    decompose_indices(CLASSIC_AIR, COUNT_OF(CLASSIC_AIR), 12, false, index, a);
    double sum = 0;
    for (int i = 0; i < 12; i++) sum += index[i];
    assert_true(fabs(sum) < 1e-9);
    arena_free(a);
}

static void test_trend_of_odd_and_even_windows(void **state) {
    (void)state;
    const double line[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    double trend[8];
    for (size_t m = 2; m <= 5; m++) {
        decompose_trend(line, 8, m, trend);
        for (size_t i = 0; i < 8; i++) {
            bool inside = i >= m / 2 && i + m / 2 < 8;
            assert_true(inside ? fabs(trend[i] - line[i]) < 1e-12 : isnan(trend[i]));
        }
    }
}

static void test_a_season_is_noticed(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    assert_true(decompose_seasonal(CLASSIC_AIR, COUNT_OF(CLASSIC_AIR), 12, a));
    assert_false(decompose_seasonal(CLASSIC_NILE, COUNT_OF(CLASSIC_NILE), 12, a));
    assert_false(decompose_seasonal(CLASSIC_AIR, 35, 12, a));  // below three periods
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_indices_are_those_of_r),
        cmocka_unit_test(test_trend_of_odd_and_even_windows),
        cmocka_unit_test(test_a_season_is_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
