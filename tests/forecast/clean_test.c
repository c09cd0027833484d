#include "forecast/clean.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail
#include <math.h>

#include "classic.h"
#include "forecast/forecast.h"
#include "stats/draws.h"

enum { POINTS = 72 };

static void test_outliers_are_found(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[POINTS];
    for (int i = 0; i < POINTS; i++) y[i] = CLASSIC_DEATHS[i];
    y[30] *= 3;
    y[50] = 0;
    Series s = series_prepare(y, POINTS, 12, a);
    Cleaned c;
    clean_run(&s, a, &c);
    assert_int_equal(c.outlier_count, 2);
    assert_int_equal(c.outliers[0].at, 30);
    assert_int_equal(c.outliers[1].at, 50);
    assert_true(fabs(c.outliers[0].was - y[30]) < 1e-6);
    assert_true(fabs(c.outliers[0].now / CLASSIC_DEATHS[30] - 1) < 0.1);
    Series clean = series_prepare(CLASSIC_DEATHS, POINTS, 12, a);
    clean_run(&clean, a, &c);
    assert_int_equal(c.outlier_count, 0);
    assert_int_equal(c.shift, 12);  // the oil crisis
    assert_true(c.shift_ratio < 0.95);
    arena_free(a);
}

static void test_shifts_are_found(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Rng d = rng_seeded(3);
    double y[POINTS];
    for (int i = 0; i < POINTS; i++) y[i] = (i < 45 ? 100 : 160) + 4 * draws_normal(&d);
    Series s = series_prepare(y, POINTS, 1, a);
    Cleaned c;
    clean_run(&s, a, &c);
    assert_int_equal(c.shift, 45);
    assert_true(fabs(c.shift_ratio - 1.6) < 0.05);
    // The forecast is of the new level.
    ForecastRequest r = {.values = y, .count = POINTS, .horizon = 6};
    Forecast f;
    Err err = {0};
    assert_true(forecast_run(&r, a, &f, &err));
    for (int k = 0; k < 6; k++) assert_true(fabs(f.points[k].mean - 160) < 12);
    arena_free(a);
}

// A value typed with two zeroes too many changes the forecast hardly at all; without cleaning it
// would.
static void test_a_typing_error_does_no_harm(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[POINTS];
    for (int i = 0; i < POINTS; i++) y[i] = CLASSIC_DEATHS[i];
    ForecastRequest r = {.values = y, .count = POINTS, .season = 12, .horizon = 12};
    Forecast right;
    Forecast wrong;
    Err err = {0};
    assert_true(forecast_run(&r, a, &right, &err));
    y[40] *= 100;
    assert_true(forecast_run(&r, a, &wrong, &err));
    for (int k = 0; k < 12; k++) {
        assert_true(fabs(wrong.points[k].mean / right.points[k].mean - 1) < 0.03);
        double width = wrong.points[k].upper - wrong.points[k].lower;
        assert_true(width < 1.5 * (right.points[k].upper - right.points[k].lower));
    }
    Series s = series_prepare(y, POINTS, 12, a);
    assert_true(clean_errors(&s, a).y[40] < 0.05 * s.y[40]);
    y[40] /= 100;
    y[POINTS - 1] *= 100;  // the last value may be news
    s = series_prepare(y, POINTS, 12, a);
    assert_true(clean_errors(&s, a).y[POINTS - 1] == s.y[POINTS - 1]);
    arena_free(a);
}

static void test_little_data_is_left_alone(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double few[] = {1, 1, 900, 1, 1};
    Series s = series_prepare(few, 5, 1, a);
    Cleaned c;
    clean_run(&s, a, &c);
    assert_int_equal(c.outlier_count, 0);
    assert_true(clean_errors(&s, a).y == s.y);
    double rare[40] = {0};
    rare[7] = rare[22] = 50;  // sales that come seldom are no errors
    s = series_prepare(rare, 40, 1, a);
    clean_run(&s, a, &c);
    assert_int_equal(c.outlier_count, 0);
    assert_true(clean_errors(&s, a).y == s.y);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outliers_are_found),
        cmocka_unit_test(test_shifts_are_found),
        cmocka_unit_test(test_a_typing_error_does_no_harm),
        cmocka_unit_test(test_little_data_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
