#include "words/words.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/upluralrules.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "words/words_language.h"
#include "words/words_match.h"
#include "words/words_table.h"

enum {
    SLOT_NAME_MAX = 32,
    CATEGORY_MAX = 16,
    CHARACTER_BYTES = 4,
    LIST_MAX = 16 * 1024,
    NUMBER_MAX = 128
};

static const char *found(const WordsEntry *entries, size_t count, const char *text) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(entries[middle].text, text);
        if (order == 0) return entries[middle].said;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static const char *said(Words w, const char *text) {
    const Language *l = w.language;
    const char *in_it = l ? found(l->texts, l->text_count, text) : NULL;
    return in_it ? in_it : text;
}

Str words_tag(Words w) { return words_language_tag(w.language); }

bool words_are_english(Words w) { return !w.language || w.language->text_count == 0; }

bool words_are_plain(Words w) {
    return words_are_english(w) && (!w.language || !w.language->point);
}

Str words_text(Words w, const char *text) { return str_from(said(w, text)); }

// ---- slots ----

static const WordsSlot *slot_find(const WordsSlot *slots, Str name) {
    for (const WordsSlot *s = slots; s->name; s++) {
        if (str_eq(str_from(s->name), name)) return s;
    }
    return NULL;
}

// The next piece of a text: up to a slot, or the value of the slot that it begins with.
static Str piece_next(Str *rest, const WordsSlot *slots) {
    ptrdiff_t open = str_find_char(*rest, '{');
    if (open != 0) {
        Str plain = str_slice(*rest, 0, open == STR_NONE ? rest->len : (size_t)open);
        *rest = str_skip(*rest, plain.len);
        return plain;
    }
    ptrdiff_t close = str_find_char(*rest, '}');
    const WordsSlot *slot = close > 0 && close <= SLOT_NAME_MAX
                                ? slot_find(slots, str_slice(*rest, 1, (size_t)close))
                                : NULL;
    size_t taken = slot ? (size_t)close + 1 : 1;
    Str piece = slot ? slot->value : str_slice(*rest, 0, 1);
    *rest = str_skip(*rest, taken);
    return piece;
}

static Str filled(Arena *a, Str text, const WordsSlot *slots) {
    size_t len = 0;
    for (Str rest = text; rest.len > 0;) len += piece_next(&rest, slots).len;
    char *out = arena_alloc(a, len + 1);
    size_t at = 0;
    for (Str rest = text; rest.len > 0;) {
        Str piece = piece_next(&rest, slots);
        if (piece.len > 0) memcpy(out + at, piece.ptr, piece.len);
        at += piece.len;
    }
    return str_of(out, len);
}

Str words_fill(Words w, const char *text, const WordsSlot *slots) {
    assert(text && slots);
    return filled(w.a, words_text(w, text), slots);
}

bool words_cut(Words w, const char *text, Str said, Str *ret) {
    WordsMatch match;
    if (!words_match(words_text(w, text), said, &match)) return false;
    assert(match.count == 1);
    *ret = match.slots[0].value;
    return true;
}

// ---- plurals ----

// CLDR's category of n in the language: "one", "few", "other".
static void category_of(Words w, int64_t n, char ret[static CATEGORY_MAX]) {
    UErrorCode status = U_ZERO_ERROR;
    UChar keyword[CATEGORY_MAX] = {0};
    UPluralRules *rules = uplrules_open(words_language_tag(w.language).ptr, &status);
    int32_t len = uplrules_select(rules, (double)n, keyword, CATEGORY_MAX - 1, &status);
    if (rules) uplrules_close(rules);
    if (U_FAILURE(status)) len = 0;
    for (int32_t i = 0; i < len; i++) ret[i] = (char)keyword[i];  // ASCII by definition
    ret[len] = '\0';
}

static const char *form_of(Words w, int64_t n, const char *one, const char *many) {
    if (words_are_english(w)) return n == 1 ? one : many;
    char category[CATEGORY_MAX];
    category_of(w, n, category);
    const Language *l = w.language;
    Str key = str_fmt(w.a, "%s" WORDS_FORM "%s", many, category);
    const char *form = found(l->texts, l->text_count, key.ptr);
    return form ? form : said(w, strcmp(category, "one") == 0 ? one : many);
}

// By three, or by two above the last three.
static void digits_group(Buf *out, Str digits, const Numerals *how) {
    for (size_t i = 0; i < digits.len; i++) {
        size_t left = digits.len - i;
        bool by_two = left == 3 || (left > 3 && left % 2 == 1);
        if (i > 0 && (how->is_indian ? by_two : left % 3 == 0)) buf_add(out, how->group);
        buf_add_char(out, digits.ptr[i]);
    }
}

void words_digits(Buf *out, Str digits, const Numerals *how) {
    ptrdiff_t point = str_find_char(digits, '.');
    digits_group(out, point == STR_NONE ? digits : str_slice(digits, 0, (size_t)point), how);
    if (point == STR_NONE) return;
    buf_add(out, how->point);
    buf_add(out, str_skip(digits, (size_t)point + 1));
}

static Str number_written(Words w, int64_t n) {
    Numerals how = words_numerals(w);
    Str digits = str_fmt(w.a, "%lld", (long long)n);
    CLEANUP(buf_done) Buf out;
    buf_init(&out, NUMBER_MAX);
    if (n < 0) buf_add_char(&out, '-');
    words_digits(&out, n < 0 ? str_skip(digits, 1) : digits, &how);
    return str_dup(w.a, buf_str(&out));
}

Str words_count(Words w, int64_t n, const char *one, const char *many, const WordsSlot *slots) {
    const WordsSlot number[] = {{"n", number_written(w, n)}, {0}};
    Str text = str_from(form_of(w, n, one, many));
    return filled(w.a, filled(w.a, text, number), slots);
}

// ---- names of things ----

Str words_term(Words w, Str label) {
    if (!w.language || w.language->term_count == 0 || label.len == 0) return label;
    Str key = str_lower(w.a, label);
    const char *term = found(w.language->terms, w.language->term_count, str_z(w.a, key));
    return term ? str_from(term) : label;
}

Str words_joined(Words w, const Str *items, size_t count, const char *between, const char *last) {
    Buf out;
    buf_init(&out, LIST_MAX);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buf_add(&out, words_text(w, i + 1 == count ? last : between));
        buf_add(&out, items[i]);
    }
    Str text = str_dup(w.a, buf_str(&out));
    buf_done(&out);
    return text;
}

Str words_list(Words w, const Str *items, size_t count) {
    return words_joined(w, items, count, WORD(", "), WORD(" and "));
}

Str words_choice(Words w, const Str *items, size_t count) {
    return words_joined(w, items, count, WORD(", "), WORD(" or "));
}

Str words_number(Words w, int64_t n) {
    static const char *const NUMBERS[] = {
        WORD("zero"), WORD("one"),   WORD("two"),   WORD("three"), WORD("four"), WORD("five"),
        WORD("six"),  WORD("seven"), WORD("eight"), WORD("nine"),  WORD("ten"),
    };
    if (n >= 0 && n < (int64_t)COUNT_OF(NUMBERS)) return words_text(w, NUMBERS[n]);
    return str_fmt(w.a, "%lld", (long long)n);
}

// ---- sentences ----

static Str first_capital(Arena *a, Str text) {
    Str rest = text;
    uint32_t first = 0;
    if (!utf8_next(&rest, &first)) return text;
    uint32_t capital = (uint32_t)u_toupper((UChar32)first);
    if (capital == first) return text;
    Buf out;
    buf_init(&out, text.len + CHARACTER_BYTES);
    utf8_add(&out, capital);
    buf_add(&out, rest);
    Str made = str_dup(a, buf_str(&out));
    buf_done(&out);
    return made;
}

Str words_sentence(Words w, Str text) {
    Str trimmed = first_capital(w.a, str_trim(text));
    // A name may end in its own full stop: "Acme Ltd.."
    if (str_ends(trimmed, S(".."))) return str_slice(trimmed, 0, trimmed.len - 1);
    return str_dup(w.a, trimmed);
}

// ---- dates and numbers ----

static const char *const MONTHS[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const MONTHS_SHORT[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const WEEKDAYS[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
static const char *const WEEKDAYS_SHORT[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

static const Language *not_english(Words w) {
    return w.language && w.language->text_count > 0 ? w.language : NULL;
}

Str words_month(Words w, int month) {
    assert(month >= 1 && month <= 12);
    const Language *l = not_english(w);
    return str_from(l ? l->months[month - 1] : MONTHS[month - 1]);
}

Str words_month_short(Words w, int month) {
    assert(month >= 1 && month <= 12);
    const Language *l = not_english(w);
    return str_from(l ? l->months_short[month - 1] : MONTHS_SHORT[month - 1]);
}

Str words_weekday(Words w, int weekday) {
    assert(weekday >= 0 && weekday < 7);
    const Language *l = not_english(w);
    return str_from(l ? l->weekdays[weekday] : WEEKDAYS[weekday]);
}

Str words_weekday_short(Words w, int weekday) {
    assert(weekday >= 0 && weekday < 7);
    const Language *l = not_english(w);
    return str_from(l ? l->weekdays_short[weekday] : WEEKDAYS_SHORT[weekday]);
}

Str words_day(Words w, Date date) {
    DateParts p = date_parts(date);
    return words_of(w, "{day} {month} {year}", {"day", str_fmt(w.a, "%d", p.day)},
                    {"month", words_month(w, p.month)}, {"year", str_fmt(w.a, "%d", p.year)});
}

Str words_day_short(Words w, Date date) {
    DateParts p = date_parts(date);
    return words_of(w, "{day} {mon} {year}", {"day", str_fmt(w.a, "%d", p.day)},
                    {"mon", words_month_short(w, p.month)}, {"month", words_month(w, p.month)},
                    {"year", str_fmt(w.a, "%d", p.year)});
}

Numerals words_numerals(Words w) {
    const Language *l = w.language;
    if (!l || !l->point) return (Numerals){.point = S("."), .group = S(",")};
    return (Numerals){str_from(l->point), str_from(l->group), l->is_indian, l->is_fixed};
}

Numerals words_numerals_money(Words w, bool is_indian) {
    Numerals how = words_numerals(w);
    if (how.is_fixed || (!is_indian && !how.is_indian)) return how;
    return (Numerals){.point = S("."), .group = S(","), .is_indian = is_indian};
}
