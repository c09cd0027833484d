#include "forecast/spread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/defs.h"

static void test_wider_with_the_horizon_and_level_at_its_end(void **state) {
    (void)state;
    static const size_t SEASONS[] = {1, 4, 7, 12, 24, 52, 365};
    for (size_t i = 0; i < COUNT_OF(SEASONS); i++) {
        for (size_t points = 3; points < 200; points += 40) {
            for (size_t step = 1; step < 40; step++) {
                double now = spread_factor(SEASONS[i], points, step);
                assert_true(now >= 0.8 && now <= spread_factor(SEASONS[i], points, step + 1));
            }
        }
    }
    assert_true(spread_factor(1, 20, 6) == spread_factor(1, 20, 600));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wider_with_the_horizon_and_level_at_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
