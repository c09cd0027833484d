#include "forecast/arima.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "classic.h"

// R: arima(USAccDeaths, c(0,1,1), list(order = c(0,1,1))) prints -0.4303, -0.5528, 99347 and
// a log likelihood of -425.44. (R divides by n, this house by n less the coefficients.)
static void test_deaths_as_published(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Series s = series_prepare(CLASSIC_DEATHS, COUNT_OF(CLASSIC_DEATHS), 12, a);
    ArimaOrder order = {.d = 1, .q = 1, .seasonal_d = 1, .seasonal_q = 1};
    ArimaFit fit;
    assert_true(arima_fit(&s, order, true, &fit, a));
    assert_true(fabs(fit.theta[0] - -0.4303) < 2e-3);
    assert_true(fabs(fit.theta[11] - -0.5528) < 2e-3);
    double variance = fit.variance * s.unit * s.unit * 57 / 59;
    assert_true(fabs(variance / 99347 - 1) < 2e-3);
    double likelihood = fit.likelihood - 59 * log(s.unit);
    assert_true(fabs(likelihood - -425.44) < 0.01);
    arena_free(a);
}

// R: predict(arima(lh, order = c(3,0,0)), n.ahead = 12) prints these.
static void test_hormone_forecast_as_published(void **state) {
    (void)state;
    static const double WANT[] = {2.460173, 2.270829, 2.198597, 2.260696, 2.346939, 2.414479};
    static const double SE[] = {0.4226823, 0.5029332};
    Arena *a = arena_create(0);
    Series s = series_prepare(CLASSIC_LH, COUNT_OF(CLASSIC_LH), 1, a);
    ArimaOrder order = {.p = 3, .constant = true};
    ArimaFit fit;
    Path path = path_new(12, a);
    assert_true(arima_fit(&s, order, true, &fit, a));
    assert_true(arima_predict(&fit, &s, &path, a));
    for (size_t k = 0; k < COUNT_OF(WANT); k++)
        assert_true(fabs(path.mean[k] * s.unit - WANT[k]) < 1e-4 * WANT[k]);
    for (size_t k = 0; k < 2; k++) {
        double se = path.sd[k] * s.unit * sqrt(44.0 / 48);
        assert_true(fabs(se / SE[k] - 1) < 1e-4);
    }
    arena_free(a);
}

static void test_chosen_order_of_the_airline(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[144];
    for (int i = 0; i < 144; i++) y[i] = log(CLASSIC_AIR[i]);
    Series s = series_prepare(y, 144, 12, a);
    ArimaFit fit;
    assert_true(arima_fit_best(&s, &fit, a));
    assert_int_equal(fit.order.d, 1);
    assert_int_equal(fit.order.seasonal_d, 1);
    char name[ARIMA_NAME_MAX];
    arima_name(&fit.order, 12, name);
    assert_string_equal(name, "ARIMA(0,1,1)(0,1,1)[12]");  // as R's auto.arima
    arena_free(a);
}

static void test_too_short_is_refused(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double y[5] = {1, 3, 2, 5, 4};
    Series s = series_prepare(y, 5, 1, a);
    ArimaFit fit;
    assert_false(arima_fit_best(&s, &fit, a));
    assert_false(arima_fit(&s, (ArimaOrder){.p = 5}, true, &fit, a));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deaths_as_published),
        cmocka_unit_test(test_hormone_forecast_as_published),
        cmocka_unit_test(test_chosen_order_of_the_airline),
        cmocka_unit_test(test_too_short_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
