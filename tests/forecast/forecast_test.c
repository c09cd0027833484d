#include "forecast/forecast.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail
#include <math.h>

#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "classic.h"
#include "forecast/explain.h"
#include "forecast/stock.h"
#include "stats/counts.h"
#include "stats/draws.h"

enum { HOSTILE = 10000, HOSTILE_POINTS_MAX = 60 };

static Forecast forecast_of(const double *y, size_t n, size_t m, size_t h, Arena *a) {
    ForecastRequest request = {.values = y, .count = n, .season = m, .horizon = h};
    Forecast f;
    Err err = {0};
    assert_true(forecast_run(&request, a, &f, &err));
    assert_int_equal(f.count, h);
    for (size_t k = 0; k < h; k++) {
        const ForecastPoint *p = &f.points[k];
        assert_true(isfinite(p->mean) && isfinite(p->lower) && isfinite(p->upper));
        assert_true(p->lower <= p->mean && p->mean <= p->upper);
    }
    return f;
}

static double hostile_value(Rng *d, uint64_t kind) {
    static const double ODD[] = {NAN,     INFINITY, -INFINITY, 1e308, -1e308,
                                 DBL_MIN, 4.9e-324, 0,         -0.0};
    switch (kind % 8) {
        case 0: return ODD[rng_next(d) % COUNT_OF(ODD)];
        case 1: return draws_uniform(d) < 0.7 ? 0 : floor(10 * draws_uniform(d));
        case 2: return exp(40 * draws_normal(d));
        case 3: return 5;
        case 4: return draws_uniform(d) < 0.1 ? 1e12 : draws_normal(d);
        case 5: return -1000 + draws_normal(d);
        case 6: return draws_uniform(d) < 0.3 ? NAN : draws_normal(d) + 100;
        default: return floor(100 * draws_uniform(d));
    }
}

static void test_hostile_series(void **state) {
    (void)state;
    static const size_t SEASONS[] = {0, 1, 2, 4, 7, 12, 24, 52, 365};
    Arena *a = arena_create(0);
    Rng d = rng_seeded(11);
    double y[HOSTILE_POINTS_MAX];
    for (int i = 0; i < HOSTILE; i++) {
        size_t n = rng_next(&d) % (HOSTILE_POINTS_MAX + 1);
        uint64_t kind = rng_next(&d);
        for (size_t k = 0; k < n; k++) y[k] = hostile_value(&d, kind);
        arena_reset(a);
        (void)forecast_of(y, n, SEASONS[rng_next(&d) % COUNT_OF(SEASONS)], 6, a);
    }
    arena_free(a);
}

static void test_every_model_holds_out(void **state) {
    (void)state;
    static const char *const MODELS[] = {"naive", "snaive", "drift",    "mean", "ets", "arima",
                                         "theta", "dotm",   "stl",      "auto", "sba", "croston",
                                         "tsb",   "ces",    "additive", "mstl"};
    Arena *a = arena_create(0);
    Rng d = rng_seeded(5);
    double y[40];
    for (int i = 0; i < 600; i++) {
        size_t n = rng_next(&d) % 41;
        uint64_t kind = rng_next(&d);
        for (size_t k = 0; k < n; k++) y[k] = hostile_value(&d, kind);
        arena_reset(a);
        ForecastRequest request = {.values = y,
                                   .count = n,
                                   .season = 4,
                                   .horizon = 9,
                                   .level = 80,
                                   .model = str_from(MODELS[(size_t)i % COUNT_OF(MODELS)])};
        Forecast f;
        Err err = {0};
        assert_true(forecast_run(&request, a, &f, &err));
        for (size_t k = 0; k < 9; k++) assert_true(isfinite(f.points[k].upper));
    }
    arena_free(a);
}

// Everything that can be asked of a series, of the same hostile ones: no NaN out, nothing hangs.
static void test_hostile_companions(void **state) {
    (void)state;
    enum { SERIES = 400, AHEAD = 6 };
    static const char *const MODELS[] = {"", "additive", "snaive", "dotm", "mstl"};
    Arena *a = arena_create(0);
    Rng d = rng_seeded(31);
    double y[HOSTILE_POINTS_MAX];
    double price[HOSTILE_POINTS_MAX + AHEAD];
    for (int i = 0; i < SERIES; i++) {
        arena_reset(a);
        size_t n = rng_next(&d) % (HOSTILE_POINTS_MAX + 1);
        uint64_t kind = rng_next(&d);
        uint64_t other = rng_next(&d);
        for (size_t k = 0; k < n; k++) y[k] = hostile_value(&d, kind);
        for (size_t k = 0; k < n + AHEAD; k++) price[k] = hostile_value(&d, other);
        const size_t at[] = {0, rng_next(&d) % 60, n, n + 2, SIZE_MAX};
        DriverEvent event = {STR("feast"), at, 5};
        DriverRegressor regressor = {STR("price"), price};
        Drivers drivers = {&event, 1, &regressor, 1};
        ForecastRequest r = {.values = y,
                             .count = n,
                             .season = 1 + rng_next(&d) % 12,
                             .season_long = rng_next(&d) % 30,
                             .horizon = AHEAD,
                             .model = str_from(MODELS[(size_t)i % COUNT_OF(MODELS)]),
                             .drivers = &drivers};
        Forecast f;
        Scorecard card;
        Explanation e;
        StockAdvice stock;
        Err err = {0};
        assert_true(forecast_run(&r, a, &f, &err));
        for (size_t k = 0; k < AHEAD; k++) {
            const ForecastPoint *p = &f.points[k];
            assert_true(isfinite(p->mean) && isfinite(p->lower) && isfinite(p->upper));
            assert_true(p->lower <= p->mean && p->mean <= p->upper && p->sd >= 0);
        }
        assert_true(backtest_run(&r, &(BacktestOptions){.origins = 2}, a, &card, &err));
        assert_true(!isnan(card.score.mase) && !isnan(card.score.coverage) && !isnan(card.bias));
        explain_run(&(ExplainInput){.request = &r, .forecast = &f, .card = &card}, a, &e);
        assert_true(e.summary.len > 0 && e.trust_score >= 0 && e.trust_score <= 1);
        assert_true(
            stock_advise(&f, &(StockRequest){.on_hand = 5, .lead_time = 3}, a, &stock, &err));
        assert_true(!isnan(stock.reorder_point) && !isnan(stock.order_quantity));
        assert_true(stock.stock_out_chance >= 0 && stock.stock_out_chance <= 1);
    }
    arena_free(a);
}

// Older history that is let go, and gaps before the first value: nothing ahead depends on when a
// series began.
static void test_time_does_not_matter(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    static const char *const MODELS[] = {"",     "ets", "arima", "theta",
                                         "dotm", "ces", "stl",   "additive"};
    double late[36 + 72];
    for (int t = 0; t < 36 + 72; t++) late[t] = t < 36 ? (double)NAN : CLASSIC_DEATHS[t - 36];
    for (size_t i = 0; i < COUNT_OF(MODELS); i++) {
        ForecastRequest r = {.values = CLASSIC_DEATHS,
                             .count = 72,
                             .season = 12,
                             .horizon = 12,
                             .model = str_from(MODELS[i])};
        Forecast f;
        Forecast shifted;
        Err err = {0};
        assert_true(forecast_run(&r, a, &f, &err));
        r.values = late;
        r.count = 36 + 72;
        assert_true(forecast_run(&r, a, &shifted, &err));
        for (int k = 0; k < 12; k++) {
            assert_true(f.points[k].mean == shifted.points[k].mean);
            assert_true(f.points[k].upper == shifted.points[k].upper);
        }
    }
    arena_free(a);
}

static void test_a_million_points(void **state) {
    (void)state;
    enum { MANY = 1000000 };
    Arena *a = arena_create(0);
    double *y = malloc(MANY * sizeof *y);
    Rng d = rng_seeded(2);
    for (size_t i = 0; i < MANY; i++) y[i] = 100 + draws_normal(&d);
    Forecast f = forecast_of(y, MANY, 7, 14, a);
    assert_true(fabs(f.points[13].mean - 100) < 3);
    free(y);
    arena_free(a);
}

// Twice the numbers, twice the forecast; exactly, when the factor is a power of two.
static void test_scaling(void **state) {
    (void)state;
    static const double FACTORS[] = {0.25, 1024, 3, 1e-9, 1e12};
    Arena *a = arena_create(0);
    Forecast base = forecast_of(CLASSIC_DEATHS, 72, 12, 12, a);
    for (size_t i = 0; i < COUNT_OF(FACTORS); i++) {
        double y[72];
        for (int t = 0; t < 72; t++) y[t] = CLASSIC_DEATHS[t] * FACTORS[i];
        Forecast f = forecast_of(y, 72, 12, 12, a);
        double tolerance = i < 2 ? 0 : 0.02;
        for (int k = 0; k < 12; k++) {
            double want = base.points[k].mean * FACTORS[i];
            assert_true(fabs(f.points[k].mean - want) <= tolerance * fabs(want));
        }
    }
    arena_free(a);
}

static void test_demand_is_never_negative(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double falling[30];
    for (int i = 0; i < 30; i++) falling[i] = 58 - 2 * i + (i % 3);
    Forecast f = forecast_of(falling, 30, 1, 20, a);
    for (int k = 0; k < 20; k++) assert_true(f.points[k].lower >= 0);
    const double zeros[10] = {0};
    f = forecast_of(zeros, 10, 1, 3, a);
    assert_true(f.points[2].mean == 0 && f.points[2].upper == 0);
    arena_free(a);
}

// Poisson demand of 0.4 a period: the range holds what comes as often as it says, or a little more.
static void test_ranges_of_rare_demand_hold(void **state) {
    (void)state;
    enum { SERIES = 300, POINTS = 60, AHEAD = 8 };
    Arena *a = arena_create(0);
    Rng d = rng_seeded(21);
    double inside = 0;
    for (int i = 0; i < SERIES; i++) {
        double y[POINTS + AHEAD];
        for (int t = 0; t < POINTS + AHEAD; t++) {
            y[t] = counts_quantile(0.4, 0.4, draws_uniform(&d));
        }
        arena_reset(a);
        Forecast f = forecast_of(y, POINTS, 1, AHEAD, a);
        for (int k = 0; k < AHEAD; k++) {
            double now = y[POINTS + k];
            inside += now >= f.points[k].lower && now <= f.points[k].upper;
            assert_true(f.points[k].lower == 0);
        }
    }
    double covered = inside / (SERIES * AHEAD);
    assert_true(covered > 0.94 && covered < 0.995);
    arena_free(a);
}

static void test_wider_level_wider_band(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double before = 0;
    static const double LEVELS[] = {50, 80, 95, 99};
    for (size_t i = 0; i < COUNT_OF(LEVELS); i++) {
        ForecastRequest request = {
            .values = CLASSIC_NILE, .count = 100, .season = 1, .horizon = 5, .level = LEVELS[i]};
        Forecast f;
        Err err = {0};
        assert_true(forecast_run(&request, a, &f, &err));
        double width = f.points[4].upper - f.points[4].lower;
        assert_true(width > before);
        before = width;
    }
    arena_free(a);
}

static void test_wrong_requests(void **state) {
    (void)state;
    static const struct {
        ForecastRequest request;
        ErrCode code;
    } CASES[] = {
        {{.horizon = 0}, ERR_INVALID},
        {{.horizon = FORECAST_HORIZON_MAX + 1}, ERR_INVALID},
        {{.horizon = 1, .level = 100}, ERR_INVALID},
        {{.horizon = 1, .level = NAN}, ERR_INVALID},
        {{.horizon = 1, .season = FORECAST_SEASON_MAX + 1}, ERR_INVALID},
        {{.horizon = 1, .model = STR("tea leaves")}, ERR_NOT_FOUND},
    };
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Forecast f;
        Err err = {0};
        assert_false(forecast_run(&CASES[i].request, a, &f, &err));
        assert_int_equal(err.code, CASES[i].code);
    }
    arena_free(a);
}

static void test_written(void **state) {
    (void)state;
    ForecastPoint points[2] = {{1, 0, 2, 0.5}, {1.5, 0.5, 2.5, 0.5}};
    Forecast f = {.model = STR("naive"), .points = points, .count = 2};
    Buf out;
    buf_init(&out, 4096);
    JsonW w = jsonw_to(&out);
    forecast_write(&w, &f, &(ForecastClock){.last = 9});
    assert_true(str_eq(buf_str(&out), S("[{\"t\":10,\"mean\":1,\"lower\":0,\"upper\":2},"
                                        "{\"t\":11,\"mean\":1.5,\"lower\":0.5,\"upper\":2.5}]")));
    buf_clear(&out);
    ForecastClock months = {.last = date_of(2026, 11, 1), .dated = true, .unit = DATE_MONTH};
    w = jsonw_to(&out);
    forecast_write(&w, &f, &months);
    assert_true(str_contains(buf_str(&out), S("\"t\":\"2027-01-01\"")));
    buf_done(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hostile_series),
        cmocka_unit_test(test_every_model_holds_out),
        cmocka_unit_test(test_hostile_companions),
        cmocka_unit_test(test_time_does_not_matter),
        cmocka_unit_test(test_a_million_points),
        cmocka_unit_test(test_scaling),
        cmocka_unit_test(test_demand_is_never_negative),
        cmocka_unit_test(test_ranges_of_rare_demand_hold),
        cmocka_unit_test(test_wider_level_wider_band),
        cmocka_unit_test(test_wrong_requests),
        cmocka_unit_test(test_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
