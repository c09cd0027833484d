#include "connect/encoding.h"

#include "case.h"
#include "sys/file.h"

static void tells_encodings_apart(void **state) {
    (void)state;
    static const struct {
        Str sample;
        Encoding encoding;
        size_t mark;
    } CASES[] = {
        {STR("plain"), ENCODING_UTF8, 0},
        {STR("\xEF\xBB\xBF"
             "a"),
         ENCODING_UTF8, 3},
        {STR("caf\xC3\xA9 ₹"), ENCODING_UTF8, 0},
        {STR("caf\xE9"), ENCODING_WINDOWS1252, 0},
        {STR("caf\xC3\xA9, ol\xC3\xA9 and one \xE9"), ENCODING_UTF8, 0},
        {STR("\xFF\xFE"
             "a\0"),
         ENCODING_UTF16LE, 2},
        {STR("\xFE\xFF\0a"), ENCODING_UTF16BE, 2},
        {STR("a\0,\0b\0\n\0"
             "1\0,\0"
             "2\0\n\0"),
         ENCODING_UTF16LE, 0},
        {STR("\0a\0,\0b\0\n\0"
             "1\0,\0"
             "2\0\n"),
         ENCODING_UTF16BE, 0},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        size_t mark;
        assert_int_equal(encoding_guess(CASES[i].sample, true, &mark), CASES[i].encoding);
        assert_int_equal(mark, CASES[i].mark);
    }
}

static void rewrites_files(void **state) {
    (void)state;
    static const struct {
        Str content;
        Encoding from;
        const char *utf8;
        uint64_t damaged;
    } CASES[] = {
        {STR("\x80 5 \x96 caf\xE9"), ENCODING_WINDOWS1252, "€ 5 – café", 0},
        {STR("\xFF\xFE\x30\x09\x3D\xD8\x00\xDE"), ENCODING_UTF16LE, "\xE0\xA4\xB0\xF0\x9F\x98\x80",
         0},
        {STR("\xFE\xFF\0a\xD8\x3D\0b"), ENCODING_UTF16BE,
         "a\xEF\xBF\xBD"
         "b",
         1},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char in[64], out[80];
        uint64_t damaged;
        Err err;
        Str text;
        Arena *a = arena_create(0);
        snprintf(in, sizeof in, "%s", case_file(CASES[i].content));
        snprintf(out, sizeof out, "%s.out", in);
        assert_true(encoding_file_to_utf8(in, CASES[i].from, out, &damaged, &err));
        assert_true(file_read(out, 1000, a, &text, &err));
        assert_str(text, CASES[i].utf8);
        assert_int_equal(damaged, CASES[i].damaged);
        unlink(in);
        unlink(out);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_encodings_apart),
        cmocka_unit_test(rewrites_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
