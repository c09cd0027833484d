#include "shop_model.h"

#include <stdio.h>
#include <stdlib.h>

const char *const SHOP_ROWS_SQL =
    "CREATE TABLE customers(id INTEGER, name VARCHAR, city VARCHAR);"
    "INSERT INTO customers VALUES (1,'Asha','Delhi'),(2,'Bilal','Delhi'),(3,'Chen','Pune'),"
    "(4,'Dia','Goa');"
    "CREATE TABLE products(id INTEGER, name VARCHAR, category VARCHAR, price DOUBLE);"
    "INSERT INTO products VALUES (1,'Rice','Grain',50),(2,'Oil','Oil',150),(3,'Salt','Spice',20),"
    "(4,'Saffron','Spice',500);"
    "CREATE TABLE suppliers(id INTEGER, name VARCHAR);"
    "INSERT INTO suppliers VALUES (1,'Acme'),(2,'Best');"
    "CREATE TABLE product_suppliers(product_id INTEGER, supplier_id INTEGER);"
    "INSERT INTO product_suppliers VALUES (1,1),(1,2),(2,2),(3,2),(4,1);"
    "CREATE TABLE orders(id INTEGER, customer_id INTEGER, date DATE, freight DOUBLE, paid BOOLEAN);"
    "INSERT INTO orders VALUES (1,1,'2026-09-05',10,true),(2,1,'2026-10-02',20,false),"
    "(3,2,'2026-10-15',30,true),(4,3,'2026-10-20',40,true),(5,NULL,'2025-10-10',5,NULL);"
    "CREATE TABLE lines(id INTEGER, order_id INTEGER, product_id INTEGER, qty INTEGER,"
    " amount DOUBLE);"
    "INSERT INTO lines VALUES (1,1,1,2,100),(2,1,2,1,150),(3,2,1,4,200),(4,3,2,2,300),"
    "(5,3,3,5,100),(6,4,1,1,50),(7,4,1,2,100),(8,5,3,10,200),(9,4,NULL,1,7);"
    "CREATE TABLE purchases(id INTEGER, product_id INTEGER, supplier_id INTEGER, day DATE,"
    " cost DOUBLE);"
    "INSERT INTO purchases VALUES (1,1,1,'2026-09-01',60),(2,1,2,'2026-10-01',70),"
    "(3,4,1,'2026-10-05',400);"
    "CREATE TABLE stock(day DATE, product_id INTEGER, level INTEGER);"
    "INSERT INTO stock VALUES ('2026-09-30',1,5),('2026-09-30',2,7),('2026-09-30',3,2),"
    "('2026-10-15',1,9),('2026-10-31',1,3),('2026-10-31',2,4);"
    "CREATE TABLE employees(id INTEGER, name VARCHAR, manager_id INTEGER, salary DOUBLE);"
    "INSERT INTO employees VALUES (1,'Boss',NULL,100),(2,'Eve',1,60),(3,'Max',1,80),(4,'Zoe',3,80);"
    "CREATE TABLE airports(id INTEGER, code VARCHAR, city VARCHAR);"
    "INSERT INTO airports VALUES (1,'DEL','Delhi'),(2,'BOM','Mumbai'),(3,'GOI','Goa');"
    "CREATE TABLE flights(id INTEGER, origin_id INTEGER, destination_id INTEGER, minutes INTEGER,"
    " leaves TIMESTAMP);"
    "INSERT INTO flights VALUES (1,1,2,120,'2026-10-05 08:00'),(2,2,1,125,'2026-10-05 20:30'),"
    "(3,1,3,150,'2026-10-10 08:15'),(4,3,2,60,'2026-10-11 23:59:59');";

typedef struct ColumnSpec {
    const char *table, *name, *label;
    ColumnType type;
    ColumnRole role;
    Additivity additivity;
    const char *unit;
} ColumnSpec;

typedef struct TableSpec {
    const char *name, *label;
    TableKind kind;
    uint64_t rows;
    const char *key, *name_column, *time_column;
} TableSpec;

// Without a key on lines: their rows are told apart by the engine's row number.
static const TableSpec TABLES[] = {
    {"customers", "customers", TABLE_DIMENSION, 4, "id", "name", NULL},
    {"products", "products", TABLE_DIMENSION, 4, "id", "name", NULL},
    {"suppliers", "suppliers", TABLE_DIMENSION, 2, "id", "name", NULL},
    {"product_suppliers", "product suppliers", TABLE_BRIDGE, 5, NULL, NULL, NULL},
    {"orders", "orders", TABLE_FACT, 5, "id", NULL, "date"},
    {"lines", "order lines", TABLE_FACT, 9, NULL, NULL, NULL},
    {"purchases", "purchases", TABLE_FACT, 3, "id", NULL, "day"},
    {"stock", "stock", TABLE_FACT, 6, "day,product_id", NULL, "day"},
    {"employees", "employees", TABLE_DIMENSION, 4, "id", "name", NULL},
    {"airports", "airports", TABLE_DIMENSION, 3, "id", "code", NULL},
    {"flights", "flights", TABLE_FACT, 4, "id", NULL, "leaves"},
};

static const ColumnSpec COLUMNS[] = {
    {"customers", "id", "id", TYPE_INT, ROLE_KEY, ADD_NONE, ""},
    {"customers", "name", "name", TYPE_TEXT, ROLE_NAME, ADD_NONE, ""},
    {"customers", "city", "city", TYPE_TEXT, ROLE_PLACE, ADD_NONE, ""},
    {"products", "id", "id", TYPE_INT, ROLE_KEY, ADD_NONE, ""},
    {"products", "name", "name", TYPE_TEXT, ROLE_NAME, ADD_NONE, ""},
    {"products", "category", "category", TYPE_TEXT, ROLE_CATEGORY, ADD_NONE, ""},
    {"products", "price", "price", TYPE_FLOAT, ROLE_MEASURE, ADD_AVERAGE, "INR"},
    {"suppliers", "id", "id", TYPE_INT, ROLE_KEY, ADD_NONE, ""},
    {"suppliers", "name", "name", TYPE_TEXT, ROLE_NAME, ADD_NONE, ""},
    {"product_suppliers", "product_id", "product id", TYPE_INT, ROLE_LINK, ADD_NONE, ""},
    {"product_suppliers", "supplier_id", "supplier id", TYPE_INT, ROLE_LINK, ADD_NONE, ""},
    {"orders", "id", "id", TYPE_INT, ROLE_KEY, ADD_NONE, ""},
    {"orders", "customer_id", "customer id", TYPE_INT, ROLE_LINK, ADD_NONE, ""},
    {"orders", "date", "date", TYPE_DATE, ROLE_TIME, ADD_NONE, ""},
    {"orders", "freight", "freight", TYPE_FLOAT, ROLE_MEASURE, ADD_SUM, "INR"},
    {"orders", "paid", "paid", TYPE_BOOL, ROLE_FLAG, ADD_NONE, ""},
    {"lines", "id", "line id", TYPE_INT, ROLE_CODE, ADD_NONE, ""},
    {"lines", "order_id", "order id", TYPE_INT, ROLE_LINK, ADD_NONE, ""},
    {"lines", "product_id", "product id", TYPE_INT, ROLE_LINK, ADD_NONE, ""},
    {"lines", "qty", "quantity", TYPE_INT, ROLE_MEASURE, ADD_SUM, ""},
    {"lines", "amount", "amount", TYPE_FLOAT, ROLE_MEASURE, ADD_SUM, "INR"},
    {"purchases", "id", "id", TYPE_INT, ROLE_KEY, ADD_NONE, ""},
    {"purchases", "product_id", "product id", TYPE_INT, ROLE_LINK, ADD_NONE, ""},
    {"purchases", "supplier_id", "supplier id", TYPE_INT, ROLE_LINK, ADD_NONE, ""},
    {"purchases", "day", "day", TYPE_DATE, ROLE_TIME, ADD_NONE, ""},
    {"purchases", "cost", "cost", TYPE_FLOAT, ROLE_MEASURE, ADD_SUM, "INR"},
    {"stock", "day", "day", TYPE_DATE, ROLE_TIME, ADD_NONE, ""},
    {"stock", "product_id", "product id", TYPE_INT, ROLE_LINK, ADD_NONE, ""},
    {"stock", "level", "stock level", TYPE_INT, ROLE_MEASURE, ADD_LAST, "pieces"},
    {"employees", "id", "id", TYPE_INT, ROLE_KEY, ADD_NONE, ""},
    {"employees", "name", "name", TYPE_TEXT, ROLE_NAME, ADD_NONE, ""},
    {"employees", "manager_id", "manager id", TYPE_INT, ROLE_LINK, ADD_NONE, ""},
    {"employees", "salary", "salary", TYPE_FLOAT, ROLE_MEASURE, ADD_SUM, "INR"},
    {"airports", "id", "id", TYPE_INT, ROLE_KEY, ADD_NONE, ""},
    {"airports", "code", "airport", TYPE_TEXT, ROLE_NAME, ADD_NONE, ""},
    {"airports", "city", "airport city", TYPE_TEXT, ROLE_PLACE, ADD_NONE, ""},
    {"flights", "id", "id", TYPE_INT, ROLE_KEY, ADD_NONE, ""},
    {"flights", "origin_id", "origin id", TYPE_INT, ROLE_LINK, ADD_NONE, ""},
    {"flights", "destination_id", "destination id", TYPE_INT, ROLE_LINK, ADD_NONE, ""},
    {"flights", "minutes", "minutes", TYPE_INT, ROLE_MEASURE, ADD_SUM, "minutes"},
    {"flights", "leaves", "departure", TYPE_TIMESTAMP, ROLE_TIME, ADD_NONE, ""},
};

static const char *const JOINS[][4] = {
    {"lines", "order_id", "orders", "id"},
    {"lines", "product_id", "products", "id"},
    {"orders", "customer_id", "customers", "id"},
    {"purchases", "product_id", "products", "id"},
    {"purchases", "supplier_id", "suppliers", "id"},
    {"product_suppliers", "product_id", "products", "id"},
    {"product_suppliers", "supplier_id", "suppliers", "id"},
    {"stock", "product_id", "products", "id"},
    {"employees", "manager_id", "employees", "id"},
    {"flights", "origin_id", "airports", "id"},
    {"flights", "destination_id", "airports", "id"},
};

static const struct {
    const char *name, *table, *text, *filter, *unit;
    Additivity additivity;
} METRICS[] = {
    {"revenue", "lines", "sum(amount)", "", "INR", ADD_SUM},
    {"grain revenue", "lines", "sum(amount)", "products.category = 'Grain'", "INR", ADD_SUM},
    {"revenue per order", "lines", "sum(amount) / count(distinct orders.id)", "", "INR",
     ADD_AVERAGE},
};

static void columns_make(ModelTable *t, Arena *a) {
    t->columns = arena_new(a, ModelColumn, COUNT_OF(COLUMNS));
    for (size_t i = 0; i < COUNT_OF(COLUMNS); i++) {
        const ColumnSpec *spec = &COLUMNS[i];
        if (!str_eq(str_from(spec->table), t->name)) continue;
        ModelColumn *c = &t->columns[t->column_count++];
        *c = (ModelColumn){.name = str_from(spec->name),
                           .label = str_from(spec->label),
                           .type = spec->type,
                           .role = spec->role,
                           .additivity = spec->additivity,
                           .unit = str_from(spec->unit)};
        c->profile.rows = t->rows;
        // What the rows below have: links without a partner.
        bool has_nulls = str_eq(c->name, S("customer_id")) || str_eq(c->name, S("manager_id")) ||
                         (str_eq(t->name, S("lines")) && str_eq(c->name, S("product_id")));
        c->profile.nulls = has_nulls ? 1 : 0;
    }
}

static void table_make(ModelTable *t, const TableSpec *spec, Arena *a) {
    *t = (ModelTable){.name = str_from(spec->name),
                      .label = str_from(spec->label),
                      .kind = spec->kind,
                      .rows = spec->rows,
                      .version = 1,
                      .fresh_at = date_of(2026, 11, 1) * MOMENT_DAY};
    columns_make(t, a);
    t->name_column = spec->name_column ? model_column(t, str_from(spec->name_column)) : -1;
    t->name_more = -1;
    t->time_column = spec->time_column ? model_column(t, str_from(spec->time_column)) : -1;
    if (!spec->key) return;
    Str rest = str_from(spec->key), part;
    t->key = arena_new(a, int, 2);
    while (str_next_part(&rest, ',', &part)) t->key[t->key_count++] = model_column(t, part);
}

Expr *shop_expr(const Model *m, Arena *a, const char *table, const char *text) {
    Expr *e = NULL;
    Err err = {0};
    if (!expr_parse(m, model_table(m, str_from(table)), str_from(text), a, &e, &err)) {
        fprintf(stderr, "%s: %s\n", text, err.message);
        abort();
    }
    return e;
}

static void metrics_make(Model *m, Arena *a) {
    m->metrics = arena_new(a, Metric, COUNT_OF(METRICS));
    for (size_t i = 0; i < COUNT_OF(METRICS); i++) {
        m->metrics[i] = (Metric){.name = str_from(METRICS[i].name),
                                 .label = str_from(METRICS[i].name),
                                 .table = model_table(m, str_from(METRICS[i].table)),
                                 .expression = str_from(METRICS[i].text),
                                 .unit = str_from(METRICS[i].unit),
                                 .additivity = METRICS[i].additivity};
        m->metrics[i].expr = shop_expr(m, a, METRICS[i].table, METRICS[i].text);
        if (METRICS[i].filter[0]) {
            m->metrics[i].filter = shop_expr(m, a, METRICS[i].table, METRICS[i].filter);
        }
        m->metric_count = i + 1;
    }
}

Model *shop_model(Arena *a) {
    Model *m = arena_new(a, Model, 1);
    m->version = 1;
    m->table_count = COUNT_OF(TABLES);
    m->tables = arena_new(a, ModelTable, COUNT_OF(TABLES));
    for (size_t i = 0; i < COUNT_OF(TABLES); i++) table_make(&m->tables[i], &TABLES[i], a);
    m->joins = arena_new(a, ModelJoin, COUNT_OF(JOINS));
    for (size_t i = 0; i < COUNT_OF(JOINS); i++) {
        ModelJoin *j = &m->joins[m->join_count++];
        j->from_table = model_table(m, str_from(JOINS[i][0]));
        j->from_column = model_column(&m->tables[j->from_table], str_from(JOINS[i][1]));
        j->to_table = model_table(m, str_from(JOINS[i][2]));
        j->to_column = model_column(&m->tables[j->to_table], str_from(JOINS[i][3]));
        j->coverage = 1;
    }
    metrics_make(m, a);
    return m;
}
