#include "forecast/intermittent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

static void test_steady_demand_is_its_rate(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[60];
    for (int i = 0; i < 60; i++) y[i] = i % 3 == 2 ? 6 : 0;  // 6 every third period
    Series s = series_prepare(y, 60, 1, a);
    Path p = path_new(4, a);
    intermittent_predict(&s, INTERMITTENT_CROSTON, &p);
    double croston = p.mean[0] * s.unit;
    assert_true(fabs(croston - 2) < 0.05);
    assert_true(p.mean[3] == p.mean[0]);
    intermittent_predict(&s, INTERMITTENT_SBA, &p);
    assert_true(p.mean[0] * s.unit < croston);
    intermittent_predict(&s, INTERMITTENT_TSB, &p);
    assert_true(fabs(p.mean[0] * s.unit - 2) < 0.8);
    arena_free(a);
}

static void test_a_dying_item_fades_in_tsb_alone(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[80] = {0};
    for (int i = 0; i < 40; i++) y[i] = i % 2 ? 4 : 0;
    Series s = series_prepare(y, 80, 1, a);
    Path tsb = path_new(1, a);
    Path sba = path_new(1, a);
    intermittent_predict(&s, INTERMITTENT_TSB, &tsb);
    intermittent_predict(&s, INTERMITTENT_SBA, &sba);
    assert_true(tsb.mean[0] < 0.5 * sba.mean[0]);
    arena_free(a);
}

static void test_no_demand_at_all(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double y[5] = {0};
    Series s = series_prepare(y, 5, 1, a);
    Path p = path_new(2, a);
    intermittent_predict(&s, INTERMITTENT_SBA, &p);
    assert_true(p.mean[0] == 0 && p.sd[0] == 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steady_demand_is_its_rate),
        cmocka_unit_test(test_a_dying_item_fades_in_tsb_alone),
        cmocka_unit_test(test_no_demand_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
