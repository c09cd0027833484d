#include "net/worker_pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

enum { JOBS = 2000 };

typedef struct CountJob {
    WorkerJob job;
    atomic_int *count;
} CountJob;

static void count_up(WorkerJob *job) { atomic_fetch_add(((CountJob *)job)->count, 1); }

typedef struct GateJob {
    WorkerJob job;
    atomic_int started;
    atomic_bool open;
} GateJob;

static void wait_open(WorkerJob *job) {
    GateJob *gate = (GateJob *)job;
    atomic_store(&gate->started, 1);
    while (!atomic_load(&gate->open)) usleep(1000);
}

static void runs_all_before_it_ends(void **state) {
    (void)state;
    static CountJob jobs[JOBS];
    atomic_int count = 0;
    WorkerPool *pool = NULL;
    Err err;
    assert_true(worker_pool_new("test", 4, JOBS, &pool, &err));
    for (int i = 0; i < JOBS; i++) {
        jobs[i] = (CountJob){.job.run = count_up, .count = &count};
        assert_true(worker_pool_submit(pool, &jobs[i].job));
    }
    worker_pool_free(pool);
    assert_int_equal(count, JOBS);
}

static void refuses_when_full(void **state) {
    (void)state;
    GateJob gate = {.job.run = wait_open};
    atomic_int count = 0;
    CountJob jobs[4];
    WorkerPool *pool = NULL;
    Err err;
    assert_true(worker_pool_new("test", 1, 2, &pool, &err));
    assert_true(worker_pool_submit(pool, &gate.job));
    while (!atomic_load(&gate.started)) usleep(1000);
    for (int i = 0; i < 4; i++) jobs[i] = (CountJob){.job.run = count_up, .count = &count};
    assert_true(worker_pool_submit(pool, &jobs[0].job));
    assert_true(worker_pool_submit(pool, &jobs[1].job));
    assert_false(worker_pool_submit(pool, &jobs[2].job));
    worker_pool_submit_always(pool, &jobs[3].job);
    assert_int_equal(worker_pool_queued(pool), 3);
    atomic_store(&gate.open, true);
    worker_pool_free(pool);
    assert_int_equal(count, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(runs_all_before_it_ends),
                                       cmocka_unit_test(refuses_when_full)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
