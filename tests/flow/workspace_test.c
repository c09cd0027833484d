#include "flow/workspace.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail

#include "flow/browse.h"
#include "flow/workspace_store.h"
#include "store/store_setting.h"
#include "workspace_world.h"

static const char SALES[] =
    "id,sold_on,city,item,amount\n"
    "1,2026-01-05,Pune,Rice,120.50\n"
    "2,2026-01-06,Mumbai,Dal,80.00\n"
    "3,2026-02-07,Pune,Oil,400.00\n"
    "4,2026-02-08,Nagpur,Rice,180.75\n";
static const char SALES_OTHER[] =
    "id,sold_on,city,item,amount\n"
    "1,2026-01-05,Pune,Rice,1.50\n"
    "2,2026-01-06,Mumbai,Dal,2.00\n"
    "3,2026-02-07,Pune,Oil,3.00\n"
    "4,2026-02-08,Nagpur,Rice,4.00\n";
static const char SALES_OTHERWISE[] =  // without "amount"
    "id,sold_on,city,item,value\n"
    "1,2026-01-05,Pune,Rice,120.50\n"
    "2,2026-01-06,Mumbai,Dal,80.00\n";

static const char SUM[] = "SELECT sum(amount) FROM sales";

static World world;
static DeletedTable gone;

static int make(void **state) {
    (void)state;
    world_make(&world);
    return 0;
}

static int end(void **state) {
    (void)state;
    world_end(&world);
    return 0;
}

static void text_is(Str got, const char *expected) {
    if (!str_eq(got, str_from(expected))) {
        print_error("expected '%s', got '" STR_F "'\n", expected, STR_A(got));
    }
    assert_true(str_eq(got, str_from(expected)));
}

static void empty_at_first(void **state) {
    (void)state;
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    assert_int_equal(snapshot_model(s)->table_count, 0);
    Answer *answer = world_ask(&world, "total amount", s);
    assert_int_equal(answer->status, ASK_REFUSED);
    assert_true(str_starts(answer->message, S("There is no data yet")));
}

static void a_file_is_asked(void **state) {
    (void)state;
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    text_is(world_sql(&world, SUM), "781.25");
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    Answer *answer = world_ask(&world, "total amount", s);
    assert_int_equal(answer->status, ASK_ANSWERED);
    text_is(table_text(answer->result->table, 0, 0, world.a), "781.25");
}

// Whoever began with a snapshot ends with it.
static void a_snapshot_outlives_its_table(void **state) {
    (void)state;
    Err err = {0};
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    assert_true(workspace_delete(world.workspace, S("sales"), world.a, &gone, &err));
    assert_int_equal(snapshot_model(s)->table_count, 1);
    text_is(snapshot_model(s)->tables[0].name, "sales");
    CLEANUP(snapshot_releasep) Snapshot *now = world_snapshot(&world);
    assert_int_equal(snapshot_model(now)->table_count, 0);
}

static const char LABEL[] =
    "{\"columns\":[{\"table\":\"sales\",\"column\":\"amount\",\"label\":\"takings\"}]}";

static void edits_survive_imports_and_restarts(void **state) {
    (void)state;
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    world_edit(&world, LABEL);
    text_is(world_column(&world, "sales", "amount").label, "takings");
    world_must_import(&world, "sales.csv", SALES_OTHER, IMPORT_REPLACE);
    text_is(world_column(&world, "sales", "amount").label, "takings");
    world_reopen(&world);
    text_is(world_column(&world, "sales", "amount").label, "takings");
    world_must_import(&world, "sales.csv", SALES, IMPORT_APPEND);
    text_is(world_column(&world, "sales", "amount").label, "takings");
}

// A correction of a column that is gone waits until it comes back; it stops neither an import nor
// a start nor another correction.
static void edits_wait_for_their_column(void **state) {
    (void)state;
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    world_edit(&world, LABEL);
    world_edit(&world,
               "{\"metrics\":[{\"name\":\"till\",\"table\":\"sales\","
               "\"expression\":\"sum(amount)\"}],\"default_metric\":\"till\"}");
    world_must_import(&world, "sales.csv", SALES_OTHERWISE, IMPORT_REPLACE);
    assert_false(world_column(&world, "sales", "amount").found);
    world_reopen(&world);
    world_edit(&world,
               "{\"columns\":[{\"table\":\"sales\",\"column\":\"city\","
               "\"label\":\"town\"}]}");
    text_is(world_column(&world, "sales", "city").label, "town");
    world_must_import(&world, "sales.csv", SALES, IMPORT_REPLACE);
    text_is(world_column(&world, "sales", "amount").label, "takings");
    text_is(world_column(&world, "sales", "city").label, "town");
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    const Model *m = snapshot_model(s);
    assert_true(m->default_metric >= 0);
    text_is(m->metrics[m->default_metric].name, "till");
}

static void a_wrong_edit_changes_nothing(void **state) {
    (void)state;
    static const struct {
        const char *patch;
        ErrCode code;
    } CASES[] = {
        {"{\"columns\":[{\"table\":\"sales\",\"column\":\"price\",\"label\":\"x\"}]}",
         ERR_NOT_FOUND},
        {"{\"metrics\":[{\"name\":\"m\",\"table\":\"sales\",\"expression\":\"sum(price)\"}]}",
         ERR_INVALID},
        {"{\"metrics\":[{\"name\":\"m\",\"table\":\"sales\",\"expression\":\"sum(\"}]}",
         ERR_INVALID},
        {"{\"default_metric\":\"nothing\"}", ERR_NOT_FOUND},
        {"{\"columns\":[{\"table\":\"sales\",\"column\":\"city\",\"role\":\"measure\"},"
         "{\"table\":\"sales\",\"column\":\"item\",\"label\":\"x\"}]}",
         ERR_INVALID},
    };
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    world_edit(&world, LABEL);
    uint64_t version = world_column(&world, "sales", "amount").model_version;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Err err = {0};
        CLEANUP(json_done) Json *patch = NULL;
        assert_true(json_parse(str_from(CASES[i].patch), &patch, &err));
        assert_false(workspace_edit(world.workspace, patch, &err));
        assert_int_equal(err.code, CASES[i].code);
        assert_int_equal(world_column(&world, "sales", "amount").model_version, version);
    }
    world_reopen(&world);
    text_is(world_column(&world, "sales", "amount").label, "takings");
    text_is(world_column(&world, "sales", "item").label, "item");
}

// The second "sales" is another table: what was kept of the first one is not its answer.
static void a_dropped_table_leaves_no_answers(void **state) {
    (void)state;
    Err err = {0};
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    text_is(world_sql(&world, SUM), "781.25");
    assert_true(workspace_delete(world.workspace, S("sales"), world.a, &gone, &err));
    assert_false(workspace_delete(world.workspace, S("sales"), world.a, &gone, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    world_must_import(&world, "sales.csv", SALES_OTHER, IMPORT_CREATE);
    text_is(world_sql(&world, SUM), "10.5");
    world_must_import(&world, "sales.csv", SALES, IMPORT_REPLACE);
    text_is(world_sql(&world, SUM), "781.25");
}

static void rejects_are_counted_anew(void **state) {
    (void)state;
    Err err = {0};
    uint64_t count = 9;
    Buf text;
    buf_init(&text, 1 << 16);
    buf_add_z(&text, "id,amount\n");
    for (int i = 0; i < 200; i++) buf_add_fmt(&text, "%d,%d.5\n", i, i);
    world_must_import(&world, "bills.csv", str_z(world.a, buf_str(&text)), IMPORT_CREATE);
    CLEANUP(snapshot_releasep) Snapshot *clean = world_snapshot(&world);
    assert_true(browse_reject_count(world.workspace, clean, S("bills"), world.a, &count, &err));
    assert_int_equal(count, 0);
    buf_add_z(&text, "200,spoilt\n");
    world_must_import(&world, "bills.csv", str_z(world.a, buf_str(&text)), IMPORT_APPEND);
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    assert_true(browse_reject_count(world.workspace, s, S("BILLS"), world.a, &count, &err));
    assert_int_equal(count, 1);
    BrowsePage page = {0};
    BrowseRequest request = {.table = S("bills"), .limit = 5, .offset = 199};
    assert_true(browse_rows(world.workspace, s, &request, world.a, &page, &err));
    assert_int_equal(page.total, 401);
    assert_int_equal(page.table->rows, 5);
    request.table = S("nothing");
    assert_false(browse_rejects(world.workspace, s, &request, world.a, &page, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    buf_done(&text);
}

static void a_restart_infers_nothing_anew(void **state) {
    (void)state;
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    WorldColumn before = world_column(&world, "sales", "amount");
    world_reopen(&world);
    WorldColumn after = world_column(&world, "sales", "amount");
    assert_int_equal(after.model_version, before.model_version);
    assert_int_equal(after.version, before.version);
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    assert_int_equal(world_ask(&world, "total amount by city", s)->status, ASK_ANSWERED);
}

// Changes rows behind the workspace's back, as an import does before what is known follows it.
static void rows_change(const char *sql) {
    Err err = {0};
    Database *database = NULL;
    Writer *writer = NULL;
    const char *path = str_fmt(world.a, "%s/main.duckdb", world.folder).ptr;
    assert_true(engine_open(world.engine, path, &database, &err));
    assert_true(engine_writer_open(database, &writer, &err));
    assert_true(engine_exec(writer, str_from(sql), NULL, &err));
    engine_writer_close(writer);
    engine_release(database);
}

static void a_crash_between_the_commits_is_mended(void **state) {
    (void)state;
    static const struct {
        const char *sql, *sum;
        bool is_marked;  // the program had said that it changes rows
    } CASES[] = {
        {"INSERT INTO sales SELECT * FROM sales", "1562.5", false},
        {"UPDATE sales SET amount = 1", "8", true},  // the count of rows shows nothing
        {"CREATE TABLE more AS SELECT * FROM sales", "8", false},
    };
    Err err = {0};
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        uint64_t version = world_column(&world, "sales", "amount").model_version;
        if (CASES[i].is_marked) {
            assert_true(workspace_store_changing(world.store, S("main"), true, &err));
        }
        world_close(&world);
        world_open_database(&world);
        rows_change(CASES[i].sql);
        world_open_workspace(&world);
        text_is(world_sql(&world, SUM), CASES[i].sum);
        assert_true(world_column(&world, "sales", "amount").model_version > version);
    }
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    const Model *m = snapshot_model(s);
    assert_true(model_table(m, S("more")) >= 0);
    const ModelTable *sales = &m->tables[model_table(m, S("sales"))];
    const Profile *p = &sales->columns[model_column(sales, S("amount"))].profile;
    assert_int_equal(p->distinct, 1);  // profiled anew
}

static void spoilt_documents_are_made_anew(void **state) {
    (void)state;
    static const struct {
        const char *key, *text;
    } CASES[] = {{"model", "{\"tables\":"},
                 {"model", "{\"tables\":7}"},
                 {"facts", "not JSON"},
                 {"facts", "{\"tables\":[{}]}"}};
    Err err = {0};
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    world_edit(&world, LABEL);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        assert_true(store_setting_put(world.store, S("main"), str_from(CASES[i].key),
                                      str_from(CASES[i].text), &err));
        world_reopen(&world);
        text_is(world_column(&world, "sales", "amount").label, "takings");
        text_is(world_sql(&world, SUM), "781.25");
    }
}

static void store_exec(const char *sql) {
    Err err = {0};
    CLEANUP(stmt_done) Stmt q = {0};
    assert_true(stmt_open(world.store, sql, &q, &err));
    assert_true(stmt_run(&q, &err));
}

// The rows are in before the store is asked: whoever imports is told, who asks is answered, and
// the next start knows all.
static void a_full_disk_loses_no_rows(void **state) {
    (void)state;
    Err err = {0};
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    store_exec(
        "CREATE TRIGGER full BEFORE INSERT ON settings WHEN NEW.key = 'model' "
        "BEGIN SELECT RAISE(ABORT, 'full'); END");
    assert_false(world_import(&world, "sales.csv", SALES_OTHER, IMPORT_REPLACE, &err));
    assert_true(str_starts(str_from(err.message), S("the rows are in")));
    text_is(world_sql(&world, SUM), "10.5");
    CLEANUP(json_done) Json *patch = NULL;
    assert_true(json_parse(str_from(LABEL), &patch, &err));
    assert_false(workspace_edit(world.workspace, patch, &err));
    text_is(world_column(&world, "sales", "amount").label, "amount");
    store_exec("DROP TRIGGER full");
    world_reopen(&world);
    text_is(world_sql(&world, SUM), "10.5");
    text_is(world_column(&world, "sales", "amount").label, "amount");
    world_edit(&world, LABEL);
    text_is(world_column(&world, "sales", "amount").label, "takings");
}

static void a_failed_import_changes_nothing(void **state) {
    (void)state;
    Err err = {0};
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    WorldColumn before = world_column(&world, "sales", "amount");
    ImportRequest request = {.path = "/nowhere/at/all.csv", .mode = IMPORT_CREATE};
    ImportResult *result = NULL;
    assert_false(workspace_import(world.workspace, &request, NULL, world.a, &result, &err));
    world_reopen(&world);
    WorldColumn after = world_column(&world, "sales", "amount");
    assert_int_equal(after.model_version, before.model_version);
}

static void *total_ask(void *ctx) {
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    *(AskStatus *)ctx = world_ask(&world, "total amount", s)->status;
    return NULL;
}

// In the middle of an import, on its thread: another thread asks, and is answered.
static void step(void *ctx, double fraction, Str doing) {
    (void)fraction;
    (void)doing;
    pthread_t asker;
    AskStatus status = ASK_REFUSED;
    assert_int_equal(pthread_create(&asker, NULL, total_ask, &status), 0);
    assert_int_equal(pthread_join(asker, NULL), 0);
    assert_int_equal(status, ASK_ANSWERED);
    *(bool *)ctx = true;
}

static void nobody_waits_for_an_import(void **state) {
    (void)state;
    Err err = {0};
    bool asked = false;
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    ImportProgress progress = {.ctx = &asked, .step = step};
    ImportRequest request = {.path = str_fmt(world.a, "%s/sales.csv", world.folder).ptr,
                             .mode = IMPORT_APPEND};
    ImportResult *result = NULL;
    assert_true(workspace_import(world.workspace, &request, &progress, world.a, &result, &err));
    assert_true(asked);
}

typedef struct Askers {
    atomic_bool stop;
    atomic_int asked, wrong;
} Askers;

// Each answer is of the one file or of the other, and says as many rows as it is of.
static bool answer_is_whole(const Answer *answer) {
    double sum = 0;
    if (answer->status != ASK_ANSWERED || answer->result->table->rows != 1) return false;
    if (!table_number(answer->result->table, 0, 0, &sum)) return false;
    return (sum > 781.24 && sum < 781.26) || (sum > 10.49 && sum < 10.51);
}

static void *many_ask(void *ctx) {
    Askers *askers = ctx;
    while (!atomic_load(&askers->stop)) {
        Err err = {0};
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        CLEANUP(snapshot_releasep) Snapshot *s = NULL;
        Answer *answer = NULL;
        AnswerRequest request = {.question = S("total amount"), .today = date_of(2026, 11, 21)};
        bool ok = workspace_snapshot_to_ask(world.workspace, &s, &err) &&
                  workspace_answer(world.workspace, s, &request, a, &answer, &err);
        if (!ok || !answer_is_whole(answer)) atomic_fetch_add(&askers->wrong, 1);
        CLEANUP(buf_done) Buf out;
        buf_init(&out, 1 << 20);
        JsonW w = jsonw_to(&out);
        if (ok) answer_write(&w, snapshot_model(s), answer, 10);
        atomic_fetch_add(&askers->asked, 1);
    }
    return NULL;
}

static void many_ask_while_rows_change(void **state) {
    (void)state;
    enum { THREADS = 4, IMPORTS = 12 };
    Askers askers = {0};
    pthread_t threads[THREADS];
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, many_ask, &askers), 0);
    }
    for (int i = 0; i < IMPORTS; i++) {
        world_must_import(&world, "sales.csv", i % 2 ? SALES : SALES_OTHER, IMPORT_REPLACE);
        if (i % 4 == 0) world_edit(&world, LABEL);
    }
    int asked = atomic_load(&askers.asked);
    while (atomic_load(&askers.asked) < asked + THREADS) usleep(1000);
    atomic_store(&askers.stop, true);
    for (int i = 0; i < THREADS; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(atomic_load(&askers.wrong), 0);
    text_is(world_sql(&world, SUM), "781.25");
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, make, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(empty_at_first),
        EACH(a_file_is_asked),
        EACH(a_snapshot_outlives_its_table),
        EACH(edits_survive_imports_and_restarts),
        EACH(edits_wait_for_their_column),
        EACH(a_wrong_edit_changes_nothing),
        EACH(a_dropped_table_leaves_no_answers),
        EACH(rejects_are_counted_anew),
        EACH(a_restart_infers_nothing_anew),
        EACH(a_crash_between_the_commits_is_mended),
        EACH(spoilt_documents_are_made_anew),
        EACH(a_full_disk_loses_no_rows),
        EACH(a_failed_import_changes_nothing),
        EACH(nobody_waits_for_an_import),
        EACH(many_ask_while_rows_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
