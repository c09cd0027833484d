#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void finds_what_was_set(void **state) {
    (void)state;
    enum { COUNT = 5000 };
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Map m = {0};
    static int values[COUNT];
    assert_null(map_get(&m, S("k0")));
    for (int i = 0; i < COUNT; i++) map_set(a, &m, str_fmt(a, "k%d", i), &values[i]);
    for (int i = 0; i < COUNT; i++) {
        assert_ptr_equal(map_get(&m, str_fmt(a, "k%d", i)), &values[i]);
        assert_ptr_equal(m.entries[i].value, &values[i]);  // in the order of insertion
    }
    assert_null(map_get(&m, S("k5000")));
}

static void setting_again_replaces(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Map m = {0};
    int one = 1;
    int two = 2;
    map_set(a, &m, S("x"), &one);
    map_set(a, &m, S(""), NULL);
    map_set(a, &m, S("x"), &two);
    assert_int_equal(m.count, 2);
    assert_ptr_equal(map_get(&m, S("x")), &two);
    assert_true(map_has(&m, S("")));  // a NULL value is still there
    assert_false(map_has(&m, S("X")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_was_set),
        cmocka_unit_test(setting_again_replaces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
