// Who may do what with a board, as a table; and a board's rules kept.
#include "flow/access.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "workspace_world.h"

static const Person OWNER = {.id = "o", .role = ROLE_OWNER};
static const Person MAKER = {.id = "m", .role = ROLE_EDITOR};
static const Person MADE_IT_ONCE = {.id = "m", .role = ROLE_VIEWER};  // lowered since
static const Person EDITOR = {.id = "e", .role = ROLE_EDITOR};
static const Person VIEWER = {.id = "v", .role = ROLE_VIEWER};
static const Person NOBODY = {.id = "", .role = ROLE_NONE};
static const Person ANYBODY = {.id = "", .role = ROLE_OWNER};  // without accounts

static void levels(void **state) {
    (void)state;
    static const struct {
        const Person *who;
        Str everyone;
        StoreGrant grant;  // of no level: none
        AccessLevel level;
    } CASES[] = {
        {&OWNER, STR("none"), {.level = STR("")}, ACCESS_OWN},
        {&ANYBODY, STR("none"), {.level = STR("")}, ACCESS_OWN},
        {&MAKER, STR("none"), {.level = STR("")}, ACCESS_OWN},
        {&MADE_IT_ONCE, STR("none"), {.level = STR("")}, ACCESS_OWN},
        {&NOBODY, STR("edit"), {.level = STR("")}, ACCESS_NONE},
        {&EDITOR, STR("edit"), {.level = STR("")}, ACCESS_EDIT},
        {&EDITOR, STR("view"), {.level = STR("")}, ACCESS_VIEW},
        {&EDITOR, STR("none"), {.level = STR("")}, ACCESS_NONE},
        // What everyone may never goes beyond the role ...
        {&VIEWER, STR("edit"), {.level = STR("")}, ACCESS_VIEW},
        {&VIEWER, STR("view"), {.level = STR("")}, ACCESS_VIEW},
        {&VIEWER, STR("none"), {.level = STR("")}, ACCESS_NONE},
        // ... a grant does.
        {&VIEWER, STR("none"), {.person = STR("v"), .level = STR("edit")}, ACCESS_EDIT},
        {&VIEWER, STR("none"), {.person = STR("v"), .level = STR("view")}, ACCESS_VIEW},
        {&VIEWER, STR("none"), {.person = STR("x"), .level = STR("edit")}, ACCESS_NONE},
        {&VIEWER, STR("none"), {.role = STR("viewer"), .level = STR("edit")}, ACCESS_EDIT},
        {&VIEWER, STR("none"), {.role = STR("editor"), .level = STR("edit")}, ACCESS_NONE},
        {&EDITOR, STR("none"), {.role = STR("viewer"), .level = STR("view")}, ACCESS_VIEW},
        {&EDITOR, STR("none"), {.role = STR("editor"), .level = STR("edit")}, ACCESS_EDIT},
        // A grant takes nothing away.
        {&EDITOR, STR("edit"), {.person = STR("e"), .level = STR("view")}, ACCESS_EDIT},
        // What can't be read gives nothing.
        {&EDITOR, STR("all"), {.person = STR("e"), .level = STR("much")}, ACCESS_NONE},
        {&VIEWER, STR("none"), {.role = STR("king"), .level = STR("edit")}, ACCESS_NONE},
        {&NOBODY, STR("edit"), {.role = STR("none"), .level = STR("edit")}, ACCESS_NONE},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        StoreGrant grant = CASES[i].grant;
        StoreAccess board = {.owner = S("m"),
                             .everyone = CASES[i].everyone,
                             .grants = {&grant, grant.level.len > 0 ? 1 : 0}};
        AccessLevel level = access_level(CASES[i].who, &board);
        if (level != CASES[i].level) print_error("case %zu: %s\n", i, access_name(level));
        assert_int_equal(level, CASES[i].level);
    }
    // Nobody is known to have made it: that is not whoever has no account.
    StoreAccess old = {.owner = S(""), .everyone = S("none")};
    Person ghost = {.id = "", .role = ROLE_VIEWER};
    assert_int_equal(access_level(&ghost, &old), ACCESS_NONE);
}

static void comments_and_queries(void **state) {
    (void)state;
    StoreDashboardNote own = {.person = S("v")}, other = {.person = S("x")},
                       old = {.person = S("")};
    assert_true(access_to_note(&VIEWER, ACCESS_VIEW, &own));
    assert_false(access_to_note(&VIEWER, ACCESS_VIEW, &other));
    assert_false(access_to_note(&VIEWER, ACCESS_VIEW, &old));
    assert_true(access_to_note(&VIEWER, ACCESS_EDIT, &other));
    assert_false(access_to_note(&VIEWER, ACCESS_NONE, &own));
    assert_true(access_to_note(&ANYBODY, ACCESS_OWN, &old));
    StoreSaved mine = {.person = S("v")}, shared = {.person = S("x"), .shared = true};
    StoreSaved theirs = {.person = S("x")};
    assert_true(access_to_saved(&VIEWER, &mine));
    assert_false(access_to_saved(&VIEWER, &shared));
    assert_true(access_to_saved(&EDITOR, &shared));
    assert_false(access_to_saved(&EDITOR, &theirs));
    assert_false(access_to_saved(&OWNER, &theirs));
}

static void what_is_kept_of_a_board(void **state) {
    (void)state;
    World w;
    Err err = {0};
    AccessLevel level = ACCESS_NONE;
    AccessBoards boards = {0};
    world_make(&w);
    for (int i = 0; i < 4; i++) {
        StoreDashboard d = {.id = str_fmt(w.a, "d%d", i),
                            .name = S("Board"),
                            .version = 1,
                            .json = S("{}"),
                            .owner = S("m"),
                            .created_at = i,
                            .updated_at = i};
        assert_true(store_dashboards_add(w.store, workspace_id(w.workspace), &d, S("made"), &err));
    }
    StoreGrant grants[] = {{.role = S("editor"), .level = S("view")},
                           {.role = S("viewer"), .level = S("edit")}};
    StoreAccess secret = {.owner = S("m"), .everyone = S("none")};
    StoreAccess granted = {.owner = S("m"), .everyone = S("none"), .grants = {grants, 2}};
    assert_true(access_put(w.workspace, S("d1"), &secret, &err));
    assert_true(access_put(w.workspace, S("d2"), &granted, &err));
    assert_true(access_boards(w.workspace, &VIEWER, false, w.a, &boards, &err));
    assert_int_equal(boards.count, 3);  // d3, d2, d0: the last changed first
    assert_true(str_eq(boards.items[1].id, S("d2")));
    assert_int_equal(boards.levels[0], ACCESS_VIEW);
    assert_int_equal(boards.levels[1], ACCESS_EDIT);
    assert_true(access_boards(w.workspace, &MAKER, false, w.a, &boards, &err));
    assert_int_equal(boards.count, 4);

    AccessNeed need = {&VIEWER, S("d1"), ACCESS_VIEW};
    assert_false(access_check(w.workspace, &need, &level, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    Err hidden = err;
    need.dashboard = S("d9");
    assert_false(access_check(w.workspace, &need, &level, &err));
    assert_int_equal(err.code,
                     hidden.code);  // one can't tell what is hidden from what is not there
    need = (AccessNeed){&VIEWER, S("d0"), ACCESS_EDIT};
    assert_false(access_check(w.workspace, &need, &level, &err));
    assert_int_equal(err.code, ERR_DENIED);
    // Deleted boards have their rules, too.
    assert_true(store_dashboards_mark(w.store, workspace_id(w.workspace), S("d1"), 5, &err));
    assert_true(access_boards(w.workspace, &VIEWER, true, w.a, &boards, &err));
    assert_int_equal(boards.count, 0);
    assert_true(access_boards(w.workspace, &OWNER, true, w.a, &boards, &err));
    assert_int_equal(boards.count, 1);
    world_end(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels),
        cmocka_unit_test(comments_and_queries),
        cmocka_unit_test(what_is_kept_of_a_board),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
