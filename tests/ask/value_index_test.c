#include "ask/value_index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

enum { MANY = 200000, CHUNK = 2000 };

// A source of one column that has as many values as it is asked for.
typedef struct Counting {
    Source source;
    size_t values;
} Counting;

static bool counting_run(Source *s, Str sql, const RunLimits *limits, Sink sink,
                         bool *ret_truncated, Err *err) {
    (void)sql;
    (void)limits;
    Column column = {.name = S("v"), .type = TYPE_TEXT};
    static char text[CHUNK][24];
    static Str cells[CHUNK];
    *ret_truncated = false;
    if (!sink.columns(sink.ctx, &column, 1, err)) return false;
    for (size_t at = 0; at < ((Counting *)s)->values; at += CHUNK) {
        for (size_t i = 0; i < CHUNK; i++) {
            int len = snprintf(text[i], sizeof text[i], "Thing %zu", at + i);
            cells[i] = str_of(text[i], (size_t)len);
        }
        Vector vector = {.texts = cells};
        Chunk chunk = {.rows = CHUNK, .vectors = &vector};
        if (!sink.chunk(sink.ctx, &chunk, err)) return false;
    }
    return true;
}

static const SourceOps COUNTING = {.run = counting_run};

static const TopValue CITIES[] = {
    {STR("New York"), 3}, {STR("Paris"), 2}, {STR("York"), 1}, {STR("São Paulo"), 1}};
static const ValueMeaning MEANINGS[] = {{STR("SI"), STR("sales invoice")}};

static Model small_model(Arena *a) {
    ModelColumn *columns = arena_new(a, ModelColumn, 2);
    ModelTable *table = arena_new(a, ModelTable, 1);
    columns[0] = (ModelColumn){.name = S("city"), .type = TYPE_TEXT, .role = ROLE_PLACE};
    columns[0].profile =
        (Profile){.top = CITIES, .top_count = COUNT_OF(CITIES), .distinct = COUNT_OF(CITIES)};
    columns[1] = (ModelColumn){.name = S("kind"),
                               .type = TYPE_TEXT,
                               .role = ROLE_CATEGORY,
                               .meanings = MEANINGS,
                               .meaning_count = COUNT_OF(MEANINGS)};
    *table = (ModelTable){.name = S("t"), .columns = columns, .column_count = 2};
    return (Model){.tables = table, .table_count = 1};
}

static void values_words_and_spellings(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Model m = small_model(a);
    ValueIndex *v = value_index_new();
    ValueHit hit[4] = {0};
    Err err = {0};
    size_t distance = 0;
    assert_true(value_index_load(v, &m, NULL, NULL, &err));
    assert_int_equal(value_index_find(v, S("new york"), hit, 4), 1);
    assert_true(str_eq(hit[0].value, S("New York")) && hit[0].column == 0);
    assert_int_equal(value_index_find(v, S("york"), hit, 4), 1);
    assert_int_equal(value_index_find_word(v, S("york"), hit, 4), 1);
    assert_true(str_eq(hit[0].value, S("New York")));
    assert_int_equal(value_index_find(v, S("sale invoice"), hit, 4), 1);
    assert_true(str_eq(hit[0].value, S("SI")) && hit[0].column == 1);
    assert_int_equal(value_index_find(v, S("rome"), hit, 4), 0);
    assert_true(str_eq(value_index_nearest(v, S("pariss"), 2, &distance), S("paris")));
    assert_int_equal(distance, 1);
    assert_int_equal(value_index_nearest(v, S("zzzzzz"), 2, &distance).len, 0);
    value_index_free(v);
    arena_free(a);
}

static void many_values_are_found(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    ModelColumn column = {.name = S("v"), .type = TYPE_TEXT, .profile = {.distinct = MANY}};
    ModelTable table = {.name = S("t"), .columns = &column, .column_count = 1};
    Model m = {.tables = &table, .table_count = 1};
    Counting source = {.source = {.ops = &COUNTING}, .values = MANY};
    ValueIndex *v = value_index_new();
    ValueHit hit = {0};
    Err err = {0};
    assert_true(value_index_load(v, &m, &source.source, NULL, &err));
    for (size_t i = 0; i < MANY; i += 999) {
        Str key = str_fmt(a, "thing %zu", i);
        assert_int_equal(value_index_find(v, key, &hit, 1), 1);
        assert_true(str_eq(hit.value, str_fmt(a, "Thing %zu", i)));
    }
    assert_true(value_index_bytes(v) < (size_t)MANY * 200);
    value_index_free(v);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_words_and_spellings),
        cmocka_unit_test(many_values_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
