#include "jobs/jobs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail  // ours is a function

#include "store/store_job.h"
#include "store/store_workspace.h"

static Store *store;

static int store_make(void **state) {
    (void)state;
    Err err = {0};
    StoreWorkspace shop = {.id = S("shop"), .name = S("Shop")};
    assert_true(store_open(":memory:", &store, &err));
    assert_true(store_workspace_add(store, &shop, &err));
    return 0;
}

static int store_unmake(void **state) {
    (void)state;
    store_close(store);
    return 0;
}

static Jobs *jobs_make(int threads) {
    Err err = {0};
    Jobs *jobs = NULL;
    JobsOptions options = {.store = store, .workspace = S("shop"), .threads = threads};
    assert_true(jobs_new(&options, &jobs, &err));
    return jobs;
}

typedef struct Task {
    atomic_int runs, dones, agains;
    atomic_bool go;  // it waits for this, unless it is cancelled
    bool fails;
    atomic_int unfinished;  // jobs that the disk held for unfinished when this one was put away
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

static void task_done(void *ctx, bool again) {
    Task *t = ctx;
    Err err = {0};
    StoreJob *records = NULL;
    size_t count = 0;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    if (store_job_unfinished(store, S("shop"), a, &records, &count, &err))
        atomic_store(&t->unfinished, (int)count);
    atomic_fetch_add(&t->dones, 1);
    if (again) atomic_fetch_add(&t->agains, 1);
}

static Str kind_add(Jobs *jobs, const char *kind, Task *t, Arena *a) {
    Err err = {0};
    Str id = {0};
    JobWork work = {.kind = kind, .run = task_run, .done = task_done, .ctx = t};
    assert_true(jobs_add(jobs, S("a task"), &work, a, &id, &err));
    return id;
}

static Str task_add(Jobs *jobs, Task *t, Arena *a) { return kind_add(jobs, "test", t, a); }

static JobView over_wait(Jobs *jobs, Str id, Arena *a) {
    Err err = {0};
    JobView v = {0};
    for (int i = 0; i < 100 && !job_is_over(v.status); i++) {
        assert_true(jobs_wait(jobs, &(JobWait){id, v.change, 100}, a, &v, &err));
    }
    return v;
}

// A forecast of everything holds no import up, but two of a kind follow one another.
static void one_of_a_kind_at_a_time(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Err err = {0};
    Jobs *jobs = jobs_make(2);
    Task slow = {0}, second = {.go = true}, other = {.go = true};
    Str first = kind_add(jobs, "forecast", &slow, a);
    Str behind = kind_add(jobs, "forecast", &second, a);
    Str import = kind_add(jobs, "import", &other, a);
    assert_int_equal(over_wait(jobs, import, a).status, JOB_DONE);
    JobView v = {0};
    assert_true(jobs_view(jobs, behind, a, &v, &err));
    assert_int_equal(v.status, JOB_QUEUED);
    assert_int_equal(atomic_load(&second.runs), 0);
    atomic_store(&slow.go, true);
    assert_int_equal(over_wait(jobs, first, a).status, JOB_DONE);
    assert_int_equal(over_wait(jobs, behind, a).status, JOB_DONE);
    jobs_free(jobs);
    arena_free(a);
}

static void runs_to_the_end(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Jobs *jobs = jobs_make(1);
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

// A stop right after a job is put away must not find it unfinished on the disk.
static void the_disk_knows_first(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Jobs *jobs = jobs_make(1);
    Task good = {.go = true, .unfinished = -1}, bad = {.go = true, .fails = true, .unfinished = -1};
    assert_int_equal(over_wait(jobs, task_add(jobs, &good, a), a).status, JOB_DONE);
    assert_int_equal(over_wait(jobs, task_add(jobs, &bad, a), a).status, JOB_FAILED);
    assert_int_equal(atomic_load(&good.unfinished), 0);
    assert_int_equal(atomic_load(&bad.unfinished), 0);
    jobs_free(jobs);
    arena_free(a);
}

static void cancel_running_and_waiting(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Err err = {0};
    Jobs *jobs = jobs_make(1);
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
    Jobs *jobs = jobs_make(2);
    Task tasks[5] = {0};
    for (size_t i = 0; i < COUNT_OF(tasks); i++) (void)task_add(jobs, &tasks[i], a);
    jobs_free(jobs);
    for (size_t i = 0; i < COUNT_OF(tasks); i++) assert_int_equal(atomic_load(&tasks[i].dones), 1);
    arena_free(a);
}

// Those that left memory are read from the store, and look the same.
static void old_ones_are_remembered(void **state) {
    (void)state;
    enum { MANY = JOBS_KEPT_MAX * 2 };
    Arena *a = arena_create(0);
    Err err = {0};
    Jobs *jobs = jobs_make(2);
    Task t = {.go = true};
    Task bad = {.go = true, .fails = true};
    Str first = task_add(jobs, &bad, a);
    Str last = {0};
    for (int i = 0; i < MANY; i++) last = task_add(jobs, &t, a);
    assert_true(jobs_drain(jobs, 20000));
    assert_int_equal(over_wait(jobs, last, a).status, JOB_DONE);
    JobView v = over_wait(jobs, first, a);
    assert_int_equal(v.status, JOB_FAILED);
    assert_int_equal(v.error.code, ERR_INVALID);
    assert_string_equal(v.error.message, "row 3 is wrong");
    JobView *views = NULL;
    size_t count = 0;
    assert_true(jobs_list(jobs, &(JobsPage){.limit = MANY * 2}, a, &views, &count, &err));
    assert_int_equal(count, MANY + 1);
    assert_true(str_eq(views[0].id, last));
    for (size_t i = 0; i + 1 < count; i++) {
        assert_int_equal(views[i].status, JOB_DONE);
        assert_true(str_eq(views[i].result, S("{\"rows\":3}")));
    }
    assert_true(jobs_list(jobs, &(JobsPage){S("other"), 5}, a, &views, &count, &err));
    assert_int_equal(count, 0);
    jobs_free(jobs);
    arena_free(a);
}

static void a_restart_tells_what_was_interrupted(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Err err = {0};
    Jobs *jobs = jobs_make(1);
    Task runs = {0}, waits = {0}, ends = {.go = true};
    Str ended = task_add(jobs, &ends, a);
    assert_int_equal(over_wait(jobs, ended, a).status, JOB_DONE);
    Str running = task_add(jobs, &runs, a);
    while (atomic_load(&runs.runs) == 0) usleep(500);
    Str waiting = task_add(jobs, &waits, a);
    // As it is after kill -9: the records of now, read by a program that starts.
    Jobs *next = jobs_make(1);
    JobView v = {0};
    assert_true(jobs_view(next, ended, a, &v, &err));
    assert_int_equal(v.status, JOB_DONE);
    assert_true(str_eq(v.result, S("{\"rows\":3}")));
    Str interrupted[] = {running, waiting};
    for (size_t i = 0; i < COUNT_OF(interrupted); i++) {
        assert_true(jobs_view(next, interrupted[i], a, &v, &err));
        assert_int_equal(v.status, JOB_FAILED);
        assert_true(str_starts(str_from(v.error.message), S("the program stopped")));
    }
    jobs_free(jobs);
    jobs_free(next);
    arena_free(a);
}

// Knows every job that it is asked for, but one.
static bool task_resume(void *ctx, const JobView *job, JobWork *ret_work, Err *err) {
    if (str_eq(job->title, S("poison"))) return fail(err, ERR_CANCELLED, "it was tried twice");
    *ret_work =
        (JobWork){.kind = "test", .run = task_run, .done = task_done, .ctx = ctx, .resumes = true};
    return true;
}

static Str named_add(Jobs *jobs, Str title, Task *t, Arena *a) {
    Err err = {0};
    Str id = {0};
    JobWork work = {
        .kind = "test", .run = task_run, .done = task_done, .ctx = t, .id = title, .resumes = true};
    assert_true(jobs_add(jobs, title, &work, a, &id, &err));
    assert_true(str_eq(id, title));
    return id;
}

static void what_resumes_is_done_at_the_next_start(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Err err = {0};
    Jobs *jobs = jobs_make(1);
    Task runs = {0}, waits = {0}, poison = {0}, cancelled = {0}, again = {.go = true};
    Str running = named_add(jobs, S("running"), &runs, a);
    while (atomic_load(&runs.runs) == 0) usleep(500);
    Str waiting = named_add(jobs, S("waiting"), &waits, a);
    Str poisonous = named_add(jobs, S("poison"), &poison, a);
    Str stopped = named_add(jobs, S("stopped"), &cancelled, a);
    assert_true(jobs_cancel(jobs, stopped, &err));
    jobs_free(jobs);
    assert_int_equal(atomic_load(&runs.agains), 1);
    assert_int_equal(atomic_load(&waits.agains), 1);
    assert_int_equal(atomic_load(&cancelled.agains), 0);
    JobsOptions options = {
        .store = store, .workspace = S("shop"), .threads = 1, .ctx = &again, .resume = task_resume};
    assert_true(jobs_new(&options, &jobs, &err));
    assert_int_equal(over_wait(jobs, running, a).status, JOB_DONE);
    JobView v = over_wait(jobs, waiting, a);
    assert_int_equal(v.status, JOB_DONE);
    assert_true(str_eq(v.title, S("waiting")));
    assert_int_equal(atomic_load(&again.runs), 2);
    v = over_wait(jobs, poisonous, a);
    assert_int_equal(v.status, JOB_FAILED);
    assert_string_equal(v.error.message, "it was tried twice");
    assert_int_equal(over_wait(jobs, stopped, a).status, JOB_CANCELLED);
    jobs_free(jobs);
    arena_free(a);
}

static void drains(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Err err = {0};
    Str id = {0};
    Jobs *jobs = jobs_make(1);
    Task slow = {0}, next = {.go = true}, late = {.go = true};
    (void)task_add(jobs, &slow, a);
    Str second = task_add(jobs, &next, a);
    assert_false(jobs_drain(jobs, 30));
    JobWork work = {.kind = "test", .run = task_run, .done = task_done, .ctx = &late};
    assert_false(jobs_add(jobs, S("late"), &work, a, &id, &err));
    assert_int_equal(err.code, ERR_UNAVAILABLE);
    assert_int_equal(atomic_load(&late.dones), 1);
    atomic_store(&slow.go, true);
    assert_true(jobs_drain(jobs, 20000));
    JobView v = {0};
    assert_true(jobs_view(jobs, second, a, &v, &err));
    assert_int_equal(v.status, JOB_DONE);
    jobs_free(jobs);
    arena_free(a);
}

static void waiters_are_released(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Err err = {0};
    Jobs *jobs = jobs_make(1);
    Task slow = {0};
    Str id = task_add(jobs, &slow, a);
    jobs_release_waiters(jobs);
    JobView v = {0};
    assert_true(jobs_wait(jobs, &(JobWait){id, UINT64_MAX, 60000}, a, &v, &err));
    assert_false(job_is_over(v.status));
    jobs_free(jobs);
    arena_free(a);
}

// Nobody is told of a job that is nowhere written down.
static void no_record_no_job(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Err err = {0};
    Str id = {0};
    Jobs *jobs = jobs_make(1);
    assert_true(store_workspace_remove(store, S("shop"), &err));
    Task t = {.go = true};
    JobWork work = {.kind = "test", .run = task_run, .done = task_done, .ctx = &t};
    assert_false(jobs_add(jobs, S("x"), &work, a, &id, &err));
    assert_int_equal(atomic_load(&t.runs), 0);
    assert_int_equal(atomic_load(&t.dones), 1);
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
    job_write(&w, &v, words_english(NULL));
    assert_true(str_contains(buf_str(&out), S("\"status\":\"failed\"")));
    assert_true(
        str_contains(buf_str(&out), S("\"error\":{\"code\":\"limit\",\"detail\":\"too large\"}")));
    assert_true(str_contains(buf_str(&out), S("\"result\":null")));
    buf_done(&out);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, store_make, store_unmake)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(one_of_a_kind_at_a_time),
        EACH(runs_to_the_end),
        EACH(the_disk_knows_first),
        EACH(cancel_running_and_waiting),
        EACH(freeing_stops_all),
        EACH(what_resumes_is_done_at_the_next_start),
        EACH(old_ones_are_remembered),
        EACH(a_restart_tells_what_was_interrupted),
        EACH(drains),
        EACH(waiters_are_released),
        EACH(no_record_no_job),
        cmocka_unit_test(is_written_as_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
