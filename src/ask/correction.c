#include "ask/correction.h"

#include <string.h>

#include "ask/timephrase.h"

enum {
    MARK_WORDS_MAX = 5,
    VALUE_WORDS_MAX = 3,
    YEAR_MIN = 1900,
    YEAR_MAX = 2100,
    SWAPPED_WORDS = 3
};

// Phrases that take back what stands before them. The last need a comma before: "mean" is a word
// of its own.
static const char *const MARKS[] = {
    "no sorry i mean",
    "no sorry i meant",
    "no wait i mean",
    "no wait make that",
    "no i mean",
    "no i meant",
    "sorry i mean",
    "sorry i meant",
    "i actually mean",
    "i actually meant",
    "wait i mean",
    "oops i mean",
    "no make that",
    "or rather",
    "scratch that",
    "no wait",
    "wait no",
    "i mean",
    "i meant",
    "make that",
    "no sorry",
    "sorry",
    "oops",
    "rather",
    "no",
};

typedef enum Kind { KIND_OTHER, KIND_NUMBER, KIND_YEAR, KIND_MONTH, KIND_JOINT } Kind;

// What takes the place of what.
typedef struct Span {
    size_t first, end;
} Span;

static size_t phrase_end(const Tokens *t, size_t at, Str phrase) {
    Str word = {0};
    size_t i = at;
    while (str_next_part(&phrase, ' ', &word)) {
        if (i >= t->count || !str_eq(t->items[i].text, word)) return 0;
        i++;
    }
    return i;
}

static bool is_comma(const Tokens *t, size_t i) {
    return i < t->count && str_eq(t->items[i].text, S(","));
}

// The words before it come to a stop: a comma, a dash, dots.
static bool is_set_off(const Tokens *t, size_t at) {
    if (at == 0 || is_comma(t, at - 1)) return true;
    const Token *x = &t->items[at - 1], *y = &t->items[at];
    for (const char *c = x->raw.ptr + x->raw.len; c < y->raw.ptr; c++) {
        if (*c == '.' || *c == '-' || *c == ';') return true;
    }
    return false;
}

// "i mean" and longer need no comma.
static bool mark_find(const Tokens *t, Span *ret) {
    for (size_t at = 1; at + 1 < t->count; at++) {
        for (size_t k = 0; k < COUNT_OF(MARKS); k++) {
            Str phrase = str_from(MARKS[k]);
            size_t end = phrase_end(t, at, phrase);
            bool clear = str_find(phrase, S("mean")) != STR_NONE || is_set_off(t, at);
            if (end == 0 || !clear) continue;
            // "with sales over 10, no discount": behind a lone "no" a comma must follow.
            bool lone = str_eq(phrase, S("no")) || str_eq(phrase, S("rather"));
            if (lone && !is_comma(t, end)) continue;
            while (is_comma(t, end)) end++;
            *ret = (Span){.first = at, .end = end};
            return end < t->count;
        }
    }
    return false;
}

static Kind kind_of(const Token *t) {
    static const char *const JOINTS[] = {"by", "in", "for", "from", "of", "per", "to", "with"};
    bool year = t->number >= YEAR_MIN && t->number < YEAR_MAX;
    if (t->kind == TOKEN_NUMBER) return year ? KIND_YEAR : KIND_NUMBER;
    if (timephrase_month(t->text) > 0) return KIND_MONTH;
    for (size_t i = 0; i < COUNT_OF(JOINTS); i++) {
        if (str_eq(t->text, str_from(JOINTS[i]))) return KIND_JOINT;
    }
    return KIND_OTHER;
}

// The value that the words from `first` on are, as long as it goes; 0 words: none.
static size_t value_words(const AskIndex *index, const Tokens *t, size_t first, size_t end,
                          ValueHit *ret) {
    for (size_t n = VALUE_WORDS_MAX; n > 0; n--) {
        char key[VALUE_KEY_MAX];
        size_t len = 0;
        bool fits = first + n <= end;
        for (size_t i = first; i < first + n && fits; i++) {
            Str word = t->items[i].single;
            fits = len + word.len + 1 <= sizeof key;
            if (!fits) break;
            if (len > 0) key[len++] = ' ';
            memcpy(key + len, word.ptr, word.len);
            len += word.len;
        }
        if (fits && value_index_find(index->values, str_of(key, len), ret, 1) > 0) return n;
    }
    return 0;
}

static bool names(const AskIndex *index, const Token *t) {
    return t->kind == TOKEN_WORD && name_index_find(&index->names, t->stem) != NULL;
}

// What the words behind the mark take the place of, among those before; false when nothing is
// alike. *ret_by: how many of the words behind do.
static bool place_find(const AskIndex *index, const Tokens *t, Span mark, Span *ret,
                       size_t *ret_by) {
    const Token *said = &t->items[mark.end];
    Kind kind = kind_of(said);
    ValueHit hit, other;
    size_t words = kind == KIND_OTHER ? value_words(index, t, mark.end, t->count, &hit) : 0;
    for (size_t i = mark.first; i > 0; i--) {
        const Token *x = &t->items[i - 1];
        *ret = (Span){.first = i - 1, .end = i};
        *ret_by = 1;
        if (kind == KIND_JOINT && str_eq(x->text, said->text)) {
            ret->end = mark.first;
            *ret_by = t->count - mark.end;
            return true;
        }
        if (kind != KIND_OTHER && kind != KIND_JOINT && kind_of(x) == kind) return true;
        if (kind != KIND_OTHER) continue;
        size_t before = words > 0 ? value_words(index, t, i - 1, mark.first, &other) : 0;
        ret->end = i - 1 + before;
        *ret_by = words;
        if (before > 0 && hit.table == other.table && hit.column == other.column) return true;
        *ret = (Span){.first = i - 1, .end = i};
        *ret_by = 1;
        if (words == 0 && names(index, said) && names(index, x)) return true;
    }
    return false;
}

static void tokens_put(Token *out, size_t *count, const Tokens *t, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) out[(*count)++] = t->items[i];
}

static void taken_back(const AskIndex *index, Tokens *t, Arena *a) {
    Span mark, place = {0};
    size_t by = 0, count = 0;
    if (!mark_find(t, &mark) || !place_find(index, t, mark, &place, &by)) return;
    size_t before = mark.first;
    while (before > place.end && is_comma(t, before - 1)) before--;
    Token *out = arena_new(a, Token, t->count + 1);
    tokens_put(out, &count, t, 0, place.first);
    tokens_put(out, &count, t, mark.end, mark.end + by);
    if (place.end < before) tokens_put(out, &count, t, place.end, before);
    tokens_put(out, &count, t, mark.end + by, t->count);
    t->items = out;
    t->count = count;
}

// "sorry, customers not suppliers": the one in the place of the other.
static void swapped(const AskIndex *index, Tokens *t, Stemmer *stemmer, Arena *a) {
    size_t first = 0, not_at = 0;
    for (size_t k = 0; k < COUNT_OF(MARKS) && first == 0; k++) {
        first = phrase_end(t, 0, str_from(MARKS[k]));
    }
    while (is_comma(t, first)) first++;
    for (size_t i = first + 1; i + 1 < t->count && not_at == 0; i++) {
        if (str_eq(t->items[i].text, S("not"))) not_at = i;
    }
    if (not_at == 0 || not_at + 2 != t->count || not_at != first + 1) return;
    if (!names(index, &t->items[first]) || !names(index, &t->items[not_at + 1])) return;
    Token *out = arena_new(a, Token, SWAPPED_WORDS);
    out[0] = out[2] = t->items[not_at];
    out[1] = t->items[first];
    token_correct(&out[0], S("by"), stemmer, a);
    token_correct(&out[2], S("instead"), stemmer, a);
    out[0].corrected = out[2].corrected = (Str){0};
    t->items = out;
    t->count = SWAPPED_WORDS;
}

void correction_read(const AskIndex *index, Tokens *t, bool is_turn, Stemmer *stemmer, Arena *a) {
    if (is_turn) swapped(index, t, stemmer, a);
    taken_back(index, t, a);
}
