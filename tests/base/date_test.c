#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void parts_round_trip(void **state) {
    (void)state;
    for (Date d = date_of(1, 1, 1); d <= date_of(9999, 12, 31); d += 17) {
        DateParts p = date_parts(d);
        assert_true(date_valid(p.year, p.month, p.day));
        assert_int_equal(date_of(p.year, p.month, p.day), d);
    }
    assert_int_equal(date_of(1970, 1, 1), 0);
    assert_int_equal(date_weekday(date_of(2026, 11, 21)), 5);
    assert_int_equal(date_weekday(date_of(1969, 12, 28)), 6);
}

static void floor_and_add(void **state) {
    (void)state;
    Date d = date_of(2024, 8, 31);
    assert_int_equal(date_floor(d, DATE_WEEK), date_of(2024, 8, 26));
    assert_int_equal(date_floor(d, DATE_QUARTER), date_of(2024, 7, 1));
    assert_int_equal(date_add(d, -6, DATE_MONTH), date_of(2024, 2, 29));
    assert_int_equal(date_add(d, 1, DATE_QUARTER), date_of(2024, 11, 30));
    assert_int_equal(date_add(date_of(2024, 2, 29), 1, DATE_YEAR), date_of(2025, 2, 28));
}

static void iso_text(void **state) {
    (void)state;
    Date d = 0;
    assert_true(date_parse_iso(S("2026-02-28"), &d));
    assert_int_equal(d, date_of(2026, 2, 28));
    assert_false(date_parse_iso(S("2026-02-29"), &d));
    assert_false(date_parse_iso(S("+026-02-12"), &d));
    assert_false(date_parse_iso(S("2026-2-12"), &d));

    Buf b;
    buf_init(&b, 100);
    moment_write(&b, -1);
    assert_true(str_eq(buf_str(&b), S("1969-12-31T23:59:59.999999")));
    buf_done(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_round_trip),
        cmocka_unit_test(floor_and_add),
        cmocka_unit_test(iso_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
