// engine_statement: limits, deadlines, cancelling, errors; streaming in bounded memory.
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include "sys/clock.h"
#include "sys/file.h"

#include "engine/engine.h"

#include <string.h>

#include <cmocka.h>

#include "engine_world.h"

enum { STOP_US = 100 * 1000, SLOW_MACHINE_US = 150 * 1000 };

// Each would run for minutes or for ever.
static const char *const ENDLESS[] = {
    "SELECT count(*) FROM range(1000000) a(x), range(1000000) b(y) WHERE x * 7 < y",
    "SELECT sum(i) FROM range(1000000000000) r(i)",
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t",
    // A sort with a limit: a whole one may run out of memory before it runs out of time.
    "SELECT h FROM (SELECT hash(i) h FROM range(1000000000000) r(i)) ORDER BY h LIMIT 1000",
    "SELECT count(DISTINCT x % 10) FROM range(100000000000) r(x)",
    "SELECT x, y FROM range(1000000000) a(x), range(1000000) b(y)",
};

static uint64_t rows_seen;

static bool count_chunk(void *ctx, const Chunk *chunk, Err *err) {
    (void)ctx, (void)err;
    rows_seen += chunk->rows;
    return true;
}

static bool run(Source *s, const char *sql, const RunLimits *limits, Err *err) {
    rows_seen = 0;
    Sink sink = {.chunk = count_chunk};
    bool truncated = false;
    return source_run(s, str_from(sql), limits, sink, &truncated, err);
}

static void deadlines_hold(void **state) {
    World *w = *state;
    for (size_t i = 0; i < COUNT_OF(ENDLESS); i++) {
        Err err = {0};
        int64_t due = clock_mono_us() + 150 * 1000;
        RunLimits limits = {.deadline_us = due};
        assert_false(run(w->source, ENDLESS[i], &limits, &err));
        int64_t late = clock_mono_us() - due;
        if (err.code != ERR_TIMEOUT) fail_msg("%s: %s", ENDLESS[i], err.message);
        if (late > STOP_US + SLOW_MACHINE_US) fail_msg("%s: %ld us late", ENDLESS[i], (long)late);
        assert_true(run(w->source, "SELECT 1", NULL, &err));  // the connection lives on
    }
    Err err = {0};
    RunLimits past = {.deadline_us = clock_mono_us() - 1};
    assert_false(run(w->source, "SELECT 1", &past, &err));
    assert_int_equal(err.code, ERR_TIMEOUT);
}

typedef struct Canceller {
    atomic_bool cancel;
    int64_t at_us;
} Canceller;

static void *cancel_soon(void *ctx) {
    Canceller *c = ctx;
    usleep(100 * 1000);
    c->at_us = clock_mono_us();
    atomic_store(&c->cancel, true);
    return NULL;
}

static void another_thread_cancels(void **state) {
    World *w = *state;
    for (size_t i = 0; i < COUNT_OF(ENDLESS); i++) {
        Err err = {0};
        Canceller c = {0};
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, cancel_soon, &c), 0);
        RunLimits limits = {.cancel = &c.cancel};
        assert_false(run(w->source, ENDLESS[i], &limits, &err));
        int64_t end = clock_mono_us();
        pthread_join(thread, NULL);
        assert_int_equal(err.code, ERR_CANCELLED);
        int64_t late = end - c.at_us;
        print_message("cancelled after %ld ms: %.40s\n", (long)(late / 1000), ENDLESS[i]);
        if (late > STOP_US + SLOW_MACHINE_US) fail_msg("%s: %ld us late", ENDLESS[i], (long)late);
    }
}

static void mistakes_have_codes_and_words(void **state) {
    static const struct {
        const char *sql;
        ErrCode code;
        const char *word;
    } CASES[] = {
        {"SELEC 1", ERR_INVALID, "syntax error"},
        {"SELECT nope FROM range(1)", ERR_INVALID, "nope"},
        {"SELECT * FROM nowhere", ERR_INVALID, "nowhere"},
        {"SELECT 'x'::INTEGER", ERR_INVALID, "x"},
        {"SELECT 1; SELECT 2", ERR_INVALID, "multiple"},
        {"", ERR_INVALID, ""},
        {"CREATE TABLE t(i INTEGER)", ERR_DENIED, "SELECT"},
        {"SET threads = 1", ERR_DENIED, ""},
        {"SELECT error('mine')", ERR_INVALID, "mine"},
        {"SELECT list(i) FROM range(1000000000) r(i)", ERR_LIMIT, "Memory"},
    };
    World *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Err err = {0};
        assert_false(run(w->source, CASES[i].sql, NULL, &err));
        if (err.code != CASES[i].code || !strstr(err.message, CASES[i].word)) {
            fail_msg("%s: %s %s", CASES[i].sql, err_code_name(err.code), err.message);
        }
        assert_null(strstr(err.message, "LINE 1"));
        assert_null(strchr(err.message, '\n'));
    }
    assert_true(run(w->source, "SELECT 1", NULL, &(Err){0}));
}

static void empty_results_have_columns(void **state) {
    World *w = *state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Table *t = world_query(w, S("SELECT 1 AS x, 'a' AS y WHERE false"), a);
    assert_int_equal(t->rows, 0);
    assert_int_equal(t->column_count, 2);
    assert_true(str_eq(t->columns[1].name, S("y")));
    assert_int_equal(t->columns[1].type, TYPE_TEXT);
}

static void row_limits_cut(void **state) {
    static const struct {
        uint64_t row_max;
        uint64_t rows;
        bool truncated;
    } CASES[] = {{10, 10, true},      {2048, 2048, true},  {4999, 4999, true},
                 {5000, 5000, false}, {6000, 5000, false}, {0, 5000, false}};
    World *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Err err = {0};
        bool truncated = false;
        rows_seen = 0;
        RunLimits limits = {.row_max = CASES[i].row_max};
        Sink sink = {.chunk = count_chunk};
        Str sql = S("SELECT * FROM range(5000)");
        assert_true(source_run(w->source, sql, &limits, sink, &truncated, &err));
        assert_int_equal(rows_seen, CASES[i].rows);
        assert_int_equal(truncated, CASES[i].truncated);
    }
}

static bool stop_at_once(void *ctx, const Chunk *chunk, Err *err) {
    (void)ctx, (void)chunk;
    return (fail)(err, ERR_LIMIT, "enough");
}

static void a_sink_may_stop(void **state) {
    World *w = *state;
    Err err = {0};
    bool truncated = false;
    Sink sink = {.chunk = stop_at_once};
    Str sql = S("SELECT * FROM range(1000000000)");
    assert_false(source_run(w->source, sql, NULL, sink, &truncated, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_true(run(w->source, "SELECT 1", NULL, &err));
}

static long resident_kb(void) {
    long total = 0, resident = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (!f || fscanf(f, "%ld %ld", &total, &resident) != 2) resident = 0;
    if (f) fclose(f);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static void large_results_stream(void **state) {
    World *w = *state;
    Err err = {0};
    const char *sql =
        "SELECT i, 'some text, number ' || i AS t, i * 0.5 AS f FROM range(3000000) r(i)";
    assert_true(run(w->source, "SELECT * FROM range(10000)", NULL, &err));
    long before = resident_kb();
    int64_t start = clock_mono_us();
    assert_true(run(w->source, sql, NULL, &err));
    int64_t spent = clock_mono_us() - start;
    assert_int_equal(rows_seen, 3000000);
    print_message("streamed 3M rows in %ld ms, %ld KB more\n", (long)(spent / 1000),
                  resident_kb() - before);
#if !defined(__SANITIZE_ADDRESS__)
    assert_true(resident_kb() - before < 64 * 1024);
#endif
}

typedef struct Watcher {
    Source *source;
    atomic_bool stop;
    double most;
} Watcher;

static void *watch_progress(void *ctx) {
    Watcher *w = ctx;
    while (!atomic_load(&w->stop)) {
        double now = engine_progress(w->source);
        if (now > w->most) w->most = now;
        usleep(5000);
    }
    return NULL;
}

static void progress_is_seen_from_outside(void **state) {
    World *w = *state;
    Writer *writer = NULL;
    Err err = {0};
    assert_true(engine_writer_open(w->database, &writer, &err));
    Str setup = S("CREATE TABLE long AS SELECT i FROM range(4000000) r(i)");
    assert_true(engine_exec(writer, setup, NULL, &err));
    engine_writer_close(writer);
    Watcher watcher = {.source = w->source, .most = -1};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, watch_progress, &watcher), 0);
    assert_true(run(w->source, "SELECT sum(length(md5(i::VARCHAR))) FROM long", NULL, &err));
    atomic_store(&watcher.stop, true);
    pthread_join(thread, NULL);
    assert_true(watcher.most > 0 && watcher.most <= 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadlines_hold),
        cmocka_unit_test(another_thread_cancels),
        cmocka_unit_test(mistakes_have_codes_and_words),
        cmocka_unit_test(empty_results_have_columns),
        cmocka_unit_test(row_limits_cut),
        cmocka_unit_test(a_sink_may_stop),
        cmocka_unit_test(large_results_stream),
        cmocka_unit_test(progress_is_seen_from_outside),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
