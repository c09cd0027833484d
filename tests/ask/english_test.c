#include "ask/english.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#undef fail

typedef struct Form {
    const char *word, *base;  // base NULL: no English word
} Form;

static void forms_lead_to_their_base(void **state) {
    (void)state;
    static const Form FORMS[] = {
        {"salary", "salary"}, {"cities", "city"},   {"taught", "teach"}, {"stopped", "stop"},
        {"hired", "hire"},    {"written", "write"}, {"knives", "knife"}, {"surname", "surname"},
        {"qwzx", NULL},       {"", NULL},           {"a", NULL},         {"zzzz", NULL},
        {"aaaa", NULL},       {"\xff\xfe", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
        English e = {0};
        bool found = english_find(str_from(FORMS[i].word), &e);
        if (found != (FORMS[i].base != NULL)) print_error("%s\n", FORMS[i].word);
        assert_int_equal(found, FORMS[i].base != NULL);
        if (!found) continue;
        if (!str_eq(e.word, str_from(FORMS[i].base)))
            print_error("%s %.*s\n", FORMS[i].word, STR_A(e.word));
        assert_true(str_eq(e.word, str_from(FORMS[i].base)));
    }
}

static bool is_near(const char *word, const char *other) {
    English e;
    EnglishNear near;
    assert_true(english_find(str_from(word), &e));
    while (english_next(&e, &near)) {
        if (str_eq(near.word, str_from(other))) return true;
    }
    return false;
}

static void words_are_near_to_what_they_mean(void **state) {
    (void)state;
    assert_true(is_near("salary", "wage"));
    assert_true(is_near("surname", "last_name"));
    assert_true(is_near("instructors", "teacher"));
    assert_true(is_near("family_name", "last_name"));
    assert_false(is_near("salary", "city"));
}

// Every line is found by its own word: the text is sorted as the search expects.
static void every_word_is_found(void **state) {
    (void)state;
    Str rest = str_of(ENGLISH_TEXT, ENGLISH_TEXT_LEN), line;
    size_t lines = 0, lost = 0;
    while (str_next_part(&rest, '\n', &line)) {
        Str words = line, word = str_next_word(&words);
        English e;
        if (word.len == 0) continue;
        lines++;
        lost += english_find(word, &e) ? 0 : 1;
    }
    assert_true(lines > 20000);
    assert_int_equal(lost, 0);
    assert_true(ENGLISH_TEXT_LEN < 1 << 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_lead_to_their_base),
        cmocka_unit_test(words_are_near_to_what_they_mean),
        cmocka_unit_test(every_word_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
