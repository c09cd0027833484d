#include "ask/tokens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct Row {
    const char *question, *words;
} Row;

static Str joined(Arena *a, const Tokens *t) {
    Str out = {0};
    for (size_t i = 0; i < t->count; i++) {
        out = str_fmt(a, STR_F "%s" STR_F, STR_A(out), i > 0 ? "|" : "", STR_A(t->items[i].text));
    }
    return out;
}

static void words_are_split_and_folded(void **state) {
    (void)state;
    static const Row ROWS[] = {
        {"", ""},
        {"Total SALES, by Sub-Category?", "total|sales|,|by|sub|category|?"},
        {"the customer's O'Neil", "the|customer|oneil"},
        {"sales over ₹1,500 in 2025-03", "sales|over|1,500|in|2025-03"},
        {"Ünïcode ＦＵＬＬ", "unicode|full"},
        {"पिछले महीने", "पिछले|महीने"},
        {"price >= 5 != 6", "price|>=|5|!=|6"},
        {"snake_case 3com", "snake|case|3com"},
    };
    Stemmer *stemmer = stemmer_new();
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        Arena *a = arena_create(0);
        Tokens t = tokens_read(str_from(ROWS[i].question), stemmer, a);
        assert_string_equal(str_z(a, joined(a, &t)), ROWS[i].words);
        arena_free(a);
    }
    stemmer_free(stemmer);
}

static void units_of_counting_join_their_number(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Stemmer *stemmer = stemmer_new();
    Tokens t = tokens_read(S("over 2 lakh and five"), stemmer, a);
    assert_int_equal(t.count, 4);
    assert_true(t.items[1].kind == TOKEN_NUMBER && t.items[1].number == 200000);
    assert_true(t.items[3].kind == TOKEN_NUMBER && t.items[3].number == 5);
    stemmer_free(stemmer);
    arena_free(a);
}

static void quotes_mark_what_stands_in_them(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Stemmer *stemmer = stemmer_new();
    Tokens t = tokens_read(S("named \"Blue Pen\" or 'x' don't"), stemmer, a);
    assert_int_equal(t.count, 6);
    assert_false(t.items[0].quoted);
    assert_true(t.items[1].quoted && t.items[2].quoted && t.items[4].quoted);
    assert_false(t.items[5].quoted);
    stemmer_free(stemmer);
    arena_free(a);
}

static void values_meet_questions_by_key(void **state) {
    (void)state;
    static const char *const SAME[][2] = {
        {"Phones", "phone"}, {"NEW   YORK", "new york"}, {"O'Donnell", "odonnell"},
        {"A-B/c", "a b c"},  {"3.5 inch", "3.5 inch"},   {"Cities", "city"},
        {"Ｆull", "full"},
    };
    for (size_t i = 0; i < COUNT_OF(SAME); i++) {
        char x[200], y[200];
        size_t nx = tokens_value_key(str_from(SAME[i][0]), x, sizeof x);
        size_t ny = tokens_value_key(str_from(SAME[i][1]), y, sizeof y);
        assert_true(str_eq(str_of(x, nx), str_of(y, ny)));
    }
}

static void long_questions_are_cut(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Stemmer *stemmer = stemmer_new();
    char *text = arena_alloc(a, 100000);
    for (size_t i = 0; i < 100000; i++) text[i] = i % 5 == 4 ? ' ' : 'a';
    Tokens t = tokens_read(str_of(text, 100000), stemmer, a);
    assert_true(t.cut);
    assert_int_equal(t.count, TOKENS_MAX);
    stemmer_free(stemmer);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_split_and_folded),
        cmocka_unit_test(units_of_counting_join_their_number),
        cmocka_unit_test(quotes_mark_what_stands_in_them),
        cmocka_unit_test(values_meet_questions_by_key),
        cmocka_unit_test(long_questions_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
