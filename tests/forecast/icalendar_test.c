#include "forecast/icalendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#undef fail

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\nUID:1\r\n" lines "END:VEVENT\r\n"
#define TAIL "END:VCALENDAR\r\n"

static IcalendarDays days_of(const char *text, Arena *a) {
    DateRange within = {date_of(2024, 1, 1), date_of(2027, 1, 1)};
    IcalendarDays days;
    Err err = {0};
    assert_true(icalendar_read(str_from(text), within, a, &days, &err));
    return days;
}

static void test_events(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t count;
        int year, month, day;  // of the first
    } CASES[] = {
        {EVENT("SUMMARY:Fair\r\nDTSTART;VALUE=DATE:20250310\r\nDTEND;VALUE=DATE:20250313\r\n"), 3,
         2025, 3, 10},
        {EVENT("SUMMARY:Sale\r\nDTSTART:20250310T220000Z\r\nDTEND:20250311T020000Z\r\n"), 2, 2025,
         3, 10},
        {EVENT("SUMMARY:Day\r\nDTSTART;VALUE=DATE:20260101\r\n"), 1, 2026, 1, 1},
        {EVENT("SUMMARY:Past\r\nDTSTART;VALUE=DATE:20200101\r\n"), 0, 0, 0, 0},
        {EVENT("SUMMARY:Jubilee\r\nDTSTART;VALUE=DATE:20150704\r\nRRULE:FREQ=YEARLY\r\n"), 3, 2024,
         7, 4},
        {EVENT("SUMMARY:Market\r\nDTSTART;VALUE=DATE:20240105\r\nRRULE:FREQ=WEEKLY;COUNT=5\r\n"
               "EXDATE;VALUE=DATE:20240105\r\n"),
         4, 2024, 1, 12},
        {EVENT("SUMMARY:Backwards\r\nDTSTART;VALUE=DATE:20250310\r\nDTEND;VALUE=DATE:20250301\r\n"),
         1, 2025, 3, 10},
    };
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str text = str_fmt(a, HEAD "%s" TAIL, CASES[i].text);
        IcalendarDays days = days_of(str_z(a, text), a);
        assert_int_equal(days.count, CASES[i].count);
        if (days.count == 0) continue;
        assert_int_equal(days.items[0].date, date_of(CASES[i].year, CASES[i].month, CASES[i].day));
    }
    IcalendarDays days =
        days_of(HEAD EVENT("DTSTART;VALUE=DATE:20250310\r\n") EVENT("SUMMARY:Never\r\n") TAIL, a);
    assert_int_equal(days.count, 0);
    assert_int_equal(days.skipped, 2);
    arena_free(a);
}

// From the file to the lift: the fair of each March is an event of the weekly series.
static void test_becomes_an_event(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    IcalendarDays days = days_of(
        HEAD EVENT("SUMMARY:Fair\r\nDTSTART;VALUE=DATE:20240312\r\nRRULE:FREQ=YEARLY\r\n") TAIL, a);
    ForecastClock clock = {.last = date_of(2026, 1, 5), .dated = true, .unit = DATE_WEEK};
    ForecastRequest r = {.count = 106, .season = 52, .horizon = 20};
    size_t count = 0;
    const DriverEvent *events = occasions_make(days.items, days.count, &clock, &r, a, &count);
    assert_int_equal(count, 1);
    assert_int_equal(events[0].at_count, 3);
    assert_true(events[0].at[2] == 105 + 9);
    arena_free(a);
}

static void test_wrong_files(void **state) {
    (void)state;
    static const char *const WRONG[] = {"", "id,day\n1,2\n", "BEGIN:VEVENT\r\nEND:VEVENT\r\n"};
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        IcalendarDays days;
        Err err = {0};
        assert_false(icalendar_read(str_from(WRONG[i]), (DateRange){0, 30000}, a, &days, &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
    IcalendarDays days;
    Err err = {0};
    Str daily =
        S(HEAD EVENT("SUMMARY:All\r\nDTSTART;VALUE=DATE:19700101\r\nDTEND;VALUE=DATE:19700320\r\n"
                     "RRULE:FREQ=DAILY\r\n") TAIL);
    assert_false(icalendar_read(daily, (DateRange){0, 30000}, a, &days, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_becomes_an_event),
        cmocka_unit_test(test_wrong_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
