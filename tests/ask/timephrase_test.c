#include "ask/timephrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct Row {
    const char *text, *first, *end;  // end: the day after the last; "" open
} Row;

// Today is Friday, 15 March 2024.
static const Row ROWS[] = {
    {"today", "2024-03-15", "2024-03-16"},
    {"yesterday", "2024-03-14", "2024-03-15"},
    {"this month", "2024-03-01", "2024-04-01"},
    {"last month", "2024-02-01", "2024-03-01"},
    {"past 7 days", "2024-03-08", "2024-03-15"},
    {"last 2 weeks", "2024-02-26", "2024-03-11"},
    {"last quarter", "2023-10-01", "2024-01-01"},
    {"previous 3 months", "2023-12-01", "2024-03-01"},
    {"this year so far", "2024-01-01", "2024-03-16"},
    {"year to date", "2024-01-01", "2024-03-16"},
    {"mtd", "2024-03-01", "2024-03-16"},
    {"2 months ago", "2024-01-01", "2024-02-01"},
    {"2023", "2023-01-01", "2024-01-01"},
    {"february", "2024-02-01", "2024-03-01"},
    {"april", "2023-04-01", "2023-05-01"},
    {"March 2022", "2022-03-01", "2022-04-01"},
    {"5 jan", "2024-01-05", "2024-01-06"},
    {"jan 5, 2023", "2023-01-05", "2023-01-06"},
    {"1st of may 2023", "2023-05-01", "2023-05-02"},
    {"Q2 2023", "2023-04-01", "2023-07-01"},
    {"2023 q1", "2023-01-01", "2023-04-01"},
    {"third quarter of 2023", "2023-07-01", "2023-10-01"},
    {"first half of 2023", "2023-01-01", "2023-07-01"},
    {"2023-11-05", "2023-11-05", "2023-11-06"},
    {"25/12/2023", "2023-12-25", "2023-12-26"},
    {"2023-11", "2023-11-01", "2023-12-01"},
    {"since march 2023", "2023-03-01", ""},
    {"after 31 dec 2022", "2023-01-01", ""},
    {"before july 2023", "", "2023-07-01"},
    {"until july 2023", "", "2023-08-01"},
    {"between 1 jan and 15 feb 2023", "2023-01-01", "2023-02-16"},
    {"from nov to jan 2023", "2022-11-01", "2023-02-01"},
    {"2021 to 2023", "2021-01-01", "2024-01-01"},
    {"pichle mahine", "2024-02-01", "2024-03-01"},
    {"पिछले महीने", "2024-02-01", "2024-03-01"},
};

static bool read_whole(Arena *a, const char *text, TimePhrase *ret) {
    Stemmer *stemmer = stemmer_new();
    Tokens t = tokens_read(str_from(text), stemmer, a);
    stemmer_free(stemmer);
    return timephrase_read(&t, 0, date_of(2024, 3, 15), ret) && ret->count == t.count;
}

static void phrases_are_ranges(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        Arena *a = arena_create(0);
        TimePhrase t = {0};
        Date first = 0, end = 0;
        if (!read_whole(a, ROWS[i].text, &t)) fail_msg("'%s' is not read", ROWS[i].text);
        assert_int_equal(t.has_first, ROWS[i].first[0] != 0);
        assert_int_equal(t.has_end, ROWS[i].end[0] != 0);
        if (t.has_first && date_parse_iso(str_from(ROWS[i].first), &first) &&
            first != t.range.first) {
            fail_msg("'%s' begins %s, not on %d", ROWS[i].text, ROWS[i].first, (int)t.range.first);
        }
        if (t.has_end && date_parse_iso(str_from(ROWS[i].end), &end) && end != t.range.end) {
            fail_msg("'%s' ends before %s, not at %d", ROWS[i].text, ROWS[i].end, (int)t.range.end);
        }
        arena_free(a);
    }
}

static void other_words_are_none(void **state) {
    (void)state;
    static const char *const NOT[] = {"",
                                      "sales",
                                      "last orders",
                                      "5 products",
                                      "past 0 days",
                                      "past 9999 days",
                                      "30 feb 2023",
                                      "2023-13-01",
                                      "this 3 months",
                                      "between jan"};
    for (size_t i = 0; i < COUNT_OF(NOT); i++) {
        Arena *a = arena_create(0);
        TimePhrase t = {0};
        if (read_whole(a, NOT[i], &t)) fail_msg("'%s' is taken for a time", NOT[i]);
        arena_free(a);
    }
}

static void years_before_are_shifts(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    TimePhrase t = {0};
    assert_true(read_whole(a, "previous year", &t));
    assert_int_equal(t.shift, -1);
    assert_true(read_whole(a, "the month before", &t));
    assert_int_equal(t.shift, -1);
    assert_true(read_whole(a, "last year", &t));
    assert_int_equal(t.shift, 0);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phrases_are_ranges),
        cmocka_unit_test(other_words_are_none),
        cmocka_unit_test(years_before_are_shifts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
