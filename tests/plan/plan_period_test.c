// plan_period: the period that a comparison looks at.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "plan/plan.h"
#include "plan/plan_words.h"

#include <cmocka.h>

typedef struct PeriodCase {
    const char *first, *end, *previous, *year_before;
} PeriodCase;

static const PeriodCase CASES[] = {
    {"2026-10-01", "2026-11-01", "2026-09-01..2026-10-01", "2025-10-01..2025-11-01"},
    {"2026-01-01", "2026-02-01", "2025-12-01..2026-01-01", "2025-01-01..2025-02-01"},
    {"2026-07-01", "2026-10-01", "2026-04-01..2026-07-01", "2025-07-01..2025-10-01"},
    {"2026-02-01", "2026-04-01", "2025-12-01..2026-02-01", "2025-02-01..2025-04-01"},
    {"2026-01-01", "2027-01-01", "2025-01-01..2026-01-01", "2025-01-01..2026-01-01"},
    {"2026-11-16", "2026-11-23", "2026-11-09..2026-11-16", "2025-11-16..2025-11-23"},
    // "so far": the same days of the month before, cut where it is shorter
    {"2026-10-01", "2026-10-15", "2026-09-01..2026-09-15", "2025-10-01..2025-10-15"},
    {"2026-03-01", "2026-03-31", "2026-02-01..2026-03-01", "2025-03-01..2025-03-31"},
    {"2026-01-01", "2026-05-16", "2025-01-01..2025-05-16", "2025-01-01..2025-05-16"},
    // any days: as many before
    {"2026-10-05", "2026-10-08", "2026-09-28..2026-10-01", "2025-10-05..2025-10-08"},
    {"2026-11-21", "2026-11-22", "2026-11-20..2026-11-21", "2025-11-21..2025-11-22"},
    {"2026-08-23", "2026-11-21", "2026-05-25..2026-08-23", "2025-08-23..2025-11-21"},
    {"2024-02-29", "2024-03-01", "2024-02-28..2024-02-29", "2023-02-28..2023-03-01"},
};

static Str range_text(Arena *a, DateRange r) {
    Buf out;
    buf_init(&out, 64);
    date_write(&out, r.first);
    buf_add(&out, S(".."));
    date_write(&out, r.end);
    Str text = str_dup(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void period_is(Arena *a, const PeriodCase *c, Compare compare, const char *want) {
    PlanTime time = {.is_set = true, .has_first = true, .has_end = true};
    DateRange before = {0};
    assert_true(date_parse_iso(str_from(c->first), &time.range.first));
    assert_true(date_parse_iso(str_from(c->end), &time.range.end));
    assert_true(plan_period_before(&time, compare, &before));
    assert_string_equal(range_text(a, before).ptr, want);
}

static void periods_before(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        period_is(a, &CASES[i], COMPARE_PREVIOUS, CASES[i].previous);
        period_is(a, &CASES[i], COMPARE_YEAR_BEFORE, CASES[i].year_before);
    }
}

static void open_periods_have_none(void **state) {
    (void)state;
    DateRange before;
    PlanTime time = {.is_set = true, .has_first = true, .range = {date_of(2026, 1, 1), 0}};
    assert_false(plan_period_before(&time, COMPARE_PREVIOUS, &before));
    time.has_end = true;
    time.range.end = date_of(2026, 2, 1);
    assert_true(plan_period_before(&time, COMPARE_PREVIOUS, &before));
    assert_false(plan_period_before(&time, COMPARE_NONE, &before));
    time.is_set = false;
    assert_false(plan_period_before(&time, COMPARE_PREVIOUS, &before));
}

static void periods_in_words(void **state) {
    (void)state;
    static const struct {
        const char *first, *end, *words;
    } WORDS[] = {
        {"2026-10-01", "2026-11-01", "October 2026"},
        {"2026-01-01", "2027-01-01", "2026"},
        {"2024-01-01", "2027-01-01", "2024 to 2026"},
        {"2026-07-01", "2026-10-01", "quarter 3 of 2026"},
        {"2026-02-01", "2026-06-01", "February to May 2026"},
        {"2025-11-01", "2026-02-01", "November 2025 to January 2026"},
        {"2026-11-21", "2026-11-22", "21 November 2026"},
        {"2026-10-05", "2026-10-08", "5 October 2026 to 7 October 2026"},
        {"2026-10-05", NULL, "since 5 October 2026"},
        {NULL, "2026-10-05", "until 4 October 2026"},
    };
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        PlanTime time = {.is_set = true};
        time.has_first = date_parse_iso(str_from(WORDS[i].first), &time.range.first);
        time.has_end = date_parse_iso(str_from(WORDS[i].end), &time.range.end);
        Str words = plan_words_range(&time, words_english(a));
        assert_string_equal(str_z(a, words), WORDS[i].words);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_before),
        cmocka_unit_test(open_periods_have_none),
        cmocka_unit_test(periods_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
