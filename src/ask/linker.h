// linker: what the parts of link (link.h) share; no other file includes it.
#pragma once

#include "ask/link.h"
#include "base/vec.h"

typedef VEC(Link) LinkVec;

typedef struct Linker {
    const AskIndex *index;
    const Model *m;
    const Tokens *t;
    Stemmer *stemmer;
    Date today;
    Arena *a;
    LinkVec links;
} Linker;

const Token *linker_token(const Linker *l, size_t i);
Link *linker_push(Linker *l, LinkKind kind, size_t first, size_t end, double score);
// The link of this kind over this span; NULL none yet.
Link *linker_find(const Linker *l, LinkKind kind, size_t first, size_t end);
// What the names of the schema under this key give to the span, each worth so much.
void linker_names(Linker *l, size_t first, size_t end, Str key, double worth);
bool linker_has_name(const Linker *l, size_t first, size_t end);
// A column that two keys of the span lead to stands once, with the better score.
void linker_target_put(Linker *l, Link *link, LinkTarget target);
// Keeps the best LINK_TARGETS_MAX targets, sorted.
void linker_target_add(Linker *l, Link *link, LinkTarget target);
// Whether `words`, with spaces between, has the word (link_pairs.c).
bool linker_word_in(Str word, const char *words);
// What corrected spelling leaves of a score: 1 without.
double linker_spelled(const Linker *l, size_t first, size_t end);

// "Who" and "what", by the verb behind them (link_asker.c).
void link_asker(Linker *l, size_t at);
// A span that is a value, and a word that longer values have (link_value.c).
void link_values(Linker *l, size_t first, size_t end);
void link_value_words(Linker *l, size_t at);
enum { LINK_COUNTRY_MAX = 3 };

// What a country is called in data that calls it by another name than the question ("german":
// "germany"; "uk": "united kingdom"); keys of values, the likeliest first (link_country.c).
size_t link_country_names(Str key, Str out[static LINK_COUNTRY_MAX]);

// Whether "us" is the country ("us cities", "in the US") and the data has it.
bool link_is_country(const Linker *l, size_t at);
// Whether a word is the whole of a value that may be meant (link_value.c).
bool linker_is_value(const Linker *l, size_t at);
// "a gmail address": of the mail, not of the street (link_value.c).
bool link_is_of_mail(const Linker *l, size_t at);
// Whether a word is one of the few values of a category (link_value.c).
bool link_is_category(const Linker *l, size_t at);
// A word that every question may have: filler, soft, or a cue.
bool linker_is_common(const Linker *l, const Token *t);
// Once all is linked: the parts of a whole value are hardly meant as other values (link_value.c).
void link_value_settle(Linker *l);
// Two words for one: "sales rep", "freight charges" (link_pairs.c).
void link_pairs(Linker *l, size_t first);
