#include "jobs/interval.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail

static void count_run(void *ctx) { atomic_fetch_add((atomic_int *)ctx, 1); }

static void runs_now_and_then(void **state) {
    (void)state;
    atomic_int runs = 0;
    Interval *i =
        interval_new(&(IntervalOptions){.every_us = 2000, .run = count_run, .ctx = &runs});
    for (int n = 0; n < 5000 && atomic_load(&runs) < 3; n++) usleep(1000);
    interval_free(i);
    int seen = atomic_load(&runs);
    assert_true(seen >= 3);
    usleep(10000);
    assert_int_equal(atomic_load(&runs), seen);
}

static void does_not_hold_a_stop_up(void **state) {
    (void)state;
    atomic_int runs = 0;
    interval_free(interval_new(
        &(IntervalOptions){.every_us = INT64_C(3600000000), .run = count_run, .ctx = &runs}));
    assert_int_equal(atomic_load(&runs), 0);
    interval_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(runs_now_and_then),
                                       cmocka_unit_test(does_not_hold_a_stop_up)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
