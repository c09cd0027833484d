#include "sys/rand.h"

#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

// After ours: cmocka has a macro named fail.
#include <cmocka.h>

static void ids_differ(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Map seen = {0};
    for (int i = 0; i < 2000; i++) {
        Str id = rand_id(a);
        assert_int_equal(id.len, 22);
        for (size_t k = 0; k < id.len; k++) {
            assert_non_null(strchr(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", id.ptr[k]));
        }
        assert_false(map_has(&seen, id));
        map_set(a, &seen, id, NULL);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(ids_differ)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
