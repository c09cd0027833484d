// query: what the one door to rows promises.
#include "query/query.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include "engine/engine.h"
#include "sys/clock.h"

#include <cmocka.h>

#include "shop_model.h"

typedef struct World {
    Arena *arena;
    Model *model;
    Engine *engine;
    Database *database;
    Source *source;
    Query *query;
} World;

static void exec(World *w, const char *sql) {
    Writer *writer = NULL;
    Err err = {0};
    assert_true(engine_writer_open(w->database, &writer, &err));
    Str rest = str_from(sql), statement;
    while (str_next_part(&rest, ';', &statement)) {
        if (str_trim(statement).len == 0) continue;
        if (!engine_exec(writer, statement, NULL, &err)) fail_msg("%s", err.message);
    }
    engine_writer_close(writer);
}

static int open_world(void **state) {
    World *w = calloc(1, sizeof *w);
    Err err = {0};
    w->arena = arena_create(0);
    w->model = shop_model(w->arena);
    assert_true(engine_new(&(EngineOptions){.threads = 2}, &w->engine, &err));
    assert_true(engine_open(w->engine, ":memory:", &w->database, &err));
    exec(w, SHOP_ROWS_SQL);
    assert_true(engine_source_open(w->database, &w->source, &err));
    w->query = query_new(&(QueryOptions){.row_max = 3, .cache_bytes = 1 << 20});
    *state = w;
    return 0;
}

static int close_world(void **state) {
    World *w = *state;
    query_free(w->query);
    engine_source_close(w->source);
    engine_release(w->database);
    engine_free(w->engine);
    arena_free(w->arena);
    free(w);
    return 0;
}

static QueryDoor door_of(World *w) {
    return (QueryDoor){.query = w->query, .source = w->source, .model = w->model};
}

static Plan *revenue_by(World *w, Arena *a, const char *table, const char *column) {
    Plan *p = plan_new(a);
    plan_add_measure(a, p, expr_metric(a, 0));
    plan_add_dimension(a, p, shop_expr(w->model, a, table, column));
    return p;
}

static QueryResult *run_plan(World *w, Plan *p, Arena *a) {
    QueryDoor door = door_of(w);
    QueryResult *result = NULL;
    Err err = {0};
    if (!query_plan(&door, p, a, &result, &err)) fail_msg("%s", err.message);
    return result;
}

static QueryResult *run_sql(World *w, const char *sql, Arena *a) {
    QueryDoor door = door_of(w);
    QueryResult *result = NULL;
    Err err = {0};
    if (!query_sql(&door, str_from(sql), a, &result, &err)) fail_msg("%s", err.message);
    return result;
}

static void columns_say_what_they_are(void **state) {
    World *w = *state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Plan *p = revenue_by(w, a, "orders", "bucket('month', date)");
    const Table *t = run_plan(w, p, a)->table;
    assert_int_equal(t->column_count, 2);
    assert_string_equal(str_z(a, t->columns[0].label), "month");
    assert_int_equal(t->columns[0].role, ROLE_TIME);
    assert_true(t->columns[0].is_bucket);
    assert_int_equal(t->columns[0].grain, DATE_MONTH);
    assert_int_equal(t->columns[0].type, TYPE_DATE);
    assert_int_equal(t->columns[1].role, ROLE_MEASURE);
    assert_string_equal(str_z(a, t->columns[1].unit), "INR");
    t = run_sql(w, "SELECT freight, date, freight * 2 AS twice FROM orders ORDER BY 1", a)->table;
    assert_string_equal(str_z(a, t->columns[0].unit), "INR");
    assert_int_equal(t->columns[1].role, ROLE_TIME);
    assert_string_equal(str_z(a, t->columns[2].label), "twice");
    assert_int_equal(t->columns[2].role, ROLE_MEASURE);
}

static void sources_are_told(void **state) {
    World *w = *state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    QueryResult *r = run_plan(w, revenue_by(w, a, "products", "category"), a);
    assert_int_equal(r->source_count, 2);
    assert_string_equal(str_z(a, r->sources[0].table), "products");
    assert_string_equal(str_z(a, r->sources[1].label), "order lines");
    assert_int_equal(r->sources[1].rows, 9);
    assert_int_equal(r->sources[1].fresh_at, date_of(2026, 11, 1) * MOMENT_DAY);
    r = run_sql(w, "SELECT 'lines' /* purchases */ FROM \"orders\" -- flights\n, Customers", a);
    assert_int_equal(r->source_count, 2);
    assert_string_equal(str_z(a, r->sources[0].table), "customers");
    assert_string_equal(str_z(a, r->sources[1].table), "orders");
    // in nested plans too
    Plan *p = plan_new(a), *inner = plan_new(a);
    plan_add_dimension(a, inner, shop_expr(w->model, a, "lines", "product_id"));
    plan_add_dimension(a, p, shop_expr(w->model, a, "products", "name"));
    plan_add_filter(
        a, p, expr_call2(a, OP_IN, shop_expr(w->model, a, "products", "id"), expr_plan(a, inner)));
    assert_int_equal(run_plan(w, p, a)->source_count, 2);
}

static void rows_are_bounded(void **state) {
    World *w = *state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Table *t = run_sql(w, "SELECT id FROM lines ORDER BY id", a)->table;
    assert_int_equal(t->rows, 3);
    assert_true(t->truncated);
    QueryDoor door = door_of(w);
    QueryResult *r = NULL;
    Err err = {0};
    door.row_max = 2;  // less may be asked for, more may not
    assert_true(query_sql(&door, S("SELECT id FROM lines ORDER BY id"), a, &r, &err));
    assert_int_equal(r->table->rows, 2);
    door.row_max = 100;
    assert_true(query_sql(&door, S("SELECT id FROM lines ORDER BY id"), a, &r, &err));
    assert_int_equal(r->table->rows, 3);
}

static double number_at(const Table *t, size_t row, size_t column) {
    double number = 0;
    assert_true(table_number(t, row, column, &number));
    return number;
}

static void results_are_kept_until_rows_change(void **state) {
    World *w = *state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    ModelTable *purchases = &w->model->tables[model_table(w->model, S("purchases"))];
    Plan *p = plan_new(a);
    plan_add_measure(a, p, shop_expr(w->model, a, "purchases", "sum(cost)"));
    assert_false(run_plan(w, p, a)->from_cache);
    assert_true(run_plan(w, p, a)->from_cache);
    exec(w, "UPDATE purchases SET cost = cost + 10");
    assert_float_equal(number_at(run_plan(w, p, a)->table, 0, 0), 530, 0);
    purchases->version++;
    QueryResult *fresh = run_plan(w, p, a);
    assert_false(fresh->from_cache);
    assert_float_equal(number_at(fresh->table, 0, 0), 560, 0);
    // Another table's rows do not matter to it.
    w->model->tables[model_table(w->model, S("flights"))].version++;
    assert_true(run_plan(w, p, a)->from_cache);
    // What is kept is the same in every cell and column.
    QueryResult *first = run_plan(w, revenue_by(w, a, "products", "category"), a);
    QueryResult *again = run_plan(w, revenue_by(w, a, "products", "category"), a);
    assert_true(again->from_cache);
    for (size_t r = 0; r < first->table->rows; r++) {
        assert_true(str_eq(table_text(first->table, r, 0, a), table_text(again->table, r, 0, a)));
        assert_float_equal(number_at(first->table, r, 1), number_at(again->table, r, 1), 0);
    }
    assert_string_equal(str_z(a, again->table->columns[1].label), "revenue");
    exec(w, "UPDATE purchases SET cost = cost - 10");
    purchases->version++;
}

static void moving_statements_are_not_kept(void **state) {
    World *w = *state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    static const char *const MOVING[] = {"SELECT random() AS r FROM orders",
                                         "SELECT count(*) FROM orders WHERE date < Current_Date"};
    for (size_t i = 0; i < COUNT_OF(MOVING); i++) {
        run_sql(w, MOVING[i], a);
        assert_false(run_sql(w, MOVING[i], a)->from_cache);
    }
    run_sql(w, "SELECT 'random()' AS r FROM orders", a);
    assert_true(run_sql(w, "SELECT 'random()' AS r FROM orders", a)->from_cache);
}

static void refusals_name_the_reason(void **state) {
    World *w = *state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    QueryDoor door = door_of(w);
    QueryResult *r = NULL;
    Err err = {0};
    Plan *p = plan_new(a);
    plan_add_measure(a, p, shop_expr(w->model, a, "products", "sum(price)"));
    assert_false(query_plan(&door, p, a, &r, &err));
    assert_int_equal(err.code, ERR_INVALID);
    atomic_bool stop = true;
    door.cancel = &stop;
    assert_false(query_sql(&door, S("SELECT 1"), a, &r, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    door.cancel = NULL;
    assert_false(query_sql(&door, S("SELECT nothing FROM orders"), a, &r, &err));
    assert_int_equal(err.code, ERR_INVALID);
    Query *hasty = query_new(&(QueryOptions){.timeout_us = 50000});
    door.query = hasty;
    int64_t start = clock_mono_us();
    assert_false(query_sql(&door, S("SELECT count(*) FROM range(100000000) a, range(10000) b"), a,
                           &r, &err));
    assert_int_equal(err.code, ERR_TIMEOUT);
    assert_true(clock_mono_us() - start < 5000000);
    query_free(hasty);
    door = door_of(w);
    door.timeout_us = 50000;  // of this statement alone
    assert_false(query_sql(&door, S("SELECT count(*) FROM range(100000000) a, range(10000) b"), a,
                           &r, &err));
    assert_int_equal(err.code, ERR_TIMEOUT);
}

enum { THREADS = 4, ROUNDS = 200 };

typedef struct Worker {
    World *world;
    pthread_t thread;
    bool ok;
} Worker;

static void *work(void *ctx) {
    Worker *worker = ctx;
    Source *source = NULL;
    Err err = {0};
    worker->ok = engine_source_open(worker->world->database, &source, &err);
    for (int i = 0; i < ROUNDS && worker->ok; i++) {
        Arena *a = arena_create(0);
        QueryDoor door = door_of(worker->world);
        QueryResult *r = NULL;
        door.source = source;
        Str sql = str_fmt(a, "SELECT %d AS n, 'text %d' AS t FROM orders LIMIT 1", i % 50, i % 50);
        worker->ok = query_sql(&door, sql, a, &r, &err) && table_value(r->table, 0, 0).i == i % 50;
        arena_free(a);
    }
    if (source) engine_source_close(source);
    return NULL;
}

static void threads_share_one(void **state) {
    Worker workers[THREADS] = {0};
    for (int i = 0; i < THREADS; i++) {
        workers[i].world = *state;
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        assert_true(workers[i].ok);
    }
}

// All that the door adds to a statement: check, join, write, look up, copy. Far below 1 ms; the
// bound here leaves room for a busy machine and for sanitizers.
static void the_door_is_light(void **state) {
    enum { TIMES = 200, MOST_US = 2000 };
    World *w = *state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    int64_t start = clock_cpu_us();
    for (int i = 0; i < TIMES; i++) {
        run_plan(w, revenue_by(w, a, "customers", "city"), a);
        arena_reset(a);
    }
    int64_t each = (clock_cpu_us() - start) / TIMES;
    print_message("the door takes %lld us\n", (long long)each);
    assert_true(each < MOST_US);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_say_what_they_are),
        cmocka_unit_test(sources_are_told),
        cmocka_unit_test(rows_are_bounded),
        cmocka_unit_test(results_are_kept_until_rows_change),
        cmocka_unit_test(moving_statements_are_not_kept),
        cmocka_unit_test(refusals_name_the_reason),
        cmocka_unit_test(threads_share_one),
        cmocka_unit_test(the_door_is_light),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
