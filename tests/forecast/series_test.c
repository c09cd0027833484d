#include "forecast/series.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

static void test_holes_are_filled(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double line[7] = {NAN, 1, NAN, NAN, 4, INFINITY, NAN};
    Series s = series_prepare(line, 7, 1, a);
    assert_int_equal(s.n, 4);
    for (int i = 0; i < 4; i++) assert_true(fabs(s.y[i] * s.unit - (i + 1)) < 1e-12);
    const double seasons[8] = {1, 10, 1, 10, NAN, 10, 1, 10};
    s = series_prepare(seasons, 8, 2, a);
    assert_true(s.y[4] * s.unit == 1);  // from the same phase, not 10
    arena_free(a);
}

static void test_nature(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double demand[4] = {0, 2, 0, 3};
    Series s = series_prepare(demand, 4, 1, a);
    assert_true(s.non_negative && s.whole && !s.positive && !s.constant);
    assert_true(s.zero_share == 0.5);
    const double same[3] = {7, 7, 7};
    s = series_prepare(same, 3, 12, a);
    assert_true(s.constant && s.positive);
    assert_int_equal(s.m, 1);  // less than two seasons
    s = series_prepare(NULL, 0, 4, a);
    assert_int_equal(s.n, 0);
    arena_free(a);
}

static void test_unit_is_a_power_of_two(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double huge[3] = {1e308, -1.5e308, 1};
    Series s = series_prepare(huge, 3, 1, a);
    for (int i = 0; i < 3; i++) {
        assert_true(fabs(s.y[i]) <= 2);
        assert_true(s.y[i] * s.unit == huge[i]);
    }
    arena_free(a);
}

static void test_season_out_and_in(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[24];
    for (int i = 0; i < 24; i++) y[i] = 100 + i + (i % 4 == 1 ? 60 : 0);
    Series s = series_prepare(y, 24, 4, a);
    Deseasoned d = series_deseason(&s, a);
    assert_non_null(d.index);
    Path p = path_new(4, a);
    for (int k = 0; k < 4; k++) p.mean[k] = 1;
    series_reseason(&d, &p);
    assert_true(p.mean[1] > 1.3 && p.mean[0] < 1);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_holes_are_filled),
        cmocka_unit_test(test_nature),
        cmocka_unit_test(test_unit_is_a_power_of_two),
        cmocka_unit_test(test_season_out_and_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
