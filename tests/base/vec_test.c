#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void grows_and_keeps(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    VEC(int64_t) numbers = {0};
    for (int64_t i = 0; i < 1000; i++) {
        int64_t *slot = vec_push(a, &numbers);
        assert_int_equal(*slot, 0);
        *slot = i * i;
    }
    assert_int_equal(numbers.count, 1000);
    for (int64_t i = 0; i < 1000; i++) assert_int_equal(numbers.items[i], i * i);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(grows_and_keeps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
