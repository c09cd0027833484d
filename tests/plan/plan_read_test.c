// plan_read: what a browser may send, and what it may not.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "plan/plan.h"

#include <cmocka.h>

#include "shop_model.h"

#define COUNT "{\"op\": \"count\", \"args\": [{\"rows\": \"orders\"}]}"
#define MEASURES "\"measures\": [{\"expr\": " COUNT "}]"
#define CITY "{\"expr\": {\"column\": [\"customers\", \"city\"]}}"
#define BESIDE                                                                                     \
    "\"measures\": [{\"expr\": " COUNT ", \"support\": true}], \"dimensions\": [" CITY "]"
#define FILTER(x) "{" MEASURES ", \"filters\": [" x "]}"

static const struct {
    const char *json, *message;  // part of it; NULL: it is read
} CASES[] = {
    {"{" MEASURES "}", NULL},
    {"{" MEASURES ", \"limit\": 10, \"compare\": \"none\"}", NULL},
    {"[]", "must be an object"},
    {"{}", "shows nothing"},
    {"{\"measure\": []}", "measure"},
    {"{\"measures\": [{}]}", "expression must be an object"},
    {"{\"measures\": [{\"expr\": {}}]}", "says one thing"},
    {"{\"measures\": [{\"expr\": null}]}", "expression must be an object"},
    {"{\"measures\": [{\"expr\": {\"metric\": \"profit\"}}]}", "no metric 'profit'"},
    {"{\"measures\": [{\"expr\": {\"column\": [\"orders\", \"freight\"]}}]}", "must be added up"},
    {"{\"dimensions\": [{\"expr\": {\"column\": [\"order\", \"id\"]}}]}", "no table 'order'"},
    {"{\"dimensions\": [{\"expr\": {\"column\": [\"orders\", \"x\"]}}]}", "no column 'x'"},
    {"{\"dimensions\": [{\"expr\": {\"column\": [\"orders\"]}}]}", "[table, column]"},
    {"{\"dimensions\": [{\"expr\": {\"column\": [\"orders\", \"id\", 99]}}]}", "an instance"},
    {"{\"dimensions\": [{\"expr\": {\"column\": [\"orders\", \"id\"], \"x\": 1}}]}", "one thing"},
    {"{\"dimensions\": [{\"expr\": {\"output\": 0}}]}", "not there"},
    {"{\"dimensions\": [{\"expr\": {\"op\": \"shutdown\", \"args\": []}}]}", "no operation"},
    {"{\"dimensions\": [{\"expr\": {\"op\": \"lower\", \"args\": []}}]}", "another number"},
    {"{\"dimensions\": [{\"expr\": {\"op\": \"bucket\", \"args\": []}}]}", "needs its unit"},
    {"{\"dimensions\": [{\"expr\": {\"op\": \"lower\", \"unit\": \"day\", \"args\": []}}]}",
     "takes no unit"},
    {FILTER("{\"op\": \"=\", \"args\": [{\"column\": [\"orders\", \"id\"]}, {\"int\": 1}]}"), NULL},
    {FILTER("{\"op\": \"=\", \"args\": [{\"column\": [\"orders\", \"id\"]}, {\"int\": 1.5}]}"),
     "whole number"},
    {FILTER("{\"op\": \"=\", \"args\": [{\"column\": [\"orders\", \"id\"]}, {\"text\": \"x\"}]}"),
     "cannot be compared"},
    {FILTER("{\"op\": \"<\", \"args\": [{\"column\": [\"orders\", \"date\"]}, "
            "{\"date\": \"2026-13-01\"}]}"),
     "is no date"},
    {FILTER("{\"int\": 1}"), "no condition"},
    {FILTER(COUNT), "cannot stand in a filter"},
    {FILTER("{\"op\": \"=\", \"args\": [{\"null\": \"money\"}, {\"int\": 1}]}"), "is no type"},
    {"{" MEASURES ", \"limit\": -1}", "number of rows"},
    {"{" MEASURES ", \"limit\": 1e3}", "limit"},
    {"{" MEASURES ", \"limit_per\": 0, \"limit\": 1}", "grouping that is not there"},
    {"{" MEASURES ", \"until\": 0.8}", "needs groups"},
    {"{" MEASURES ", \"dimensions\": [" CITY "], \"until\": 0.8}", NULL},
    {"{" MEASURES ", \"dimensions\": [" CITY "], \"until\": 1.5}", "between 0 and 1"},
    {"{" MEASURES ", \"dimensions\": [" CITY "], \"until\": 0.8, \"limit\": 3}", "needs groups"},
    {"{" MEASURES ", \"orders\": [{\"by\": \"measure\", \"index\": 1}]}", "not there"},
    {"{" MEASURES ", \"orders\": [{\"by\": \"luck\"}]}", "not known"},
    {"{" MEASURES ", \"set\": \"union\"}", "two lists"},
    {"{" BESIDE "}", NULL},
    {"{\"measures\": [{\"expr\": " COUNT ", \"support\": true}]}", "shows nothing"},
    {"{\"measures\": [{\"expr\": " COUNT ", \"support\": 1}]}", "support"},
    {"{" BESIDE ", \"set\": \"union\", \"other\": {" BESIDE "}}", "only what was asked for"},
    {"{\"measures\": [], \"dimensions\": [" CITY "], \"filters\": [{\"op\": \"in\", \"args\": "
     "[{\"column\": [\"customers\", \"city\"]}, {\"plan\": {" BESIDE "}}]}]}",
     NULL},
    {"{" MEASURES ", \"compare\": \"previous\"}", "needs a period"},
    {"{" MEASURES ", \"time\": {\"column\": [\"orders\", \"freight\"]}}", "holds no dates"},
    {"{" MEASURES ", \"time\": {\"column\": [\"orders\", \"date\"], \"first\": \"2026-02-01\", "
     "\"end\": \"2026-01-01\"}}",
     "ends before it begins"},
    {"{" MEASURES ", \"tables\": [{\"table\": \"orders\", \"parent\": 0}]}", "no parent"},
    {"{" MEASURES ", \"tables\": [{\"table\": \"orders\"}, {\"table\": \"lines\", \"parent\": 0, "
     "\"join\": [\"lines\", \"product_id\", \"products\", \"id\"]}]}",
     "does not lead"},
    {"{" MEASURES ", \"tables\": [{\"table\": \"orders\"}, {\"table\": \"lines\", \"parent\": 0, "
     "\"join\": [\"lines\", \"qty\", \"orders\", \"id\"]}]}",
     "no such join"},
};

static void reads_and_refuses(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Model *m = shop_model(a);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        CLEANUP(json_done) Json *json = NULL;
        Plan *p = NULL;
        Err err = {0};
        if (!json_parse(str_from(CASES[i].json), &json, &err)) fail_msg("%s", err.message);
        bool ok = plan_read(m, json, a, &p, &err);
        if (ok && CASES[i].message) fail_msg("read: %s", CASES[i].json);
        if (ok) continue;
        if (!CASES[i].message) fail_msg("%s: %s", CASES[i].json, err.message);
        if (!strstr(err.message, CASES[i].message)) fail_msg("%s: %s", CASES[i].json, err.message);
        assert_null(p);
    }
}

static Str written(const Model *m, const Plan *p, Arena *a) {
    Buf out;
    buf_init(&out, 1 << 20);
    JsonW w = jsonw_to(&out);
    plan_write(&w, m, p);
    Str text = str_dup(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void what_stands_beside_stays_there(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    CLEANUP(json_done) Json *json = NULL;
    const Model *m = shop_model(a);
    Plan *p = NULL;
    Err err = {0};
    Column *columns = NULL;
    size_t count = 0;
    Str text =
        S("{\"measures\":[{\"expr\":{\"op\":\"count\",\"args\":[{\"rows\":\"orders\"}]}}],"
          "\"dimensions\":[{\"expr\":{\"column\":[\"customers\",\"city\"]},"
          "\"support\":true}]}");
    assert_true(json_parse(text, &json, &err) && plan_read(m, json, a, &p, &err));
    assert_string_equal(str_z(a, written(m, p, a)), str_z(a, text));
    assert_int_equal(plan_asked_count(p), 1);
    plan_columns(m, plan_copy(a, p), words_english(a), &columns, &count);
    assert_true(count == 2 && columns[0].is_support && !columns[1].is_support);
}

static Str nested(Arena *a, int depth) {
    Buf out;
    buf_init(&out, 1 << 20);
    buf_add(&out, S("{" MEASURES ", \"filters\": ["));
    for (int i = 0; i < depth; i++) buf_add(&out, S("{\"op\": \"not\", \"args\": ["));
    buf_add(&out, S("{\"bool\": true}"));
    for (int i = 0; i < depth; i++) buf_add(&out, S("]}"));
    buf_add(&out, S("]}"));
    Str text = str_dup(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static void depth_is_bounded(void **state) {
    (void)state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    const Model *m = shop_model(a);
    static const int DEPTHS[] = {8, 16, 20};
    for (size_t i = 0; i < COUNT_OF(DEPTHS); i++) {
        CLEANUP(json_done) Json *json = NULL;
        Plan *p = NULL;
        Err err = {0};
        assert_true(json_parse(nested(a, DEPTHS[i]), &json, &err));
        bool ok = plan_read(m, json, a, &p, &err);
        assert_int_equal(ok, DEPTHS[i] <= 16);
        if (!ok) assert_int_equal(err.code, ERR_LIMIT);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_and_refuses),
        cmocka_unit_test(what_stands_beside_stays_there),
        cmocka_unit_test(depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
