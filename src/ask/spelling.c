#include "ask/spelling.h"

#include "ask/shortform.h"
#include "ask/timephrase.h"
#include "ask/timephrase_festival.h"
#include "model/name_words.h"

// Words of the data are many: a short word is near one of them by chance.
enum { LENGTH_MIN = 4, LENGTH_VALUE = 6, LENGTH_TWO = 8, LENGTH_ENGLISH = 4, CORRECTIONS_MAX = 12 };

typedef struct Best {
    Str word;
    size_t distance;
} Best;

static bool is_time_word(Str w) { return timephrase_word(w) || timephrase_festival_word(w); }

// "nd" is a word of chats before it is a state's code, and "ND" is the code.
static bool is_hasty(const Token *t) { return t->text.len <= 2 && str_eq(t->raw, t->text); }

// Of the data or of questions: never put right.
static bool is_ours(const AskIndex *index, const Token *t) {
    ValueHit hit;
    return lexicon_is_filler(t->text) || lexicon_is_soft(t->text) || is_time_word(t->text) ||
           map_has(&index->cue_words, t->text) || map_has(&index->names.words, t->text) ||
           name_index_find(&index->names, t->stem) ||
           name_index_is_concept(&index->names, t->stem) ||
           (!is_hasty(t) && value_index_find(index->values, t->single, &hit, 1) > 0);
}

static bool is_known(const AskIndex *index, const Token *t) {
    ValueHit hit;
    English e;
    return (t->text.len >= LENGTH_ENGLISH && english_find(t->text, &e)) ||
           value_index_find_word(index->values, t->single, &hit, 1) > 0;
}

static void words_try(const Map *words, Str wanted, Best *best) {
    for (size_t i = 0; i < words->count && best->distance > 1; i++) {
        Str word = words->entries[i].key;
        size_t apart = word.len > wanted.len ? word.len - wanted.len : wanted.len - word.len;
        if (apart >= best->distance || word.len < LENGTH_MIN) continue;
        size_t distance = name_words_distance(wanted, word, best->distance - 1);
        // A changed first letter is rare: it costs one more.
        if (distance < best->distance && word.ptr[0] != wanted.ptr[0]) distance++;
        if (distance >= best->distance) continue;
        *best = (Best){.word = word, .distance = distance};
    }
}

static void months_try(Str wanted, Best *best) {
    static const char *const WORDS[] = {
        "january",   "february",  "march",    "april",    "june",    "july",   "august",
        "september", "october",   "november", "december", "month",   "months", "year",
        "years",     "quarter",   "week",     "weeks",    "monthly", "yearly", "quarterly",
        "weekly",    "yesterday", "today",    "last",     "previous"};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        size_t distance = name_words_distance(wanted, str_from(WORDS[i]), best->distance - 1);
        if (distance < best->distance) *best = (Best){str_from(WORDS[i]), distance};
    }
}

static bool word_correct(const AskIndex *index, Token *t, Stemmer *stemmer, Arena *a) {
    size_t max = t->text.len >= LENGTH_TWO ? 2 : 1;
    Best best = {.distance = max + 1};
    words_try(&index->names.words, t->text, &best);
    words_try(&index->cue_words, t->text, &best);
    months_try(t->text, &best);
    size_t distance = max + 1;
    Str value =
        value_index_nearest(index->values, t->single, best.distance > 1 ? max : 1, &distance);
    bool long_enough =
        value.len >= LENGTH_MIN && t->text.len >= LENGTH_VALUE && value.ptr[0] == t->text.ptr[0];
    if (long_enough && distance < best.distance) best = (Best){value, distance};
    if (best.word.len == 0) return false;
    token_correct(t, best.word, stemmer, a);
    return true;
}

static bool is_candidate(const AskIndex *index, const Token *t) {
    return t->kind == TOKEN_WORD && !t->quoted && !is_ours(index, t);
}

void spelling_correct(const AskIndex *index, Tokens *t, Stemmer *stemmer, Arena *a) {
    size_t corrected = 0;
    for (size_t i = 0; i < t->count && corrected < CORRECTIONS_MAX; i++) {
        Token *token = &t->items[i];
        if (!is_candidate(index, token)) continue;
        Str full = shortform_full(index, token->text, stemmer, a);
        if (full.len > 0) {
            token_correct(token, full, stemmer, a);
            continue;
        }
        if (token->text.len < LENGTH_MIN || is_known(index, token)) continue;
        corrected++;  // counts tries: a page of nonsense stays cheap
        (void)word_correct(index, token, stemmer, a);
    }
}
