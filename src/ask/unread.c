#include "ask/unread.h"

#include "ask/english.h"

static bool is_one_of(Str word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(word, str_from(words[i]))) return true;
    }
    return false;
}

static const Token *token_of(const Draft *d, size_t i) {
    return &d->t->items[d->p->items[i].link->first];
}

// The word before the one at token `at`; "" none.
static Str before(const Draft *d, size_t at) {
    return at > 0 ? d->t->items[at - 1].text : (Str){0};
}

// "the snatch score", "cloud cover rates": behind a number what kind of number it is. A rate of
// what is money is another number.
static bool says_kind(Draft *d, size_t i) {
    static const char *const KINDS[] = {"score",   "scores",  "point",    "points",  "figure",
                                        "figures", "reading", "readings", "value",   "values",
                                        "level",   "levels",  "amount",   "amounts", "number"};
    static const char *const RATES[] = {"rate", "rates", "ratio", "ratios"};
    Str word = token_of(d, i)->text;
    bool rate = d->m->default_metric < 0 && is_one_of(word, RATES, COUNT_OF(RATES));
    if (!rate && !is_one_of(word, KINDS, COUNT_OF(KINDS))) return false;
    const Item *item = i > 0 ? draft_item(d, i - 1) : NULL;
    return item && item->link->kind == LINK_COLUMN && draft_is_number(d, item);
}

static bool is_verb(const Token *t) {
    English e;
    if (t->kind != TOKEN_WORD || t->quoted || t->capital) return false;
    bool known = english_find(t->text, &e);
    if (known && e.part == 'v') return true;
    bool formed = str_ends(t->text, S("ed")) || str_ends(t->text, S("ing"));
    return formed && t->text.len > 4;
}

// The table of what an item names; -1 where it names nothing of the kind.
static int table_of(const Item *item) {
    bool names = item && item->target &&
                 (item->link->kind == LINK_TABLE || item->link->kind == LINK_COLUMN ||
                  item->link->kind == LINK_VALUE);
    return names ? item->target->table : -1;
}

// "visitors who attended events", "chosen by two customers": the join says as much.
static bool joins(Draft *d, size_t i) {
    if (d->m->default_metric >= 0 || !is_verb(token_of(d, i))) return false;
    int x = -1, y = -1;
    for (size_t k = i; k > 0 && x < 0; k--) x = table_of(draft_item(d, k - 1));
    for (size_t k = i + 1; k < d->p->count && y < 0; k++) y = table_of(draft_item(d, k));
    return x >= 0 && y >= 0 && x != y;
}

// "which were once capitals", but not "at least once".
static bool says_formerly(const Draft *d, size_t i) {
    static const char *const PAST[] = {"was", "were", "been", "be", "have", "has", "had", "that"};
    size_t at = d->p->items[i].link->first;
    return str_eq(token_of(d, i)->text, S("once")) &&
           is_one_of(before(d, at), PAST, COUNT_OF(PAST));
}

bool unread_is_light(Draft *d, size_t i) {
    return says_kind(d, i) || joins(d, i) || says_formerly(d, i);
}
