// store_migrate: forward only, checked, whole or not at all.
#include "store/store_migrate.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const Migration GOOD[] = {
    {1, "one", "CREATE TABLE a(x INTEGER); INSERT INTO a VALUES (1)"},
    {2, "two", "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = x + 1"},
    {3, "three", "CREATE TABLE b(x INTEGER)"},
};

static char path[64];

static int path_make(void **state) {
    (void)state;
    memcpy(path, "/tmp/munim_migrate_XXXXXX", sizeof "/tmp/munim_migrate_XXXXXX");
    int fd = mkstemp(path);
    if (fd >= 0) close(fd);
    return fd >= 0 ? 0 : -1;
}

static int path_remove(void **state) {
    (void)state;
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
        char name[96];
        snprintf(name, sizeof name, "%s%s", path, ENDS[i]);
        unlink(name);
    }
    return 0;
}

static void open_with(const Migration *migrations, size_t count) {
    Store *s = NULL;
    Err err = {0};
    if (!store_open_with(path, migrations, count, &s, &err)) fail_msg("%s", err.message);
    store_close(s);
}

static void refused(const Migration *migrations, size_t count, ErrCode code, const char *word) {
    Store *s = NULL;
    Err err = {0};
    assert_false(store_open_with(path, migrations, count, &s, &err));
    if (err.code != code || !strstr(err.message, word)) fail_msg("%d %s", err.code, err.message);
}

static int64_t number(const char *sql) {
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    int64_t value = -1;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW) {
        value = sqlite3_column_int64(q, 0);
    }
    sqlite3_finalize(q);
    sqlite3_close(db);
    return value;
}

static void they_are_applied_once_in_order(void **state) {
    (void)state;
    open_with(GOOD, 1);
    assert_int_equal(number("SELECT max(number) FROM migrations"), 1);
    open_with(GOOD, 3);
    open_with(GOOD, 3);
    assert_int_equal(number("SELECT count(*) FROM migrations"), 3);
    assert_int_equal(number("SELECT y FROM a"), 2);
}

static void statements_run(const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail_msg("%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

// A workspace of before there were accounts: its favourites are nobody's in particular, its boards
// everyone's.
static void boards_outlive_the_coming_of_accounts(void **state) {
    (void)state;
    open_with(STORE_MIGRATIONS, 5);
    statements_run(
        "INSERT INTO workspaces VALUES ('w', 'w', 1);"
        "INSERT INTO dashboards VALUES ('a', 'w', 'A', 1, '{}', 0, 1, 1, 1, 0);"
        "INSERT INTO dashboards VALUES ('b', 'w', 'B', 1, '{}', 0, 0, 1, 1, 0);"
        "INSERT INTO dashboard_versions VALUES ('a', 1, '{}', 'made', 1);"
        "INSERT INTO dashboard_comments VALUES ('c', 'a', '', '', 'x', 'owner', 1, 0);"
        "INSERT INTO saved_queries VALUES ('s', 'w', 'S', '{}', 1, 1, 0)");
    open_with(STORE_MIGRATIONS, STORE_MIGRATION_COUNT);
    assert_int_equal(number("SELECT count(*) FROM dashboard_favourites WHERE dashboard = 'a'"
                            " AND person = ''"),
                     1);
    assert_int_equal(number("SELECT count(*) FROM dashboard_favourites"), 1);
    assert_int_equal(number("SELECT count(*) FROM dashboards WHERE everyone = 'edit'"
                            " AND owner = ''"),
                     2);
    assert_int_equal(number("SELECT count(*) FROM dashboard_comments WHERE author = 'owner'"), 1);
    assert_int_equal(number("SELECT shared FROM saved_queries"), 1);
}

static void newer_database_is_refused(void **state) {
    (void)state;
    open_with(GOOD, 3);
    refused(GOOD, 2, ERR_UNSUPPORTED, "newer");
}

static void changed_migration_is_refused(void **state) {
    (void)state;
    open_with(GOOD, 1);
    const Migration changed[] = {{1, "one", "CREATE TABLE a(x TEXT)"}};
    refused(changed, 1, ERR_CONFLICT, "migration 1 (one)");
}

static void failing_migration_leaves_nothing(void **state) {
    (void)state;
    const Migration bad[] = {
        GOOD[0], {2, "bad", "CREATE TABLE half(x INTEGER); INSERT INTO nowhere VALUES (1)"}};
    refused(bad, 2, ERR_INTERNAL, "migration 2 (bad)");
    assert_int_equal(number("SELECT count(*) FROM sqlite_master WHERE name = 'half'"), 0);
    assert_int_equal(number("SELECT max(number) FROM migrations"), 1);
    open_with(GOOD, 3);
}

static void another_programs_database_is_left_alone(void **state) {
    (void)state;
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE theirs(x)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    refused(GOOD, 3, ERR_UNSUPPORTED, "another program");
    assert_int_equal(number("SELECT count(*) FROM sqlite_master"), 1);
}

static void own_migrations_are_numbered_in_order(void **state) {
    (void)state;
    for (size_t i = 0; i < STORE_MIGRATION_COUNT; i++) {
        assert_int_equal(STORE_MIGRATIONS[i].number, i + 1);
    }
    open_with(STORE_MIGRATIONS, STORE_MIGRATION_COUNT);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, path_make, path_remove)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(they_are_applied_once_in_order),
        EACH(boards_outlive_the_coming_of_accounts),
        EACH(newer_database_is_refused),
        EACH(changed_migration_is_refused),
        EACH(failing_migration_leaves_nothing),
        EACH(another_programs_database_is_left_alone),
        EACH(own_migrations_are_numbered_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
