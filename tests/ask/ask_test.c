// What a person sees of reading: it never fails, never takes long, and says what it does not know.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "ask_shop.h"
#include "words/words_language.h"

#include <cmocka.h>

enum { LONG = ASK_QUESTION_MAX };

static void odd_questions_get_polite_answers(void **state) {
    static const char *const QUESTIONS[] = {
        "",
        " ",
        "?",
        "🙂🙂🙂",
        "SELECT * FROM orders; DROP TABLE orders",
        "'\"`",
        "\xff\xfe",
        "¿Cuáles fueron las ventas del mes pasado?",
        "Wie hoch war der Umsatz?",
        "昨年の売上は？",
        "какая выручка по городам",
        "كم المبيعات",
        "quel est le chiffre d'affaires",
        "매출은 얼마",
        "quanto vendemos",
        "ยอดขายเท่าไร",
        "by by by by",
        "and",
        "1 2 3 4 5",
        "not not not",
        "between and",
        "top",
        "more than",
        "%",
        "last last last",
        "2025 2026 2027 2028",
    };
    for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
        Arena *a = arena_create(0);
        AskResult *r = ask_shop_read(*state, str_from(QUESTIONS[i]), NULL, a);
        assert_true(r->status == ASK_ANSWERED || r->message.len > 0);
        assert_true(r->status != ASK_ANSWERED || r->reading_count >= 1);
        assert_true(r->status != ASK_CLARIFY || r->reading_count >= 2);
        arena_free(a);
    }
}

static void long_questions_are_refused(void **state) {
    Arena *a = arena_create(0);
    char *text = arena_alloc(a, LONG + 1);
    static const char WORDS[] = "revenue by city and ";
    for (size_t i = 0; i <= LONG; i++) text[i] = WORDS[i % (sizeof WORDS - 1)];
    AskResult *r = ask_shop_read(*state, str_of(text, LONG), NULL, a);
    assert_int_equal(r->status, ASK_REFUSED);
    AskShop *shop = *state;
    AskRequest request = {.question = str_of(text, LONG + 1), .today = ask_shop_today()};
    Err err = {0};
    assert_false(ask_read(shop->index, shop->model, &request, a, &r, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    arena_free(a);
}

static void unknown_words_lower_the_confidence(void **state) {
    Arena *a = arena_create(0);
    AskResult *sure = ask_shop_read(*state, S("revenue by city"), NULL, a);
    AskResult *unsure = ask_shop_read(*state, S("frobnicated revenue by city"), NULL, a);
    assert_int_equal(sure->status, ASK_ANSWERED);
    assert_true(unsure->readings[0].confidence < sure->readings[0].confidence);
    assert_int_equal(unsure->readings[0].unread.count, 1);
    arena_free(a);
}

static void charts_named_are_passed_on(void **state) {
    Arena *a = arena_create(0);
    AskResult *r = ask_shop_read(*state, S("pie chart of revenue by city"), NULL, a);
    assert_true(r->chart.named);
    assert_int_equal(r->chart.type, CHART_PIE);
    const Plan *before = r->readings[0].plan;
    r = ask_shop_read(*state, S("revenue by city"), NULL, a);
    assert_false(r->chart.named);
    r = ask_shop_read(*state, S("show it as a treemap"), before, a);
    assert_int_equal(r->status, ASK_ANSWERED);
    assert_int_equal(r->chart.type, CHART_TREEMAP);
    assert_int_equal(r->readings[0].plan->dimension_count, before->dimension_count);
    assert_int_equal(ask_shop_read(*state, S("as a treemap"), NULL, a)->status, ASK_REFUSED);
    arena_free(a);
}

static void explaining_shows_the_stages(void **state) {
    Arena *a = arena_create(0);
    AskShop *shop = *state;
    AskResult *r = NULL;
    Err err = {0};
    AskRequest request = {
        .question = S("revnue by city"), .today = ask_shop_today(), .explain = true};
    assert_true(ask_read(shop->index, shop->model, &request, a, &r, &err));
    assert_true(str_contains(r->trace, S("(was revnue)")));
    assert_true(str_contains(r->trace, S("customers.city")));
    assert_true(str_contains(r->trace, S("features:")));
    arena_free(a);
}

static void suggestions_can_be_answered(void **state) {
    Arena *a = arena_create(0);
    AskShop *shop = *state;
    StrList suggestions = ask_suggestions(shop->model, ask_shop_today(), words_english(a));
    assert_true(suggestions.count >= 3);
    for (size_t i = 0; i < suggestions.count; i++) {
        AskResult *r = ask_shop_read(shop, suggestions.items[i], NULL, a);
        if (r->status != ASK_ANSWERED) fail_msg(STR_F, STR_A(suggestions.items[i]));
        StrList next = ask_followups(shop->model, r->readings[0].plan, words_english(a));
        for (size_t k = 0; k < next.count; k++) {
            AskResult *turn = ask_shop_read(shop, next.items[k], r->readings[0].plan, a);
            if (turn->status != ASK_ANSWERED) {
                fail_msg(STR_F " > " STR_F, STR_A(suggestions.items[i]), STR_A(next.items[k]));
            }
        }
    }
    arena_free(a);
}

// What is offered in another language is understood in it.
static void offers_are_read_back(void **state) {
    static const char *const TAGS[] = {"hi", "de", "en"};
    Arena *a = arena_create(0);
    AskShop *shop = *state;
    Words english = words_english(a);
    StrList wanted = ask_suggestions(shop->model, ask_shop_today(), english);
    AskResult *r = ask_shop_read(shop, wanted.items[0], NULL, a);
    StrList next = ask_followups(shop->model, r->readings[0].plan, english);
    for (size_t i = 0; i < COUNT_OF(TAGS); i++) {
        Words w = words_for(a, words_language(str_from(TAGS[i])));
        StrList said = ask_suggestions(shop->model, ask_shop_today(), w);
        assert_int_equal(said.count, wanted.count);
        for (size_t k = 0; k < said.count; k++) {
            Str read = ask_suggestion_read(shop->model, said.items[k], w);
            if (!str_eq(read, wanted.items[k]))
                fail_msg(STR_F " > " STR_F, STR_A(said.items[k]), STR_A(read));
        }
        said = ask_followups(shop->model, r->readings[0].plan, w);
        for (size_t k = 0; k < next.count; k++) {
            Str read = ask_suggestion_read(shop->model, said.items[k], w);
            assert_true(str_eq(read, next.items[k]));
        }
        // A question of one's own stays as it is.
        Str own = S("Nach Wetter");
        assert_true(str_eq(ask_suggestion_read(shop->model, own, w), own));
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(odd_questions_get_polite_answers),
        cmocka_unit_test(long_questions_are_refused),
        cmocka_unit_test(unknown_words_lower_the_confidence),
        cmocka_unit_test(charts_named_are_passed_on),
        cmocka_unit_test(explaining_shows_the_stages),
        cmocka_unit_test(suggestions_can_be_answered),
        cmocka_unit_test(offers_are_read_back),
    };
    return cmocka_run_group_tests(tests, ask_shop_open, ask_shop_close);
}
