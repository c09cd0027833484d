#include "flow/answer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#undef fail

#include "workspace_world.h"

static const char SALES[] =
    "id,sold_on,city,item,amount,discount\n"
    "1,2026-01-05,Pune,Rice,120.50,1\n"
    "2,2026-01-06,Mumbai,Dal,80.00,0\n"
    "3,2026-02-07,Pune,Oil,400.00,5\n"
    "4,2026-02-08,Nagpur,Rice,180.75,2\n";

static World world;

static int make(void **state) {
    (void)state;
    world_make(&world);
    world_must_import(&world, "sales.csv", SALES, IMPORT_CREATE);
    return 0;
}

static int end(void **state) {
    (void)state;
    world_end(&world);
    return 0;
}

// As the API and the command line write it, read back.
static Json *written(const Snapshot *s, const Answer *answer, size_t row_max) {
    Err err = {0};
    Json *json = NULL;
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 1 << 20);
    JsonW w = jsonw_to(&out);
    answer_write(&w, snapshot_model(s), answer, row_max);
    assert_false(out.overflow);
    assert_true(json_parse(buf_str(&out), &json, &err));
    return json;
}

static void has_members(const Json *json, const char *const *names) {
    for (size_t i = 0; names[i]; i++) {
        if (!json_object_get(json, names[i])) print_error("no member '%s'\n", names[i]);
        assert_non_null(json_object_get(json, names[i]));
    }
}

static const char *text_of(const Json *json, const char *name) {
    const char *text = json_string_value(json_object_get(json, name));
    assert_non_null(text);
    return text;
}

// Readings are run to be ranked: what comes to nothing is less sure than the same of other numbers.
static void an_answer_of_nothing_is_doubted(void **state) {
    (void)state;
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    const Answer *some = world_ask(&world, "total amount where amount is above 100", s);
    const Answer *none = world_ask(&world, "total amount where amount is above 99999", s);
    assert_int_equal(some->status, ASK_ANSWERED);
    assert_int_equal(none->status, ASK_ANSWERED);
    assert_true(none->confidence > 0 && none->confidence < some->confidence);
}

static void an_answer_has_all_parts(void **state) {
    (void)state;
    static const char *const MEMBERS[] = {
        "question", "status",    "confidence",   "reading",   "chips",     "plan",       "headline",
        "sql",      "columns",   "rows",         "row_count", "truncated", "chart",      "sources",
        "badge",    "followups", "alternatives", "message",   "missing",   "elapsed_ms", NULL};
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    Answer *answer = world_ask(&world, "total amount by city", s);
    CLEANUP(json_done) Json *json = written(s, answer, 2);
    has_members(json, MEMBERS);
    assert_string_equal(text_of(json, "status"), "answered");
    assert_string_equal(text_of(json, "badge"), "parsed");
    assert_int_equal(json_array_size(json_object_get(json, "rows")), 2);
    assert_int_equal(json_integer_value(json_object_get(json, "row_count")), 3);
    assert_true(json_is_true(json_object_get(json, "truncated")));
    const Json *source = json_array_get(json_object_get(json, "sources"), 0);
    assert_string_equal(text_of(source, "table"), "sales");
    assert_int_equal(json_integer_value(json_object_get(source, "rows")), 4);
    const Json *row = json_array_get(json_object_get(json, "rows"), 0);
    assert_string_equal(json_string_value(json_array_get(row, 0)), "Pune");
    assert_true(json_number_value(json_array_get(row, 1)) > 520.49);
    assert_null(json_object_get(json, "id"));
}

// "which city has the most sales" asks for the city; their number stands beside it.
static void what_was_not_asked_for_stands_apart(void **state) {
    (void)state;
    Err err = {0};
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    Answer *answer = world_ask(&world, "which city has the highest total amount", s);
    CLEANUP(json_done) Json *json = written(s, answer, 10);
    const Json *columns = json_object_get(json, "columns");
    assert_int_equal(json_array_size(columns), 2);
    assert_null(json_object_get(json_array_get(columns, 0), "support"));
    assert_true(json_is_true(json_object_get(json_array_get(columns, 1), "support")));

    CLEANUP(json_done) Json *asked = NULL;
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 1 << 20);
    JsonW w = jsonw_to(&out);
    answer_write_asked(&w, snapshot_model(s), answer, 10);
    assert_true(json_parse(buf_str(&out), &asked, &err));
    const Json *row = json_array_get(json_object_get(asked, "rows"), 0);
    const Json *beside = json_object_get(asked, "support");
    assert_int_equal(json_array_size(json_object_get(asked, "columns")), 1);
    assert_int_equal(json_array_size(row), 1);
    assert_string_equal(json_string_value(json_array_get(row, 0)), "Pune");
    row = json_array_get(json_object_get(beside, "rows"), 0);
    assert_int_equal(json_array_size(row), 1);
    assert_true(json_number_value(json_array_get(row, 0)) > 520.49);
    // Where all was asked for, nothing stands apart.
    buf_clear(&out);
    w = jsonw_to(&out);
    answer_write_asked(&w, snapshot_model(s), world_ask(&world, "total amount by city", s), 10);
    CLEANUP(json_done) Json *all = NULL;
    assert_true(json_parse(buf_str(&out), &all, &err));
    assert_null(json_object_get(all, "support"));
    assert_int_equal(json_integer_value(json_object_get(all, "row_count")), 3);
}

static void a_refusal_says_what_is_missing(void **state) {
    (void)state;
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    static const char *const QUESTIONS[] = {"how many unicorns per galaxy", "", "   ", "?!",
                                            "\xE2\x82\xB9"};
    for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
        Answer *answer = world_ask(&world, QUESTIONS[i], s);
        assert_int_equal(answer->status, ASK_REFUSED);
        assert_true(answer->message.len > 0);
        assert_null(answer->plan);
        assert_null(answer->result);
        CLEANUP(json_done) Json *json = written(s, answer, 10);
        assert_string_equal(text_of(json, "status"), "refused");
        assert_null(json_object_get(json, "rows"));
        assert_true(json_is_array(json_object_get(json, "alternatives")));
    }
}

// A plan that was sent out comes back, with a chip changed or not, and is answered the same.
static void a_plan_is_answered(void **state) {
    (void)state;
    Err err = {0};
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    CLEANUP(json_done) Json *json = written(s, world_ask(&world, "total amount by city", s), 10);
    AnswerRequest request = {.plan = json_object_get(json, "plan"), .today = date_of(2026, 11, 21)};
    Answer *again = NULL;
    assert_true(workspace_answer(world.workspace, s, &request, world.a, &again, &err));
    CLEANUP(json_done) Json *same = written(s, again, 10);
    assert_int_equal(again->status, ASK_ANSWERED);
    assert_true(again->confidence >= 1);
    assert_true(json_equal(json_object_get(json, "rows"), json_object_get(same, "rows")));
    assert_string_equal(text_of(json, "reading"), text_of(same, "reading"));
}

static void a_plan_that_does_not_fit_is_an_error(void **state) {
    (void)state;
    static const char *const PLANS[] = {
        "{}",
        "{\"measures\":[{\"metric\":\"no such thing\"}]}",
        "{\"surprise\":1}",
        "{\"measures\":7}",
    };
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    for (size_t i = 0; i < COUNT_OF(PLANS); i++) {
        Err err = {0};
        Answer *answer = NULL;
        CLEANUP(json_done) Json *plan = NULL;
        assert_true(json_parse(str_from(PLANS[i]), &plan, &err));
        AnswerRequest request = {.plan = plan, .today = date_of(2026, 11, 21)};
        bool ok = workspace_answer(world.workspace, s, &request, world.a, &answer, &err);
        // What can be read but not run is told as a refusal, in words.
        assert_true(!ok || (answer->status == ASK_REFUSED && answer->message.len > 0));
        if (!ok) assert_true(err.code == ERR_INVALID || err.code == ERR_NOT_FOUND);
    }
}

static void alternatives_come_with_rows_when_wanted(void **state) {
    (void)state;
    Err err = {0};
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    static const char *const QUESTIONS[] = {"total by city", "rice", "best city",
                                            "average by item"};
    for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
        AnswerRequest request = {.question = str_from(QUESTIONS[i]),
                                 .today = date_of(2026, 11, 21),
                                 .run_alternatives = true};
        Answer *answer = NULL;
        assert_true(workspace_answer(world.workspace, s, &request, world.a, &answer, &err));
        assert_true(answer->alternative_count <= ANSWER_ALTERNATIVES_MAX);
        if (answer->status == ASK_CLARIFY) assert_true(answer->alternative_count >= 2);
        for (size_t k = 0; k < answer->alternative_count; k++) {
            assert_non_null(answer->alternatives[k].result);
            assert_true(answer->alternatives[k].reading.len > 0);
        }
        CLEANUP(json_done) Json *json = written(s, answer, 10);
        assert_int_equal(json_array_size(json_object_get(json, "alternatives")),
                         answer->alternative_count);
    }
}

static void a_cancelled_question_is_no_answer(void **state) {
    (void)state;
    Err err = {0};
    atomic_bool cancel = true;
    Answer *answer = NULL;
    CLEANUP(snapshot_releasep) Snapshot *s = world_snapshot(&world);
    AnswerRequest request = {
        .question = S("total discount"), .today = date_of(2026, 11, 21), .cancel = &cancel};
    assert_false(workspace_answer(world.workspace, s, &request, world.a, &answer, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
}

#define EACH(test) cmocka_unit_test(test)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(an_answer_of_nothing_is_doubted),
        EACH(an_answer_has_all_parts),
        EACH(what_was_not_asked_for_stands_apart),
        EACH(a_refusal_says_what_is_missing),
        EACH(a_plan_is_answered),
        EACH(a_plan_that_does_not_fit_is_an_error),
        EACH(alternatives_come_with_rows_when_wanted),
        EACH(a_cancelled_question_is_no_answer),
    };
    return cmocka_run_group_tests(tests, make, end);
}
