// Every text of the sources is there in every language, with the same slots, and nothing else is.
//
//     words_texts_test SRC           the test
//     words_texts_test SRC hi        what src/words/hi.json lacks, as lines for it
#include "base/buf.h"
#include "base/jsonw.h"
#include "texts_scan.h"
#include "words/words_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *source_folder;

static const char *said_in(const struct Language *l, Str text) {
    for (size_t i = 0; i < l->text_count; i++) {
        Str key = str_from(l->texts[i].text);
        ptrdiff_t form = str_find(key, S(WORDS_FORM));
        if (form != STR_NONE) key = str_slice(key, 0, (size_t)form);
        if (str_eq(key, text)) return l->texts[i].said;
    }
    return NULL;
}

// Takes the text up to and with the next slot.
static bool slot_next(Str *rest, Str *ret) {
    ptrdiff_t open = str_find_char(*rest, '{');
    if (open == STR_NONE) return false;
    *rest = str_skip(*rest, (size_t)open + 1);
    ptrdiff_t close = str_find_char(*rest, '}');
    if (close == STR_NONE) return false;
    *ret = str_slice(*rest, 0, (size_t)close);
    *rest = str_skip(*rest, (size_t)close + 1);
    return true;
}

static bool has_slot(Str text, Str name) {
    Str slot = {0};
    while (slot_next(&text, &slot)) {
        if (str_eq(slot, name)) return true;
    }
    return false;
}

// `mon` and `month` are one; what begins with "_" is English grammar.
static bool is_optional(Str slot) { return str_starts(slot, S("_")); }
static bool is_month(Str slot) { return str_eq(slot, S("mon")) || str_eq(slot, S("month")); }

static bool answers(Str text, Str slot) {
    if (has_slot(text, slot)) return true;
    if (is_month(slot)) return has_slot(text, S("mon")) || has_slot(text, S("month"));
    char grammar[64];
    snprintf(grammar, sizeof grammar, "_" STR_F, STR_A(slot));
    return has_slot(text, str_from(grammar));
}

// Whether nothing that is said in English gets lost, and nothing is wanted that English has not.
static bool slots_agree(Str english, Str said) {
    Str rest = english, slot = {0};
    while (slot_next(&rest, &slot)) {
        if (!is_optional(slot) && !answers(said, slot)) return false;
    }
    for (rest = said; slot_next(&rest, &slot);) {
        if (is_optional(slot) || !answers(english, slot)) return false;
    }
    return true;
}

static Texts texts_load(Arena *a) {
    Texts t = {0};
    assert_true(texts_scan(a, source_folder, &t));
    assert_true(t.all.count > 100);
    return t;
}

static void every_text_is_in_every_language(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Texts t = texts_load(a);
    size_t lacking = 0;
    for (size_t l = 0; l < WORDS_LANGUAGE_COUNT; l++) {
        for (size_t i = 0; i < t.all.count; i++) {
            if (said_in(&WORDS_LANGUAGES[l], t.all.items[i])) continue;
            print_error("%s.json lacks \"" STR_F "\"\n", WORDS_LANGUAGES[l].tag,
                        STR_A(t.all.items[i]));
            lacking++;
        }
    }
    assert_int_equal(lacking, 0);
    arena_free(a);
}

static void slots_are_the_same(void **state) {
    (void)state;
    size_t wrong = 0;
    for (size_t l = 0; l < WORDS_LANGUAGE_COUNT; l++) {
        const struct Language *in = &WORDS_LANGUAGES[l];
        for (size_t i = 0; i < in->text_count; i++) {
            Str key = str_from(in->texts[i].text);
            ptrdiff_t form = str_find(key, S(WORDS_FORM));
            if (form != STR_NONE) key = str_slice(key, 0, (size_t)form);
            if (slots_agree(key, str_from(in->texts[i].said))) continue;
            print_error("%s.json: other slots: \"" STR_F "\": \"%s\"\n", in->tag, STR_A(key),
                        in->texts[i].said);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static bool is_text(const Texts *t, Str key) {
    for (size_t i = 0; i < t->all.count; i++) {
        if (str_eq(t->all.items[i], key)) return true;
    }
    return false;
}

static void nothing_is_left_over(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Texts t = texts_load(a);
    size_t stale = 0;
    for (size_t l = 0; l < WORDS_LANGUAGE_COUNT; l++) {
        const struct Language *in = &WORDS_LANGUAGES[l];
        for (size_t i = 0; i < in->text_count; i++) {
            Str key = str_from(in->texts[i].text);
            ptrdiff_t form = str_find(key, S(WORDS_FORM));
            if (form != STR_NONE) key = str_slice(key, 0, (size_t)form);
            if (is_text(&t, key)) continue;
            print_error("%s.json: nobody says \"" STR_F "\"\n", in->tag, STR_A(key));
            stale++;
        }
    }
    assert_int_equal(stale, 0);
    arena_free(a);
}

static void languages_know_the_same_terms(void **state) {
    (void)state;
    for (size_t l = 1; l < WORDS_LANGUAGE_COUNT; l++) {
        const struct Language *x = &WORDS_LANGUAGES[0], *y = &WORDS_LANGUAGES[l];
        for (size_t i = 0; i < x->term_count && i < y->term_count; i++) {
            assert_string_equal(x->terms[i].text, y->terms[i].text);
        }
        assert_int_equal(x->term_count, y->term_count);
    }
}

static void texts_are_found_in_a_source(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Texts t = {0};
    texts_scan_source(a,
                      S("f(w, \"no\"); // words_text(w, \"no\")\n"
                        "words_text(at(w, 1), \"one\" \" and \\\"two\\\"\");\n"
                        "words_of(w, yes ? WORD(\"three\") : WORD(\"four\"), {\"no\", x});\n"
                        "words_counted(w, n, \"{n} five\", \"{n} fives\"); char c = '\"';\n"
                        "words_text(w, TEXTS[i]); words_text(w, \"one and \\\"two\\\"\");"),
                      &t);
    const char *const wanted[] = {"one and \"two\"", "three", "four", "{n} five", "{n} fives"};
    assert_int_equal(t.all.count, COUNT_OF(wanted));
    for (size_t i = 0; i < COUNT_OF(wanted); i++) {
        assert_string_equal(str_z(a, t.all.items[i]), wanted[i]);
    }
    arena_free(a);
}

static void slots_that_differ_are_noticed(void **state) {
    (void)state;
    assert_true(slots_agree(S("{name} {_was} {value}"), S("{value}: {name}")));
    assert_true(slots_agree(S("{day} {mon}"), S("{month} {day}")));
    assert_true(slots_agree(S("{number} {_things}"), S("{things}: {number}")));
    assert_false(slots_agree(S("{name} {value}"), S("{name}")));
    assert_false(slots_agree(S("{name}"), S("{name} {value}")));
    assert_false(slots_agree(S("{name}"), S("{_was} {name}")));
}

static int lacking_print(const char *tag) {
    Arena *a = arena_create(0);
    Texts t = {0};
    bool ok = texts_scan(a, source_folder, &t);
    for (size_t l = 0; ok && l < WORDS_LANGUAGE_COUNT; l++) {
        if (strcmp(WORDS_LANGUAGES[l].tag, tag) != 0) continue;
        for (size_t i = 0; i < t.all.count; i++) {
            if (said_in(&WORDS_LANGUAGES[l], t.all.items[i])) continue;
            Buf text;
            buf_init(&text, 1 << 16);
            JsonW w = jsonw_to(&text);
            jsonw_str(&w, t.all.items[i]);
            printf("    " STR_F ": \"\",\n", STR_A(buf_str(&text)));
            buf_done(&text);
        }
    }
    arena_free(a);
    return ok ? 0 : 1;
}

int main(int argc, char **argv) {
    if (argc < 2) return 2;
    source_folder = argv[1];
    if (argc > 2) return lacking_print(argv[2]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_found_in_a_source),
        cmocka_unit_test(slots_that_differ_are_noticed),
        cmocka_unit_test(every_text_is_in_every_language),
        cmocka_unit_test(slots_are_the_same),
        cmocka_unit_test(nothing_is_left_over),
        cmocka_unit_test(languages_know_the_same_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
