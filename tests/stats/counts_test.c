#include "stats/counts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/defs.h"

// R: qpois(p, mean), qnbinom(p, size = mean^2 / (variance - mean), mu = mean)
static void test_as_tables_have_it(void **state) {
    (void)state;
    static const struct {
        double mean, variance, p, want;
    } CASES[] = {
        {2, 2, 0.025, 0},   {2, 2, 0.5, 2},     {2, 2, 0.975, 5},     {10, 10, 0.975, 17},
        {10, 10, 0.025, 4}, {0.1, 0.1, 0.9, 0}, {0.1, 0.1, 0.95, 1},  {1, 2, 0.6, 1},
        {1, 2, 0.95, 4},    {0, 0, 0.99, 0},    {100, 100, 0.5, 100},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        double got = counts_quantile(CASES[i].mean, CASES[i].variance, CASES[i].p);
        assert_int_equal((int)got, (int)CASES[i].want);
    }
}

static void test_more_uneven_reaches_further(void **state) {
    (void)state;
    double before = 0;
    for (double variance = 5; variance < 500; variance *= 2) {
        double now = counts_quantile(5, variance, 0.99);
        assert_true(now >= before);
        before = now;
    }
    assert_true(counts_quantile(1, 1e12, 0.999) <= 1 << 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_tables_have_it),
        cmocka_unit_test(test_more_uneven_reaches_further),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
