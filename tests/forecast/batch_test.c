#include "forecast/batch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "stats/draws.h"

enum { SERIES = 60, POINTS = 30 };

static void requests_fill(double *values, ForecastRequest *requests) {
    Rng d = rng_seeded(3);
    for (int i = 0; i < SERIES * POINTS; i++) values[i] = 50 + 5 * draws_normal(&d);
    for (int i = 0; i < SERIES; i++) {
        requests[i] = (ForecastRequest){
            .values = values + i * POINTS, .count = POINTS, .season = 4, .horizon = 3};
    }
}

static void test_threads_change_nothing(void **state) {
    (void)state;
    static double values[SERIES * POINTS];
    ForecastRequest requests[SERIES];
    requests_fill(values, requests);
    Err err = {0};
    Batch one, four;
    assert_true(batch_run(requests, SERIES, &(BatchOptions){.threads = 1}, &one, &err));
    assert_true(batch_run(requests, SERIES, &(BatchOptions){.threads = 4}, &four, &err));
    for (int i = 0; i < SERIES; i++) {
        assert_true(str_eq(one.results[i].model, four.results[i].model));
        for (int k = 0; k < 3; k++) {
            assert_true(one.results[i].points[k].mean == four.results[i].points[k].mean);
            assert_true(one.results[i].points[k].upper == four.results[i].points[k].upper);
        }
    }
    batch_done(&one);
    batch_done(&four);
}

static void test_cancelled_and_wrong(void **state) {
    (void)state;
    static double values[SERIES * POINTS];
    ForecastRequest requests[SERIES];
    requests_fill(values, requests);
    Err err = {0};
    Batch batch;
    atomic_bool cancel = true;
    assert_false(batch_run(requests, SERIES, &(BatchOptions){.cancel = &cancel}, &batch, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    requests[SERIES - 1].horizon = 0;
    assert_false(batch_run(requests, SERIES, &(BatchOptions){0}, &batch, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_true(batch_run(NULL, 0, &(BatchOptions){0}, &batch, &err));
    batch_done(&batch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_change_nothing),
        cmocka_unit_test(test_cancelled_and_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
