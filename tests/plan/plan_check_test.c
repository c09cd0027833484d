// plan_check: what cannot be right is refused with a sentence for a person.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "plan/plan.h"

#include <cmocka.h>

#include "shop_model.h"

// A plan in metric text: "table: text" each; NULL none.
typedef struct CheckCase {
    const char *measure, *dimension, *filter, *having;
    Derive derive;
    const char *message;  // NULL: it is right
} CheckCase;

static const CheckCase CASES[] = {
    {"lines: sum(amount)", "products: category", NULL, NULL, DERIVE_NONE, NULL},
    {"products: avg(price)", "products: category", NULL, NULL, DERIVE_NONE, NULL},
    {"products: sum(price)", NULL, NULL, NULL, DERIVE_NONE,
     "prices cannot be added up; average price instead"},
    {"lines: sum(qty * products.price)", NULL, NULL, NULL, DERIVE_NONE, NULL},
    {"lines: sum(order_id)", NULL, NULL, NULL, DERIVE_NONE,
     "order ids only name things and cannot be added up; count order id instead"},
    {"products: sum(name)", NULL, NULL, NULL, DERIVE_NONE, "cannot be added up"},
    {"orders: sum(paid)", NULL, NULL, NULL, DERIVE_NONE, NULL},
    {"lines: sum(amount)", "orders: sum(freight)", NULL, NULL, DERIVE_NONE,
     "'total freight' cannot stand in a grouping"},
    {"lines: sum(amount)", NULL, "orders: sum(freight) > 3", NULL, DERIVE_NONE,
     "cannot stand in a filter of rows"},
    {"lines: sum(amount)", NULL, "orders: freight + 1", NULL, DERIVE_NONE, "is no condition"},
    {"lines: sum(amount)", "products: category", NULL, "lines: count(*) > 3", DERIVE_NONE, NULL},
    {NULL, "products: category", NULL, "lines: count(*) > 3", DERIVE_NONE, NULL},
    {"lines: sum(amount)", "products: category", NULL, "products: category = 'Oil'", DERIVE_NONE,
     "belongs among the filters"},
    {"lines: sum(amount)", "products: category", NULL, NULL, DERIVE_SHARE, NULL},
    {"lines: avg(amount)", "products: category", NULL, NULL, DERIVE_SHARE, "so it has no shares"},
    {"lines: sum(amount)", "products: category", NULL, NULL, DERIVE_CHANGE,
     "needs a grouping by time"},
    {"lines: sum(amount)", "orders: bucket('month', date)", NULL, NULL, DERIVE_CHANGE, NULL},
    {"lines: sum(amount)", "orders: part('hour', date)", NULL, NULL, DERIVE_NONE, "has no hours"},
    {"lines: sum(amount)", "products: bucket('month', category)", NULL, NULL, DERIVE_NONE,
     "needs a date"},
    // two facts: each must have what they are split by
    {"lines: sum(amount) / sum(purchases.cost)", "products: name", NULL, NULL, DERIVE_NONE, NULL},
    {"lines: sum(amount) / sum(purchases.cost)", "suppliers: name", NULL, NULL, DERIVE_NONE, NULL},
    {"lines: sum(amount) / sum(purchases.cost)", "customers: city", NULL, NULL, DERIVE_NONE,
     "purchases cannot be split by 'city'"},
    {"lines: sum(amount) / sum(purchases.cost)", NULL, "customers: city = 'Goa'", NULL, DERIVE_NONE,
     "purchases cannot be filtered by 'city is Goa'"},
    {"lines: sum(amount * purchases.cost)", NULL, NULL, NULL, DERIVE_NONE,
     "rows do not meet one by one"},
};

// Column names alone, so that expr_parse's own checks do not come first.
static Expr *parsed(const Model *m, Arena *a, const char *spec) {
    Str rest = str_from(spec), table;
    str_next_part(&rest, ':', &table);
    Str text = str_trim(rest);
    Str inner = str_cut_suffix_nocase(str_cut_prefix_nocase(text, S("sum(")), S(")"));
    if (str_eq(text, S("sum(name)")) || str_eq(text, S("sum(paid)"))) {
        return expr_call1(a, OP_SUM, shop_expr(m, a, str_z(a, table), str_z(a, inner)));
    }
    if (str_starts(text, S("part('hour'"))) {
        return expr_part(a, shop_expr(m, a, "orders", "date"), PART_HOUR);
    }
    if (str_starts(text, S("bucket('month', category"))) {
        return expr_bucket(a, shop_expr(m, a, "products", "category"), DATE_MONTH);
    }
    return shop_expr(m, a, str_z(a, table), str_z(a, text));
}

static Plan *plan_of(const CheckCase *c, const Model *m, Arena *a) {
    Plan *p = plan_new(a);
    if (c->measure) plan_add_measure(a, p, parsed(m, a, c->measure))->derive = c->derive;
    if (c->dimension) plan_add_dimension(a, p, parsed(m, a, c->dimension));
    if (c->filter) plan_add_filter(a, p, parsed(m, a, c->filter));
    if (c->having) plan_add_having(a, p, parsed(m, a, c->having));
    return p;
}

static void right_and_wrong(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Model *m = shop_model(a);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Err err = {0};
        bool ok = plan_check(m, plan_of(&CASES[i], m, a), &err);
        if (ok != (CASES[i].message == NULL)) fail_msg("%zu: %s", i, err.message);
        if (!ok && !strstr(err.message, CASES[i].message)) fail_msg("%zu: %s", i, err.message);
    }
}

static void nested_depth_is_bounded(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Model *m = shop_model(a);
    Plan *p = plan_new(a);
    Err err = {0};
    plan_add_measure(a, p, shop_expr(m, a, "lines", "sum(amount)"));
    for (int i = 0; i < PLAN_DEPTH_MAX + 2; i++) {
        Plan *outer = plan_new(a);
        Expr *output = expr_column(a, PLAN_FROM, 0);
        outer->from = p;
        plan_add_measure(a, outer, expr_call1(a, OP_MAX, output));
        p = outer;
    }
    assert_false(plan_check(m, p, &err));
    assert_int_equal(err.code, ERR_LIMIT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_and_wrong),
        cmocka_unit_test(nested_depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
