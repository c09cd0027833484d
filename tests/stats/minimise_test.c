#include "stats/minimise.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/defs.h"

static double rosenbrock(const double *x, void *ctx) {
    (void)ctx;
    double a = 1 - x[0];
    double b = x[1] - x[0] * x[0];
    return a * a + 100 * b * b;
}

static double bowl(const double *x, void *ctx) {
    size_t n = *(size_t *)ctx;
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += (double)(i + 1) * (x[i] - 1) * (x[i] - 1);
    return sum;
}

static double fenced(const double *x, void *ctx) {
    (void)ctx;
    return x[0] < 0.5 ? NAN : x[0];
}

static void test_both_find_the_valley(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Minimise m = {rosenbrock, NULL, 2, 5000, 1e-14};
    double x[2] = {-1.2, 1}, y[2] = {-1.2, 1};
    assert_true(minimise_simplex(&m, x, 0.5, a) < 1e-8);
    assert_true(minimise_bfgs(&m, y, a) < 1e-8);
    assert_true(fabs(x[0] - 1) < 1e-3 && fabs(y[1] - 1) < 1e-3);
    arena_free(a);
}

static void test_many_dimensions(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    size_t n = 20;
    double x[20] = {0};
    Minimise m = {bowl, &n, n, 5000, 1e-14};
    assert_true(minimise_bfgs(&m, x, a) < 1e-8);
    arena_free(a);
}

static void test_what_is_not_a_number_is_worst(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double x[1] = {3};
    Minimise m = {fenced, NULL, 1, 200, 1e-10};
    double best = minimise_simplex(&m, x, 0.5, a);
    assert_true(best >= 0.5 && best < 0.51);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_find_the_valley),
        cmocka_unit_test(test_many_dimensions),
        cmocka_unit_test(test_what_is_not_a_number_is_worst),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
