#include "ask/chartcue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "ask/cue_scan.h"

// What is left of the question, and what was said: type, topic, x/y with a direction, bin, split.
typedef struct Case {
    const char *question, *rest, *said;
} Case;

static const Case CASES[] = {
    {"total sales by month", "total sales by month", ""},
    {"sales of 'a pie chart' by month", "sales of 'a pie chart' by month", ""},
    {"who was first in line?", "who was first in line?", ""},
    {"sales by production line", "sales by production line", ""},
    {"customers in a bar", "customers in a bar", ""},
    {"brands of lenses that took a picture of mountains",
     "brands of lenses that took a picture of mountains", ""},
    {"orders by sales funnel stage", "orders by sales funnel stage", ""},
    {"the area of each store", "the area of each store", ""},
    // names
    {"Draw a bar chart of revenue by city", "revenue by city", "bar"},
    {"revenue by city as bars", "revenue by city", "bar"},
    {"revenue by city as a pie", "revenue by city", "pie"},
    {"Give me a pie to show revenue by city", "revenue by city", "pie"},
    {"could you plot revenue by city in a line graph please",
     "could you plot revenue by city please", "line"},
    {"Revenue by city. Visualize them with a treemap.", "Revenue by city", "treemap"},
    {"histogram of order amounts", "order amounts", "histogram"},
    {"revenue by month and store as a stacked bar chart", "revenue by month and store",
     "stacked_bar split"},
    {"a 100% stacked bar of revenue by month and store", "revenue by month and store",
     "percent_bar split"},
    {"revenue by week as an area chart", "revenue by week", "area"},
    {"stacked area of revenue by month and city", "revenue by month and city",
     "stacked_area split"},
    {"stock by day as a step chart", "stock by day", "step"},
    {"profit by city as a waterfall", "profit by city", "waterfall"},
    {"orders by stage as a funnel", "orders by stage", "funnel"},
    {"customers per city on a map", "customers per city", "map_points"},
    {"a choropleth of customers per state", "customers per state", "map_regions"},
    {"revenue by product as a pareto chart", "revenue by product", "pareto"},
    {"price and quantity by product in a bubble chart", "price and quantity by product", "bubble"},
    {"box plot of price by category", "price by category", "box"},
    {"revenue by day as a calendar heatmap", "revenue by day", "calendar_heatmap"},
    {"heat map of revenue by weekday and hour", "revenue by weekday and hour", "heatmap"},
    {"revenue and orders by month as a combo chart", "revenue and orders by month", "combo"},
    {"revenue by category as a donut", "revenue by category", "doughnut"},
    {"revenue by category and product as a sunburst", "revenue by category and product",
     "sunburst"},
    {"a sankey diagram of orders by city and store", "orders by city and store", "sankey"},
    {"ratings by product as a radar chart", "ratings by product", "radar"},
    {"projects as a gantt chart", "projects", "gantt"},
    {"prices by day as candlesticks", "prices by day", "candlestick"},
    {"customers by first month and month as a cohort chart", "customers by first month and month",
     "cohort"},
    {"revenue by month and city as small multiples", "revenue by month and city",
     "small_multiples split"},
    {"total revenue as a gauge", "total revenue", "gauge"},
    {"total revenue as a big number", "total revenue", "number"},
    {"list the customers as a table", "list the customers", "table"},
    // what is drawn is not what is asked for
    {"scatter plot of price and quantity where the points are coloured by city",
     "price and quantity by city", "scatter split"},
    {"revenue by month, the bars are coloured by store", "revenue by month, by store", "split"},
    // axes and orders
    {"bar chart with x axis city y axis average price", "city, average price", "bar"},
    {"Scatter plot of price on the x axis and quantity on the y axis", "price, and quantity",
     "scatter"},
    {"Bar chart of revenue by city, rank the y-axis from high to low", "revenue by city",
     "bar y desc"},
    {"revenue by city, and sort in ascending order by the x axis", "revenue by city", "x asc"},
    {"revenue by city, could you display the bars in descending order", "revenue by city",
     "y desc"},
    {"a pie of orders by city, and sort the names in asc order", "orders by city", "pie x asc"},
    {"list names from low to high", "list names from low to high", ""},
    // orders at the end
    {"list the names of the shops, and order in ascending order",
     "list the names of the shops, in ascending order", ""},
    {"orders per city, and could you list the total number in descending order please?",
     "orders per city", "y desc"},
    {"number of orders by city, and rank by the number of orders in asc order",
     "number of orders by city", "y asc"},
    {"revenue by city, sort the cities in ascending order", "revenue by city", "x asc of cities"},
    {"orders by Pay_Type and city, order Pay_Type in desc order", "orders by Pay_Type and city",
     "x desc of pay_type"},
    {"customers of Pune, display from low to high by the names", "customers of Pune", "x asc"},
    // what was not said, or only of a condition, has to be read
    {"customers of Pune, and list by age in descending order",
     "customers of Pune, and list by age in descending order", ""},
    {"customers with an age over 20, and sort by the age in desc order",
     "customers with an age over 20, and sort by the age in desc order", ""},
    {"products, and sort by the number of orders in desc order",
     "products, and sort by the number of orders in desc order", ""},
    {"products sorted by price in descending order", "products sorted by price in descending order",
     ""},
    // the number of each
    {"what are the number of the cities of the customers?",
     "what are the number of the cities "
     "of the customers?",
     "each what are the cities of the customers?"},
    {"find the total number of the names of writers",
     "find the total number of the names of "
     "writers",
     "each find the names of writers"},
    {"list the number of the rooms booked by anna", "list the number of the rooms booked by anna",
     "each list the rooms booked by anna"},
    {"number of the orders by city", "number of the orders by city", ""},
    {"what is the number of cities?", "what is the number of cities?", ""},
    {"group the orders by city and then group by month",
     "group the orders by city and then group by month", "split"},
    {"orders, the x axis is the city and group the month", "orders, by city and by the month",
     "split"},
    {"relationship between price and weight, and group by attribute weight class",
     "price and weight, and group by weight class", "relation split"},
    {"orders by city. Split them by month", "orders by city, by month", "split"},
    // bins and splits
    {"revenue in a bar chart, and bin the order date into the month interval",
     "revenue, by the order date", "bar bin month"},
    {"number of orders by date, bin it by weekday", "number of orders by date", "bin weekday"},
    {"bar chart of revenue by month stacked by store", "revenue by month by store", "bar split"},
    {"price against weight, with a different colour for each brand",
     "price against weight, by brand", "split"},
    {"bar chart of revenue by month and group by store", "revenue by month and group by store",
     "bar split"},
    {"bar chart of revenue and group by store", "revenue and group by store", "bar"},
    // topics
    {"What is the relationship between price and quantity?", "price and quantity?", "relation"},
    {"show me the trend of revenue over order date", "revenue by order date", "trend"},
    {"trend of revenue over the last 6 months", "trend of revenue over the last 6 months", "trend"},
    {"proportion of orders by city", "proportion of orders by city", "share"},
    {"Give me the comparison of revenue over city", "revenue by city", "compare"},
    {"distribution of price", "price", "spread"},
};

static const char *const TOPICS[] = {"", " trend", " relation", " share", " spread", " compare"};

static const char *said(const ChartCue *c, Arena *a) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 1024);
    if (c->wish.named) buf_add_fmt(&out, " %s", chart_type_name(c->wish.type));
    buf_add_z(&out, TOPICS[c->wish.topic]);
    if (c->order != CUE_AXIS_NONE) {
        buf_add_fmt(&out, " %s %s", c->order == CUE_AXIS_X ? "x" : "y",
                    c->descending ? "desc" : "asc");
    }
    for (size_t i = 0; i < c->by_count; i++) {
        buf_add_fmt(&out, "%s" STR_F, i == 0 ? " of " : " ", STR_A(c->by[i]));
    }
    if (c->each.len > 0) buf_add_fmt(&out, " each " STR_F, STR_A(c->each));
    if (c->bin == CUE_BIN_UNIT) buf_add_fmt(&out, " bin %s", date_unit_name(c->unit));
    if (c->bin == CUE_BIN_WEEKDAY) buf_add_z(&out, " bin weekday");
    if (c->wish.split) buf_add_z(&out, " split");
    return str_z(a, str_trim(buf_str(&out)));
}

static void what_is_said(void **state) {
    (void)state;
    size_t wrong = 0;
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const Case *c = &CASES[i];
        ChartCue cue = chartcue_read(str_from(c->question), a);
        bool right = str_eq(cue.rest, str_from(c->rest)) &&
                     str_eq(str_from(said(&cue, a)), str_from(c->said));
        if (right) continue;
        wrong++;
        print_error("%s\n   '" STR_F "' [%s]\n", c->question, STR_A(cue.rest), said(&cue, a));
    }
    arena_free(a);
    assert_int_equal(wrong, 0);
}

static void every_type_has_words(void **state) {
    (void)state;
    for (int type = 0; type < CHART_TYPE_COUNT; type++) {
        bool has = type == CHART_FORECAST;  // a question of its own, not a picture of another
        for (size_t i = 0; i < CHART_WORD_COUNT; i++) has = has || (int)CHART_WORDS[i].type == type;
        if (!has) fail_msg("nothing asks for '%s'", chart_type_name((ChartType)type));
    }
}

static void every_word_is_read(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    for (size_t i = 0; i < CHART_WORD_COUNT; i++) {
        const ChartWord *w = &CHART_WORDS[i];
        bool noun = w->kind == CHART_WORD_WITH_NOUN;
        Str question = str_fmt(a, "revenue by city as %s %s", w->phrase, noun ? "chart" : "");
        ChartCue cue = chartcue_read(question, a);
        if (!cue.wish.named || cue.wish.type != w->type)
            fail_msg("'" STR_F "' is no %s", STR_A(question), chart_type_name(w->type));
    }
    arena_free(a);
}

static void alone(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    assert_true(chartcue_read(S("as a pie chart"), a).is_alone);
    assert_true(chartcue_read(S("show it as a line chart instead"), a).is_alone);
    assert_false(chartcue_read(S("as a pie chart by city"), a).is_alone);
    assert_false(chartcue_read(S(""), a).is_alone);
    arena_free(a);
}

static void foreign_bytes_are_left_alone(void **state) {
    (void)state;
    static const char *const TEXTS[] = {"",
                                        "\"",
                                        "'",
                                        "'a",
                                        "बिक्री शहर",
                                        "\xff\xfe",
                                        "x",
                                        "x axis",
                                        "bin by",
                                        "y axis from high to low",
                                        "a the an ,,, ."};
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        ChartCue cue = chartcue_read(str_from(TEXTS[i]), a);
        assert_true(cue.rest.len <= str_from(TEXTS[i]).len);
    }
    CLEANUP(buf_done) Buf longest;
    buf_init(&longest, 1 << 20);
    for (int i = 0; i < 5000; i++) buf_add_z(&longest, "bar chart x axis ");
    assert_int_equal(chartcue_read(buf_str(&longest), a).rest.len, longest.len);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said),
        cmocka_unit_test(every_type_has_words),
        cmocka_unit_test(every_word_is_read),
        cmocka_unit_test(alone),
        cmocka_unit_test(foreign_bytes_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
