#include "api/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

static const Field INNER_FIELDS[] = {{"n", FIELD_INTEGER, true, "", NULL}, {0}};
static const Shape INNER = {"Inner", "", INNER_FIELDS};
static const Field OUTER_FIELDS[] = {
    {"text", FIELD_TEXT, true, "A text.", NULL}, {"whole", FIELD_INTEGER, false, "", NULL},
    {"number", FIELD_NUMBER, false, "", NULL},   {"flag", FIELD_FLAG, false, "", NULL},
    {"day", FIELD_DATE, false, "", NULL},        {"moment", FIELD_MOMENT, false, "", NULL},
    {"inner", FIELD_OBJECT, false, "", &INNER},  {"inners", FIELD_LIST, false, "", &INNER},
    {"texts", FIELD_LIST, false, "", NULL},      {"rows", FIELD_ROWS, false, "", NULL},
    {"any", FIELD_ANY, false, "", NULL},         {0},
};
static const Shape OUTER = {"Outer", "What is tested.", OUTER_FIELDS};

static void bodies_are_checked(void **state) {
    (void)state;
    static const struct {
        const char *body;
        const char *error;  // NULL: it is right
    } CASES[] = {
        {"{\"text\":\"x\"}", NULL},
        {"{\"text\":\"\",\"whole\":-3,\"number\":1.5,\"flag\":false,\"day\":\"2026-02-28\"}", NULL},
        {"{\"text\":\"x\",\"number\":1}", NULL},
        {"{\"text\":\"x\",\"inner\":{\"n\":1},\"inners\":[{\"n\":1},{\"n\":2}]}", NULL},
        {"{\"text\":\"x\",\"texts\":[],\"rows\":[[1]],\"any\":{\"a\":[null]}}", NULL},
        {"{\"text\":\"x\",\"whole\":null}", NULL},  // null is as absent
        {"[]", "a JSON object is expected (Outer)"},
        {"7", "a JSON object is expected (Outer)"},
        {"{}", "field 'text' is missing"},
        {"{\"text\":null}", "field 'text' is missing"},
        {"{\"text\":7}", "field 'text' must be a text"},
        {"{\"text\":\"x\",\"whole\":1.5}", "field 'whole' must be a whole number"},
        {"{\"text\":\"x\",\"whole\":\"1\"}", "field 'whole' must be a whole number"},
        {"{\"text\":\"x\",\"number\":\"1\"}", "field 'number' must be a number"},
        {"{\"text\":\"x\",\"flag\":1}", "field 'flag' must be true or false"},
        {"{\"text\":\"x\",\"day\":\"2026-02-30\"}", "field 'day' must be a date like 2026-11-21"},
        {"{\"text\":\"x\",\"day\":\"today\"}", "field 'day' must be a date like 2026-11-21"},
        {"{\"text\":\"x\",\"moment\":\"2026-11-21T08:05:00.5Z\"}", NULL},
        {"{\"text\":\"x\",\"moment\":\"2026-11-21T08:05:00\"}",
         "field 'moment' must be a date and time like 2026-11-21T08:05:00Z"},
        {"{\"text\":\"x\",\"inner\":[]}", "field 'inner' must be an object"},
        {"{\"text\":\"x\",\"inner\":{}}", "field 'n' is missing"},
        {"{\"text\":\"x\",\"inners\":[{\"n\":1},{}]}", "field 'n' is missing"},
        {"{\"text\":\"x\",\"inners\":[7]}", "a JSON object is expected (Inner)"},
        {"{\"text\":\"x\",\"texts\":[\"a\",7]}", "item 2 of 'texts' must be a text"},
        {"{\"text\":\"x\",\"rows\":{}}", "field 'rows' must be a list of rows"},
        {"{\"text\":\"x\",\"txet\":1}", "field 'txet' is not known here"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Err err = {0};
        CLEANUP(json_done) Json *json = NULL;
        assert_true(json_parse(str_from(CASES[i].body), &json, &err));
        bool ok = schema_check(&OUTER, json, &err);
        if (ok != !CASES[i].error) print_error("%s: %s\n", CASES[i].body, err.message);
        assert_true(ok == !CASES[i].error);
        if (!ok) {
            assert_int_equal(err.code, ERR_INVALID);
            assert_string_equal(err.message, CASES[i].error);
        }
    }
}

static void is_written_as_a_schema(void **state) {
    (void)state;
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 1 << 16);
    JsonW w = jsonw_to(&out);
    schema_write(&w, &INNER);
    assert_true(str_eq(buf_str(&out), S("{\"type\":\"object\",\"description\":\"\",\"properties\":"
                                        "{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}")));
    buf_clear(&out);
    w = jsonw_to(&out);
    schema_write(&w, &OUTER);
    static const char *const PARTS[] = {
        "\"text\":{\"type\":\"string\",\"description\":\"A text.\"}",
        "\"day\":{\"type\":\"string\",\"format\":\"date\"}",
        "\"inner\":{\"$ref\":\"#/components/schemas/Inner\"}",
        "\"inners\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/Inner\"}}",
        "\"texts\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}",
        "\"rows\":{\"type\":\"array\",\"items\":{\"type\":\"array\"}}",
        "\"any\":{}",
        "\"required\":[\"text\"]",
    };
    for (size_t i = 0; i < COUNT_OF(PARTS); i++) {
        if (!str_contains(buf_str(&out), str_from(PARTS[i]))) print_error("%s\n", PARTS[i]);
        assert_true(str_contains(buf_str(&out), str_from(PARTS[i])));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_are_checked),
        cmocka_unit_test(is_written_as_a_schema),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
