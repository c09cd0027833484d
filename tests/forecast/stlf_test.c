#include "forecast/stlf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

static void test_season_out_and_in(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[208];
    for (int i = 0; i < 208; i++) y[i] = 100 + 20 * sin(2 * 3.14159265358979 * i / 52);
    Series s = series_prepare(y, 208, 52, a);
    Stlf f = stlf_take(&s, a);
    for (size_t i = 0; i < s.n; i++) assert_true(fabs(f.rest.y[i] * s.unit - 100) < 2);
    Path p = path_new(104, a);
    for (size_t k = 0; k < 104; k++) p.mean[k] = 100 / s.unit;
    stlf_give(&f, &p);
    for (size_t k = 0; k < 104; k++) assert_true(fabs(p.mean[k] * s.unit - y[k]) < 2);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_season_out_and_in)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
