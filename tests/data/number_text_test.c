#include "data/number_text.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/json.h"
#include "words/words_language.h"

#include <cmocka.h>

typedef struct Case {
    double value;
    const char *unit, *full, *brief;
} Case;

static const Case CASES[] = {
    {0, "", "0", "0"},
    {4182, "packs", "4,182 packs", "4,182 packs"},
    {1, "days", "1 day", "1 day"},
    {1, "gross", "1 gross", "1 gross"},
    {1234567, "INR", "₹12,34,567", "₹12.3 lakh"},
    {123456789, "INR", "₹12,34,56,789", "₹12.3 crore"},
    {1234.5, "INR", "₹1,234.50", "₹1,234.50"},
    {12345.67, "INR", "₹12,346", "₹12,346"},
    {999, "₹", "₹999", "₹999"},
    {-1234, "USD", "-$1,234", "-$1,234"},
    {1234567, "USD", "$1,234,567", "$1.2 M"},
    {1234.5, "JPY", "¥1,234", "¥1,234"},
    {250, "AED", "AED 250", "AED 250"},
    {250, "CHF", "250 CHF", "250 CHF"},
    {11.43, "%", "11.4 %", "11.4 %"},
    {11, "%", "11 %", "11 %"},
    {0.04, "%", "0.04 %", "0.04 %"},
    {1234567, "", "1,234,567", "1.2 M"},
    {12345.678, "kg", "12,346 kg", "12,346 kg"},
    {1234.56, "", "1,234.6", "1,234.6"},
    {3.14159, "", "3.14", "3.14"},
    {3.5, "", "3.5", "3.5"},
    {0.12345, "", "0.123", "0.123"},
    {0.0012345, "", "0.00123", "0.00123"},
    {999.999, "", "1,000", "1,000"},
    {-1e-14, "", "0", "0"},
    {NAN, "INR", "-", "-"},
    {INFINITY, "", "-", "-"},
    {1e18, "", "1.000e+18", ""},
};

static void texts(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const Case *c = &CASES[i];
        Str unit = str_from(c->unit);
        assert_string_equal(str_z(a, number_text(c->value, unit, words_english(a))), c->full);
        if (fabs(c->value) > 1e17) continue;
        assert_string_equal(str_z(a, number_text_short(c->value, unit, words_english(a))),
                            c->brief);
    }
    arena_free(a);
}

static void changes(void **state) {
    (void)state;
    static const struct {
        double now, before;
        const char *text;
    } cases[] = {
        {111, 100, "+11 %"},
        {97.5, 100, "-2.5 %"},
        {100, 100, "no change"},
        {100.01, 100, "almost no change"},
        {5, 0, ""},
        {5, -5, ""},
        {0, 100, "-100 %"},
        {500000, 100, "+499,900 %"},
        {NAN, 1, ""},
    };
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Str text = number_text_change(cases[i].now, cases[i].before, words_english(a));
        assert_string_equal(str_z(a, text), cases[i].text);
    }
    arena_free(a);
}

static void shares(void **state) {
    (void)state;
    static const struct {
        double share;
        const char *text;
    } cases[] = {{0.111, "11 %"}, {0.0437, "4.4 %"},        {0.0004, "less than 0.1 %"},
                 {1, "100 %"},    {0.9996, "almost 100 %"}, {0.996, "99.6 %"},
                 {0, "0 %"}};
    Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_string_equal(str_z(a, number_text_share(cases[i].share, words_english(a))),
                            cases[i].text);
    }
    arena_free(a);
}

// web/src/format/value.test.ts reads the same file: what is said and what is shown are written
// alike.
static Json *cases_read(void) {
    static char text[1 << 16];
    FILE *f = fopen(CASES_FILE, "rb");
    assert_non_null(f);
    size_t len = fread(text, 1, sizeof text, f);
    fclose(f);
    Json *cases = NULL;
    Err err = {0};
    if (!json_parse(str_of(text, len), &cases, &err)) fail_msg("%s", err.message);
    return cases;
}

static void numbers_are_written_as_in_the_browser(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(json_done) Json *cases = cases_read();
    assert_true(json_array_size(cases) > 20);
    for (size_t i = 0; i < json_array_size(cases); i++) {
        const Json *c = json_array_get(cases, i);
        Str unit = {0}, system = {0}, home = {0}, text = {0};
        double value = 0;
        Err err = {0};
        assert_true(json_get_str(c, "unit", true, &unit, &err));
        assert_true(json_get_str(c, "system", true, &system, &err));
        assert_true(json_get_str(c, "home", true, &home, &err));
        assert_true(json_get_str(c, "text", true, &text, &err));
        assert_true(json_get_float(c, "value", true, &value, &err));
        if (str_eq(system, S("western"))) system = S("international");
        const Language *at_home = words_language(str_eq(home, S("european")) ? S("de") : S("en"));
        WordsNumbers how = words_language_numbers(system);
        if (how == WORDS_NUMBERS_OWN && str_eq(home, S("indian"))) how = WORDS_NUMBERS_LAKH;
        Words w = words_for(a, words_language_with(at_home, how, a));
        if (!str_eq(number_text(value, unit, w), text)) {
            fail_msg("%g " STR_F ", " STR_F " at home " STR_F ": " STR_F, value, STR_A(unit),
                     STR_A(system), STR_A(home), STR_A(number_text(value, unit, w)));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(numbers_are_written_as_in_the_browser),
        cmocka_unit_test(changes),
        cmocka_unit_test(shares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
