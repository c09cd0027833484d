#include "words/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "words/words_language.h"
#include "words/words_match.h"

static Arena *arena;

static Words in(const char *tag) { return words_for(arena, words_language(str_from(tag))); }

static void assert_said(Str said, const char *wanted) {
    assert_string_equal(str_z(arena, said), wanted);
}

static int start(void **state) {
    (void)state;
    arena = arena_create(0);
    return 0;
}

static int end(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

static void texts_are_said_in_the_language(void **state) {
    (void)state;
    assert_said(words_text(in("en"), "By month"), "By month");
    assert_said(words_text(in("hi"), "By month"), "हर महीने");
    assert_said(words_text(in("de"), "By month"), "Nach Monat");
    assert_said(words_text(words_english(arena), "By month"), "By month");
}

static void what_a_language_lacks_stays_english(void **state) {
    (void)state;
    assert_said(words_text(in("hi"), "There is no such text."), "There is no such text.");
    assert_said(words_fill(in("hi"), "no text of {x}", (WordsSlot[]){{"x", S("1")}, {0}}),
                "no text of 1");
    assert_said(words_term(in("hi"), S("Flux capacitor")), "Flux capacitor");
}

static void slots_are_filled(void **state) {
    (void)state;
    static const struct {
        const char *text, *said;
    } CASES[] = {
        {"{a} and {b}", "1 and {a}"},  // what is filled in is not looked at again
        {"{b}{b}", "{a}{a}"},          // twice
        {"{c} {a}", "{c} 1"},          // nothing was given
        {"{a", "{a"},                  // no end
        {"}{a}{", "}1{"},              // out of order
        {"{}", "{}"},                  // no name
        {"{ a }", "{ a }"},            // not a name
        {"", ""},                      // nothing
        {"{a}{no}{b}", "1{a}"},        // an empty value
        {"{xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}",
         "{xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}"},
    };
    const WordsSlot slots[] = {{"a", S("1")}, {"b", S("{a}")}, {"no", S("")}, {0}};
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        assert_said(words_fill(in("en"), CASES[i].text, slots), CASES[i].said);
    }
}

static void counts_take_their_form(void **state) {
    (void)state;
    static const struct {
        const char *tag;
        int64_t n;
        const char *said;
    } CASES[] = {
        {"en", 1, "1 row"},
        {"en", 0, "0 rows"},
        {"en", 1234567, "1,234,567 rows"},
        {"en", -1234, "-1,234 rows"},
        {"de", 1, "1 Zeile"},
        {"de", 1234567, "1.234.567 Zeilen"},
        {"de", 0, "0 Zeilen"},
        {"hi", 0, "0 पंक्ति"},  // CLDR: "one" is 0 and 1
        {"hi", 2, "2 पंक्तियां"},
        {"hi", 1234567, "12,34,567 पंक्तियां"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        assert_said(words_counted(in(CASES[i].tag), CASES[i].n, "{n} row", "{n} rows"),
                    CASES[i].said);
    }
}

static void lists(void **state) {
    (void)state;
    const Str items[] = {STR("A"), STR("B"), STR("C")};
    assert_said(words_list(in("en"), items, 0), "");
    assert_said(words_list(in("en"), items, 1), "A");
    assert_said(words_list(in("en"), items, 3), "A, B and C");
    assert_said(words_choice(in("de"), items, 3), "A, B oder C");
    assert_said(words_list(in("hi"), items, 2), "A और B");
}

static void days_and_numbers(void **state) {
    (void)state;
    Date day = date_of(2026, 10, 3);
    assert_said(words_day(in("en"), day), "3 October 2026");
    assert_said(words_day_short(in("en"), day), "3 Oct 2026");
    assert_said(words_day(in("de"), day), "3. Oktober 2026");
    assert_said(words_day_short(in("hi"), day), "3 अक्टूबर 2026");
    assert_said(words_weekday(in("de"), 0), "Montag");
    assert_said(words_weekday(in("hi"), 6), "रविवार");
    assert_said(words_number(in("en"), 10), "ten");
    assert_said(words_number(in("de"), 3), "drei");
    assert_said(words_number(in("hi"), 11), "11");
    assert_said(words_number(in("en"), -1), "-1");
    assert_true(words_numerals(in("hi")).is_indian);
    assert_said(words_numerals(in("de")).point, ",");
}

static void sentences_stand_by_themselves(void **state) {
    (void)state;
    assert_said(words_sentence(in("en"), S(" acme Ltd..")), "Acme Ltd.");
    assert_said(words_sentence(in("de"), S("über alles.")), "Über alles.");
    assert_said(words_sentence(in("hi"), S("आय 9। ")), "आय 9।");
    assert_said(words_sentence(in("en"), S("")), "");
    assert_said(words_sentence(in("en"), S("₹5")), "₹5");
}

static void terms_are_known_in_any_case(void **state) {
    (void)state;
    assert_said(words_term(in("hi"), S("Store")), "दुकान");
    assert_said(words_term(in("de"), S("customers")), "Kunden");
    assert_said(words_term(in("en"), S("Store")), "Store");
    assert_said(words_term(in("hi"), S("")), "");
}

static void values_are_read_back(void **state) {
    (void)state;
    Str value = {0};
    assert_true(words_cut(in("en"), "number of {1}", S("number of bills"), &value));
    assert_said(value, "bills");
    assert_true(words_cut(in("hi"), "number of {1}", S("बिल की संख्या"), &value));
    assert_said(value, "बिल");
    assert_false(words_cut(in("hi"), "number of {1}", S("number of bills"), &value));
    WordsMatch match;
    assert_true(words_match(S("{a} by {b}."), S("x by y by z."), &match));
    assert_said(match.slots[0].value, "x");
    assert_said(match.slots[1].value, "y by z");
    assert_false(words_match(S("{a} by {b}."), S("x by y"), &match));
    assert_false(words_match(S("by {b}"), S(""), &match));
    assert_true(words_match(S("{b}"), S(""), &match));
    assert_false(words_match(S("a{b}a"), S("a"), &match));  // the ends must not share a letter
}

static void languages_are_found_by_their_tags(void **state) {
    (void)state;
    static const struct {
        const char *tag, *found;  // "" none
    } CASES[] = {
        {"hi", "hi"},    {"HI", "hi"},
        {"hi-IN", "hi"}, {"hi_Deva_IN", "hi"},
        {"de-AT", "de"}, {"en-GB", "en"},
        {"en", "en"},    {"hindi", ""},
        {"", ""},        {"x", ""},
        {"-hi", ""},     {"fr", ""},
        {"hi-", "hi"},   {"hi-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ""},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const Language *found = words_language(str_from(CASES[i].tag));
        assert_string_equal(found ? words_language_tag(found).ptr : "", CASES[i].found);
    }
}

// RFC 9110, 12.5.4.
static void the_most_wanted_language_is_taken(void **state) {
    (void)state;
    static const struct {
        const char *header, *found;
    } CASES[] = {
        {"hi", "hi"},
        {"fr, hi;q=0.5, de;q=0.7", "de"},
        {"de;q=0.5,hi;q=0.5", "de"},  // of equals the first
        {"fr-CH, fr;q=0.9, *;q=0.5", "en"},
        {"en;q=0, *", "de"},
        {"*;q=0", ""},
        {"hi;q=0", ""},
        {"hi;q=0, hi-IN", ""},
        {"hi ; q=1.0 , en", "hi"},
        {"hi;q=2, de;q=0.1", "de"},  // not a quality
        {"hi;q=nan, de", "de"},
        {"hi;level=1, de;q=0.1", "de"},
        {",,;q=1,", ""},
        {"", ""},
        {"\xff\xfe, hi;q=0.001", "hi"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const Language *found = words_language_accepted(str_from(CASES[i].header));
        const char *tag = found ? words_language_tag(found).ptr : "";
        if (!str_eq(str_from(tag), str_from(CASES[i].found)))
            fail_msg("%s: %s", CASES[i].header, tag);
    }
}

static void long_headers_end(void **state) {
    (void)state;
    char header[20000];
    for (size_t i = 0; i + 3 < sizeof header; i += 3) {
        header[i] = 'f', header[i + 1] = 'r', header[i + 2] = ',';
    }
    assert_null(words_language_accepted(str_of(header, sizeof header - 3)));
}

static void messages_are_said_by_their_texts(void **state) {
    (void)state;
    assert_said(words_message(in("hi"), S("field 'question' is missing: ask something")),
                "सवाल खाली है: कुछ पूछें");
    assert_said(words_message(in("en"), S("field 'question' is missing: ask something")),
                "field 'question' is missing: ask something");
    assert_said(words_message(in("hi"), S("something quite new")), "something quite new");
    assert_said(words_message(in("hi"), S("")), "");
}

static void failures_are_said_by_their_formats(void **state) {
    (void)state;
    static const struct {
        const char *tag, *english, *said;
    } CASES[] = {
        {"hi", "Not Found", "नहीं मिला"},
        {"de", "there is no table 'sales'", "Es gibt keine Tabelle „sales“"},
        // What stands between quotes is a name, though it reads as something else.
        {"de", "there is no table 'out of memory'", "Es gibt keine Tabelle „out of memory“"},
        {"de", "there is no table 'it is empty' here", "Hier gibt es keine Tabelle „it is empty“"},
        // Pieces are said in turn, numbers get the language's mark.
        {"hi", "field 'limit' must be a whole number", "'limit' में यह होना चाहिए: पूर्ण संख्या"},
        {"de", "the level must be", "the level must be"},
        {"de", "the service level must be 50 to 99.99 percent, not 12.5",
         "Der Servicegrad muss 50 bis 99,99 Prozent sein, nicht 12,5"},
        // A number's slot takes numbers alone.
        {"de", "there is no question x", "there is no question x"},
        // One failure within another, and where it was.
        {"hi", "step 2 (t): there is no column 'a'", "चरण 2 (t): 'a' नाम का कोई कॉलम नहीं है"},
        {"de", "2026/sales: new.csv: the file ends before the JSON does",
         "2026/sales: new.csv: die Datei endet vor dem JSON"},
        {"de", "cleaning left a step out: step 1 (derive): character 3: no column `x` in t",
         "Beim Bereinigen wurde ein Schritt ausgelassen: Schritt 1 (derive): Zeichen 3: keine "
         "Spalte `x` in t"},
        {"de", "12,345 rows of the file have the key of a later one",
         "12.345 Zeilen der Datei haben den Schlüssel einer späteren"},
        {"hi", "character 4: abs takes 1 value, not 3", "अक्षर 4: abs में 1 मान चाहिए, 3 नहीं"},
        {"hi", "character 4: min takes 2 values, not 3", "अक्षर 4: min में 2 मान चाहिए, 3 नहीं"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str english = str_from(CASES[i].english);
        assert_said(words_message(in(CASES[i].tag), english), CASES[i].said);
        // English is what it was, to the byte.
        Str same = words_message(in("en"), english);
        assert_ptr_equal(same.ptr, english.ptr);
        assert_int_equal(same.len, english.len);
    }
}

// A name that a question made has its terms said, and one that a person gave is left alone.
static void labels_are_said_by_their_parts(void **state) {
    (void)state;
    static const struct {
        const char *tag, *english, *said;
    } CASES[] = {
        {"hi", "percent of revenue from the 5 highest customers",
         "आय का प्रतिशत, सबसे ऊपर के 5 ग्राहक से"},
        {"de", "percent of number of customers from the 3 lowest stores",
         "Prozent von Anzahl Kunden, von den 3 niedrigsten Filialen"},
        {"hi", "share in percent", "हिस्सा प्रतिशत में"},
        {"de", "percent of customers where city is Pune", "Prozent von Kunden, wo Stadt ist Pune"},
        {"de", "Bestand in der Nacht", "Bestand in der Nacht"},
        {"hi", "flux", "flux"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        assert_said(words_label(in(CASES[i].tag), str_from(CASES[i].english)), CASES[i].said);
        assert_said(words_label(in("en"), str_from(CASES[i].english)), CASES[i].english);
    }
}

// Nobody's text may keep the server busy: it is all colons, quotes and pieces.
static void long_messages_end(void **state) {
    (void)state;
    char text[512];
    static const char PIECE[] = "x: 'y' (is empty) in: ";
    for (size_t i = 0; i + 1 < sizeof text; i++) text[i] = PIECE[i % (sizeof PIECE - 1)];
    text[sizeof text - 1] = '\0';
    assert_true(words_message(in("hi"), str_from(text)).len > 0);
}

// What forecasts and the look at the data say: values, days, numbers and phrases with them.
static void sentences_are_said_with_their_values(void **state) {
    (void)state;
    static const struct {
        const char *tag, *english, *said;
    } CASES[] = {
        {"hi",
         "The whole business: about 21,374 units will sell in the next 28 days, likely 18,721 to "
         "24,026, 5 % less than in the 28 days before.",
         "पूरा कारोबार: अगले 28 दिन में लगभग 21,374 इकाइयों की बिक्री, "
         "संभावना 18,721 से 24,026 की, पिछले 28 दिन से "
         "5 % "
         "कम।"},
        {"de",
         "Acme Ltd.: about $1,234.50 of revenue from Sat 31 Oct 2026 to Sun 1 Nov 2026, likely "
         "$1,000 to $1,500.",
         "Acme Ltd.: etwa $1.234,50 Umsatz vom 31. Oktober 2026 bis 1. November 2026, "
         "wahrscheinlich $1.000 bis $1.500."},
        {"hi", "It is falling by about 9.33 a day. Highest on Saturday, lowest on Tuesday.",
         "यह प्रति दिन लगभग 9.33 घट रहा है। सबसे ज़्यादा: शनिवार, सबसे कम: मंगलवार।"},
        {"de", "It is falling by about 9.33 a day. Nobody knows this one.",
         "Es sinkt um etwa 9,33 je Tag. Nobody knows this one."},
        {"de", "37,378 bills have no customer", "37.378 Bons ohne Kunde"},
        {"hi", "12 days without bills, the longest time from 2026-01-02 to 2026-01-09",
         "12 दिन में बिल नहीं; सबसे लंबा समय 2026-01-02 से 2026-01-09 तक"},
        {"hi", "syntax error at or near \"store\"", "\"store\" के पास SQL सही नहीं है"},
        {"de", "there is no table '{name}'", "Es gibt keine Tabelle „{name}“"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        assert_said(words_message(in(CASES[i].tag), str_from(CASES[i].english)), CASES[i].said);
    }
    assert_said(words_name(in("hi"), S("Diwali")), "दिवाली");
    assert_said(words_name(in("de"), S("The whole business")), "Das ganze Geschäft");
    assert_said(words_name(in("en"), S("The whole business")), "The whole business");
}

// Of a sentence that stays English too, but for what stands between quotes.
static void numbers_of_sentences_are_written_as_wished(void **state) {
    (void)state;
    static const struct {
        WordsNumbers numbers;
        const char *english, *said;
    } CASES[] = {
        {WORDS_NUMBERS_OWN, "₹12,34,567 of 1,234,567", "₹12,34,567 of 1,234,567"},
        {WORDS_NUMBERS_LAKH, "Revenue is 974,630.", "Revenue is 9,74,630."},
        {WORDS_NUMBERS_LAKH, "$1,234,567 and 12.5 %", "$1,234,567 and 12.5 %"},
        {WORDS_NUMBERS_EUROPEAN, "₹12,34,567.50 on 3 Nov, 12.5 % more than 1,234 on 2026-11-03",
         "₹1.234.567,50 on 3 Nov, 12,5 % more than 1.234 on 2026-11-03"},
        {WORDS_NUMBERS_EUROPEAN, "'1,234.5' of version 1.2.3", "'1,234.5' of version 1.2.3"},
        {WORDS_NUMBERS_INTERNATIONAL, "₹12,34,567", "₹1,234,567"},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Words w = in("en");
        w.language = words_language_with(w.language, CASES[i].numbers, w.a);
        assert_said(words_message(w, str_from(CASES[i].english)), CASES[i].said);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_said_in_the_language),
        cmocka_unit_test(what_a_language_lacks_stays_english),
        cmocka_unit_test(slots_are_filled),
        cmocka_unit_test(counts_take_their_form),
        cmocka_unit_test(lists),
        cmocka_unit_test(days_and_numbers),
        cmocka_unit_test(sentences_stand_by_themselves),
        cmocka_unit_test(terms_are_known_in_any_case),
        cmocka_unit_test(values_are_read_back),
        cmocka_unit_test(languages_are_found_by_their_tags),
        cmocka_unit_test(the_most_wanted_language_is_taken),
        cmocka_unit_test(long_headers_end),
        cmocka_unit_test(messages_are_said_by_their_texts),
        cmocka_unit_test(failures_are_said_by_their_formats),
        cmocka_unit_test(labels_are_said_by_their_parts),
        cmocka_unit_test(long_messages_end),
        cmocka_unit_test(sentences_are_said_with_their_values),
        cmocka_unit_test(numbers_of_sentences_are_written_as_wished),
    };
    return cmocka_run_group_tests(tests, start, end);
}
