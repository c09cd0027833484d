#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail

#include "base/rng.h"
#include "flow/browse.h"
#include "flow/recipe_preview.h"
#include "sys/clock.h"
#include "workspace_world.h"

static const char ITEMS[] = "item,kind\nRice,grain\nDal,pulse\nOil,oil\n";
static const char EDITS[] =
    "{\"tables\": [{\"table\": \"sales\", \"label\": \"takings\", \"synonyms\": [\"till\"]}],"
    " \"columns\": [{\"table\": \"sales\", \"column\": \"amount\", \"label\": \"value\"}],"
    " \"relationships\": [[\"sales.item\", \"items.item\"]],"
    " \"metrics\": [{\"name\": \"worth\", \"table\": \"sales\", \"expression\": "
    "\"sum(sales.amount) * 2\"}]}";

static World world;
static DeletedTable gone;

enum { SALES = 200 };

// Rs 10, Rs 20 ... and one that cannot be read.
static const char *sales_make(void) {
    static const char *const WHAT[] = {"Rice", "Dal", "Oil"};
    CLEANUP(buf_done) Buf text;
    buf_init(&text, 64 << 10);
    buf_add_z(&text, "sale,day,item,amount\n");
    for (int i = 1; i <= SALES; i++) {
        buf_add_fmt(&text, "%d,2026-01-%02d,%s,Rs %d\n", i, 1 + i % 28, WHAT[i % 3], 10 * i);
    }
    buf_add_z(&text, "201,2026-01-25,Oil,unknown\n");
    return str_z(world.a, buf_str(&text));
}

static int make(void **state) {
    (void)state;
    world_make(&world);
    world_must_import(&world, "items.csv", ITEMS, IMPORT_CREATE);
    world_must_import(&world, "sales.csv", sales_make(), IMPORT_CREATE);
    world_edit(&world, EDITS);
    return 0;
}

static int end(void **state) {
    (void)state;
    clock_stop_for_test(0);
    world_end(&world);
    return 0;
}

static void text_is(Str got, const char *expected) {
    if (!str_eq(got, str_from(expected))) {
        print_error("%.*s, not %s\n", STR_A(got), expected);
    }
    assert_true(str_eq(got, str_from(expected)));
}

static void must(bool ok, const Err *err) {
    if (!ok) print_error("%s\n", err->message);
    assert_true(ok);
}

static void must_delete(const char *table) {
    Err err = {0};
    must(workspace_delete(world.workspace, str_from(table), world.a, &gone, &err), &err);
}

static void must_restore(const char *as) {
    Err err = {0};
    RestoredTable back = {0};
    must(workspace_restore(world.workspace, gone.id, false, world.a, &back, &err), &err);
    text_is(back.table, as);
}

// All that a model and the browser show of `sales`, under the name `table`.
static Str picture(const char *table) {
    Err err = {0};
    CLEANUP(buf_done) Buf text;
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    const Model *m = snapshot_model(s);
    BrowsePage rejects = {0};
    BrowseRequest request = {.table = str_from(table), .limit = 10};
    buf_init(&text, 1 << 20);
    int at = model_table(m, request.table);
    assert_true(at >= 0);
    buf_add_fmt(&text, "%d columns, " STR_F ", fresh %lld;", (int)m->tables[at].column_count,
                STR_A(m->tables[at].label), (long long)m->tables[at].fresh_at);
    for (size_t i = 0; i < m->tables[at].column_count; i++) {
        const ModelColumn *c = &m->tables[at].columns[i];
        buf_add_fmt(&text, " " STR_F " " STR_F ";", STR_A(c->label), STR_A(c->unit));
    }
    for (size_t i = 0; i < m->join_count; i++) {
        buf_add_fmt(&text, " join %d %d", m->joins[i].from_column, m->joins[i].to_column);
    }
    must(browse_rejects(world.workspace, s, &request, world.a, &rejects, &err), &err);
    buf_add_fmt(&text, " %d kept aside", (int)rejects.total);
    return str_dup(world.a, buf_str(&text));
}

static bool has_metric(const char *name) {
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    return model_metric(snapshot_model(s), str_from(name)) >= 0;
}

static size_t table_count(void) {
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    return snapshot_model(s)->table_count;
}

static size_t deleted_count(void) {
    Err err = {0};
    DeletedTable *tables = NULL;
    size_t count = 0;
    must(workspace_deleted(world.workspace, world.a, &tables, &count, &err), &err);
    return count;
}

static bool is_asked(const char *sql) {
    Err err = {0};
    QueryResult *result = NULL;
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    SqlRequest request = {.sql = str_from(sql)};
    return workspace_sql(world.workspace, s, &request, world.a, &result, &err);
}

static const char STEPS[] = "[{\"op\": \"keep\", \"expression\": \"amount > 100\"}]";

static void clean(void) {
    Err err = {0};
    CLEANUP(json_done) Json *steps = NULL;
    must(json_parse(str_from(STEPS), &steps, &err), &err);
    must(workspace_clean(world.workspace, S("sales"), steps, &err), &err);
}

static size_t step_count(const char *table) {
    Err err = {0};
    RecipeState state = {0};
    must(recipe_preview_state(world.workspace, str_from(table), world.a, &state, &err), &err);
    size_t count = json_array_size(state.steps);
    json_decref(state.steps);
    return count;
}

static void comes_back_as_it_was(void **state) {
    (void)state;
    clean();
    assert_int_equal(table_count(), 2);
    Str before = picture("sales");
    assert_true(str_find(before, S("INR")) >= 0);
    assert_true(str_find(before, S("join")) >= 0);
    must_delete("sales");
    assert_int_equal(table_count(), 1);
    assert_int_equal(deleted_count(), 1);
    assert_int_equal(gone.rows, 190);
    assert_int_equal(gone.kept_until - gone.deleted_at, INT64_C(7) * 24 * 3600 * 1000000);
    assert_false(is_asked("SELECT * FROM sales"));
    assert_false(is_asked("SELECT * FROM _munim_deleted"));
    assert_false(has_metric("worth"));
    world_reopen(&world);
    must_restore("sales");
    assert_int_equal(deleted_count(), 0);
    text_is(picture("sales"), str_z(world.a, before));
    text_is(world_sql(&world, "SELECT sum(amount) FROM sales"), "200450");
    assert_true(has_metric("worth"));
    assert_int_equal(step_count("sales"), 1);
    world_reopen(&world);
    text_is(picture("sales"), str_z(world.a, before));
    // The rows before they were cleaned are there, too: the next import goes by way of them.
    world_must_import(&world, "sales.csv", sales_make(), IMPORT_REPLACE);
    text_is(world_sql(&world, "SELECT sum(amount) FROM sales"), "200450");
}

static void another_of_its_name_keeps_it(void **state) {
    (void)state;
    must_delete("sales");
    world_must_import(&world, "sales.csv", "sale,amount\n1,5\n2,6\n", IMPORT_CREATE);
    assert_false(world_column(&world, "sales", "day").found);
    text_is(world_column(&world, "sales", "amount").label, "amount");  // the old one's is gone
    must_restore("sales_2");
    text_is(world_sql(&world, "SELECT sum(amount) FROM sales"), "11");
    text_is(world_sql(&world, "SELECT sum(amount) FROM sales_2"), "201000");
    text_is(world_column(&world, "sales_2", "amount").label, "value");
    // Its metric is still about it.
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    const Model *m = snapshot_model(s);
    int metric = model_metric(m, S("worth"));
    assert_true(metric >= 0);
    text_is(m->metrics[metric].expression, "sum(sales_2.amount) * 2");
}

static void what_was_said_meanwhile_stands(void **state) {
    (void)state;
    must_delete("sales");
    world_edit(&world,
               "{\"metrics\": [{\"name\": \"worth\", \"table\": \"items\", \"expression\": "
               "\"count(kind)\"}]}");
    must_restore("sales");
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    const Model *m = snapshot_model(s);
    text_is(m->metrics[model_metric(m, S("worth"))].expression, "count(kind)");
}

static void one_by_one_both_ends_of_a_join_come_back(void **state) {
    (void)state;
    must_delete("sales");
    DeletedTable sales = gone;
    must_delete("items");
    DeletedTable items = gone;
    assert_int_equal(table_count(), 0);
    gone = sales;
    must_restore("sales");
    gone = items;
    must_restore("items");
    assert_true(str_find(picture("sales"), S("join")) >= 0);
}

static void goes_for_good(void **state) {
    (void)state;
    Err err = {0};
    RestoredTable back = {0};
    must_delete("sales");
    must(workspace_purge(world.workspace, gone.id, &err), &err);
    assert_int_equal(deleted_count(), 0);
    assert_false(workspace_restore(world.workspace, gone.id, false, world.a, &back, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_false(workspace_purge(world.workspace, gone.id, &err));
}

static void is_emptied_by_age(void **state) {
    (void)state;
    Err err = {0};
    Moment now = clock_now();
    must_delete("sales");
    clock_stop_for_test(now + INT64_C(6) * 24 * 3600 * 1000000);
    must_delete("items");
    must(workspace_bin_empty(world.workspace, &err), &err);
    assert_int_equal(deleted_count(), 2);
    clock_stop_for_test(now + INT64_C(8) * 24 * 3600 * 1000000);
    must(workspace_bin_empty(world.workspace, &err), &err);
    assert_int_equal(deleted_count(), 1);
    clock_stop_for_test(now + INT64_C(20) * 24 * 3600 * 1000000);
    world_reopen(&world);
    assert_int_equal(deleted_count(), 0);
}

// ---- rows that an import takes the place of

static const char FEW[] = "sale,day,item,amount\n1,2026-02-01,Rice,Rs 7\n";

static DeletedTable newest(void) {
    Err err = {0};
    DeletedTable *tables = NULL;
    size_t count = 0;
    must(workspace_deleted(world.workspace, world.a, &tables, &count, &err), &err);
    assert_true(count > 0);
    return tables[0];
}

static void put_in_place(Str id, RestoredTable *ret) {
    Err err = {0};
    must(workspace_restore(world.workspace, id, true, world.a, ret, &err), &err);
    text_is(ret->table, "sales");
}

static void exchanged_rows_come_back_in_place(void **state) {
    (void)state;
    RestoredTable back = {0};
    Str before = picture("sales");
    Str sum = world_sql(&world, "SELECT sum(amount) FROM sales");
    world_must_import(&world, "sales.csv", FEW, IMPORT_REPLACE);
    text_is(world_sql(&world, "SELECT sum(amount) FROM sales"), "7");
    text_is(world_column(&world, "sales", "amount").label, "value");
    assert_true(newest().is_exchanged);
    put_in_place(newest().id, &back);
    assert_true(str_eq(world_sql(&world, "SELECT sum(amount) FROM sales"), sum));
    assert_true(str_eq(picture("sales"), before));
    assert_true(has_metric("worth"));
    assert_int_equal(deleted_count(), 1);  // the few rows, in their turn
    put_in_place(back.put_aside, &back);
    text_is(world_sql(&world, "SELECT sum(amount) FROM sales"), "7");
}

static void exchanged_rows_are_cleaned_as_those_before(void **state) {
    (void)state;
    RestoredTable back = {0};
    clean();
    world_must_import(&world, "sales.csv", FEW, IMPORT_REPLACE);
    assert_int_equal(step_count("sales"), 1);
    text_is(world_sql(&world, "SELECT count(*) FROM sales"), "0");  // none is above 100
    put_in_place(newest().id, &back);
    assert_int_equal(step_count("sales"), 1);
    text_is(world_sql(&world, "SELECT count(*) FROM sales WHERE amount <= 100"), "0");
    text_is(world_sql(&world, "SELECT count(*) > 100 FROM sales"), "true");
}

static void the_last_few_exchanges_are_kept(void **state) {
    (void)state;
    must_delete("items");
    for (int i = 0; i < WORKSPACE_EXCHANGED_MAX + 2; i++) {
        world_must_import(&world, "sales.csv", FEW, IMPORT_REPLACE);
    }
    assert_int_equal(deleted_count(), WORKSPACE_EXCHANGED_MAX + 1);
}

// ---- kill -9

static const char RICE[] = "item,kilos\nRice,4\nDal,2\n";

// Never returns: deletes and brings back until it is killed.
static void child_run(int pipe_end) {
    world_open_database(&world);
    world_open_workspace(&world);
    Err err = {0};
    DeletedTable *tables = NULL;
    size_t count = 0;
    RestoredTable as = {0};
    bool ok = workspace_deleted(world.workspace, world.a, &tables, &count, &err);
    if (ok && count > 0) {
        ok = workspace_restore(world.workspace, tables[0].id, false, world.a, &as, &err);
    }
    while (ok && write(pipe_end, "+", 1) == 1) {
        ok = workspace_delete(world.workspace, S("stock"), world.a, &gone, &err) &&
             workspace_restore(world.workspace, gone.id, false, world.a, &as, &err);
    }
    fprintf(stderr, "the child failed: %s\n", err.message);
    _exit(1);
}

static void round_run(Rng *rng) {
    int ends[2];
    char told;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) child_run(ends[1]);
    close(ends[1]);
    assert_int_equal(read(ends[0], &told, 1), 1);
    usleep((useconds_t)rng_between(rng, 0, 60000));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
    close(ends[0]);
}

// Whenever the program is killed the table is there or in the bin, and once it is back all that a
// person said of it is, too.
static void no_kill_loses_it(void **state) {
    (void)state;
    enum { ROUNDS = 25 };
    Err err = {0};
    Rng rng = rng_seeded(20261121);
    RestoredTable as = {0};
    int in_bin = 0;
    world_must_import(&world, "stock.csv", RICE, IMPORT_CREATE);
    world_edit(&world,
               "{\"columns\": [{\"table\": \"stock\", \"column\": \"kilos\", \"label\": \"kg\"}]}");
    for (int i = 0; i < ROUNDS; i++) {
        world_close(&world);
        round_run(&rng);
        world_open_database(&world);
        world_open_workspace(&world);
        bool there = world_column(&world, "stock", "kilos").found;
        assert_int_equal(deleted_count(), there ? 0 : 1);
        if (!there) {
            in_bin++;
            DeletedTable *tables = NULL;
            size_t count = 0;
            must(workspace_deleted(world.workspace, world.a, &tables, &count, &err), &err);
            must(workspace_restore(world.workspace, tables[0].id, false, world.a, &as, &err), &err);
        }
        text_is(world_column(&world, "stock", "kilos").label, "kg");
        text_is(world_sql(&world, "SELECT sum(kilos) FROM stock"), "6");
    }
    print_message("killed %d times, %d times while it was in the bin\n", ROUNDS, in_bin);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, make, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(comes_back_as_it_was),
        EACH(another_of_its_name_keeps_it),
        EACH(what_was_said_meanwhile_stands),
        EACH(one_by_one_both_ends_of_a_join_come_back),
        EACH(goes_for_good),
        EACH(is_emptied_by_age),
        EACH(exchanged_rows_come_back_in_place),
        EACH(exchanged_rows_are_cleaned_as_those_before),
        EACH(the_last_few_exchanges_are_kept),
        EACH(no_kill_loses_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
