#include "ask_mart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include "model/model.h"

#include <cmocka.h>

static const char *const TABLES_SQL =
    "CREATE TABLE categories(category_id INTEGER, category_name VARCHAR);"
    "INSERT INTO categories VALUES (1,'Hand Tools'),(2,'Power Tools'),(3,'Paint'),(4,'Garden'),"
    "(5,'Lighting');"
    "CREATE TABLE couriers(courier_id INTEGER, courier_name VARCHAR);"
    "INSERT INTO couriers VALUES (1,'Swift Line'),(2,'Blue Arrow'),(3,'Parcel Post');"
    "CREATE TABLE staff(staff_id INTEGER, first_name VARCHAR, last_name VARCHAR, hired_on DATE,"
    " manager_id INTEGER);"
    "INSERT INTO staff VALUES (1,'Ruth','Keller','2019-03-01',NULL),(2,'Omar','Haddad',"
    "'2020-06-15',1),(3,'Lena','Brandt','2021-01-10',1),(4,'Tariq','Nasser','2022-09-05',2),"
    "(5,'Ines','Moreau','2023-02-20',2);"
    "CREATE TABLE products AS SELECT i AS product_id, "
    "list_value('Claw Hammer','Pipe Wrench','Hand Saw','Tape Measure','Spirit Level','Cordless "
    "Drill','Angle Grinder','Jigsaw','Heat Gun','Belt Sander','White Emulsion','Wood Varnish',"
    "'Primer','Paint Roller','Masking Tape','Lawn Rake','Hedge Shears','Watering Can','Spade',"
    "'Garden Hose','Desk Lamp','Flood Light','Torch','Lantern')[i] AS product_name, "
    "CASE WHEN i<=5 THEN 1 WHEN i<=10 THEN 2 WHEN i<=15 THEN 3 WHEN i<=20 THEN 4 ELSE 5 END "
    "AS category_id, round(4.5 + (i*37)%83 + i/4.0, 2) AS unit_price, (i*13)%41 AS units_in_stock,"
    " 10 AS reorder_level, (i%8=0)::INTEGER AS discontinued FROM range(1,25) t(i);"
    "CREATE TABLE clients AS SELECT i AS client_id, "
    "list_value('Alder','Birch','Cedar','Dogwood','Elm','Fir','Hazel','Juniper')[1+(i-1)%8] || ' '"
    " || list_value('Traders','Supplies','Works','Stores','Outfitters')[1+((i-1)//8)%5] AS "
    "client_name, "
    "list_value('Lyon','Turin','Porto','Ghent','Graz','Nantes','Bergen')[1+i%7] AS town, "
    "list_value('France','Italy','Portugal','Belgium','Austria','France','Norway')[1+i%7] AS "
    "country, CASE WHEN i%6=0 THEN NULL ELSE 'buyer' || i || '@mail.example' END AS email "
    "FROM range(1,41) t(i);"
    "CREATE TABLE orders AS SELECT i AS order_id, 1+(i*7)%37 AS client_id, 1+(i*3)%5 AS staff_id,"
    " 1+(i*i)%3 AS courier_id, DATE '2025-01-05' + ((i*227)//100)::INTEGER AS order_date, "
    "DATE '2025-01-05' + ((i*227)//100)::INTEGER + 7 AS promised_date, "
    "CASE WHEN i%29=0 THEN NULL ELSE DATE '2025-01-05' + ((i*227)//100)::INTEGER + (i%11)::INTEGER "
    "+ 1 END AS dispatched_date, round(5 + (i*17)%96 + i/7.0, 2) AS freight FROM range(1,301) t(i);"
    "CREATE TABLE order_items AS SELECT i AS order_id, 1+(i*5+k*3)%22 AS product_id, "
    "1+(i+k)%9 AS quantity, p.unit_price, CASE WHEN (i+k)%5=0 THEN 0.1 ELSE 0 END AS discount "
    "FROM range(1,301) t(i), range(1,5) u(k), products p WHERE k<=1+i%4 AND "
    "p.product_id=1+(i*5+k*3)%22";

const char *const ASK_MART_WITH =
    "WITH l AS (SELECT o.order_id, p.product_id, p.product_name AS product, c.category_name AS "
    "category, i.quantity, i.unit_price AS price, i.discount, "
    "i.unit_price*i.quantity*(1-i.discount)"
    " AS rev, k.client_id, k.client_name AS client, k.town, k.country, s.last_name AS staff, "
    "r.courier_name AS courier, o.order_date AS day, o.dispatched_date AS dispatched, "
    "o.promised_date AS promised, o.freight FROM orders o JOIN order_items i USING (order_id) JOIN "
    "products p USING (product_id) JOIN categories c USING (category_id) JOIN clients k USING "
    "(client_id) JOIN staff s USING (staff_id) JOIN couriers r USING (courier_id)), "
    "o AS (SELECT o.order_id, k.client_id, k.client_name AS client, k.town, k.country, s.last_name "
    "AS staff, r.courier_name AS courier, o.order_date AS day, o.dispatched_date AS dispatched, "
    "o.promised_date AS promised, o.freight FROM orders o JOIN clients k USING (client_id) JOIN "
    "staff s USING (staff_id) JOIN couriers r USING (courier_id)) ";

static void rows_load(AskShop *mart) {
    Err err = {0};
    Writer *writer = NULL;
    assert_true(engine_writer_open(mart->database, &writer, &err));
    Str rest = str_from(TABLES_SQL), statement;
    while (str_next_part(&rest, ';', &statement)) {
        if (!engine_exec(writer, statement, NULL, &err)) fail_msg("%s", err.message);
    }
    engine_writer_close(writer);
}

// As the tables of a database file come with their keys.
static const SourceLink LINKS[] = {
    {.from_table = STR("orders"),
     .from_column = STR("client_id"),
     .to_table = STR("clients"),
     .to_column = STR("client_id")},
};

int ask_mart_open(void **state) {
    static const char *const TABLES[] = {"categories", "couriers", "staff",      "products",
                                         "clients",    "orders",   "order_items"};
    AskShop *mart = calloc(1, sizeof *mart);
    TableVersion versions[COUNT_OF(TABLES)] = {0};
    Err err = {0};
    RunLimits limits = {0};
    mart->arena = arena_create(0);
    assert_true(engine_new(&(EngineOptions){0}, &mart->engine, &err));
    assert_true(engine_open(mart->engine, ":memory:", &mart->database, &err));
    rows_load(mart);
    assert_true(engine_source_open(mart->database, &mart->source, &err));
    for (size_t i = 0; i < COUNT_OF(TABLES); i++)
        versions[i] = (TableVersion){.table = str_from(TABLES[i]), .version = 1};
    ModelInput in = {.source = mart->source,
                     .links = LINKS,
                     .link_count = COUNT_OF(LINKS),
                     .versions = versions,
                     .version_count = COUNT_OF(versions),
                     .limits = &limits};
    if (!model_infer(&in, mart->arena, &mart->model, &err)) fail_msg("%s", err.message);
    if (!ask_index_new(mart->model, mart->source, &limits, &mart->index, &err))
        fail_msg("%s", err.message);
    *state = mart;
    return 0;
}
