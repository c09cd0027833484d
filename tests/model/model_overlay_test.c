// The overlay, and the model as JSON and back, on one small model.
#include "sqlite_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void assert_str(Str got, const char *wanted) {
    if (!str_eq(got, str_from(wanted))) fail_msg("'" STR_F "' is not '%s'", STR_A(got), wanted);
}

static bool overlay_lay(const Model *m, const char *text, Arena *a, Model **ret, Err *err) {
    CLEANUP(json_done) Json *json = NULL;
    assert_true(json_parse(str_from(text), &json, err));
    return model_overlay(m, json, a, ret, err);
}

static Str written(Arena *a, const Model *m) {
    Buf out;
    buf_init(&out, 16 << 20);
    JsonW w = jsonw_to(&out);
    model_write(&w, m);
    assert_false(out.overflow);
    Str text = str_dup(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void lays_a_persons_model_over(void **state) {
    (void)state;
    static const char OVERLAY[] =
        "{\"tables\": [{\"table\": \"bills\", \"label\": \"receipts\", \"synonyms\": [\"slips\"]}],"
        " \"columns\": [{\"table\": \"bill_lines\", \"column\": \"rate\", \"unit\": \"INR\","
        "  \"label\": \"price\", \"hidden\": true},"
        "  {\"table\": \"bills\", \"column\": \"pay_mode\", \"role\": \"code\","
        "   \"values\": {\"upi\": \"phone payment\"}}],"
        " \"not_relationships\": [[\"bills.store_id\", \"stores.store_id\"]],"
        " \"relationships\": [[\"customers.id\", \"bills.customer_id\"]],"
        " \"metrics\": [{\"name\": \"big\", \"expression\": \"sum(qty)\", \"table\": "
        "\"bill_lines\","
        "  \"filter\": \"qty > 10\", \"unit\": \"pieces\"},"
        "  {\"name\": \"share\", \"expression\": \"big / revenue\", \"table\": \"bill_lines\"}],"
        " \"default_metric\": \"big\"}";
    Fixture f;
    fixture_open(&f);
    fixture_shop(&f);
    Model *base = fixture_infer(&f, false), *m = NULL;
    Err err = {0};
    if (!overlay_lay(base, OVERLAY, f.arena, &m, &err)) fail_msg("%s", err.message);
    int bills = model_table(m, S("bills")), lines = model_table(m, S("bill_lines"));
    assert_str(m->tables[bills].label, "receipts");
    assert_str(m->tables[bills].synonyms.items[0], "slips");
    const ModelColumn *rate = &m->tables[lines].columns[model_column(&m->tables[lines], S("rate"))];
    assert_str(rate->unit, "INR");
    assert_true(rate->hidden);
    const ModelColumn *mode =
        &m->tables[bills].columns[model_column(&m->tables[bills], S("pay_mode"))];
    assert_int_equal(mode->role, ROLE_CODE);
    assert_str(mode->meanings[0].meaning, "phone payment");
    assert_int_equal(m->join_count, base->join_count - 1);
    const ModelJoin *join = &m->joins[m->join_count - 1];
    assert_int_equal(join->from_table, bills);  // turned round: many bills to one customer
    assert_int_equal(join->origin, ORIGIN_EDITED);
    assert_str(m->metrics[m->default_metric].name, "big");
    assert_int_equal(m->metrics[m->metric_count - 1].additivity, ADD_AVERAGE);
    assert_int_equal(m->version, base->version + 1);
    assert_str(base->tables[bills].label, "bills");  // untouched
    fixture_done(&f);
}

static const struct {
    const char *overlay, *message;
} WRONG[] = {
    {"{\"tabels\": []}", "tabels"},
    {"{\"tables\": [{\"table\": \"bils\"}]}", "tables, item 1: no table `bils`; is `bills` meant?"},
    {"{\"columns\": [{\"table\": \"bills\", \"column\": \"pay_mod\"}]}",
     "columns, item 1: table `bills`: no column `pay_mod`; is `pay_mode` meant?"},
    {"{\"columns\": [{\"table\": \"bills\", \"column\": \"pay_mode\", \"role\": \"measure\"}]}",
     "columns, item 1: column `pay_mode` is text and cannot be a measure"},
    {"{\"columns\": [{\"table\": \"bills\", \"column\": \"pay_mode\", \"role\": \"king\"}]}",
     "columns, item 1: column `pay_mode`: 'king' is no role"},
    {"{\"tables\": [{\"table\": \"bills\", \"time_column\": \"pay_mode\"}]}",
     "tables, item 1: column `pay_mode` of `bills` is text, not a date"},
    {"{\"relationships\": [[\"bills.bill_id\"]]}",
     "relationships, item 1: a relationship is [\"many.column\", \"one.column\"], two texts"},
    {"{\"relationships\": [[\"bills.bill_date\", \"stores.store_id\"]]}",
     "relationships, item 1: `bill_date` is date and `store_id` is int: they cannot meet"},
    {"{\"metrics\": [{\"name\": \"x\", \"table\": \"bill_lines\", \"expression\": \"sum(qyt)\"}]}",
     "metrics, item 1: metric `x`, expression \"sum(qyt)\": character 5: no column `qyt` in "
     "bill_lines; is `qty` meant?"},
    {"{\"metrics\": [{\"name\": \"x\", \"table\": \"bill_lines\", \"expression\": \"qty\"}]}",
     "metrics, item 1: metric `x`, expression \"qty\": every column must stand inside an aggregate "
     "such as sum()"},
    {"{\"metrics\": [{\"name\": \"x\", \"table\": \"bill_lines\", \"expression\": \"x + 1\"}]}",
     "metrics, item 1: metric `x`, expression \"x + 1\": character 1: no column `x` in bill_lines"},
    {"{\"metrics\": [{\"name\": \"x\", \"table\": \"bill_lines\", \"expression\": \"sum(qty)\","
     "\"filter\": \"qty\"}]}",
     "metrics, item 1: metric `x`, filter \"qty\": a filter is a condition on one row"},
    {"{\"metrics\": [{\"name\": \"revenue\", \"expression\": \"max(sku)\"}]}",
     "metric `average_order_value`, expression \"revenue / count(distinct bill_id)\": / of text "
     "`revenue`: a number was expected"},
    {"{\"default_metric\": \"nothing\"}", "no metric `nothing`"},
};

static void changes_nothing_when_something_is_wrong(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_shop(&f);
    Model *base = fixture_infer(&f, false);
    Str before = written(f.arena, base);
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        Model *m = NULL;
        Err err = {0};
        assert_false(overlay_lay(base, WRONG[i].overlay, f.arena, &m, &err));
        assert_null(m);
        if (i > 0) assert_string_equal(err.message, WRONG[i].message);
        assert_non_null(strstr(err.message, WRONG[i].message));
    }
    assert_true(str_eq(before, written(f.arena, base)));
    fixture_done(&f);
}

static void goes_to_json_and_back(void **state) {
    (void)state;
    Fixture f;
    fixture_open(&f);
    fixture_shop(&f);
    Model *base = fixture_infer(&f, false), *m = NULL;
    Err err = {0};
    Str text = written(f.arena, base);
    CLEANUP(json_done) Json *json = NULL;
    assert_true(json_parse(text, &json, &err));
    if (!model_read(json, f.arena, &m, &err)) fail_msg("%s", err.message);
    assert_true(str_eq(text, written(f.arena, m)));
    assert_true(expr_equal(base->metrics[0].expr, m->metrics[0].expr));
    fixture_done(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lays_a_persons_model_over),
        cmocka_unit_test(changes_nothing_when_something_is_wrong),
        cmocka_unit_test(goes_to_json_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
