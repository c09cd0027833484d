// store: statements, transactions, threads, and what a kill or a damaged file leaves.
#include "store/store.h"

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

#include <cmocka.h>

#include "store/store_setting.h"
#include "sys/file.h"

static char folder[64];

static const char *db_path(const char *name) {
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int folder_make(void **state) {
    (void)state;
    memcpy(folder, "/tmp/munim_store_XXXXXX", sizeof "/tmp/munim_store_XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int folder_remove(void **state) {
    (void)state;
    Err err;
    return dir_remove_all(folder, &err) ? 0 : -1;
}

static Store *open_ok(const char *path) {
    Store *s = NULL;
    Err err = {0};
    if (!store_open(path, &s, &err)) fail_msg("%s", err.message);
    return s;
}

static int64_t count_of(Store *s) {
    CLEANUP(stmt_done) Stmt q = {0};
    Err err = {0};
    bool row = false;
    assert_true(stmt_open(s, "SELECT count(*) FROM settings", &q, &err));
    assert_true(stmt_step(&q, &row, &err));
    return stmt_int(&q, 0);
}

static void put(Store *s, const char *key, const char *value) {
    Err err = {0};
    if (!store_setting_put(s, S(""), str_from(key), str_from(value), &err)) {
        fail_msg("%s", err.message);
    }
}

static void values_come_back_after_reopening(void **state) {
    (void)state;
    char *path = strdup(db_path("again.db"));
    Store *s = open_ok(path);
    put(s, "a", "1");
    put(s, "a", "2");
    put(s, "\xe0\xa4\xae", "x\"';--");
    store_close(s);
    s = open_ok(path);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Err err = {0};
    Str value = S("kept");
    assert_true(store_setting_get(s, S(""), S("\xe0\xa4\xae"), a, &value, &err));
    assert_true(str_eq(value, S("x\"';--")));
    assert_true(store_setting_get(s, S(""), S("none"), a, &value, &err));
    assert_null(value.ptr);
    assert_int_equal(count_of(s), 2);
    store_close(s);
    free(path);
}

static void transactions_nest_and_roll_back(void **state) {
    (void)state;
    Store *s = open_ok(":memory:");
    Err err = {0};
    assert_true(store_begin(s, STORE_DURABLE, &err));
    put(s, "a", "1");
    assert_true(store_begin(s, STORE_QUICK, &err));
    put(s, "b", "1");
    assert_true(store_commit(s, &err));
    store_rollback(s);
    assert_int_equal(count_of(s), 0);

    assert_true(store_begin(s, STORE_DURABLE, &err));
    put(s, "a", "1");
    assert_true(store_begin(s, STORE_DURABLE, &err));
    store_rollback(s);
    assert_false(store_commit(s, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    assert_int_equal(count_of(s), 0);
    store_close(s);
}

static void wrong_use_is_told(void **state) {
    (void)state;
    Store *s = open_ok(":memory:");
    Err err = {0};
    bool row = false;
    Stmt q = {0};
    assert_false(stmt_open(s, "SELEC", &q, &err));
    assert_int_equal(err.code, ERR_INTERNAL);
    assert_true(stmt_open(s, "SELECT ?", &q, &err));
    stmt_bind_int(&q, 2, 1);
    assert_false(stmt_step(&q, &row, &err));
    assert_int_equal(err.code, ERR_INTERNAL);
    stmt_done(&q);
    assert_true(stmt_open(s, "INSERT INTO models VALUES ('nobody', 1, '', '', 0)", &q, &err));
    assert_false(stmt_run(&q, &err));
    assert_int_equal(err.code, ERR_CONFLICT);
    stmt_done(&q);
    store_close(s);
}

// The same text in use twice at once, then more texts than the cache holds.
static void cache_serves_nested_and_many(void **state) {
    (void)state;
    Store *s = open_ok(":memory:");
    Err err = {0};
    for (int i = 0; i < 300; i++) {
        char sql[64];
        snprintf(sql, sizeof sql, "SELECT %d", i);
        Stmt one = {0}, two = {0};
        bool row = false;
        assert_true(stmt_open(s, sql, &one, &err));
        assert_true(stmt_open(s, sql, &two, &err));
        assert_true(stmt_step(&one, &row, &err));
        assert_true(stmt_step(&two, &row, &err));
        assert_int_equal(stmt_int(&one, 0), i);
        assert_int_equal(stmt_int(&two, 0), i);
        stmt_done(&two);
        stmt_done(&one);
    }
    store_close(s);
}

enum { THREADS = 4, ROUNDS = 50 };

static void *writer_run(void *ctx) {
    Store *s = ctx;
    for (int i = 0; i < ROUNDS; i++) {
        char key[64];
        snprintf(key, sizeof key, "%lu-%d", (unsigned long)pthread_self(), i);
        Err err = {0};
        if (!store_begin(s, STORE_QUICK, &err)) return "begin";
        if (!store_setting_put(s, S(""), str_from(key), S("1"), &err)) return "put";
        if (!store_commit(s, &err)) return "commit";
    }
    return NULL;
}

static void threads_share_it(void **state) {
    (void)state;
    Store *s = open_ok(db_path("threads.db"));
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, writer_run, s);
    for (int i = 0; i < THREADS; i++) {
        void *failed = NULL;
        pthread_join(threads[i], &failed);
        assert_null(failed);
    }
    assert_int_equal(count_of(s), THREADS * ROUNDS);
    store_close(s);
}

// The child writes until it is killed, telling each value that was acknowledged.
static void child_writes(const char *path, int out) {
    Store *s = NULL;
    Err err = {0};
    if (!store_open(path, &s, &err)) _exit(1);
    for (int32_t i = 0;; i++) {
        char key[32];
        snprintf(key, sizeof key, "k%d", i);
        bool ok = store_begin(s, i % 2 ? STORE_QUICK : STORE_DURABLE, &err) &&
                  store_setting_put(s, S(""), str_from(key), S("1"), &err) && store_commit(s, &err);
        if (!ok || write(out, &i, sizeof i) != sizeof i) _exit(1);
    }
}

static void nothing_acknowledged_is_lost_by_kill(void **state) {
    (void)state;
    char *path = strdup(db_path("kill.db"));
    for (int round = 0; round < 5; round++) {
        Err err = {0};
        assert_true(file_remove(path, &err));
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0) child_writes(path, ends[1]);
        close(ends[1]);
        int32_t told = -1;
        while (told < 20 + round * 7 && read(ends[0], &told, sizeof told) == sizeof told) continue;
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        while (read(ends[0], &told, sizeof told) == sizeof told) continue;
        close(ends[0]);
        Store *s = open_ok(path);
        assert_in_range(count_of(s), told + 1, told + 2);
        store_close(s);
    }
    free(path);
}

static void damage_at(const char *path, long where) {
    FILE *f = fopen(path, "r+b");
    assert_non_null(f);
    fseek(f, where, SEEK_SET);
    for (int i = 0; i < 4096; i++) fputc(0x5a, f);
    fclose(f);
}

static void damage_is_told_clearly(void **state) {
    (void)state;
    static const long PLACES[] = {0, 40, 100};
    for (size_t i = 0; i < COUNT_OF(PLACES); i++) {
        char *path = strdup(db_path("damaged.db"));
        Err err = {0};
        assert_true(file_remove(path, &err));
        store_close(open_ok(path));
        damage_at(path, PLACES[i]);
        Store *s = NULL;
        assert_false(store_open(path, &s, &err));
        assert_int_equal(err.code, ERR_IO);
        assert_non_null(strstr(err.message, "damaged"));
        assert_non_null(strstr(err.message, "damaged.db"));
        free(path);
    }
    Store *s = NULL;
    Err err = {0};
    assert_false(store_open("/nowhere/at/all.db", &s, &err));
    assert_int_equal(err.code, ERR_IO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_come_back_after_reopening),
        cmocka_unit_test(transactions_nest_and_roll_back),
        cmocka_unit_test(wrong_use_is_told),
        cmocka_unit_test(cache_serves_nested_and_many),
        cmocka_unit_test(threads_share_it),
        cmocka_unit_test(nothing_acknowledged_is_lost_by_kill),
        cmocka_unit_test(damage_is_told_clearly),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
