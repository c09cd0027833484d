// The rules of order: "sorted by price in descending order and name", "in alphabetical order of
// the city", "from high to low".
//
//     clause    = { direction | "sorted by" } [ key { joint key } ]
//     key       = [direction] (column | metric | count | aggregate | thing) [direction]
//
// A key is not asked for: it stands beside the answer unless it is shown anyway.

#include "ask/grammar.h"

enum { ALPHABETIC = 2, ALPHABETIC_DOWN = 3 };

static bool is_clause(Draft *d, size_t i) {
    return draft_is_cue(d, i, CUE_ORDER) || draft_is_cue(d, i, CUE_DIRECTION);
}

static bool phrase_ends(const Draft *d, size_t i, Str word) {
    const Link *link = d->p->items[i].link;
    return str_eq(d->t->items[link->end - 1].text, word);
}

static bool is_small(Draft *d, size_t i) {
    bool unread = draft_is(d, i, LINK_UNREAD) && phrase_ends(d, i, S("of"));
    return unread || draft_is(d, i, LINK_FILLER) || draft_is(d, i, LINK_SOFT) ||
           draft_is_cue(d, i, CUE_OF);
}

// Whether what follows the words up to `i` is what is ordered by.
static bool binds(Draft *d, size_t i) {
    return phrase_ends(d, i, S("by")) || phrase_ends(d, i, S("of"));
}

static void direction_take(Draft *d, size_t i, DraftOrder *o) {
    int arg = draft_item(d, i)->link->cue->arg;
    draft_use(d, i);
    if (draft_is_cue(d, i, CUE_ORDER) && arg == 0) return;
    o->has_direction = true;
    o->descending = arg == 1 || arg == ALPHABETIC_DOWN;
    o->alphabetic = o->alphabetic || arg >= ALPHABETIC;
}

// The words of the clause from `i` on; the item behind them, and whether a key must follow.
static size_t clause_read(Draft *d, size_t i, DraftOrder *o, bool *ret_binds) {
    *ret_binds = false;
    for (; i < d->p->count; i++) {
        if (is_clause(d, i)) {
            direction_take(d, i, o);
            *ret_binds = *ret_binds || binds(d, i);
        } else if (draft_is_cue(d, i, CUE_BY) && phrase_ends(d, i, S("by"))) {
            draft_use(d, i);
            *ret_binds = true;
        } else if (is_small(d, i)) {
            *ret_binds = *ret_binds || binds(d, i);
        } else {
            break;
        }
    }
    return i;
}

// "the name of the student", "student name": the thing only says whose column it is.
static size_t owner_pass(Draft *d, size_t i) {
    size_t next = draft_next(d, i);
    Item *owner = draft_item(d, i), *column = draft_item(d, next);
    bool owns = owner && column && owner->link->kind == LINK_TABLE && !column->used &&
                column->link->kind == LINK_COLUMN && next == i + 1 &&
                owner->target->table == column->target->table;
    if (!owns) return i;
    draft_use(d, i);
    return next;
}

// A count or an aggregate as a key: the rule of its cue makes the measure.
static size_t key_of_cue(Draft *d, size_t i, DraftOrder *o) {
    size_t before = d->measure_count, next = draft_next(d, i), last = i;
    Item *counted = draft_item(d, next);
    if (draft_is_cue(d, i, CUE_COUNT)) {
        if (counted && draft_is_number(d, counted) && !counted->used) {
            draft_use(d, i);
            draft_use(d, next);
            o->expr = draft_column_expr(d, draft_ref(counted));  // "number of floors", a column
            return next;
        }
        grammar_cues_count(d, i);
    } else {
        grammar_cues_aggregate(d, i);
    }
    if (d->measure_count == before) return d->p->count;
    for (size_t k = i; k < d->p->count && d->p->items[k].used; k++) last = k;
    for (size_t k = before; k < d->measure_count; k++) d->measures[k].of_order = true;
    o->measure = (int)before;
    return last;
}

// Reads one key; count when there is none.
static size_t key_read(Draft *d, size_t i, DraftOrder *o) {
    i = owner_pass(d, i);
    Item *item = draft_item(d, i);
    DraftMeasure measure = {0};
    o->measure = -1;
    if (!item || item->used) return d->p->count;
    if (draft_is_cue(d, i, CUE_COUNT) || draft_is_cue(d, i, CUE_AGGREGATE)) {
        return key_of_cue(d, i, o);
    }
    switch (item->link->kind) {
        case LINK_METRIC:
            if (!grammar_measure(d, i, &measure)) return d->p->count;
            measure.of_order = true;
            o->measure = (int)d->measure_count;
            draft_add_measure(d, measure);
            break;
        case LINK_COLUMN: o->expr = draft_column_expr(d, draft_ref(item)); break;
        case LINK_TABLE: o->thing = draft_entity(item, i); break;
        default: return d->p->count;
    }
    draft_use(d, i);
    return i;
}

static bool is_comma(Draft *d, size_t i) {
    return draft_is_cue(d, i, CUE_AND) && draft_item(d, i)->link->cue->arg == 1;
}

// "in descending order of": the direction belongs to what comes, not to what was.
static bool key_follows(Draft *d, size_t i) {
    return draft_is_cue(d, i + 1, CUE_BY) ||
           (i + 1 < d->p->count && is_small(d, i + 1) && binds(d, i + 1));
}

// "..., from low to high", "price descending": a direction behind its key.
static size_t direction_behind(Draft *d, size_t i, DraftOrder *o) {
    size_t next = i + 1;
    while (next < d->p->count && (is_small(d, next) || is_comma(d, next))) next++;
    while (draft_is_cue(d, next, CUE_DIRECTION) && !key_follows(d, next)) {
        direction_take(d, next, o);
        i = next++;
        while (next < d->p->count && draft_is(d, next, LINK_FILLER)) next++;
    }
    return i;
}

// The joint behind a key, when another key follows it.
static size_t joint_pass(Draft *d, size_t i) {
    size_t next = i + 1;
    bool joined = false;
    while (next < d->p->count) {
        bool joint = draft_is_cue(d, next, CUE_AND) || (draft_is_cue(d, next, CUE_BY) && joined);
        if (!joint && !is_small(d, next) && !(joined && is_clause(d, next))) break;
        joined = joined || joint;
        next++;
    }
    return joined ? next : d->p->count;
}

static bool may_be_key(Draft *d, size_t i) {
    i = draft_is(d, i, LINK_TABLE) && draft_is(d, i + 1, LINK_COLUMN) ? i + 1 : i;
    Item *item = draft_item(d, i);
    return item && !item->used &&
           (item->link->kind == LINK_COLUMN || item->link->kind == LINK_METRIC ||
            draft_is_cue(d, i, CUE_COUNT) || draft_is_cue(d, i, CUE_AGGREGATE));
}

static void keys_read(Draft *d, size_t at, DraftOrder first) {
    DraftOrder o = first;
    size_t last = key_read(d, at, &o);
    while (last < d->p->count && d->order_count < DRAFT_ORDERS_MAX) {
        last = direction_behind(d, last, &o);
        d->orders[d->order_count++] = o;
        size_t next = joint_pass(d, last);
        if (next >= d->p->count || !may_be_key(d, next)) return;
        o = (DraftOrder){.measure = -1};
        for (size_t k = last + 1; k < next; k++) {
            if (is_clause(d, k)) direction_take(d, k, &o);
            draft_use(d, k);
        }
        last = key_read(d, next, &o);
    }
}

void grammar_order(Draft *d, size_t i) {
    DraftOrder o = {.measure = -1};
    bool must = false;
    size_t before_i = draft_before(d, i);
    size_t at = clause_read(d, i, &o, &must);
    // "by descending age".
    if (draft_is_cue(d, before_i, CUE_BY) && phrase_ends(d, before_i, S("by"))) {
        draft_use(d, before_i);
        must = true;
    }
    d->has_order = true;
    size_t before = d->order_count;
    if (must) keys_read(d, at, o);
    if (d->order_count > before) return;
    // No key: of what is shown.
    if (o.has_direction) d->order_descending = o.descending;
    d->order_ascending = o.has_direction && !o.descending;
    d->order_alphabetic = o.alphabetic;
}

// "revenue by country, highest first": the countries are groups, and the revenue is what is
// highest.
static bool groups_metric(Draft *d, size_t i, size_t key) {
    if (draft_column(d, draft_item(d, key))->type != TYPE_TEXT) return false;
    for (size_t k = 0; k < i; k++) {
        if (draft_is(d, k, LINK_METRIC)) return true;
    }
    return false;
}

bool grammar_order_by(Draft *d, size_t i) {
    size_t key = draft_next(d, i);
    if (!draft_is(d, key, LINK_COLUMN) || !phrase_ends(d, i, S("by"))) return false;
    size_t next = key + 1;
    while (next < d->p->count && is_small(d, next)) next++;
    if (!draft_is_cue(d, next, CUE_DIRECTION) || binds(d, next)) return false;
    if (groups_metric(d, i, key)) return false;
    draft_use(d, i);
    d->has_order = true;
    keys_read(d, key, (DraftOrder){.measure = -1});
    return true;
}
