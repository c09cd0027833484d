#include "forecast/drivers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail
#include <math.h>

#include "forecast/occasions.h"
#include "stats/draws.h"

enum { WEEKS = 160, AHEAD = 26 };

// Weekly sales of 200 with a yearly wave; Diwali's week sells 2.1 times as much; a rupee more on
// the price loses 3 %.
typedef struct Shop {
    double y[WEEKS];
    double price[WEEKS + AHEAD];
    Drivers drivers;
    DriverRegressor regressor;
    const DriverEvent *events;
    ForecastRequest request;
    ForecastClock clock;
} Shop;

static const OccasionDay DAYS[] = {
    {STR("Diwali"), 19300}, {STR("Diwali"), 19673}, {STR("Diwali"), 20027},
    {STR("Diwali"), 20280}, {STR("Eclipse"), 10},
};

static void shop_open(Shop *s, Arena *a) {
    Rng d = rng_seeded(4);
    Date first = date_floor(19000, DATE_WEEK);
    s->clock = (ForecastClock){
        .last = date_add(first, WEEKS - 1, DATE_WEEK), .dated = true, .unit = DATE_WEEK};
    s->request = (ForecastRequest){
        .values = s->y, .count = WEEKS, .season = 52, .horizon = AHEAD, .drivers = &s->drivers};
    for (int t = 0; t < WEEKS + AHEAD; t++) {
        s->price[t] = 20 + 5 * draws_uniform(&d);
        double y = 200 * (1 + 0.1 * sin(t * 6.2832 / 52)) * exp(-0.03 * (s->price[t] - 20));
        if (t < WEEKS) s->y[t] = y * (1 + 0.04 * draws_normal(&d));
    }
    size_t count = 0;
    s->events = occasions_make(DAYS, COUNT_OF(DAYS), &s->clock, &s->request, a, &count);
    assert_int_equal(count, 1);
    for (size_t i = 0; i < s->events[0].at_count; i++) {
        if (s->events[0].at[i] < WEEKS) s->y[s->events[0].at[i]] *= 2.1;
    }
    s->regressor = (DriverRegressor){S("price"), s->price};
    s->drivers = (Drivers){s->events, count, &s->regressor, 1};
}

static Forecast run(const ForecastRequest *r, Arena *a) {
    Forecast f;
    Err err = {0};
    assert_true(forecast_run(r, a, &f, &err));
    return f;
}

static void test_lifts_are_learned_and_said(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Shop *s = arena_new(a, Shop, 1);
    shop_open(s, a);
    Forecast f = run(&s->request, a);
    assert_int_equal(f.effect_count, 2);
    const DriverEffect *diwali = &f.effects[0];
    assert_true(fabs(diwali->factor - 2.1) < 0.15 && diwali->sure && diwali->seen == 3);
    assert_true(diwali->low < 2.1 && diwali->high > 2.1);
    assert_true(str_starts(diwali->words, S("Diwali: 2.")));
    assert_true(str_contains(diwali->words, S("times a normal")));
    assert_true(fabs(f.effects[1].factor - exp(-0.03)) < 0.01 && f.effects[1].sure);
    // The Diwali to come stands out of its neighbours.
    size_t at = s->events[0].at[s->events[0].at_count - 1] - WEEKS;
    assert_true(at > 0 && at + 1 < AHEAD);
    assert_true(f.points[at].mean > 1.6 * f.points[at - 1].mean);
    assert_true(f.points[at].mean > 1.6 * f.points[at + 1].mean);
    arena_free(a);
}

static void test_what_if(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Shop *s = arena_new(a, Shop, 1);
    shop_open(s, a);
    static const char *const MODELS[] = {"", "ets", "dotm", "additive", "snaive"};
    for (size_t i = 0; i < COUNT_OF(MODELS); i++) {
        s->request.model = str_from(MODELS[i]);
        for (int t = WEEKS; t < WEEKS + AHEAD; t++) s->price[t] = 20;
        Forecast cheap = run(&s->request, a);
        for (int t = WEEKS; t < WEEKS + AHEAD; t++) s->price[t] = 25;
        Forecast dear = run(&s->request, a);
        double ratio = dear.points[3].mean / cheap.points[3].mean;
        assert_true(fabs(ratio - exp(-0.15)) < 0.05);
    }
    arena_free(a);
}

static void test_what_was_never_seen(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Shop *s = arena_new(a, Shop, 1);
    shop_open(s, a);
    static const size_t AHEAD_ONLY[] = {WEEKS + 4, 1000000};
    const DriverEvent events[] = {{STR("Wedding"), AHEAD_ONLY, 2}};
    double flat[WEEKS + AHEAD];
    for (int t = 0; t < WEEKS + AHEAD; t++) flat[t] = 3;
    const DriverRegressor regressors[] = {{STR("flat"), flat}};
    Drivers drivers = {events, 1, regressors, 1};
    s->request.drivers = &drivers;
    Forecast with = run(&s->request, a);
    s->request.drivers = NULL;
    Forecast without = run(&s->request, a);
    assert_int_equal(with.effects[0].seen, 0);
    assert_true(with.effects[0].factor == 1 && !with.effects[0].sure);
    assert_true(str_contains(with.effects[0].words, S("not seen")));
    for (int k = 0; k < AHEAD; k++) {
        assert_true(fabs(with.points[k].mean / without.points[k].mean - 1) < 0.02);
    }
    arena_free(a);
}

// The calendar's Diwali moves between October and November; Christmas never leaves December.
static void test_of_a_region(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    ForecastRequest r = {.count = 60, .season = 12, .horizon = 12};
    ForecastClock months = {.last = date_of(2025, 12, 1), .dated = true, .unit = DATE_MONTH};
    size_t count = 0;
    const DriverEvent *events = occasions_of_region(S("IN"), &months, &r, a, &count);
    bool diwali = false;
    for (size_t i = 0; i < count; i++) {
        diwali = diwali || str_eq(events[i].name, S("Diwali"));
        assert_false(str_eq(events[i].name, S("Christmas")));
    }
    assert_true(diwali);
    ForecastClock days = {.last = date_of(2026, 11, 1), .dated = true, .unit = DATE_DAY};
    r = (ForecastRequest){.count = 800, .season = 7, .horizon = 60};
    events = occasions_of_region(S("IN"), &days, &r, a, &count);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < events[i].at_count; k++) {
            // Diwali 2026 is 8 November: the seventh day ahead.
            if (str_eq(events[i].name, S("Diwali"))) found += events[i].at[k] == 806;
            assert_true(events[i].at[k] < 860);
        }
    }
    assert_int_equal(found, 1);
    ForecastClock numbers = {.last = 60};
    assert_null(occasions_of_region(S("IN"), &numbers, &r, a, &count));
    arena_free(a);
}

// Thirty made-up festivals that do nothing: hardly any is sure, and the forecast stays as it is.
static void test_idle_festivals_do_no_harm(void **state) {
    (void)state;
    enum { FESTIVALS = 30 };
    Arena *a = arena_create(0);
    Shop *s = arena_new(a, Shop, 1);
    shop_open(s, a);
    Rng d = rng_seeded(12);
    DriverEvent events[FESTIVALS];
    for (int i = 0; i < FESTIVALS; i++) {
        size_t *at = arena_new(a, size_t, 4);
        size_t first = rng_next(&d) % 46;
        for (size_t k = 0; k < 4; k++) at[k] = first + 46 * k;
        events[i] = (DriverEvent){str_fmt(a, "festival %d", i), at, 4};
    }
    double y[WEEKS];
    for (int t = 0; t < WEEKS; t++) y[t] = 200 * (1 + 0.05 * draws_normal(&d));
    Drivers drivers = {events, FESTIVALS, NULL, 0};
    ForecastRequest r = {.values = y, .count = WEEKS, .season = 1, .horizon = AHEAD};
    Forecast plain = run(&r, a);
    r.drivers = &drivers;
    Forecast driven = run(&r, a);
    size_t sure = 0;
    for (int i = 0; i < FESTIVALS; i++) sure += driven.effects[i].sure;
    assert_true(sure <= 5);
    double gap = 0;
    for (int k = 0; k < AHEAD; k++) {
        gap += fabs(driven.points[k].mean / plain.points[k].mean - 1) / AHEAD;
    }
    assert_true(gap < 0.03);
    arena_free(a);
}

static void test_span(void **state) {
    (void)state;
    ForecastClock c = {.last = date_of(2026, 3, 1), .dated = true, .unit = DATE_MONTH};
    DateRange r = occasions_span(&c, 3, 2);
    assert_int_equal(r.first, date_of(2026, 1, 1));
    assert_int_equal(r.end, date_of(2026, 6, 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lifts_are_learned_and_said), cmocka_unit_test(test_what_if),
        cmocka_unit_test(test_what_was_never_seen),        cmocka_unit_test(test_of_a_region),
        cmocka_unit_test(test_idle_festivals_do_no_harm),  cmocka_unit_test(test_span),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
