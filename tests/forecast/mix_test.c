#include "forecast/mix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "classic.h"

static Str name_chosen(const double *y, size_t n, size_t m, Arena *a) {
    Series s = series_prepare(y, n, m, a);
    Path p = path_new(6, a);
    Str name = {0};
    assert_true(mix_auto(&s, &p, &name, a));
    assert_true(path_sound(&p));
    return name;
}

static void test_the_nature_chooses(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const double same[9] = {4, 4, 4, 4, 4, 4, 4, 4, 4};
    assert_true(str_eq(name_chosen(same, 9, 1, a), S("naive")));
    const double few[3] = {4, 5, 7};
    assert_true(str_eq(name_chosen(few, 3, 1, a), S("half drift")));
    const double rare[12] = {0, 0, 3, 0, 0, 0, 1, 0, 2, 0, 0, 1};
    assert_true(str_eq(name_chosen(rare, 12, 1, a), S("SBA + TSB")));
    Str regular = name_chosen(CLASSIC_AIR, COUNT_OF(CLASSIC_AIR), 12, a);
    assert_true(str_contains(regular, S("ETS(M,")));
    assert_true(str_contains(regular, S("ARIMA(")));
    assert_true(str_contains(regular, S("dynamic theta")));
    double weekly[160];
    for (int i = 0; i < 160; i++) weekly[i] = 50 + 9 * sin(i * 0.1208) + (i * 7919 % 13);
    assert_true(str_starts(name_chosen(weekly, 160, 52, a), S("STL(")));
    arena_free(a);
}

static void test_names(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    assert_null(mix_model(S("crystal ball")));
    assert_true(mix_model(S("")) == mix_auto);
    assert_true(mix_model(S("ETS")) == mix_model(S("ets")));
    assert_true(str_contains(mix_names(a), S("dotm")));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_nature_chooses),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
