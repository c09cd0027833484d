// query_cache: copies in and out, and never more bytes than it was given.
#include "query/query_cache.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { ROWS = 100, CACHE_BYTES = 256 * 1024 };

static Table *table_make(Arena *a, int64_t seed) {
    Table *t = arena_new(a, Table, 1);
    Column *columns = arena_new(a, Column, 2);
    Vector *vectors = arena_new(a, Vector, 2);
    Chunk *chunks = arena_new(a, Chunk, 1);
    int64_t *ints = arena_new(a, int64_t, ROWS);
    Str *texts = arena_new(a, Str, ROWS);
    uint64_t *valid = arena_new(a, uint64_t, 2);
    for (int r = 0; r < ROWS; r++) {
        ints[r] = seed + r;
        texts[r] = str_fmt(a, "row %lld", (long long)seed + r);
        if (r % 3) valid[r / 64] |= UINT64_C(1) << (r % 64);
    }
    columns[0] = (Column){.name = S("n"), .type = TYPE_INT};
    columns[1] = (Column){.name = S("t"), .type = TYPE_TEXT};
    vectors[0].ints = ints;
    vectors[1].texts = texts;
    vectors[1].valid = valid;
    chunks[0] = (Chunk){ROWS, vectors};
    *t = (Table){columns, 2, chunks, 1, ROWS, false};
    return t;
}

static void what_goes_in_comes_out(void **state) {
    (void)state;
    QueryCache *c = query_cache_new(CACHE_BYTES);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Arena *made = arena_create(0);
    query_cache_put(c, S("key"), table_make(made, 7));
    arena_free(made);  // the cache has its own
    const Table *t = query_cache_get(c, S("key"), a);
    assert_non_null(t);
    assert_int_equal(t->rows, ROWS);
    for (size_t r = 0; r < ROWS; r++) {
        Value n = table_value(t, r, 0), text = table_value(t, r, 1);
        assert_int_equal(n.i, 7 + (int64_t)r);
        assert_int_equal(text.is_null, r % 3 == 0);
        if (!text.is_null) assert_true(str_eq(text.s, str_fmt(a, "row %zu", 7 + r)));
    }
    assert_null(query_cache_get(c, S("kez"), a));
    query_cache_free(c);
}

static void the_least_used_goes_first(void **state) {
    (void)state;
    QueryCache *c = query_cache_new(CACHE_BYTES);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    query_cache_put(c, S("kept"), table_make(a, 1));
    query_cache_put(c, S("gone"), table_make(a, 2));
    for (int i = 0; i < 200; i++) {
        query_cache_put(c, str_fmt(a, "key %d", i), table_make(a, i));
        assert_non_null(query_cache_get(c, S("kept"), a));
        assert_true(query_cache_bytes(c) <= CACHE_BYTES);
    }
    assert_null(query_cache_get(c, S("gone"), a));
    assert_non_null(query_cache_get(c, S("key 199"), a));
    assert_null(query_cache_get(c, S("key 0"), a));
    query_cache_free(c);
}

static void what_is_too_large_stays_out(void **state) {
    (void)state;
    QueryCache *c = query_cache_new(1024);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    query_cache_put(c, S("key"), table_make(a, 1));
    assert_null(query_cache_get(c, S("key"), a));
    assert_int_equal(query_cache_bytes(c), 0);
    query_cache_free(c);
}

// The same key again is the newer table.
static void a_key_is_there_once(void **state) {
    (void)state;
    QueryCache *c = query_cache_new(CACHE_BYTES);
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    query_cache_put(c, S("key"), table_make(a, 1));
    size_t once = query_cache_bytes(c);
    query_cache_put(c, S("key"), table_make(a, 2));
    assert_int_equal(query_cache_bytes(c), once);
    assert_int_equal(table_value(query_cache_get(c, S("key"), a), 0, 0).i, 2);
    query_cache_free(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_in_comes_out),
        cmocka_unit_test(the_least_used_goes_first),
        cmocka_unit_test(what_is_too_large_stays_out),
        cmocka_unit_test(a_key_is_there_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
