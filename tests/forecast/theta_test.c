#include "forecast/theta.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "classic.h"

static void test_a_straight_line_goes_on(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[40];
    for (int i = 0; i < 40; i++) y[i] = 10 + 2 * i;
    Series s = series_prepare(y, 40, 1, a);
    ThetaFit fit;
    Path path = path_new(5, a);
    assert_true(theta_predict(&s, true, &fit, &path, a));
    for (int k = 0; k < 5; k++) {
        assert_true(fabs(path.mean[k] * s.unit - (90 + 2 * k)) < 1.5);
    }
    arena_free(a);
}

static void test_optimising_never_fits_worse(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Series s = series_prepare(CLASSIC_AIR, COUNT_OF(CLASSIC_AIR), 12, a);
    ThetaFit standard, optimised;
    Path path = path_new(12, a);
    assert_true(theta_predict(&s, false, &standard, &path, a));
    assert_true(standard.theta == 2);
    assert_true(theta_predict(&s, true, &optimised, &path, a));
    assert_true(optimised.variance <= standard.variance * 1.0001);
    assert_true(optimised.alpha >= 0.1 && optimised.alpha <= 0.99 && optimised.theta >= 1);
    assert_true(path.mean[6] > 1.2 * path.mean[10]);  // July against November
    arena_free(a);
}

static void test_three_points_are_too_few(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double y[3] = {1, 2, 3};
    Series s = series_prepare(y, 3, 1, a);
    ThetaFit fit;
    Path path = path_new(2, a);
    assert_false(theta_predict(&s, true, &fit, &path, a));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_straight_line_goes_on),
        cmocka_unit_test(test_optimising_never_fits_worse),
        cmocka_unit_test(test_three_points_are_too_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
