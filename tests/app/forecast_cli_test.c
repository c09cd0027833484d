// `munim forecast` as a script runs it: of a column of a file, and of what the data says is sold.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

#include "base/buf.h"
#include "base/date.h"
#include "base/json.h"
#include "program.h"
#include "sys/file.h"

typedef struct World {
    Arena *a;
    const char *folder, *series, *sales, *calendar;
} World;

static World world;

static const char *write_file(const char *name, Str text) {
    Err err = {0};
    const char *path = path_join(world.a, world.folder, str_from(name));
    assert_true(file_write_atomic(path, text, &err));
    return path;
}

// Two series of thirty values out of order, and three months of a shop with two stores.
static int make(void **state) {
    (void)state;
    world = (World){.a = arena_create(0)};
    world.folder = program_folder(world.a);
    CLEANUP(buf_done) Buf text;
    buf_init(&text, 1 << 20);
    buf_add_z(&text, "id,t,y\n");
    for (int t = 30; t >= 1; t--) buf_add_fmt(&text, "b,%d,7\na,%d,%d\n", t, t, 10 * t);
    world.series = write_file("series.csv", buf_str(&text));
    buf_clear(&text);
    buf_add_z(&text, "sold_on,store,sku,product,qty,price\n");
    for (int i = 0; i < 91; i++) {
        Str day = date_str(world.a, date_of(2026, 6, 1) + i);
        int rice = (date_weekday(date_of(2026, 6, 1) + i) == 5 ? 20 : 10) + i % 3;
        buf_add_fmt(&text, STR_F ",Pune,R1,Basmati Rice,%d,90\n", STR_A(day), rice);
        buf_add_fmt(&text, STR_F ",Nagpur,S1,Neem Soap,%d,35\n", STR_A(day), 3 + i % 2);
    }
    world.sales = write_file("sales.csv", buf_str(&text));
    world.calendar = write_file(
        "own.ics", S("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Town fair\r\n"
                     "DTSTART;VALUE=DATE:20260610\r\nRRULE:FREQ=MONTHLY\r\nEND:VEVENT\r\n"
                     "END:VCALENDAR\r\n"));
    return 0;
}

static int end(void **state) {
    (void)state;
    Err err = {0};
    assert_true(dir_remove_all(world.folder, &err));
    arena_free(world.a);
    return 0;
}

#define RUN(...) program_run(world.a, (const char *const[]){"forecast", __VA_ARGS__, NULL})

static void says(Str text, const char *expected) {
    if (!str_contains(text, str_from(expected))) {
        print_error("no '%s' in: " STR_F "\n", expected, STR_A(text));
    }
    assert_true(str_contains(text, str_from(expected)));
}

static Json *object_of(Str line) {
    Err err = {0};
    Json *json = NULL;
    if (!json_parse(line, &json, &err)) print_error("%s: " STR_F "\n", err.message, STR_A(line));
    assert_true(json_is_object(json));
    return json;
}

static double number_of(const Json *o, const char *name) {
    const Json *value = json_object_get(o, name);
    assert_true(json_is_number(value));
    return json_number_value(value);
}

static void each_series_is_a_line(void **state) {
    (void)state;
    ProgramRun run = RUN("--jsonl", "--by", "id", "--order", "t", "--value", "y", "--season", "1",
                         "--horizon", "3", "--level", "80", world.series);
    assert_int_equal(run.status, 0);
    Str rest = run.out, line = {0};
    size_t lines = 0;
    while (str_next_part(&rest, '\n', &line) && line.len > 0) {
        CLEANUP(json_done) Json *o = object_of(line);
        const char *id = json_string_value(json_object_get(json_object_get(o, "by"), "id"));
        const Json *points = json_object_get(o, "forecast");
        assert_int_equal(json_array_size(points), 3);
        for (size_t k = 0; k < 3; k++) {
            const Json *p = json_array_get(points, k);
            double mean = number_of(p, "mean");
            assert_true(number_of(p, "t") == 31 + (double)k);
            assert_true(number_of(p, "lower") <= mean && mean <= number_of(p, "upper"));
            double wanted = *id == 'a' ? 10 * (31 + (double)k) : 7;
            assert_true(mean > wanted - 15 && mean < wanted + 15);
        }
        lines++;
    }
    assert_int_equal(lines, 2);
}

static void a_table_for_people(void **state) {
    (void)state;
    ProgramRun run = RUN("--value", "qty", "--date", "sold_on", "--by", "store", world.sales);
    assert_int_equal(run.status, 0);
    says(run.out, "store Nagpur: qty, 91 observations");
    says(run.out, "2026-08-31");
    says(run.out, "95 of 100 such ranges should hold what comes.");
}

static void what_is_sold_is_found_by_itself(void **state) {
    (void)state;
    ProgramRun run = RUN("--json", "--sku", "basmati rice", "--horizon", "7", "--level", "80",
                         "--lead-days", "4", world.sales);
    assert_int_equal(run.status, 0);
    CLEANUP(json_done) Json *o = object_of(str_trim(run.out));
    assert_string_equal(json_string_value(json_object_get(o, "sku")), "R1");
    assert_int_equal(json_array_size(json_object_get(o, "forecast")), 7);
    assert_true(number_of(o, "confidence_level") == 80);
    double week = number_of(json_object_get(o, "total"), "quantity");
    assert_true(week > 75 && week < 99);
    assert_true(number_of(json_object_get(o, "recommendation"), "lead_days") == 4);
}

static void parts_promotions_and_calendars(void **state) {
    (void)state;
    ProgramRun run = RUN("--by", "store", "--grain", "day", "--horizon", "7", world.sales);
    assert_int_equal(run.status, 0);
    says(run.out, "By store, adding up to the whole:");
    says(run.out, "Pune");
    run = RUN("--sku", "R1", "--promotion", "2026-09-02..2026-09-04", "--promotion-lift", "2",
              world.sales);
    assert_int_equal(run.status, 0);
    says(run.out, "rests on your word that it sells 2 times a normal day");
    run = RUN("--calendar", world.calendar, world.sales);
    assert_int_equal(run.status, 0);
    says(run.out, "Town fair sold ");
}

static void forecasts_are_said_in_a_language(void **state) {
    (void)state;
    ProgramRun run = RUN("--language", "de", "--by", "store", "--horizon", "2", world.sales);
    assert_int_equal(run.status, 0);
    says(run.out, "zusammen das Ganze:");
    says(run.out, "erwartet");
    says(run.out, "Von 100 solchen Spannen sollten 95 enthalten, was kommt.");
    assert_false(str_contains(run.out, S("likely")));
    run = RUN("--language", "hi", "--json", "--horizon", "2", world.sales);
    assert_int_equal(run.status, 0);
    says(run.out, "\"headline\":\"पूरा कारोबार: ");
    run = RUN("--language", "hi", "--value", "y", world.series);
    assert_int_equal(run.status, 0);
    says(run.out, "अनुमानित");
    run = RUN("--language", "hi", "--sku", "basmatti", world.sales);
    assert_int_equal(run.status, 1);
    says(run.err, "कभी नहीं बिका");
    run = RUN("--language", "klingon", world.sales);
    assert_int_equal(run.status, 2);
    says(run.err, "'klingon' is not there: en, de, hi");
}

typedef struct Case {
    const char *args[8];
    int status;
    const char *err;
} Case;

static void what_is_wrong_is_named(void **state) {
    (void)state;
    const Case CASES[] = {
        {{"forecast", "--value", "y"}, 2, "name one FILE"},
        {{"forecast", "--value", "y", "--season", "-1", world.series}, 2, "--season must be 1"},
        {{"forecast", "--value", "y", "--horizon", "99999", world.series}, 2, "--horizon"},
        {{"forecast", "--value", "y", "--level", "100", world.series}, 2, "--level must be"},
        {{"forecast", "--value", "y", "--model", "tea leaves", world.series}, 2, "tea leaves"},
        {{"forecast", "--value", "z", world.series}, 1, "no column 'z'"},
        {{"forecast", "--value", "id", world.series}, 1, "not of numbers"},
        {{"forecast", "--value", "y", "/nowhere/a.csv"}, 1, "/nowhere/a.csv"},
        {{"forecast"}, 2, "name a SOURCE"},
        {{"forecast", "--by", "planet", world.sales}, 2, "sku, category or store"},
        {{"forecast", "--sku", "basmatti", world.sales}, 1, "Basmati Rice"},
        {{"forecast", "--promotion", "soon", world.sales}, 2, "FIRST..LAST"},
        {{"forecast", "--promotion-lift", "2", world.sales}, 2, "promotion_from"},
        {{"forecast", "--calendar", world.sales, world.sales}, 1, "BEGIN:VCALENDAR"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        ProgramRun run = program_run(world.a, CASES[i].args);
        if (run.status != CASES[i].status) print_error("case %zu: " STR_F, i, STR_A(run.err));
        assert_int_equal(run.status, CASES[i].status);
        assert_int_equal(run.out.len, 0);
        says(run.err, CASES[i].err);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_series_is_a_line),
        cmocka_unit_test(a_table_for_people),
        cmocka_unit_test(what_is_sold_is_found_by_itself),
        cmocka_unit_test(parts_promotions_and_calendars),
        cmocka_unit_test(forecasts_are_said_in_a_language),
        cmocka_unit_test(what_is_wrong_is_named),
    };
    return cmocka_run_group_tests(tests, make, end);
}
