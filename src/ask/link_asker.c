// "Who" and "what", which a verb says the kind of: who buys is a customer, what one buys is goods.
#include "ask/linker.h"

typedef struct Doer {
    const char *verb, *stem;  // the base of the verb; the stem of those who do it
} Doer;

static const Doer DOERS[] = {
    {"buy", "custom"},      {"purchase", "custom"}, {"order", "custom"},
    {"spend", "custom"},    {"pay", "custom"},      {"owe", "custom"},
    {"sell", "employe"},    {"handle", "employe"},  {"process", "employe"},
    {"serve", "employe"},   {"supply", "supplier"}, {"provide", "supplier"},
    {"deliver", "shipper"}, {"ship", "shipper"},    {"manufacture", "brand"},
};

#define ASKER_WORTH 0.97

// What does the deed of this word; "" for words that are none.
static Str doer_of(const Token *t) {
    English e;
    if (t->kind != TOKEN_WORD || t->quoted) return (Str){0};
    Str base = english_find(t->text, &e) ? e.word : t->text;
    for (size_t i = 0; i < COUNT_OF(DOERS); i++) {
        if (str_eq(base, str_from(DOERS[i].verb))) return str_from(DOERS[i].stem);
    }
    return (Str){0};
}

// Not that of "customers who bought".
static bool opens(const Linker *l, size_t at) {
    const Token *before = at > 0 ? linker_token(l, at - 1) : NULL;
    return !before || before->kind == TOKEN_MARK || lexicon_is_filler(before->text) ||
           str_eq(before->text, S("and"));
}

static void who_link(Linker *l, size_t at) {
    static const char PASSED[] = "has have had did does usually all";
    if (!opens(l, at)) return;
    size_t verb = at + 1;
    while (verb < l->t->count && linker_word_in(linker_token(l, verb)->text, PASSED)) verb++;
    Str stem = verb < l->t->count ? doer_of(linker_token(l, verb)) : (Str){0};
    if (stem.len > 0) linker_names(l, at, at + 1, stem, ASKER_WORTH);
}

// "what did Ann buy", "what does she order most".
static void what_link(Linker *l, size_t at) {
    static const char DID[] = "did does do has have had";
    static const char GET[] = "buy bought buying order ordered purchase purchased";
    if (at + 2 >= l->t->count || !linker_word_in(linker_token(l, at + 1)->text, DID)) return;
    for (size_t i = at + 3; i < l->t->count; i++) {
        if (!linker_word_in(linker_token(l, i)->text, GET)) continue;
        linker_names(l, at, at + 1, S("product"), ASKER_WORTH);
        return;
    }
}

void link_asker(Linker *l, size_t at) {
    if (l->m->default_metric < 0) return;
    Str word = linker_token(l, at)->text;
    if (str_eq(word, S("who"))) who_link(l, at);
    if (str_eq(word, S("what"))) what_link(l, at);
}
