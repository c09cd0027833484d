// plan_join: which tables, hanging on which.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "plan/plan.h"

#include <cmocka.h>

#include "shop_model.h"

// "lines(orders(customers) products)"; "<" before a table on the many side, "?" after one that
// may be missing, ";" between trees.
static void tree_text(Buf *out, const Model *m, const Plan *p, size_t at) {
    const PlanTable *t = &p->tables[at];
    if (t->parent >= 0 && !t->forward) buf_add(out, S("<"));
    buf_add(out, m->tables[t->table].name);
    if (t->instance > 0) buf_add_fmt(out, "#%d", t->instance);
    if (t->optional) buf_add(out, S("?"));
    bool first = true;
    for (size_t i = at + 1; i < p->table_count; i++) {
        if (p->tables[i].parent != (int)at) continue;
        buf_add(out, first ? S("(") : S(" "));
        first = false;
        tree_text(out, m, p, i);
    }
    if (!first) buf_add(out, S(")"));
}

static Str trees_text(Arena *a, const Model *m, const Plan *p) {
    Buf out;
    buf_init(&out, 4096);
    for (size_t i = 0; i < p->table_count; i++) {
        if (p->tables[i].parent >= 0) continue;
        if (out.len > 0) buf_add(&out, S("; "));
        tree_text(&out, m, p, i);
    }
    Str text = str_dup(a, buf_str(&out));
    buf_done(&out);
    return text;
}

typedef struct JoinCase {
    const char *measure_table, *measure;      // NULL: a list
    const char *dimension_table, *dimension;  // NULL: none
    int instance;
    const char *filter_table, *filter;
    const char *want;
} JoinCase;

static const JoinCase CASES[] = {
    {"lines", "sum(amount)", NULL, NULL, 0, NULL, NULL, "lines"},
    {"lines", "sum(amount)", "products", "category", 0, NULL, NULL, "lines(products?)"},
    {"lines", "sum(amount)", "customers", "city", 0, NULL, NULL, "lines(orders(customers?))"},
    {"orders", "count(*)", "products", "category", 0, NULL, NULL, "orders(<lines(products?))"},
    // by the bridge, not by the purchases that connect the two as well
    {"lines", "sum(amount)", "suppliers", "name", 0, NULL, NULL,
     "lines(products?(<product_suppliers(suppliers)))"},
    {"purchases", "sum(cost)", "suppliers", "name", 0, NULL, NULL, "purchases(suppliers)"},
    {"flights", "count(*)", "airports", "city", 0, NULL, NULL, "flights(airports)"},
    {"flights", "count(*)", "airports", "city", 1, NULL, NULL, "flights(airports#1)"},
    {"employees", "count(*)", "employees", "name", 1, NULL, NULL, "employees(employees#1?)"},
    // the manager of somebody, not those whose manager somebody is
    {NULL, NULL, "employees", "name", 1, "employees", "name = 'Asha'", "employees#1(<employees)"},
    // nothing of the customer but its own key is asked for
    {"orders", "count(*)", "orders", "customer_id", 0, NULL, NULL, "orders"},
    {NULL, NULL, "customers", "name", 0, "orders", "freight > 5", "customers(<orders)"},
    {NULL, NULL, "orders", "date", 0, "customers", "city = 'Goa'", "orders(customers?)"},
    {"lines", "sum(qty * products.price)", NULL, NULL, 0, NULL, NULL, "lines(products?)"},
    {"lines", "sum(amount) / count(distinct orders.customer_id)", NULL, NULL, 0, NULL, NULL,
     "lines(orders)"},
    {"lines", "sum(amount) / sum(purchases.cost)", "products", "name", 0, NULL, NULL,
     "lines(products?); purchases(products)"},
};

static Plan *plan_of(const JoinCase *c, const Model *m, Arena *a) {
    Plan *p = plan_new(a);
    if (c->measure) plan_add_measure(a, p, shop_expr(m, a, c->measure_table, c->measure));
    if (c->filter) plan_add_filter(a, p, shop_expr(m, a, c->filter_table, c->filter));
    if (c->dimension) {
        Expr *e = shop_expr(m, a, c->dimension_table, c->dimension);
        e->column.instance = c->instance;
        plan_add_dimension(a, p, e);
    }
    return p;
}

static void trees(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Model *m = shop_model(a);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Plan *p = plan_of(&CASES[i], m, a);
        Err err = {0};
        if (!plan_join(m, a, p, &err)) fail_msg("%zu: %s", i, err.message);
        assert_string_equal(trees_text(a, m, p).ptr, CASES[i].want);
        // Again, and with a filter added and taken away, it is the same.
        assert_true(plan_join(m, a, p, &err));
        assert_string_equal(trees_text(a, m, p).ptr, CASES[i].want);
    }
}

static void unconnected_tables_are_named(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Model *m = shop_model(a);
    Plan *p = plan_new(a);
    Err err = {0};
    plan_add_measure(a, p, shop_expr(m, a, "lines", "sum(amount)"));
    plan_add_dimension(a, p, shop_expr(m, a, "airports", "city"));
    assert_false(plan_join(m, a, p, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.message, "order lines and airports"));
}

// A chosen role outlives a change of the plan.
static void choices_are_kept(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Model *m = shop_model(a);
    Plan *p = plan_new(a);
    Err err = {0};
    plan_add_measure(a, p, shop_expr(m, a, "flights", "count(*)"));
    plan_add_dimension(a, p, shop_expr(m, a, "airports", "city"));
    assert_true(plan_join(m, a, p, &err));
    int first = p->tables[1].join;
    p->tables[1].join = first + 1;  // by destination
    plan_add_filter(a, p, shop_expr(m, a, "flights", "minutes > 100"));
    assert_true(plan_join(m, a, p, &err));
    assert_int_equal(p->tables[1].join, first + 1);
}

static void nested_plans_are_joined(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Model *m = shop_model(a);
    Plan *inner = plan_new(a), *p = plan_new(a);
    Err err = {0};
    plan_add_dimension(a, inner, shop_expr(m, a, "orders", "customer_id"));
    plan_add_filter(a, inner, shop_expr(m, a, "products", "category = 'Oil'"));
    plan_add_dimension(a, p, shop_expr(m, a, "customers", "name"));
    plan_add_filter(a, p,
                    expr_call2(a, OP_IN, shop_expr(m, a, "customers", "id"), expr_plan(a, inner)));
    assert_true(plan_join(m, a, p, &err));
    assert_string_equal(trees_text(a, m, p).ptr, "customers");
    assert_string_equal(trees_text(a, m, inner).ptr, "orders(<lines(products?))");
}

// 500 tables in a tree of joins, eight of them wanted: well under what a person notices.
static void many_tables(void **state) {
    (void)state;
    enum { TABLES = 500, WANTED = 8 };
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Model *m = arena_new(a, Model, 1);
    m->tables = arena_new(a, ModelTable, TABLES);
    m->joins = arena_new(a, ModelJoin, TABLES);
    m->table_count = TABLES;
    for (int i = 0; i < TABLES; i++) {
        ModelTable *t = &m->tables[i];
        t->name = t->label = str_fmt(a, "t%d", i);
        t->columns = arena_new(a, ModelColumn, 1);
        t->columns[0] = (ModelColumn){.name = S("id"), .label = S("id"), .type = TYPE_TEXT};
        t->column_count = 1;
        t->name_column = t->time_column = -1;
        if (i == 0) continue;
        m->joins[m->join_count++] =
            (ModelJoin){.from_table = (i - 1) / 3, .to_table = i, .coverage = 1};
    }
    Plan *p = plan_new(a);
    Err err = {0};
    plan_add_measure(a, p, expr_call1(a, OP_COUNT, expr_rows(a, 0)));
    for (int i = 0; i < WANTED; i++) {
        plan_add_dimension(a, p, expr_column(a, TABLES - 1 - 2 * i, 0));
    }
    if (!plan_join(m, a, p, &err)) fail_msg("%s", err.message);
    assert_true(p->table_count > WANTED);
    for (size_t i = 1; i < p->table_count; i++) assert_true(p->tables[i].forward);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees),
        cmocka_unit_test(unconnected_tables_are_named),
        cmocka_unit_test(choices_are_kept),
        cmocka_unit_test(nested_plans_are_joined),
        cmocka_unit_test(many_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
