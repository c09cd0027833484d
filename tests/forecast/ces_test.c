#include "forecast/ces.h"

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
    for (int i = 0; i < 40; i++) y[i] = 100 + 3 * i;
    Series s = series_prepare(y, 40, 1, a);
    CesFit fit;
    Path p = path_new(4, a);
    assert_true(ces_predict(&s, &fit, &p, a));
    for (int k = 0; k < 4; k++) assert_true(fabs(p.mean[k] * s.unit - (220 + 3 * k)) < 6);
    arena_free(a);
}

static void test_the_airline_keeps_its_season(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Series s = series_prepare(CLASSIC_AIR, COUNT_OF(CLASSIC_AIR), 12, a);
    CesFit fit;
    Path p = path_new(12, a);
    assert_true(ces_predict(&s, &fit, &p, a));
    assert_true(path_sound(&p));
    assert_true(p.mean[6] > 1.2 * p.mean[10]);  // July against November
    assert_true(p.mean[6] * s.unit > 550 && p.mean[6] * s.unit < 800);
    assert_true(p.sd[0] < p.sd[6]);
    arena_free(a);
}

static void test_what_it_is_not_for(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double same[9] = {3, 3, 3, 3, 3, 3, 3, 3, 3};
    Series s = series_prepare(same, 9, 1, a);
    CesFit fit;
    Path p = path_new(2, a);
    assert_false(ces_predict(&s, &fit, &p, a));
    s = series_prepare(CLASSIC_NILE, 7, 1, a);
    assert_false(ces_predict(&s, &fit, &p, a));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_straight_line_goes_on),
        cmocka_unit_test(test_the_airline_keeps_its_season),
        cmocka_unit_test(test_what_it_is_not_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
