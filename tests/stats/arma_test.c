#include "stats/arma.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "base/defs.h"
#include "classic.h"
#include "stats/minimise.h"
#include "stats/unitroot.h"

// An AR or seasonal MA model to be fitted as R's arima() fits it.
typedef struct Fit {
    const double *x;
    size_t n, p, q, seasonal_q;
    bool with_mean;
    Arena *arena;
    double phi[8], theta[40], mean;
} Fit;

static void fit_read(Fit *f, const double *free) {
    double plain[8], seasonal[8];
    arma_stationary(free, f->p, f->phi);
    arma_stationary(free + f->p, f->q, plain);
    arma_stationary(free + f->p + f->q, f->seasonal_q, seasonal);
    for (size_t i = 0; i < f->q; i++) plain[i] = -plain[i];
    for (size_t i = 0; i < f->seasonal_q; i++) seasonal[i] = -seasonal[i];
    arma_multiply((ArmaFactor){plain, f->q}, (ArmaFactor){seasonal, f->seasonal_q}, 12, false,
                  f->theta);
    f->mean = f->with_mean ? free[f->p + f->q + f->seasonal_q] : 0;
}

static double minus_likelihood(const double *free, void *ctx) {
    Fit *f = ctx;
    double centred[256];
    fit_read(f, free);
    for (size_t i = 0; i < f->n; i++) centred[i] = f->x[i] - f->mean;
    Arma m = {f->phi, f->theta, f->p, f->q + 12 * f->seasonal_q};
    ArmaLikelihood l;
    if (!arma_likelihood(&m, centred, f->n, NULL, &l, f->arena)) return INFINITY;
    return -l.log_likelihood;
}

static double fit_run(Fit *f, double mean) {
    double free[8] = {0.1, 0.1, 0.1};
    size_t k = f->p + f->q + f->seasonal_q;
    free[k] = mean;
    f->arena = arena_create(0);
    Minimise m = {minus_likelihood, f, k + f->with_mean, 5000, 1e-13};
    double best = minimise_simplex(&m, free, 0.3, f->arena);
    best = minimise_bfgs(&m, free, f->arena);
    fit_read(f, free);
    arena_free(f->arena);
    return -best;
}

// The manual of R's arima prints all of these.
static void test_hormone_has_published_likelihoods(void **state) {
    (void)state;
    Fit one = {.x = CLASSIC_LH, .n = COUNT_OF(CLASSIC_LH), .p = 1, .with_mean = true};
    assert_true(fabs(fit_run(&one, 2.4) - -29.38) < 0.005);
    assert_true(fabs(one.phi[0] - 0.5739) < 1e-4 * 0.5739 + 5e-5);
    assert_true(fabs(one.mean - 2.4133) < 3e-4);
    Fit three = {.x = CLASSIC_LH, .n = COUNT_OF(CLASSIC_LH), .p = 3, .with_mean = true};
    assert_true(fabs(fit_run(&three, 2.4) - -27.09) < 0.005);
    assert_true(fabs(three.phi[0] - 0.6448) < 2e-4);
    assert_true(fabs(three.phi[1] - -0.0634) < 2e-4);
    assert_true(fabs(three.phi[2] - -0.2198) < 2e-4);
}

static void test_deaths_have_published_airline_model(void **state) {
    (void)state;
    double x[80];
    size_t n = unitroot_difference(CLASSIC_DEATHS, COUNT_OF(CLASSIC_DEATHS), 12, x);
    n = unitroot_difference(x, n, 1, x);
    Fit f = {.x = x, .n = n, .q = 1, .seasonal_q = 1};
    assert_true(fabs(fit_run(&f, 0) - -425.44) < 0.005);
    assert_true(fabs(f.theta[0] - -0.4303) < 2e-4);
    assert_true(fabs(f.theta[11] - -0.5528) < 2e-4);
}

static void test_airline_model_of_the_airline(void **state) {
    (void)state;
    double x[144];
    for (size_t i = 0; i < 144; i++) x[i] = log(CLASSIC_AIR[i]);
    size_t n = unitroot_difference(x, 144, 12, x);
    n = unitroot_difference(x, n, 1, x);
    Fit f = {.x = x, .n = n, .q = 1, .seasonal_q = 1};
    assert_true(fabs(fit_run(&f, 0) - 244.70) < 0.005);
    assert_true(fabs(f.theta[0] - -0.4018) < 2e-4);
    assert_true(fabs(f.theta[11] - -0.5569) < 2e-4);
}

static void test_stationary_map_goes_there_and_back(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double free[4] = {0.7, -1.2, 0.4, 2.1};
    double phi[4], back[4];
    arma_stationary(free, 4, phi);
    assert_true(arma_roots_outside(phi, 4, 1.0, a));
    assert_true(arma_stationary_invert(phi, 4, back, a));
    for (int i = 0; i < 4; i++) assert_true(fabs(back[i] - free[i]) < 1e-9);
    const double walk[1] = {1.0};
    assert_false(arma_stationary_invert(walk, 1, back, a));
    const double near[1] = {0.995};
    assert_true(arma_roots_outside(near, 1, 1.001, a));
    assert_false(arma_roots_outside(near, 1, 1.01, a));
    arena_free(a);
}

static void test_weights_of_an_arma11(void **state) {
    (void)state;
    const double phi[1] = {0.5}, theta[1] = {0.4};
    double psi[4];
    arma_weights(&(Arma){phi, theta, 1, 1}, psi, 4);
    const double want[4] = {1, 0.9, 0.45, 0.225};
    for (int i = 0; i < 4; i++) assert_true(fabs(psi[i] - want[i]) < 1e-15);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hormone_has_published_likelihoods),
        cmocka_unit_test(test_deaths_have_published_airline_model),
        cmocka_unit_test(test_airline_model_of_the_airline),
        cmocka_unit_test(test_stationary_map_goes_there_and_back),
        cmocka_unit_test(test_weights_of_an_arma11),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
