// engine_vector and engine_nested: every DuckDB type arrives as one of ours, nulls too.
#include "engine/engine_vector.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "engine_world.h"

typedef struct Case {
    const char *sql;  // one value
    ColumnType type;
    const char *text;  // as table_text shows it; NULL for null
} Case;

static const Case CASES[] = {
    {"true", TYPE_BOOL, "true"},
    {"(-128)::TINYINT", TYPE_INT, "-128"},
    {"(-32768)::SMALLINT", TYPE_INT, "-32768"},
    {"(-2147483648)::INTEGER", TYPE_INT, "-2147483648"},
    {"9223372036854775807", TYPE_INT, "9223372036854775807"},
    {"255::UTINYINT", TYPE_INT, "255"},
    {"65535::USMALLINT", TYPE_INT, "65535"},
    {"4294967295::UINTEGER", TYPE_INT, "4294967295"},
    {"4294967296::UBIGINT", TYPE_FLOAT, "4294967296"},
    {"(-5)::HUGEINT", TYPE_FLOAT, "-5"},
    {"9007199254740992::UHUGEINT", TYPE_FLOAT, "9007199254740992"},
    {"1.5::FLOAT", TYPE_FLOAT, "1.5"},
    {"0.1::DOUBLE", TYPE_FLOAT, "0.1"},
    {"12.34::DECIMAL(4,2)", TYPE_FLOAT, "12.34"},
    {"-0.07::DECIMAL(9,2)", TYPE_FLOAT, "-0.07"},
    {"123456789.01::DECIMAL(18,2)", TYPE_FLOAT, "123456789.01"},
    {"-1.1::DECIMAL(38,1)", TYPE_FLOAT, "-1.1"},
    {"42::DECIMAL(18,0)", TYPE_INT, "42"},
    {"42::DECIMAL(4,0)", TYPE_INT, "42"},
    {"'short'", TYPE_TEXT, "short"},
    {"'longer than twelve bytes'", TYPE_TEXT, "longer than twelve bytes"},
    {"''", TYPE_TEXT, ""},
    {"DATE '1969-12-31'", TYPE_DATE, "1969-12-31"},
    {"'infinity'::DATE", TYPE_DATE, NULL},
    {"TIMESTAMP '2026-11-21 08:05:00'", TYPE_TIMESTAMP, "2026-11-21 08:05:00"},
    {"'infinity'::TIMESTAMP", TYPE_TIMESTAMP, NULL},
    {"'2026-11-21 08:05:01'::TIMESTAMP_S", TYPE_TIMESTAMP, "2026-11-21 08:05:01"},
    {"'2026-11-21 08:05:02'::TIMESTAMP_MS", TYPE_TIMESTAMP, "2026-11-21 08:05:02"},
    {"'2026-11-21 08:05:03'::TIMESTAMP_NS", TYPE_TIMESTAMP, "2026-11-21 08:05:03"},
    {"'2026-11-21 08:05:00+05:30'::TIMESTAMPTZ", TYPE_TIMESTAMP, "2026-11-21 02:35:00"},
    {"'1 year 2 months 3 days 04:05:06'::INTERVAL", TYPE_TEXT, "1 year 2 months 3 days 04:05:06"},
    {"'00:10:00'::INTERVAL", TYPE_TEXT, "00:10:00"},
    {"'0 days'::INTERVAL", TYPE_TEXT, "00:00:00"},
    {"'12:00:00+05:30'::TIMETZ", TYPE_TEXT, "12:00:00+05:30"},
    {"'6f9619ff-8b86-d011-b42d-00cf4fc964ff'::UUID", TYPE_TEXT,
     "6f9619ff-8b86-d011-b42d-00cf4fc964ff"},
    {"'b'::ENUM('a', 'b')", TYPE_TEXT, "b"},
    {"'a\\x00\\xFFb'::BLOB", TYPE_TEXT, "a\\x00\\xFFb"},
    {"'10101'::BIT", TYPE_TEXT, "10101"},
    {"[1, NULL, 3]", TYPE_TEXT, "[1, NULL, 3]"},
    {"['a', 'b']", TYPE_TEXT, "[a, b]"},
    {"[[1], [], [2, 3]]", TYPE_TEXT, "[[1], [], [2, 3]]"},
    {"[1, 2]::INTEGER[2]", TYPE_TEXT, "[1, 2]"},
    {"{'a': 1, 'b': 2.50}", TYPE_TEXT, "{'a': 1, 'b': 2.50}"},
    {"MAP {'k': 1, 'l': 2}", TYPE_TEXT, "{k=1, l=2}"},
    {"union_value(num := 2)", TYPE_TEXT, "2"},
    {"[DATE '2026-01-02']", TYPE_TEXT, "[2026-01-02]"},
    {"[170141183460469231731687303715884105727::HUGEINT]", TYPE_TEXT,
     "[170141183460469231731687303715884105727]"},
    {"[-0.05::DECIMAL(4,2)]", TYPE_TEXT, "[-0.05]"},
    {"NULL", TYPE_INT, NULL},
    {"NULL::VARCHAR", TYPE_TEXT, NULL},
    {"NULL::INTEGER[]", TYPE_TEXT, NULL},
    {"'{\"a\": 1}'::JSON", TYPE_TEXT, "{\"a\": 1}"},
};

// The value once, then null, in one result: the types agree and the null shows.
static void every_type_arrives(void **state) {
    World *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const Case *c = &CASES[i];
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        Str sql = str_fmt(a, "SELECT v FROM (SELECT 0 i, %s v UNION ALL SELECT 1, NULL) ORDER BY i",
                          c->sql);
        Table *t = world_query(w, sql, a);
        assert_int_equal(t->rows, 2);
        Value value = table_value(t, 0, 0);
        if (t->columns[0].type != c->type) fail_msg("%s: type %d", c->sql, t->columns[0].type);
        if (value.is_null != (c->text == NULL)) fail_msg("%s: null?", c->sql);
        Str text = table_text(t, 0, 0, a);
        bool same = !c->text || str_eq(text, str_from(c->text));
        if (!same) fail_msg("%s: '%.*s'", c->sql, (int)text.len, text.ptr);
        assert_true(table_value(t, 1, 0).is_null);
    }
}

static void times_are_micros_of_the_day(void **state) {
    World *w = *state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Table *t = world_query(w, S("SELECT TIME '00:00:01.5'"), a);
    assert_int_equal(t->columns[0].type, TYPE_TIME);
    assert_int_equal(table_value(t, 0, 0).i, 1500000);
}

// More rows than one vector, with nulls spread over all of its words.
static void nulls_hold_over_chunks(void **state) {
    World *w = *state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Table *t = world_query(w,
                           S("SELECT i, CASE WHEN i % 3 = 0 THEN i END n, CASE WHEN i % 7 = 0 THEN"
                             " 'text number ' || i END s FROM range(10000) r(i) ORDER BY i"),
                           a);
    assert_int_equal(t->rows, 10000);
    for (size_t row = 0; row < t->rows; row++) {
        assert_int_equal(table_value(t, row, 0).i, row);
        assert_true(table_value(t, row, 1).is_null == (row % 3 != 0));
        assert_true(table_value(t, row, 2).is_null == (row % 7 != 0));
    }
    assert_true(str_eq(table_value(t, 9996, 2).s, S("text number 9996")));
}

static void types_without_a_reading_are_told(void **state) {
    World *w = *state;
    Err err = {0};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Table *t = NULL;
    assert_false(source_query(w->source, S("SELECT 1::VARIANT"), NULL, a, &t, &err));
    assert_int_equal(err.code, ERR_UNSUPPORTED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_arrives),
        cmocka_unit_test(times_are_micros_of_the_day),
        cmocka_unit_test(nulls_hold_over_chunks),
        cmocka_unit_test(types_without_a_reading_are_told),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
