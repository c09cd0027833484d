#include "connect/zipentry.h"

#include "case.h"

static void names_stay_inside(void **state) {
    (void)state;
    static const struct {
        const char *name;
        bool safe;
    } CASES[] = {
        {"a.csv", true},      {"data/a.csv", true}, {"a..b/c", true}, {"../a", false},
        {"x/../../a", false}, {"/etc/x", false},    {"C:\\x", false}, {"a\\..\\b", false},
        {"", false},          {"..", false},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        if (zipentry_name_safe(str_from(CASES[i].name)) != CASES[i].safe) {
            fail_msg("'%s'", CASES[i].name);
        }
    }
}

static void what_is_no_archive_is_an_error(void **state) {
    (void)state;
    zip_t *archive;
    Err err = {0};
    const char *path = case_file(S("PK\x03\x04 cut short"));
    assert_false(zipentry_archive(path, &archive, &err));
    assert_int_equal(err.code, ERR_INVALID);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_stay_inside),
        cmocka_unit_test(what_is_no_archive_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
