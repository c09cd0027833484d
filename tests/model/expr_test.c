#include "model/expr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "model/model.h"

// Two tables and a metric, enough for every rule.
typedef struct Shop {
    Arena *arena;
    ModelColumn lines[7], orders[3];
    ModelTable tables[2];
    Metric metrics[1];
    Model model;
} Shop;

static ModelColumn column_of(const char *name, ColumnType type) {
    return (ModelColumn){.name = str_from(name), .type = type};
}

static void shop_init(Shop *s) {
    *s = (Shop){.arena = arena_create(0)};
    s->lines[0] = column_of("order_id", TYPE_INT);
    s->lines[1] = column_of("qty", TYPE_INT);
    s->lines[2] = column_of("rate", TYPE_FLOAT);
    s->lines[3] = column_of("Sub-Category", TYPE_TEXT);
    s->lines[4] = column_of("billed", TYPE_DATE);
    s->lines[5] = column_of("paid", TYPE_BOOL);
    s->lines[6] = column_of("end", TYPE_TEXT);
    s->orders[0] = column_of("id", TYPE_INT);
    s->orders[1] = column_of("city", TYPE_TEXT);
    s->orders[2] = column_of("placed", TYPE_TIMESTAMP);
    s->tables[0] = (ModelTable){.name = S("lines"), .columns = s->lines, .column_count = 7};
    s->tables[1] = (ModelTable){.name = S("orders"), .columns = s->orders, .column_count = 3};
    s->model = (Model){.tables = s->tables, .table_count = 2, .metrics = s->metrics};
    Err err;
    s->metrics[0] = (Metric){.name = S("revenue"), .table = 0};
    assert_true(
        expr_parse(&s->model, 0, S("sum(qty * rate)"), s->arena, &s->metrics[0].expr, &err));
    s->model.metric_count = 1;
}

static void assert_text(Str got, const char *wanted) {
    char text[1024] = {0};
    assert_true(got.len < sizeof text);
    if (got.len > 0) memcpy(text, got.ptr, got.len);
    assert_string_equal(text, wanted);
}

typedef struct Reading {
    const char *text;
    const char *written;  // NULL: the same
    ColumnType type;
} Reading;

static const Reading READINGS[] = {
    {"sum(qty * rate)", NULL, TYPE_FLOAT},
    {"SUM( Qty*(1-rate) )", "sum(qty * (1 - rate))", TYPE_FLOAT},
    {"sum(qty)", NULL, TYPE_INT},
    {"qty - (1 - qty)", NULL, TYPE_INT},
    {"(qty - 1) - qty", "qty - 1 - qty", TYPE_INT},
    {"qty / 2 * 3", NULL, TYPE_FLOAT},
    {"qty / (2 * 3)", NULL, TYPE_FLOAT},
    {"-qty * -3", NULL, TYPE_INT},
    {"2.0 + 1e3", "2.0 + 1000.0", TYPE_FLOAT},
    {"\"Sub-Category\" = 'it''s'", NULL, TYPE_BOOL},
    {"\"end\" like 'a%'", NULL, TYPE_BOOL},
    {"count(*)", NULL, TYPE_INT},
    {"count(orders.*)", NULL, TYPE_INT},
    {"count(distinct orders.id)", NULL, TYPE_INT},
    {"count_distinct(order_id)", "count(distinct order_id)", TYPE_INT},
    {"lines.qty", "qty", TYPE_INT},
    {"average(rate)", "avg(rate)", TYPE_FLOAT},
    {"max(billed)", NULL, TYPE_DATE},
    {"bucket('month', billed)", NULL, TYPE_DATE},
    {"part('weekday', orders.placed)", NULL, TYPE_INT},
    {"diff('day', billed, orders.placed)", NULL, TYPE_INT},
    {"billed >= '2026-01-31'", "billed >= date '2026-01-31'", TYPE_BOOL},
    {"billed between date '2026-01-01' and '2026-02-01'",
     "billed between date '2026-01-01' and date '2026-02-01'", TYPE_BOOL},
    {"qty not in (1, 2, 3)", "not qty in (1, 2, 3)", TYPE_BOOL},
    {"rate is not null", "not rate is null", TYPE_BOOL},
    {"not (paid or qty > 3) and paid = true", NULL, TYPE_BOOL},
    {"paid or paid and paid", NULL, TYPE_BOOL},
    {"(paid or paid) and paid", NULL, TYPE_BOOL},
    {"qty != 3", "qty <> 3", TYPE_BOOL},
    {"case when qty > 3 then 'many' when paid then 'some' else \"end\" end", NULL, TYPE_TEXT},
    {"revenue / count(distinct order_id)", NULL, TYPE_FLOAT},
    {"quantile(rate, 0.9)", NULL, TYPE_FLOAT},
    {"sum(paid)", NULL, TYPE_INT},
    {"starts(lower(orders.city), 'new')", NULL, TYPE_BOOL},
    {"coalesce(qty, 0.5)", NULL, TYPE_FLOAT},
    {"billed + 7", NULL, TYPE_DATE},
    {"billed - billed", NULL, TYPE_INT},
};

static void reads_writes_and_types(void **state) {
    (void)state;
    Shop shop;
    shop_init(&shop);
    for (size_t i = 0; i < COUNT_OF(READINGS); i++) {
        const Reading *r = &READINGS[i];
        Expr *e = NULL, *again = NULL;
        Err err = {0};
        ColumnType type = TYPE_TEXT;
        if (!expr_parse(&shop.model, 0, str_from(r->text), shop.arena, &e, &err)) {
            fail_msg("%s: %s", r->text, err.message);
        }
        Buf out;
        buf_init(&out, 1024);
        expr_write_in(&out, &shop.model, 0, e);
        assert_text(buf_str(&out), r->written ? r->written : r->text);
        assert_true(expr_parse(&shop.model, 0, buf_str(&out), shop.arena, &again, &err));
        assert_true(expr_equal(e, again));
        assert_true(expr_equal(e, expr_copy(shop.arena, e)));
        assert_true(expr_type(&shop.model, e, &type, &err));
        assert_string_equal(column_type_name(type), column_type_name(r->type));
        buf_done(&out);
    }
    arena_free(shop.arena);
}

static const struct {
    const char *text, *message;
} WRONG[] = {
    {"", "at the end: a value was expected"},
    {"sum(qyt)", "character 5: no column `qyt` in lines; is `qty` meant?"},
    {"sum(orders.citty)", "character 12: no column `citty` in orders; is `city` meant?"},
    {"ordres.id", "character 1: no table `ordres`; is `orders` meant?"},
    {"summ(qty)", "character 1: there is no function 'summ'; is 'sum' meant?"},
    {"drop_table(qty)", "character 1: there is no function 'drop_table'"},
    {"sum(orders.city)", "sum of text `orders.city`: a number was expected"},
    {"sum(qty", "at the end: a closing parenthesis was expected"},
    {"sum(qty) rate", "character 10: the end was expected, not 'rate'"},
    {"sum(qty, rate)", "character 1: sum takes 1 value, not 2"},
    {"sum(avg(qty))", "avg stands inside another aggregate"},
    {"sum(revenue)", "metric `revenue` stands inside an aggregate"},
    {"qty = 'x'", "int cannot be compared with text"},
    {"sum(*)", "character 5: a value was expected, not '*'"},
    {"orders.*", "'*' can only be counted"},
    {"'open", "character 1: the quote ' is not closed"},
    {"qty; drop", "character 4: ';' has no meaning here"},
    {"bucket('fortnight', billed)",
     "character 8: a unit such as 'month' was expected, not 'fortnight'"},
    {"date 'soon'", "character 6: 'soon' is not a date such as 2026-11-21"},
    {"not qty", "not of int `lines.qty`: a condition was expected"},
};

static void says_what_is_wrong(void **state) {
    (void)state;
    Shop shop;
    shop_init(&shop);
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        Expr *e = NULL;
        Err err = {0};
        assert_false(expr_parse(&shop.model, 0, str_from(WRONG[i].text), shop.arena, &e, &err));
        assert_string_equal(err.message, WRONG[i].message);
        assert_null(e);
    }
    arena_free(shop.arena);
}

static void bounds_depth_and_length(void **state) {
    (void)state;
    Shop shop;
    shop_init(&shop);
    static char deep[EXPR_TEXT_MAX + 2];
    static const char OPENINGS[] = {'(', '-'};
    for (size_t i = 0; i < sizeof OPENINGS; i++) {
        memset(deep, OPENINGS[i], sizeof deep);
        Expr *e = NULL;
        Err err = {0};
        assert_false(expr_parse(&shop.model, 0, str_of(deep, 1000), shop.arena, &e, &err));
        assert_int_equal(err.code, ERR_LIMIT);
        assert_false(expr_parse(&shop.model, 0, str_of(deep, sizeof deep), shop.arena, &e, &err));
        assert_int_equal(err.code, ERR_LIMIT);
    }
    arena_free(shop.arena);
}

static void bounds_metrics_of_metrics(void **state) {
    (void)state;
    Shop shop;
    shop_init(&shop);
    static Metric metrics[64];
    metrics[0] = shop.metrics[0];
    shop.model.metrics = metrics;
    bool good = true;
    Err err = {0};
    for (size_t i = 1; i < 64 && good; i++) {  // each twice as large as the one before
        Str name = str_fmt(shop.arena, "m%zu", i), before = metrics[i - 1].name;
        Str text = str_fmt(shop.arena, STR_F " + " STR_F, STR_A(before), STR_A(before));
        metrics[i].name = name;
        good = expr_parse(&shop.model, 0, text, shop.arena, &metrics[i].expr, &err);
        shop.model.metric_count = i + 1;
    }
    assert_false(good);
    assert_int_equal(err.code, ERR_LIMIT);
    arena_free(shop.arena);
}

static void count_column(void *ctx, ColumnRef c) {
    (void)c;
    (*(int *)ctx)++;
}

static void walks_columns_of_metrics_too(void **state) {
    (void)state;
    Shop shop;
    shop_init(&shop);
    Expr *e = NULL;
    Err err = {0};
    int count = 0;
    assert_true(
        expr_parse(&shop.model, 0, S("revenue / count(distinct order_id)"), shop.arena, &e, &err));
    expr_columns(&shop.model, e, count_column, &count);
    assert_int_equal(count, 3);
    assert_true(expr_has_aggregate(e));
    assert_false(expr_has_aggregate(expr_column(shop.arena, 0, 0)));
    arena_free(shop.arena);
}

static void names_every_operation_once(void **state) {
    (void)state;
    for (int i = 0; i < OP_COUNT_OF; i++) {
        ExprOp found = OP_ADD;
        assert_true(expr_op_from(str_from(expr_op((ExprOp)i)->name), &found));
        assert_int_equal(found, i);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_writes_and_types),
        cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(bounds_depth_and_length),
        cmocka_unit_test(bounds_metrics_of_metrics),
        cmocka_unit_test(walks_columns_of_metrics_too),
        cmocka_unit_test(names_every_operation_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
