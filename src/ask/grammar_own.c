// Groups against the average of all groups: "customers whose orders are above the average number
// of orders per customer", "months with sales above the monthly average", "stores selling less than
// the average store".
//
// A number of each group (a metric, or things counted) is set against its own average over the
// groups; a column against the average of its rows is grammar_than's.

#include "ask/grammar_frames.h"

enum { LEAD_MAX = 4 };

typedef struct Own {
    size_t first, average;  // items: the comparison, and the word "average"
    size_t word;            // the comparative ("more" in "more orders than"); = first elsewhere
    size_t group, measure;  // items; count: none
    size_t end;             // behind what was read of the average
    ExprOp op;
} Own;

static bool is_average(Draft *d, size_t i) {
    return draft_is_cue(d, i, CUE_AGGREGATE) && draft_item(d, i)->link->cue->arg == OP_AVG;
}

// "than the average", "above the monthly average": the average that ends the comparison.
static bool average_find(Draft *d, size_t i, Own *ret) {
    *ret = (Own){.first = i, .average = i, .word = i, .group = d->p->count};
    ret->measure = d->p->count;
    if (draft_is_cue(d, i, CUE_AVERAGE_OF_ALL)) {
        ret->op = (ExprOp)draft_item(d, i)->link->cue->arg;
        return true;
    }
    bool than = draft_is_cue(d, i, CUE_THAN);
    if (!than && !draft_is_cue(d, i, CUE_COMPARE)) return false;
    if (!than) ret->op = (ExprOp)draft_item(d, i)->link->cue->arg;
    for (size_t k = i; k > 0 && than; k--) {
        if (!draft_is_cue(d, k - 1, CUE_MORE)) continue;
        ret->word = k - 1;
        ret->op = (ExprOp)draft_item(d, k - 1)->link->cue->arg;
        than = false;
    }
    if (than || ret->op == OP_BETWEEN) return false;
    for (size_t k = i + 1; k < d->p->count && k <= i + LEAD_MAX; k++) {
        ret->average = k;
        if (is_average(d, k)) return true;
        LinkKind kind = draft_item(d, k)->link->kind;
        if (kind > LINK_CUE && kind != LINK_GRAIN) return false;
    }
    return false;
}

// A number of groups: a metric, or what is counted.
static bool is_counted(Draft *d, size_t i) {
    Entity e = {0};
    bool led = i > 0 && (draft_is_cue(d, draft_before(d, i), CUE_COUNT) ||
                         draft_is_cue(d, draft_before(d, i), CUE_MORE));
    return led && grammar_frames_thing(d, i, &e);
}

static bool is_group(Draft *d, size_t i) {
    Entity e = {0};
    return draft_is(d, i, LINK_GRAIN) || grammar_frames_thing(d, i, &e);
}

// What the average is of, and over what: "number of orders per customer", "store", "revenue".
static void tail_read(Draft *d, Own *own) {
    for (own->end = own->average + 1; own->end < d->p->count; own->end++) {
        size_t i = own->end;
        const Item *item = draft_item(d, i);
        bool silent = item->link->kind < LINK_CUE || draft_is_cue(d, i, CUE_OF) ||
                      draft_is_cue(d, i, CUE_COUNT) || draft_is_cue(d, i, CUE_BY) ||
                      draft_is_cue(d, i, CUE_VERB_SELL);
        if (silent) continue;
        bool measure = draft_is(d, i, LINK_METRIC) || is_counted(d, i);
        if (measure && own->measure == d->p->count) {
            own->measure = i;
        } else if (is_group(d, i)) {
            if (own->group == d->p->count) own->group = i;
        } else {
            return;
        }
    }
}

// What stands before the comparison: the groups first, then their number.
static void head_read(Draft *d, Own *own) {
    for (size_t i = 0; i < own->first; i++) {
        if (draft_item(d, i)->used) continue;
        bool named = own->group < own->first;
        bool number = draft_is(d, i, LINK_METRIC) || is_counted(d, i);
        if (number && (named || draft_is_cue(d, draft_before(d, i), CUE_MORE))) {
            own->measure = i;
        } else if (!named && is_group(d, i)) {
            own->group = i;
        }
    }
}

static bool sells(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is_cue(d, i, CUE_VERB_SELL)) return d->m->default_metric >= 0;
    }
    return false;
}

// "price above average", "above average price": the column beside; count when there is none.
static size_t column_beside(Draft *d, const Own *own) {
    size_t beside[] = {draft_before(d, own->word), draft_next(d, own->average)};
    for (size_t i = 0; i < COUNT_OF(beside); i++) {
        const Item *item = draft_item(d, beside[i]);
        if (item && draft_is_number(d, item)) return beside[i];
    }
    return d->p->count;
}

// A column of the group's own rows, or one that can not be added up, is compared row by row.
static bool is_of_rows(Draft *d, const Own *own, size_t column) {
    Entity e = {0};
    if (draft_column(d, draft_item(d, column))->additivity != ADD_SUM) return true;
    if (own->group == d->p->count || !grammar_frames_thing(d, own->group, &e)) return true;
    const ModelTable *t = &d->m->tables[e.table];
    bool each =
        e.column < 0 || e.column == t->name_column || (t->key_count == 1 && e.column == t->key[0]);
    return draft_item(d, column)->target->table == e.table && each;
}

static bool measure_make(Draft *d, const Own *own, DraftMeasure *ret) {
    if (own->measure == d->p->count) {
        int metric = d->m->default_metric;
        *ret = (DraftMeasure){.expr = expr_metric(d->a, metric),
                              .column = {.table = d->m->metrics[metric].table, .column = -1},
                              .at = own->first};
        return true;
    }
    *ret = (DraftMeasure){.at = own->measure};
    bool number =
        draft_is(d, own->measure, LINK_METRIC) || draft_is_number(d, draft_item(d, own->measure));
    if (number) {
        bool made = grammar_measure(d, own->measure, ret);
        ret->is_plain = false;
        return made;
    }
    return grammar_frames_thing(d, own->measure, &ret->counted);
}

static void own_use(Draft *d, const Own *own) {
    for (size_t i = own->first; i < own->end; i++) draft_use(d, i);
    draft_use(d, own->word);
    draft_use(d, own->measure);
    size_t before = draft_before(d, own->measure);
    if (draft_is_cue(d, before, CUE_COUNT)) draft_use(d, before);
}

// "how many customers": they are counted, and the rule of counts reads it.
static bool group_counted(Draft *d, size_t group) {
    return draft_is_cue(d, draft_before(d, group), CUE_COUNT);
}

static void group_set(Draft *d, size_t group) {
    Entity thing = {0};
    const Item *item = draft_item(d, group);
    if (group_counted(d, group)) return;
    if (item->link->kind == LINK_GRAIN) {
        draft_add_dimension(
            d, (DraftDimension){.is_grain = true, .grain = item->link->grain, .at = group});
    } else if (grammar_frames_thing(d, group, &thing)) {
        d->focus = thing;
    }
    d->focus_listed = true;
    draft_use(d, group);
}

static bool own_read(Draft *d, size_t i) {
    Own own;
    DraftMeasure measure = {0};
    if (!average_find(d, i, &own)) return false;
    size_t none = d->p->count, column = column_beside(d, &own);
    tail_read(d, &own);
    size_t tail_group = own.group, tail_measure = own.measure;
    own.group = own.measure = none;
    head_read(d, &own);
    if (own.group == none) own.group = tail_group;
    if (own.measure == none) own.measure = tail_measure;
    if (column < none) {
        if (is_of_rows(d, &own, column)) return false;
        own.measure = column;
    }
    if (own.group == none || (own.measure == none && !sells(d))) return false;
    if (!measure_make(d, &own, &measure)) return false;
    group_set(d, own.group);
    own_use(d, &own);
    draft_add_measure(d, measure);
    d->having[d->having_count++] =
        (DraftHaving){.measure = d->measure_count - 1, .op = own.op, .own_average = true};
    return true;
}

bool grammar_own_read(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (!draft_item(d, i)->used && own_read(d, i)) return true;
    }
    return false;
}
