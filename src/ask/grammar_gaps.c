// Time between what somebody does ("average days between a customer's orders") and, for each month,
// who is new beside who has come before ("new and returning customers per month").

#include "ask/grammar_frames.h"

static Str word_at(const Draft *d, size_t t) {
    return t < d->t->count ? d->t->items[t].text : (Str){0};
}

static bool word_in(Str word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(word, str_from(words[i]))) return true;
    }
    return false;
}
#define WORD_IN(word, words) word_in(word, words, COUNT_OF(words))

static size_t item_of(const Draft *d, size_t token) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = d->p->items[i].link;
        if (link->first <= token && token < link->end) return i;
    }
    return d->p->count;
}

// Those who do it where nobody is named: "average gap between orders".
static bool customers_find(const Draft *d, Gap *gap) {
    for (const NameEntry *e = name_index_find(&d->index->names, S("custom")); e; e = e->next) {
        bool table = e->kind == NAME_TABLE && e->score > 0.9;
        if (!table && e->kind != NAME_COLUMN) continue;
        gap->thing = (Entity){.table = e->table, .column = table ? -1 : e->column, .is_set = true};
        int key = table ? draft_key_column(&d->m->tables[e->table]) : e->column;
        gap->who = (ColumnRef){.table = e->table, .column = key};
        return key >= 0;
    }
    return false;
}

static bool who_find(Draft *d, Gap *gap, size_t *ret_at) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (!grammar_habits_doer(d, i, &gap->who)) continue;
        *ret_at = i;
        gap->thing = draft_entity(draft_item(d, i), i);
        return true;
    }
    *ret_at = d->p->count;
    return customers_find(d, gap);
}

// "between orders", "between two purchases", "between consecutive visits": the token of the deed.
static bool between_find(const Draft *d, Gap *gap, size_t *ret_from, size_t *ret_deed) {
    static const char *const LEADS[] = {"gap", "time",     "days", "interval",
                                        "day", "duration", "long"};
    static const char *const PASSED[] = {
        "two", "consecutive", "successive", "the",        "their", "each",     "any",      "repeat",
        "his", "2",           "our",        "subsequent", "a",     "customer", "customers"};
    static const char *const DEEDS[] = {"purchases", "purchase", "visits", "transactions", "buys"};
    for (size_t t = 1; t < d->t->count; t++) {
        if (!str_eq(word_at(d, t), S("between"))) continue;
        size_t deed = t + 1, lead = d->t->count;
        for (size_t k = 0; k < t; k++) {
            if (WORD_IN(word_at(d, k), LEADS)) lead = k;
        }
        while (WORD_IN(word_at(d, deed), PASSED)) deed++;
        gap->ends = str_eq(word_at(d, deed), S("first")) &&
                    str_eq(word_at(d, deed + 1), S("and")) &&
                    str_eq(word_at(d, deed + 2), S("last"));
        if (gap->ends) deed += 3;
        size_t at = item_of(d, deed);
        if (lead == d->t->count || at == d->p->count) continue;
        const Item *item = &d->p->items[at];
        bool is = grammar_habits_is_deed(d, item, gap->deed) || WORD_IN(word_at(d, deed), DEEDS);
        // "between orders and shipping" are two dates of a row.
        if (!is || str_eq(word_at(d, deed + 1), S("and")) ||
            str_eq(word_at(d, deed + 1), S("date")))
            continue;
        *ret_from = lead;
        *ret_deed = deed;
        return true;
    }
    return false;
}

// "each customer", "per customer", "customer wise": a gap each.
static bool is_each(Draft *d, size_t who) {
    if (who == d->p->count) return false;
    size_t before = draft_before(d, who);
    return draft_is_cue(d, before, CUE_BY) || draft_is_cue(d, before, CUE_EACH_TOP) ||
           draft_is_cue(d, who + 1, CUE_WISE) ||
           str_eq(word_at(d, draft_item(d, who)->link->first - 1), S("every"));
}

static bool between_read(Draft *d) {
    Gap gap = {.is_set = true};
    size_t who = 0, from = 0, deed = 0;
    if (!grammar_habits_deed(d, &gap.deed) || !who_find(d, &gap, &who)) return false;
    if (!between_find(d, &gap, &from, &deed)) return false;
    gap.each = is_each(d, who);
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = draft_item(d, i)->link;
        bool over = link->first <= deed && link->end > from && link->kind != LINK_TIME;
        bool small = draft_is_cue(d, i, CUE_OF) || draft_is_cue(d, i, CUE_AGGREGATE) ||
                     draft_is_cue(d, i, CUE_WISE) || draft_is_cue(d, i, CUE_WHICH);
        bool by = (draft_is_cue(d, i, CUE_BY) || draft_is_cue(d, i, CUE_EACH_TOP)) &&
                  draft_next(d, i) == who;
        if (over || small || by || i == who) draft_use(d, i);
    }
    d->gap = gap;
    return true;
}

// ---- new beside those who were here before ----

static bool is_again(Draft *d, size_t i) {
    static const char *const WORDS[] = {"returning", "existing",  "old",   "repeat",
                                        "repeated",  "recurring", "purane"};
    return WORD_IN(word_at(d, draft_item(d, i)->link->first), WORDS);
}

static bool beside_read(Draft *d) {
    Gap gap = {.is_set = true, .beside = true};
    size_t who = 0, fresh = d->p->count, again = d->p->count, grain = d->p->count;
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is_cue(d, i, CUE_NEW)) fresh = i;
        if (is_again(d, i)) again = i;
        if (draft_is(d, i, LINK_GRAIN)) grain = i;
    }
    if (fresh == d->p->count || again == d->p->count || grain == d->p->count) return false;
    if (!grammar_habits_deed(d, &gap.deed) || !who_find(d, &gap, &who) || who == d->p->count)
        return false;
    gap.grain = draft_item(d, grain)->link->grain;
    for (size_t i = 0; i < d->p->count; i++) {
        ColumnRef same = {0};
        bool thing = grammar_habits_doer(d, i, &same);
        if (thing || (draft_is(d, i, LINK_CUE) && !draft_is(d, i, LINK_TIME)) || i == again)
            draft_use(d, i);
    }
    draft_use(d, grain);
    d->gap = gap;
    return true;
}

bool grammar_gaps_read(Draft *d) {
    return d->m->default_metric >= 0 && (between_read(d) || beside_read(d));
}
