// engine_append: rows of every type go in fast and come back; what does not fit is told.
#include "engine/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "sys/clock.h"

#include <cmocka.h>

#include "engine_world.h"

static Writer *writer_with(World *w, const char *sql) {
    Writer *writer = NULL;
    Err err = {0};
    assert_true(engine_writer_open(w->database, &writer, &err));
    if (!engine_exec(writer, str_from(sql), NULL, &err)) fail_msg("%s", err.message);
    return writer;
}

static void all_types_go_in(void **state) {
    World *w = *state;
    Err err = {0};
    Writer *writer = writer_with(
        w,
        "CREATE TABLE ty(b BOOLEAN, t TINYINT, s SMALLINT, i INTEGER, l BIGINT, f FLOAT,"
        " d DOUBLE, m DECIMAL(9,2), x VARCHAR, y DATE, z TIME, ts TIMESTAMP)");
    Appender *ap = NULL;
    assert_true(engine_begin(writer, &err));
    assert_true(engine_append_open(writer, S("ty"), &ap, &err));
    static const int64_t INTS[] = {1, -128, 300, 70000, INT64_MIN};
    for (size_t i = 0; i < COUNT_OF(INTS); i++) engine_append_int(ap, INTS[i]);
    engine_append_float(ap, 1.5);
    engine_append_float(ap, 0.1);
    engine_append_float(ap, -12.345);
    engine_append_text(ap, S("a longer text than inlined"));
    engine_append_int(ap, 20000);
    engine_append_int(ap, 1000000);
    engine_append_int(ap, 86400000000);
    assert_true(engine_append_row(ap, &err));
    for (int i = 0; i < 12; i++) engine_append_null(ap);
    assert_true(engine_append_row(ap, &err));
    assert_true(engine_append_close(ap, &err));
    assert_true(engine_commit(writer, &err));
    engine_writer_close(writer);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Table *t = world_query(w, S("SELECT ty::VARCHAR FROM ty ORDER BY l NULLS LAST"), a);
    const char *want =
        "{'b': true, 't': -128, 's': 300, 'i': 70000, 'l': -9223372036854775808, 'f': 1.5,"
        " 'd': 0.1, 'm': -12.35, 'x': a longer text than inlined, 'y': 2024-10-04,"
        " 'z': '00:00:01', 'ts': '1970-01-02 00:00:00'}";
    if (!str_eq(table_value(t, 0, 0).s, str_from(want))) {
        fail_msg("%.*s", (int)table_value(t, 0, 0).s.len, table_value(t, 0, 0).s.ptr);
    }
    assert_int_equal(t->rows, 2);
}

static void misfits_are_told_and_skipped(void **state) {
    World *w = *state;
    Err err = {0};
    Writer *writer = writer_with(w, "CREATE TABLE mis(t TINYINT, x VARCHAR)");
    Appender *ap = NULL;
    assert_false(engine_append_open(writer, S("none"), &ap, &err));
    assert_true(engine_append_open(writer, S("mis"), &ap, &err));
    engine_append_int(ap, 128);
    engine_append_null(ap);
    assert_false(engine_append_row(ap, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.message, "row 1, column 1"));
    engine_append_int(ap, 1);
    assert_false(engine_append_row(ap, &err));
    assert_int_equal(err.code, ERR_INTERNAL);
    engine_append_int(ap, 1);
    engine_append_text(ap, S("\xff"));
    assert_false(engine_append_row(ap, &err));
    engine_append_int(ap, 1);
    engine_append_text(ap, S("good"));
    engine_append_null(ap);
    assert_false(engine_append_row(ap, &err));
    engine_append_int(ap, 2);
    engine_append_text(ap, S("kept"));
    assert_true(engine_append_row(ap, &err));
    assert_true(engine_append_close(ap, &err));
    engine_writer_close(writer);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Table *t = world_query(w, S("SELECT t, x FROM mis"), a);
    assert_int_equal(t->rows, 1);
    assert_true(str_eq(table_value(t, 0, 1).s, S("kept")));
}

static void rolled_back_rows_are_gone(void **state) {
    World *w = *state;
    Err err = {0};
    Writer *writer = writer_with(w, "CREATE TABLE gone(i BIGINT)");
    Appender *ap = NULL;
    assert_true(engine_begin(writer, &err));
    assert_true(engine_append_open(writer, S("gone"), &ap, &err));
    for (int i = 0; i < 5000; i++) {
        engine_append_int(ap, i);
        assert_true(engine_append_row(ap, &err));
    }
    assert_true(engine_append_close(ap, &err));
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Table *t = NULL;
    Source *inside = engine_writer_source(writer);
    assert_true(source_query(inside, S("SELECT count(*) FROM gone"), NULL, a, &t, &err));
    assert_int_equal(table_value(t, 0, 0).i, 5000);
    t = world_query(w, S("SELECT count(*) FROM gone"), a);
    assert_int_equal(table_value(t, 0, 0).i, 0);
    engine_writer_close(writer);
    t = world_query(w, S("SELECT count(*) FROM gone"), a);
    assert_int_equal(table_value(t, 0, 0).i, 0);
}

static void a_million_rows_go_in(void **state) {
    World *w = *state;
    Err err = {0};
    Writer *writer = writer_with(w, "CREATE TABLE many(i BIGINT, x VARCHAR, f DOUBLE, d DATE)");
    Appender *ap = NULL;
    int64_t start = clock_mono_us();
    assert_true(engine_begin(writer, &err));
    assert_true(engine_append_open(writer, S("many"), &ap, &err));
    for (int i = 0; i < 1000000; i++) {
        engine_append_int(ap, i);
        engine_append_text(ap, i % 2 ? S("a text of some length") : S("short"));
        engine_append_float(ap, i * 0.5);
        engine_append_int(ap, i % 20000);
        if (!engine_append_row(ap, &err)) fail_msg("%s", err.message);
    }
    assert_true(engine_append_close(ap, &err));
    assert_true(engine_commit(writer, &err));
    int64_t spent = clock_mono_us() - start;
    engine_writer_close(writer);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    start = clock_mono_us();
    Table *t = world_query(w, S("SELECT * FROM many"), a);
    print_message("1M rows of 4 columns: appended in %ld ms, into a Table in %ld ms\n",
                  (long)(spent / 1000), (long)((clock_mono_us() - start) / 1000));
    assert_int_equal(t->rows, 1000000);
    t = world_query(w, S("SELECT sum(i)::BIGINT, sum(length(x))::BIGINT FROM many"), a);
    assert_int_equal(table_value(t, 0, 0).i, 499999500000);
    assert_int_equal(table_value(t, 0, 1).i, 13000000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_types_go_in),
        cmocka_unit_test(misfits_are_told_and_skipped),
        cmocka_unit_test(rolled_back_rows_are_gone),
        cmocka_unit_test(a_million_rows_go_in),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
