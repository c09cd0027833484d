#include "model/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "sqlite_fixture.h"

static void assert_str(Str got, const char *wanted) {
    if (!str_eq(got, str_from(wanted))) fail_msg("'" STR_F "' is not '%s'", STR_A(got), wanted);
}

static const ModelTable *table_of(const Model *m, const char *name) {
    int table = model_table(m, str_from(name));
    if (table < 0) fail_msg("no table %s", name);
    return &m->tables[table];
}

static const ModelColumn *column_of(const Model *m, const char *table, const char *column) {
    const ModelTable *t = table_of(m, table);
    int at = model_column(t, str_from(column));
    if (at < 0) fail_msg("no column %s", column);
    return &t->columns[at];
}

static const struct {
    const char *table, *column;
    ColumnRole role;
    Additivity additivity;
    const char *label;
} COLUMNS[] = {
    {"stores", "store_id", ROLE_KEY, ADD_NONE, "store id"},
    {"stores", "store_name", ROLE_NAME, ADD_NONE, "store name"},
    {"stores", "city", ROLE_PLACE, ADD_NONE, "city"},
    {"customers", "phone", ROLE_CODE, ADD_NONE, "phone"},
    {"customers", "is_member", ROLE_FLAG, ADD_NONE, "is member"},
    {"products", "sku", ROLE_KEY, ADD_NONE, "sku"},
    {"products", "category", ROLE_CATEGORY, ADD_NONE, "category"},
    {"products", "mrp", ROLE_MEASURE, ADD_AVERAGE, "mrp"},
    {"products", "stock", ROLE_MEASURE, ADD_LAST, "stock"},
    {"bills", "bill_date", ROLE_TIME, ADD_NONE, "bill date"},
    {"bills", "customer_id", ROLE_LINK, ADD_NONE, "customer id"},
    {"bills", "pay_mode", ROLE_CATEGORY, ADD_NONE, "pay mode"},
    {"bill_lines", "qty", ROLE_MEASURE, ADD_SUM, "quantity"},
    {"bill_lines", "rate", ROLE_MEASURE, ADD_AVERAGE, "rate"},
    {"bill_lines", "discount_pct", ROLE_MEASURE, ADD_AVERAGE, "discount percent"},
    {"bill_lines", "line_no", ROLE_CODE, ADD_NONE, "line number"},
};

static void gives_columns_roles(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_shop(&f);
    Model *m = fixture_infer(&f, false);
    for (size_t i = 0; i < COUNT_OF(COLUMNS); i++) {
        const ModelColumn *c = column_of(m, COLUMNS[i].table, COLUMNS[i].column);
        assert_str(str_from(column_role_name(c->role)), column_role_name(COLUMNS[i].role));
        assert_str(str_from(additivity_name(c->additivity)),
                   additivity_name(COLUMNS[i].additivity));
        assert_str(c->label, COLUMNS[i].label);
    }
    assert_str(column_of(m, "bill_lines", "discount_pct")->unit, "%");
    fixture_done(&f);
}

// Money is in the one currency that the data shows, or in the one that the business names; where
// the data shows two, nothing is guessed.
static void gives_money_its_currency(void **state) {
    (void)state;
    static ColumnUnit seen[] = {{STR("products"), STR("mrp"), STR("INR")},
                                {STR("stores"), STR("rent"), STR("USD")}};
    static const struct {
        size_t seen;
        const char *told, *price, *quantity, *revenue;
    } CASES[] = {
        {0, "", "", "", ""},
        {1, "", "INR", "", "INR"},
        {2, "", "", "", ""},
        {2, "EUR", "EUR", "", "EUR"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Fixture f;
        fixture_open(&f);
        fixture_exec(&f,
                     "CREATE TABLE stores AS SELECT 1 AS store_id, 10.5 AS rent;"
                     "CREATE TABLE products AS SELECT 1 AS product_id, 2.5 AS mrp;"
                     "CREATE TABLE sales AS SELECT i AS id, DATE '2026-01-01' AS date, i AS "
                     "quantity, 2.5 + i AS unit_price FROM range(50) t(i)");
        f.units = seen;
        f.unit_count = CASES[i].seen;
        f.currency = str_from(CASES[i].told);
        Model *m = fixture_infer(&f, false);
        assert_str(column_of(m, "sales", "unit_price")->unit, CASES[i].price);
        assert_str(column_of(m, "sales", "quantity")->unit, CASES[i].quantity);
        assert_str(m->metrics[m->default_metric].unit, CASES[i].revenue);
        fixture_done(&f);
    }
}

static const struct {
    const char *name, *label;
    TableKind kind;
    const char *key, *name_column, *time_column;
} TABLES[] = {
    {"stores", "stores", TABLE_DIMENSION, "store_id", "store_name", NULL},
    {"customers", "customers", TABLE_DIMENSION, "id", "first_name", NULL},
    {"products", "products", TABLE_DIMENSION, "sku", "name", NULL},
    {"bills", "bills", TABLE_FACT, "bill_id", NULL, "bill_date"},
    {"bill_lines", "bill lines", TABLE_FACT, "bill_id", NULL, NULL},
};

static void assert_column(const ModelTable *t, int column, const char *wanted) {
    assert_int_equal(column >= 0, wanted != NULL);
    if (wanted) assert_str(t->columns[column].name, wanted);
}

static void describes_tables(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_shop(&f);
    Model *m = fixture_infer(&f, false);
    for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
        const ModelTable *t = table_of(m, TABLES[i].name);
        assert_str(t->label, TABLES[i].label);
        assert_str(str_from(model_kind_name(t->kind)), model_kind_name(TABLES[i].kind));
        assert_column(t, t->key_count > 0 ? t->key[0] : -1, TABLES[i].key);
        assert_column(t, t->name_column, TABLES[i].name_column);
        assert_column(t, t->time_column, TABLES[i].time_column);
    }
    assert_int_equal(table_of(m, "bill_lines")->key_count, 2);
    const ModelTable *customers = table_of(m, "customers");
    assert_column(customers, customers->name_more, "last_name");
    assert_int_equal(m->join_count, 4);
    fixture_done(&f);
}

typedef struct MetricCase {
    const char *tables;              // what makes the tables
    const char *table, *expression;  // of the revenue; NULL none
} MetricCase;

static const MetricCase METRICS[] = {
    {"CREATE TABLE sales AS SELECT i AS id, DATE '2026-01-01' + CAST(i AS INTEGER) AS date, i * "
     "2.5 "
     "AS amount, 1 + i % 5 AS qty, 2.5 AS price FROM range(50) t(i)",
     "sales", "sum(amount)"},
    {"CREATE TABLE order_items AS SELECT i AS id, DATE '2026-01-01' AS order_date, 1 + i % 7 AS "
     "quantity, 2.5 + i AS unit_price, (i % 4) * 0.05 AS discount FROM range(50) t(i)",
     "order_items", "sum(quantity * unit_price * (1 - discount))"},
    {"CREATE TABLE order_items AS SELECT i AS id, DATE '2026-01-01' AS order_date, 1 + i % 7 AS "
     "quantity, 2.5 + i AS unit_price, (i % 4) * 5 AS discount FROM range(50) t(i)",
     "order_items", "sum(quantity * unit_price * (1 - discount / 100))"},
    {"CREATE TABLE order_items AS SELECT i AS id, DATE '2026-01-01' AS order_date, 1 + i % 7 AS "
     "quantity, 2.5 + i AS unit_price, (i % 9) * 7.25 AS discount FROM range(50) t(i)",
     "order_items", "sum(quantity * unit_price - discount)"},
    {"CREATE TABLE order_items AS SELECT i AS id, DATE '2026-01-01' AS order_date, 1 + i % 7 AS "
     "quantity, 2.5 + i AS unit_price, CASE WHEN i % 2 = 0 THEN 0.1 END AS discount "
     "FROM range(50) t(i)",
     "order_items", "sum(quantity * unit_price * (1 - coalesce(discount, 0)))"},
    {"CREATE TABLE students AS SELECT i AS student_id, 'S' || i AS name, 10 + i % 8 AS age "
     "FROM range(50) t(i)",
     NULL, NULL},
    {"CREATE TABLE products AS SELECT i AS product_id, 'P' || i AS product_name, 2.5 + i AS price "
     "FROM range(50) t(i)",
     NULL, NULL},
};

static void finds_what_is_sold(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(METRICS); i++) {
        Fixture f;
        fixture_open(&f);
        fixture_exec(&f, METRICS[i].tables);
        Model *m = fixture_infer(&f, false);
        assert_int_equal(m->default_metric >= 0, METRICS[i].expression != NULL);
        if (METRICS[i].expression) {
            const Metric *revenue = &m->metrics[m->default_metric];
            assert_str(revenue->name, "revenue");
            assert_str(revenue->expression, METRICS[i].expression);
            assert_str(m->tables[revenue->table].name, METRICS[i].table);
        }
        fixture_done(&f);
    }
}

static void profiles_values(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_exec(
        &f,
        "CREATE TABLE t AS SELECT i AS n, CASE WHEN (i + 10) % 10 = 0 THEN NULL ELSE 'AB-' || "
        "(100 + (i + 10) % 5) END AS code, CASE WHEN i = 3 THEN 'nan'::DOUBLE WHEN i = 4 THEN "
        "1e300 ELSE i END AS x FROM range(-10, 90) t(i)");
    Model *m = fixture_infer(&f, false);
    const Profile *n = &column_of(m, "t", "n")->profile,
                  *code = &column_of(m, "t", "code")->profile;
    const Profile *x = &column_of(m, "t", "x")->profile;
    assert_int_equal(n->rows, 100);
    assert_int_equal(n->distinct, 100);
    assert_int_equal(n->min.i, -10);
    assert_int_equal(n->max.i, 89);
    assert_int_equal(n->negatives, 10);
    assert_int_equal(n->zeros, 1);
    assert_true(n->mean > 39.4 && n->mean < 39.6);
    assert_true(n->quantiles[2] > 39.4 && n->quantiles[2] < 39.6);
    uint64_t in_bins = 0;
    for (size_t i = 0; i < n->bin_count; i++) in_bins += n->bins[i].count;
    assert_int_equal(in_bins, 100);
    assert_int_equal(code->nulls, 10);
    assert_int_equal(code->distinct, 5);
    assert_str(code->top[0].text, "AB-101");
    assert_int_equal(code->top[0].count, 20);
    assert_str(code->patterns[0].text, "AA-999");
    assert_int_equal(x->rows - x->nulls, 100);
    assert_true(x->max.f < 100);  // what cannot be added up is left out
    fixture_done(&f);
}

static void samples_large_tables(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_exec(&f,
                 "CREATE TABLE orders AS SELECT i AS order_id, i % 7 AS kind, (i % 1000) / 10.0 AS "
                 "amount FROM range(1200000) t(i)");
    Model *m = fixture_infer(&f, false);
    const ModelTable *t = table_of(m, "orders");
    const Profile *kind = &column_of(m, "orders", "kind")->profile;
    assert_int_equal(t->rows, 1200000);
    assert_int_equal(t->key_count, 1);  // made sure of, though the profile is an estimate
    assert_true(kind->is_sampled);
    assert_int_equal(kind->distinct, 7);
    assert_int_equal(kind->top_count, 7);
    assert_true(kind->top[0].count > 160000 && kind->top[0].count < 180000);  // scaled up
    fixture_done(&f);
}

static void reuses_profiles_of_unchanged_tables(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_exec(&f, "CREATE TABLE a AS SELECT 1 AS x; CREATE TABLE b AS SELECT 1 AS x");
    Model *first = fixture_infer(&f, false);
    fixture_exec(&f, "INSERT INTO a VALUES (2); INSERT INTO b VALUES (2)");
    TableVersion versions[] = {{.table = S("a"), .version = 1}, {.table = S("b"), .version = 2}};
    ModelInput in = {.source = f.source, .versions = versions, .version_count = 2, .before = first};
    Model *second = NULL;
    Err err = {0};
    assert_true(model_infer(&in, f.arena, &second, &err));
    assert_int_equal(column_of(second, "a", "x")->profile.rows, 1);
    assert_int_equal(column_of(second, "b", "x")->profile.rows, 2);
    assert_int_equal(second->version, 2);
    fixture_done(&f);
}

static void keeps_several_roles_of_one_table(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_exec(&f,
                 "CREATE TABLE airports AS SELECT i AS id, chr(CAST(65 + i AS INTEGER)) || 'XQ' AS "
                 "iata, 'A' || i AS name FROM range(20) t(i);"
                 "CREATE TABLE flights AS SELECT i AS flight_id, chr(CAST(65 + i % 20 AS INTEGER))"
                 " || 'XQ' AS origin, chr(CAST(65 + (i * 3) % 20 AS INTEGER)) || 'XQ' AS "
                 "destination, i % 20 AS delay FROM range(100) t(i)");
    Model *m = fixture_infer(&f, false);
    assert_int_equal(m->join_count, 2);
    for (size_t i = 0; i < m->join_count; i++) {
        assert_str(m->tables[m->joins[i].to_table].name, "airports");
        assert_str(m->tables[m->joins[i].to_table].columns[m->joins[i].to_column].name, "iata");
    }
    fixture_done(&f);
}

static void reads_a_superstore_export(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    const char *path = fixture_shared(&f, "data/business/superstore.sqlite");
    if (path) {
        fixture_load_sqlite(&f, path);
        Model *m = fixture_infer(&f, false);
        const ModelTable *t = &m->tables[0];
        assert_str(m->metrics[m->default_metric].expression, "sum(Sales)");
        assert_str(t->columns[t->time_column].name, "Order Date");
        assert_int_equal(t->kind, TABLE_FACT);
    } else {
        printf("skipped: no shared data\n");
    }
    fixture_done(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_columns_roles),
        cmocka_unit_test(gives_money_its_currency),
        cmocka_unit_test(describes_tables),
        cmocka_unit_test(finds_what_is_sold),
        cmocka_unit_test(profiles_values),
        cmocka_unit_test(samples_large_tables),
        cmocka_unit_test(reuses_profiles_of_unchanged_tables),
        cmocka_unit_test(keeps_several_roles_of_one_table),
        cmocka_unit_test(reads_a_superstore_export),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
