#include "forecast/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail
#include <math.h>

static Moment day(int year, int month, int d) {
    return (Moment)date_of(year, month, d) * MOMENT_DAY;
}

static Timeline make(const TimelineRow *rows, size_t count, TimelineOptions o, Arena *a) {
    Timeline t;
    Err err = {0};
    assert_true(timeline_make(rows, count, &o, a, &t, &err));
    return t;
}

static void test_months_out_of_order_with_doubles(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    const TimelineRow rows[] = {
        {day(2026, 3, 5), 30}, {day(2026, 1, 31), 10}, {day(2026, 2, 1), 20},
        {day(2026, 4, 5), 40}, {day(2026, 4, 28), 2},  {day(2026, 5, 30), 50},
    };
    Timeline t = make(rows, 6, (TimelineOptions){0}, a);
    assert_int_equal(t.clock.unit, DATE_MONTH);
    assert_int_equal(t.count, 5);
    assert_true(t.values[0] == 10 && t.values[3] == 42 && t.values[4] == 50);
    assert_int_equal(t.doubles, 1);
    assert_int_equal(t.season, 12);
    assert_int_equal(t.clock.last, date_of(2026, 5, 1));
    t = make(rows, 6, (TimelineOptions){.mean = true}, a);
    assert_true(t.values[3] == 21);
    arena_free(a);
}

static void test_units(void **state) {
    (void)state;
    static const struct {
        Moment apart;
        const char *name;
        size_t season, season_long;
    } CASES[] = {
        {MOMENT_DAY / 24, "hour", 24, 168}, {MOMENT_DAY, "day", 7, 365},
        {7 * MOMENT_DAY, "week", 52, 0},    {91 * MOMENT_DAY, "quarter", 4, 0},
        {365 * MOMENT_DAY, "year", 1, 0},
    };
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        TimelineRow rows[20];
        for (int k = 0; k < 20; k++)
            rows[k] = (TimelineRow){day(2001, 1, 15) + k * CASES[i].apart, k};
        Timeline t = make(rows, 20, (TimelineOptions){.holes = TIMELINE_GAP}, a);
        assert_true(str_eq(timeline_unit_name(&t.clock), str_from(CASES[i].name)));
        assert_int_equal(t.season, CASES[i].season);
        assert_int_equal(t.season_long, CASES[i].season_long);
        assert_int_equal(t.count, 20);
        assert_true(t.words.len == 0);
    }
    arena_free(a);
}

static void test_holes(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    TimelineRow rows[100];
    size_t count = 0;
    for (int k = 0; k < 100; k++) {
        if (k % 2 == 0 || k > 80)
            rows[count++] = (TimelineRow){day(2026, 1, 1) + k * MOMENT_DAY, 5};
    }
    Timeline t = make(rows, count, (TimelineOptions){0}, a);
    assert_int_equal(t.count, 100);
    assert_int_equal(t.holes, 40);
    assert_true(t.values[1] == 0);
    assert_true(str_contains(t.words, S("40 of 100 days")));
    t = make(rows, count, (TimelineOptions){.holes = TIMELINE_GAP}, a);
    assert_true(isnan(t.values[1]));
    arena_free(a);
}

static void test_hostile_dates(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Timeline t;
    Err err = {0};
    const TimelineRow none[] = {{day(2026, 1, 1), NAN}};
    assert_false(timeline_make(none, 1, &(TimelineOptions){0}, a, &t, &err));
    assert_false(timeline_make(none, 0, &(TimelineOptions){0}, a, &t, &err));
    const TimelineRow one[] = {{day(2026, 1, 1), 7}};
    assert_true(timeline_make(one, 1, &(TimelineOptions){0}, a, &t, &err));
    assert_int_equal(t.count, 1);
    TimelineRow far[40];
    for (int k = 0; k < 40; k++) far[k] = (TimelineRow){day(2026, 1, 1) + k * MOMENT_DAY, 1};
    far[0].at = day(1, 1, 1);
    err = (Err){0};
    assert_false(timeline_make(far, 40, &(TimelineOptions){0}, a, &t, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_months_out_of_order_with_doubles),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_holes),
        cmocka_unit_test(test_hostile_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
