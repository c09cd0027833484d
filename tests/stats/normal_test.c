#include "stats/normal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/defs.h"
#include "stats/draws.h"

static void test_published_quantiles(void **state) {
    (void)state;
    static const struct {
        double p, z;
    } CASES[] = {{0.5, 0},
                 {0.975, 1.959963984540054},
                 {0.025, -1.959963984540054},
                 {0.999, 3.090232306167813},
                 {1e-10, -6.361340902404056},
                 {0.25, -0.6744897501960817}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        double z = normal_quantile(CASES[i].p);
        assert_true(fabs(z - CASES[i].z) < 1e-13);
        assert_true(fabs(normal_cdf(z) / CASES[i].p - 1) < 1e-12);
    }
}

static void test_draws_repeat_and_are_normal(void **state) {
    (void)state;
    enum { COUNT = 20000 };
    Rng one = rng_seeded(7);
    Rng two = rng_seeded(7);
    double sum = 0;
    double square = 0;
    for (int i = 0; i < COUNT; i++) {
        double z = draws_normal(&one);
        assert_true(z == draws_normal(&two));
        sum += z;
        square += z * z;
    }
    assert_true(fabs(sum / COUNT) < 0.03);
    assert_true(fabs(square / COUNT - 1) < 0.04);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published_quantiles),
        cmocka_unit_test(test_draws_repeat_and_are_normal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
