#include "forecast/lifts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail  // ours is a function
#include <math.h>
#include <string.h>

#include "forecast/forecast.h"
#include "stats/draws.h"

enum { DAYS = 560, AHEAD = 28 };

// A shop of weeks, with a festival of seven days that sells 2.2 times as much.
static const LiftSpan FAIR[] = {{100, 107}, {460, 467}, {570, 577}};
static const LiftSpan EVE[] = {{102, 109}, {462, 469}, {572, 579}};  // two days later
static const LiftSpan QUIET[] = {{200, 207}, {330, 337}};
static const LiftEvent EVENTS[] = {
    {.name = STR("Eve"), .spans = EVE, .span_count = COUNT_OF(EVE)},
    {.name = STR("Fair"), .spans = FAIR, .span_count = COUNT_OF(FAIR)},
    {.name = STR("Quiet"), .spans = QUIET, .span_count = COUNT_OF(QUIET)},
    {.name = STR("New"), .spans = FAIR + 2, .span_count = 1},
};
static const Lifts LIFTS = {EVENTS, COUNT_OF(EVENTS)};

static bool in_fair(size_t day) {
    for (size_t i = 0; i < COUNT_OF(FAIR); i++) {
        if (day >= FAIR[i].first && day < FAIR[i].end) return true;
    }
    return false;
}

static void shop_fill(double *y, double unit) {
    static const double WEEK[] = {0.9, 0.8, 0.9, 0.9, 1.0, 1.3, 1.2};
    Rng d = rng_seeded(11);
    for (size_t i = 0; i < DAYS; i++) {
        double level = 200 + 0.1 * (double)i;
        y[i] = unit * level * WEEK[i % 7] * (1 + 0.06 * draws_normal(&d)) * (in_fair(i) ? 2.2 : 1);
    }
}

static void test_the_event_that_did_it_is_credited(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[DAYS];
    shop_fill(y, 1);
    const Lift *found = lifts_find(&LIFTS, y, DAYS, 7, a);
    assert_true(found[1].sure && found[1].seen == 2);
    assert_true(fabs(found[1].factor - 2.2) < 0.1);
    assert_true(found[1].low < 2.2 && found[1].high > 2.2);
    assert_false(found[0].sure);  // it only stands near
    assert_false(found[2].sure);
    assert_int_equal(found[3].seen, 0);
    assert_true(found[3].factor == 1);
    assert_non_null(strstr(lifts_words(&found[1], "week", a).ptr, "2.2 times a normal week"));
    arena_free(a);
}

static void test_units_do_not_matter(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[DAYS], z[DAYS];
    shop_fill(y, 1);
    shop_fill(z, 1024);
    const Lift *one = lifts_find(&LIFTS, y, DAYS, 7, a);
    const Lift *other = lifts_find(&LIFTS, z, DAYS, 7, a);
    for (size_t i = 0; i < LIFTS.count; i++) assert_true(one[i].factor == other[i].factor);
    arena_free(a);
}

// Of two hundred days of no meaning hardly any stands out.
static void test_chance_is_not_believed(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[DAYS];
    Rng d = rng_seeded(3);
    for (size_t i = 0; i < DAYS; i++) y[i] = 50 * exp(0.3 * draws_normal(&d));
    LiftSpan spans[200];
    LiftEvent events[200];
    for (size_t i = 0; i < 200; i++) {
        spans[i] = (LiftSpan){20 + 2 * i, 27 + 2 * i};
        events[i] = (LiftEvent){.name = S("Day"), .spans = &spans[i], .span_count = 1};
    }
    const Lift *found = lifts_find(&(Lifts){events, 200}, y, DAYS, 7, a);
    size_t sure = 0;
    for (size_t i = 0; i < 200; i++) sure += found[i].sure;
    assert_true(sure <= 6);
    arena_free(a);
}

static Forecast forecast_of(const double *y, const Lifts *lifts, Arena *a) {
    Err err = {0};
    Forecast f;
    const ForecastRequest r = {
        .values = y, .count = DAYS, .season = 7, .horizon = AHEAD, .lifts = lifts};
    assert_true(forecast_run(&r, a, &f, &err));
    return f;
}

static void test_what_was_learned_lies_ahead_too(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[DAYS];
    shop_fill(y, 1);
    Forecast plain = forecast_of(y, NULL, a);
    Forecast lifted = forecast_of(y, &LIFTS, a);
    for (size_t k = 0; k < AHEAD; k++) {
        double times = lifted.points[k].mean / plain.points[k].mean;
        bool fair = k >= 10 && k < 17;
        assert_true(fair ? times > 1.9 && times < 2.5 : times > 0.9 && times < 1.1);
        assert_true(lifted.points[k].lower <= lifted.points[k].mean);
        assert_true(lifted.points[k].upper >= lifted.points[k].mean);
    }
    arena_free(a);
}

static void test_what_is_assumed_is_said_so(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[DAYS];
    shop_fill(y, 1);
    const LiftSpan ahead = {DAYS + 2, DAYS + 5};
    const LiftEvent offer = {.name = S("Offer"), .spans = &ahead, .span_count = 1, .assumed = 1.5};
    const Lifts lifts = {&offer, 1};
    const Lift *found = lifts_find(&lifts, y, DAYS, 7, a);
    assert_true(found->assumed && found->factor == 1.5);
    assert_non_null(strstr(lifts_words(found, "day", a).ptr, "assumed"));
    Forecast plain = forecast_of(y, NULL, a), lifted = forecast_of(y, &lifts, a);
    assert_true(fabs(lifted.points[2].mean - 1.5 * plain.points[2].mean) < 1e-9);
    assert_true(lifted.points[5].mean == plain.points[5].mean);
    arena_free(a);
}

static void test_hostile_values(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    static const double HOSTILE[] = {NAN, INFINITY, -INFINITY, 0, 1e308, -3, 1e-320, 7};
    double y[DAYS];
    for (size_t i = 0; i < DAYS; i++) y[i] = HOSTILE[(i * 7 + i / 5) % COUNT_OF(HOSTILE)];
    for (size_t n = 0; n <= DAYS; n += 35) {
        const Lift *found = lifts_find(&LIFTS, y, n, 7, a);
        for (size_t i = 0; i < LIFTS.count; i++) {
            assert_true(isfinite(found[i].factor) && found[i].factor > 0);
            assert_true(isfinite(found[i].low) && isfinite(found[i].high));
        }
    }
    Forecast f = forecast_of(y, &LIFTS, a);
    for (size_t k = 0; k < f.count; k++) assert_true(isfinite(f.points[k].mean));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_event_that_did_it_is_credited),
        cmocka_unit_test(test_units_do_not_matter),
        cmocka_unit_test(test_chance_is_not_believed),
        cmocka_unit_test(test_what_was_learned_lies_ahead_too),
        cmocka_unit_test(test_what_is_assumed_is_said_so),
        cmocka_unit_test(test_hostile_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
