#include "stats/moments.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/defs.h"
#include "classic.h"

static void test_hormone(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    size_t n = COUNT_OF(CLASSIC_LH);
    double r[5];
    moments_acf(CLASSIC_LH, n, 4, r);
    // R: acf(lh)
    const double want[5] = {1.000, 0.576, 0.182, -0.145, -0.175};
    for (int i = 0; i < 5; i++) assert_true(fabs(r[i] - want[i]) < 6e-4);
    assert_true(fabs(moments_mean(CLASSIC_LH, n) - 2.4) < 1e-12);
    const double four[4] = {4, 1, 3, 2};
    assert_true(fabs(moments_variance(four, 4) - 5.0 / 3) < 1e-15);
    assert_true(moments_quantile(four, 4, 0.5, a) == 2.5);
    assert_true(moments_quantile(four, 4, 1, a) == 4);
    assert_true(moments_quantile(four, 4, 0.25, a) == 1.75);
    arena_free(a);
}

static void test_next_to_nothing(void **state) {
    (void)state;
    const double one[3] = {5, 5, 5};
    double r[3];
    assert_true(moments_mean(one, 0) == 0);
    assert_true(moments_variance(one, 1) == 0);
    moments_acf(one, 3, 2, r);
    assert_true(r[0] == 0 && r[2] == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hormone),
        cmocka_unit_test(test_next_to_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
