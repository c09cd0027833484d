#include "flow/recipe.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#undef fail

#include "flow/recipe_preview.h"
#include "workspace_world.h"

static const char STALL[] =
    "bill,day,place,price\n"
    "1,5 Jan 2026,  Pune   City ,Rs 120\n"
    "2,6 Jan 2026,Bombay,Rs 80.50\n"
    "2,6 Jan 2026,Bombay,Rs 80.50\n"
    "3,not known,,free\n"
    "4,9 Jan 2026,Pune City,(12)\n";

static World world;
static DeletedTable gone;

static int make(void **state) {
    (void)state;
    world_make(&world);
    world_must_import(&world, "stall.csv", STALL, IMPORT_CREATE);
    return 0;
}

static int end(void **state) {
    (void)state;
    world_end(&world);
    return 0;
}

// Written with ' for ".
static Json *steps_of(const char *steps) {
    Json *json = NULL;
    Err err = {0};
    Str text = str_from(steps);
    char *copy = arena_alloc(world.a, text.len);
    for (size_t i = 0; i < text.len; i++) copy[i] = steps[i] == '\'' ? '"' : steps[i];
    assert_true(json_parse(str_of(copy, text.len), &json, &err));
    return json;
}

static bool clean(const char *steps, Err *err) {
    CLEANUP(json_done) Json *json = steps_of(steps);
    return workspace_clean(world.workspace, S("stall"), json, err);
}

static void must_clean(const char *steps) {
    Err err = {0};
    bool ok = clean(steps, &err);
    if (!ok) print_error("%s\n%s\n", steps, err.message);
    assert_true(ok);
}

static void text_is(const char *about, Str got, const char *expected) {
    bool same = str_eq(got, str_from(expected));
    if (!same) print_error("%s\nexpected '%s', got '" STR_F "'\n", about, expected, STR_A(got));
    assert_true(same);
}

// What one statement says of the table after the steps.
static const struct {
    const char *steps, *sql, *expected;
} CASES[] = {
    {"[{'op':'trim','column':'place'}]", "SELECT count(DISTINCT place) FROM stall", "2"},
    {"[{'op':'replace','column':'place','from':'Bombay','to':'Mumbai'}]",
     "SELECT count(*) FROM stall WHERE place = 'Mumbai'", "2"},
    {"[{'op':'replace','column':'place','from':'Bombay','to':''}]",
     "SELECT count(*) FROM stall WHERE place IS NULL", "3"},
    {"[{'op':'split','column':'day','by':' ','into':['d','rest']}]",
     "SELECT d || ':' || rest FROM stall WHERE bill = 1", "5:Jan 2026"},
    {"[{'op':'parse','column':'price','as':'float'}]", "SELECT sum(price) FROM stall", "293"},
    {"[{'op':'parse','column':'price','as':'int'}]", "SELECT max(price) FROM stall", "120"},
    {"[{'op':'parse','column':'day','as':'date'}]", "SELECT max(day) FROM stall", "2026-01-09"},
    {"[{'op':'parse','column':'day','as':'date','format':'%d %b %Y'}]",
     "SELECT min(day) FROM stall", "2026-01-05"},
    {"[{'op':'parse','column':'bill','as':'text'}]", "SELECT typeof(bill) FROM stall LIMIT 1",
     "VARCHAR"},
    {"[{'op':'fill','column':'place','with':'Nashik'}]", "SELECT place FROM stall WHERE bill = 3",
     "Nashik"},
    {"[{'op':'parse','column':'day','as':'date'},{'op':'fill','column':'day','how':'before'}]",
     "SELECT count(day) FROM stall", "5"},
    {"[{'op':'fill','column':'place','how':'common'}]", "SELECT place FROM stall WHERE bill = 3",
     "Bombay"},
    {"[{'op':'dedupe'}]", "SELECT count(*) FROM stall", "4"},
    {"[{'op':'dedupe','columns':['place']}]", "SELECT string_agg(bill, ',') FROM stall", "1,2,3,4"},
    {"[{'op':'derive','column':'twice','expression':'bill * 2'}]", "SELECT sum(twice) FROM stall",
     "24"},
    {"[{'op':'derive','column':'odd','expression':'CAST(place AS INT)'}]",
     "SELECT count(odd) FROM stall", "0"},
    {"[{'op':'keep','expression':'bill >= 2'}]", "SELECT count(*) FROM stall", "4"},
    {"[{'op':'keep','expression':'bill >= 2 -- ) OR true'}]", "SELECT count(*) FROM stall", "4"},
    {"[{'op':'trim','column':'PLACE'},{'op':'dedupe','columns':['Place']}]",
     "SELECT count(*) FROM stall", "3"},
};

static void steps_do_what_they_say(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        must_clean(CASES[i].steps);
        text_is(CASES[i].steps, world_sql(&world, CASES[i].sql), CASES[i].expected);
    }
    must_clean("[]");
    text_is("as imported", world_sql(&world, "SELECT place FROM stall WHERE bill = 1"),
            "Pune   City");
}

static void what_is_wrong_is_told(void **state) {
    (void)state;
    static const struct {
        const char *steps;
        ErrCode code;
        const char *said;
    } WRONG[] = {
        {"[{'op':'scrub'}]", ERR_INVALID, "step 1 (?): there is no step 'scrub'"},
        {"[{'op':'trim','column':'place'},{'op':'trim','column':'town'}]", ERR_NOT_FOUND,
         "step 2 (trim): there is no column 'town'"},
        {"[{'op':'split','column':'day','by':'','into':['a','b']}]", ERR_INVALID, "'by' is empty"},
        {"[{'op':'split','column':'day','by':' ','into':['a','bill']}]", ERR_CONFLICT,
         "there is a column 'bill' already"},
        {"[{'op':'parse','column':'day','as':'moon'}]", ERR_INVALID, "'as' is 'moon'"},
        {"[{'op':'fill','column':'day'}]", ERR_INVALID, "say what to fill in"},
        {"[{'op':'parse','column':'price','as':'int'},{'op':'fill','column':'price','with':'many'}"
         "]",
         ERR_INVALID, "could not be cleaned"},
        {"[{'op':'derive','column':'x','expression':'no_such + 1'}]", ERR_INVALID,
         "could not be cleaned"},
        {"[{'op':'derive','column':'x','expression':'1) FROM stall; DROP TABLE stall; --'}]",
         ERR_INVALID, ""},
        {"[{'op':'derive','column':'x','expression':'getenv(chr(72))'}]", ERR_DENIED, "getenv"},
        {"[{'op':'keep','expression':''}]", ERR_INVALID, "the expression is empty"},
    };
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        Err err = {0};
        bool ok = clean(WRONG[i].steps, &err);
        if (ok || err.code != WRONG[i].code || !strstr(err.message, WRONG[i].said)) {
            print_error("%s\n%d %s\n", WRONG[i].steps, err.code, err.message);
        }
        assert_false(ok);
        assert_int_equal(err.code, WRONG[i].code);
        assert_non_null(strstr(err.message, WRONG[i].said));
        text_is("untouched", world_sql(&world, "SELECT count(*) FROM stall"), "5");
    }
}

static void a_preview_changes_nothing(void **state) {
    (void)state;
    Err err = {0};
    CLEANUP(json_done)
    Json *steps = steps_of(
        "[{'op':'parse','column':'price','as':'float'},{'op':'dedupe','columns':['bill']}]");
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    const RecipePreviewRequest request = {.table = S("stall"), .steps = steps};
    RecipePreview p = {0};
    must_clean("[{'op':'keep','expression':'bill < 4'}]");
    // Tried over the rows as they came, not over those that are clean already.
    assert_true(recipe_preview(world.workspace, s, &request, world.a, &p, &err));
    assert_int_equal(p.count, 2);
    assert_int_equal(p.effects[0].changed, 5);
    assert_int_equal(p.effects[0].lost, 1);
    assert_int_equal(p.effects[1].changed, 1);
    assert_int_equal(p.rows_before, 5);
    assert_int_equal(p.rows_after, 4);
    assert_int_equal(p.rows->rows, 4);
    text_is("as it was", world_sql(&world, "SELECT count(*) FROM stall"), "4");
}

// The next file of the kind is cleaned the same way, in each mode and after a restart.
static void the_next_file_is_cleaned_too(void **state) {
    (void)state;
    static const char MORE[] = "bill,day,place,price\n5,7 Jan 2026,Bombay,Rs 9\n";
    static const char FIRST[] = "SELECT count(*) FROM stall WHERE place = 'Mumbai'";
    must_clean("[{'op':'replace','column':'place','from':'Bombay','to':'Mumbai'}]");
    world_must_import(&world, "stall.csv", MORE, IMPORT_APPEND);
    text_is("appended", world_sql(&world, FIRST), "3");
    world_reopen(&world);
    world_must_import(&world, "stall.csv", MORE, IMPORT_MERGE);
    text_is("merged: the row is there as it came", world_sql(&world, FIRST), "3");
    world_must_import(&world, "stall.csv", MORE, IMPORT_REPLACE);
    text_is("replaced", world_sql(&world, FIRST), "1");
    world_must_import(&world, "stall.csv", "bill,price\n6,Rs 1\n", IMPORT_REPLACE);
    text_is("without the column", world_sql(&world, "SELECT count(*) FROM stall"), "1");
    must_clean("[]");
    text_is("as it came", world_sql(&world, "SELECT price FROM stall"), "1");
}

static void a_dropped_table_forgets_its_steps(void **state) {
    (void)state;
    Err err = {0};
    must_clean("[{'op':'keep','expression':'bill = 1'}]");
    assert_true(workspace_delete(world.workspace, S("stall"), world.a, &gone, &err));
    world_must_import(&world, "stall.csv", STALL, IMPORT_REPLACE);
    text_is("all rows", world_sql(&world, "SELECT count(*) FROM stall"), "5");
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, make, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(steps_do_what_they_say),
        EACH(what_is_wrong_is_told),
        EACH(a_preview_changes_nothing),
        EACH(the_next_file_is_cleaned_too),
        EACH(a_dropped_table_forgets_its_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
