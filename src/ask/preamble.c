#include "ask/preamble.h"

#include <string.h>

enum { TAIL_WORDS_MAX = 30, TAIL_AFTER_MIN = 3, REQUEST_WORDS_MIN = 2, PURPOSE_WORDS_MAX = 5 };

// A request opens with one word of each part; a part that begins with "?" may be left out. The
// last part is the first of what is asked for when it is "@": only words that open a question.
typedef struct Opener {
    const char *parts[6];
} Opener;

#define ASKED "tell show give send provide list share get find pull check calculate"

static const Opener OPENERS[] = {
    {{"tell show give send provide get bring", "me us", "?with"}},
    {{"let", "me us", "know"}},
    {{"i we", "?would should will d", "?also really urgently", "need want like require", "?to",
      "?know see have get understand check find"}},
    {{"if", "you", "could can would will", "?please kindly", ASKED, "?me us"}},
    {{"could can would", "you", "?please kindly also", ASKED, "?me us"}},
    {{"is are was were", "asking looking", "?me us", "for about to", "?know see"}},
    {{"wants want needs need asked asks", "?to me us", "?know see have for"}},
    {{"wondering", "if whether what how which"}},
};

// Somebody speaks of himself or to somebody.
static const char SPEAKERS[] =
    "i we our my us hello hi hey dear team morning afternoon evening sir madam kind";
// What a request is for.
static const char PURPOSES[] =
    "meeting report review presentation audit board management discussion call newsletter "
    "planning budgeting deck slide slides";
static const char COURTESIES[] = "thank thanks thx regards cheers asap";
static const char QUESTIONS[] =
    "what which who whose whom how when where is are do does did can could please kindly list show "
    "give tell find count compare name top rank";
// Words that what follows a request may not have, or it says more of it.
static const char MORE[] =
    "by per only wise each every sorted top with without not from in for except between above "
    "below over under and or than last this next";

static bool is_among(Str word, const char *words) {
    Str rest = str_from(words), one = {0};
    while (str_next_part(&rest, ' ', &one)) {
        if (str_eq(word, one)) return true;
    }
    return false;
}

static bool any_among(const Tokens *t, size_t first, size_t end, const char *words) {
    for (size_t i = first; i < end; i++) {
        if (is_among(t->items[i].text, words)) return true;
    }
    return false;
}

// Where the opener that begins at token `at` ends; 0: it is none.
static size_t opener_end(const Tokens *t, size_t at, const Opener *o) {
    size_t i = at;
    for (size_t k = 0; k < COUNT_OF(o->parts) && o->parts[k]; k++) {
        bool may_lack = o->parts[k][0] == '?';
        bool here = i < t->count && is_among(t->items[i].text, o->parts[k] + may_lack);
        if (here) i++;
        if (!here && !may_lack) return 0;
    }
    return i;
}

static size_t any_opener_end(const Tokens *t, size_t at) {
    size_t longest = 0;
    for (size_t k = 0; k < COUNT_OF(OPENERS); k++) {
        size_t end = opener_end(t, at, &OPENERS[k]);
        if (end > longest) longest = end;
    }
    return longest;
}

// A number, a date, a word in quotes: what is said there counts.
static bool says_facts(const Tokens *t, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        TokenKind kind = t->items[i].kind;
        if (kind == TOKEN_NUMBER || kind == TOKEN_DATE || t->items[i].quoted) return true;
    }
    return false;
}

static size_t words_between(const Tokens *t, size_t first, size_t end) {
    size_t count = 0;
    for (size_t i = first; i < end; i++) count += t->items[i].kind != TOKEN_MARK;
    return count;
}

// "get me that please": a request of nothing new.
static bool refers_only(const Tokens *t, size_t first) {
    for (size_t i = first; i < t->count; i++) {
        bool small = t->items[i].kind == TOKEN_MARK ||
                     is_among(t->items[i].text, "that this it them these please for me us") ||
                     is_among(t->items[i].text, COURTESIES);
        if (!small) return false;
    }
    return true;
}

static bool sentence_ends(const Tokens *t, size_t i) {
    const Token *x = &t->items[i], *y = &t->items[i + 1];
    for (const char *c = x->raw.ptr + x->raw.len; c + 1 < y->raw.ptr; c++) {
        bool stop = *c == '.' || *c == '!' || *c == ':' || *c == '\n';
        if (stop && (c[1] == ' ' || c[1] == '\n')) return true;
    }
    return str_eq(x->raw, S("!"));
}

static bool leads_up(const Tokens *t, size_t end) {
    if (says_facts(t, 0, end)) return false;
    return any_among(t, 0, end, SPEAKERS) ||
           (any_among(t, 0, end, PURPOSES) && is_among(t->items[0].text, "for before as since"));
}

static void head_cut(Tokens *t) {
    size_t cut = 0;
    for (size_t i = 1; i < t->count; i++) {
        size_t end = any_opener_end(t, i);
        bool new_sentence = sentence_ends(t, i - 1) && is_among(t->items[i].text, QUESTIONS);
        if (end == 0 && new_sentence) end = i;
        if (end == 0 || !leads_up(t, i)) continue;
        if (words_between(t, end, t->count) < REQUEST_WORDS_MIN || refers_only(t, end)) continue;
        cut = end;
    }
    memmove(t->items, t->items + cut, (t->count - cut) * sizeof *t->items);
    t->count -= cut;
}

// ", we want to call them", "so that we can plan", "because I must decide".
static bool opens_reason(const Tokens *t, size_t i) {
    const Token *x = &t->items[i], *y = &t->items[i + 1];
    bool self = is_among(y->text, "i we");
    if (is_among(x->text, "because")) return true;
    if (is_among(x->text, "so as since") && (self || str_eq(y->text, S("that")))) return true;
    if (!str_eq(x->text, S(",")) || !self || i + 2 >= t->count) return false;
    return is_among(t->items[i + 2].text, "want need have must plan will would are am should can");
}

static bool is_tail(const Tokens *t, size_t i) {
    if (t->count - i > TAIL_WORDS_MAX || says_facts(t, i, t->count)) return false;
    if (is_among(t->items[i].text, COURTESIES)) return true;
    // "for the board meeting": what it is for.
    bool purpose = str_eq(t->items[i].text, S("for")) && t->count - i <= PURPOSE_WORDS_MAX &&
                   is_among(t->items[t->count - 1].text, PURPOSES);
    if (purpose && !any_among(t, i + 1, t->count, MORE)) return true;
    size_t end = any_opener_end(t, i);
    if (end > 0 && refers_only(t, end)) return true;
    bool reason = i + 1 < t->count && opens_reason(t, i);
    return reason && !any_among(t, i + 1, t->count, MORE);
}

static void tail_cut(Tokens *t) {
    for (size_t i = TAIL_AFTER_MIN; i < t->count; i++) {
        if (!is_tail(t, i)) continue;
        while (i > TAIL_AFTER_MIN &&
               (t->items[i - 1].kind == TOKEN_MARK ||
                is_among(t->items[i - 1].text, "many please and kind kindly best warm")))
            i--;
        t->count = i;
        return;
    }
}

void preamble_cut(Tokens *t) {
    if (t->count == 0) return;
    tail_cut(t);
    head_cut(t);
}
