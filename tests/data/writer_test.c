#include "data/writer.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "base/json.h"
#include "sample.h"

// After ours: cmocka has a macro named fail.
#include <cmocka.h>

enum { OUT_MAX = 1 << 16 };

static void assert_text(const Buf *b, const char *wanted) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    assert_string_equal(str_z(a, buf_str(b)), wanted);
}

#define ROW_0 "[true,-3,1.5,\"a,\\\"b\\\"\",\"2026-11-21\",\"08:05:00\",\"2026-11-21 08:05:00\"]"
#define ROW_1 "[null,null,null,null,null,null,null]"
#define ROW_2 "[false,7,0.1,\"\",\"1969-12-31\",\"00:00:01\",\"1970-01-01 00:00:00.500000\"]"

static void rows_and_slices(void **state) {
    (void)state;
    static const struct {
        size_t first, count;
        const char *json;
    } CASES[] = {
        {0, 3, "[" ROW_0 "," ROW_1 "," ROW_2 "]"},
        {1, 1, "[" ROW_1 "]"},
        {1, 2, "[" ROW_1 "," ROW_2 "]"},
        {2, SIZE_MAX, "[" ROW_2 "]"},
        {3, 1, "[]"},
        {9, 9, "[]"},
        {0, 0, "[]"},
    };
    CLEANUP(buf_done) Buf b;
    buf_init(&b, OUT_MAX);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        buf_clear(&b);
        JsonW w = jsonw_to(&b);
        writer_rows(&w, &SAMPLE, CASES[i].first, CASES[i].count);
        assert_text(&b, CASES[i].json);
    }
}

static void columns_say_what_they_mean(void **state) {
    (void)state;
    CLEANUP(buf_done) Buf b;
    buf_init(&b, OUT_MAX);
    JsonW w = jsonw_to(&b);
    writer_columns(&w, SAMPLE.columns + 2, 3);
    assert_text(&b,
                "[{\"name\":\"f\",\"label\":\"Price\",\"type\":\"float\",\"role\":\"unknown\","
                "\"unit\":\"INR\"},"
                "{\"name\":\"t\",\"label\":\"t\",\"type\":\"text\",\"role\":\"unknown\","
                "\"unit\":\"\"},"
                "{\"name\":\"d\",\"label\":\"d\",\"type\":\"date\",\"role\":\"time\",\"unit\":\"\","
                "\"grain\":\"day\"}]");
}

static void lines(void **state) {
    (void)state;
    static const char *const WANTED[] = {
        [WRITER_JSON_ROWS] = ROW_0 "\n" ROW_1 "\n" ROW_2 "\n",
        [WRITER_NDJSON] =
            "{\"b\":true,\"i\":-3,\"f\":1.5,\"t\":\"a,\\\"b\\\"\",\"d\":\"2026-11-21\","
            "\"at\":\"08:05:00\",\"m,x\":\"2026-11-21 08:05:00\"}\n"
            "{\"b\":null,\"i\":null,\"f\":null,\"t\":null,\"d\":null,\"at\":null,\"m,x\":null}\n"
            "{\"b\":false,\"i\":7,\"f\":0.1,\"t\":\"\",\"d\":\"1969-12-31\",\"at\":\"00:00:01\","
            "\"m,x\":\"1970-01-01 00:00:00.500000\"}\n",
        [WRITER_CSV] =
            "b,i,f,t,d,at,\"m,x\"\r\n"
            "true,-3,1.5,\"a,\"\"b\"\"\",2026-11-21,08:05:00,2026-11-21 08:05:00\r\n"
            ",,,,,,\r\n"
            "false,7,0.1,\"\",1969-12-31,00:00:01,1970-01-01 00:00:00.500000\r\n",
    };
    CLEANUP(buf_done) Buf b;
    buf_init(&b, OUT_MAX);
    for (size_t format = 0; format < COUNT_OF(WANTED); format++) {
        buf_clear(&b);
        for (size_t c = 0; c < SAMPLE.chunk_count; c++) {
            writer_chunk(&b, (WriterFormat)format, SAMPLE.columns, SAMPLE.column_count,
                         &SAMPLE.chunks[c], c == 0);
        }
        assert_text(&b, WANTED[format]);
    }
}

// What is not a number and what is not UTF-8 still gives valid output.
static void odd_values(void **state) {
    (void)state;
    const Column columns[] = {{.name = S("f"), .type = TYPE_FLOAT},
                              {.name = S("t"), .type = TYPE_TEXT}};
    const double floats[] = {(double)NAN, (double)INFINITY};
    const Str texts[] = {S("\xFF"), S("line\r\n\"two\" ")};
    const Vector vectors[] = {{.floats = floats}, {.texts = texts}};
    const Chunk chunk = {.rows = 2, .vectors = vectors};
    CLEANUP(buf_done) Buf b;
    buf_init(&b, OUT_MAX);
    writer_chunk(&b, WRITER_JSON_ROWS, columns, 2, &chunk, false);
    assert_text(&b, "[null,\"\xEF\xBF\xBD\"]\n[null,\"line\\r\\n\\\"two\\\" \"]\n");
    buf_clear(&b);
    writer_chunk(&b, WRITER_CSV, columns, 2, &chunk, false);
    assert_text(&b, ",\xFF\r\n,\"line\r\n\"\"two\"\" \"\r\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_slices),
        cmocka_unit_test(columns_say_what_they_mean),
        cmocka_unit_test(lines),
        cmocka_unit_test(odd_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
