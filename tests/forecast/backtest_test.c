#include "forecast/backtest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail
#include <math.h>

#include "classic.h"

static Scorecard card_of(ForecastRequest r, BacktestOptions o, Arena *a) {
    Scorecard card;
    Err err = {0};
    assert_true(backtest_run(&r, &o, a, &card, &err));
    return card;
}

// A season repeated without end: nothing is left to be wrong about.
static void test_a_sure_thing(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[48];
    for (int i = 0; i < 48; i++) y[i] = 100 + 10 * (i % 12) + (i % 5 == 0);
    Scorecard c = card_of((ForecastRequest){.values = y, .count = 48, .season = 12, .horizon = 6},
                          (BacktestOptions){0}, a);
    assert_int_equal(c.origins, 3);
    assert_int_equal(c.horizon, 6);
    assert_int_equal(c.point_count, 18);
    assert_true(c.score.smape < 2 && c.score.mase < 2);
    assert_true(str_starts(c.words, S("In 3 tests")));
    arena_free(a);
}

// The forecast may know only what came before: an origin's points do not change when the end does.
static void test_no_look_ahead(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[100];
    for (int i = 0; i < 100; i++) y[i] = CLASSIC_NILE[i];
    ForecastRequest r = {.values = y, .count = 100, .season = 1, .horizon = 5};
    BacktestOptions one = {.origins = 1};
    Scorecard before = card_of(r, one, a);
    for (int i = 95; i < 100; i++) y[i] = 9999;
    Scorecard after = card_of(r, one, a);
    assert_int_equal(before.points[0].origin, 95);
    for (int k = 0; k < 5; k++) {
        assert_true(before.points[k].forecast.mean == after.points[k].forecast.mean);
        assert_true(after.points[k].actual == 9999);
    }
    assert_true(after.score.coverage == 0);
    assert_true(after.bias < -0.8);
    arena_free(a);
}

// MASE of the seasonal naive on one origin, by hand: Nile's last value known then against the five
// that came, over the mean change before.
static void test_the_measure(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    ForecastRequest r = {.values = CLASSIC_NILE, .count = 100, .horizon = 5, .model = S("snaive")};
    Scorecard c = card_of(r, (BacktestOptions){.origins = 1}, a);
    double scale = 0;
    double error = 0;
    for (int i = 1; i < 95; i++) scale += fabs(CLASSIC_NILE[i] - CLASSIC_NILE[i - 1]) / 94;
    for (int i = 95; i < 100; i++) error += fabs(CLASSIC_NILE[i] - CLASSIC_NILE[94]) / 5;
    assert_true(fabs(c.score.mase - error / scale) < 1e-9);
    assert_true(fabs(c.naive.mase - c.score.mase) < 1e-12 && c.skill == 0);
    arena_free(a);
}

static void test_too_short_and_holes(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double few[] = {1, 2, 3};
    Scorecard c = card_of((ForecastRequest){.values = few, .count = 3, .horizon = 2},
                          (BacktestOptions){0}, a);
    assert_int_equal(c.origins, 0);
    assert_true(str_starts(c.words, S("Too short")));
    double y[40];
    for (int i = 0; i < 40; i++) y[i] = i % 3 == 0 ? (double)NAN : (double)i;
    c = card_of((ForecastRequest){.values = y, .count = 40, .horizon = 4}, (BacktestOptions){0}, a);
    assert_true(c.origins > 0 && isfinite(c.score.mase) && c.score.mase > 0);
    arena_free(a);
}

static void test_wrong_model(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    ForecastRequest r = {
        .values = CLASSIC_NILE, .count = 100, .horizon = 5, .model = S("tea leaves")};
    Scorecard c;
    Err err = {0};
    assert_false(backtest_run(&r, &(BacktestOptions){0}, a, &c, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_sure_thing), cmocka_unit_test(test_no_look_ahead),
        cmocka_unit_test(test_the_measure),  cmocka_unit_test(test_too_short_and_holes),
        cmocka_unit_test(test_wrong_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
