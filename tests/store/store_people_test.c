// People, their sessions, who may see a dashboard, and what becomes of what was there before.
#include "store/store_people.h"

#include "store/store_access.h"
#include "store/store_dashboard_notes.h"
#include "store/store_dashboards.h"
#include "store/store_question.h"
#include "store/store_saved.h"
#include "store/store_sessions.h"
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

static StorePerson person(const char *id, const char *name) {
    return (StorePerson){.id = str_from(id),
                         .name = str_from(name),
                         .key = str_lower(world.a, str_from(name)),
                         .role = S("viewer"),
                         .password = S("hash"),
                         .made_at = 5};
}

static int world_open(void **state) {
    (void)state;
    world = (World){.a = arena_create(0)};
    OK(store_open(":memory:", &world.store, &world.err));
    StoreWorkspace shop = {.id = SHOP, .name = S("Shop"), .created_at = 7};
    StoreWorkspace other = {.id = S("w2"), .name = S("Other"), .created_at = 7};
    OK(store_workspace_add(world.store, &shop, &world.err));
    OK(store_workspace_add(world.store, &other, &world.err));
    StorePerson asha = person("p1", "Asha");
    OK(store_people_add(world.store, SHOP, &asha, &world.err));
    return 0;
}

static int world_close(void **state) {
    (void)state;
    store_close(world.store);
    arena_free(world.a);
    return 0;
}

static void people(void **state) {
    (void)state;
    StorePeople list = {0};
    StorePerson same = person("p2", "ASHA"), vik = person("p2", "Vik");
    assert_false(store_people_add(world.store, SHOP, &same, &world.err));
    assert_int_equal(world.err.code, ERR_CONFLICT);
    OK(store_people_add(world.store, S("w2"), &same, &world.err));  // another business's
    vik.id = S("p3");
    OK(store_people_add(world.store, SHOP, &vik, &world.err));
    vik.key = S("asha");
    assert_false(store_people_put(world.store, SHOP, &vik, &world.err));
    assert_int_equal(world.err.code, ERR_CONFLICT);
    vik.key = S("vik");
    vik.role = S("owner");
    vik.deleted_at = 9;
    OK(store_people_put(world.store, SHOP, &vik, &world.err));
    StorePerson next = person("p4", "Vik");
    OK(store_people_add(world.store, SHOP, &next, &world.err));  // the name is free again
    vik.deleted_at = 0;
    assert_false(store_people_put(world.store, SHOP, &vik, &world.err));
    assert_int_equal(world.err.code, ERR_CONFLICT);
    OK(store_people_list(world.store, SHOP, world.a, &list, &world.err));
    assert_int_equal(list.count, 3);
    assert_true(str_eq(list.items[1].role, S("owner")));
    assert_int_equal(list.items[1].deleted_at, 9);
    StorePerson ghost = person("no", "No");
    assert_false(store_people_put(world.store, SHOP, &ghost, &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
}

static StoreSession session(const char *id, const char *of) {
    return (StoreSession){.hash = str_fmt(world.a, "hash-%s", id),
                          .id = str_from(id),
                          .person = str_from(of),
                          .agent = S("Browser"),
                          .address = S("127.0.0.1"),
                          .made_at = 10,
                          .seen_at = 11};
}

static void sessions(void **state) {
    (void)state;
    StoreSessions list = {0};
    static const char *const IDS[] = {"s1", "s2", "s3"};
    for (size_t i = 0; i < COUNT_OF(IDS); i++) {
        StoreSession s = session(IDS[i], "p1");
        OK(store_sessions_add(world.store, &s, &world.err));
    }
    StoreSession ghost = session("s4", "nobody");
    assert_false(store_sessions_add(world.store, &ghost, &world.err));
    assert_int_equal(world.err.code, ERR_CONFLICT);
    OK(store_sessions_seen(world.store, S("s2"), 50, &world.err));
    OK(store_sessions_remove(world.store, S("s1"), &world.err));
    OK(store_sessions_remove(world.store, S("s1"), &world.err));
    OK(store_sessions_list(world.store, S("w2"), world.a, &list, &world.err));
    assert_int_equal(list.count, 0);
    OK(store_sessions_list(world.store, SHOP, world.a, &list, &world.err));
    assert_int_equal(list.count, 2);
    assert_true(str_eq(list.items[0].hash, S("hash-s2")));
    assert_int_equal(list.items[0].seen_at, 50);
    assert_int_equal(list.items[0].made_at, 10);
    OK(store_sessions_remove_of(world.store, S("p1"), S("s3"), &world.err));
    OK(store_sessions_list(world.store, SHOP, world.a, &list, &world.err));
    assert_int_equal(list.count, 1);
    assert_true(str_eq(list.items[0].id, S("s3")));
}

static void board_add(const char *id, const char *owner) {
    StoreDashboard d = {.id = str_from(id),
                        .name = S("One"),
                        .version = 1,
                        .json = S("{}"),
                        .owner = str_from(owner),
                        .person = str_from(owner)};
    OK(store_dashboards_add(world.store, SHOP, &d, S("made"), &world.err));
}

static void access_of_a_board(void **state) {
    (void)state;
    StoreAccess got = {0};
    StoreGrants all = {0};
    board_add("d1", "p1");
    board_add("d2", "");
    OK(store_access_get(world.store, SHOP, S("d1"), world.a, &got, &world.err));
    assert_true(str_eq(got.owner_name, S("Asha")) && str_eq(got.everyone, S("edit")));
    assert_int_equal(got.grants.count, 0);
    StorePerson vik = person("p2", "Vik");
    OK(store_people_add(world.store, SHOP, &vik, &world.err));
    StoreGrant grants[] = {{.person = S("p2"), .level = S("edit")},
                           {.role = S("viewer"), .level = S("view")}};
    StoreAccess put = {.owner = S("p2"), .everyone = S("none"), .grants = {grants, 2}};
    OK(store_access_put(world.store, SHOP, S("d1"), &put, &world.err));
    OK(store_access_get(world.store, SHOP, S("d1"), world.a, &got, &world.err));
    assert_true(str_eq(got.owner, S("p2")) && str_eq(got.everyone, S("none")));
    assert_int_equal(got.grants.count, 2);
    OK(store_access_grants(world.store, SHOP, world.a, &all, &world.err));
    assert_int_equal(all.count, 2);
    // Who was removed has no grant, and has it again when they are back.
    vik.deleted_at = 5;
    OK(store_people_put(world.store, SHOP, &vik, &world.err));
    OK(store_access_get(world.store, SHOP, S("d1"), world.a, &got, &world.err));
    assert_int_equal(got.grants.count, 1);
    assert_true(str_eq(got.owner_name, S("Vik")));
    vik.deleted_at = 0;
    OK(store_people_put(world.store, SHOP, &vik, &world.err));
    OK(store_access_get(world.store, SHOP, S("d1"), world.a, &got, &world.err));
    assert_int_equal(got.grants.count, 2);
    assert_false(store_access_get(world.store, S("w2"), S("d1"), world.a, &got, &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
    assert_false(store_access_put(world.store, S("w2"), S("d1"), &put, &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
}

static void favourites_are_ones_own(void **state) {
    (void)state;
    StoreDashboard got = {0};
    StoreDashboardList list = {0};
    board_add("d1", "p1");
    board_add("d2", "p1");
    StoreDashboardKey mine = {.workspace = SHOP, .id = S("d1"), .person = S("p1")};
    StoreDashboardKey theirs = {.workspace = SHOP, .id = S("d1"), .person = S("p2")};
    OK(store_dashboards_favour(world.store, &mine, true, &world.err));
    OK(store_dashboards_favour(world.store, &mine, true, &world.err));
    OK(store_dashboards_get(world.store, &mine, world.a, &got, &world.err));
    assert_true(got.favourite);
    OK(store_dashboards_get(world.store, &theirs, world.a, &got, &world.err));
    assert_false(got.favourite);
    OK(store_dashboards_list(world.store, &(StoreDashboardPage){SHOP, S("p1"), false}, world.a,
                             &list, &world.err));
    assert_true(str_eq(list.items[0].id, S("d1")) && list.items[0].favourite);
    assert_false(list.items[1].favourite);
    OK(store_dashboards_favour(world.store, &mine, false, &world.err));
    OK(store_dashboards_get(world.store, &mine, world.a, &got, &world.err));
    assert_false(got.favourite);
    mine.id = S("no");
    assert_false(store_dashboards_favour(world.store, &mine, true, &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
}

static void authors_have_the_name_of_today(void **state) {
    (void)state;
    StoreDashboardNotes notes = {0};
    StoreDashboardVersions versions = {0};
    board_add("d1", "p1");
    StoreDashboardNote note = {
        .id = S("n1"), .text = S("x"), .author = S("Asha"), .person = S("p1"), .made_at = 1};
    StoreDashboardNote old = {.id = S("n2"), .text = S("x"), .author = S("owner"), .made_at = 2};
    OK(store_dashboard_notes_add(world.store, S("d1"), &note, &world.err));
    OK(store_dashboard_notes_add(world.store, S("d1"), &old, &world.err));
    StorePerson renamed = person("p1", "Asha Rao");
    renamed.deleted_at = 9;  // and removed: it still says who it was
    OK(store_people_put(world.store, SHOP, &renamed, &world.err));
    OK(store_dashboard_notes_list(world.store, S("d1"), world.a, &notes, &world.err));
    assert_true(str_eq(notes.items[0].author, S("Asha Rao")));
    assert_true(str_eq(notes.items[1].author, S("owner")));
    OK(store_dashboards_versions(world.store, SHOP, S("d1"), world.a, &versions, &world.err));
    assert_true(str_eq(versions.items[0].author, S("Asha Rao")));
}

static void what_was_made_before_is_adopted(void **state) {
    (void)state;
    int64_t id = 0;
    StoreAccess got = {0};
    StoreSavedList saved = {0};
    StoreQuestion *questions = NULL;
    size_t count = 0;
    StoreDashboard board = {0};
    board_add("d1", "");
    StoreDashboardKey anybody = {.workspace = SHOP, .id = S("d1")};
    StoreDashboardKey asha = {.workspace = SHOP, .id = S("d1"), .person = S("p1")};
    OK(store_dashboards_favour(world.store, &anybody, true, &world.err));
    StoreQuestion q = {.question = S("what"), .status = S("answered")};
    OK(store_question_add(world.store, SHOP, &q, &id, &world.err));
    StoreSaved kept = {.id = S("s"), .name = S("s"), .json = S("{}"), .shared = false};
    OK(store_saved_put(world.store, SHOP, &kept, &world.err));
    OK(store_people_adopt(world.store, SHOP, S("p1"), &world.err));
    OK(store_access_get(world.store, SHOP, S("d1"), world.a, &got, &world.err));
    assert_true(str_eq(got.owner, S("p1")));
    OK(store_dashboards_get(world.store, &asha, world.a, &board, &world.err));
    assert_true(board.favourite);
    StoreQuestionPage page = {.workspace = SHOP, .person = S("p1"), .limit = 10};
    OK(store_question_list(world.store, &page, world.a, &questions, &count, &world.err));
    assert_int_equal(count, 1);
    StoreSavedKey key = {.workspace = SHOP, .person = S("p1")};
    OK(store_saved_list(world.store, &key, world.a, &saved, &world.err));
    assert_int_equal(saved.count, 1);
    key.person = S("p2");
    OK(store_saved_list(world.store, &key, world.a, &saved, &world.err));
    assert_int_equal(saved.count, 0);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, world_open, world_close)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(people),
        EACH(sessions),
        EACH(access_of_a_board),
        EACH(favourites_are_ones_own),
        EACH(authors_have_the_name_of_today),
        EACH(what_was_made_before_is_adopted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
