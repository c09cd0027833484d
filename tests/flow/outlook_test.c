#include "flow/outlook_kept.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

#include "shop_sales.h"
#include "sys/clock.h"
#include "workspace_world.h"

static World world;

static int make(void **state) {
    (void)state;
    world_make(&world);
    const char *csv = shop_sales(world.a, date_of(2026, 6, 1), 91, 1);  // to Sun 30 August
    world_must_import(&world, "sales.csv", csv, IMPORT_CREATE);
    return 0;
}

static int end(void **state) {
    (void)state;
    world_end(&world);
    return 0;
}

typedef struct Asked {
    Snapshot *snapshot;
    QueryDoor door;
    bool ok;
    Outlook *o;
    Err err;
} Asked;

static Asked ask(World *w, OutlookRequest request) {
    Asked k = {.snapshot = world_snapshot(w)};
    assert_true(workspace_door_take(w->workspace, k.snapshot, NULL, &k.door, &k.err));
    k.ok = outlook_make(&k.door, &request, w->a, &k.o, &k.err);
    workspace_door_give(w->workspace, &k.door);
    return k;
}

static void done(Asked *k) { snapshot_release(k->snapshot); }

static void near(double got, double wanted, double tolerance) {
    if (!(fabs(got - wanted) <= tolerance)) print_error("%g, not %g\n", got, wanted);
    assert_true(fabs(got - wanted) <= tolerance);
}

// 7 days of rice: 6 of 15 and a Saturday of 30.
static void a_product_is_forecast_with_its_week(void **state) {
    (void)state;
    CLEANUP(done)
    Asked k = ask(&world, (OutlookRequest){.level = DEMAND_SKU, .subject = S("R1"), .horizon = 7});
    assert_true(k.ok);
    assert_string_equal(str_z(world.a, k.o->name), "Basmati Rice");
    assert_int_equal(k.o->set->unit, DATE_DAY);
    assert_int_equal(k.o->first, date_of(2026, 8, 31));
    near(k.o->forecast.points[0].mean, 15, 2);
    near(k.o->forecast.points[5].mean, 30, 4);  // Sat 5 September
    near(k.o->total.quantity, 120, 8);
    near(k.o->total.before, 120, 0);
    assert_true(k.o->total.lower <= k.o->total.quantity);
    assert_true(k.o->total.upper >= k.o->total.quantity);
    assert_true(str_contains(k.o->headline, S("Basmati Rice: about ")));
    assert_true(str_contains(k.o->reasons.summary, S("Saturday")));
}

static void names_are_found_in_any_case_and_by_a_part(void **state) {
    (void)state;
    static const char *const NAMES[] = {"r1", "basmati rice", "Basmati"};
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        CLEANUP(done)
        Asked k = ask(&world, (OutlookRequest){.level = DEMAND_SKU, .subject = str_from(NAMES[i])});
        assert_true(k.ok);
        assert_string_equal(str_z(world.a, k.o->key), "R1");
    }
}

static void a_name_that_is_not_there_is_told_with_the_nearest(void **state) {
    (void)state;
    CLEANUP(done)
    Asked k = ask(&world, (OutlookRequest){.level = DEMAND_SKU, .subject = S("basmatti")});
    assert_false(k.ok);
    assert_int_equal(k.err.code, ERR_NOT_FOUND);
    assert_true(str_contains(str_from(k.err.message), S("Basmati Rice")));
}

static void one_store_is_less_than_all(void **state) {
    (void)state;
    CLEANUP(done)
    Asked k = ask(&world,
                  (OutlookRequest){
                      .level = DEMAND_SKU, .subject = S("R1"), .store = S("Nagpur"), .horizon = 7});
    assert_true(k.ok);
    near(k.o->total.quantity, 40, 4);
}

static void what_is_not_sold_on_a_day_counts_as_nothing(void **state) {
    (void)state;
    CLEANUP(done)
    Asked k = ask(&world, (OutlookRequest){.level = DEMAND_SKU, .subject = S("S1"), .horizon = 50});
    assert_true(k.ok);
    near(k.o->total.quantity, 10, 5);
    assert_int_equal(k.o->set->count, 91);
}

static void a_month_that_is_not_over_is_left_out(void **state) {
    (void)state;
    CLEANUP(done)
    Asked k = ask(&world, (OutlookRequest){.unit_is_set = true, .unit = DATE_WEEK, .horizon = 1});
    assert_true(k.ok);
    assert_false(k.o->set->is_cut);  // Sunday is the last day of a week
    CLEANUP(done)
    Asked by_month =
        ask(&world, (OutlookRequest){.unit_is_set = true, .unit = DATE_MONTH, .horizon = 1});
    assert_false(by_month.ok);  // June and July alone
    assert_int_equal(by_month.err.code, ERR_INVALID);
    assert_true(str_contains(str_from(by_month.err.message), S("2 months")));
}

static void days_asked_about_set_the_horizon(void **state) {
    (void)state;
    DateRange september = {date_of(2026, 9, 7), date_of(2026, 9, 14)};
    CLEANUP(done)
    Asked k =
        ask(&world,
            (OutlookRequest){
                .level = DEMAND_SKU, .subject = S("R1"), .span_is_set = true, .span = september});
    assert_true(k.ok);
    assert_int_equal(k.o->horizon, 14);
    assert_int_equal(k.o->total.first, september.first);
    assert_int_equal(k.o->total.last, september.end - 1);
    near(k.o->total.quantity, 120, 10);
    DateRange past = {date_of(2026, 8, 1), date_of(2026, 8, 8)};
    CLEANUP(done) Asked no = ask(&world, (OutlookRequest){.span_is_set = true, .span = past});
    assert_false(no.ok);
    assert_true(str_contains(str_from(no.err.message), S("2026-08-31")));
}

static void parts_add_up_to_the_whole(void **state) {
    (void)state;
    CLEANUP(done) Asked k = ask(&world, (OutlookRequest){.level = DEMAND_STORE, .horizon = 7});
    assert_true(k.ok);
    assert_int_equal(k.o->part_level, DEMAND_STORE);
    assert_int_equal(k.o->part_count, 2);
    double sum = 0, shares = 0;
    for (size_t i = 0; i < k.o->part_count; i++) {
        sum += k.o->parts[i].total.quantity;
        shares += k.o->parts[i].share;
    }
    near(sum, k.o->total.quantity, 0.01);
    near(shares, 1, 0.001);
    assert_string_equal(str_z(world.a, k.o->parts[0].name), "Pune");  // the larger first
}

static void reasons_and_a_grade_come_with_it(void **state) {
    (void)state;
    CLEANUP(done)
    Asked k = ask(&world, (OutlookRequest){.level = DEMAND_SKU, .subject = S("R1"), .horizon = 7});
    assert_true(k.ok);
    assert_true(k.o->reasons.factor_count > 0);
    assert_true(k.o->reasons.summary.len > 0);
    assert_int_equal(k.o->grade.made_at, 0);
    assert_int_equal(k.o->grade.count, 7);
    assert_int_equal(k.o->grade.points[6].date, date_of(2026, 8, 30));
    near(k.o->grade.actual, 120, 0);
    assert_true(k.o->grade.error_percent < 20);
}

static void advice_says_what_to_keep_where_stock_is_unknown(void **state) {
    (void)state;
    OutlookRequest request = {.level = DEMAND_SKU, .subject = S("R1"), .terms = {.lead_days = 4}};
    CLEANUP(done) Asked k = ask(&world, request);
    assert_true(k.ok);
    assert_non_null(k.o->advice);
    assert_int_equal(k.o->advice->status, ADVICE_UNKNOWN);
    assert_int_equal(k.o->advice->lead_from, ADVICE_LEAD_GIVEN);
    assert_true(k.o->advice->stock.reorder_point >= 60);  // four days of 15
    assert_true(k.o->advice->stock.order_up_to > k.o->advice->stock.reorder_point);
}

static void stock_and_lead_times_of_the_data_are_used(void **state) {
    (void)state;
    World w;
    world_make(&w);
    const char *csv = shop_sales(w.a, date_of(2026, 6, 1), 60, 1);
    world_must_import(&w, "sales.csv", csv, IMPORT_CREATE);
    world_must_import(&w, "products.csv",
                      "sku,product_name,lead_days\nR1,Basmati Rice,5\nS1,Neem Soap,9\n",
                      IMPORT_CREATE);
    world_must_import(&w, "stock.csv",
                      "stock_date,sku,store,on_hand\n2026-07-28,R1,Pune,500\n"
                      "2026-07-30,R1,Pune,12\n2026-07-29,R1,Nagpur,3\n2026-07-30,S1,Pune,400\n",
                      IMPORT_CREATE);
    CLEANUP(done) Asked rice = ask(&w, (OutlookRequest){.level = DEMAND_SKU, .subject = S("R1")});
    assert_true(rice.ok);
    assert_int_equal(rice.o->advice->lead_from, ADVICE_LEAD_DATA);
    near(rice.o->advice->lead_days, 5, 0);
    near(rice.o->advice->on_hand, 15, 0);  // the last count of each store
    assert_int_equal(rice.o->advice->status, ADVICE_NOW);
    assert_true(rice.o->advice->stock.order_quantity > 60);
    CLEANUP(done) Asked soap = ask(&w, (OutlookRequest){.level = DEMAND_SKU, .subject = S("S1")});
    assert_true(soap.ok);
    assert_int_equal(soap.o->advice->status, ADVICE_ENOUGH);
    near(soap.o->advice->stock.order_quantity, 0, 0);
    world_end(&w);
}

static OutlookPlace place_of(World *w, const Snapshot *s) {
    return (OutlookPlace){.store = w->store, .workspace = S("main"), .model = snapshot_model(s)};
}

static Str kept(const OutlookPlace *place, const OutlookRequest *request) {
    Str json = {0};
    Err err = {0};
    assert_true(outlook_kept_find(place, request, world.a, &json, &err));
    return json;
}

// What is kept is found again by the same request on the same data alone; when the days have come
// it is graded.
static void a_kept_forecast_is_graded_when_the_numbers_come(void **state) {
    (void)state;
    World w;
    Err err = {0};
    const OutlookRequest request = {.level = DEMAND_SKU, .subject = S("R1"), .horizon = 7};
    const OutlookRequest other = {.level = DEMAND_SKU, .subject = S("R1"), .horizon = 8};
    world_make(&w);
    clock_stop_for_test((Moment)date_of(2026, 7, 31) * MOMENT_DAY);
    const char *june = shop_sales(w.a, date_of(2026, 6, 1), 60, 1);
    world_must_import(&w, "sales.csv", june, IMPORT_CREATE);
    {
        CLEANUP(done) Asked k = ask(&w, request);
        assert_true(k.ok);
        const OutlookPlace place = place_of(&w, k.snapshot);
        assert_int_equal(kept(&place, &request).len, 0);
        CLEANUP(buf_done) Buf json;
        buf_init(&json, 1 << 20);
        JsonW out = jsonw_to(&json);
        outlook_write(&out, k.o, clock_now());
        assert_true(outlook_kept_put(&place, &request, k.o, buf_str(&json), &err));
        assert_true(str_eq(kept(&place, &request), buf_str(&json)));
        assert_int_equal(kept(&place, &other).len, 0);
        clock_stop_for_test(clock_now() + OUTLOOK_KEPT_US + 1);
        assert_int_equal(kept(&place, &request).len, 0);  // a day later
    }
    // A week in which twice as much was sold.
    const char *july = shop_sales(w.a, date_of(2026, 7, 31), 7, 2);
    world_must_import(&w, "sales.csv", july, IMPORT_APPEND);
    CLEANUP(done) Asked k = ask(&w, request);
    assert_true(k.ok);
    const OutlookPlace place = place_of(&w, k.snapshot);
    OutlookGrade grade = {0};
    assert_true(outlook_kept_grade(&place, k.o, w.a, &grade, &err));
    assert_int_equal(grade.count, 7);
    near(grade.actual, 240, 0);
    near(grade.forecast, 120, 12);
    assert_true(grade.inside < 0.5);
    assert_true(str_contains(grade.words, S("too low")));
    assert_true(str_contains(grade.words, S("Fri 31 Jul 2026")));
    clock_stop_for_test(INT64_MIN);
    world_end(&w);
}

typedef struct Bad {
    OutlookRequest request;
    const char *word;  // of the message
} Bad;

static void what_cannot_be_is_refused(void **state) {
    (void)state;
    const Bad BAD[] = {
        {{.horizon = 731}, "horizon"},
        {{.confidence = 100}, "confidence"},
        {{.terms = {.service_percent = 20}}, "service_level"},
        {{.terms = {.lead_days = -1}}, "lead_days"},
        {{.model = S("crystal ball")}, "crystal ball"},
        {{.measure = S("price")}, "price"},
    };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        CLEANUP(done) Asked k = ask(&world, BAD[i].request);
        assert_false(k.ok);
        if (!str_contains(str_from(k.err.message), str_from(BAD[i].word))) {
            print_error("%s\n", k.err.message);
        }
        assert_true(str_contains(str_from(k.err.message), str_from(BAD[i].word)));
    }
}

static void festivals_of_the_region_are_marked(void **state) {
    (void)state;
    OutlookRequest request = {.horizon = 90, .region = S("IN")};
    CLEANUP(done) Asked india = ask(&world, request);
    assert_true(india.ok);
    bool diwali = false;
    for (size_t i = 0; i < india.o->event_count; i++) {
        const OutlookEvent *e = &india.o->events[i];
        diwali = diwali || (str_eq(e->name, S("Diwali")) && e->date == date_of(2026, 11, 8));
        assert_true(e->date >= date_of(2026, 6, 1));
        assert_true(e->date < date_of(2026, 11, 29));
    }
    assert_true(diwali);
}

// Four weeks of every eight the price is a fifth lower, and twice as much is sold.
static const char *priced_sales(Arena *a) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 1 << 20);
    buf_add_z(&out, "sold_on,sku,product,qty,price\n");
    for (int i = 0; i < 280; i++) {
        bool cheap = (i / 28) % 2 == 1;
        Str day = date_str(a, date_of(2026, 1, 5) + i);
        int noise = (i * 7 + i / 3) % 3;
        buf_add_fmt(&out, STR_F ",R1,Rice,%d,%d\n", STR_A(day), (cheap ? 40 : 20) + noise,
                    cheap ? 80 : 100);
    }
    return str_z(a, buf_str(&out));
}

static void another_price_is_tried_where_the_past_tells_of_it(void **state) {
    (void)state;
    World w;
    world_make(&w);
    world_must_import(&w, "sales.csv", priced_sales(w.a), IMPORT_CREATE);
    OutlookRequest request = {
        .level = DEMAND_SKU, .subject = S("R1"), .horizon = 14, .price_change = 25};
    CLEANUP(done) Asked dear = ask(&w, request);  // the last four weeks were cheap
    assert_true(dear.ok);
    assert_true(dear.o->what_if->is_known);
    assert_true(dear.o->what_if->sure);
    assert_true(dear.o->what_if->total.quantity < 0.75 * dear.o->what_if->base.quantity);
    assert_true(str_contains(dear.o->what_if->words, S("25 % higher")));
    request.price_change = -25;
    CLEANUP(done) Asked unseen = ask(&w, request);
    assert_true(unseen.ok);
    assert_false(unseen.o->what_if->is_known);
    assert_true(str_contains(unseen.o->what_if->words, S("Nobody can say")));
    request.subject = (Str){0};
    CLEANUP(done) Asked whole = ask(&w, request);
    assert_false(whole.ok);
    assert_true(str_contains(str_from(whole.err.message), S("price_change")));
    world_end(&w);
}

typedef struct Question {
    const char *question;
    const char *headline;  // "" : refused
    double total;          // of the days asked about
    double tolerance;
} Question;

// Asked on Mon 31 August, the day after the data ends.
static void questions_about_what_will_be_are_answered(void **state) {
    (void)state;
    static const Question QUESTIONS[] = {
        {"forecast quantity of Basmati Rice for the next 2 weeks", "Basmati Rice: about", 240, 24},
        {"how much quantity will we sell next month", "The whole business: about", 516, 52},
        {"forecast quantity by store next week", "The whole business: about", 121, 12},
        {"forecast average price next month", "", 0, 0},
    };
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
        const Question *q = &QUESTIONS[i];
        Answer *answer = NULL;
        Err err = {0};
        AnswerRequest request = {.question = str_from(q->question), .today = date_of(2026, 8, 31)};
        assert_true(workspace_answer(world.workspace, s, &request, world.a, &answer, &err));
        bool refused = *q->headline == '\0';
        if (refused != (answer->status == ASK_REFUSED)) print_error("%s\n", q->question);
        assert_int_equal(answer->status, refused ? ASK_REFUSED : ASK_ANSWERED);
        assert_true(refused == (answer->outlook == NULL));
        if (refused) {
            assert_true(str_contains(answer->message, S("adds up")));
            continue;
        }
        if (!str_starts(answer->headline, str_from(q->headline))) {
            print_error("%s: " STR_F "\n", q->question, STR_A(answer->headline));
        }
        assert_true(str_starts(answer->headline, str_from(q->headline)));
        near(answer->outlook->total.quantity, q->total, q->tolerance);
        const OutlookTotal *t = &answer->outlook->total;
        assert_int_equal(answer->result->table->rows, t->last - t->first + 1);
        assert_true(str_starts(answer->reading, S("forecast of ")));
    }
}

typedef struct Poor {
    const char *csv, *word;
} Poor;

static void data_that_cannot_be_forecast_says_what_is_missing(void **state) {
    (void)state;
    static const Poor POOR[] = {
        {"a,b\nx,2\ny,3\n", "date"},
        {"day,item\n2026-01-01,x\n2026-01-02,y\n", "quantity"},
        {"day,item,qty\n2026-01-01,x,1\n2026-01-02,y,4\n", "2 days"},
    };
    for (size_t i = 0; i < COUNT_OF(POOR); i++) {
        World w;
        world_make(&w);
        world_must_import(&w, "poor.csv", POOR[i].csv, IMPORT_CREATE);
        CLEANUP(done) Asked k = ask(&w, (OutlookRequest){0});
        assert_false(k.ok);
        if (!str_contains(str_from(k.err.message), str_from(POOR[i].word))) {
            print_error("%s\n", k.err.message);
        }
        assert_true(str_contains(str_from(k.err.message), str_from(POOR[i].word)));
        world_end(&w);
    }
    World empty;
    world_make(&empty);
    CLEANUP(done) Asked k = ask(&empty, (OutlookRequest){0});
    assert_false(k.ok);
    assert_true(str_contains(str_from(k.err.message), S("no data yet")));
    world_end(&empty);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_product_is_forecast_with_its_week),
        cmocka_unit_test(names_are_found_in_any_case_and_by_a_part),
        cmocka_unit_test(a_name_that_is_not_there_is_told_with_the_nearest),
        cmocka_unit_test(one_store_is_less_than_all),
        cmocka_unit_test(what_is_not_sold_on_a_day_counts_as_nothing),
        cmocka_unit_test(a_month_that_is_not_over_is_left_out),
        cmocka_unit_test(days_asked_about_set_the_horizon),
        cmocka_unit_test(parts_add_up_to_the_whole),
        cmocka_unit_test(reasons_and_a_grade_come_with_it),
        cmocka_unit_test(advice_says_what_to_keep_where_stock_is_unknown),
        cmocka_unit_test(stock_and_lead_times_of_the_data_are_used),
        cmocka_unit_test(a_kept_forecast_is_graded_when_the_numbers_come),
        cmocka_unit_test(another_price_is_tried_where_the_past_tells_of_it),
        cmocka_unit_test(festivals_of_the_region_are_marked),
        cmocka_unit_test(questions_about_what_will_be_are_answered),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(data_that_cannot_be_forecast_says_what_is_missing),
    };
    return cmocka_run_group_tests(tests, make, end);
}
