#include "flow/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

static void versions_count_up(void **state) {
    (void)state;
    Facts *f = facts_new();
    facts_table_changed(f, S("bills"), S("bills.csv"), 10, 100);
    facts_table_changed(f, S("bills"), S(""), 12, 200);
    FactsTable *t = facts_table(f, S("bills"));
    assert_non_null(t);
    assert_int_equal(t->version, 2);
    assert_int_equal(t->rows, 12);
    assert_true(str_eq(t->label, S("bills.csv")));
    assert_int_equal(t->fresh_at, 200);
    facts_free(f);
}

// An answer is kept by table and version: the second "bills" is not the first one.
static void no_version_comes_twice(void **state) {
    (void)state;
    Facts *f = facts_new();
    facts_table_changed(f, S("bills"), S(""), 10, 100);
    uint64_t first = facts_table(f, S("bills"))->version;
    facts_table_dropped(f, S("bills"));
    facts_table_changed(f, S("bills"), S(""), 10, 200);
    uint64_t second = facts_table(f, S("bills"))->version;
    assert_true(second > first);
    facts_doubt(f, 300);
    assert_true(facts_table(f, S("bills"))->version > second);
    facts_free(f);
}

// What a crash between two commits leaves: a table not known, one gone, one with more rows.
static void reconcile_follows_the_tables(void **state) {
    (void)state;
    Facts *f = facts_new();
    facts_table_changed(f, S("gone"), S(""), 5, 100);
    facts_table_changed(f, S("grown"), S(""), 5, 100);
    facts_table_changed(f, S("same"), S(""), 5, 100);
    facts_unit_set(f, S("gone"), S("price"), S("INR"));
    facts_link_add(f, (SourceLink){S("same"), S("x"), S("gone"), S("x")});
    const SourceTable there[] = {{S("grown"), 9}, {S("same"), 5}, {S("new"), 1}};
    assert_true(facts_reconcile(f, there, COUNT_OF(there), 300));
    assert_null(facts_table(f, S("gone")));
    assert_int_equal(facts_table(f, S("grown"))->version, 4);
    assert_int_equal(facts_table(f, S("same"))->version, 3);
    assert_int_equal(facts_table(f, S("new"))->version, 5);
    assert_int_equal(f->units.count, 0);
    assert_int_equal(f->links.count, 0);
    assert_false(facts_reconcile(f, there, COUNT_OF(there), 400));
    facts_free(f);
}

static void json_round_trip(void **state) {
    (void)state;
    Err err = {0};
    Facts *f = facts_new();
    facts_table_changed(f, S("bills"), S("Bills \xE2\x82\xB9"), 10, 1234567);
    facts_link_add(f, (SourceLink){S("lines"), S("bill"), S("bills"), S("id")});
    facts_link_add(f, (SourceLink){S("lines"), S("bill"), S("bills"), S("id")});
    facts_unit_set(f, S("bills"), S("amount"), S("INR"));
    facts_unit_set(f, S("bills"), S("share"), S("%"));
    facts_unit_set(f, S("bills"), S("share"), S(""));

    Buf first, second;
    buf_init(&first, 10000);
    buf_init(&second, 10000);
    JsonW w = jsonw_to(&first);
    facts_write(&w, f);
    Json *json = NULL;
    Facts *back = NULL;
    assert_true(json_parse(buf_str(&first), &json, &err));
    assert_true(facts_read(json, &back, &err));
    w = jsonw_to(&second);
    facts_write(&w, back);
    assert_true(str_eq(buf_str(&first), buf_str(&second)));
    assert_int_equal(back->links.count, 1);
    assert_int_equal(back->units.count, 1);
    json_decref(json);
    facts_free(f);
    facts_free(back);
    buf_done(&first);
    buf_done(&second);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_count_up),
        cmocka_unit_test(no_version_comes_twice),
        cmocka_unit_test(reconcile_follows_the_tables),
        cmocka_unit_test(json_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
