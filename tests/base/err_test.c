#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "base/utf8.h"

// Its macro named fail would hide ours.
#include <cmocka.h>
#undef fail

static void carries_code_and_message(void **state) {
    (void)state;
    Err err = {0};
    assert_false(fail(&err, ERR_LIMIT, "row %d: '%s'", 4812, "N/A"));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_string_equal(err.message, "row 4812: 'N/A'");
    // A message may be wrapped by one made of itself.
    assert_false(fail(&err, ERR_INVALID, "bills.csv: %s", err.message));
    assert_string_equal(err.message, "bills.csv: row 4812: 'N/A'");
}

static void cuts_at_a_character(void **state) {
    (void)state;
    for (size_t lead = 500; lead < ERR_MESSAGE_MAX + 3; lead++) {
        char text[2 * ERR_MESSAGE_MAX];
        memset(text, 'x', sizeof text);
        memcpy(text + lead, "हि", sizeof "हि");
        Err err = {0};
        assert_false(fail(&err, ERR_INVALID, "%s", text));
        assert_true(strlen(err.message) < ERR_MESSAGE_MAX);
        assert_true(utf8_valid(str_from(err.message)));
    }
}

static void every_code_has_a_name(void **state) {
    (void)state;
    for (int code = ERR_NONE; code <= ERR_INTERNAL; code++) {
        assert_true(strlen(err_code_name((ErrCode)code)) > 0);
    }
    assert_string_equal(err_code_name(ERR_NOT_FOUND), "not-found");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(carries_code_and_message),
        cmocka_unit_test(cuts_at_a_character),
        cmocka_unit_test(every_code_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
