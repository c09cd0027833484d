#include "forecast/simple.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

static void test_each_by_hand(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double y[6] = {1, 5, 2, 6, 3, 7};
    Series s = {.y = y, .n = 6, .m = 2, .unit = 1};
    Path p = path_new(3, a);
    simple_naive(&s, &p);
    assert_true(p.mean[2] == 7 && p.sd[1] > p.sd[0]);
    simple_seasonal_naive(&s, &p);
    assert_true(p.mean[0] == 3 && p.mean[1] == 7 && p.mean[2] == 3);
    assert_true(p.sd[0] == 1 && p.sd[2] == sqrt(2));
    simple_drift(&s, &p);
    assert_true(fabs(p.mean[0] - (7 + 1.2)) < 1e-12);
    simple_short(&s, &p);
    assert_true(fabs(p.mean[0] - (7 + 0.6)) < 1e-12);
    simple_mean(&s, &p);
    assert_true(p.mean[0] == 4);
    arena_free(a);
}

static void test_nothing_to_go_by(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Series s = {.n = 0, .m = 1, .unit = 1};
    Path p = path_new(2, a);
    simple_naive(&s, &p);
    assert_true(p.mean[1] == 0 && path_sound(&p));
    simple_mean(&s, &p);
    assert_true(path_sound(&p));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_by_hand),
        cmocka_unit_test(test_nothing_to_go_by),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
