#include "ask/sureness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#undef fail

typedef struct Shop {
    Arena *a;
    Stemmer *stemmer;
    Model *m;
} Shop;

static Shop shop;

static int make(void **state) {
    (void)state;
    shop.a = arena_create(0);
    shop.stemmer = stemmer_new();
    shop.m = arena_new(shop.a, Model, 1);
    shop.m->tables = arena_new(shop.a, ModelTable, 1);
    shop.m->tables[0].columns = arena_new(shop.a, ModelColumn, 2);
    shop.m->tables[0].column_count = 2;
    shop.m->tables[0].columns[0].role = ROLE_LINK;
    shop.m->tables[0].columns[1].role = ROLE_NAME;
    shop.m->table_count = 1;
    return 0;
}

static int end(void **state) {
    (void)state;
    stemmer_free(shop.stemmer);
    arena_free(shop.a);
    return 0;
}

static double sure(const char *question, const Plan *p, double learned) {
    Tokens t = tokens_read(str_from(question), shop.stemmer, shop.a);
    return sureness_of(shop.m, &t, p, learned);
}

static Plan *by_metric(void) {
    Plan *p = plan_new(shop.a);
    plan_add_measure(shop.a, p, expr_metric(shop.a, 0));
    return p;
}

static void a_metric_is_surer_and_never_turns_the_order(void **state) {
    (void)state;
    double before = 0;
    for (int i = 0; i <= 100; i++) {
        double now = sure("revenue by store", by_metric(), i / 100.0);
        assert_true(now >= before - 1e-9 && now <= 0.9801);
        before = now;
    }
    assert_true(sure("revenue by store", by_metric(), 0.45) > 0.65);
    assert_true(sure("revenue by store", by_metric(), 0.92) < 0.92);
}

static void other_readings_keep_what_was_learned(void **state) {
    (void)state;
    Plan *p = plan_new(shop.a);
    plan_add_dimension(shop.a, p, expr_column(shop.a, 0, 1));
    assert_true(sure("names of stores", p, 0.37) == 0.37);
}

static void an_assumed_year_of_the_books_is_less_sure(void **state) {
    (void)state;
    Plan *p = by_metric();
    p->time.is_set = true;
    double plain = sure("revenue in 2024", p, 0.95);
    assert_true(sure("revenue in fiscal year 2024", p, 0.95) < 0.9);
    assert_true(sure("revenue in FY24", p, 0.95) < plain);
    Tokens t = tokens_read(S("revenue in fiscal year 2024"), shop.stemmer, shop.a);
    t.fiscal_month = 7;
    assert_true(sureness_of(shop.m, &t, p, 0.95) == plain);
}

static void a_number_is_no_answer_to_who(void **state) {
    (void)state;
    Plan *by_number = plan_new(shop.a), *by_name = plan_new(shop.a);
    plan_add_dimension(shop.a, by_number, expr_column(shop.a, 0, 0));
    plan_add_dimension(shop.a, by_name, expr_column(shop.a, 0, 1));
    assert_true(sure("who does she report to", by_number, 0.95) < 0.7);
    assert_true(sure("who does she report to", by_name, 0.95) == 0.95);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_metric_is_surer_and_never_turns_the_order, make, end),
        cmocka_unit_test_setup_teardown(other_readings_keep_what_was_learned, make, end),
        cmocka_unit_test_setup_teardown(an_assumed_year_of_the_books_is_less_sure, make, end),
        cmocka_unit_test_setup_teardown(a_number_is_no_answer_to_who, make, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
