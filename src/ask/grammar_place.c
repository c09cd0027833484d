// The place of one among all ("what is the rank of Texas by sales"), and what has a place ("which
// country comes second in revenue").

#include "ask/grammar_frames.h"

static Item *rank_cue(Draft *d, size_t *ret_at) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (!draft_is_cue(d, i, CUE_RANK)) continue;
        *ret_at = i;
        return draft_item(d, i);
    }
    return NULL;
}

static bool same_kind(const Item *x, const Item *value) {
    if (x->target->table != value->target->table) return false;
    return x->link->kind == LINK_TABLE || x->target->column == value->target->column;
}

// The one value whose place is asked for; things besides ("of the state Texas") must be its own.
static Item *value_find(Draft *d, size_t *ret_at) {
    Item *value = NULL;
    for (size_t i = 0; i < d->p->count; i++) {
        Item *item = draft_item(d, i);
        if (item->link->kind != LINK_VALUE || item->used || item->target->is_word) continue;
        if (value) return NULL;
        value = item;
        *ret_at = i;
    }
    for (size_t i = 0; value && i < d->p->count; i++) {
        Entity thing = {0};
        const Item *item = draft_item(d, i);
        if (draft_is(d, i, LINK_METRIC) || !grammar_frames_thing(d, i, &thing)) continue;
        if (!same_kind(item, value)) return NULL;
    }
    return value;
}

static bool place_of(Draft *d) {
    size_t cue = 0, at = 0;
    Item *rank = rank_cue(d, &cue);
    // "texas rank in sales": the one stands before.
    Item *value = rank ? value_find(d, &at) : NULL;
    if (!value || (rank->link->cue->arg != 2 && at > cue)) return false;
    ColumnRef c = draft_ref(value);
    Expr *is = expr_text(d->a, value->target->value);
    d->placed = (DraftFilter){.expr = is, .column = c, .is_value = true};
    d->has_placed = d->rank = true;
    d->focus = (Entity){.table = c.table, .column = c.column, .is_set = true, .at = at};
    d->focus_listed = true;
    value->used = true;
    const Token *t = &d->t->items[value->link->first];
    // "Paint" is rather the group of that name than "Paint Roller".
    if (value->target->value.len > t->raw.len + 3 && value->link->end == value->link->first + 1)
        draft_doubt(d, 0.6);
    for (size_t i = 0; i < d->p->count; i++) {
        Entity thing = {0};
        bool own = !draft_is(d, i, LINK_METRIC) && grammar_frames_thing(d, i, &thing);
        if (own || draft_is_cue(d, i, CUE_RANK)) draft_use(d, i);
    }
    return true;
}

// "comes second in", "stood third by": the verb before the place, and what it goes by behind it.
static bool is_placed(const Draft *d, size_t token) {
    static const char *const VERBS[] = {"comes",  "come",   "came", "ranks",  "ranked",
                                        "stands", "stood",  "is",   "placed", "at",
                                        "was",    "number", "no"};
    static const char *const JOINTS[] = {"in", "by", "for", "on"};
    if (token == 0 || token + 1 >= d->t->count) return false;
    bool verb = false, joint = false;
    for (size_t i = 0; i < COUNT_OF(VERBS); i++)
        verb = verb || str_eq(d->t->items[token - 1].text, str_from(VERBS[i]));
    for (size_t i = 0; i < COUNT_OF(JOINTS); i++)
        joint = joint || str_eq(d->t->items[token + 1].text, str_from(JOINTS[i]));
    return verb && joint;
}

static bool place_in(Draft *d) {
    for (size_t i = 1; i + 1 < d->p->count; i++) {
        if (!draft_is_cue(d, i, CUE_ORDINAL)) continue;
        DraftMeasure measure = {0};
        size_t token = draft_item(d, i)->link->first, by = draft_next(d, i);
        if (draft_is_cue(d, by, CUE_BY)) by = draft_next(d, by);
        if (!is_placed(d, token) || !grammar_measure(d, by, &measure)) continue;
        d->has_top = d->top_descending = d->has_top_measure = d->top_by_said = true;
        d->top_limit = 1;
        d->top_at = i;
        d->top_measure = measure;
        d->place = draft_item(d, i)->link->cue->arg;
        for (size_t k = i; k <= by; k++) draft_use(d, k);
        return true;
    }
    return false;
}

bool grammar_place_read(Draft *d) {
    return d->m->default_metric >= 0 && (place_of(d) || place_in(d));
}
