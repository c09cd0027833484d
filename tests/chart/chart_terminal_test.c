// Charts in text, as they stand in a terminal 60 columns wide.
#include "chart/chart.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "chart_fixture.h"

enum { WIDTH = 60 };

typedef struct Case {
    const char *columns, *rows;
    size_t dimensions;
    const char *drawn;
} Case;

static const Case CASES[] = {
    {"revenue:float:INR", "1234567", 0, "  ₹12,34,567  revenue\n"},
    {"revenue:float", "", 0, "(no rows)\n"},
    {"product:name qty:int:packs", "Rice|50\nToor Dal 1 kg of the very best sort|100\nदाल|1\n|25",
     1,
     "Toor Dal 1 kg of th…  100 packs  ███████████████████████████\n"
     "Rice                   50 packs  █████████████▌\n"
     "(none)                 25 packs  ██████▊\n"
     "दाल                      1 pack  ▎\n"},
    {"city:text profit:int", "Delhi|60\nPune|-30\nAgra|", 1,
     "Delhi   60                  ████████████████████████████████\n"
     "Pune   -30  ████████████████\n"
     "Agra     -\n"},
    {"month:month revenue:int", "2026-11-01|10\n2026-09-01|40\n2026-10-01|80", 1,
     "Sep 2026  40  ███████████████████████\n"
     "Oct 2026  80  ██████████████████████████████████████████████\n"
     "Nov 2026  10  ▒▒▒▒▒▒\n"
     "The last period is not finished.\n"},
    {"city:text product:name revenue:float:USD", "Delhi|Rice|5\nPune|Oil|1500.5", 2,
     "city   product    revenue\n"
     "─────  ───────  ─────────\n"
     "Delhi  Rice            $5\n"
     "Pune   Oil      $1,500.50\n"},
    {"weekday:weekday n:int", "1|5\n2|10\n7|20", 1,
     "Monday    5  ███████████▊\n"
     "Tuesday  10  ███████████████████████▌\n"
     "Sunday   20  ███████████████████████████████████████████████\n"},
};

static Str draw(Arena *a, const Table *t, size_t dimensions) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 1 << 20);
    Chart c = chart_choose(t, fixture_plan(a, t, dimensions), NULL, date_of(2026, 11, 21),
                           words_english(a));
    chart_terminal(&out, &c, t, WIDTH, NULL);
    return str_dup(a, buf_str(&out));
}

static void drawings(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const Case *c = &CASES[i];
        Arena *a = arena_create(0);
        Str drawn = draw(a, fixture_table(a, c->columns, c->rows), c->dimensions);
        if (!str_eq(drawn, str_from(c->drawn))) {
            print_error("case %zu\n" STR_F "wanted\n%s", i, STR_A(drawn), c->drawn);
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

static Table *many(Arena *a, const char *columns, size_t count, bool dated) {
    CLEANUP(buf_done) Buf rows;
    buf_init(&rows, 1 << 16);
    for (size_t i = 0; i < count; i++) {
        if (dated) date_write(&rows, date_of(2026, 1, 1) + (Date)i);
        if (dated) buf_add_char(&rows, '|');
        buf_add_fmt(&rows, "%d\n", (int)lround(50 + 50 * sin((double)i / 10)));
    }
    return fixture_table(a, columns, str_z(a, buf_str(&rows)));
}

static void a_line_of_many_days(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Str drawn = draw(a, many(a, "day:day revenue:int", 120, true), 1), line;
    assert_true(str_starts(drawn, S("⠀⠀⠀⠀⣀⠔⠊⠉⠉⠑⠢⢄⠀⠀")));
    size_t lines = 0;
    for (Str rest = drawn; str_next_part(&rest, '\n', &line); lines++) {
        assert_true(utf8_count(line) <= WIDTH);
    }
    assert_int_equal(lines, 9);
    assert_true(str_ends(drawn, S("\nfirst 50 (1 Jan 2026), last 19 (30 Apr 2026)\n"
                                  "lowest 0 (16 Feb 2026), highest 100 (16 Jan 2026)\n")));
    arena_free(a);
}

static void a_histogram(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    assert_string_equal(str_z(a, draw(a, many(a, "price:int", 100, false), 1)),
                        "0 to 10     13  ██████████████████████████\n"
                        "10 to 20     6  ████████████\n"
                        "20 to 30     5  ██████████\n"
                        "30 to 40     6  ████████████\n"
                        "40 to 50     6  ████████████\n"
                        "50 to 60     8  ████████████████\n"
                        "60 to 70     9  ██████████████████\n"
                        "70 to 80    10  ████████████████████\n"
                        "80 to 90    10  ████████████████████\n"
                        "90 to 100   22  ████████████████████████████████████████████\n"
                        "100 to 110   5  ██████████\n");
    arena_free(a);
}

static void a_long_table_says_what_is_left(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Str drawn = draw(a, many(a, "day:date price:int", 150, true), 2);
    assert_true(str_ends(drawn, S("\n… and 120 more rows\n")));
    arena_free(a);
}

static void what_was_not_asked_for_is_in_brackets(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Table *t = fixture_table(a, "city:text product:name revenue:float:USD",
                             "Delhi|Rice|5\nPune|Oil|1500.5");
    ((Column *)(uintptr_t)t->columns)[2].is_support = true;
    assert_string_equal(str_z(a, draw(a, t, 2)),
                        "city   product  (revenue)\n"
                        "─────  ───────  ─────────\n"
                        "Delhi  Rice            $5\n"
                        "Pune   Oil      $1,500.50\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawings),
        cmocka_unit_test(a_line_of_many_days),
        cmocka_unit_test(a_histogram),
        cmocka_unit_test(a_long_table_says_what_is_left),
        cmocka_unit_test(what_was_not_asked_for_is_in_brackets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
