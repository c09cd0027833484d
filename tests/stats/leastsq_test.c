#include "stats/leastsq.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/defs.h"

static void test_longley(void **state) {
    (void)state;
    // NIST StRD "Longley": ill conditioned; certified values.
    static const double X[16][7] = {
        {1, 83.0, 234289, 2356, 1590, 107608, 1947},  {1, 88.5, 259426, 2325, 1456, 108632, 1948},
        {1, 88.2, 258054, 3682, 1616, 109773, 1949},  {1, 89.5, 284599, 3351, 1650, 110929, 1950},
        {1, 96.2, 328975, 2099, 3099, 112075, 1951},  {1, 98.1, 346999, 1932, 3594, 113270, 1952},
        {1, 99.0, 365385, 1870, 3547, 115094, 1953},  {1, 100.0, 363112, 3578, 3350, 116219, 1954},
        {1, 101.2, 397469, 2904, 3048, 117388, 1955}, {1, 104.6, 419180, 2822, 2857, 118734, 1956},
        {1, 108.4, 442769, 2936, 2798, 120445, 1957}, {1, 110.8, 444546, 4681, 2637, 121950, 1958},
        {1, 112.6, 482704, 3813, 2552, 123366, 1959}, {1, 114.2, 502601, 3931, 2514, 125368, 1960},
        {1, 115.7, 518173, 4806, 2572, 127852, 1961}, {1, 116.9, 554894, 4007, 2827, 130081, 1962}};
    static const double Y[16] = {60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761,
                                 66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551};
    static const double CERTIFIED[7] = {
        -3482258.63459582, 15.0618722713733,       -0.358191792925910E-01, -2.02022980381683,
        -1.03322686717359, -0.511041056535807E-01, 1829.15146461355};
    Arena *a = arena_create(0);
    double b[7];
    assert_true(leastsq_solve(&X[0][0], Y, 16, 7, b, a));
    for (int i = 0; i < 7; i++) assert_true(fabs(b[i] / CERTIFIED[i] - 1) < 1e-7);
    arena_free(a);
}

static void test_dependent_columns_are_refused(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double x[6] = {1, 2, 1, 2, 1, 2};
    const double y[3] = {1, 2, 3};
    double b[2];
    assert_false(leastsq_solve(x, y, 3, 2, b, a));
    assert_false(leastsq_solve(x, y, 1, 2, b, a));
    arena_free(a);
}

static void test_line(void **state) {
    (void)state;
    const double y[4] = {1, 3, 5, 7};
    double at, slope;
    leastsq_line(y, 4, &at, &slope);
    assert_true(fabs(at - 1) < 1e-12 && fabs(slope - 2) < 1e-12);
    leastsq_line(y, 1, &at, &slope);
    assert_true(at == 1 && slope == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_longley),
        cmocka_unit_test(test_dependent_columns_are_refused),
        cmocka_unit_test(test_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
