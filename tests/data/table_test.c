#include "data/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "sample.h"

// After ours: cmocka has a macro named fail.
#include <cmocka.h>

static void cells_as_text(void **state) {
    (void)state;
    static const char *const WANTED[3][7] = {
        {"true", "-3", "1.5", "a,\"b\"", "2026-11-21", "08:05:00", "2026-11-21 08:05:00"},
        {"", "", "", "", "", "", ""},
        {"false", "7", "0.1", "", "1969-12-31", "00:00:01", "1970-01-01 00:00:00.500000"},
    };
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    for (size_t r = 0; r < SAMPLE.rows; r++) {
        for (size_t c = 0; c < SAMPLE.column_count; c++) {
            assert_string_equal(str_z(a, table_text(&SAMPLE, r, c, a)), WANTED[r][c]);
        }
    }
}

static void cells_as_values(void **state) {
    (void)state;
    Value v = table_value(&SAMPLE, 2, 1);
    assert_true(!v.is_null && v.type == TYPE_INT && v.i == 7 && v.f == 7);
    v = table_value(&SAMPLE, 1, 3);
    assert_true(v.is_null && v.type == TYPE_TEXT && v.s.len == 0);
    v = table_value(&SAMPLE, 0, 2);
    assert_true(v.f == 1.5);
}

static void cells_as_numbers(void **state) {
    (void)state;
    double number = 77;
    assert_true(table_number(&SAMPLE, 0, 0, &number) && number == 1);
    assert_true(table_number(&SAMPLE, 0, 1, &number) && number == -3);
    assert_true(table_number(&SAMPLE, 2, 2, &number) && number == 0.1);
    number = 77;
    assert_false(table_number(&SAMPLE, 1, 2, &number));  // null
    assert_false(table_number(&SAMPLE, 0, 3, &number));  // a text
    assert_false(table_number(&SAMPLE, 0, 4, &number));  // a date
    assert_true(number == 77);
}

static void columns_by_name(void **state) {
    (void)state;
    assert_int_equal(table_column(&SAMPLE, S("f")), 2);
    assert_int_equal(table_column(&SAMPLE, S("F")), STR_NONE);
}

static void columns_turned_and_left_out(void **state) {
    (void)state;
    static const size_t COLUMNS[] = {3, 1};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Table *t = table_with(&SAMPLE, COLUMNS, COUNT_OF(COLUMNS), a);
    assert_true(t->column_count == 2 && t->rows == SAMPLE.rows);
    assert_int_equal(table_column(t, S("f")), STR_NONE);
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < COUNT_OF(COLUMNS); c++) {
            Str had = table_text(&SAMPLE, r, COLUMNS[c], a);
            assert_true(str_eq(table_text(t, r, c, a), had));
            assert_true(str_eq(t->columns[c].name, SAMPLE.columns[COLUMNS[c]].name));
        }
    }
}

static void names_round_trip(void **state) {
    (void)state;
    for (int i = TYPE_BOOL; i <= TYPE_TIMESTAMP; i++) {
        ColumnType type = TYPE_BOOL;
        assert_true(column_type_from(str_from(column_type_name((ColumnType)i)), &type));
        assert_int_equal(type, i);
    }
    for (int i = ROLE_UNKNOWN; i <= ROLE_FLAG; i++) {
        ColumnRole role = ROLE_UNKNOWN;
        assert_true(column_role_from(str_from(column_role_name((ColumnRole)i)), &role));
        assert_int_equal(role, i);
    }
    for (int i = ADD_NONE; i <= ADD_LAST; i++) {
        Additivity additivity = ADD_NONE;
        assert_true(additivity_from(str_from(additivity_name((Additivity)i)), &additivity));
        assert_int_equal(additivity, i);
    }
    ColumnRole role = ROLE_KEY;
    assert_false(column_role_from(S("Measure"), &role));
    assert_int_equal(role, ROLE_KEY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_as_text),
        cmocka_unit_test(cells_as_values),
        cmocka_unit_test(cells_as_numbers),
        cmocka_unit_test(columns_by_name),
        cmocka_unit_test(columns_turned_and_left_out),
        cmocka_unit_test(names_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
