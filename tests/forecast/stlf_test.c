#include "forecast/stlf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail
#include <math.h>

#include "forecast/forecast.h"
#include "stats/draws.h"

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

// Hours: a day of 24 and a week of 168, three weeks of them; the next week is known to a hair.
static void test_two_seasons(void **state) {
    (void)state;
    enum { HOURS = 168 * 4, AHEAD = 168 };
    Arena *a = arena_create(0);
    double y[HOURS + AHEAD];
    Rng d = rng_seeded(5);
    for (int i = 0; i < HOURS + AHEAD; i++) {
        double week = i % 168 >= 120 ? -30 : 10;
        y[i] = 200 + 40 * sin(2 * 3.14159265358979 * i / 24) + week + draws_normal(&d);
    }
    ForecastRequest r = {
        .values = y, .count = HOURS, .season = 24, .season_long = 168, .horizon = AHEAD};
    Forecast f;
    Err err = {0};
    double errors[2] = {0, 0};
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1) r.season_long = 0;
        assert_true(forecast_run(&r, a, &f, &err));
        if (pass == 0) assert_true(str_starts(f.model, S("MSTL(")));
        for (int k = 0; k < AHEAD; k++)
            errors[pass] += fabs(f.points[k].mean - y[HOURS + k]) / AHEAD;
    }
    assert_true(errors[0] < 2);
    assert_true(errors[1] > 4 * errors[0]);
    r.season_long = 168;
    r.model = S("additive");
    assert_true(forecast_run(&r, a, &f, &err));
    double additive = 0;
    for (int k = 0; k < AHEAD; k++) additive += fabs(f.points[k].mean - y[HOURS + k]) / AHEAD;
    assert_true(additive < 8);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_season_out_and_in),
                                       cmocka_unit_test(test_two_seasons)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
