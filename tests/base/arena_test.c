#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// Counts down to the malloc that fails; negative: none does.
static int mallocs_left = -1;

void *__real_malloc(size_t bytes);
void *__wrap_malloc(size_t bytes);
void *__wrap_malloc(size_t bytes) {
    if (mallocs_left == 0) return NULL;
    if (mallocs_left > 0) mallocs_left--;
    return __real_malloc(bytes);
}

static void zeroed_aligned_apart(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    unsigned char *last = NULL;
    for (size_t bytes = 1; bytes < 20000; bytes += 37) {
        unsigned char *p = arena_alloc(a, bytes);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < bytes; i++) assert_int_equal(p[i], 0);
        memset(p, 0xAB, bytes);
        if (last) assert_int_equal(*last, 0xAB);
        last = p;
    }
    assert_true(arena_used(a) > 20000);
}

static void try_respects_the_maximum(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(1000);
    assert_non_null(arena_try(a, 600));
    assert_null(arena_try(a, 600));
    assert_null(arena_try(a, SIZE_MAX));
    assert_non_null(arena_alloc(a, 600));  // small needs of our own are not refused
    assert_null(arena_try(a, 1));
    arena_reset(a);
    assert_int_equal(arena_used(a), 0);
    assert_non_null(arena_try(a, 600));
}

static void reset_gives_zeroes_again(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    memset(arena_alloc(a, 3000), 0xFF, 3000);
    memset(arena_alloc(a, 30000), 0xFF, 30000);
    arena_reset(a);
    unsigned char *p = arena_alloc(a, 8000);
    for (size_t i = 0; i < 8000; i++) assert_int_equal(p[i], 0);
}

static void no_memory_is_told(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    assert_non_null(arena_try(a, 100));
    mallocs_left = 0;
    void *p = arena_try(a, 1 << 20);
    mallocs_left = -1;
    assert_null(p);
    assert_non_null(arena_try(a, 1 << 20));
}

static void freeing_nothing_is_fine(void **state) {
    (void)state;
    arena_free(NULL);
    Arena *a = NULL;
    arena_freep(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zeroed_aligned_apart),     cmocka_unit_test(try_respects_the_maximum),
        cmocka_unit_test(reset_gives_zeroes_again), cmocka_unit_test(no_memory_is_told),
        cmocka_unit_test(freeing_nothing_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
