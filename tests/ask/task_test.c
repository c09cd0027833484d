// What other rooms get of a question that is theirs.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "ask_shop.h"

#include <cmocka.h>
#undef fail

typedef struct Case {
    const char *question;
    AskTaskKind kind;
    DateUnit unit;
    int horizon;
    const char *sentence;  // of the plan; NULL none
} Case;

static const Case CASES[] = {
    {"forecast revenue for the next 3 weeks", ASK_TASK_FORECAST, DATE_WEEK, 3,
     "revenue by week, ordered by week, earliest first"},
    {"forecast Rice revenue next quarter", ASK_TASK_FORECAST, DATE_MONTH, 4,
     "revenue by month, where product is Rice, ordered by month, earliest first"},
    {"predict revenue by month", ASK_TASK_FORECAST, DATE_MONTH, 0,
     "revenue by month, ordered by month, earliest first"},
    {"revenue forecast for december", ASK_TASK_FORECAST, DATE_MONTH, 1,
     "revenue by month, ordered by month, earliest first"},
    {"how much will we sell next month", ASK_TASK_FORECAST, DATE_MONTH, 1,
     "revenue by month, ordered by month, earliest first"},
    {"agle mahine kitna bikega", ASK_TASK_FORECAST, DATE_MONTH, 1,
     "revenue by month, ordered by month, earliest first"},
    {"anything unusual in revenue", ASK_TASK_ANOMALIES, DATE_DAY, 0,
     "revenue by day, ordered by day, earliest first"},
    {"why did revenue drop last month", ASK_TASK_WHY, DATE_DAY, 0,
     "revenue, October 2026, compared with September 2026"},
    {"what data do you have", ASK_TASK_DESCRIBE, DATE_DAY, 0, NULL},
};

static void tasks_have_their_slots(void **state) {
    AskShop *shop = *state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const Case *c = &CASES[i];
        CLEANUP(arena_freep) Arena *a = arena_create(0);
        AskResult *r = ask_shop_read(shop, str_from(c->question), NULL, a);
        assert_int_equal(r->status, ASK_REFUSED);
        assert_int_equal(r->task.kind, c->kind);
        assert_int_equal(r->task.unit, c->unit);
        assert_int_equal(r->task.horizon, c->horizon);
        if (!c->sentence) continue;
        assert_non_null(r->task.plan);
        Str sentence = plan_sentence(shop->model, r->task.plan, words_english(a));
        assert_string_equal(str_z(a, sentence), c->sentence);
    }
}

static void turns_pass_on_what_was_spoken_of(void **state) {
    AskShop *shop = *state;
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    AskResult *first = ask_shop_read(shop, S("revenue by category last month"), NULL, a);
    assert_int_equal(first->status, ASK_ANSWERED);
    AskResult *why = ask_shop_read(shop, S("why?"), first->readings[0].plan, a);
    assert_int_equal(why->task.kind, ASK_TASK_WHY);
    assert_non_null(why->task.plan);
    assert_int_equal(why->task.plan->compare, COMPARE_PREVIOUS);
    assert_int_equal(why->task.plan->dimension_count, 1);
    Str question = S("forecast that for the next 2 months");
    AskResult *ahead = ask_shop_read(shop, question, first->readings[0].plan, a);
    assert_int_equal(ahead->task.kind, ASK_TASK_FORECAST);
    assert_int_equal(ahead->task.horizon, 2);
    assert_non_null(ahead->task.plan);
    assert_false(ahead->task.plan->time.is_set);
    assert_int_equal(ahead->task.plan->dimension_count, 2);
}

static void plain_questions_have_none(void **state) {
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    AskResult *r = ask_shop_read(*state, S("revenue last month"), NULL, a);
    assert_int_equal(r->task.kind, ASK_TASK_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tasks_have_their_slots),
        cmocka_unit_test(turns_pass_on_what_was_spoken_of),
        cmocka_unit_test(plain_questions_have_none),
    };
    return cmocka_run_group_tests(tests, ask_shop_open, ask_shop_close);
}
