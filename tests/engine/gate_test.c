// gate: attacks that must be refused, and harmless statements that must pass and run.
#include "engine/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sys/clock.h"

#include "engine_world.h"

static const char SETUP[] =
    "CREATE TABLE sales(id BIGINT, product VARCHAR, region VARCHAR, qty INTEGER, price DOUBLE,"
    " sold_on DATE, sold_at TIMESTAMP, tags VARCHAR[]);"
    "INSERT INTO sales SELECT i, 'p' || (i % 7), CASE WHEN i % 2 = 0 THEN 'North' ELSE 'South' END,"
    " i % 5 + 1, i * 1.5, DATE '2026-01-01' + (i % 300)::INTEGER,"
    " TIMESTAMP '2026-01-01 08:00:00' + INTERVAL (i) HOUR, ['a', 'b' || i] FROM range(1000) r(i);"
    "CREATE TABLE products(name VARCHAR, category VARCHAR, cost DOUBLE);"
    "INSERT INTO products SELECT 'p' || i, 'c' || (i % 2), i FROM range(7) r(i);"
    "CREATE TABLE \"Odd Name\"(\"a b\" INTEGER); INSERT INTO \"Odd Name\" VALUES (1);"
    "CREATE TABLE _munim_meta(k VARCHAR); CREATE TABLE sales__rejects(row_number BIGINT);"
    "CREATE SCHEMA other; CREATE TABLE other.secret(i INTEGER); CREATE VIEW peek AS SELECT 1 x;"
    "CREATE SEQUENCE seq; CREATE MACRO leak() AS current_setting('threads');";

static const char *const ATTACKS[] = {
    // settings, logging, environment
    "SELECT * FROM enable_logging()",
    "SELECT * FROM enable_logging('QueryLog', storage := 'file', storage_path := '/tmp/x')",
    "SELECT * FROM disable_logging()",
    "CALL enable_logging()",
    "SELECT getenv('HOME')",
    "SELECT \"getenv\"('HOME')",
    "SELECT GetEnv('HOME')",
    "SELECT system.main.getenv('HOME')",
    "SELECT main.getenv('HOME')",
    "SELECT 'HOME'.getenv()",
    "SELECT current_setting('home_directory')",
    "SELECT getvariable('x')",
    "SELECT write_log('x')",
    "SET threads = 1",
    "SET VARIABLE x = 1",
    "RESET threads",
    "PRAGMA database_list",
    "PRAGMA threads = 1",
    "SELECT * FROM pragma_database_list()",
    "WITH x AS (SELECT * FROM pragma_table_info('sales')) SELECT * FROM x",
    "WITH x AS (SELECT * FROM pragma_show_tables()) SELECT * FROM x",
    "SELECT * FROM duckdb_settings()",
    "SELECT (SELECT value FROM duckdb_settings() LIMIT 1)",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM duckdb_logs",
    "SELECT version()",
    // files
    "COPY sales TO '/tmp/out.csv'",
    "COPY (SELECT 1) TO '/tmp/out.csv'",
    "COPY sales FROM '/etc/passwd'",
    "ATTACH '/tmp/x.db'",
    "ATTACH ':memory:' AS m",
    "DETACH memory",
    "EXPORT DATABASE '/tmp/x'",
    "IMPORT DATABASE '/tmp/x'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_csv_auto('/etc/passwd')",
    "SELECT * FROM \"read_csv\"('/etc/passwd')",
    "SELECT * FROM system.main.read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_json('/etc/passwd')",
    "SELECT * FROM read_parquet('/etc/passwd')",
    "SELECT * FROM parquet_scan('x')",
    "SELECT * FROM parquet_metadata('x')",
    "SELECT * FROM read_ndjson_objects('x')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM 'x.csv'",
    "FROM 'x.parquet'",
    "FROM \"x.csv\"",
    "SELECT * FROM sales, 'x.json'",
    "SELECT * FROM sales, LATERAL (SELECT * FROM read_text(sales.product))",
    "SELECT (SELECT content FROM read_text('/etc/passwd'))",
    "SELECT * FROM sales WHERE EXISTS (FROM glob('/etc/*'))",
    "SELECT * FROM sales ORDER BY (SELECT count(*) FROM read_text('/etc/passwd'))",
    "SELECT * FROM sales LIMIT (SELECT count(*) FROM glob('/*'))",
    "SELECT sum(qty) OVER (ORDER BY (SELECT 1 FROM read_text('x'))) FROM sales",
    "SELECT CASE WHEN (SELECT count(*) FROM glob('/*')) > 0 THEN 1 END",
    "SELECT * FROM read_duckdb('x.db')",
    // writing
    "CREATE TABLE t(i INTEGER)",
    "CREATE TABLE t AS SELECT * FROM sales",
    "CREATE TEMP TABLE t(i INTEGER)",
    "CREATE MACRO f() AS 1",
    "CREATE VIEW v AS SELECT 1",
    "INSERT INTO sales(id) VALUES (1)",
    "UPDATE sales SET qty = 1",
    "DELETE FROM sales",
    "DROP TABLE sales",
    "ALTER TABLE sales ADD COLUMN z INTEGER",
    "TRUNCATE sales",
    "MERGE INTO sales USING products ON true WHEN MATCHED THEN DELETE",
    "WITH x AS (DELETE FROM sales RETURNING *) SELECT * FROM x",
    "CHECKPOINT",
    "SELECT * FROM checkpoint()",
    "SELECT * FROM force_checkpoint()",
    "VACUUM",
    "ANALYZE",
    "BEGIN",
    "COMMIT",
    "SELECT nextval('seq')",
    "SELECT currval('seq')",
    "SELECT setseed(0.5)",
    // more than one statement, or one inside another
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE sales",
    "SELECT 1;;DROP TABLE sales;",
    "SELECT 1 -- \n; DROP TABLE sales",
    "SELECT 1 /* ; */ ; DROP TABLE sales",
    "SELECT $$a$$; DROP TABLE sales",
    "SELECT 'a\\'; DROP TABLE sales; --'; DROP TABLE sales",
    "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM query('DROP TABLE sales')",
    "SELECT * FROM query_table('sales')",
    "SELECT * FROM query_table(['sales'])",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    "SELECT json_serialize_sql('SELECT 1')",
    "SELECT json_deserialize_sql('{}')",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "DEALLOCATE p",
    "EXPLAIN SELECT 1",
    "EXPLAIN ANALYZE DELETE FROM sales",
    "SELECT ?",
    "SELECT $1",
    "SELECT $name",
    "INSTALL httpfs",
    "LOAD httpfs",
    "FORCE INSTALL httpfs FROM 'http://x'",
    "USE other",
    // the catalogue, and what is not the workspace's
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM main.sqlite_master",
    "SELECT * FROM system.main.sqlite_master",
    "SELECT * FROM pg_catalog.pg_class",
    "SELECT * FROM pg_tables",
    "SELECT * FROM duckdb_tables",
    "SELECT * FROM duckdb_tables()",
    "SELECT * FROM duckdb_columns()",
    "SELECT * FROM duckdb_functions()",
    "SELECT * FROM duckdb_memory()",
    "SELECT * FROM other.secret",
    "SELECT * FROM memory.other.secret",
    "SELECT * FROM memory.main.sales",
    "SELECT * FROM temp.main.x",
    "SELECT * FROM _munim_meta",
    "SELECT * FROM \"_MUNIM_META\"",
    "SELECT * FROM sales__rejects",
    "SELECT * FROM peek",
    "SELECT leak()",
    "DESCRIBE sales",
    "SHOW TABLES",
    "SHOW ALL TABLES",
    "SUMMARIZE sales",
    "SELECT * FROM (DESCRIBE sales)",
    "SELECT * FROM (SHOW TABLES)",
    "SELECT * FROM (SUMMARIZE sales)",
    "SELECT * FROM sales AT (VERSION => 1)",
    "SELECT 'sales'::regclass",
    "SELECT has_table_privilege('sales', 'select')",
    "SELECT pg_sleep(1)",
    "SELECT sleep_ms(1)",
    "SELECT current_query()",
    "SELECT txid_current()",
    // names of common table expressions used where they do not hold
    "WITH sqlite_master AS (SELECT * FROM sqlite_master) SELECT * FROM sqlite_master",
    "SELECT * FROM (WITH sqlite_master AS (SELECT 1) SELECT 1) a, sqlite_master",
    "WITH RECURSIVE sqlite_master AS (SELECT name FROM sqlite_master UNION ALL"
    " SELECT name FROM sqlite_master WHERE false) SELECT * FROM sqlite_master",
    "WITH a AS (SELECT * FROM pg_tables), pg_tables AS (SELECT 1) SELECT * FROM a",
    "WITH sqlite_master AS (SELECT 1) SELECT * FROM main.sqlite_master",
    // bombs
    "SELECT repeat('x', 1000000000)",
    "SELECT repeat(repeat('x', 10000), 10000)",
    "WITH a AS (SELECT repeat('x', 10000) s) SELECT repeat(s, 10000) FROM a",
    "SELECT repeat('x', qty * 1000000) FROM sales",
    "SELECT lpad('x', 1000000000, 'y')",
    "SELECT printf('%1000000000d', 1)",
    "SELECT printf('%*d', 1000000000, 1)",
    "SELECT format('{:>1000000000}', 'x')",
    "SELECT format('{:>{}}', 'x', 1000000000)",
    "SELECT list_sort(range(1000000000))",
    "SELECT unnest(range(id * 1000000)) FROM sales",
    "SELECT generate_series(TIMESTAMP '1900-01-01', now(), INTERVAL 1 MICROSECOND)",
    "SELECT * FROM range(1000000000000)",
    "SELECT bitstring('1', 1000000000)",
    "SELECT array_resize([1], 1000000000)",
    "PIVOT sales ON region USING sum(qty)",
    "",
    "   ",
    "-- nothing",
    "SELEC 1",
    "SELECT * FROM nowhere",
    "\xff\xfe",
};

static const char *const HARMLESS[] = {
    "SELECT 1",
    "SELECT * FROM sales",
    "select * from SALES;",
    "FROM sales",
    "TABLE products",
    "SELECT * FROM main.sales",
    "SELECT \"a b\" FROM \"Odd Name\"",
    "SELECT region, sum(qty * price) AS revenue FROM sales GROUP BY region ORDER BY revenue DESC",
    "SELECT region, product, sum(qty) FROM sales GROUP BY ALL ORDER BY ALL LIMIT 5 OFFSET 1",
    "SELECT region, sum(qty) FROM sales GROUP BY ROLLUP(region)",
    "SELECT region, product, grouping(region), sum(qty) FROM sales"
    " GROUP BY GROUPING SETS ((region), (product), ())",
    "SELECT count(*) FILTER (WHERE qty > 2), count(DISTINCT product) FROM sales",
    "SELECT region FROM sales GROUP BY region HAVING sum(qty) > 10",
    "WITH t AS (SELECT * FROM sales), u AS (SELECT region, sum(qty) q FROM t GROUP BY 1)"
    " SELECT * FROM u WHERE q > 0",
    "WITH sales AS (SELECT * FROM sales WHERE qty > 1) SELECT count(*) FROM sales",
    "WITH sqlite_master AS (SELECT 1 AS x) SELECT * FROM sqlite_master",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) FROM n",
    "SELECT *, row_number() OVER (PARTITION BY region ORDER BY price DESC) rn FROM sales"
    " QUALIFY rn <= 3",
    "SELECT sold_on, sum(qty) OVER w, avg(price) OVER w FROM sales"
    " WINDOW w AS (ORDER BY sold_on ROWS BETWEEN 6 PRECEDING AND CURRENT ROW)",
    "SELECT lag(price, 1) OVER (ORDER BY id), lead(price) OVER (ORDER BY id) FROM sales",
    "SELECT s.*, p.category FROM sales s JOIN products p ON s.product = p.name",
    "SELECT * FROM sales s LEFT JOIN products p ON s.product = p.name WHERE p.name IS NULL",
    "SELECT * FROM sales ANTI JOIN products ON product = name",
    "SELECT a.id FROM sales a ASOF JOIN sales b ON a.sold_at >= b.sold_at LIMIT 3",
    "SELECT product FROM sales UNION SELECT name FROM products",
    "SELECT product FROM sales EXCEPT SELECT name FROM products",
    "SELECT product FROM sales INTERSECT ALL SELECT name FROM products",
    "SELECT * FROM sales WHERE product IN (SELECT name FROM products WHERE cost > 2)",
    "SELECT * FROM sales WHERE qty IN (1, 2) AND price BETWEEN 10 AND 20 OR NOT qty > 3",
    "SELECT * FROM sales s WHERE EXISTS (SELECT 1 FROM products p WHERE p.name = s.product)",
    "SELECT (SELECT max(cost) FROM products) - avg(price) FROM sales",
    "SELECT p.name, x.q FROM products p, LATERAL (SELECT sum(qty) q FROM sales s"
    " WHERE s.product = p.name) x",
    "SELECT date_trunc('month', sold_on) m, sum(qty) FROM sales GROUP BY m ORDER BY m",
    "SELECT extract(year FROM sold_on), dayname(sold_on), strftime(sold_on, '%Y-%m') FROM sales",
    "SELECT sold_on + INTERVAL 7 DAY, sold_on - INTERVAL '1 month', age(now(), "
    "sold_at::TIMESTAMPTZ)"
    " FROM sales",
    "SELECT * FROM sales WHERE sold_on >= DATE '2026-03-01' AND sold_on < current_date",
    "SELECT date_diff('day', min(sold_on), max(sold_on)), last_day(max(sold_on)) FROM sales",
    "SELECT upper(product), product LIKE 'p%', product ILIKE 'P_', product NOT LIKE 'q%',"
    " product SIMILAR TO 'p[0-9]', product GLOB 'p*' FROM sales",
    "SELECT regexp_matches(product, '^p'), regexp_replace(product, '[0-9]', 'n', 'g') FROM sales",
    "SELECT replace(product, 'p', 'q'), split_part(product, 'p', 2), trim(product),"
    " substring(product FROM 1 FOR 1), position('p' IN product), product[1:1] FROM sales",
    "SELECT CASE WHEN qty > 3 THEN 'many' WHEN qty > 1 THEN 'some' ELSE 'one' END,"
    " coalesce(NULL, qty), nullif(qty, 1), if(qty > 1, 'a', 'b') FROM sales",
    "SELECT CAST(qty AS VARCHAR), price::DECIMAL(18, 2), try_cast(product AS INTEGER),"
    " '{\"a\": 1}'::JSON ->> 'a' FROM sales",
    "SELECT list(product), list_sort(list(DISTINCT region)), string_agg(region, ', ' ORDER BY id)"
    " FROM sales",
    "SELECT unnest(tags), len(tags), tags[1], list_contains(tags, 'a'),"
    " list_transform(tags, lambda x: upper(x)), [t FOR t IN tags IF t <> 'a'] FROM sales",
    "SELECT {'a': qty, 'b': price} AS s, ({'a': qty}).a, map {'k': qty} FROM sales",
    "SELECT median(price), quantile_cont(price, 0.9), mode(qty), stddev(price), corr(qty, price),"
    " percentile_cont(0.5) WITHIN GROUP (ORDER BY price) FROM sales",
    "SELECT arg_max(product, price), max_by(product, qty), first(region), any_value(region),"
    " approx_count_distinct(product), histogram(qty) FROM sales",
    "SELECT round(price, 1), abs(-qty), qty % 2, qty // 2, price ^ 2, ln(price + 1), -qty,"
    " greatest(qty, 2), 5! FROM sales",
    "SELECT * EXCLUDE (tags) REPLACE (qty * 2 AS qty) FROM sales",
    "SELECT min(COLUMNS('qty|price')) FROM sales",
    "SELECT d::DATE, coalesce(sum(qty), 0) FROM generate_series(DATE '2026-01-01',"
    " DATE '2026-02-01', INTERVAL 1 DAY) g(d) LEFT JOIN sales ON sold_on = d GROUP BY d",
    "SELECT unnest(generate_series((SELECT min(sold_on) FROM sales),"
    " (SELECT max(sold_on) FROM sales), INTERVAL 1 MONTH))",
    "SELECT i FROM range(5) r(i)",
    "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) v(x, y)",
    "SELECT * FROM (PIVOT sales ON region IN ('North', 'South') USING sum(qty) GROUP BY product)",
    "SELECT * FROM (UNPIVOT (SELECT qty, id::INTEGER AS id FROM sales) ON qty, id"
    " INTO NAME n VALUE v)",
    "SELECT count(*) FROM sales TABLESAMPLE 10%",
    "SELECT DISTINCT ON (region) region, product FROM sales ORDER BY region, price DESC NULLS LAST",
    "SELECT format('{:,}', sum(qty)), printf('%.2f', sum(price)) FROM sales",
    "SELECT repeat('*', 5), lpad(product, 10, ' ') FROM sales",
    "SELECT 'read_csv(''x'')', 'DROP TABLE sales; --' FROM sales -- read_csv('x')",
    "SELECT \xe0\xa4\xae FROM (SELECT 'Hindi' AS \xe0\xa4\xae)",
    "SELECT 99999999999999999999, 18446744073709551615, -9223372036854775809",
    "SELECT time_bucket(INTERVAL '1 week', sold_at) w, count(*) FROM sales GROUP BY w ORDER BY 2 "
    "LIMIT "
    "3",
    "SELECT product COLLATE NOCASE FROM sales ORDER BY #1 LIMIT 10%",
    "SELECT json_extract_string('{\"a\": [1]}', '$.a[0]')",
    "SELECT sold_at AT TIME ZONE 'Asia/Kolkata', try(1 / 0), random() < 2, md5(product) FROM sales",
};

static int gate_world_open(void **state) {
    if (world_open(state) != 0) return -1;
    World *w = *state;
    Writer *writer = NULL;
    Err err = {0};
    assert_true(engine_writer_open(w->database, &writer, &err));
    if (!engine_exec(writer, str_from(SETUP), NULL, &err)) fail_msg("%s", err.message);
    engine_writer_close(writer);
    return 0;
}

// All are tried before the test fails, so that one run shows every hole.
static void attacks_are_refused(void **state) {
    World *w = *state;
    assert_true(COUNT_OF(ATTACKS) >= 60);
    int holes = 0;
    for (size_t i = 0; i < COUNT_OF(ATTACKS); i++) {
        Err err = {0};
        bool passed = gate_check(w->database, str_from(ATTACKS[i]), &err);
        bool clear = err.code == ERR_INVALID || err.code == ERR_DENIED || err.code == ERR_LIMIT;
        if (!passed && clear && err.message[0] != '\0') continue;
        print_error("%s: %s %s\n", passed ? "let in" : err_code_name(err.code), ATTACKS[i],
                    err.message);
        holes++;
    }
    assert_int_equal(holes, 0);
}

static bool passes_and_runs(World *w, Str sql, Err *err) {
    if (!gate_check(w->database, sql, err)) return false;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    RunLimits limits = {.deadline_us = clock_mono_us() + 20 * 1000 * 1000};
    Table *table = NULL;
    return source_query(w->source, sql, &limits, a, &table, err);
}

static void harmless_pass_and_run(void **state) {
    World *w = *state;
    assert_true(COUNT_OF(HARMLESS) >= 40);
    int refused = 0;
    for (size_t i = 0; i < COUNT_OF(HARMLESS); i++) {
        Err err = {0};
        if (passes_and_runs(w, str_from(HARMLESS[i]), &err)) continue;
        print_error("%s: %s\n", HARMLESS[i], err.message);
        refused++;
    }
    assert_int_equal(refused, 0);
}

static void refusals_name_the_thing(void **state) {
    static const struct {
        const char *sql;
        ErrCode code;
        const char *word;
    } CASES[] = {
        {"SELECT getenv('HOME')", ERR_DENIED, "getenv"},
        {"SELECT * FROM glob('*')", ERR_DENIED, "glob"},
        {"SELECT * FROM other.secret", ERR_DENIED, "other.secret"},
        {"SELECT 1; SELECT 2", ERR_INVALID, "2 statements"},
        {"DROP TABLE sales", ERR_INVALID, "only one SELECT"},
        {"SELECT product.upper() FROM sales", ERR_DENIED, "upper(...)"},
        {"SELECT $1", ERR_DENIED, "parameter"},
    };
    World *w = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Err err = {0};
        assert_false(gate_check(w->database, str_from(CASES[i].sql), &err));
        assert_int_equal(err.code, CASES[i].code);
        if (!strstr(err.message, CASES[i].word)) fail_msg("%s: %s", CASES[i].sql, err.message);
    }
}

static void repeat_into(Buf *sql, const char *text, int times) {
    for (int i = 0; i < times; i++) buf_add_z(sql, text);
}

static void depth_and_size_are_bounded(void **state) {
    static const struct {
        const char *open, *middle, *close;
        int times;
    } DEEP[] = {
        {"(", "1", ")", 20000},           {"abs(", "1", ")", 10000}, {"NOT ", "true", "", 16000},
        {"", "1", "+1", 30000},           {"[", "1", "]", 20000},    {"(SELECT ", "1", ")", 5000},
        {"CASE WHEN ", "true", "", 6000},
    };
    World *w = *state;
    for (size_t i = 0; i < COUNT_OF(DEEP); i++) {
        Err err = {0};
        Buf sql;
        buf_init(&sql, 1 << 20);
        buf_add_z(&sql, "SELECT ");
        repeat_into(&sql, DEEP[i].open, DEEP[i].times);
        buf_add_z(&sql, DEEP[i].middle);
        repeat_into(&sql, DEEP[i].close, DEEP[i].times);
        assert_false(gate_check(w->database, buf_str(&sql), &err));
        assert_true(err.code == ERR_LIMIT || err.code == ERR_INVALID);
        buf_done(&sql);
    }
    Err err = {0};
    Buf sql;
    buf_init(&sql, 1 << 20);
    buf_add_z(&sql, "SELECT 1 WHERE true");
    repeat_into(&sql, " AND 1=1", 9000);
    assert_true(gate_check(w->database, str_slice(buf_str(&sql), 0, 60003), &err));
    assert_false(gate_check(w->database, str_slice(buf_str(&sql), 0, 65537), &err));
    assert_int_equal(err.code, ERR_LIMIT);
    buf_done(&sql);
}

static void nothing_changed(void **state) {
    World *w = *state;
    Err err = {0};
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Table *table = NULL;
    assert_true(source_query(w->source, S("SELECT count(*) FROM sales"), NULL, a, &table, &err));
    assert_int_equal(table_value(table, 0, 0).i, 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attacks_are_refused),     cmocka_unit_test(harmless_pass_and_run),
        cmocka_unit_test(refusals_name_the_thing), cmocka_unit_test(depth_and_size_are_bounded),
        cmocka_unit_test(nothing_changed),
    };
    return cmocka_run_group_tests(tests, gate_world_open, world_close);
}
