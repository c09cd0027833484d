#include "store/store_dashboards.h"

#include "store/store_dashboard_links.h"
#include "store/store_dashboard_notes.h"
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
static const StoreDashboardKey ONE = {.workspace = STR("w1"), .id = STR("d1")};
static const StoreDashboardKey ELSEWHERE = {.workspace = STR("w2"), .id = STR("d1")};
static const StoreDashboardPage THERE = {.workspace = STR("w1")};
static const StoreDashboardPage DELETED = {.workspace = STR("w1"), .deleted = true};

static int world_open(void **state) {
    (void)state;
    world = (World){.a = arena_create(0)};
    OK(store_open(":memory:", &world.store, &world.err));
    StoreWorkspace shop = {.id = SHOP, .name = S("Shop"), .created_at = 7};
    OK(store_workspace_add(world.store, &shop, &world.err));
    StoreDashboard d = {.id = S("d1"),
                        .name = S("One"),
                        .version = 1,
                        .json = S("{}"),
                        .cards = 2,
                        .created_at = 10,
                        .updated_at = 10};
    OK(store_dashboards_add(world.store, SHOP, &d, S("made"), &world.err));
    return 0;
}

static int world_close(void **state) {
    (void)state;
    store_close(world.store);
    arena_free(world.a);
    return 0;
}

static bool put(int64_t version, const char *json) {
    StoreDashboard d = {.id = S("d1"),
                        .name = S("One"),
                        .version = version,
                        .json = str_from(json),
                        .updated_at = 10 + version};
    return store_dashboards_put(world.store, SHOP, &d, S("changed"), &world.err);
}

static void a_change_follows_the_newest_only(void **state) {
    (void)state;
    StoreDashboard got = {0};
    OK(put(2, "{\"a\":2}"));
    assert_false(put(2, "{\"a\":3}"));
    assert_int_equal(world.err.code, ERR_CONFLICT);
    assert_false(put(4, "{\"a\":3}"));
    OK(store_dashboards_get(world.store, &ONE, world.a, &got, &world.err));
    assert_true(str_eq(got.json, S("{\"a\":2}")));
    assert_int_equal(got.version, 2);
    assert_false(store_dashboards_get(world.store, &ELSEWHERE, world.a, &got, &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
}

static void old_versions_go(void **state) {
    (void)state;
    StoreDashboardVersions list = {0};
    StoreDashboardVersion old = {0};
    for (int v = 2; v <= STORE_DASHBOARD_VERSIONS_KEPT + 10; v++) OK(put(v, "{}"));
    OK(store_dashboards_versions(world.store, SHOP, S("d1"), world.a, &list, &world.err));
    assert_int_equal(list.count, STORE_DASHBOARD_VERSIONS_KEPT);
    assert_int_equal(list.items[0].version, STORE_DASHBOARD_VERSIONS_KEPT + 10);
    StoreDashboardKey key = {.workspace = SHOP, .id = S("d1"), .version = 1};
    assert_false(store_dashboards_version(world.store, &key, world.a, &old, &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
    key.version = 50;
    OK(store_dashboards_version(world.store, &key, world.a, &old, &world.err));
}

static void deleted_ones_come_back_for_thirty_days(void **state) {
    (void)state;
    StoreDashboard got = {0};
    StoreDashboardList list = {0};
    OK(store_dashboards_favour(world.store, &ONE, true, &world.err));
    OK(store_dashboards_mark(world.store, SHOP, S("d1"), 100, &world.err));
    assert_false(store_dashboards_mark(world.store, SHOP, S("d1"), 100, &world.err));
    assert_false(store_dashboards_get(world.store, &ONE, world.a, &got, &world.err));
    OK(store_dashboards_list(world.store, &DELETED, world.a, &list, &world.err));
    assert_int_equal(list.count, 1);
    OK(store_dashboards_mark(world.store, SHOP, S("d1"), 0, &world.err));
    OK(store_dashboards_list(world.store, &THERE, world.a, &list, &world.err));
    assert_int_equal(list.count, 1);
    assert_true(list.items[0].favourite);
    OK(store_dashboards_mark(world.store, SHOP, S("d1"), 100, &world.err));
    StoreDashboard next = {.id = S("d2"),
                           .name = S("Two"),
                           .version = 1,
                           .json = S("{}"),
                           .created_at = 100 + 30 * MOMENT_DAY};
    OK(store_dashboards_add(world.store, SHOP, &next, S("made"), &world.err));
    OK(store_dashboards_list(world.store, &DELETED, world.a, &list, &world.err));
    assert_int_equal(list.count, 1);
    next.id = S("d3");
    next.created_at++;
    OK(store_dashboards_add(world.store, SHOP, &next, S("made"), &world.err));
    assert_false(store_dashboards_mark(world.store, SHOP, S("d1"), 0, &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
}

static void notes(void **state) {
    (void)state;
    StoreDashboardNotes list = {0};
    StoreDashboardNote note = {.id = S("n1"),
                               .card = S("a"),
                               .at_date = S("2026-02-03"),
                               .text = S("rain"),
                               .author = S("owner"),
                               .made_at = 5};
    OK(store_dashboard_notes_add(world.store, S("d1"), &note, &world.err));
    StoreDashboardNoteKey key = {S("d1"), S("n1")};
    OK(store_dashboard_notes_mark(world.store, &key, 9, &world.err));
    assert_false(store_dashboard_notes_mark(world.store, &key, 9, &world.err));
    OK(store_dashboard_notes_list(world.store, S("d1"), world.a, &list, &world.err));
    assert_int_equal(list.count, 0);
    OK(store_dashboard_notes_mark(world.store, &key, 0, &world.err));
    OK(store_dashboard_notes_list(world.store, S("d1"), world.a, &list, &world.err));
    assert_int_equal(list.count, 1);
    assert_true(str_eq(list.items[0].at_date, S("2026-02-03")));
    note.id = S("n2");
    assert_false(store_dashboard_notes_add(world.store, S("none"), &note, &world.err));
}

static void links(void **state) {
    (void)state;
    StoreDashboardLinks list = {0};
    StoreDashboardLink link = {
        .token = S("t1"), .dashboard = S("d1"), .made_at = 5, .expires_at = 50};
    StoreDashboardLink got = {0};
    OK(store_dashboard_links_add(world.store, &link, &world.err));
    OK(store_dashboard_links_get(world.store, SHOP, S("t1"), world.a, &got, &world.err));
    assert_int_equal(got.expires_at, 50);
    assert_false(
        store_dashboard_links_get(world.store, S("w2"), S("t1"), world.a, &got, &world.err));
    StoreDashboardLinkKey key = {S("d1"), S("t1")};
    OK(store_dashboard_links_withdraw(world.store, &key, 30, &world.err));
    OK(store_dashboard_links_list(world.store, S("d1"), world.a, &list, &world.err));
    assert_int_equal(list.count, 0);
    OK(store_dashboard_links_get(world.store, SHOP, S("t1"), world.a, &got, &world.err));
    assert_int_equal(got.withdrawn_at, 30);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_change_follows_the_newest_only, world_open, world_close),
        cmocka_unit_test_setup_teardown(old_versions_go, world_open, world_close),
        cmocka_unit_test_setup_teardown(deleted_ones_come_back_for_thirty_days, world_open,
                                        world_close),
        cmocka_unit_test_setup_teardown(notes, world_open, world_close),
        cmocka_unit_test_setup_teardown(links, world_open, world_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
