#include "connect/jsonfile.h"

#include "base/buf.h"
#include "case.h"

static void finds_tables_and_flattens_rows(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t tables;
        const char *columns;  // of the first
        int rows;
    } CASES[] = {
        {"[{\"a\":1},{\"b\":\"x\",\"a\":2}]", 1, "a|b", 2},
        {"{\"a\":1}\n{\"a\":2}\n", 1, "a", 2},
        {"{\"meta\":{\"n\":1},\"rows\":[{\"a\":{\"b\":1,\"c\":[1,2]}}]}", 1, "a_b|a_c", 1},
        {"{\"x\":[{\"a\":1}],\"y\":[{\"b\":1}]}", 2, "a", 1},
        {"{\"a\":1,\"b\":{\"c\":2}}", 1, "a|b_c", 1},
        {"{\"d\":{\"e\":[{\"a\":[{\"q\":1}]}, 7, {\"a\":null}]}}", 1, "a", 2},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        JsonFile *f;
        Reader *r;
        Err err;
        const char *path = case_file(str_from(CASES[i].text));
        if (!jsonfile_open(path, &f, &err)) fail_msg("'%s': %s", CASES[i].text, err.message);
        assert_int_equal(jsonfile_table_count(f), CASES[i].tables);
        assert_true(jsonfile_reader(f, 0, &r, &err));
        Str rest = str_from(CASES[i].columns), name;
        for (size_t c = 0; c < r->name_count; c++) {
            assert_true(str_next_part(&rest, '|', &name));
            assert_true(str_eq(r->names[c], name));
        }
        for (int pass = 0; pass < 2; pass++) {
            int rows = 0;
            bool end = false;
            Record rec;
            while (reader_next(r, &rec, &end, &err) && !end) rows++;
            assert_true(end);
            assert_int_equal(rows, CASES[i].rows);
            assert_true(reader_rewind(r, &err));
        }
        reader_close(&r);
        jsonfile_close(f);
        unlink(path);
    }
}

static void keeps_what_values_are(void **state) {
    (void)state;
    JsonFile *f;
    Reader *r;
    Err err;
    Record rec;
    bool end;
    const char *path =
        case_file(S("[{\"i\":7,\"f\":1.5,\"t\":\"caf\\u00e9 \\ud83d\\ude00\","
                    "\"b\":true,\"n\":null,\"l\":[\"x\",\"y\"],"
                    "\"big\":12345678901234567890,\"o\":[{\"k\":1}]}]"));
    assert_true(jsonfile_open(path, &f, &err));
    assert_true(jsonfile_reader(f, 0, &r, &err));
    assert_true(reader_next(r, &rec, &end, &err) && !end);
    assert_true(rec.cells[0].kind == CELL_INT && rec.cells[0].i == 7);
    assert_true(rec.cells[1].kind == CELL_FLOAT && rec.cells[1].f == 1.5);
    assert_str(rec.cells[2].text, "caf\xC3\xA9 \xF0\x9F\x98\x80");
    assert_true(rec.cells[3].kind == CELL_BOOL && rec.cells[3].i == 1);
    assert_int_equal(rec.cells[4].kind, CELL_EMPTY);
    assert_str(rec.cells[5].text, "x, y");
    assert_str(rec.cells[6].text, "12345678901234567890");
    assert_str(rec.cells[7].text, "[{\"k\":1}]");
    reader_close(&r);
    jsonfile_close(f);
    unlink(path);
}

static void refuses_broken_text_with_the_line(void **state) {
    (void)state;
    static const char *const CASES[] = {
        "[{\"a\":1,}]",
        "[{\"a\":1}",
        "{\"a\" 1}",
        "[{\"a\":tru}]",
        "[{\"a\":\"\\x\"}]",
        "[{\"a\":\"\\ud800\"}]",
        "[{\"a\":1} {\"a\":2}]",
        "[{\"a\":\"\xFF\"}]",
        "[1,2]",
        "[]",
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        JsonFile *f;
        Err err = {0};
        const char *path = case_file(str_from(CASES[i]));
        if (jsonfile_open(path, &f, &err)) fail_msg("'%s' is read", CASES[i]);
        assert_int_equal(err.code, ERR_INVALID);
        unlink(path);
    }
    Buf deep;
    buf_init(&deep, 1 << 16);
    for (int i = 0; i < 1000; i++) buf_add_char(&deep, '[');
    JsonFile *f;
    Err err = {0};
    const char *path = case_file(buf_str(&deep));
    assert_false(jsonfile_open(path, &f, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    unlink(path);
    buf_done(&deep);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_tables_and_flattens_rows),
        cmocka_unit_test(keeps_what_values_are),
        cmocka_unit_test(refuses_broken_text_with_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
