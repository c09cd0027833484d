#include "ask/outcome.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { ROWS = 3 };

// Names and numbers of three rows; with `support` a further column that nobody asked for.
static Outcome outcome_from(const Str *names, const int64_t *numbers, bool turned, bool support) {
    static const int64_t OTHERS[] = {7, 8, 9};
    Column columns[] = {{.type = turned ? TYPE_INT : TYPE_TEXT},
                        {.type = turned ? TYPE_TEXT : TYPE_INT},
                        {.type = TYPE_INT, .is_support = true}};
    Vector vectors[] = {{.texts = names}, {.ints = numbers}, {.ints = OTHERS}};
    if (turned) {
        vectors[0] = (Vector){.ints = numbers};
        vectors[1] = (Vector){.texts = names};
    }
    Chunk chunk = {.rows = ROWS, .vectors = vectors};
    Table t = {.columns = columns,
               .column_count = support ? 3 : 2,
               .chunks = &chunk,
               .chunk_count = 1,
               .rows = ROWS};
    return outcome_of(&t);
}

static void equal_rows_have_one_print(void **state) {
    (void)state;
    const Str names[] = {S("Asha"), S("Ravi"), S("Meera")},
              mixed[] = {names[2], names[0], names[1]};
    const int64_t numbers[] = {1, 2, 3}, others[] = {3, 1, 2}, wrong[] = {1, 3, 2};
    Outcome o = outcome_from(names, numbers, false, false);
    assert_true(o.ran && !o.failed && o.rows == ROWS && o.repeats == 0 && o.nulls == 0 && !o.zero);
    assert_true(o.print == outcome_from(mixed, others, false, false).print);
    assert_true(o.print == outcome_from(names, numbers, true, false).print);
    assert_true(o.print == outcome_from(names, numbers, false, true).print);
    assert_false(o.print == outcome_from(names, wrong, false, false).print);
}

static void rows_that_repeat_are_counted(void **state) {
    (void)state;
    const Str names[] = {S("Asha"), S("Ravi"), S("Asha")};
    const int64_t numbers[] = {1, 2, 1};
    assert_float_equal(outcome_from(names, numbers, false, false).repeats, 1.0 / 3, 1e-9);
}

// One row, one column.
static Outcome outcome_of_cell(ColumnType type, Vector v) {
    Column column = {.type = type};
    Chunk chunk = {.rows = 1, .vectors = &v};
    Table t = {
        .columns = &column, .column_count = 1, .chunks = &chunk, .chunk_count = 1, .rows = 1};
    return outcome_of(&t);
}

static void one_row_of_nothing_is_zero(void **state) {
    (void)state;
    const int64_t none[] = {0}, some[] = {3};
    const double same[] = {3};
    const uint64_t invalid[] = {0};
    assert_true(outcome_of_cell(TYPE_INT, (Vector){.ints = none}).zero);
    assert_false(outcome_of_cell(TYPE_INT, (Vector){.ints = some}).zero);
    Outcome null = outcome_of_cell(TYPE_INT, (Vector){.ints = some, .valid = invalid});
    assert_true(null.zero);
    assert_float_equal(null.nulls, 1, 1e-9);
    assert_true(outcome_of_cell(TYPE_INT, (Vector){.ints = some}).print ==
                outcome_of_cell(TYPE_FLOAT, (Vector){.floats = same}).print);
}

static void no_rows_differ_from_some(void **state) {
    (void)state;
    Table t = {0};
    Outcome o = outcome_of(&t);
    assert_true(o.ran && o.rows == 0 && !o.zero);
    assert_true(outcome_failed().failed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_rows_have_one_print),
        cmocka_unit_test(rows_that_repeat_are_counted),
        cmocka_unit_test(one_row_of_nothing_is_zero),
        cmocka_unit_test(no_rows_differ_from_some),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
