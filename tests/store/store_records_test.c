// The record modules: workspaces, models, questions, jobs.
#include "store/store_forecast.h"
#include "store/store_job.h"
#include "store/store_model.h"
#include "store/store_question.h"
#include "store/store_saved.h"
#include "store/store_setting.h"
#include "store/store_verified.h"
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
static const StoreSavedKey MINE = {.workspace = STR("w1"), .id = STR("s1")};

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
    Str value = S("kept");
    OK(store_setting_get(world.store, SHOP, S("k"), world.a, &value, &world.err));
    assert_null(value.ptr);
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
    OK(store_question_list(world.store, &(StoreQuestionPage){.workspace = SHOP, .limit = 3},
                           world.a, &page, &count, &world.err));
    assert_int_equal(count, 3);
    assert_true(str_eq(page[0].question, S("q4")));
    OK(store_question_list(
        world.store, &(StoreQuestionPage){.workspace = SHOP, .before = page[2].id, .limit = 3},
        world.a, &page, &count, &world.err));
    assert_int_equal(count, 2);
    assert_true(str_eq(page[1].question, S("q0")));
}

static void jobs_go_their_way(void **state) {
    (void)state;
    StoreJob job = {.id = S("j1"), .kind = S("import"), .title = S("a.csv"), .created_at = 5};
    StoreJob got = {0};
    OK(store_job_add(world.store, SHOP, &job, &world.err));
    OK(store_job_get(world.store, SHOP, job.id, world.a, &got, &world.err));
    assert_true(str_eq(got.status, S("queued")));
    assert_true(str_eq(got.title, S("a.csv")));
    StoreJob *left = NULL;
    size_t count = 0;
    OK(store_job_unfinished(world.store, SHOP, world.a, &left, &count, &world.err));
    assert_int_equal(count, 1);
    assert_true(str_eq(left[0].id, job.id));
    job.status = S("done");
    job.result = S("{\"rows\":1}");
    OK(store_job_finish(world.store, &job, &world.err));
    OK(store_job_unfinished(world.store, SHOP, world.a, &left, &count, &world.err));
    assert_int_equal(count, 0);
    OK(store_job_get(world.store, SHOP, job.id, world.a, &got, &world.err));
    assert_true(str_eq(got.status, S("done")));
    job.id = S("none");
    assert_false(store_job_finish(world.store, &job, &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
}

static void jobs_are_listed_by_kind(void **state) {
    (void)state;
    for (int i = 0; i < 4; i++) {
        StoreJob job = {.id = str_fmt(world.a, "j%d", i),
                        .kind = i % 2 ? S("import") : S("other"),
                        .created_at = 5};
        OK(store_job_add(world.store, SHOP, &job, &world.err));
    }
    StoreJob *list = NULL;
    size_t count = 0;
    StoreJobPage all = {.workspace = SHOP, .limit = 3};
    OK(store_job_list(world.store, &all, world.a, &list, &count, &world.err));
    assert_int_equal(count, 3);
    assert_true(str_eq(list[0].id, S("j3")));
    StoreJobPage imports = {.workspace = SHOP, .kind = S("import"), .limit = 3};
    OK(store_job_list(world.store, &imports, world.a, &list, &count, &world.err));
    assert_int_equal(count, 2);
    assert_true(str_eq(list[1].id, S("j1")));
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, world_open, world_close)

static StoreForecast forecast_find(const char *request, const char *version, Moment since) {
    StoreForecast got = {0};
    const StoreForecastKey key = {S("outlook"), str_from(request), str_from(version), since};
    OK(store_forecast_find(world.store, SHOP, &key, world.a, &got, &world.err));
    return got;
}

// One a request and version of the data; the newest of old versions stay, to be graded.
static void forecasts(void **state) {
    (void)state;
    StoreForecast f = {.kind = S("outlook"),
                       .subject = S("rice"),
                       .request = S("rice 7"),
                       .version = S("v1"),
                       .model = S("ETS"),
                       .first = 100,
                       .last = 106,
                       .made_at = 1000,
                       .json = S("{}")};
    OK(store_forecast_put(world.store, SHOP, &f, &world.err));
    f.json = S("{\"a\":1}");
    f.made_at = 2000;
    OK(store_forecast_put(world.store, SHOP, &f, &world.err));
    StoreForecast got = forecast_find("rice 7", "v1", 0);
    assert_true(str_eq(got.json, S("{\"a\":1}")));
    assert_true(str_eq(got.model, S("ETS")));
    assert_int_equal(got.last, 106);
    assert_null(forecast_find("rice 7", "v2", 0).json.ptr);
    assert_null(forecast_find("rice 7", "v1", 2001).json.ptr);
    assert_null(forecast_find("rice 8", "v1", 0).json.ptr);

    for (int i = 0; i < STORE_FORECASTS_KEPT + 5; i++) {
        f.version = str_fmt(world.a, "later %d", i);
        f.first = 200 + i;
        f.made_at = 3000 + i;
        OK(store_forecast_put(world.store, SHOP, &f, &world.err));
    }
    const StoreForecastPast wanted = {SHOP, S("rice"), 210};
    StoreForecasts past = {0};
    OK(store_forecast_past(world.store, &wanted, world.a, &past, &world.err));
    assert_int_equal(past.count, 5);  // 205 to 209: older ones went
    assert_int_equal(past.items[0].first, 209);
    assert_true(str_eq(forecast_find("rice 7", "", 0).version, f.version));
}

static StoreVerified verified_made(const char *id, const char *plan) {
    return (StoreVerified){.id = str_from(id),
                           .key = S("how much"),
                           .question = S("How much?"),
                           .plan = str_from(plan),
                           .made_at = 3};
}

static void one_reading_is_approved_for_a_question(void **state) {
    (void)state;
    StoreVerified got = {0}, first = verified_made("v1", "{}"), next = verified_made("v2", "{2}");
    StoreVerifiedList list = {0};
    OK(store_verified_put(world.store, SHOP, &first, &world.err));
    OK(store_verified_put(world.store, SHOP, &next, &world.err));
    OK(store_verified_find(world.store, SHOP, S("how much"), world.a, &got, &world.err));
    assert_true(str_eq(got.plan, S("{2}")));
    OK(store_verified_find(world.store, S("w2"), S("how much"), world.a, &got, &world.err));
    assert_null(got.id.ptr);
    OK(store_verified_mark(world.store, SHOP, S("v2"), 9, &world.err));
    assert_false(store_verified_mark(world.store, SHOP, S("v1"), 0, &world.err));
    OK(store_verified_find(world.store, SHOP, S("how much"), world.a, &got, &world.err));
    assert_null(got.id.ptr);
    OK(store_verified_mark(world.store, SHOP, S("v2"), 0, &world.err));
    OK(store_verified_list(world.store, SHOP, world.a, &list, &world.err));
    assert_int_equal(list.count, 1);
}

static void saved_queries_change_and_come_back(void **state) {
    (void)state;
    StoreSaved q = {.id = S("s1"), .name = S("b"), .json = S("{}"), .made_at = 1};
    StoreSaved other = {.id = S("s2"), .name = S("A"), .json = S("{}"), .made_at = 1};
    StoreSavedList list = {0};
    OK(store_saved_put(world.store, SHOP, &q, &world.err));
    OK(store_saved_put(world.store, SHOP, &other, &world.err));
    q.json = S("{\"sql\":1}");
    OK(store_saved_put(world.store, SHOP, &q, &world.err));
    OK(store_saved_list(world.store, &MINE, world.a, &list, &world.err));
    assert_int_equal(list.count, 2);
    assert_true(str_eq(list.items[0].name, S("A")));
    assert_true(str_eq(list.items[1].json, q.json));
    OK(store_saved_mark(world.store, SHOP, S("s1"), 5, &world.err));
    assert_false(store_saved_get(world.store, &MINE, world.a, &q, &world.err));
    OK(store_saved_mark(world.store, SHOP, S("s1"), 0, &world.err));
    OK(store_saved_get(world.store, &MINE, world.a, &q, &world.err));
}

// Only those that are there count, and one of them can be changed when there is room for no other.
static void saved_queries_are_so_many(void **state) {
    (void)state;
    StoreSaved q = {.name = S("a"), .json = S("{}"), .made_at = 1, .updated_at = 1};
    for (int i = 0; i < STORE_SAVED_MAX; i++) {
        q.id = str_fmt(world.a, "s%d", i);
        OK(store_saved_put(world.store, SHOP, &q, &world.err));
    }
    OK(store_saved_put(world.store, SHOP, &q, &world.err));
    q.id = S("another");
    assert_false(store_saved_put(world.store, SHOP, &q, &world.err));
    assert_int_equal(world.err.code, ERR_LIMIT);
    OK(store_saved_mark(world.store, SHOP, S("s0"), 2, &world.err));
    OK(store_saved_put(world.store, SHOP, &q, &world.err));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(workspaces),
        EACH(removing_takes_all_along),
        EACH(models_keep_their_history),
        EACH(questions_are_paged),
        EACH(forecasts),
        EACH(one_reading_is_approved_for_a_question),
        EACH(saved_queries_change_and_come_back),
        EACH(saved_queries_are_so_many),
        EACH(jobs_go_their_way),
        EACH(jobs_are_listed_by_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
