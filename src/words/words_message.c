// Messages and forecasts are made in English: an Err lives on the caller's stack, where nothing is
// allocated and nobody knows who will read it, and both are kept for whoever asks next. Here, at
// the door, the text is found that a sentence was made of, and said with the same values.
//
// Sentences are of the table in words_messages.c: names stay, numbers get the language's marks,
// days and phrases are said in turn. Failures are of the formats of fail(), which are the keys of
// the language's "messages": a value between quotes is a name and stays; another may be a failure
// itself. Tried and refused: an Err that carries its format and the places of its values. It has
// nothing to say once a message went through a job, the store or a second message.
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "words/words_match.h"
#include "words/words_messages.h"
#include "words/words_table.h"

enum {
    SENTENCES_MAX = 16,
    DATE_WORDS = 4,
    YEAR_MIN = 1000,
    FAILURES_DEEP = 4,
    COLONS_MAX = 8,
    LABELS_DEEP = 4
};

// ---- values ----

static int month_of(Str name) {
    for (int m = 1; m <= 12; m++) {
        Words english = words_english(NULL);
        if (str_eq(name, words_month_short(english, m)) || str_eq(name, words_month(english, m)))
            return m;
    }
    return 0;
}

static int weekday_of(Str name) {
    Words english = words_english(NULL);
    for (int d = 0; d < 7; d++) {
        if (str_eq(name, words_weekday(english, d)) ||
            str_eq(name, words_weekday_short(english, d)))
            return d;
    }
    return -1;
}

// "Sat 31 Oct 2026", "31 October 2026", "October", "Saturday".
static bool date_said(Words w, Str text, Str *ret) {
    Str words[DATE_WORDS + 1] = {0}, rest = text;
    size_t count = 0;
    while (count <= DATE_WORDS && (words[count] = str_next_word(&rest)).len > 0) count++;
    if (count == 1 && month_of(words[0]) > 0) {
        *ret = words_month(w, month_of(words[0]));
        return true;
    }
    if (count == 1 && weekday_of(words[0]) >= 0) {
        *ret = words_weekday(w, weekday_of(words[0]));
        return true;
    }
    bool named = count == DATE_WORDS && weekday_of(words[0]) >= 0;
    const Str *from = named ? &words[1] : words;
    int64_t day = 0, year = 0;
    if (count != (named ? 4U : 3U) || !str_to_int(from[0], &day) || !str_to_int(from[2], &year))
        return false;
    int month = month_of(from[1]);
    if (month == 0 || year < YEAR_MIN || !date_valid((int)year, month, (int)day)) return false;
    *ret = words_day(w, date_of((int)year, month, (int)day));
    return true;
}

// The end of the number that begins at `at`: digits with commas and one point between; `at` where
// it has neither, or is no number ("1.2.3").
static size_t number_end(Str text, size_t at) {
    size_t end = at, points = 0, commas = 0;
    while (end < text.len && (isdigit((unsigned char)text.ptr[end]) ||
                              (strchr(",.", text.ptr[end]) && end + 1 < text.len &&
                               isdigit((unsigned char)text.ptr[end + 1])))) {
        points += text.ptr[end] == '.';
        commas += text.ptr[end] == ',';
        end++;
    }
    return points > 1 || points + commas == 0 ? at : end;
}

static bool is_rupees(Str before) {
    return str_ends(before, S("₹")) || str_ends(before, S("Rs ")) || str_ends(before, S("৳"));
}

static void number_say(Words w, Buf *out, Str before, Str number) {
    bool rupees = is_rupees(before);
    bool money = rupees || str_ends(before, S("$")) || str_ends(before, S("€")) ||
                 str_ends(before, S("£")) || str_ends(before, S("¥"));
    Numerals how = money ? words_numerals_money(w, rupees) : words_numerals(w);
    char *digits = arena_alloc(w.a, number.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < number.len; i++) {
        if (number.ptr[i] != ',') digits[len++] = number.ptr[i];
    }
    words_digits(out, str_of(digits, len), &how);
}

// A text with its numbers ("1,234.5") as the language writes them.
static Str numbers_said(Words w, Str text) {
    CLEANUP(buf_done) Buf out;
    buf_init(&out, 4 * text.len + 16);
    for (size_t i = 0; i < text.len;) {
        // What stands between quotes is somebody's own.
        bool inside = i > 0 && (isalnum((unsigned char)text.ptr[i - 1]) ||
                                strchr(".,'\"", text.ptr[i - 1]) != NULL);
        size_t end = !inside && isdigit((unsigned char)text.ptr[i]) ? number_end(text, i) : i;
        if (end > i) {
            number_say(w, &out, str_slice(text, 0, i), str_slice(text, i, end));
            i = end;
        } else {
            buf_add_char(&out, text.ptr[i++]);
        }
    }
    return str_dup(w.a, buf_str(&out));
}

// A value that is a number, with what stands around it: "₹1,234.50", "33 %", "12.5 packs".
static bool is_amount(Str text) {
    size_t at = 0;
    while (at < text.len && !isdigit((unsigned char)text.ptr[at]) && text.ptr[at] != ' ') at++;
    return at < text.len && at <= 4 && isdigit((unsigned char)text.ptr[at]);
}

// The number, and what it counts: "28 days".
static Str amount_said(Words w, Str text) {
    ptrdiff_t space = str_find_char(text, ' ');
    Str number = numbers_said(w, space == STR_NONE ? text : str_slice(text, 0, (size_t)space));
    if (space == STR_NONE) return number;
    Str unit = words_term(w, str_skip(text, (size_t)space + 1));
    return str_fmt(w.a, STR_F " " STR_F, STR_A(number), STR_A(unit));
}

// Whether the slot stands behind a quote, or behind one that does: '{1}', '{1}.{2}'.
static bool is_quoted(Words w, Str text, const char *slot) {
    ptrdiff_t at = str_find(text, str_fmt(w.a, "{%s}", slot));
    while (at > 0 && memchr("}.", text.ptr[at - 1], 2)) {
        bool is_slot = text.ptr[--at] == '}';
        while (is_slot && at > 0 && text.ptr[at] != '{') at--;
    }
    return at > 0 && memchr("'`\"", text.ptr[at - 1], 3);
}

static bool said_by(Words w, const char *const *texts, size_t count, Str english, Str *ret);

static Str value_said(Words w, Str value) {
    Str said = {0};
    if (value.len == 0 || date_said(w, value, &said)) return value.len == 0 ? value : said;
    if (said_by(w, WORDS_PHRASES, WORDS_PHRASE_COUNT, value, &said)) return said;
    return is_amount(value) ? amount_said(w, value) : words_term(w, value);
}

static bool said_by(Words w, const char *const *texts, size_t count, Str english, Str *ret) {
    for (size_t i = 0; i < count; i++) {
        WordsMatch m;
        if (!words_match(str_from(texts[i]), english, &m)) continue;
        for (size_t k = 0; k < m.count; k++) {
            if (is_quoted(w, str_from(texts[i]), m.names[k])) continue;
            m.slots[k].value = value_said(w, m.slots[k].value);
        }
        *ret = words_fill(w, texts[i], m.slots);
        return true;
    }
    return false;
}

// ---- failures ----

static bool failure_said(Words w, Str english, int depth, Str *ret);

static bool is_number(Str value) {
    for (size_t i = 0; i < value.len; i++) {
        if (!memchr("0123456789+-.,e", value.ptr[i], 15)) return false;
    }
    return value.len > 0;
}

// {#1} takes a number alone, {_1} the end of an English word.
static bool slots_fit(const WordsMatch *m) {
    for (size_t i = 0; i < m->count; i++) {
        Str value = m->slots[i].value;
        if (m->names[i][0] == '#' && !is_number(value)) return false;
        if (m->names[i][0] == '_' && str_find_char(value, ' ') != STR_NONE) return false;
    }
    return true;
}

// "12 rows", "3.5 MB".
static bool counted_said(Words w, Str value, Str *ret) {
    Str rest = value, unit = {0};
    Str number = str_next_word(&rest), word = str_next_word(&rest);
    if (!is_number(number) || word.len == 0 || rest.len > 0) return false;
    if (!failure_said(w, word, FAILURES_DEEP - 1, &unit)) unit = words_term(w, word);
    *ret = str_fmt(w.a, STR_F " " STR_F, STR_A(numbers_said(w, number)), STR_A(unit));
    return true;
}

static bool failure_of(Words w, const WordsEntry *entry, Str english, int depth, Str *ret) {
    WordsMatch m;
    Str text = str_from(entry->text);
    if (!words_match(text, english, &m) || !slots_fit(&m)) return false;
    for (size_t i = 0; i < m.count; i++) {
        Str *value = &m.slots[i].value, said = {0};
        if (m.names[i][0] == '#') *value = numbers_said(w, *value);
        if (m.names[i][0] == '#' || is_quoted(w, text, m.names[i])) continue;
        bool known = failure_said(w, *value, depth + 1, &said) || counted_said(w, *value, &said);
        if (known) *value = said;
    }
    *ret = words_fill(words_english(w.a), entry->said, m.slots);
    return true;
}

// "sales.csv: the file is empty": where it was stays, and what was is said.
static bool after_colon_said(Words w, Str english, int depth, Str *ret) {
    Str rest = english, said = {0};
    for (int colons = 0; colons < COLONS_MAX; colons++) {
        ptrdiff_t at = str_find(rest, S(": "));
        if (at == STR_NONE) return false;
        rest = str_skip(rest, (size_t)at + 2);
        if (!failure_said(w, rest, depth + 1, &said)) continue;
        Str where = str_slice(english, 0, english.len - rest.len);
        *ret = str_fmt(w.a, STR_F STR_F, STR_A(where), STR_A(said));
        return true;
    }
    return false;
}

static bool failure_known(Words w, Str english, int depth, Str *ret) {
    if (depth >= FAILURES_DEEP || english.len == 0) return false;
    for (size_t i = 0; i < w.language->message_count; i++) {
        if (failure_of(w, &w.language->messages[i], english, depth, ret)) return true;
    }
    return false;
}

static bool failure_said(Words w, Str english, int depth, Str *ret) {
    return failure_known(w, english, depth, ret) ||
           (depth < 2 && after_colon_said(w, english, depth, ret));
}

// ---- sentences ----

// The first sentences of the text, as few as are known; the rest after them.
static bool sentence_said(Words w, Str *rest, Str *ret) {
    for (size_t at = 0; at < rest->len; at++) {
        bool is_end = rest->ptr[at] == '.' && at + 1 < rest->len && rest->ptr[at + 1] == ' ';
        if (!is_end) continue;
        Str first = str_slice(*rest, 0, at + 1);
        if (!said_by(w, WORDS_MESSAGES, WORDS_MESSAGE_COUNT, first, ret)) continue;
        *rest = str_skip(*rest, at + 2);
        return true;
    }
    return false;
}

Str words_message(Words w, Str english) {
    Str said[SENTENCES_MAX], rest = english;
    if (english.len == 0 || words_are_plain(w)) return english;
    if (words_are_english(w)) return numbers_said(w, english);
    if (failure_known(w, english, 0, &said[0])) return said[0];
    size_t count = 0;
    while (count + 1 < SENTENCES_MAX && sentence_said(w, &rest, &said[count])) count++;
    if (!said_by(w, WORDS_MESSAGES, WORDS_MESSAGE_COUNT, rest, &said[count]) &&
        !after_colon_said(w, rest, 0, &said[count])) {
        said[count] = rest;
    }
    return words_joined(w, said, count + 1, " ", " ");
}

Str words_name(Words w, Str english) {
    Str said = {0};
    if (words_are_english(w)) return english;
    if (said_by(w, WORDS_PHRASES, WORDS_PHRASE_COUNT, english, &said)) return said;
    return words_term(w, english);
}

// ---- labels ----

static Str label_said(Words w, Str label, int depth) {
    Str term = words_term(w, label), said = {0};
    if (term.ptr != label.ptr || date_said(w, label, &said)) return said.ptr ? said : term;
    if (depth > 0 && str_find_char(label, '(') != STR_NONE) return label;  // a question in itself
    for (size_t i = 0; i < WORDS_LABEL_COUNT && depth < LABELS_DEEP; i++) {
        WordsMatch m;
        if (!words_match(str_from(WORDS_LABELS[i]), label, &m)) continue;
        for (size_t k = 0; k < m.count; k++) {
            m.slots[k].value = label_said(w, m.slots[k].value, depth + 1);
        }
        return words_fill(w, WORDS_LABELS[i], m.slots);
    }
    return is_amount(label) ? amount_said(w, label) : label;
}

Str words_label(Words w, Str english) {
    return words_are_english(w) || english.len == 0 ? english : label_said(w, english, 0);
}
