#include "app/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#undef fail

enum { ARGS_MAX = 8 };

typedef struct Read {
    bool json;
    const char *data;
    Date today;
    int64_t count;
} Read;

static bool read_args(char *const *args, Read *r, char **positional, int *ret_count, Err *err) {
    int argc = 0;
    while (args[argc]) {
        positional[argc] = args[argc];
        argc++;
    }
    const Option options[] = {
        {"--json", OPTION_FLAG, &r->json},
        {"--data", OPTION_TEXT, &r->data},
        {"--today", OPTION_DATE, &r->today},
        {"--count", OPTION_INT, &r->count},
    };
    return options_read(argc, positional, options, COUNT_OF(options), ret_count, err);
}

static void reads(void **state) {
    (void)state;
    char *args[ARGS_MAX] = {"a.csv",   "--json",     "--data=x=y", "b.csv",
                            "--today", "2026-11-21", "--",         NULL};
    char *rest[ARGS_MAX];
    Read r = {.count = 7};
    Err err = {0};
    int count = 0;
    assert_true(read_args(args, &r, rest, &count, &err));
    assert_true(r.json);
    assert_string_equal(r.data, "x=y");
    assert_int_equal(r.today, date_of(2026, 11, 21));
    assert_int_equal(r.count, 7);
    assert_int_equal(count, 2);
    assert_string_equal(rest[0], "a.csv");
    assert_string_equal(rest[1], "b.csv");
}

static void after_two_dashes_all_is_positional(void **state) {
    (void)state;
    char *args[ARGS_MAX] = {"--", "--json", NULL};
    char *rest[ARGS_MAX];
    Read r = {0};
    Err err = {0};
    int count = 0;
    assert_true(read_args(args, &r, rest, &count, &err));
    assert_false(r.json);
    assert_int_equal(count, 1);
    assert_string_equal(rest[0], "--json");
}

static void refuses(void **state) {
    (void)state;
    static const struct {
        char *args[ARGS_MAX];
        const char *message;
    } CASES[] = {
        {{"--nothing", NULL}, "unknown option --nothing"},
        {{"--data", NULL}, "--data needs a value"},
        {{"--json=yes", NULL}, "--json takes no value"},
        {{"--today", "21.11.2026", NULL}, "--today: '21.11.2026' is not a date like 2026-11-21"},
        {{"--count=many", NULL}, "--count: 'many' is not a whole number"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char *rest[ARGS_MAX];
        Read r = {0};
        Err err = {0};
        int count = 0;
        assert_false(read_args(CASES[i].args, &r, rest, &count, &err));
        assert_string_equal(err.message, CASES[i].message);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads),
        cmocka_unit_test(after_two_dashes_all_is_positional),
        cmocka_unit_test(refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
