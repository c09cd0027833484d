#include "flow/dashboard_doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static const char DOC[] =
    "{\"name\":\"Shop\",\"filters\":[{\"id\":\"f\",\"column\":\"a.x\",\"op\":\"in\"}],"
    "\"cards\":[{\"id\":\"a\",\"kind\":\"text\",\"text\":\"A\",\"title\":\"First\"},"
    "{\"id\":\"b\",\"kind\":\"kpi\",\"question\":\"how much\",\"plan\":{}}]}";

static Json *json_of(const char *text) {
    Err err = {0};
    Json *json = NULL;
    if (!json_parse(str_from(text), &json, &err)) fail_msg("%s", err.message);
    return json;
}

static Json *doc_of(const char *text) {
    Err err = {0};
    Json *in = json_of(text), *doc = NULL;
    if (!dashboard_doc_new(in, &doc, &err)) fail_msg("%s", err.message);
    json_decref(in);
    return doc;
}

// Lays the changes on *doc as version `version` of a person who saw `base`.
static ErrCode change(Json **doc, const char *changes, int64_t base, int64_t version, Buf *what) {
    Err err = {0};
    Json *list = json_of(changes), *fresh = NULL;
    DashboardChanges c = {.list = list, .base = base, .version = version};
    bool ok = dashboard_doc_change(*doc, &c, what, &fresh, &err);
    json_decref(list);
    if (!ok) return err.code;
    json_decref(*doc);
    *doc = fresh;
    return ERR_NONE;
}

static const char *member(const Json *doc, const char *id, const char *name) {
    return json_string_value(json_object_get(dashboard_doc_card(doc, str_from(id)), name));
}

static void new_cards_get_a_place(void **state) {
    (void)state;
    Json *doc = doc_of(DOC);
    const Json *b = dashboard_doc_card(doc, S("b"));
    assert_int_equal(json_integer_value(json_object_get(b, "y")), 2);  // below the text
    assert_int_equal(json_integer_value(json_object_get(b, "w")), 3);
    json_decref(doc);
}

static void two_peoples_changes_both_stay(void **state) {
    (void)state;
    Json *doc = doc_of(DOC);
    CLEANUP(buf_done) Buf what;
    buf_init(&what, 2000);
    // Both saw version 1.
    assert_int_equal(
        change(&doc, "[{\"op\":\"card\",\"card\":{\"id\":\"a\",\"title\":\"Mine\"}}]", 1, 2, &what),
        ERR_NONE);
    assert_int_equal(change(&doc,
                            "[{\"op\":\"card\",\"card\":{\"id\":\"a\",\"text\":\"Yours\"}},"
                            "{\"op\":\"card\",\"card\":{\"id\":\"b\",\"target\":5}},"
                            "{\"op\":\"set\",\"fields\":{\"name\":\"Both\"}}]",
                            1, 3, &what),
                     ERR_NONE);
    assert_string_equal(member(doc, "a", "title"), "Mine");
    assert_string_equal(member(doc, "a", "text"), "Yours");
    const Json *b = dashboard_doc_card(doc, S("b"));
    assert_true(json_number_value(json_object_get(b, "target")) == 5);
    assert_true(str_eq(buf_str(&what), S("changed 'Mine'; changed 'kpi'; renamed to 'Both'")));
    json_decref(doc);
}

static void what_another_removed_is_a_conflict(void **state) {
    (void)state;
    Json *doc = doc_of(DOC);
    CLEANUP(buf_done) Buf what;
    buf_init(&what, 2000);
    static const char REMOVE[] = "[{\"op\":\"remove_card\",\"id\":\"a\"}]";
    static const char RETITLE[] =
        "[{\"op\":\"set\",\"fields\":{\"name\":\"New\"}},"
        "{\"op\":\"card\",\"card\":{\"id\":\"a\",\"title\":\"Late\"}}]";
    static const char PUT_BACK[] =
        "[{\"op\":\"card\",\"card\":{\"id\":\"a\",\"kind\":\"text\",\"text\":\"A\"}}]";
    static const char LAYOUT[] = "[{\"op\":\"layout\",\"cards\":[{\"id\":\"a\",\"x\":1,\"y\":1}]}]";
    assert_int_equal(change(&doc, REMOVE, 1, 2, &what), ERR_NONE);
    assert_int_equal(change(&doc, RETITLE, 1, 3, &what), ERR_CONFLICT);
    // All or none.
    assert_string_equal(json_string_value(json_object_get(doc, "name")), "Shop");
    assert_int_equal(change(&doc, REMOVE, 1, 3, &what), ERR_NONE);  // gone as wished
    assert_int_equal(change(&doc, LAYOUT, 1, 3, &what), ERR_NONE);  // passed over
    assert_null(dashboard_doc_card(doc, S("a")));
    // Who knows of the removal may put it back.
    assert_int_equal(change(&doc, PUT_BACK, 2, 4, &what), ERR_NONE);
    assert_non_null(dashboard_doc_card(doc, S("a")));
    json_decref(doc);
}

static void another_question_loses_the_plan(void **state) {
    (void)state;
    Json *doc = doc_of(DOC);
    CLEANUP(buf_done) Buf what;
    buf_init(&what, 2000);
    static const char SAME[] =
        "[{\"op\":\"card\",\"card\":{\"id\":\"b\",\"question\":\"how much\"}}]";
    static const char OTHER[] = "[{\"op\":\"card\",\"card\":{\"id\":\"b\",\"question\":\"when\"}}]";
    assert_int_equal(change(&doc, SAME, 1, 2, &what), ERR_NONE);
    assert_non_null(json_object_get(dashboard_doc_card(doc, S("b")), "plan"));
    assert_int_equal(change(&doc, OTHER, 1, 3, &what), ERR_NONE);
    assert_null(json_object_get(dashboard_doc_card(doc, S("b")), "plan"));
    json_decref(doc);
}

static void refuses_what_is_wrong(void **state) {
    (void)state;
    static const struct {
        const char *change;
        ErrCode code;
    } CASES[] = {
        {"{\"op\":\"jump\"}", ERR_INVALID},
        {"{\"op\":\"card\"}", ERR_INVALID},
        {"{\"op\":\"card\",\"card\":{\"id\":\"new\",\"title\":\"no kind\"}}", ERR_INVALID},
        {"{\"op\":\"card\",\"card\":{\"id\":\"new\",\"kind\":\"sql\"}}", ERR_INVALID},
        {"{\"op\":\"card\",\"card\":{\"id\":\"a b\",\"kind\":\"text\",\"text\":\"\"}}",
         ERR_INVALID},
        {"{\"op\":\"card\",\"card\":{\"id\":\"a\",\"x\":12}}", ERR_INVALID},
        {"{\"op\":\"card\",\"card\":{\"id\":\"a\",\"colour\":\"red\"}}", ERR_INVALID},
        {"{\"op\":\"card\",\"card\":{\"id\":\"a\",\"kind\":\"video\"}}", ERR_INVALID},
        {"{\"op\":\"card\",\"card\":{\"id\":\"a\",\"text\":null}}", ERR_INVALID},
        {"{\"op\":\"card\",\"card\":{\"id\":\"p\",\"kind\":\"image\",\"image\":"
         "\"data:image/svg+xml;base64,AAAA\"}}",
         ERR_INVALID},
        {"{\"op\":\"card\",\"card\":{\"id\":\"p\",\"kind\":\"image\",\"image\":"
         "\"data:image/png;base64,A'A\"}}",
         ERR_INVALID},
        {"{\"op\":\"set\",\"fields\":{\"name\":\"  \"}}", ERR_INVALID},
        {"{\"op\":\"set\",\"fields\":{\"refresh_seconds\":1}}", ERR_INVALID},
        {"{\"op\":\"filter\",\"filter\":{\"id\":\"g\",\"op\":\"in\"}}", ERR_INVALID},
        {"{\"op\":\"filter\",\"filter\":{\"id\":\"g\",\"column\":\"a.x\",\"op\":\"like\"}}",
         ERR_INVALID},
        {"{\"op\":\"filter\",\"filter\":{\"id\":\"f\",\"values\":[{}]}}", ERR_INVALID},
        {"{\"op\":\"remove_filter\",\"id\":\"never\"}", ERR_NONE},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        CLEANUP(buf_done) Buf what;
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        buf_init(&what, 2000);
        Json *doc = doc_of(DOC);
        ErrCode got = change(&doc, str_fmt(a, "[%s]", CASES[i].change).ptr, 1, 2, &what);
        if (got != CASES[i].code) print_error("%s\n", CASES[i].change);
        assert_int_equal(got, CASES[i].code);
        json_decref(doc);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_cards_get_a_place),
        cmocka_unit_test(two_peoples_changes_both_stay),
        cmocka_unit_test(what_another_removed_is_a_conflict),
        cmocka_unit_test(another_question_loses_the_plan),
        cmocka_unit_test(refuses_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
