#include "net/http_date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void writes(void **state) {
    (void)state;
    static const struct {
        int64_t second;
        const char *text;
    } CASES[] = {
        {784111777, "Sun, 06 Nov 1994 08:49:37 GMT"},  // the example of RFC 9110
        {0, "Thu, 01 Jan 1970 00:00:00 GMT"},
        {-1, "Wed, 31 Dec 1969 23:59:59 GMT"},
        {951782399, "Mon, 28 Feb 2000 23:59:59 GMT"},
        {951782400, "Tue, 29 Feb 2000 00:00:00 GMT"},
        {253402300799, "Fri, 31 Dec 9999 23:59:59 GMT"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char out[HTTP_DATE_LEN + 1] = {0};
        http_date_write(out, CASES[i].second * MOMENT_SECOND);
        assert_string_equal(out, CASES[i].text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(writes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
