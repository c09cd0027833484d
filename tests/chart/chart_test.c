#include "chart/chart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "chart_fixture.h"

enum { NOT_ASKED = -1 };

typedef struct Case {
    const char *columns;
    size_t dimensions, groups, within;  // rows: groups x within
    int asked;
    ChartType type;
    const char *reason;  // how it begins
    void (*change)(Plan *p);
} Case;

static void share(Plan *p) { p->measures[0].derive = DERIVE_SHARE; }
static void running(Plan *p) { p->measures[0].derive = DERIVE_RUNNING; }
static void average(Plan *p) { p->measures[0].expr->op = OP_AVG; }

#define ONE "product:text revenue:float:INR"
#define MONTHLY "month:month revenue:float:INR"
#define MONTHLY_BY "month:month city:text revenue:float:INR"
#define TWO "product:text city:text revenue:float:INR"

static const Case CASES[] = {
    {"revenue:float:INR", 0, 1, 1, NOT_ASKED, CHART_NUMBER, "The answer is one", NULL},
    {ONE, 1, 0, 1, NOT_ASKED, CHART_TABLE, "There is nothing", NULL},
    {ONE, 1, 1, 1, NOT_ASKED, CHART_NUMBER, "The answer is one", NULL},
    {ONE, 1, 5, 1, NOT_ASKED, CHART_BAR, "Bars compare a few", NULL},
    {ONE, 1, 20, 1, NOT_ASKED, CHART_HORIZONTAL_BAR, "Bars compare the groups, and lie", NULL},
    {ONE, 1, 51, 1, NOT_ASKED, CHART_TABLE, "Too many groups", NULL},
    {ONE, 1, 5, 1, NOT_ASKED, CHART_PIE, "A few parts", share},
    {ONE, 1, 7, 1, NOT_ASKED, CHART_HORIZONTAL_BAR, "Bars compare", share},
    {"weekday:weekday revenue:float", 1, 7, 1, NOT_ASKED, CHART_BAR, "Bars in their", NULL},
    {"hour:hour revenue:float", 1, 24, 1, NOT_ASKED, CHART_BAR, "Bars in their", NULL},
    {MONTHLY, 1, 12, 1, NOT_ASKED, CHART_LINE, "A line shows", NULL},
    {MONTHLY, 1, 2, 1, NOT_ASKED, CHART_BAR, "Too few periods", NULL},
    {MONTHLY, 1, 12, 1, NOT_ASKED, CHART_AREA, "The area grows", running},
    {MONTHLY_BY, 2, 6, 4, NOT_ASKED, CHART_LINE, "One line for each", NULL},
    {MONTHLY_BY, 2, 6, 4, NOT_ASKED, CHART_AREA, "The areas show", share},
    {MONTHLY_BY, 2, 2, 4, NOT_ASKED, CHART_GROUPED_BAR, "Too few periods", NULL},
    {MONTHLY_BY, 2, 6, 9, NOT_ASKED, CHART_HEATMAP, "Too many groups for lines", NULL},
    {TWO, 2, 6, 3, NOT_ASKED, CHART_GROUPED_BAR, "Bars side by side", NULL},
    {TWO, 2, 10, 6, NOT_ASKED, CHART_STACKED_BAR, "Stacked bars", NULL},
    {TWO, 2, 10, 6, NOT_ASKED, CHART_HEATMAP, "Colour shows", average},
    {TWO, 2, 10, 10, NOT_ASKED, CHART_HEATMAP, "Colour shows", NULL},
    {"weekday:weekday hour:hour revenue:float", 2, 7, 7, NOT_ASKED, CHART_HEATMAP, "Colour", NULL},
    {"a:text b:text c:text n:int", 3, 9, 1, NOT_ASKED, CHART_TABLE, "More than two", NULL},
    {"a:text n:int:kg m:int:INR", 1, 25, 1, NOT_ASKED, CHART_SCATTER, "Each point", NULL},
    {"a:text n:int:INR m:int:INR", 1, 5, 1, NOT_ASKED, CHART_GROUPED_BAR, "Bars side", NULL},
    {"a:text k:int:kg l:int:INR m:int:% n:int:l", 1, 9, 1, NOT_ASKED, CHART_TABLE,
     "Numbers of different", NULL},
    {"a:name b:text", 2, 9, 1, NOT_ASKED, CHART_TABLE, "The answer is a list", NULL},
    {"n:int", 1, 30, 1, NOT_ASKED, CHART_HISTOGRAM, "A histogram", NULL},
    {"n:int m:int", 2, 30, 1, NOT_ASKED, CHART_SCATTER, "Each point", NULL},
    // what was asked for, and what would mislead
    {ONE, 1, 5, 1, CHART_PIE, CHART_PIE, "As you asked", NULL},
    {ONE, 1, 14, 1, CHART_PIE, CHART_HORIZONTAL_BAR, "A pie of more than 6", NULL},
    {ONE, 1, 5, 1, CHART_PIE, CHART_BAR, "These numbers do not add up", average},
    {ONE, 1, 5, 1, CHART_LINE, CHART_BAR, "Nothing lies between", NULL},
    {ONE, 1, 5, 1, CHART_TABLE, CHART_TABLE, "As you asked", NULL},
    {ONE, 1, 20, 1, CHART_BAR, CHART_HORIZONTAL_BAR, "As you asked", NULL},
    {ONE, 1, 5, 1, CHART_HEATMAP, CHART_BAR, "A heatmap needs", NULL},
    {ONE, 1, 5, 1, CHART_SCATTER, CHART_BAR, "Points need", NULL},
    {ONE, 1, 5, 1, CHART_HISTOGRAM, CHART_BAR, "Too few numbers", NULL},
    {MONTHLY, 1, 12, 1, CHART_BAR, CHART_BAR, "As you asked", NULL},
    {MONTHLY, 1, 12, 1, CHART_NUMBER, CHART_LINE, "The answer is more", NULL},
    {TWO, 2, 6, 3, CHART_STACKED_BAR, CHART_STACKED_BAR, "As you asked", NULL},
    {TWO, 2, 6, 3, CHART_STACKED_BAR, CHART_GROUPED_BAR, "These numbers do not", average},
    {ONE, 1, 0, 1, CHART_PIE, CHART_TABLE, "There is nothing", NULL},
    {"revenue:float", 0, 1, 1, CHART_LINE, CHART_NUMBER, "One row", NULL},
};

static void cell_make(Buf *out, const Column *c, size_t column, size_t group, size_t part) {
    size_t n = column == 1 && part > 0 ? part : group + 1;
    if (column > 0) buf_add_char(out, '|');
    if (c->type == TYPE_TEXT)
        buf_add_fmt(out, "%c%zu", 'A' + (int)column, column == 1 ? part : group);
    else if (c->type == TYPE_DATE)
        buf_add_fmt(out, "2025-%02zu-01", group + 1);
    else if (c->role == ROLE_MEASURE)
        buf_add_fmt(out, "%zu", 10 + group * 7 + part);
    else
        buf_add_fmt(out, "%zu", n);
}

static Table *table_make(Arena *a, const Case *c) {
    const Table *empty = fixture_table(a, c->columns, "");
    CLEANUP(buf_done) Buf rows;
    buf_init(&rows, 1 << 16);
    for (size_t i = 0; i < c->groups * c->within; i++) {
        for (size_t k = 0; k < empty->column_count; k++) {
            cell_make(&rows, &empty->columns[k], k, i / c->within, i % c->within + 1);
        }
        buf_add_char(&rows, '\n');
    }
    return fixture_table(a, c->columns, str_z(a, buf_str(&rows)));
}

static void choices(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const Case *c = &CASES[i];
        Arena *a = arena_create(0);
        Table *t = table_make(a, c);
        Plan *p = fixture_plan(a, t, c->dimensions);
        if (c->change) c->change(p);
        ChartType asked = c->asked == NOT_ASKED ? CHART_TABLE : (ChartType)c->asked;
        Chart chart =
            chart_choose(t, p, c->asked == NOT_ASKED ? NULL : &asked, date_of(2026, 11, 21), a);
        bool right = chart.type == c->type && str_starts(chart.reason, str_from(c->reason));
        if (!right) {
            fail_msg("case %zu (%s, %zu x %zu): %s: " STR_F, i, c->columns, c->groups, c->within,
                     chart_type_name(chart.type), STR_A(chart.reason));
        }
        arena_free(a);
    }
}

static void below_zero_is_no_pie(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Table *t = fixture_table(a, ONE, "Rice|100\nDal|-5\n");
    Plan *p = fixture_plan(a, t, 1);
    ChartType asked = CHART_PIE;
    Chart c = chart_choose(t, p, &asked, 0, a);
    assert_int_equal(c.type, CHART_BAR);
    assert_true(str_starts(c.reason, S("Parts of a whole can not be below zero. Bars")));
    arena_free(a);
}

static void last_period(void **state) {
    (void)state;
    static const struct {
        int month, day;
        bool unfinished;
    } cases[] = {{10, 1, true}, {10, 31, true}, {11, 1, false}};
    Arena *a = arena_create(0);
    Table *t = fixture_table(a, MONTHLY, "2026-10-01|3\n2026-08-01|1\n2026-09-01|2\n");
    Plan *p = fixture_plan(a, t, 1);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Chart c = chart_choose(t, p, NULL, date_of(2026, cases[i].month, cases[i].day), a);
        assert_int_equal(c.unfinished_last, cases[i].unfinished);
    }
    arena_free(a);
}

static void the_changed_is_drawn(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Table *t = fixture_table(a, "product:text qty:int before:int change:int rate:float:%",
                             "Rice|5|2|3|150\nDal|9|8|1|12.5\n");
    Plan *p = fixture_compared(a, t, 1);
    assert_int_equal(chart_choose(t, p, NULL, 0, a).series[0], 1);
    plan_add_order(a, p, (PlanOrder){.by = ORDER_CHANGE, .descending = true});
    assert_int_equal(chart_choose(t, p, NULL, 0, a).series[0], 3);
    arena_free(a);
}

static void json(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Table *t = fixture_table(a, MONTHLY_BY,
                             "2026-08-01|Delhi|1\n2026-09-01|Delhi|2\n2026-10-01|Delhi|2\n"
                             "2026-08-01|Pune|1\n2026-09-01|Pune|2\n2026-10-01|Pune|2\n");
    Chart c = chart_choose(t, fixture_plan(a, t, 2), NULL, date_of(2026, 10, 9), a);
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 4096);
    JsonW w = jsonw_to(&out);
    chart_write(&w, &c, t);
    assert_string_equal(str_z(a, buf_str(&out)),
                        "{\"type\":\"line\",\"title\":\"Revenue by month and city\","
                        "\"x\":{\"column\":0,\"label\":\"month\",\"type\":\"time\",\"grain\":"
                        "\"month\",\"unit\":\"\"},"
                        "\"series\":[{\"column\":2,\"label\":\"revenue\",\"unit\":\"INR\"}],"
                        "\"split\":{\"column\":1,\"label\":\"city\"},\"sort\":\"natural\","
                        "\"reason\":\"One line for each group shows how they change over time.\","
                        "\"unfinished_last\":true}");
    arena_free(a);
}

static void names_go_there_and_back(void **state) {
    (void)state;
    for (ChartType type = CHART_NUMBER; type <= CHART_TABLE; type++) {
        ChartType back = CHART_NUMBER;
        assert_true(chart_type_from(str_from(chart_type_name(type)), &back));
        assert_int_equal(back, type);
    }
    ChartType none = CHART_PIE;
    assert_false(chart_type_from(S("cake"), &none));
    assert_int_equal(none, CHART_PIE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choices),     cmocka_unit_test(below_zero_is_no_pie),
        cmocka_unit_test(last_period), cmocka_unit_test(the_changed_is_drawn),
        cmocka_unit_test(json),        cmocka_unit_test(names_go_there_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
