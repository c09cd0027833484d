// Negation: what stands behind "not", "never" or "without" is a condition of its own, denied.

#include "ask/grammar_clause.h"

static bool is_negation(Draft *d, size_t i) {
    return !draft_item(d, i)->used &&
           (draft_is_cue(d, i, CUE_NOT) || draft_is_cue(d, i, CUE_NEVER));
}

// "whose status is not open", "regions other than Asia": the column and its value are one
// condition, which grammar_values reads.
static bool of_one_column(Draft *d, size_t i, Clause c) {
    const Item *column = draft_item(d, draft_before(d, i));
    while (c.first < c.end && draft_item(d, c.first)->link->kind < LINK_TABLE) c.first++;
    const Item *value = draft_item(d, c.first);
    if (!column || !value || column->link->kind != LINK_COLUMN || value->link->kind != LINK_VALUE)
        return false;
    return column->target->table == value->target->table &&
           column->target->column == value->target->column;
}

// "ranks of captains that have no captain in ...": the thing is spoken of again, so its column is
// what is asked about.
static void of_values(Draft *d, size_t i, Clause c, Entity *who) {
    bool again = false;
    for (size_t k = c.first; k < c.end; k++)
        again =
            again || (draft_is(d, k, LINK_TABLE) && draft_item(d, k)->target->table == who->table);
    for (size_t k = i; k > 0 && again && who->column < 0; k--) {
        const Item *item = draft_item(d, k - 1);
        bool own = item->link->kind == LINK_COLUMN && item->target->table == who->table;
        if (own && draft_column(d, item)->role == ROLE_CATEGORY) who->column = item->target->column;
    }
}

// "customer ne order nahi kiya": the first thing named is who, and what is denied stands between.
static bool verb_final(Draft *d, size_t i, Clause *ret, Entity *ret_who) {
    if (!draft_is_cue(d, i, CUE_NEVER) || draft_item(d, i)->link->cue->arg != 1) return false;
    for (size_t k = 0; k < i; k++) {
        if (!draft_is(d, k, LINK_TABLE)) continue;
        *ret_who = draft_entity(draft_item(d, k), k);
        *ret = (Clause){.first = k + 1, .end = i};
        return grammar_clause_says(d, *ret);
    }
    return false;
}

// "not in the last 3 months": who came yesterday did come, though the whole months are over.
static void until_now(Draft *d, Clause c, Draft *said) {
    static const char *const LEADS[] = {"last", "past", "pichle", "previous"};
    for (size_t i = c.first; i < c.end && said->time_count == 1; i++) {
        const Link *link = draft_item(d, i)->link;
        if (link->kind != LINK_TIME) continue;
        size_t t = link->first + str_eq(d->t->items[link->first].text, S("the"));
        bool led = false;
        for (size_t k = 0; k < COUNT_OF(LEADS); k++)
            led = led || str_eq(d->t->items[t].text, str_from(LEADS[k]));
        bool counted = t + 1 < link->end && d->t->items[t + 1].kind == TOKEN_NUMBER;
        if (!led || !counted) continue;
        int units = (int)d->t->items[t + 1].number;
        TimePhrase *time = &said->times[0];
        time->range.first = date_add(d->today + 1, -units, time->unit);
        time->range.end = d->today + 1;
    }
}

static void denied_read(Draft *d, size_t i) {
    Entity who = {0};
    // "does not contain the letter M": grammar_text denies it.
    if (draft_is_cue(d, draft_next_near(d, i), CUE_LIKE)) return;
    Clause c = grammar_clause_scope(d, i + 1);
    bool behind = verb_final(d, i, &c, &who);
    if (!behind && (of_one_column(d, i, c) || !grammar_clause_subject(d, i, &who))) return;
    of_values(d, i, c, &who);
    Draft *said = grammar_clause_says(d, c) ? grammar_clause_read(d, c) : NULL;
    if (said) until_now(d, c, said);
    Expr *condition = said ? grammar_clause_condition(d, who, said) : NULL;
    if (!condition) return;
    grammar_clause_use(d, c, said);
    draft_use(d, i);
    d->of_values = d->of_values || who.column >= 0;
    ColumnRef column = {.table = who.table, .column = who.column < 0 ? 0 : who.column};
    draft_add_filter(d, (DraftFilter){.expr = grammar_clause_not(d, condition), .column = column});
}

void grammar_not_read(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (is_negation(d, i)) denied_read(d, i);
    }
}
