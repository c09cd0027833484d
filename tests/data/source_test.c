#include "data/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "sample.h"

// Its macro named fail would hide ours.
#include <cmocka.h>
#undef fail

// A source whose every statement answers SAMPLE, from memory that is gone afterwards.
typedef struct Fake {
    Source base;
    int repeat;         // how often the chunks come
    bool fails_midway;  // with ERR_TIMEOUT after the first chunk
    const RunLimits *limits_seen;
} Fake;

// The first chunk again, in memory of its own that is overwritten after the call.
static bool chunk_send(const Chunk *chunk, Sink sink, Err *err) {
    static const size_t COLUMNS = 7;
    Vector *vectors = malloc(COLUMNS * sizeof *vectors);
    Str *texts = malloc(chunk->rows * sizeof *texts);
    char *bytes = strdup("a,\"b\"");
    memcpy(vectors, chunk->vectors, COLUMNS * sizeof *vectors);
    for (size_t r = 0; r < chunk->rows; r++) texts[r] = str_of(bytes, r == 0 ? 5 : 0);
    vectors[3].texts = texts;
    bool ok = sink.chunk(sink.ctx, &(Chunk){.rows = chunk->rows, .vectors = vectors}, err);
    memset(bytes, 'X', 5);
    free(bytes);
    free(texts);
    free(vectors);
    return ok;
}

static bool fake_run(Source *s, Str sql, const RunLimits *limits, Sink sink, bool *ret_truncated,
                     Err *err) {
    Fake *fake = (Fake *)s;
    (void)sql;
    fake->limits_seen = limits;
    if (!sink.columns(sink.ctx, SAMPLE.columns, SAMPLE.column_count, err)) return false;
    for (int i = 0; i < fake->repeat; i++) {
        if (!chunk_send(&SAMPLE.chunks[0], sink, err)) return false;
        if (fake->fails_midway) return fail(err, ERR_TIMEOUT, "too slow");
        if (!sink.chunk(sink.ctx, &(Chunk){0}, err)) return false;  // an empty one is fine
    }
    *ret_truncated = true;
    return true;
}

static bool fake_tables(Source *s, Arena *a, SourceTable **ret, size_t *ret_count, Err *err) {
    (void)s;
    (void)err;
    *ret = arena_new(a, SourceTable, 1);
    (*ret)[0] = (SourceTable){.name = S("sample"), .rows = 3};
    *ret_count = 1;
    return true;
}

static bool fake_describe(Source *s, Str table, Arena *a, SourceColumn **ret, size_t *ret_count,
                          Err *err) {
    (void)s;
    (void)a;
    (void)ret;
    (void)ret_count;
    return fail(err, ERR_NOT_FOUND, "no table " STR_F, STR_A(table));
}

static const SourceOps FAKE_OPS = {fake_tables, fake_describe, fake_run};

static void keeps_the_result(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Fake fake = {.base = {&FAKE_OPS}, .repeat = 3};
    Table *t = NULL;
    Err err = {0};
    assert_true(source_query(&fake.base, S("select"), NULL, a, &t, &err));
    assert_non_null(fake.limits_seen);  // never NULL for an implementation
    assert_int_equal(t->rows, 6);
    assert_int_equal(t->chunk_count, 3);
    assert_true(t->truncated);
    for (size_t r = 0; r < t->rows; r++) {
        assert_true(str_eq(table_text(t, r, 3, a), r % 2 == 0 ? S("a,\"b\"") : S("")));
        assert_int_equal(table_value(t, r, 1).is_null, r % 2 == 1);
    }
    assert_true(str_eq(t->columns[2].label, S("Price")));
    assert_true(t->columns[2].name.ptr != SAMPLE.columns[2].name.ptr);
}

static void failures_pass_through(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Fake fake = {.base = {&FAKE_OPS}, .repeat = 3, .fails_midway = true};
    Table *t = NULL;
    Err err = {0};
    assert_false(source_query(&fake.base, S("select"), NULL, a, &t, &err));
    assert_int_equal(err.code, ERR_TIMEOUT);
    assert_null(t);

    SourceTable *tables = NULL;
    SourceColumn *columns = NULL;
    size_t count = 0;
    assert_true(source_tables(&fake.base, a, &tables, &count, &err) && count == 1);
    assert_false(source_describe(&fake.base, S("x"), a, &columns, &count, &err));
    assert_string_equal(err.message, "no table x");
}

// Whatever the arena's maximum, the result is whole or the failure is ERR_LIMIT.
static void a_full_arena_is_a_limit(void **state) {
    (void)state;
    int failures = 0;
    for (size_t max = 1; max < 20000; max += 97) {
        CLEANUP(arena_freep) Arena *a = arena_create(max);
        Fake fake = {.base = {&FAKE_OPS}, .repeat = 10};
        Table *t = NULL;
        Err err = {0};
        if (source_query(&fake.base, S("select"), NULL, a, &t, &err)) {
            assert_int_equal(t->rows, 20);
            continue;
        }
        assert_int_equal(err.code, ERR_LIMIT);
        assert_null(t);
        failures++;
    }
    assert_in_range(failures, 10, 200);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_result),
        cmocka_unit_test(failures_pass_through),
        cmocka_unit_test(a_full_arena_is_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
