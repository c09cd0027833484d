#include "chart/chart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "chart_fixture.h"

typedef struct Case {
    const char *columns;
    size_t dimensions, groups, within;  // rows: groups x within
    ChartType type;
    const char *reason;  // how it begins
    void (*change)(Plan *p);
} Case;

static void share(Plan *p) { p->measures[0].derive = DERIVE_SHARE; }
static void running(Plan *p) { p->measures[0].derive = DERIVE_RUNNING; }
static void average(Plan *p) { p->measures[0].expr->op = OP_AVG; }

static void ranked(Plan *p) {
    static PlanOrder by_number = {.by = ORDER_MEASURE, .descending = true};
    p->orders = &by_number;
    p->order_count = 1;
}
static void along(Plan *p) {
    static PlanOrder by_first = {.by = ORDER_DIMENSION};
    p->orders = &by_first;
    p->order_count = 1;
}
static void list(Plan *p) { p->measure_count = 0; }

#define ONE "product:text revenue:float:INR"
#define MONTHLY "month:month revenue:float:INR"
#define MONTHLY_BY "month:month city:text revenue:float:INR"
#define TWO "product:text city:text revenue:float:INR"

static const Case CASES[] = {
    {"revenue:float:INR", 0, 1, 1, CHART_NUMBER, "The answer is one", NULL},
    {ONE, 1, 0, 1, CHART_TABLE, "There is nothing", NULL},
    {ONE, 1, 1, 1, CHART_NUMBER, "The answer is one", NULL},
    {ONE, 1, 5, 1, CHART_BAR, "Bars compare a few", NULL},
    {ONE, 1, 20, 1, CHART_HORIZONTAL_BAR, "Bars compare the groups, and lie", NULL},
    {ONE, 1, 51, 1, CHART_TABLE, "Too many groups", NULL},
    {ONE, 1, 5, 1, CHART_PIE, "A few parts", share},
    {ONE, 1, 7, 1, CHART_HORIZONTAL_BAR, "Bars compare", share},
    {"weekday:weekday revenue:float", 1, 7, 1, CHART_BAR, "Bars in their", NULL},
    {"hour:hour revenue:float", 1, 24, 1, CHART_BAR, "Bars in their", NULL},
    {MONTHLY, 1, 12, 1, CHART_LINE, "A line shows", NULL},
    {MONTHLY, 1, 2, 1, CHART_BAR, "Too few periods", NULL},
    {MONTHLY, 1, 12, 1, CHART_AREA, "The area grows", running},
    {MONTHLY_BY, 2, 6, 4, CHART_LINE, "One line for each", NULL},
    {MONTHLY_BY, 2, 6, 4, CHART_STACKED_AREA, "The areas show", share},
    {MONTHLY, 1, 12, 1, CHART_BAR, "Bars, as the periods", ranked},
    {MONTHLY_BY, 2, 2, 4, CHART_GROUPED_BAR, "Too few periods", NULL},
    {MONTHLY_BY, 2, 6, 9, CHART_HEATMAP, "Too many groups for lines", NULL},
    {TWO, 2, 6, 3, CHART_GROUPED_BAR, "Bars side by side", NULL},
    {TWO, 2, 10, 6, CHART_STACKED_BAR, "Stacked bars", NULL},
    {TWO, 2, 10, 6, CHART_HEATMAP, "Colour shows", average},
    {TWO, 2, 10, 10, CHART_HEATMAP, "Colour shows", NULL},
    {"weekday:weekday hour:hour revenue:float", 2, 7, 7, CHART_HEATMAP, "Colour", NULL},
    {"a:text b:text c:text n:int", 3, 9, 1, CHART_TABLE, "More than two", NULL},
    {"a:text n:int:kg m:int:INR", 1, 25, 1, CHART_SCATTER, "Each point", NULL},
    {"a:text n:int:INR m:int:INR", 1, 5, 1, CHART_GROUPED_BAR, "Bars side", NULL},
    {"a:text k:int:kg l:int:INR m:int:% n:int:l", 1, 9, 1, CHART_TABLE, "Numbers of different",
     NULL},
    {"a:name b:text", 2, 9, 1, CHART_TABLE, "The answer is a list", NULL},
    {"a:name n:int", 2, 9, 1, CHART_HORIZONTAL_BAR, "Bars compare the number of each", list},
    {"a:name n:int", 2, 3, 12, CHART_BOX, "Boxes show", list},
    {"age:int n:int", 1, 40, 1, CHART_SCATTER, "Points, where", NULL},
    {"year:years n:int", 1, 6, 1, CHART_LINE, "A line shows how a number changes over the", NULL},
    {"year:years n:int", 1, 6, 1, CHART_BAR, "Bars in their", ranked},
    {"day:date n:int", 1, 6, 1, CHART_BAR, "Bars, as most days", NULL},
    {"day:date n:int", 1, 6, 1, CHART_LINE, "A line shows", along},
    {"day:date n:int", 1, 6, 1, CHART_LINE, "A line shows", average},
    {"n:int", 1, 30, 1, CHART_HISTOGRAM, "A histogram", NULL},
    {"n:int m:int", 2, 30, 1, CHART_SCATTER, "Each point", NULL},
};

static void cell_make(Buf *out, const Column *c, size_t column, size_t group, size_t part) {
    size_t n = column == 1 && part > 0 ? part : group + 1;
    if (column > 0) buf_add_char(out, '|');
    if (c->type == TYPE_TEXT)
        buf_add_fmt(out, "%c%zu", 'A' + (int)column, column == 1 ? part : group);
    else if (c->type == TYPE_DATE)
        buf_add_fmt(out, "2025-%02zu-01", group + 1);
    else if (str_eq(c->name, S("year")))
        buf_add_fmt(out, "%zu", 2000 + group);
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
        Chart chart = chart_choose(t, p, NULL, date_of(2026, 11, 21), words_english(a));
        bool right = chart.type == c->type && chart.drawn == c->type &&
                     str_starts(chart.reason, str_from(c->reason));
        if (!right) {
            fail_msg("case %zu (%s, %zu x %zu): %s: " STR_F, i, c->columns, c->groups, c->within,
                     chart_type_name(chart.type), STR_A(chart.reason));
        }
        arena_free(a);
    }
}

// What was named, and what is drawn of it.
typedef struct Named {
    const char *columns;
    size_t dimensions, groups, within;
    ChartType asked, type, drawn;
    const char *warning;  // how it begins; "" none
    void (*change)(Plan *p);
} Named;

#define SAME(type) type, type, type

static const Named NAMED[] = {
    {ONE, 1, 5, 1, SAME(CHART_PIE), "", NULL},
    {ONE, 1, 14, 1, SAME(CHART_PIE), "A pie of more than 6", NULL},
    {ONE, 1, 5, 1, SAME(CHART_PIE), "These numbers do not add up", average},
    {ONE, 1, 5, 1, SAME(CHART_DOUGHNUT), "", NULL},
    {ONE, 1, 5, 1, SAME(CHART_LINE), "Nothing lies between", NULL},
    {ONE, 1, 5, 1, SAME(CHART_TABLE), "", NULL},
    {ONE, 1, 20, 1, SAME(CHART_BAR), "", NULL},
    {ONE, 1, 60, 1, SAME(CHART_BAR), "More than 50 bars", NULL},
    {ONE, 1, 20, 1, SAME(CHART_HORIZONTAL_BAR), "", NULL},
    {ONE, 1, 5, 1, CHART_HISTOGRAM, CHART_BAR, CHART_BAR, "", NULL},
    {"n:int", 1, 30, 1, SAME(CHART_HISTOGRAM), "", list},
    {ONE, 1, 5, 1, CHART_HEATMAP, CHART_HEATMAP, CHART_BAR, "A heatmap needs two groupings; bars",
     NULL},
    {ONE, 1, 5, 1, CHART_SCATTER, CHART_SCATTER, CHART_BAR, "Points need", NULL},
    {"age:int n:int", 1, 9, 1, SAME(CHART_SCATTER), "", NULL},
    {"a:text n:int m:int", 1, 9, 1, SAME(CHART_SCATTER), "", NULL},
    {"a:text n:int m:int k:int", 1, 9, 1, SAME(CHART_BUBBLE), "", NULL},
    {"a:text n:int m:int", 1, 9, 1, CHART_BUBBLE, CHART_BUBBLE, CHART_GROUPED_BAR, "Bubbles need",
     NULL},
    {MONTHLY, 1, 12, 1, SAME(CHART_BAR), "", NULL},
    {MONTHLY, 1, 12, 1, CHART_NUMBER, CHART_NUMBER, CHART_LINE, "The answer is more", NULL},
    {MONTHLY, 1, 12, 1, SAME(CHART_STEP), "", NULL},
    {MONTHLY, 1, 12, 1, SAME(CHART_AREA), "", NULL},
    {MONTHLY_BY, 2, 6, 4, SAME(CHART_STACKED_AREA), "", NULL},
    {MONTHLY_BY, 2, 6, 4, SAME(CHART_SMALL_MULTIPLES), "", NULL},
    {MONTHLY_BY, 2, 6, 4, SAME(CHART_COHORT), "", NULL},
    {"month:month n:int:kg m:int:INR", 1, 6, 1, SAME(CHART_COMBO), "", NULL},
    {MONTHLY, 1, 6, 1, CHART_COMBO, CHART_COMBO, CHART_LINE, "Bars with a line need", NULL},
    {"day:day n:int", 1, 12, 1, SAME(CHART_CALENDAR_HEATMAP), "", NULL},
    {MONTHLY, 1, 12, 1, CHART_CALENDAR_HEATMAP, CHART_CALENDAR_HEATMAP, CHART_LINE,
     "A calendar needs", NULL},
    {TWO, 2, 6, 3, SAME(CHART_STACKED_BAR), "", NULL},
    {TWO, 2, 6, 3, SAME(CHART_STACKED_BAR), "These numbers do not", average},
    {TWO, 2, 6, 3, SAME(CHART_PERCENT_BAR), "", NULL},
    {TWO, 2, 6, 3, CHART_BAR, CHART_BAR, CHART_GROUPED_BAR, "", NULL},
    {TWO, 2, 6, 3, SAME(CHART_SUNBURST), "", NULL},
    {TWO, 2, 6, 3, SAME(CHART_TREEMAP), "", NULL},
    {TWO, 2, 6, 3, SAME(CHART_SANKEY), "", NULL},
    {TWO, 2, 6, 3, SAME(CHART_RADAR), "", NULL},
    {ONE, 1, 2, 1, CHART_RADAR, CHART_RADAR, CHART_BAR, "A radar needs", NULL},
    {ONE, 1, 6, 1, CHART_SANKEY, CHART_SANKEY, CHART_BAR, "Flows need a from", NULL},
    {ONE, 1, 6, 1, SAME(CHART_FUNNEL), "", NULL},
    {ONE, 1, 13, 1, CHART_FUNNEL, CHART_FUNNEL, CHART_HORIZONTAL_BAR,
     "A funnel needs 2 to 12 stages in order; bars instead.", NULL},
    {ONE, 1, 6, 1, SAME(CHART_WATERFALL), "", NULL},
    {ONE, 1, 40, 1, CHART_WATERFALL, CHART_WATERFALL, CHART_HORIZONTAL_BAR, "A waterfall needs",
     NULL},
    {ONE, 1, 6, 1, SAME(CHART_PARETO), "", NULL},
    {ONE, 1, 6, 1, CHART_GANTT, CHART_GANTT, CHART_BAR, "Spans of time need", NULL},
    {"a:name first:date last:date", 3, 6, 1, SAME(CHART_GANTT), "", list},
    {"day:day o:int c:int l:int h:int", 1, 9, 1, SAME(CHART_CANDLESTICK), "", NULL},
    {MONTHLY, 1, 9, 1, CHART_CANDLESTICK, CHART_CANDLESTICK, CHART_LINE, "Candlesticks need", NULL},
    {"a:name n:int", 2, 3, 12, SAME(CHART_BOX), "", list},
    {ONE, 1, 3, 1, CHART_BOX, CHART_BOX, CHART_BAR, "Boxes need", NULL},
    {"a:name lat:float lon:float", 3, 3, 1, SAME(CHART_MAP_POINTS), "", list},
    {ONE, 1, 3, 1, CHART_MAP_POINTS, CHART_MAP_POINTS, CHART_BAR, "Points on a map", NULL},
    {"city:place n:int", 1, 3, 1, SAME(CHART_MAP_REGIONS), "", NULL},
    {ONE, 1, 3, 1, CHART_MAP_REGIONS, CHART_MAP_REGIONS, CHART_BAR, "A map of regions", NULL},
    {"revenue:float", 0, 1, 1, SAME(CHART_GAUGE), "", NULL},
    {ONE, 1, 3, 1, CHART_GAUGE, CHART_GAUGE, CHART_BAR, "The answer is more", NULL},
    {ONE, 1, 3, 1, CHART_SMALL_MULTIPLES, CHART_SMALL_MULTIPLES, CHART_BAR, "Small charts", NULL},
    {ONE, 1, 3, 1, CHART_COHORT, CHART_COHORT, CHART_BAR, "Cohorts need", NULL},
    {ONE, 1, 3, 1, CHART_FORECAST, CHART_FORECAST, CHART_BAR, "A forecast needs", NULL},
    {ONE, 1, 0, 1, CHART_PIE, CHART_PIE, CHART_TABLE, "There is nothing to draw; a table", NULL},
    {"revenue:float", 0, 1, 1, CHART_LINE, CHART_LINE, CHART_NUMBER, "There are no groups", NULL},
};

static void named_ones_are_kept(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(NAMED); i++) {
        const Named *n = &NAMED[i];
        Arena *a = arena_create(0);
        Case like = {.columns = n->columns, .groups = n->groups, .within = n->within};
        Table *t = table_make(a, &like);
        Plan *p = fixture_plan(a, t, n->dimensions);
        if (n->change) n->change(p);
        ChartWish wish = {.named = true, .type = n->asked};
        Chart c = chart_choose(t, p, &wish, date_of(2026, 11, 21), words_english(a));
        bool said = n->warning[0] ? str_starts(c.warning, str_from(n->warning)) : !c.warning.len;
        if (c.type != n->type || c.drawn != n->drawn || !said) {
            fail_msg("%zu: %s of %s (%zu x %zu): %s drawn as %s: " STR_F, i,
                     chart_type_name(n->asked), n->columns, n->groups, n->within,
                     chart_type_name(c.type), chart_type_name(c.drawn), STR_A(c.warning));
        }
        arena_free(a);
    }
}

// What was said where no chart was named.
static const struct {
    const char *columns;
    size_t dimensions, groups, within;
    ChartWish wish;
    ChartType type, drawn;
    void (*change)(Plan *p);
} WISHED[] = {
    {ONE, 1, 9, 1, {.topic = CHART_TOPIC_SHARE}, CHART_PIE, CHART_PIE, NULL},
    {ONE, 1, 9, 1, {.topic = CHART_TOPIC_SHARE}, CHART_PIE, CHART_HORIZONTAL_BAR, average},
    {"age:int n:int", 1, 9, 1, {.topic = CHART_TOPIC_TREND}, CHART_LINE, CHART_LINE, NULL},
    {MONTHLY, 1, 2, 1, {.topic = CHART_TOPIC_TREND}, CHART_LINE, CHART_LINE, NULL},
    {"n:int m:int", 2, 5, 1, {.topic = CHART_TOPIC_RELATION}, CHART_SCATTER, CHART_SCATTER, list},
    {TWO, 2, 9, 6, {.split = true, .any = true}, CHART_STACKED_BAR, CHART_STACKED_BAR, NULL},
    {"a:name b:text", 2, 5, 1, {.any = true}, CHART_BAR, CHART_TABLE, list},
    {ONE, 1, 9, 1, {.topic = CHART_TOPIC_TREND}, CHART_LINE, CHART_HORIZONTAL_BAR, NULL},
    {"n:int", 0, 1, 1, {.any = true}, CHART_BAR, CHART_NUMBER, NULL},
    {"n:int", 0, 1, 1, {.topic = CHART_TOPIC_COMPARE}, CHART_NUMBER, CHART_NUMBER, NULL},
};

static void wishes_without_a_name(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(WISHED); i++) {
        Arena *a = arena_create(0);
        Case like = {
            .columns = WISHED[i].columns, .groups = WISHED[i].groups, .within = WISHED[i].within};
        Table *t = table_make(a, &like);
        Plan *p = fixture_plan(a, t, WISHED[i].dimensions);
        if (WISHED[i].change) WISHED[i].change(p);
        Chart c = chart_choose(t, p, &WISHED[i].wish, date_of(2026, 11, 21), words_english(a));
        if (c.type != WISHED[i].type || c.drawn != WISHED[i].drawn) {
            fail_msg("%zu (%s): %s drawn as %s", i, WISHED[i].columns, chart_type_name(c.type),
                     chart_type_name(c.drawn));
        }
        arena_free(a);
    }
}

static void columns_have_their_places(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Table *t = fixture_table(a, "a:text n:int:kg m:int:INR k:int", "A|1|2|3\nB|4|5|6\nC|7|8|9\n");
    Chart c = chart_choose(t, fixture_plan(a, t, 1),
                           &(ChartWish){.named = true, .type = CHART_BUBBLE}, 0, words_english(a));
    assert_int_equal(c.x, 1);
    assert_int_equal(c.series[0], 2);
    assert_int_equal(c.parts[CHART_SIZE], 3);
    c = chart_choose(t, fixture_plan(a, t, 1), &(ChartWish){.named = true, .type = CHART_COMBO}, 0,
                     words_english(a));
    assert_int_equal(c.series_count, 2);
    assert_int_equal(c.parts[CHART_Y2], 3);
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 1 << 16);
    JsonW w = jsonw_to(&out);
    chart_write(&w, &c, t);
    assert_true(str_contains(buf_str(&out), S("\"y2\":[{\"column\":3,\"label\":\"k\"")));
    t = fixture_table(a, "a:name first:date last:date", "A|2026-01-01|2026-02-01\n");
    Plan *p = fixture_plan(a, t, 3);
    list(p);
    c = chart_choose(t, p, &(ChartWish){.named = true, .type = CHART_GANTT}, 0, words_english(a));
    assert_int_equal(c.x, 0);
    assert_int_equal(c.parts[CHART_START], 1);
    assert_int_equal(c.parts[CHART_END], 2);
    t = fixture_table(a, "day:day high:int open:int low:int close:int",
                      "2026-01-01|9|3|1|4\n2026-01-02|8|4|2|5\n");
    c = chart_choose(t, fixture_plan(a, t, 1),
                     &(ChartWish){.named = true, .type = CHART_CANDLESTICK}, 0, words_english(a));
    assert_int_equal(c.series[0], 2);  // open, high, low, close
    assert_int_equal(c.series[1], 1);
    assert_int_equal(c.series[2], 3);
    assert_int_equal(c.series[3], 4);
    t = fixture_table(a, "n:int m:int", "1|2\n");
    c = chart_choose(t, fixture_plan(a, t, 0), &(ChartWish){.named = true, .type = CHART_GAUGE}, 0,
                     words_english(a));
    assert_int_equal(c.series_count, 1);
    assert_int_equal(c.parts[CHART_TARGET], 1);
    JsonW gauge = jsonw_to(&out);
    chart_write(&gauge, &c, t);
    assert_true(str_contains(buf_str(&out), S("\"target\":2")));
    arena_free(a);
}

// What the names of columns call for, and what looks like it but does not.
typedef struct Called {
    const char *columns, *rows;
    size_t dimensions;
    ChartType type;
    void (*change)(Plan *p);
} Called;

#define PRICES "2026-01-01|4|9|1|3\n2026-01-02|3|8|2|5\n2026-01-03|5|6|4|6\n"
#define SPANS "A|2026-01-01|2026-02-01\nB|2026-01-05|2026-02-09\n"
#define PLACES "A|19.1|72.9|5\nB|28.6|77.2|7\n"
#define MONTHS_OF_TWO "2026-01-01|40|2\n2026-02-01|50|3\n2026-03-01|30|2\n"
#define GOODS "A|X|5\nA|Y|3\nB|X|4\nB|Y|1\n"
#define RETURNED "2026-01-01|0|90\n2026-01-01|1|40\n2026-02-01|0|80\n2026-03-01|0|70\n"

static const Called CALLED[] = {
    {"day:day open:int high:int low:int close:int", PRICES, 1, CHART_CANDLESTICK, NULL},
    {"day:day opened:int high:int low:int lost:int", PRICES, 1, CHART_LINE, NULL},
    {"task:name start_date:date end_date:date", SPANS, 3, CHART_GANTT, list},
    {"guest:name check_out:date check_in:date", SPANS, 3, CHART_GANTT, list},
    {"task:name ordered:date paid:date", SPANS, 3, CHART_TABLE, list},
    {"shop:name latitude:float longitude:float n:int", PLACES, 4, CHART_MAP_POINTS, list},
    {"shop:name latest_price:float long_sold:float n:int", PLACES, 4, CHART_TABLE, list},
    {"month:month revenue:float:INR margin:float:%", MONTHS_OF_TWO, 1, CHART_COMBO, NULL},
    {"month:month revenue:float:INR cost:float:INR", MONTHS_OF_TWO, 1, CHART_LINE, NULL},
    {"month:month a:int b:int", MONTHS_OF_TWO, 1, CHART_LINE, NULL},
    {"month:month a:int b:int", "2026-01-01|4000|2\n2026-02-01|50|3\n2026-03-01|30|2\n", 1,
     CHART_COMBO, NULL},
    {"month:month revenue:float:INR margin:float:%", MONTHS_OF_TWO, 1, CHART_BAR, ranked},
    {"revenue:float:INR target:float:INR", "80|100\n", 0, CHART_GAUGE, NULL},
    {"target:float:INR revenue:float:INR", "80|100\n", 0, CHART_NUMBER, NULL},
    {"from:text to:text qty:int", GOODS, 2, CHART_SANKEY, NULL},
    {"from_store:text store:text qty:int", GOODS, 2, CHART_GROUPED_BAR, NULL},
    {"month:month months_later:int n:int", RETURNED, 2, CHART_COHORT, NULL},
};

static void names_call_for_charts(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CALLED); i++) {
        const Called *c = &CALLED[i];
        Arena *a = arena_create(0);
        Table *t = fixture_table(a, c->columns, c->rows);
        Plan *p = fixture_plan(a, t, c->dimensions);
        if (c->change) c->change(p);
        Chart chart = chart_choose(t, p, NULL, date_of(2026, 11, 21), words_english(a));
        bool right = chart.type == c->type && chart.drawn == c->type && chart.reason.len > 0;
        if (!right) fail_msg("%s: %s", c->columns, chart_type_name(chart.type));
        // Who wishes for a picture in words gets that one.
        ChartWish table = {.named = true, .type = CHART_TABLE};
        assert_int_equal(chart_choose(t, p, &table, 0, words_english(a)).drawn, CHART_TABLE);
        arena_free(a);
    }
}

static void flows_go_one_way(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Table *t = fixture_table(a, "to:text from:text qty:int", GOODS);
    Chart c = chart_choose(t, fixture_plan(a, t, 2), NULL, 0, words_english(a));
    assert_int_equal(c.drawn, CHART_SANKEY);
    assert_int_equal(c.x, 1);
    assert_int_equal(c.split, 0);
    arena_free(a);
}

static void what_it_calls_for_is_offered_first(void **state) {
    (void)state;
    static const struct {
        const char *columns, *rows;
        ChartType drawn, first;
    } cases[] = {
        {"state:place n:int", "Kerala|5\nGoa|2\nBihar|3\nAssam|1\n", CHART_BAR, CHART_MAP_REGIONS},
        {"step:text n:int", "Sales|90\nGoods|-40\nRent|-20\n", CHART_BAR, CHART_WATERFALL},
        {"share:float:%", "42\n", CHART_NUMBER, CHART_GAUGE},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Arena *a = arena_create(0);
        Table *t = fixture_table(a, cases[i].columns, cases[i].rows);
        Chart c = chart_choose(t, fixture_plan(a, t, i == 2 ? 0 : 1), NULL, 0, words_english(a));
        assert_int_equal(c.drawn, cases[i].drawn);
        assert_int_equal(c.alternatives[0], cases[i].first);
        arena_free(a);
    }
}

static void others_are_offered(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Table *t = fixture_table(a, ONE, "Rice|5\nDal|9\nOil|2\nSalt|1\n");
    Chart c = chart_choose(t, fixture_plan(a, t, 1), NULL, 0, words_english(a));
    bool pie = false, line = false;
    for (size_t i = 0; i < c.alternative_count; i++) {
        assert_true(c.alternatives[i] != c.drawn);
        pie = pie || c.alternatives[i] == CHART_PIE;
        line = line || c.alternatives[i] == CHART_LINE;
    }
    assert_true(pie);
    assert_false(line);
    assert_int_equal(c.alternatives[c.alternative_count - 1], CHART_TABLE);
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
        Chart c =
            chart_choose(t, p, NULL, date_of(2026, cases[i].month, cases[i].day), words_english(a));
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
    assert_int_equal(chart_choose(t, p, NULL, 0, words_english(a)).series[0], 1);
    plan_add_order(a, p, (PlanOrder){.by = ORDER_CHANGE, .descending = true});
    assert_int_equal(chart_choose(t, p, NULL, 0, words_english(a)).series[0], 3);
    arena_free(a);
}

static void json(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Table *t = fixture_table(a, MONTHLY_BY,
                             "2026-08-01|Delhi|1\n2026-09-01|Delhi|2\n2026-10-01|Delhi|2\n"
                             "2026-08-01|Pune|1\n2026-09-01|Pune|2\n2026-10-01|Pune|2\n");
    Chart c = chart_choose(t, fixture_plan(a, t, 2), NULL, date_of(2026, 10, 9), words_english(a));
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
                        "\"unfinished_last\":true,\"drawn\":\"line\",\"warning\":\"\","
                        "\"alternatives\":[\"grouped_bar\",\"stacked_bar\","
                        "\"percent_bar\",\"step\",\"stacked_area\",\"heatmap\",\"treemap\","
                        "\"sunburst\",\"sankey\",\"cohort\",\"small_multiples\","
                        "\"table\"]}");
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

// What each adds to a change makes steps, but some of them are no whole, and a level is no change.
static void changes_are_taken_apart(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Table *t = fixture_table(a,
                             "product:text revenue:float:INR before:float:INR change:float:INR "
                             "rate:float:%",
                             "Oil|90|60|30|50\nRice|100|80|20|25\nDal|40|50|-10|-20\n");
    Plan *p = fixture_compared(a, t, 1);
    PlanOrder order = {.by = ORDER_CHANGE, .descending = true};
    p->orders = &order;
    p->order_count = 1;
    Chart chart = chart_choose(t, p, NULL, date_of(2026, 11, 21), words_english(a));
    assert_int_equal(chart.drawn, CHART_WATERFALL);
    assert_int_equal(chart.series[0], 3);
    p->limit = 3;
    chart = chart_choose(t, p, NULL, date_of(2026, 11, 21), words_english(a));
    assert_int_not_equal(chart.drawn, CHART_WATERFALL);
    p->limit = 0;
    order.by = ORDER_MEASURE;
    chart = chart_choose(t, p, NULL, date_of(2026, 11, 21), words_english(a));
    assert_int_not_equal(chart.drawn, CHART_WATERFALL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choices),
        cmocka_unit_test(named_ones_are_kept),
        cmocka_unit_test(wishes_without_a_name),
        cmocka_unit_test(columns_have_their_places),
        cmocka_unit_test(names_call_for_charts),
        cmocka_unit_test(flows_go_one_way),
        cmocka_unit_test(what_it_calls_for_is_offered_first),
        cmocka_unit_test(others_are_offered),
        cmocka_unit_test(changes_are_taken_apart),
        cmocka_unit_test(last_period),
        cmocka_unit_test(the_changed_is_drawn),
        cmocka_unit_test(json),
        cmocka_unit_test(names_go_there_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
