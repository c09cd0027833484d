#include "stats/stl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/defs.h"
#include "classic.h"
#include "stats/draws.h"

static void test_parts_add_up_and_the_season_is_periodic(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Stl s;
    stl_run(CLASSIC_DEATHS, 72, &(StlOptions){.period = 12}, a, &s);
    for (size_t i = 0; i < 72; i++) {
        double sum = s.seasonal[i] + s.trend[i] + s.remainder[i];
        assert_true(fabs(sum - CLASSIC_DEATHS[i]) < 1e-8);
        if (i >= 12) assert_true(fabs(s.seasonal[i] - s.seasonal[i - 12]) < 250);
    }
    assert_true(stl_strength(&s, 72) > 0.8);
    arena_free(a);
}

static void test_a_known_season_on_a_known_line_comes_back(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Rng draws = rng_seeded(1);
    double y[120];
    for (int i = 0; i < 120; i++) {
        y[i] = 50 + 0.5 * i + 10 * sin(2 * 3.14159265358979 * i / 12) + draws_normal(&draws);
    }
    y[60] += 40;  // robust passes look past it
    Stl s;
    StlOptions options = {.period = 12, .seasonal_window = 11, .inner = 1, .outer = 15};
    stl_run(y, 120, &options, a, &s);
    for (int i = 0; i < 120; i++) {
        assert_true(fabs(s.trend[i] - (50 + 0.5 * i)) < 1.2);
        assert_true(fabs(s.remainder[i] - (i == 60 ? 40 : 0)) < 4);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_add_up_and_the_season_is_periodic),
        cmocka_unit_test(test_a_known_season_on_a_known_line_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
