#include "app/series_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

// A file of its own for each test, read and gone.
static bool text_read(const char *text, const SeriesWanted *wanted, Arena *a, SeriesSet *ret,
                      Err *err) {
    char path[] = "/tmp/series_read_XXXXXX.csv";
    int fd = mkstemps(path, 4);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
    char *sources[] = {path};
    CLEANUP(local_closep) Local *local = NULL;
    bool ok = local_open(sources, 1, NULL, date_of(2026, 11, 21), &local, err) &&
              series_read(local, wanted, a, ret, err);
    (void)unlink(path);
    return ok;
}

static void test_numbers_order_the_rows(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    SeriesSet set;
    Err err = {0};
    SeriesWanted wanted = {.by = "ID", .order = "t", .value = "y"};
    assert_true(
        text_read("id,t,y\nb,2,20\nb,1,10\na,7,1.5\nb,3,\nb,4,40\n", &wanted, a, &set, &err));
    assert_int_equal(set.series.count, 2);
    assert_false(set.dated);
    const SeriesRow *one = &set.series.items[0];
    const SeriesRow *two = &set.series.items[1];
    assert_true(str_eq(one->by, S("a")) && str_eq(two->by, S("b")));
    assert_int_equal(one->clock.last, 7);
    assert_int_equal(two->values.count, 4);
    assert_true(two->values.items[0] == 10 && two->values.items[3] == 40);
    assert_true(isnan(two->values.items[2]));
}

static void test_rows_as_they_stand(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    SeriesSet set;
    Err err = {0};
    SeriesWanted wanted = {.value = "y"};
    assert_true(text_read("y,note\n3,x\n1,x\n2,y\n", &wanted, a, &set, &err));
    assert_int_equal(set.series.count, 1);
    const SeriesRow *s = &set.series.items[0];
    assert_int_equal(s->clock.last, 3);
    assert_true(s->values.items[0] == 3 && s->values.items[1] == 1 && s->values.items[2] == 2);
}

static void test_months_are_added_up_and_a_hole_stays_a_gap(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Buf text;
    buf_init(&text, 1 << 16);
    buf_add_z(&text, "month,sales\n");
    for (int i = 0; i < 24; i++) {
        if (i == 5) continue;  // one hole in 24
        int parts = i == 7 ? 2 : 1;
        for (int k = 0; k < parts; k++) {
            buf_add_fmt(&text, "%d-%02d-01,100\n", 2024 + i / 12, i % 12 + 1);
        }
    }
    buf_add_char(&text, '\0');
    SeriesSet set;
    Err err = {0};
    SeriesWanted wanted = {.order = "month", .value = "sales"};
    assert_true(text_read(text.ptr, &wanted, a, &set, &err));
    assert_true(set.dated);
    assert_int_equal(set.unit, DATE_MONTH);
    const SeriesRow *s = &set.series.items[0];
    assert_int_equal(s->values.count, 24);
    assert_true(isnan(s->values.items[5]));
    assert_true(s->values.items[7] == 200);
    assert_int_equal(s->clock.last, date_of(2025, 12, 1));
    buf_done(&text);
}

static void test_days_without_sales_are_zero_to_the_end(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    SeriesSet set;
    Err err = {0};
    SeriesWanted wanted = {.by = "sku", .order = "day", .value = "qty"};
    assert_true(
        text_read("day,sku,qty\n2026-01-01,rare,4\n2026-01-04,rare,2\n2026-01-01,often,1\n"
                  "2026-01-02,often,1\n2026-01-03,often,1\n2026-01-06,often,1\n",
                  &wanted, a, &set, &err));
    assert_int_equal(set.unit, DATE_DAY);
    const SeriesRow *rare = &set.series.items[1];
    assert_true(str_eq(rare->by, S("rare")));
    assert_int_equal(rare->values.count, 6);
    assert_true(rare->values.items[1] == 0 && rare->values.items[3] == 2);
    assert_true(rare->values.items[5] == 0);
}

static void test_columns_that_are_not_there_or_not_numbers(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    SeriesSet set;
    Err err = {0};
    const char *text = "id,y\nfirst,1\nsecond,2\nthird,3\n";
    assert_false(text_read(text, &(SeriesWanted){.value = "z"}, a, &set, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(text_read(text, &(SeriesWanted){.value = "id"}, a, &set, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_false(text_read(text, &(SeriesWanted){.value = "y", .by = "sku"}, a, &set, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_order_the_rows),
        cmocka_unit_test(test_rows_as_they_stand),
        cmocka_unit_test(test_months_are_added_up_and_a_hole_stays_a_gap),
        cmocka_unit_test(test_days_without_sales_are_zero_to_the_end),
        cmocka_unit_test(test_columns_that_are_not_there_or_not_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
