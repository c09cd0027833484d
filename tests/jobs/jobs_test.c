#include "jobs/jobs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail  // ours is a function

typedef struct Task {
    atomic_int runs, dones;
    atomic_bool go;  // it waits for this, unless it is cancelled
    bool fails;
} Task;

static bool task_run(void *ctx, Job *job, Buf *result, Err *err) {
    Task *t = ctx;
    atomic_fetch_add(&t->runs, 1);
    job_progress(job, 0.5, S("half way"));
    while (!atomic_load(&t->go)) {
        if (atomic_load(job_cancel_flag(job))) return fail(err, ERR_CANCELLED, "stopped");
        usleep(500);
    }
    if (t->fails) return fail(err, ERR_INVALID, "row 3 is wrong");
    buf_add(result, S("{\"rows\":3}"));
    return true;
}

static void task_done(void *ctx) { atomic_fetch_add(&((Task *)ctx)->dones, 1); }

static Str task_add(Jobs *jobs, Task *t, Arena *a) {
    Err err = {0};
    Str id = {0};
    JobWork work = {.kind = "test", .run = task_run, .done = task_done, .ctx = t};
    assert_true(jobs_add(jobs, S("a task"), &work, a, &id, &err));
    return id;
}

static JobView over_wait(Jobs *jobs, Str id, Arena *a) {
    Err err = {0};
    JobView v = {0};
    for (int i = 0; i < 100 && !job_is_over(v.status); i++) {
        assert_true(jobs_wait(jobs, &(JobWait){id, v.change, 100}, a, &v, &err));
    }
    return v;
}

static void runs_to_the_end(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Jobs *jobs = jobs_new(&(JobsOptions){0});
    Task ok = {.go = true};
    Task bad = {.go = true, .fails = true};
    JobView v = over_wait(jobs, task_add(jobs, &ok, a), a);
    assert_int_equal(v.status, JOB_DONE);
    assert_true(str_eq(v.result, S("{\"rows\":3}")));
    assert_true(str_eq(v.doing, S("half way")));
    v = over_wait(jobs, task_add(jobs, &bad, a), a);
    assert_int_equal(v.status, JOB_FAILED);
    assert_string_equal(v.error.message, "row 3 is wrong");
    assert_int_equal(atomic_load(&bad.dones), 1);
    Err err = {0};
    assert_false(jobs_view(jobs, S("nobody"), a, &v, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    jobs_free(jobs);
    arena_free(a);
}

static void cancel_running_and_waiting(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Err err = {0};
    Jobs *jobs = jobs_new(&(JobsOptions){.threads = 1});
    Task first = {0}, second = {0};
    Str one = task_add(jobs, &first, a);
    Str two = task_add(jobs, &second, a);
    assert_true(jobs_cancel(jobs, two, &err));
    assert_int_equal(over_wait(jobs, two, a).status, JOB_CANCELLED);
    assert_int_equal(atomic_load(&second.runs), 0);
    assert_int_equal(atomic_load(&second.dones), 1);
    assert_true(jobs_cancel(jobs, one, &err));
    assert_int_equal(over_wait(jobs, one, a).status, JOB_CANCELLED);
    assert_int_equal(atomic_load(&first.dones), 1);
    jobs_free(jobs);
    arena_free(a);
}

static void freeing_stops_all(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Jobs *jobs = jobs_new(&(JobsOptions){.threads = 2});
    Task tasks[5] = {0};
    for (size_t i = 0; i < COUNT_OF(tasks); i++) (void)task_add(jobs, &tasks[i], a);
    jobs_free(jobs);
    for (size_t i = 0; i < COUNT_OF(tasks); i++) assert_int_equal(atomic_load(&tasks[i].dones), 1);
    arena_free(a);
}

static void only_the_last_are_kept(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Jobs *jobs = jobs_new(&(JobsOptions){.threads = 2});
    Task t = {.go = true};
    Str last = {0};
    for (int i = 0; i < JOBS_KEPT_MAX + 50; i++) last = task_add(jobs, &t, a);
    while (atomic_load(&t.dones) < JOBS_KEPT_MAX + 50) usleep(1000);
    (void)over_wait(jobs, last, a);
    usleep(20000);
    JobView *views = NULL;
    size_t count = 0;
    jobs_list(jobs, a, &views, &count);
    assert_in_range(count, 1, JOBS_KEPT_MAX + 2);
    assert_true(str_eq(views[0].id, last));
    jobs_free(jobs);
    arena_free(a);
}

static void is_written_as_json(void **state) {
    (void)state;
    Buf out;
    buf_init(&out, 4096);
    JsonW w = jsonw_to(&out);
    JobView v = {.id = S("x"), .kind = S("import"), .title = S("a.csv"), .status = JOB_FAILED};
    (void)fail(&v.error, ERR_LIMIT, "too large");
    job_write(&w, &v);
    assert_true(str_contains(buf_str(&out), S("\"status\":\"failed\"")));
    assert_true(
        str_contains(buf_str(&out), S("\"error\":{\"code\":\"limit\",\"detail\":\"too large\"}")));
    assert_true(str_contains(buf_str(&out), S("\"result\":null")));
    buf_done(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_to_the_end),    cmocka_unit_test(cancel_running_and_waiting),
        cmocka_unit_test(freeing_stops_all),  cmocka_unit_test(only_the_last_are_kept),
        cmocka_unit_test(is_written_as_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
