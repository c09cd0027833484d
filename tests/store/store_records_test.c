// The record modules: workspaces, tables, models, imports, questions, jobs.
#include "store/store_import.h"
#include "store/store_job.h"
#include "store/store_model.h"
#include "store/store_question.h"
#include "store/store_setting.h"
#include "store/store_table.h"
#include "store/store_workspace.h"

// cmocka.h wants these before it, and its fail() after ours.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct World {
    Store *store;
    Arena *a;
    Err err;
} World;

static World world;

#define OK(call)                                                                                   \
    do {                                                                                           \
        if (!(call)) fail_msg("%s", world.err.message);                                            \
    } while (0)

static const Str SHOP = STR("w1");

static int world_open(void **state) {
    (void)state;
    world = (World){.a = arena_create(0)};
    OK(store_open(":memory:", &world.store, &world.err));
    StoreWorkspace shop = {.id = SHOP, .name = S("Shop"), .created_at = 7};
    OK(store_workspace_add(world.store, &shop, &world.err));
    return 0;
}

static int world_close(void **state) {
    (void)state;
    store_close(world.store);
    arena_free(world.a);
    return 0;
}

static void workspaces(void **state) {
    (void)state;
    StoreWorkspace again = {.id = SHOP, .name = S("x")};
    assert_false(store_workspace_add(world.store, &again, &world.err));
    assert_int_equal(world.err.code, ERR_CONFLICT);
    OK(store_workspace_rename(world.store, SHOP, S("Store"), &world.err));
    assert_false(store_workspace_rename(world.store, S("no"), S("x"), &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
    StoreWorkspace got = {0};
    OK(store_workspace_get(world.store, SHOP, world.a, &got, &world.err));
    assert_true(str_eq(got.name, S("Store")));
    assert_int_equal(got.created_at, 7);
    StoreWorkspace *list = NULL;
    size_t count = 0;
    OK(store_workspace_list(world.store, world.a, &list, &count, &world.err));
    assert_int_equal(count, 1);
}

static void removing_takes_all_along(void **state) {
    (void)state;
    int64_t version = 0;
    StoreModel model = {.json = S("{}"), .author = S("x")};
    OK(store_model_add(world.store, SHOP, 0, &model, &version, &world.err));
    OK(store_setting_put(world.store, SHOP, S("k"), S("v"), &world.err));
    OK(store_workspace_remove(world.store, SHOP, &world.err));
    OK(store_workspace_remove(world.store, SHOP, &world.err));
    assert_false(store_model_get(world.store, SHOP, 0, world.a, &model, &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
    bool found = true;
    Str value = {0};
    OK(store_setting_get(world.store, SHOP, S("k"), world.a, &found, &value, &world.err));
    assert_false(found);
}

static void tables_count_their_versions(void **state) {
    (void)state;
    StoreTable t = {.name = S("sales"), .rows = 10, .fresh_at = 5, .origin = S("a.csv")};
    int64_t version = 0;
    OK(store_table_put(world.store, SHOP, &t, &version, &world.err));
    assert_int_equal(version, 1);
    t.rows = 20;
    OK(store_table_put(world.store, SHOP, &t, &version, &world.err));
    assert_int_equal(version, 2);
    StoreTable *list = NULL;
    size_t count = 0;
    OK(store_table_list(world.store, SHOP, world.a, &list, &count, &world.err));
    assert_int_equal(count, 1);
    assert_int_equal(list[0].rows, 20);
    assert_true(str_eq(list[0].origin, S("a.csv")));
    OK(store_table_remove(world.store, SHOP, S("sales"), &world.err));
    OK(store_table_list(world.store, SHOP, world.a, &list, &count, &world.err));
    assert_int_equal(count, 0);
}

static void models_keep_their_history(void **state) {
    (void)state;
    StoreModel first = {.json = S("{\"v\":1}"), .author = S("ann"), .created_at = 1};
    StoreModel second = {.json = S("{\"v\":2}"), .author = S("bob"), .created_at = 2};
    int64_t version = 0;
    OK(store_model_add(world.store, SHOP, 0, &first, &version, &world.err));
    OK(store_model_add(world.store, SHOP, 1, &second, &version, &world.err));
    assert_int_equal(version, 2);
    assert_false(store_model_add(world.store, SHOP, 1, &first, &version, &world.err));
    assert_int_equal(world.err.code, ERR_CONFLICT);
    StoreModel got = {0};
    OK(store_model_get(world.store, SHOP, 0, world.a, &got, &world.err));
    assert_true(str_eq(got.json, second.json));
    OK(store_model_get(world.store, SHOP, 1, world.a, &got, &world.err));
    assert_true(str_eq(got.json, first.json));
    StoreModel *list = NULL;
    size_t count = 0;
    OK(store_model_list(world.store, SHOP, 0, 10, world.a, &list, &count, &world.err));
    assert_int_equal(count, 2);
    assert_int_equal(list[0].version, 2);
}

static void imports_start_and_finish(void **state) {
    (void)state;
    StoreImport in = {.id = S("i1"), .file_name = S("a.csv"), .started_at = 3};
    OK(store_import_start(world.store, SHOP, &in, &world.err));
    StoreImport got = {0};
    OK(store_import_get(world.store, SHOP, in.id, world.a, &got, &world.err));
    assert_true(str_eq(got.status, S("running")));
    assert_int_equal(got.finished_at, 0);
    in.status = S("done");
    in.result = S("{}");
    in.finished_at = 9;
    OK(store_import_finish(world.store, &in, &world.err));
    StoreImport *list = NULL;
    size_t count = 0;
    OK(store_import_list(world.store, SHOP, 5, world.a, &list, &count, &world.err));
    assert_int_equal(count, 1);
    assert_int_equal(list[0].finished_at, 9);
    in.id = S("none");
    assert_false(store_import_finish(world.store, &in, &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
}

static void questions_are_paged(void **state) {
    (void)state;
    for (int i = 0; i < 5; i++) {
        StoreQuestion asked = {.question = str_fmt(world.a, "q%d", i),
                               .status = S("answered"),
                               .confidence = 0.5,
                               .elapsed_us = i};
        int64_t id = 0;
        OK(store_question_add(world.store, SHOP, &asked, &id, &world.err));
    }
    StoreQuestion *page = NULL;
    size_t count = 0;
    OK(store_question_list(world.store, SHOP, 0, 3, world.a, &page, &count, &world.err));
    assert_int_equal(count, 3);
    assert_true(str_eq(page[0].question, S("q4")));
    OK(store_question_list(world.store, SHOP, page[2].id, 3, world.a, &page, &count, &world.err));
    assert_int_equal(count, 2);
    assert_true(str_eq(page[1].question, S("q0")));
}

static void jobs_go_their_way(void **state) {
    (void)state;
    StoreJob job = {.id = S("j1"), .workspace = SHOP, .kind = S("import"), .input = S("{}")};
    StoreJob got = {0};
    OK(store_job_add(world.store, &job, &world.err));
    job.status = STORE_JOB_RUNNING;
    job.progress = 0.25;
    job.detail = S("reading");
    OK(store_job_progress(world.store, &job, &world.err));
    OK(store_job_get(world.store, SHOP, job.id, world.a, &got, &world.err));
    assert_int_equal(got.status, STORE_JOB_RUNNING);
    assert_true(got.progress > 0.24 && got.progress < 0.26);
    OK(store_job_recover(world.store, S("the program was stopped"), 11, &world.err));
    OK(store_job_get(world.store, SHOP, job.id, world.a, &got, &world.err));
    assert_int_equal(got.status, STORE_JOB_FAILED);
    job.status = STORE_JOB_DONE;
    job.result = S("{\"rows\":1}");
    OK(store_job_finish(world.store, &job, &world.err));
    OK(store_job_recover(world.store, S("x"), 12, &world.err));
    StoreJob *list = NULL;
    size_t count = 0;
    OK(store_job_list(world.store, SHOP, 5, world.a, &list, &count, &world.err));
    assert_int_equal(count, 1);
    assert_int_equal(list[0].status, STORE_JOB_DONE);
    assert_true(list[0].progress >= 1);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, world_open, world_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(workspaces),
        EACH(removing_takes_all_along),
        EACH(tables_count_their_versions),
        EACH(models_keep_their_history),
        EACH(imports_start_and_finish),
        EACH(questions_are_paged),
        EACH(jobs_go_their_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
