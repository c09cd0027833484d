#include "sys/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static void runs_and_stops(void **state) {
    (void)state;
    Moment first = clock_now();
    assert_true(first > date_of(2025, 1, 1) * MOMENT_DAY);
    assert_true(clock_now() >= first);

    Moment noon = date_of(2026, 11, 21) * MOMENT_DAY + MOMENT_DAY / 2;
    clock_stop_for_test(noon);
    assert_int_equal(clock_now(), noon);
    clock_stop_for_test(INT64_MIN);
    assert_true(clock_now() >= first && clock_now() != noon);
}

static void today_is_local(void **state) {
    (void)state;
    static const struct {
        const char *zone;  // POSIX signs: east is negative
        Date today;
    } CASES[] = {{"UTC0", 20778}, {"IST-5:30", 20779}, {"PST8", 20778}};
    clock_stop_for_test(INT64_C(20778) * MOMENT_DAY + 20 * 3600 * MOMENT_SECOND);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        setenv("TZ", CASES[i].zone, 1);
        tzset();
        assert_int_equal(clock_today(), CASES[i].today);
    }
    clock_stop_for_test(INT64_MIN);
}

static void never_goes_back(void **state) {
    (void)state;
    int64_t mono = clock_mono_us();
    int64_t cpu = clock_cpu_us();
    for (int i = 0; i < 1000; i++) {
        int64_t mono_next = clock_mono_us();
        int64_t cpu_next = clock_cpu_us();
        assert_true(mono_next >= mono && cpu_next >= cpu);
        mono = mono_next;
        cpu = cpu_next;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_and_stops),
        cmocka_unit_test(today_is_local),
        cmocka_unit_test(never_goes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
