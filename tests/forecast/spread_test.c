#include "forecast/spread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "stats/draws.h"

enum { POINTS = 60, STEPS = 12 };

static Series walk(size_t m, double base, Arena *a) {
    double *y = arena_new(a, double, POINTS);
    Rng d = rng_seeded(6);
    for (size_t i = 0; i < POINTS; i++) y[i] = base + 5 * draws_normal(&d) + (i % m == 0 ? 20 : 0);
    return series_prepare(y, POINTS, m, a);
}

static Path path_of(double sd, double apart, Arena *a) {
    Path p = path_new(STEPS, a);
    for (size_t k = 0; k < STEPS; k++) {
        p.mean[k] = 0.8;
        p.sd[k] = sd;
        p.apart[k] = apart;
    }
    return p;
}

static void test_models_that_disagree_are_less_sure(void **state) {
    (void)state;
    static const size_t SEASONS[] = {1, 4, 7, 12, 24, 52, 365};
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(SEASONS); i++) {
        Series s = walk(SEASONS[i], 100, a);
        s.m = SEASONS[i];
        double near[STEPS];
        double far[STEPS];
        Path agreed = path_of(0.05, 0.005, a);
        Path apart = path_of(0.05, 0.1, a);
        spread_factors(&s, &agreed, near, a);
        spread_factors(&s, &apart, far, a);
        for (size_t k = 0; k < STEPS; k++) {
            assert_true(far[k] > near[k]);
            assert_true(near[k] >= exp(-1) && far[k] <= exp(2));
        }
    }
    arena_free(a);
}

// The same series in another unit: the same factors.
static void test_units_do_not_matter(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    double y[POINTS];
    double scaled[POINTS];
    Rng d = rng_seeded(9);
    for (size_t i = 0; i < POINTS; i++) scaled[i] = 4096 * (y[i] = 50 + draws_normal(&d));
    Series s = series_prepare(y, POINTS, 4, a);
    Series t = series_prepare(scaled, POINTS, 4, a);
    double one[STEPS];
    double other[STEPS];
    Path p = path_of(0.02, 0.01, a);
    spread_factors(&s, &p, one, a);
    spread_factors(&t, &p, other, a);
    for (size_t k = 0; k < STEPS; k++) assert_true(one[k] == other[k]);
    arena_free(a);
}

static void test_halves(void **state) {
    (void)state;
    Series bell = {.m = 1, .positive = false};
    SpreadHalves h = spread_halves(&bell, 10, 1, 95);
    assert_true(fabs(h.above - 1.959964) < 1e-5 && h.above == h.below);
    Series sales = {.m = 1, .positive = true};
    h = spread_halves(&sales, 10, 4, 95);
    assert_true(h.above > 1.05 * 7.84 && h.below < 0.95 * 7.84 && h.below > 0.5 * 7.84);
    h = spread_halves(&sales, 1e-9, 4, 95);  // far wider than the mean: bounded
    assert_true(isfinite(h.above) && h.above < 20);
    h = spread_halves(&sales, 10, 0, 95);
    assert_true(h.above == 0 && h.below == 0);
    assert_true(spread_halves(&sales, 10, 1, 99).above > spread_halves(&sales, 10, 1, 80).above);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_models_that_disagree_are_less_sure),
        cmocka_unit_test(test_units_do_not_matter),
        cmocka_unit_test(test_halves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
