#include "connect/csvscan.h"

#include "case.h"

static void finds_cells_leniently(void **state) {
    (void)state;
    static const struct {
        const char *text;
        const char *cells;  // set apart by '|'
    } CASES[] = {
        {"a,b,c\n", "a|b|c"},
        {"a,,\r\n", "a||"},
        {"\"a,b\",c", "a,b|c"},
        {"\"a\nb\",c\n", "a\nb|c"},
        {"5\" pipe,x\n", "5\" pipe|x"},
        {"\"5\" pipe\",x\n", "5\" pipe|x"},
        {"a\rb", "a"},
        {"\"\",x\n", "|x"},
        {"a", "a"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        CsvSpan spans[8];
        CsvRecord r = {.spans = spans, .cap = 8};
        Dialect d = {',', '"', 0};
        Str text = str_from(CASES[i].text), rest = str_from(CASES[i].cells), cell;
        assert_int_equal(csvscan_record(text, 0, true, false, &d, &r), CSV_RECORD);
        for (size_t c = 0; c < r.count; c++) {
            assert_true(str_next_part(&rest, '|', &cell));
            Str found = str_slice(text, spans[c].first, spans[c].end);
            if (!str_eq(found, cell)) fail_msg("'%s', cell %zu", CASES[i].text, c);
        }
    }
}

static void says_when_more_is_needed(void **state) {
    (void)state;
    CsvSpan spans[2];
    CsvRecord r = {.spans = spans, .cap = 2};
    Dialect d = {',', '"', 0};
    assert_int_equal(csvscan_record(S("a,b"), 0, false, false, &d, &r), CSV_MORE);
    assert_int_equal(csvscan_record(S("a\r"), 0, false, false, &d, &r), CSV_MORE);
    assert_int_equal(csvscan_record(S("\"a\""), 0, false, false, &d, &r), CSV_MORE);
    assert_int_equal(csvscan_record(S("\"a"), 0, true, false, &d, &r), CSV_UNCLOSED);
    assert_int_equal(csvscan_record(S("a,b,c\n"), 0, true, false, &d, &r), CSV_WIDE);
}

static void guesses_the_separator(void **state) {
    (void)state;
    static const struct {
        const char *sample;
        char delimiter;
    } CASES[] = {
        {"a,b,c\n1,2,3\n4,5,6\n", ','},
        {"a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ';'},
        {"a\tb\n1,000\t2\n3\t4\n", '\t'},
        {"a|b|c\nx, y|2|3\nz, w|5|6\n", '|'},
        {"Report of May\n\nName;Town\nA;B\nC;D\n", ';'},
        {"name\nDelhi\nPune\nMumbai, old\n", ';'},
        {"sep=;\na;b\n", ';'},
        {"when,what\n10:30:00,x\n11:45:10,y\n", ','},
        {"n,t\n1,\"a;b;c\"\n2,\"d;e;f\"\n", ','},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Dialect d = csvscan_guess(str_from(CASES[i].sample), true);
        if (d.delimiter != CASES[i].delimiter) {
            fail_msg("'%s' is split at '%c'", CASES[i].sample, d.delimiter);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_cells_leniently),
        cmocka_unit_test(says_when_more_is_needed),
        cmocka_unit_test(guesses_the_separator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
