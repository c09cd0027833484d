// Set against the average of its own kind: "products dearer than the average of their category",
// "tracks longer than the average of their genre", "states with sales below their region's
// average".
//
// What tells it from the average of all is the word that leads back: "their", "its", "same".

#include "ask/grammar_frames.h"

// Comparatives that the tables of cues leave to those of columns.
static const struct {
    const char *word;
    ExprOp op;
} WAYS[] = {{"above", OP_GT},   {"over", OP_GT},      {"more", OP_GT},      {"higher", OP_GT},
            {"greater", OP_GT}, {"dearer", OP_GT},    {"costlier", OP_GT},  {"longer", OP_GT},
            {"pricier", OP_GT}, {"bigger", OP_GT},    {"larger", OP_GT},    {"heavier", OP_GT},
            {"better", OP_GT},  {"exceeding", OP_GT}, {"expensive", OP_GT}, {"below", OP_LT},
            {"under", OP_LT},   {"less", OP_LT},      {"lower", OP_LT},     {"cheaper", OP_LT},
            {"shorter", OP_LT}, {"smaller", OP_LT},   {"worse", OP_LT},     {"lighter", OP_LT},
            {"fewer", OP_LT}};

static bool word_is(const Draft *d, size_t t, const char *const *words, size_t count) {
    for (size_t i = 0; i < count && t < d->t->count; i++) {
        if (str_eq(d->t->items[t].text, str_from(words[i]))) return true;
    }
    return false;
}

static bool way_find(const Draft *d, ExprOp *ret, size_t *ret_token) {
    for (size_t t = 0; t < d->t->count; t++) {
        for (size_t k = 0; k < COUNT_OF(WAYS); k++) {
            if (!str_eq(d->t->items[t].text, str_from(WAYS[k].word))) continue;
            *ret = WAYS[k].op;
            *ret_token = t;
            return true;
        }
    }
    return false;
}

static bool average_find(const Draft *d, size_t *ret) {
    static const char *const WORDS[] = {"average", "avg", "mean"};
    for (size_t t = 0; t < d->t->count; t++) {
        if (!word_is(d, t, WORDS, COUNT_OF(WORDS))) continue;
        *ret = t;
        return true;
    }
    return false;
}

static size_t item_of(const Draft *d, size_t token) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = d->p->items[i].link;
        if (link->first <= token && token < link->end) return i;
    }
    return d->p->count;
}

// "their category", "its own region", "the same genre": the thing behind the word that leads back.
static bool group_find(Draft *d, Peers *peers, size_t *ret) {
    static const char *const BACK[] = {"their", "its", "own", "same", "respective", "his"};
    for (size_t t = 0; t + 1 < d->t->count; t++) {
        if (!word_is(d, t, BACK, COUNT_OF(BACK))) continue;
        size_t at = t + 1;
        while (word_is(d, at, BACK, COUNT_OF(BACK))) at++;
        size_t i = item_of(d, at);
        if (draft_is(d, i, LINK_METRIC) || !grammar_frames_thing(d, i, &peers->group)) continue;
        *ret = i;
        return true;
    }
    return false;
}

static bool who_find(Draft *d, Peers *peers, size_t group, size_t *ret) {
    for (size_t i = 0; i < group; i++) {
        if (draft_is(d, i, LINK_METRIC) || !grammar_frames_thing(d, i, &peers->who)) continue;
        *ret = i;
        return true;
    }
    return false;
}

// The number: named, or the column that the comparative measures, or what the verb means.
static bool number_find(Draft *d, Peers *peers, size_t way) {
    ColumnRef c = {0};
    for (size_t i = 0; i < d->p->count; i++) {
        if (!grammar_measure(d, i, &peers->number)) continue;
        peers->number.is_plain = false;
        draft_use(d, i);
        // A number of the rows themselves is compared row by row.
        const Item *item = draft_item(d, i);
        bool own = draft_is_number(d, item) && item->target->table == peers->who.table &&
                   peers->who.column < 0;
        if (own)
            peers->number.expr = expr_call1(d->a, OP_AVG, draft_column_expr(d, draft_ref(item)));
        return true;
    }
    if (grammar_than_column(d, item_of(d, way), &c)) {
        peers->number =
            (DraftMeasure){.expr = expr_call1(d->a, OP_AVG, draft_column_expr(d, c)), .column = c};
        return true;
    }
    bool sells = false;
    for (size_t i = 0; i < d->p->count; i++) {
        if (!draft_is_cue(d, i, CUE_VERB_SELL)) continue;
        draft_use(d, i);
        sells = true;
    }
    int metric = d->m->default_metric;
    if (!sells || metric < 0) return false;
    peers->number = (DraftMeasure){.expr = expr_metric(d->a, metric),
                                   .column = {.table = d->m->metrics[metric].table, .column = -1}};
    return true;
}

bool grammar_peers_read(Draft *d) {
    Peers peers = {.is_set = true};
    size_t way = 0, average = 0, group = 0, who = 0;
    if (!way_find(d, &peers.op, &way) || !average_find(d, &average) || average < way) return false;
    if (!group_find(d, &peers, &group) || !who_find(d, &peers, group, &who)) return false;
    if (!number_find(d, &peers, way)) return false;
    peers.counted = false;
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = draft_item(d, i)->link;
        peers.counted = peers.counted || draft_is_cue(d, i, CUE_COUNT);
        bool within = link->first >= way && link->first <= draft_item(d, group)->link->first;
        bool small = draft_is_cue(d, i, CUE_OF) || draft_is_cue(d, i, CUE_WHICH) ||
                     draft_is_cue(d, i, CUE_COUNT) || draft_is_cue(d, i, CUE_LIST) ||
                     draft_is_cue(d, i, CUE_AGGREGATE);
        if ((within || small) && link->kind != LINK_TIME && link->kind != LINK_VALUE)
            draft_use(d, i);
    }
    draft_use(d, who);
    draft_use(d, group);
    draft_use(d, item_of(d, way));
    d->peers = peers;
    return true;
}
