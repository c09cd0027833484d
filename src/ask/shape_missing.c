// What a business has not: words that say which ones, or who, and that nothing in the data says.

#include "ask/shape.h"

static const Token *first_token(const Draft *d, size_t i) {
    return &d->t->items[d->p->items[i].link->first];
}

// "female artists": which of them, by a word that the data has not.
static bool says_which(Draft *d, size_t i) {
    const Item *next = draft_item(d, i + 1);
    return draft_is_unread(draft_item(d, i)) && first_token(d, i)->kind == TOKEN_WORD && next &&
           next->link->kind == LINK_TABLE;
}

static bool is_plain_verb(Draft *d, size_t i) {
    const Item *item = draft_item(d, i);
    return item->link->kind == LINK_SOFT && !item->used &&
           !lexicon_is_soft(first_token(d, i)->text);
}

// "release year", "employees on leave": of what, or in what.
static bool says_of_what(Draft *d, size_t i) {
    if (is_plain_verb(d, i) && draft_is(d, i + 1, LINK_GRAIN)) {
        return draft_item(d, i + 1)->link->number == 0 && !draft_is_cue(d, i - 1, CUE_BY);
    }
    return i > 0 && draft_is_unread(draft_item(d, i)) &&
           str_eq(first_token(d, i - 1)->text, S("on"));
}

static bool is_of_people(const Draft *d, const Entity *e) {
    if (!e->is_set) return false;
    const ModelTable *t = &d->m->tables[e->table];
    return t->kind != TABLE_FACT || e->column >= 0;
}

// "who approved the orders": somebody is asked for, and nobody is spoken of.
static bool asks_for_nobody(Draft *d, size_t i) {
    bool who = i > 0 && str_eq(first_token(d, i - 1)->text, S("who")) && is_plain_verb(d, i);
    if (!who || d->has_top || d->has_top_measure || d->dimension_count > 0) return false;
    return !is_of_people(d, &d->focus) && d->chief.kind == CHIEF_NONE;
}

void shape_missing(Draft *d) {
    for (size_t i = 0; i < d->p->count && d->m->default_metric >= 0; i++) {
        bool missing = says_which(d, i) || says_of_what(d, i) || asks_for_nobody(d, i);
        if (missing && d->missing.len == 0) d->missing = first_token(d, i)->raw;
    }
}
