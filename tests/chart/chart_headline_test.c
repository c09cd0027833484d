// Headlines as a person reads them: rows in, the sentence out.
#include "chart/chart.h"
#include "words/words_language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chart_fixture.h"

typedef struct Case {
    const char *columns, *rows;
    size_t dimensions;
    void (*change)(Plan *p, Arena *a);
    const char *headline;
} Case;

static void october(Plan *p, Arena *a) {
    (void)a;
    fixture_period(p, date_of(2026, 10, 1), date_of(2026, 11, 1));
}
static void november(Plan *p, Arena *a) {
    (void)a;
    fixture_period(p, date_of(2026, 11, 1), date_of(2026, 12, 1));
}
static void one_day(Plan *p, Arena *a) {
    (void)a;
    fixture_period(p, date_of(2026, 11, 3), date_of(2026, 11, 4));
}
static void in_delhi(Plan *p, Arena *a) {
    plan_add_filter(a, p, expr_call2(a, OP_EQ, expr_column(a, 0, 0), expr_text(a, S("Delhi"))));
}
static void lowest(Plan *p, Arena *a) { plan_add_order(a, p, (PlanOrder){.by = ORDER_MEASURE}); }
static void highest(Plan *p, Arena *a) {
    plan_add_order(a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = true});
    p->limit = 10;
}
static void running(Plan *p, Arena *a) {
    (void)a;
    p->measures[0].derive = DERIVE_RUNNING;
}
static void average(Plan *p, Arena *a) {
    (void)a;
    p->measures[0].expr->op = OP_AVG;
}
static void compared(Plan *p, Arena *a) {
    october(p, a);
    p->measure_count = 1;
    p->compare = COMPARE_PREVIOUS;
}
static void year_before(Plan *p, Arena *a) {
    compared(p, a);
    p->compare = COMPARE_YEAR_BEFORE;
}
static void by_change(Plan *p, Arena *a) {
    compared(p, a);
    plan_add_order(a, p, (PlanOrder){.by = ORDER_CHANGE, .descending = true});
}
static void list(Plan *p, Arena *a) {
    p->tables = arena_new(a, PlanTable, 1);
    p->table_count = 1;
}
static void distinct(Plan *p, Arena *a) {
    (void)a;
    p->distinct = true;
}

#define REVENUE "total_revenue:float:INR"
#define ORDERS "number_of_orders:int"
#define BY_PRODUCT "product:name total_quantity:int:packs"
#define MONTHLY "month:month revenue:float:INR"
#define COMPARED "revenue:float:INR before:float:INR change:float:INR growth:float:%"
#define COMPARED_BY "product:name " COMPARED

static const Case CASES[] = {
    // one number
    {REVENUE, "1234567", 0, NULL, "Total revenue is ₹12,34,567."},
    {REVENUE, "1234567", 0, october, "Total revenue was ₹12,34,567 in October 2026."},
    {REVENUE, "1234567", 0, november, "Total revenue was ₹12,34,567 in November 2026 so far."},
    {REVENUE, "120", 0, one_day, "Total revenue was ₹120 on 3 November 2026."},
    {REVENUE, "-120", 0, in_delhi, "Total revenue is -₹120 where city is Delhi."},
    {"sales:float:USD", "99.5", 0, october, "Sales were $99.50 in October 2026."},
    {REVENUE " total_cost:float:INR", "10|7", 0, october,
     "Total revenue was ₹10 and total cost was ₹7 in October 2026."},
    {"first_day:date", "2026-03-04", 0, NULL, "First day is 4 Mar 2026."},
    {ORDERS, "42", 0, NULL, "There are 42 orders."},
    {ORDERS, "1", 0, october, "There was 1 order in October 2026."},
    {ORDERS, "0", 0, october, "There were no orders in October 2026."},
    // one number against another
    {COMPARED, "111|100|11|11", 0, compared,
     "Revenue was ₹111 in October 2026, 11 % more than in September 2026 (₹100)."},
    {COMPARED, "97.5|100|-2.5|-2.5", 0, year_before,
     "Revenue was ₹97.50 in October 2026, 2.5 % less than in October 2025 (₹100)."},
    {COMPARED, "100|100|0|0", 0, compared,
     "Revenue was ₹100 in October 2026, the same as in September 2026."},
    {COMPARED, "100|0|100|", 0, compared,
     "Revenue was ₹100 in October 2026, ₹100 more than in September 2026 (₹0)."},
    {COMPARED, "100|-50|150|", 0, compared,
     "Revenue was ₹100 in October 2026, ₹150 more than in September 2026 (-₹50)."},
    {COMPARED, "100|||", 0, compared,
     "Revenue was ₹100 in October 2026, with nothing to compare it with in September 2026."},
    {"margin:float:% before:float:% change:float:% growth:float:%", "12|10.5|1.5|14", 0, compared,
     "Margin was 12 % in October 2026, 1.5 points more than in September 2026 (10.5 %)."},
    // groups
    {BY_PRODUCT, "Rice|100\nToor Dal 1 kg|4182\nOil|33736", 1, NULL,
     "Oil had the highest total quantity: 33,736 packs, 89 % of the total."},
    {BY_PRODUCT, "Rice|9\nOil|3\nSalt|5", 1, lowest, "Oil had the lowest total quantity: 3 packs."},
    {BY_PRODUCT, "Oil|9\nRice|3", 1, highest, "Oil had the highest total quantity: 9 packs."},
    {BY_PRODUCT, "Oil|9\nRice|9\nSalt|1", 1, october,
     "Oil and Rice share the highest total quantity in October 2026: 9 packs each."},
    {BY_PRODUCT, "A|9\nB|9\nC|9\nD|9\nE|1", 1, NULL,
     "A, B, C and 1 more share the highest total quantity: 9 packs each."},
    {BY_PRODUCT, "A|9\nB|9\nC|9", 1, NULL, "All 3 have the same total quantity: 9 packs."},
    {BY_PRODUCT, "Oil|9", 1, october, "Total quantity of Oil was 9 packs in October 2026."},
    {BY_PRODUCT, "|9\nRice|3", 1, NULL,
     "(no product) had the highest total quantity: 9 packs, 75 % of the total."},
    {BY_PRODUCT, "Oil|-1\nRice|-3", 1, NULL, "Oil had the highest total quantity: -1 pack."},
    {BY_PRODUCT, "Oil|\nRice|", 1, NULL, "Nothing was found for total quantity by product."},
    {BY_PRODUCT, "Oil|9\nRice|4", 1, average, "Oil had the highest total quantity: 9 packs."},
    {"weekday:weekday revenue:float", "1|5\n6|15", 1, NULL,
     "Saturday had the highest revenue: 15, 75 % of the total."},
    {"returned:bool revenue:float", "true|5\nfalse|15", 1, NULL,
     "\"returned: no\" had the highest revenue: 15, 75 % of the total."},
    {"city:text product:name revenue:float", "Delhi|Rice|5\nPune|Oil|15", 2, NULL,
     "Pune, Oil had the highest revenue: 15, 75 % of the total."},
    {COMPARED_BY, "Rice|111|100|11|11\nOil|90|100|-10|-10", 1, compared,
     "Rice had the highest revenue in October 2026: ₹111, 11 % more than in September 2026 "
     "(₹100)."},
    {COMPARED_BY, "Oil|90|60|30|50\nRice|111|100|11|11", 1, by_change,
     "Oil had the largest rise in revenue in October 2026: ₹90, 50 % more than in September 2026 "
     "(₹60)."},
    // over time; today is 21 November 2026
    {MONTHLY, "2026-09-01|100\n2026-10-01|111", 1, NULL,
     "Revenue rose from ₹100 in Sep 2026 to ₹111 in Oct 2026 (+11 %)."},
    {MONTHLY, "2026-08-01|100\n2026-09-01|200\n2026-10-01|90\n2026-11-01|40", 1, NULL,
     "Revenue fell from ₹100 in Aug 2026 to ₹90 in Oct 2026 (-10 %); highest in Sep 2026 (₹200); "
     "₹40 so far in Nov 2026."},
    {MONTHLY, "2026-10-01|300\n2026-09-01|200\n2026-08-01|100", 1, NULL,
     "Revenue rose from ₹100 in Aug 2026 to ₹300 in Oct 2026 (+200 %), the highest."},
    {MONTHLY, "2026-08-01|0\n2026-09-01|\n2026-10-01|90", 1, NULL,
     "Revenue rose from ₹0 in Aug 2026 to ₹90 in Oct 2026."},
    {MONTHLY, "2026-08-01|5\n2026-09-01|5\n2026-10-01|5", 1, NULL,
     "Revenue was ₹5 in every period from Aug 2026 to Oct 2026."},
    {MONTHLY, "2026-08-01|5\n2026-09-01|9\n2026-10-01|5", 1, NULL,
     "Revenue was ₹5 both in Aug 2026 and in Oct 2026; highest in Sep 2026 (₹9)."},
    {MONTHLY, "2026-10-01|5", 1, NULL, "Revenue was ₹5 in Oct 2026."},
    {MONTHLY, "2026-11-01|5", 1, NULL, "Revenue was ₹5 in Nov 2026 so far."},
    {MONTHLY, "2026-10-01|9\n2026-11-01|5", 1, NULL,
     "Revenue was ₹9 in Oct 2026; ₹5 so far in Nov 2026."},
    {MONTHLY, "2026-09-01|9\n2026-10-01|12", 1, running, "Revenue reached ₹12 in Oct 2026."},
    {MONTHLY, "2026-09-01|9\n2026-10-01|5", 1, highest, "Sep 2026 had the highest revenue: ₹9."},
    {"day:day revenue:float", "2026-10-01|2\n2026-10-02|3", 1, NULL,
     "Revenue rose from 2 on 1 Oct 2026 to 3 on 2 Oct 2026 (+50 %)."},
    {"month:month city:text revenue:float:INR",
     "2026-09-01|Delhi|30\n2026-09-01|Pune|20\n2026-10-01|Delhi|10\n2026-10-01|Pune|15", 2, NULL,
     "Over the whole time Delhi had the highest revenue: ₹40, 53 % of the total."},
    {"month:month city:text price:float:INR", "2026-09-01|Delhi|30\n2026-10-01|Pune|20", 2, average,
     "Delhi in Sep 2026 had the highest price: ₹30."},
    // lists
    {"product:name city:text", "Oil|Delhi\nRice|Pune", 2, list, "2 bills."},
    {"product:name city:text", "Oil|Delhi", 2, list, "1 bill."},
    {"city:text", "Delhi\nPune\nAgra", 1, distinct, "3 cities: Delhi, Pune and Agra."},
    {"shop:name", "Acme Ltd.", 1, distinct, "1 shop: Acme Ltd."},
    // nothing
    {BY_PRODUCT, "", 1, october, "Nothing was found for total quantity by product, October 2026."},
};

static void headlines(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const Case *c = &CASES[i];
        Arena *a = arena_create(0);
        Table *t = fixture_table(a, c->columns, c->rows);
        Plan *p = fixture_plan(a, t, c->dimensions);
        if (c->change) c->change(p, a);
        Str said =
            chart_headline_on(t, p, fixture_model(a), date_of(2026, 11, 21), words_english(a));
        if (!str_eq(said, str_from(c->headline))) {
            print_error("case %zu\n  said   " STR_F "\n  wanted %s\n", i, STR_A(said), c->headline);
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

// Where nothing is found because the data has no such day yet, or none any more, it is said.
static void nothing_outside_of_the_data(void **state) {
    (void)state;
    static const struct {
        int year;
        const char *headline;
    } OUTSIDE[] = {
        {2025,
         "Nothing was found for total quantity by product, October 2025: the data begins on "
         "1 March 2026."},
        {2026,
         "Nothing was found for total quantity by product, October 2026: the data ends on "
         "30 September 2026."},
    };
    for (size_t i = 0; i < COUNT_OF(OUTSIDE); i++) {
        Arena *a = arena_create(0);
        Table *t = fixture_table(a, BY_PRODUCT, "");
        Plan *p = fixture_plan(a, t, 1);
        int year = OUTSIDE[i].year;
        fixture_period(p, date_of(year, 10, 1), date_of(year, 11, 1));
        p->time.column = (ColumnRef){.table = 0, .column = 2};
        const Model *m = fixture_model(a);
        Profile *dates = &m->tables[0].columns[2].profile, before = *dates;
        dates->rows = 9;
        dates->min = (Value){.type = TYPE_DATE, .i = date_of(2026, 3, 1)};
        dates->max = (Value){.type = TYPE_DATE, .i = date_of(2026, 9, 30)};
        Str said = chart_headline_on(t, p, m, date_of(2026, 11, 21), words_english(a));
        *dates = before;
        if (!str_eq(said, str_from(OUTSIDE[i].headline))) fail_msg(STR_F, STR_A(said));
        arena_free(a);
    }
}

// A metric may be an average: its groups are no parts of a whole.
static void rates_have_no_total(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Table *t = fixture_table(a, "city:text order_value:float:INR", "Delhi|300\nPune|100");
    Plan *p = fixture_plan(a, t, 1);
    Metric metric = {.name = S("order_value"),
                     .expr = expr_call1(a, OP_AVG, expr_column(a, 0, 4)),
                     .additivity = ADD_AVERAGE};
    Model m = *fixture_model(a);
    m.metrics = &metric;
    m.metric_count = 1;
    p->measures[0].expr = expr_metric(a, 0);
    Column *columns = NULL;
    size_t count = 0;
    plan_columns(&m, p, words_english(a), &columns, &count);
    ((Column *)(uintptr_t)t->columns)[1].is_rate = columns[1].is_rate;
    Str said = chart_headline(t, p, &m, words_english(a));
    assert_string_equal(str_z(a, said), "Delhi had the highest order value: ₹300.");
    ((Column *)(uintptr_t)t->columns)[1].is_rate = false;
    said = chart_headline(t, p, &m, words_english(a));
    assert_string_equal(str_z(a, said),
                        "Delhi had the highest order value: ₹300, 75 % of the total.");
}

// The same rows in three languages. The labels of the fixtures' columns are English names.
typedef struct Spoken {
    const char *columns, *rows;
    size_t dimensions;
    void (*change)(Plan *p, Arena *a);
    const char *hindi, *german;
} Spoken;

static const Spoken SPOKEN[] = {
    {REVENUE, "1234567", 0, october, "अक्टूबर 2026 में total revenue ₹12,34,567।",
     "Total revenue ₹12,34,567 im Oktober 2026."},
    {REVENUE, "120", 0, one_day, "3 नवंबर 2026 को total revenue ₹120।",
     "Total revenue ₹120 am 3. November 2026."},
    {"sales:float:USD", "99.5", 0, november, "नवंबर 2026 में अब तक sales $99.50।",
     "Sales $99,50 bisher im November 2026."},
    {COMPARED, "97.5|100|-2.5|-2.5", 0, year_before,
     "अक्टूबर 2026 में revenue ₹97.50, अक्टूबर 2025 में ₹100 के मुकाबले 2.5 % कम।",
     "Revenue ₹97.50 im Oktober 2026, 2,5 % weniger als im Oktober 2025 (₹100)."},
    {BY_PRODUCT, "Rice|100\nToor Dal 1 kg|4182\nOil|3373600", 1, in_delhi,
     "(शहर: Delhi) total quantity में सबसे आगे Oil: 33,73,600 पैकेट, कुल का 99.9 %।",
     "Total quantity (Stadt ist Delhi), am höchsten: Oil mit 3.373.600 Packungen, 99,9 % von "
     "allem."},
    {BY_PRODUCT, "Oil|9\nRice|9\nSalt|1", 1, october,
     "अक्टूबर 2026 में total quantity में सबसे आगे बराबरी पर Oil और Rice: हर एक 9 पैकेट।",
     "Total quantity im Oktober 2026, gemeinsam am höchsten: Oil und Rice mit je 9 Packungen."},
    {MONTHLY, "2026-08-01|9\n2026-09-01|12\n2026-10-01|10\n2026-11-01|5", 1, NULL,
     "Revenue: अगस्त 2026 में ₹9 से बढ़कर अक्टूबर 2026 में ₹10 (+11 %); "
     "सबसे ज़्यादा सितंबर 2026 में (₹12); "
     "नवंबर 2026 में अब तक ₹5।",
     "Revenue gestiegen von ₹9 im August 2026 auf ₹10 im Oktober 2026 (+11 %); am höchsten im "
     "September 2026 (₹12); im November 2026 bisher ₹5."},
    {"city:text", "Delhi\nPune\nAgra", 1, distinct, "City: कुल 3: Delhi, Pune और Agra।",
     "City: 3: Delhi, Pune und Agra."},
};

static void headlines_in_languages(void **state) {
    (void)state;
    static const char *const TAGS[] = {"hi", "de"};
    int wrong = 0;
    for (size_t i = 0; i < 2 * COUNT_OF(SPOKEN); i++) {
        const Spoken *c = &SPOKEN[i / 2];
        Arena *a = arena_create(0);
        Words w = words_for(a, words_language(str_from(TAGS[i % 2])));
        Table *t = fixture_table(a, c->columns, c->rows);
        Plan *p = fixture_plan(a, t, c->dimensions);
        if (c->change) c->change(p, a);
        Str said = chart_headline_on(t, p, fixture_model(a), date_of(2026, 11, 21), w);
        const char *wanted = i % 2 == 0 ? c->hindi : c->german;
        if (!str_eq(said, str_from(wanted))) {
            print_error("case %zu %s\n  said   " STR_F "\n  wanted %s\n", i / 2, TAGS[i % 2],
                        STR_A(said), wanted);
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

// Without the day nothing is said to be unfinished.
static void without_today(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Table *t = fixture_table(a, MONTHLY, "2026-10-01|9\n2026-11-01|5");
    Str said = chart_headline(t, fixture_plan(a, t, 1), fixture_model(a), words_english(a));
    assert_string_equal(str_z(a, said),
                        "Revenue fell from ₹9 in Oct 2026 to ₹5 in Nov 2026 (-44 %).");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headlines),           cmocka_unit_test(nothing_outside_of_the_data),
        cmocka_unit_test(rates_have_no_total), cmocka_unit_test(headlines_in_languages),
        cmocka_unit_test(without_today),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
