#include "connect/numtext.h"

#include "case.h"

static void reads_numbers_as_people_write_them(void **state) {
    (void)state;
    static const struct {
        const char *text;
        NumStyle style;
        double value;
        Unit unit;
    } CASES[] = {
        {"12", NUM_DOT, 12, UNIT_NONE},
        {"-7.25", NUM_DOT, -7.25, UNIT_NONE},
        {"1,23,456.78", NUM_DOT, 123456.78, UNIT_NONE},
        {"1,234,567", NUM_DOT, 1234567, UNIT_NONE},
        {"₹ 1,23,456.78", NUM_DOT, 123456.78, UNIT_INR},
        {"Rs. 2,000", NUM_DOT, 2000, UNIT_INR},
        {"Rs 2,000/-", NUM_DOT, 2000, UNIT_INR},
        {"-₹500", NUM_DOT, -500, UNIT_INR},
        {"₹-500", NUM_DOT, -500, UNIT_INR},
        {"$1,234.50", NUM_DOT, 1234.5, UNIT_USD},
        {"($1,234.50)", NUM_DOT, -1234.5, UNIT_USD},
        {"(1,234.50)", NUM_DOT, -1234.5, UNIT_NONE},
        {"1.234,56 €", NUM_COMMA, 1234.56, UNIT_EUR},
        {"€1.234.567", NUM_COMMA, 1234567, UNIT_EUR},
        {"12,5", NUM_COMMA, 12.5, UNIT_NONE},
        {"1 234 567,8", NUM_COMMA, 1234567.8, UNIT_NONE},
        {"1'234.50", NUM_DOT, 1234.5, UNIT_NONE},
        {"5%", NUM_DOT, 5, UNIT_PERCENT},
        {"2.5 %", NUM_DOT, 2.5, UNIT_PERCENT},
        {"500-", NUM_DOT, -500, UNIT_NONE},
        {"500.00 CR", NUM_DOT, 500, UNIT_NONE},
        {"500.00 Dr", NUM_DOT, -500, UNIT_NONE},
        {"\xC2\xA0"
         "1,200\xC2\xA0",
         NUM_DOT, 1200, UNIT_NONE},
        {"\xE2\x88\x92"
         "3",
         NUM_DOT, -3, UNIT_NONE},
        {".5", NUM_DOT, 0.5, UNIT_NONE},
        {"1e3", NUM_DOT, 1000, UNIT_NONE},
        {"1.2E+05", NUM_DOT, 120000, UNIT_NONE},
        {"0.1", NUM_DOT, 0.1, UNIT_NONE},
        {"123456789012345678.5", NUM_DOT, 123456789012345678.5, UNIT_NONE},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        NumText n;
        if (!numtext_scan(str_from(CASES[i].text), &n) || !n.fits[CASES[i].style]) {
            fail_msg("'%s' is not read", CASES[i].text);
        }
        double value = numtext_float(&n, CASES[i].style);
        if (value != CASES[i].value) fail_msg("'%s' is read as %.17g", CASES[i].text, value);
        assert_int_equal(n.unit, CASES[i].unit);
    }
}

static void refuses_what_is_no_number(void **state) {
    (void)state;
    static const char *const CASES[] = {
        "",     "-",      "abc",   "1,2,3", "12,34",   "1.2.3.4", "12-03-2026", "1,234,56,789",
        "$ €5", "5 kg",   "(5",    "--5",   "CA-2017", "1/2",     "0,123,456x", "Rs.",
        "%",    "1,,234", "1 2 3", ",5,",   "nan",     "inf",     "0x1F",       "1_000",
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        NumText n;
        bool dot = numtext_scan(str_from(CASES[i]), &n) && n.fits[NUM_DOT];
        if (dot) fail_msg("'%s' is read as a number", CASES[i]);
    }
}

static void says_what_could_be_two_things(void **state) {
    (void)state;
    NumText n;
    assert_true(numtext_scan(S("1,234"), &n));
    assert_true(n.fits[NUM_DOT] && n.fits[NUM_COMMA]);
    assert_true(numtext_float(&n, NUM_DOT) == 1234 && numtext_float(&n, NUM_COMMA) == 1.234);
    assert_true(numtext_scan(S("1.234"), &n));
    assert_true(n.fits[NUM_DOT] && n.fits[NUM_COMMA]);
    assert_true(numtext_scan(S("0.234"), &n));
    assert_true(n.fits[NUM_DOT] && !n.fits[NUM_COMMA]);
    assert_true(numtext_scan(S("007"), &n) && n.leading_zero);
    assert_true(numtext_scan(S("1,23,456"), &n) && n.indian);
}

static void takes_integers_to_18_digits(void **state) {
    (void)state;
    NumText n;
    int64_t value = 0;
    assert_true(numtext_scan(S("-123456789012345678"), &n) && numtext_int(&n, NUM_DOT, &value));
    assert_true(value == -123456789012345678);
    assert_true(numtext_scan(S("1234567890123456789"), &n) && !numtext_int(&n, NUM_DOT, &value));
    assert_true(numtext_scan(S("1.5"), &n) && !numtext_int(&n, NUM_DOT, &value));
}

static void finds_the_unit_in_a_header(void **state) {
    (void)state;
    assert_int_equal(unit_in_header(S("Amount (₹)")), UNIT_INR);
    assert_int_equal(unit_in_header(S("Price in Rs")), UNIT_INR);
    assert_int_equal(unit_in_header(S("Discount %")), UNIT_PERCENT);
    assert_int_equal(unit_in_header(S("Total USD")), UNIT_USD);
    assert_int_equal(unit_in_header(S("Hours")), UNIT_NONE);
    assert_int_equal(unit_in_header(S("Europe")), UNIT_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_numbers_as_people_write_them),
        cmocka_unit_test(refuses_what_is_no_number),
        cmocka_unit_test(says_what_could_be_two_things),
        cmocka_unit_test(takes_integers_to_18_digits),
        cmocka_unit_test(finds_the_unit_in_a_header),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
