#include "connect/csvfile.h"

#include "case.h"

static Reader *reader_of(Str content) {
    Reader *r;
    Err err;
    Dialect d = {',', '"', 0};
    const char *path = case_file(content);
    assert_true(csvfile_open(path, &d, 0, &r, &err));
    unlink(path);
    return r;
}

static void gives_records_twice_over(void **state) {
    (void)state;
    Reader *r =
        reader_of(S("a, b \n\n\"x \"\"y\"\"\",\xC2\xA0"
                    "caf\xC3\xA9\n1,caf\xE9"));
    for (int pass = 0; pass < 2; pass++) {
        Record rec;
        bool end;
        Err err;
        assert_true(reader_next(r, &rec, &end, &err) && !end);
        assert_int_equal(rec.row, 1);
        assert_str(rec.cells[1].text, "b");
        assert_true(reader_next(r, &rec, &end, &err) && record_blank(&rec));
        assert_true(reader_next(r, &rec, &end, &err));
        assert_str(rec.cells[0].text, "x \"y\"");
        assert_str(rec.cells[1].text, "caf\xC3\xA9");
        assert_true(reader_next(r, &rec, &end, &err));
        assert_str(rec.cells[1].text, "caf\xC3\xA9");
        assert_true(rec.cells[1].damaged && !rec.cells[0].damaged);
        assert_true(reader_next(r, &rec, &end, &err) && end);
        assert_true(reader_rewind(r, &err));
    }
    reader_close(&r);
}

static void a_quote_that_never_ends_costs_one_row(void **state) {
    (void)state;
    Reader *r = reader_of(S("\"a,1\nb,2\n"));
    Record rec;
    bool end;
    Err err;
    assert_true(reader_next(r, &rec, &end, &err) && rec.unclosed);
    assert_int_equal(rec.count, 2);
    assert_str(rec.cells[0].text, "\"a");
    assert_true(reader_next(r, &rec, &end, &err) && !rec.unclosed);
    reader_close(&r);
}

static void a_cell_too_large_is_an_error(void **state) {
    (void)state;
    size_t len = (size_t)CSVFILE_RECORD_MAX + 4096;
    char *text = malloc(len);
    memset(text, 'x', len);
    Reader *r = reader_of(str_of(text, len));
    free(text);
    Record rec;
    bool end;
    Err err;
    assert_false(reader_next(r, &rec, &end, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    reader_close(&r);
}

static void records_longer_than_the_window_come_whole(void **state) {
    (void)state;
    size_t len = 3 << 20;
    char *text = malloc(len);
    memset(text, 'x', len);
    text[0] = text[len - 3] = '"';
    text[100] = '\n';
    text[len - 2] = ',';
    text[len - 1] = '1';
    Reader *r = reader_of(str_of(text, len));
    free(text);
    Record rec;
    bool end;
    Err err;
    assert_true(reader_next(r, &rec, &end, &err));
    assert_int_equal(rec.count, 2);
    assert_int_equal(rec.cells[0].text.len, len - 4);
    reader_close(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_records_twice_over),
        cmocka_unit_test(a_quote_that_never_ends_costs_one_row),
        cmocka_unit_test(a_cell_too_large_is_an_error),
        cmocka_unit_test(records_longer_than_the_window_come_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
