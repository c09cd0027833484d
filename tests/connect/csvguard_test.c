#include "connect/csvguard.h"

#include "case.h"

// The suspicious line behind `rows` clean ones, so that it falls on every position of a lane.
static bool guard(const char *line, size_t pad) {
    static char text[8192];
    Dialect d = {',', '"', 0};
    memset(text, 'a', pad);
    text[pad] = 0;
    strcat(text, ",1,2\n");
    for (int i = 0; i < 20; i++) strcat(text, "Rice,10,20\n");
    strcat(text, line);
    strcat(text, "\nDal,5,6\n");
    return csvguard_text(str_from(text), &d, 3);
}

static void finds_what_is_no_row(void **state) {
    (void)state;
    static const struct {
        const char *line;
        bool clean;
    } CASES[] = {
        {"Oil,1,2", true},
        {"Total,1,2", false},
        {"GRAND TOTAL,,5", false},
        {"Total Cereal,x,y", true},
        {"कुल,1,2", false},
        {"", false},
        {",,", false},
        {",1,2", true},
        {"a\tb,1,2", false},
        {"a\xC2\xA0,1,2", false},
        {"totally,x,y", true},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        for (size_t pad = 0; pad < 40; pad++) {
            if (guard(CASES[i].line, pad) != CASES[i].clean) {
                fail_msg("'%s' behind %zu", CASES[i].line, pad);
            }
        }
    }
}

static void a_whole_file_is_looked_through(void **state) {
    (void)state;
    Dialect d = {',', '"', 0};
    size_t len = (3 << 20) + 17, at = 0;
    char *text = malloc(len + 64);
    while (at < len) at += (size_t)sprintf(text + at, "Rice,%zu,20\n", at);
    bool clean;
    Err err;
    const char *path = case_file(str_of(text, at));
    assert_true(csvguard_file(path, &d, 3, &clean, &err) && clean);
    unlink(path);
    at += (size_t)sprintf(text + at, "Total,5,5\n");
    path = case_file(str_of(text, at));
    assert_true(csvguard_file(path, &d, 3, &clean, &err) && !clean);
    unlink(path);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_is_no_row),
        cmocka_unit_test(a_whole_file_is_looked_through),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
