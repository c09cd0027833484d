// engine: opening, sharing, idling, locking down; a writer beside readers; kill -9.
#include "engine/engine.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sys/clock.h"
#include "sys/file.h"

#include <cmocka.h>

static char folder[64];

static int folder_make(void **state) {
    (void)state;
    memcpy(folder, "/tmp/munim_engine_XXXXXX", sizeof "/tmp/munim_engine_XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int folder_remove(void **state) {
    (void)state;
    Err err;
    return dir_remove_all(folder, &err) ? 0 : -1;
}

static const char *path_of(Arena *a, const char *name) {
    return path_join(a, folder, str_from(name));
}

static Engine *engine_for(const char *readable, int64_t idle_us) {
    Engine *e = NULL;
    Err err = {0};
    const char *dirs[] = {readable, NULL};
    EngineOptions options = {
        .readable_dirs = dirs, .memory_bytes = 256 << 20, .threads = 2, .idle_close_us = idle_us};
    assert_true(engine_new(&options, &e, &err));
    return e;
}

static Database *open_ok(Engine *e, const char *path) {
    Database *d = NULL;
    Err err = {0};
    if (!engine_open(e, path, &d, &err)) fail_msg("%s", err.message);
    return d;
}

static void exec_ok(Writer *w, const char *sql) {
    Err err = {0};
    if (!engine_exec(w, str_from(sql), NULL, &err)) fail_msg("%s: %s", sql, err.message);
}

static int64_t number(Database *d, const char *sql) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Source *s = NULL;
    Table *t = NULL;
    Err err = {0};
    assert_true(engine_source_open(d, &s, &err));
    if (!source_query(s, str_from(sql), NULL, a, &t, &err)) fail_msg("%s", err.message);
    int64_t value = table_value(t, 0, 0).i;
    engine_source_close(s);
    return value;
}

static void one_handle_serves_one_file(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Engine *e = engine_for(folder, 0);
    Database *one = open_ok(e, path_of(a, "one.db"));
    Database *same = open_ok(e, path_of(a, "./one.db"));
    Database *other = open_ok(e, path_of(a, "other.db"));
    assert_ptr_equal(one, same);
    assert_ptr_not_equal(one, other);
    Database *memory = open_ok(e, ":memory:");
    Database *memory_too = open_ok(e, ":memory:");
    assert_ptr_not_equal(memory, memory_too);
    Database *all[] = {one, same, other, memory, memory_too};
    for (size_t i = 0; i < COUNT_OF(all); i++) engine_release(all[i]);
    engine_free(e);
}

static void what_is_no_database_is_told(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Engine *e = engine_for(folder, 0);
    Err err = {0};
    Database *d = NULL;
    const char *text = path_of(a, "text.db");
    assert_true(file_write_atomic(text, S("this is not a database, but long enough"), &err));
    assert_false(engine_open(e, text, &d, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_false(engine_open(e, "/nowhere/x.db", &d, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.message, "/nowhere"));
    engine_free(e);
}

static void idle_databases_close(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const char *path = path_of(a, "idle.db");
    const char *wal = path_of(a, "idle.db.wal");
    Engine *e = engine_for(folder, 1);
    Database *d = open_ok(e, path);
    Writer *w = NULL;
    Err err = {0};
    assert_true(engine_writer_open(d, &w, &err));
    exec_ok(w, "CREATE TABLE t AS SELECT 7 AS i");
    engine_writer_close(w);
    engine_close_idle(e);
    assert_true(file_exists(wal));  // in use: stays open
    engine_release(d);
    usleep(1000);
    engine_close_idle(e);
    assert_false(file_exists(wal));  // closed with its checkpoint
    d = open_ok(e, path);
    assert_int_equal(number(d, "SELECT i FROM t"), 7);
    engine_release(d);
    engine_free(e);
}

// Even the program's own statements can't leave the folders or loosen the lock.
static void trusted_sql_is_locked_in(void **state) {
    (void)state;
    static const char *const REFUSED[] = {
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET allowed_directories = ['/']",
        "SET allowed_configs = ['threads']",
        "SET memory_limit = '100GB'",
        "SET threads = 64",
        "RESET lock_configuration",
        "PRAGMA memory_limit = '100GB'",
        "COPY (SELECT 1) TO '/tmp/munim_out.csv'",
        "CREATE TABLE x AS SELECT * FROM read_csv('/etc/passwd')",
        "CREATE TABLE x AS SELECT * FROM read_text('/etc/passwd')",
        "CREATE TABLE x AS SELECT * FROM glob('/etc/*')",
        "CREATE TABLE x AS SELECT * FROM '/etc/passwd'",
        "ATTACH '/tmp/munim_other.db'",
        "INSTALL httpfs",
        "LOAD '/tmp/x.duckdb_extension'",
        "EXPORT DATABASE '/tmp/munim_export'",
    };
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const char *dir = path_of(a, "readable");
    Err err = {0};
    assert_true(dir_make(dir, &err));
    assert_true(file_write_atomic(path_of(a, "readable/in.csv"), S("i\n1\n2\n"), &err));
    Engine *e = engine_for(dir, 0);
    Database *d = open_ok(e, path_of(a, "locked.db"));
    Writer *w = NULL;
    assert_true(engine_writer_open(d, &w, &err));
    for (size_t i = 0; i < COUNT_OF(REFUSED); i++) {
        if (engine_exec(w, str_from(REFUSED[i]), NULL, &err)) fail_msg("ran: %s", REFUSED[i]);
    }
    Str climb = str_fmt(a, "SELECT * FROM read_csv('%s/../text.db')", dir);
    assert_false(engine_exec(w, climb, NULL, &err));
    Str load = str_fmt(a, "CREATE TABLE loaded AS FROM read_csv('%s/in.csv')", dir);
    if (!engine_exec(w, load, NULL, &err)) fail_msg("%s", err.message);
    assert_int_equal(number(d, "SELECT sum(i)::BIGINT FROM loaded"), 3);
    exec_ok(w, "CHECKPOINT");
    engine_writer_close(w);
    engine_release(d);
    engine_free(e);
}

static void sorting_spills_beside_the_file(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    EngineOptions options = {.memory_bytes = 64 << 20, .threads = 2};
    Engine *e = NULL;
    Err err = {0};
    assert_true(engine_new(&options, &e, &err));
    Database *d = open_ok(e, path_of(a, "spill.db"));
    Writer *w = NULL;
    assert_true(engine_writer_open(d, &w, &err));
    exec_ok(w,
            "CREATE TABLE s AS SELECT hash(i) h, i, repeat('x', 20) x FROM range(3000000) r(i)"
            " ORDER BY h");
    engine_writer_close(w);
    assert_int_equal(number(d, "SELECT count(*) FROM s"), 3000000);
    engine_release(d);
    engine_free(e);
}

typedef struct Reader {
    Database *database;
    const atomic_bool *stop;
    int64_t bad;
    int64_t reads;
} Reader;

// Each load adds 1000 rows at once: a count between is a torn read.
static void *reader_run(void *ctx) {
    Reader *r = ctx;
    while (!atomic_load(r->stop)) {
        int64_t count = number(r->database, "SELECT count(*) FROM pairs");
        if (count % 1000 != 0) r->bad++;
        r->reads++;
    }
    return NULL;
}

static void readers_see_whole_commits(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Engine *e = engine_for(folder, 0);
    Database *d = open_ok(e, path_of(a, "both.db"));
    Writer *w = NULL;
    Err err = {0};
    assert_true(engine_writer_open(d, &w, &err));
    exec_ok(w, "CREATE TABLE pairs(i BIGINT)");
    atomic_bool stop = false;
    Reader readers[2] = {{d, &stop, 0, 0}, {d, &stop, 0, 0}};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, reader_run, &readers[i]);
    for (int i = 0; i < 20; i++) {
        assert_true(engine_begin(w, &err));
        exec_ok(w, "INSERT INTO pairs SELECT * FROM range(500)");
        exec_ok(w, "INSERT INTO pairs SELECT * FROM range(500)");
        assert_true(engine_commit(w, &err));
    }
    atomic_store(&stop, true);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    assert_int_equal(readers[0].bad + readers[1].bad, 0);
    assert_true(readers[0].reads > 0 && readers[1].reads > 0);
    assert_int_equal(number(d, "SELECT count(*) FROM pairs"), 20000);
    engine_writer_close(w);
    engine_release(d);
    engine_free(e);
}

// Loads batch after batch, telling each that was committed, until it is killed.
static void child_loads(const char *path, int out) {
    Engine *e = NULL;
    Database *d = NULL;
    Writer *w = NULL;
    Err err = {0};
    EngineOptions options = {.memory_bytes = 256 << 20, .threads = 2};
    bool ok = engine_new(&options, &e, &err) && engine_open(e, path, &d, &err) &&
              engine_writer_open(d, &w, &err) &&
              engine_exec(w, S("CREATE TABLE k(i BIGINT, x VARCHAR)"), NULL, &err);
    for (int32_t batch = 1; ok; batch++) {
        ok = engine_begin(w, &err) &&
             engine_exec(w, S("INSERT INTO k SELECT i, 'row ' || i FROM range(20000) r(i)"), NULL,
                         &err) &&
             engine_commit(w, &err) && write(out, &batch, sizeof batch) == sizeof batch;
    }
    _exit(1);
}

static void kill_loses_no_commit(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    for (int round = 0; round < 4; round++) {
        const char *path = path_of(a, (const char *[]){"k0", "k1", "k2", "k3"}[round]);
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0) child_loads(path, ends[1]);
        close(ends[1]);
        int32_t told = 0;
        while (told < 3 + round * 4 && read(ends[0], &told, sizeof told) == sizeof told) continue;
        usleep((useconds_t)round * 3000);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        while (read(ends[0], &told, sizeof told) == sizeof told) continue;
        close(ends[0]);
        Engine *e = engine_for(folder, 0);
        Database *d = open_ok(e, path);
        int64_t rows = number(d, "SELECT count(*) FROM k");
        assert_int_equal(rows % 20000, 0);
        assert_in_range(rows / 20000, told, told + 1);
        engine_release(d);
        engine_free(e);
    }
}

static void sources_list_and_describe(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Engine *e = engine_for(folder, 0);
    Database *d = open_ok(e, ":memory:");
    Writer *w = NULL;
    Err err = {0};
    assert_true(engine_writer_open(d, &w, &err));
    SourceTable *tables = NULL;
    size_t count = 9;
    Source *s = engine_writer_source(w);
    assert_true(source_tables(s, a, &tables, &count, &err));
    assert_int_equal(count, 0);
    exec_ok(w,
            "CREATE TABLE \"b \"\" x\"(i INTEGER, \"d d\" DATE); CREATE TABLE a(x VARCHAR);"
            "CREATE TABLE a__rejects(i INTEGER); CREATE TABLE _munim_x(i INTEGER);"
            "CREATE TABLE a__imported(i INTEGER);"
            "INSERT INTO a VALUES ('1'), ('2'), ('3'); DELETE FROM a WHERE x = '2'");
    assert_true(source_tables(s, a, &tables, &count, &err));
    assert_int_equal(count, 2);
    assert_true(str_eq(tables[0].name, S("a")) && tables[0].rows == 2);
    SourceColumn *columns = NULL;
    assert_true(source_describe(s, S("b \" x"), a, &columns, &count, &err));
    assert_int_equal(count, 2);
    assert_true(str_eq(columns[1].name, S("d d")) && columns[1].type == TYPE_DATE);
    assert_false(source_describe(s, S("none"), a, &columns, &count, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    engine_writer_close(w);
    engine_release(d);
    engine_free(e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kill_loses_no_commit),  // forks: before threads are started
        cmocka_unit_test(one_handle_serves_one_file),
        cmocka_unit_test(what_is_no_database_is_told),
        cmocka_unit_test(idle_databases_close),
        cmocka_unit_test(trusted_sql_is_locked_in),
        cmocka_unit_test(sorting_spills_beside_the_file),
        cmocka_unit_test(readers_see_whole_commits),
        cmocka_unit_test(sources_list_and_describe),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
