// plan_chips: what a person can change with one click, as lines "kind: text = option | option".
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "plan/plan.h"

#include <cmocka.h>

#include "shop_model.h"

static Str chips_text(const Model *m, const Plan *p, Arena *a) {
    Chip *chips = NULL;
    size_t count = 0;
    Buf out;
    buf_init(&out, 1 << 16);
    plan_chips(m, p, date_of(2026, 11, 21), words_english(a), &chips, &count);
    for (size_t i = 0; i < count; i++) {
        buf_add_fmt(&out, STR_F ": " STR_F " =", STR_A(chips[i].path), STR_A(chips[i].text));
        for (size_t k = 0; k < chips[i].option_count; k++) {
            const ChipOption *o = &chips[i].options[k];
            Err err = {0};
            if (!plan_check(m, o->plan, &err)) fail_msg(STR_F ": %s", STR_A(o->text), err.message);
            if (!plan_join(m, a, o->plan, &err))
                fail_msg(STR_F ": %s", STR_A(o->text), err.message);
            buf_add_fmt(&out, "%s" STR_F, k > 0 ? " | " : " ", STR_A(o->text));
        }
        buf_add_char(&out, '\n');
    }
    Str text = str_dup(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static Plan *revenue_plan(const Model *m, Arena *a) {
    Plan *p = plan_new(a);
    plan_add_measure(a, p, expr_metric(a, 0));
    plan_add_dimension(a, p, shop_expr(m, a, "products", "category"));
    plan_add_dimension(a, p, shop_expr(m, a, "orders", "bucket('month', date)"));
    plan_add_filter(a, p, shop_expr(m, a, "customers", "city = 'Delhi'"));
    plan_add_order(a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = true});
    p->limit = 10;
    p->time = (PlanTime){.is_set = true,
                         .column = shop_expr(m, a, "orders", "date")->column,
                         .has_first = true,
                         .has_end = true,
                         .range = {date_of(2026, 10, 1), date_of(2026, 11, 1)},
                         .words = S("last month")};
    return p;
}

static void chips_of_a_plan(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Model *m = shop_model(a);
    ModelColumn *city = &m->tables[model_table(m, S("customers"))].columns[2];
    TopValue top[] = {{S("Delhi"), 2}, {S("Goa"), 1}, {S("Pune"), 1}};
    city->profile.top = top;
    city->profile.top_count = COUNT_OF(top);
    Plan *p = revenue_plan(m, a);
    assert_string_equal(
        chips_text(m, p, a).ptr,
        "measures/0: revenue = grain revenue | revenue per order | number of order lines | "
        "total quantity | total amount\n"
        "dimensions/0: category = product | remove\n"
        "dimensions/1: month = day | week | quarter | year | day of the week | "
        "month of the year | remove\n"
        "time: October 2026 = this month | this quarter | last quarter | this year | last year | "
        "all time\n"
        "filters/0: city is Delhi = city is Goa | city is Pune | remove\n"
        "compare: no comparison = with the period before | with the year before\n"
        "orders/0: by revenue, highest first = by revenue, lowest first | "
        "by category, lowest first | by month, oldest first | remove\n"
        "limit: first 10 = first 5 | first 20 | all\n");
}

// Taking a grouping away takes its order along, and moves the others.
static void removing_keeps_orders_right(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Model *m = shop_model(a);
    Plan *p = revenue_plan(m, a);
    Chip *chips = NULL;
    size_t count = 0;
    plan_add_order(a, p, (PlanOrder){.by = ORDER_DIMENSION, .index = 0});
    plan_add_order(a, p, (PlanOrder){.by = ORDER_DIMENSION, .index = 1});
    p->limit_per = 1;
    plan_chips(m, p, date_of(2026, 11, 21), words_english(a), &chips, &count);
    const Chip *category = &chips[1];
    const Plan *without = category->options[category->option_count - 1].plan;
    assert_int_equal(without->dimension_count, 1);
    assert_int_equal(without->order_count, 2);
    assert_int_equal(without->orders[1].index, 0);
    assert_int_equal(without->limit_per, 0);
    assert_int_equal(p->dimension_count, 2);  // the plan itself is as it was
}

static void what_stands_beside_can_be_asked_for(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Model *m = shop_model(a);
    Plan *p = plan_new(a);
    Chip *chips = NULL;
    size_t count = 0;
    plan_add_measure(a, p, expr_metric(a, 0))->support = true;
    plan_add_dimension(a, p, shop_expr(m, a, "products", "category"));
    plan_chips(m, p, date_of(2026, 11, 21), words_english(a), &chips, &count);
    assert_string_equal(str_z(a, chips[0].text), "beside: revenue");
    assert_string_equal(str_z(a, chips[0].options[0].text), "in the answer");
    assert_false(chips[0].options[0].plan->measures[0].support);
    assert_true(chips[0].options[1].plan->measures[0].support);  // another number, beside too
}

static void a_part_of_the_whole(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Model *m = shop_model(a);
    Plan *p = plan_new(a);
    plan_add_measure(a, p, expr_metric(a, 0));
    plan_add_dimension(a, p, shop_expr(m, a, "products", "category"));
    p->until = 0.8;
    assert_true(str_contains(str_from(chips_text(m, p, a).ptr),
                             S("until: those that make up 80 % of all = those that make up 50 % "
                               "of all | those that make up 90 % of all | all\n")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chips_of_a_plan),
        cmocka_unit_test(removing_keeps_orders_right),
        cmocka_unit_test(what_stands_beside_can_be_asked_for),
        cmocka_unit_test(a_part_of_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
