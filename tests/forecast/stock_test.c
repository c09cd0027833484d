#include "forecast/stock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail
#include <math.h>

enum { STEPS = 30 };

static Forecast level_forecast(double mean, double sd, Arena *a) {
    ForecastPoint *points = arena_new(a, ForecastPoint, STEPS);
    for (int k = 0; k < STEPS; k++) {
        points[k] = (ForecastPoint){mean, mean - 2 * sd, mean + 2 * sd, sd};
    }
    return (Forecast){.points = points, .count = STEPS};
}

static StockAdvice advise(const Forecast *f, StockRequest r, Arena *a) {
    StockAdvice s;
    Err err = {0};
    assert_true(stock_advise(f, &r, a, &s, &err));
    return s;
}

// Textbook: 10 a day, sd 3, 9 days to deliver, 95 %: safety 1.645 * 3 * 3 = 14.8, reorder at 104.8.
static void test_the_textbook_case(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Forecast f = level_forecast(10, 3, a);
    StockAdvice s = advise(&f, (StockRequest){.on_hand = 60, .lead_time = 9}, a);
    assert_true(fabs(s.lead_demand - 90) < 1e-9);
    assert_true(fabs(s.lead_sd - 9) < 1e-9);
    assert_true(fabs(s.safety_stock - 14.8037) < 1e-3);
    assert_true(fabs(s.reorder_point - 104.8037) < 1e-3);
    assert_true(fabs(s.cover - 6) < 1e-9 && !s.outlasts);
    assert_true(s.order_quantity > 0);
    assert_true(s.stock_out_chance > 0.999);
    assert_true(str_starts(s.words, S("Order ")));
    s = advise(&f, (StockRequest){.on_hand = 105, .lead_time = 9}, a);
    assert_true(s.order_quantity == 0);
    assert_true(s.stock_out_chance < 0.05);
    s = advise(&f, (StockRequest){.on_hand = 1000, .lead_time = 9}, a);
    assert_true(s.outlasts && s.cover == STEPS);
    arena_free(a);
}

// Errors that last (a random walk: sd grows as the root of the step) add up to more than those that
// do not: sum of k^2 for k = 1..9 is 285.
static void test_lasting_errors_add_up(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Forecast f = level_forecast(10, 3, a);
    for (int k = 0; k < STEPS; k++) f.points[k].sd = 3 * sqrt(k + 1);
    assert_true(fabs(stock_sum_sd(&f, 9) - 3 * sqrt(285)) < 1e-9);
    arena_free(a);
}

static void test_more_service_more_stock(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Forecast f = level_forecast(10, 3, a);
    double before = 0;
    static const double SERVICES[] = {50, 80, 95, 99, 99.9};
    for (size_t i = 0; i < COUNT_OF(SERVICES); i++) {
        StockAdvice s = advise(&f, (StockRequest){.lead_time = 4, .service = SERVICES[i]}, a);
        assert_true(s.reorder_point > before);
        before = s.reorder_point;
    }
    StockAdvice sure = advise(&f, (StockRequest){.lead_time = 4}, a);
    StockAdvice late = advise(&f, (StockRequest){.lead_time = 4, .lead_time_sd = 2}, a);
    assert_true(late.safety_stock > sure.safety_stock);
    arena_free(a);
}

static void test_packs_and_whole_things(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Forecast f = level_forecast(10.3, 3, a);
    StockAdvice s = advise(&f, (StockRequest){.lead_time = 4, .review = 7, .pack = 12}, a);
    assert_true(fmod(s.order_quantity, 12) == 0 && s.order_quantity >= s.order_up_to);
    s = advise(&f, (StockRequest){.lead_time = 4, .review = 7, .whole = true}, a);
    assert_true(s.order_quantity == floor(s.order_quantity));
    s = advise(&f, (StockRequest){.lead_time = 0.5, .order_min = 500}, a);
    assert_true(s.order_quantity == 500);
    s = advise(&f, (StockRequest){.lead_time = 40}, a);
    assert_true(s.extended && fabs(s.lead_demand - 412) < 1e-6);
    arena_free(a);
}

static void test_wrong_numbers(void **state) {
    (void)state;
    static const StockRequest WRONG[] = {
        {.on_hand = -1}, {.lead_time = NAN},   {.service = 100},        {.service = 20},
        {.pack = -2},    {.review = INFINITY}, {.lead_time = 10000000},
    };
    Arena *a = arena_create(0);
    Forecast f = level_forecast(1, 1, a);
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        StockAdvice s;
        Err err = {0};
        assert_false(stock_advise(&f, &WRONG[i], a, &s, &err));
        assert_true(err.message[0] != '\0');
    }
    StockAdvice s;
    Err err = {0};
    Forecast none = {0};
    assert_false(stock_advise(&none, &(StockRequest){0}, a, &s, &err));
    arena_free(a);
}

static void test_days_of_units(void **state) {
    (void)state;
    assert_true(stock_days(&(ForecastClock){.dated = true, .unit = DATE_WEEK}) == 7);
    assert_true(stock_days(&(ForecastClock){0}) == 1);
    assert_true(stock_days(&(ForecastClock){.step = MOMENT_DAY / 24}) == 1.0 / 24);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_textbook_case),
        cmocka_unit_test(test_lasting_errors_add_up),
        cmocka_unit_test(test_more_service_more_stock),
        cmocka_unit_test(test_packs_and_whole_things),
        cmocka_unit_test(test_wrong_numbers),
        cmocka_unit_test(test_days_of_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
