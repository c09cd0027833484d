#include "connect/datetext.h"

#include "case.h"

static Date today(void) { return date_of(2026, 11, 21); }

static void reads_days_in_any_common_order(void **state) {
    (void)state;
    static const struct {
        const char *text;
        DateOrder order;
        const char *iso;
    } CASES[] = {
        {"2026-03-12", ORDER_YMD, "2026-03-12"},
        {"2026/3/2", ORDER_YMD, "2026-03-02"},
        {"2026.03.12", ORDER_YMD, "2026-03-12"},
        {"12-03-2026", ORDER_DMY, "2026-03-12"},
        {"12-03-2026", ORDER_MDY, "2026-12-03"},
        {"03/12/2026", ORDER_MDY, "2026-03-12"},
        {"12/30/17", ORDER_MDY, "2017-12-30"},
        {"1/2/16", ORDER_MDY, "2016-01-02"},
        {"31.12.99", ORDER_DMY, "1999-12-31"},
        {"5 Mar 2026", ORDER_DMY, "2026-03-05"},
        {"05-Mar-26", ORDER_DMY, "2026-03-05"},
        {"March 5, 2026", ORDER_MDY, "2026-03-05"},
        {"5th March 2026", ORDER_DMY, "2026-03-05"},
        {"Thu, 5 Mar 2026", ORDER_DMY, "2026-03-05"},
        {"2026-Mar-05", ORDER_YMD, "2026-03-05"},
        {"Mar-26", ORDER_MONTH, "2026-03-01"},
        {"March 2026", ORDER_MONTH, "2026-03-01"},
        {"03/2026", ORDER_MONTH, "2026-03-01"},
        {"2026-03", ORDER_MONTH, "2026-03-01"},
        {"20260312", ORDER_COMPACT, "2026-03-12"},
        {"26-03-12", ORDER_YMD2, "2026-03-12"},
        {"29/02/2024", ORDER_DMY, "2024-02-29"},
        {"2026-03-12T08:05:00Z", ORDER_YMD, "2026-03-12"},
        {"Sept 5, 2026", ORDER_MDY, "2026-09-05"},
    };
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        DateText d;
        bool ok = datetext_scan(str_from(CASES[i].text), &d) && d.orders >> CASES[i].order & 1;
        if (!ok) fail_msg("'%s' is not read", CASES[i].text);
        Str iso = date_str(a, datetext_day(&d, CASES[i].order, today()));
        if (!str_eq(iso, str_from(CASES[i].iso))) {
            fail_msg("'%s' is read as " STR_F, CASES[i].text, STR_A(iso));
        }
    }
    arena_free(a);
}

static void refuses_what_is_no_day(void **state) {
    (void)state;
    static const char *const CASES[] = {
        "30/02/2026", "13/13/2026", "2026-13-01", "022-2345-6789",
        "1.2.3.4",    "12.5",       "2026.03",    "Marble 5",
        "May",        "5 Mar",      "20261301",   "12345678",
        "1-2-3",      "12/",        "10:30",      "2026-03-12T25:00",
        "31/04/2026", "0/1/2026",
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        DateText d;
        if (datetext_scan(str_from(CASES[i]), &d)) fail_msg("'%s' is read as a date", CASES[i]);
    }
}

static void tells_which_orders_are_possible(void **state) {
    (void)state;
    DateText d;
    assert_true(datetext_scan(S("03/12/2026"), &d));
    assert_int_equal(d.orders, 1 << ORDER_DMY | 1 << ORDER_MDY);
    assert_true(datetext_scan(S("13/12/2026"), &d));
    assert_int_equal(d.orders, 1 << ORDER_DMY);
    assert_true(datetext_scan(S("12/13/2026"), &d));
    assert_int_equal(d.orders, 1 << ORDER_MDY);
}

static void reads_times_of_day(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t us;
        int zone;
    } CASES[] = {
        {"2026-03-12T08:05:00", 29100 * MOMENT_SECOND, 0},
        {"2026-03-12 08:05:00.25Z", 29100 * MOMENT_SECOND + 250000, 0},
        {"12/03/2026 2:05 PM", 50700 * MOMENT_SECOND, 0},
        {"12/03/2026 12:05 am", 300 * MOMENT_SECOND, 0},
        {"2026-03-12T08:05:00+05:30", 29100 * MOMENT_SECOND, 330},
        {"2026-03-12 08:05:00 -0800", 29100 * MOMENT_SECOND, -480},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        DateText d;
        if (!datetext_scan(str_from(CASES[i].text), &d)) fail_msg("'%s'", CASES[i].text);
        assert_true(d.has_time && d.time_us == CASES[i].us);
        assert_int_equal(d.zone_minutes, CASES[i].zone);
    }
    int64_t us;
    assert_true(datetext_time(S("14:35"), &us) && us == 52500 * MOMENT_SECOND);
    assert_true(datetext_time(S("2:35 pm"), &us) && us == 52500 * MOMENT_SECOND);
    assert_false(datetext_time(S("24:00"), &us));
}

static void two_digit_years_end_ten_years_from_now(void **state) {
    (void)state;
    DateText d;
    assert_true(datetext_scan(S("01/01/36"), &d));
    assert_int_equal(date_parts(datetext_day(&d, ORDER_DMY, today())).year, 2036);
    assert_true(datetext_scan(S("01/01/37"), &d));
    assert_int_equal(date_parts(datetext_day(&d, ORDER_DMY, today())).year, 1937);
}

static void gives_the_engines_pattern(void **state) {
    (void)state;
    DateText d;
    Arena *a = arena_create(0);
    assert_true(datetext_scan(S("12-03-2026"), &d));
    assert_str(datetext_pattern(&d.layout, ORDER_DMY, a), "%d-%m-%Y");
    assert_true(datetext_scan(S("12/30/2026 2:05 PM"), &d));
    assert_str(datetext_pattern(&d.layout, ORDER_MDY, a), "%m/%d/%Y %I:%M %p");
    assert_true(datetext_scan(S("5th March 2026"), &d));
    assert_str(datetext_pattern(&d.layout, ORDER_DMY, a), "");
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_days_in_any_common_order),
        cmocka_unit_test(refuses_what_is_no_day),
        cmocka_unit_test(tells_which_orders_are_possible),
        cmocka_unit_test(reads_times_of_day),
        cmocka_unit_test(two_digit_years_end_ten_years_from_now),
        cmocka_unit_test(gives_the_engines_pattern),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
