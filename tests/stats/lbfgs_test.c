#include "stats/lbfgs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

static double rosenbrock(const double *x, double *gradient, void *ctx) {
    (void)ctx;
    double a = 1 - x[0];
    double b = x[1] - x[0] * x[0];
    gradient[0] = -2 * a - 400 * x[0] * b;
    gradient[1] = 200 * b;
    return a * a + 100 * b * b;
}

static void test_rosenbrock(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double x[2] = {-1.2, 1};
    Lbfgs l = {rosenbrock, NULL, 2, 500, 1e-14};
    assert_true(lbfgs_minimise(&l, x, a) < 1e-12);
    assert_true(fabs(x[0] - 1) < 1e-5 && fabs(x[1] - 1) < 1e-5);
    arena_free(a);
}

// sum_i i (x_i - i)^2 and a wall: beyond 50 the target has no value.
static double walled(const double *x, double *gradient, void *ctx) {
    (void)ctx;
    double sum = 0;
    for (int i = 0; i < 30; i++) {
        double gap = x[i] - i;
        sum += (i + 1) * gap * gap;
        gradient[i] = 2 * (i + 1) * gap;
        if (x[i] > 50) return NAN;
    }
    return sum;
}

static void test_thirty_dimensions_with_a_wall(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double x[30] = {0};
    Lbfgs l = {walled, NULL, 30, 500, 1e-14};
    assert_true(lbfgs_minimise(&l, x, a) < 1e-8);
    for (int i = 0; i < 30; i++) assert_true(fabs(x[i] - i) < 1e-4);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rosenbrock),
        cmocka_unit_test(test_thirty_dimensions_with_a_wall),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
