// Every text of the sources is there in every language, with the same slots, and nothing else is;
// so is every failure that a person can meet (STAYS_ENGLISH has the others).
//
//     words_texts_test SRC           the test
//     words_texts_test SRC hi        what src/words/hi.json lacks, as lines for it
#include "base/buf.h"
#include "base/jsonw.h"
#include "texts_scan.h"
#include "words/words.h"
#include "words/words_match.h"
#include "words/words_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *source_folder;

// Failures that only a developer or an operator meets. Besides these ERR_IO and ERR_INTERNAL stay
// English everywhere: the system's reasons, and our own mistakes.
static const struct {
    Str path;  // below src
    const char *who;
} STAYS_ENGLISH[] = {
    {STR("/app/"), "who starts the program"},
    {STR("/net/"), "who speaks HTTP by hand"},
    {STR("/sys/"), "who keeps the machine"},
    {STR("/store/store.c"), "who keeps the machine"},
    {STR("/store/store_migrate.c"), "who keeps the machine"},
    {STR("/store/store_workspace.c"), "who keeps the machine"},
    {STR("/base/err.c"), "nobody: fail() itself"},
    {STR("/api/tus.c"), "who speaks HTTP by hand"},
    {STR("/plan/plan_read.c"), "who writes plans as JSON"},
    {STR("/model/model_read.c"), "who writes models as JSON"},
    {STR("/sql/"), "nobody: what the planner let through"},
    {STR("/forecast/reconcile.c"), "nobody: its callers check"},
    {STR("/forecast/forecast.c"), "who forecasts on the command line"},
};

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

static bool stays_english(const TextsMessage *m) {
    if (str_eq(m->code, S("ERR_IO")) || str_eq(m->code, S("ERR_INTERNAL"))) return true;
    Str path = str_skip(m->path, strlen(source_folder));
    for (size_t i = 0; i < COUNT_OF(STAYS_ENGLISH); i++) {
        if (m->code.len > 0 && str_starts(path, STAYS_ENGLISH[i].path)) return true;
    }
    return false;
}

static const char *message_said_in(const struct Language *l, Str text) {
    for (size_t i = 0; i < l->message_count; i++) {
        if (str_eq(str_from(l->messages[i].text), text)) return l->messages[i].said;
    }
    return NULL;
}

static void every_failure_is_in_every_language(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Texts t = texts_load(a);
    size_t lacking = 0;
    for (size_t i = 0; i < t.messages.count; i++) {
        const TextsMessage *m = &t.messages.items[i];
        for (size_t l = 0; l < WORDS_LANGUAGE_COUNT && !stays_english(m); l++) {
            if (m->text.len > 0 && message_said_in(&WORDS_LANGUAGES[l], m->text)) continue;
            print_error("%s.json lacks, of " STR_F ", \"" STR_F "\"\n", WORDS_LANGUAGES[l].tag,
                        STR_A(m->path), STR_A(m->text.len > 0 ? m->text : S("no literal")));
            lacking++;
        }
    }
    assert_int_equal(lacking, 0);
    arena_free(a);
}

static bool is_failure(const Texts *t, Str key) {
    for (size_t i = 0; i < t->messages.count; i++) {
        const TextsMessage *m = &t->messages.items[i];
        if (str_eq(m->text, key) && !stays_english(m)) return true;
    }
    return false;
}

static void no_failure_is_left_over(void **state) {
    (void)state;
    Arena *a = arena_create(0);
    Texts t = texts_load(a);
    size_t stale = 0;
    for (size_t l = 0; l < WORDS_LANGUAGE_COUNT; l++) {
        const struct Language *in = &WORDS_LANGUAGES[l];
        for (size_t i = 0; i < in->message_count; i++) {
            Str key = str_from(in->messages[i].text);
            if (is_failure(&t, key) && slots_agree(key, str_from(in->messages[i].said))) continue;
            print_error("%s.json: nobody fails with \"" STR_F "\", or its slots are others\n",
                        in->tag, STR_A(key));
            stale++;
        }
    }
    assert_int_equal(stale, 0);
    arena_free(a);
}

// A value that no text has, for each slot.
static Str sample_filled(Arena *a, const char *text) {
    WordsSlot slots[WORDS_SLOTS_MAX + 1] = {0};
    Str rest = str_from(text), slot = {0};
    for (size_t i = 0; i < WORDS_SLOTS_MAX && slot_next(&rest, &slot); i++) {
        Str name = str_dup(a, slot);
        Str value = str_fmt(a, "Q" STR_F "q", STR_A(name));
        if (name.ptr[0] == '#') value = str_fmt(a, "7" STR_F, STR_A(str_skip(name, 1)));
        if (name.ptr[0] == '_') value = S("s");
        slots[i] = (WordsSlot){name.ptr, value};
    }
    return words_fill(words_english(a), text, slots);
}

// What was made of a format is taken for that and no other.
static void failures_are_told_apart(void **state) {
    (void)state;
    size_t wrong = 0;
    for (size_t l = 0; l < WORDS_LANGUAGE_COUNT; l++) {
        const struct Language *in = &WORDS_LANGUAGES[l];
        Arena *a = arena_create(0);
        for (size_t i = 0; i < in->message_count; i++) {
            Str said = words_message(words_for(a, in), sample_filled(a, in->messages[i].text));
            Str wanted = sample_filled(a, in->messages[i].said);
            if (str_eq(said, wanted)) continue;
            print_error("%s.json: \"%s\" was said \"" STR_F "\"\n", in->tag, in->messages[i].text,
                        STR_A(said));
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
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
    texts_scan_source(a, S("x.c"),
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

static void failures_are_found_in_a_source(void **state) {
    (void)state;
    static const struct {
        const char *text, *code;
    } WANTED[] = {
        {"{1} has {#2} row{_3}, 5 %", "ERR_LIMIT"},
        {"", "code_of(x, 1)"},
        {"a list", ""},
        {"'{1}' is {2}", "ERR_INVALID"},
    };
    Arena *a = arena_create(0);
    Texts t = {0};
    texts_scan_source(a, S("x.c"),
                      S("return fail(err, ERR_LIMIT, STR_F \" has %zu \"\n  \"row%s, 5 %%\", s);\n"
                        "fail(err, code_of(x, 1), yes ? \"a\" : \"b\"); fail(&e, c, \"%s: %d\");\n"
                        "fail(err, ERR_INVALID, \"'%.60s' is %c\", s, ERR_WORD(\"a list\"));\n"),
                      &t);
    assert_int_equal(t.messages.count, COUNT_OF(WANTED));
    size_t found = 0;
    for (size_t i = 0; i < COUNT_OF(WANTED); i++) {
        for (size_t k = 0; k < t.messages.count; k++) {
            const TextsMessage *m = &t.messages.items[k];
            found += str_eq(m->text, str_from(WANTED[i].text)) &&
                     str_eq(m->code, str_from(WANTED[i].code));
        }
    }
    assert_int_equal(found, COUNT_OF(WANTED));
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

static void line_print(Str text) {
    Buf line;
    buf_init(&line, 1 << 16);
    JsonW w = jsonw_to(&line);
    jsonw_str(&w, text);
    printf("    " STR_F ": \"\",\n", STR_A(buf_str(&line)));
    buf_done(&line);
}

// Each once.
static void lacking_failures_print(const struct Language *l, const Texts *t) {
    for (size_t i = 0; i < t->messages.count; i++) {
        const TextsMessage *m = &t->messages.items[i];
        bool again = false;
        for (size_t k = 0; k < i && !again; k++) {
            const TextsMessage *before = &t->messages.items[k];
            again = str_eq(before->text, m->text) && !stays_english(before);
        }
        if (!again && m->text.len > 0 && !stays_english(m) && !message_said_in(l, m->text))
            line_print(m->text);
    }
}

static int lacking_print(const char *tag) {
    Arena *a = arena_create(0);
    Texts t = {0};
    bool ok = texts_scan(a, source_folder, &t);
    for (size_t l = 0; ok && l < WORDS_LANGUAGE_COUNT; l++) {
        if (strcmp(WORDS_LANGUAGES[l].tag, tag) != 0) continue;
        puts("  \"texts\"");
        for (size_t i = 0; i < t.all.count; i++) {
            if (!said_in(&WORDS_LANGUAGES[l], t.all.items[i])) line_print(t.all.items[i]);
        }
        puts("  \"messages\"");
        lacking_failures_print(&WORDS_LANGUAGES[l], &t);
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
        cmocka_unit_test(failures_are_found_in_a_source),
        cmocka_unit_test(every_failure_is_in_every_language),
        cmocka_unit_test(no_failure_is_left_over),
        cmocka_unit_test(failures_are_told_apart),
        cmocka_unit_test(every_text_is_in_every_language),
        cmocka_unit_test(slots_are_the_same),
        cmocka_unit_test(nothing_is_left_over),
        cmocka_unit_test(languages_know_the_same_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
