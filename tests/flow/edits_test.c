#include "flow/edits.h"
#include "flow/edits_rename.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

static Json *json_of(const char *text) {
    Err err = {0};
    Json *json = NULL;
    assert_true(json_parse(str_from(text), &json, &err));
    return json;
}

static void merges(void **state) {
    (void)state;
    static const struct {
        const char *edits, *patch, *expected;
    } CASES[] = {
        {"{}", "{\"tables\":[{\"table\":\"a\",\"label\":\"As\"}]}",
         "{\"tables\":[{\"table\":\"a\",\"label\":\"As\"}]}"},
        // The same item: members are replaced one by one, and null takes one back.
        {"{\"columns\":[{\"table\":\"a\",\"column\":\"x\",\"unit\":\"INR\",\"label\":\"ex\"}]}",
         "{\"columns\":[{\"table\":\"a\",\"column\":\"x\",\"unit\":null,\"role\":\"code\"}]}",
         "{\"columns\":[{\"table\":\"a\",\"column\":\"x\",\"label\":\"ex\",\"role\":\"code\"}]}"},
        // Another column of the table is another item.
        {"{\"tables\":[{\"table\":\"a\",\"label\":\"x\"}]}",
         "{\"tables\":[{\"table\":\"b\",\"label\":\"y\"}]}",
         "{\"tables\":[{\"table\":\"a\",\"label\":\"x\"},{\"table\":\"b\",\"label\":\"y\"}]}"},
        // An item of which nothing is left.
        {"{\"metrics\":[{\"name\":\"m\",\"expression\":\"sum(x)\"}]}",
         "{\"metrics\":[{\"name\":\"m\",\"expression\":null}]}", "{\"metrics\":[]}"},
        // A relationship said twice stands once.
        {"{\"relationships\":[[\"a.x\",\"b.x\"]]}",
         "{\"relationships\":[[\"a.x\",\"b.x\"],[\"a.y\",\"c.y\"]]}",
         "{\"relationships\":[[\"a.x\",\"b.x\"],[\"a.y\",\"c.y\"]]}"},
        // What is denied is no longer said, and the other way round.
        {"{\"relationships\":[[\"a.x\",\"b.x\"]]}", "{\"not_relationships\":[[\"a.x\",\"b.x\"]]}",
         "{\"relationships\":[],\"not_relationships\":[[\"a.x\",\"b.x\"]]}"},
        {"{\"default_metric\":\"a\"}", "{\"default_metric\":\"b\"}", "{\"default_metric\":\"b\"}"},
        {"{\"default_metric\":\"a\"}", "{\"default_metric\":null}", "{}"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Err err = {0};
        Json *edits = json_of(CASES[i].edits);
        Json *patch = json_of(CASES[i].patch);
        Json *expected = json_of(CASES[i].expected);
        Json *merged = NULL;
        assert_true(edits_merge(edits, patch, &merged, &err));
        assert_true(json_equal(merged, expected));
        json_decref(edits);
        json_decref(patch);
        json_decref(expected);
        json_decref(merged);
    }
}

static void refuses_what_names_nothing(void **state) {
    (void)state;
    static const struct {
        const char *patch, *message;
    } CASES[] = {
        {"{\"columns\":[{\"table\":\"a\"}]}", "item 1 of 'columns' has no 'column'"},
        {"{\"metrics\":[{\"expression\":\"sum(x)\"}]}", "item 1 of 'metrics' has no 'name'"},
        {"{\"colums\":[]}", "field 'colums' is not known here"},
        {"{\"tables\":{}}", "field 'tables' must be an array"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Err err = {0};
        Json *edits = edits_none();
        Json *patch = json_of(CASES[i].patch);
        Json *merged = NULL;
        assert_false(edits_merge(edits, patch, &merged, &err));
        assert_string_equal(err.message, CASES[i].message);
        assert_null(merged);
        json_decref(edits);
        json_decref(patch);
    }
}

static void forgets_a_dropped_table(void **state) {
    (void)state;
    Json *edits = json_of(
        "{\"tables\":[{\"table\":\"a\"},{\"table\":\"ab\"}],"
        "\"columns\":[{\"table\":\"a\",\"column\":\"x\"}],"
        "\"relationships\":[[\"a.x\",\"b.x\"],[\"ab.x\",\"b.x\"],[\"b.y\",\"a.y\"]]}");
    Json *expected = json_of(
        "{\"tables\":[{\"table\":\"ab\"}],\"columns\":[],\"relationships\":[[\"ab.x\",\"b.x\"]]}");
    Json *rest = edits_without_table(edits, S("a"));
    assert_true(json_equal(rest, expected));
    json_decref(edits);
    json_decref(expected);
    json_decref(rest);
}

static void a_table_of_another_name_is_named_in_expressions(void **state) {
    (void)state;
    static const struct {
        const char *text, *expected;
    } CASES[] = {
        {"sum(sales.amount)", "sum(sales_2.amount)"},
        {"sum(\"Sales\" . amount) - sum(items.sales)", "sum(sales_2 . amount) - sum(items.sales)"},
        {"sum(amount * 1.5)", "sum(amount * 1.5)"},
        {"count(sales)", "count(sales)"},  // a column
        {"sum(my_sales.amount)", "sum(my_sales.amount)"},
        {"note = 'sales.amount' and sales.\"a''b\" = 'it''s'",
         "note = 'sales.amount' and sales_2.\"a''b\" = 'it''s'"},
        {"x.sales.y", "x.sales.y"},
        {"'open sales.a", "'open sales.a"},
        {"", ""},
    };
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str got = edits_rename_expression(str_from(CASES[i].text), S("sales"), S("sales_2"), a);
        if (!str_eq(got, str_from(CASES[i].expected))) print_error("%.*s\n", STR_A(got));
        assert_true(str_eq(got, str_from(CASES[i].expected)));
    }
    Str odd = edits_rename_expression(S("sum(sales.a)"), S("sales"), S("sales \"x\""), a);
    assert_true(str_eq(odd, S("sum(\"sales \"\"x\"\"\".a)")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_of_another_name_is_named_in_expressions),
        cmocka_unit_test(merges),
        cmocka_unit_test(refuses_what_names_nothing),
        cmocka_unit_test(forgets_a_dropped_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
