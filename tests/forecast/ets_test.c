#include "forecast/ets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include <string.h>

#include "classic.h"

// Saudi oil production, Mt, 1996-2013: Hyndman and Athanasopoulos, "Forecasting: Principles and
// Practice", 2nd edition, section 7.1, which prints alpha 0.8339, level 446.5868.
static const double OIL[] = {445.3641, 453.1950, 454.4096, 422.3789, 456.0371, 440.3866,
                             425.1944, 486.2052, 500.4291, 521.2759, 508.9476, 488.8889,
                             509.8706, 456.7229, 473.8166, 525.9509, 549.8338, 542.3405};

static void test_oil_as_published(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Series s = series_prepare(OIL, COUNT_OF(OIL), 1, a);
    EtsFit fit;
    assert_true(ets_fit_form(&s, (EtsForm){ETS_ADD, ETS_NONE, ETS_NONE, false}, &fit, a));
    assert_true(fabs(fit.start.alpha / 0.8339 - 1) < 1e-3);
    assert_true(fabs(fit.start.level * s.unit / 446.5868 - 1) < 1e-4);
    // R: AICc 179.8573, sigma 29.8282
    assert_true(fabs((fit.aicc + 2 * 18 * log(s.unit)) / 179.8573 - 1) < 1e-4);
    assert_true(fabs(sqrt(fit.variance) * s.unit / 29.8282 - 1) < 1e-4);
    arena_free(a);
}

// R's ets stops its simplex of 17 dimensions early; an optimum at least as good is wanted, of the
// same model near enough to compare: ets(USAccDeaths) ETS(A,N,A) AICc 1149.587, and
// ets(AirPassengers) ETS(M,Ad,M) AICc 1400.638.
static void test_optima_are_no_worse_than_r(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    EtsFit fit;
    Series s = series_prepare(CLASSIC_DEATHS, COUNT_OF(CLASSIC_DEATHS), 12, a);
    assert_true(ets_fit_form(&s, (EtsForm){ETS_ADD, ETS_NONE, ETS_ADD, false}, &fit, a));
    double aicc = fit.aicc + 2 * 72 * log(s.unit);
    assert_true(aicc < 1149.587 && aicc > 1135);
    s = series_prepare(CLASSIC_AIR, COUNT_OF(CLASSIC_AIR), 12, a);
    assert_true(ets_fit_form(&s, (EtsForm){ETS_MUL, ETS_ADD, ETS_MUL, true}, &fit, a));
    aicc = fit.aicc + 2 * 144 * log(s.unit);
    assert_true(aicc < 1400.638 && aicc > 1395);
    arena_free(a);
}

// The recursions by hand: simple smoothing, and Holt's with damping.
static void test_filter_by_hand(void **state) {
    (void)state;
    const double y[3] = {4, 2, 5};
    Series s = {.y = y, .n = 3, .m = 1, .unit = 1};
    EtsModel m = {.form = {ETS_ADD, ETS_NONE, ETS_NONE, false}, .alpha = 0.5, .level = 3};
    double squares = 0;
    double likelihood = ets_filter(&m, &s, &squares);
    // errors 1, -1.5, 2.25; levels 3.5, 2.75, 3.875
    assert_true(fabs(m.level - 3.875) < 1e-12);
    assert_true(fabs(squares - (1 + 2.25 + 5.0625)) < 1e-12);
    assert_true(fabs(likelihood - 3 * log(squares)) < 1e-12);
    EtsModel d = {.form = {ETS_ADD, ETS_ADD, ETS_NONE, true},
                  .alpha = 0.5,
                  .beta = 0.25,
                  .phi = 0.9,
                  .level = 3,
                  .trend = 1};
    s.n = 1;
    (void)ets_filter(&d, &s, &squares);
    // ahead 3.9, error 0.1: level 3.95, trend 0.9 + 0.25 * 0.1
    assert_true(fabs(d.level - 3.95) < 1e-12);
    assert_true(fabs(d.trend - 0.925) < 1e-12);
}

static void test_multiplicative_error_weighs_relative(void **state) {
    (void)state;
    const double y[2] = {2, 4};
    Series s = {.y = y, .n = 2, .m = 1, .unit = 1, .positive = true};
    EtsModel m = {.form = {ETS_MUL, ETS_NONE, ETS_NONE, false}, .alpha = 1, .level = 1};
    double squares = 0;
    double likelihood = ets_filter(&m, &s, &squares);
    // forecasts 1, 2; relative errors 1, 1
    assert_true(fabs(squares - 2) < 1e-12);
    assert_true(fabs(likelihood - (2 * log(2) + 2 * log(2))) < 1e-12);
}

static void test_airline_has_a_multiplicative_season(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Series s = series_prepare(CLASSIC_AIR, COUNT_OF(CLASSIC_AIR), 12, a);
    EtsFit fit;
    assert_true(ets_fit_best(&s, &fit, a));
    char name[ETS_NAME_MAX];
    ets_name(fit.end.form, name);
    assert_string_equal(name, "ETS(M,A,M)");
    Path path = path_new(24, a);
    ets_predict(&fit, &s, &path, a);
    assert_true(path_sound(&path));
    assert_true(path.mean[6] > path.mean[1] * 1.2);  // July against February
    for (size_t k = 12; k < 24; k++) assert_true(path.sd[k] > path.sd[k - 12]);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_oil_as_published),
        cmocka_unit_test(test_optima_are_no_worse_than_r),
        cmocka_unit_test(test_filter_by_hand),
        cmocka_unit_test(test_multiplicative_error_weighs_relative),
        cmocka_unit_test(test_airline_has_a_multiplicative_season),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
