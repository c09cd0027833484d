#include "forecast/figure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail
#include <math.h>

static void test_figures(void **state) {
    (void)state;
    static const struct {
        double x;
        const char *text;
    } CASES[] = {
        {0, "0"},          {-0.0, "0"},       {7, "7"},         {4.2512, "4.25"},
        {12.34, "12.3"},   {123.4, "123"},    {1234, "1,230"},  {1234567, "1,230,000"},
        {-1234, "-1,230"}, {0.0834, "0.083"}, {999.7, "1,000"}, {NAN, "unknown"},
        {1e300, "1e+300"}, {99.96, "100"},    {0.104, "0.10"},
    };
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str got = figure_of(CASES[i].x, a);
        if (!str_eq(got, str_from(CASES[i].text))) {
            print_message("%g: " STR_F "\n", CASES[i].x, STR_A(got));
        }
        assert_true(str_eq(got, str_from(CASES[i].text)));
    }
    assert_true(str_eq(figure_percent(0.1834, a), S("18 %")));
    assert_true(str_eq(figure_percent(0.0123, a), S("1.2 %")));
    assert_true(str_eq(figure_percent(0, a), S("0 %")));
    assert_true(str_eq(figure_percent(-0.5, a), S("-50 %")));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_figures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
