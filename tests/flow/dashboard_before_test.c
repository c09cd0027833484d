#include "flow/dashboard_before.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "flow/dashboard_spark.h"

#include <cmocka.h>

typedef struct World {
    Arena *a;
    Model model;
    ModelTable table;
    ModelColumn column;
    PlanMeasure measure;
    Plan plan;
} World;

// Rows from 1 January 2025 to `last`, and a number of the days [first, end).
static void world_make(World *w, Date last, Date first, Date end) {
    *w = (World){.a = arena_create(0)};
    w->column = (ModelColumn){.type = TYPE_DATE};
    w->column.profile.min = (Value){.type = TYPE_DATE, .i = date_of(2025, 1, 1)};
    w->column.profile.max = (Value){.type = TYPE_DATE, .i = last};
    w->table = (ModelTable){.columns = &w->column, .column_count = 1};
    w->model = (Model){.tables = &w->table, .table_count = 1};
    w->plan = (Plan){.measures = &w->measure, .measure_count = 1};
    w->plan.time = (PlanTime){.is_set = true,
                              .has_first = true,
                              .has_end = true,
                              .range = {first, end},
                              .words = STR("as asked")};
    w->measure.expr = expr_column(w->a, 0, 0);
}

typedef struct Case {
    int first[3], end[3], today[3];
    int now_end[3], then_first[3], then_end[3];
    bool partial;
    int unit;  // -1: none
} Case;

static const Case CASES[] = {
    // This month: its full days so far against the same days of the month before.
    {{2026, 11, 1},
     {2026, 12, 1},
     {2026, 11, 21},
     {2026, 11, 21},
     {2026, 10, 1},
     {2026, 10, 21},
     true,
     DATE_MONTH},
    // The month before is shorter: the days that both have.
    {{2026, 3, 1},
     {2026, 4, 1},
     {2026, 3, 31},
     {2026, 3, 29},
     {2026, 2, 1},
     {2026, 3, 1},
     true,
     DATE_MONTH},
    {{2026, 10, 1},
     {2026, 11, 1},
     {2026, 11, 21},
     {2026, 11, 1},
     {2026, 9, 1},
     {2026, 10, 1},
     false,
     DATE_MONTH},
    {{2026, 11, 20},
     {2026, 11, 21},
     {2026, 11, 21},
     {2026, 11, 21},
     {2026, 11, 19},
     {2026, 11, 20},
     false,
     DATE_DAY},
    {{2026, 10, 22},
     {2026, 11, 21},
     {2026, 11, 21},
     {2026, 11, 21},
     {2026, 9, 22},
     {2026, 10, 22},
     false,
     -1},
    {{2026, 1, 1},
     {2027, 1, 1},
     {2026, 11, 21},
     {2026, 11, 21},
     {2025, 1, 1},
     {2025, 11, 21},
     true,
     DATE_YEAR},
};

static Date day_of(const int d[3]) { return date_of(d[0], d[1], d[2]); }

static void the_same_days(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const Case *c = &CASES[i];
        World w;
        world_make(&w, date_of(2026, 11, 21), day_of(c->first), day_of(c->end));
        DashboardBefore b = {0};
        assert_true(dashboard_before_find(&w.model, &w.plan, day_of(c->today), &b));
        assert_int_equal(b.now.first, day_of(c->first));
        assert_int_equal(b.now.end, day_of(c->now_end));
        assert_int_equal(b.then.first, day_of(c->then_first));
        assert_int_equal(b.then.end, day_of(c->then_end));
        assert_int_equal(b.is_partial, c->partial);
        assert_int_equal(b.is_unit ? (int)b.unit : -1, c->unit);
        Plan *before = dashboard_before_plan(&w.plan, b.then, w.a);
        assert_int_equal(before->time.range.first, b.then.first);
        assert_int_equal(before->time.words.len, 0);
        arena_free(w.a);
    }
}

// The data ends before today: its last day is the last that counts.
static void data_that_ended(void **state) {
    (void)state;
    World w;
    world_make(&w, date_of(2026, 11, 10), date_of(2026, 11, 1), date_of(2026, 12, 1));
    DashboardBefore b = {0};
    assert_true(dashboard_before_find(&w.model, &w.plan, date_of(2026, 11, 21), &b));
    assert_int_equal(b.now.end, date_of(2026, 11, 11));
    assert_int_equal(b.then.end, date_of(2026, 10, 11));
    arena_free(w.a);
}

static void nothing_to_compare(void **state) {
    (void)state;
    World w;
    DashboardBefore b = {0};
    Date today = date_of(2026, 11, 21);
    world_make(&w, today, today, today + 1);  // today: no full day of it is over
    assert_false(dashboard_before_find(&w.model, &w.plan, today, &b));
    w.plan.time.range = (DateRange){date_of(2025, 1, 1), date_of(2026, 1, 1)};  // nothing before it
    assert_false(dashboard_before_find(&w.model, &w.plan, today, &b));
    w.plan.time.range = (DateRange){date_of(2026, 10, 1), date_of(2026, 11, 1)};
    w.plan.time.has_first = false;
    assert_false(dashboard_before_find(&w.model, &w.plan, today, &b));
    w.plan.time.has_first = true;
    w.plan.compare = COMPARE_PREVIOUS;
    assert_false(dashboard_before_find(&w.model, &w.plan, today, &b));
    arena_free(w.a);
}

// Yesterday alone is no line: the days before it are.
static void a_day_has_a_line(void **state) {
    (void)state;
    World w;
    Date today = date_of(2026, 11, 21);
    world_make(&w, today, today - 1, today);
    Plan *spark = NULL;
    assert_true(dashboard_spark_make(&w.model, &w.plan, today, w.a, &spark));
    assert_int_equal(spark->time.range.first, today - 14);
    assert_int_equal(spark->time.range.end, today);
    w.plan.time.range = (DateRange){date_of(2026, 10, 1), date_of(2026, 11, 1)};
    assert_true(dashboard_spark_make(&w.model, &w.plan, today, w.a, &spark));
    assert_int_equal(spark->time.range.first, date_of(2026, 10, 1));
    arena_free(w.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_days),
        cmocka_unit_test(data_that_ended),
        cmocka_unit_test(nothing_to_compare),
        cmocka_unit_test(a_day_has_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
