#include "forecast/explain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail
#include <math.h>

#include "classic.h"

static Explanation explain(const ForecastRequest *r, const ForecastClock *clock, Arena *a) {
    Forecast f;
    Scorecard card;
    Err err = {0};
    assert_true(forecast_run(r, a, &f, &err));
    assert_true(backtest_run(r, &(BacktestOptions){0}, a, &card, &err));
    Explanation e;
    ExplainInput in = {.request = r, .forecast = &f, .card = &card, .clock = clock};
    explain_run(&in, a, &e);
    return e;
}

static const ExplainFactor *factor_of(const Explanation *e, ExplainKind kind) {
    for (size_t i = 0; i < e->factor_count; i++) {
        if (e->factors[i].kind == kind) return &e->factors[i];
    }
    return NULL;
}

static void test_air_passengers(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    ForecastRequest r = {.values = CLASSIC_AIR, .count = 144, .season = 12, .horizon = 12};
    ForecastClock clock = {.last = date_of(1960, 12, 1), .dated = true, .unit = DATE_MONTH};
    Explanation e = explain(&r, &clock, a);
    const ExplainFactor *season = factor_of(&e, EXPLAIN_SEASON);
    const ExplainFactor *trend = factor_of(&e, EXPLAIN_TREND);
    assert_non_null(season);
    assert_non_null(trend);
    assert_true(season->value > 0.6);
    assert_true(str_contains(season->words, S("Highest in July")));
    assert_true(str_contains(season->words, S("lowest in November")) ||
                str_contains(season->words, S("lowest in February")));
    assert_true(trend->value > 1 && trend->value < 6 && trend->share > 0.5);
    assert_true(str_contains(trend->words, S("rising")));
    assert_int_equal(e.season_count, 12);
    assert_true(e.season[6] > 60 && e.season[10] < 0);
    assert_true(e.change > 0.02 && e.change < 0.2);
    assert_true(str_contains(e.summary, S("next 12 months")));
    assert_int_equal(e.trust, EXPLAIN_HIGH);
    arena_free(a);
}

// On a day, in a month.
static void test_days_of_the_week_are_on(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[56];
    for (size_t i = 0; i < COUNT_OF(y); i++) y[i] = 20 + (double)(i % 7) * 5;
    ForecastRequest r = {.values = y, .count = COUNT_OF(y), .season = 7, .horizon = 7};
    // The last is a Sunday.
    ForecastClock clock = {.last = date_of(2026, 11, 22), .dated = true, .unit = DATE_DAY};
    Explanation e = explain(&r, &clock, a);
    const ExplainFactor *season = factor_of(&e, EXPLAIN_SEASON);
    assert_non_null(season);
    assert_true(str_contains(season->words, S("Highest on Sunday")));
    assert_true(str_contains(season->words, S("lowest on Monday")));
    arena_free(a);
}

static void test_a_shift_and_an_outlier(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[60];
    for (int i = 0; i < 60; i++) y[i] = (i < 40 ? 100 : 220) + 3 * ((i * 7) % 5);
    y[20] = 900;
    y[10] = NAN;
    ForecastRequest r = {.values = y, .count = 60, .season = 1, .horizon = 4};
    Explanation e = explain(&r, NULL, a);
    bool shifted = false;
    bool outlier = false;
    bool gap = false;
    for (size_t i = 0; i < e.factor_count; i++) {
        shifted = shifted || (str_eq(e.factors[i].name, S("level shift")) &&
                              str_contains(e.factors[i].words, S("20 periods ago")));
        outlier = outlier || (str_eq(e.factors[i].name, S("outliers")) && e.factors[i].value == 1);
        gap = gap || str_eq(e.factors[i].name, S("gaps"));
    }
    assert_true(shifted && outlier && gap);
    arena_free(a);
}

// What cannot be explained is not: no sentences about noise, and low trust.
static void test_little_to_say(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double three[] = {5, 90, 2};
    ForecastRequest r = {.values = three, .count = 3, .season = 12, .horizon = 6};
    Explanation e = explain(&r, NULL, a);
    assert_int_equal(e.factor_count, 0);
    assert_int_equal(e.trust, EXPLAIN_LOW);
    assert_true(str_contains(e.trust_words, S("only 3 values")));
    const double none[] = {0, 0, 0, 0, 0, 0, 0, 0};
    r = (ForecastRequest){.values = none, .count = 8, .horizon = 2};
    e = explain(&r, NULL, a);
    assert_true(e.total == 0 && str_starts(e.summary, S("About 0")));
    r.count = 0;
    e = explain(&r, NULL, a);
    assert_true(e.summary.len > 0);
    arena_free(a);
}

static void test_names(void **state) {
    (void)state;
    for (int k = 0; k < EXPLAIN_KIND_COUNT; k++) {
        assert_true(explain_kind_name((ExplainKind)k)[0] != '\0');
    }
    assert_string_equal(explain_trust_name(EXPLAIN_MEDIUM), "medium");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_air_passengers),
        cmocka_unit_test(test_days_of_the_week_are_on),
        cmocka_unit_test(test_a_shift_and_an_outlier),
        cmocka_unit_test(test_little_to_say),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
