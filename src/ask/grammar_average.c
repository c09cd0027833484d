// The rules of averages that are taken over something: of one order, a day, a customer.

#include "ask/grammar_average.h"

#include "ask/grammar.h"

// A thing that is named, or counted by the metric that is.
static bool thing_of(Draft *d, size_t at, Entity *ret) {
    const Item *thing = draft_item(d, at);
    bool is_thing = thing->link->kind == LINK_TABLE ||
                    (thing->link->kind == LINK_COLUMN && !draft_is_number(d, thing));
    if (is_thing) *ret = draft_entity(thing, at);
    if (is_thing || thing->link->kind != LINK_METRIC) return is_thing;
    const Expr *count = d->m->metrics[thing->target->column].expr;
    bool counts = count && count->kind == EXPR_CALL && count->arg_count == 1 &&
                  (count->op == OP_COUNT || count->op == OP_COUNT_DISTINCT);
    if (!counts) return false;
    ColumnRef c = count->args[0]->column;
    *ret = (Entity){
        .table = c.table,
        .column = count->op == OP_COUNT ? draft_key_column(&d->m->tables[c.table]) : c.column,
        .is_set = true,
        .at = at};
    return true;
}

// "average order value": of the metric for one of the things; "average order" alone as well.
bool grammar_average_per_thing(Draft *d, size_t table_at) {
    const Item *thing = draft_item(d, table_at);
    if (!thing || d->m->default_metric < 0) return false;
    Entity e = {0};
    if (!thing_of(d, table_at, &e)) return false;
    size_t next = table_at + 1;
    Str word = draft_item(d, next) ? d->t->items[draft_item(d, next)->link->first].text : (Str){0};
    bool says_value = str_eq(word, S("value")) || str_eq(word, S("size")) ||
                      str_eq(word, S("amount")) || str_eq(word, S("total")) ||
                      draft_is(d, next, LINK_METRIC);
    if (!says_value) return false;
    int metric =
        draft_is(d, next, LINK_METRIC) ? draft_item(d, next)->target->column : d->m->default_metric;
    int column = e.column >= 0 ? e.column : draft_key_column(&d->m->tables[e.table]);
    if (column < 0) return false;
    Expr *count = expr_call1(d->a, OP_COUNT_DISTINCT, expr_column(d->a, e.table, column));
    Expr *ratio = expr_call2(d->a, OP_DIV, expr_metric(d->a, metric), count);
    draft_use(d, table_at);
    draft_use(d, next);
    draft_add_measure(
        d, (DraftMeasure){.expr = ratio, .at = table_at, .label = S("average value of one")});
    return true;
}

// "average daily sales": the sum of each day, then the average of the sums.
bool grammar_average_of_grain(Draft *d, size_t i, size_t at, ExprOp op) {
    if (!draft_is(d, at, LINK_GRAIN) || draft_item(d, at)->link->number == 0) return false;
    size_t measure_at = draft_next(d, at);
    DraftMeasure measure = {0};
    if (!grammar_measure(d, measure_at, &measure)) return false;
    measure.is_plain = false;
    d->average_of_sums = true;
    d->outer = op;
    d->average_grain = draft_item(d, at)->link->grain;
    draft_use(d, i);
    draft_use(d, at);
    draft_use(d, measure_at);
    draft_add_measure(d, measure);
    return true;
}

bool grammar_average_counts_rows(const Draft *d, const Item *item) {
    if (!item || item->link->kind != LINK_METRIC) return false;
    const Expr *e = d->m->metrics[item->target->column].expr;
    return e && e->kind == EXPR_CALL && (e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT);
}

// What an average of sums or counts is taken over: "per customer", "per day".
static bool over_read(Draft *d, size_t from, bool per_only) {
    for (size_t k = from; k < d->p->count; k++) {
        size_t at = draft_next(d, k);
        Item *thing = draft_item(d, at);
        if (!draft_is_cue(d, k, CUE_BY) || !thing || thing->used) continue;
        if (per_only && !str_eq(draft_item(d, k)->link->cue->phrase, S("per"))) continue;
        LinkKind kind = thing->link->kind;
        if (kind != LINK_GRAIN && kind != LINK_TABLE &&
            (kind != LINK_COLUMN || draft_is_number(d, thing))) {
            continue;
        }
        if (kind == LINK_GRAIN) d->average_grain = thing->link->grain;
        if (kind != LINK_GRAIN) d->average_over = draft_entity(thing, at);
        draft_use(d, k);
        draft_use(d, at);
        return true;
    }
    return false;
}

// "average number of items per order": what an order is made of, where nothing else is named so.
static void parts_counted(Draft *d) {
    DraftMeasure *measure = d->measure_count > 0 ? &d->measures[d->measure_count - 1] : NULL;
    const Entity *over = &d->average_over;
    if (!measure || measure->expr || measure->counted.is_set || !over->is_set || over->column >= 0)
        return;
    size_t rows = 0;
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        const ModelTable *part = &d->m->tables[j->from_table];
        size_t count = part->column_count > 0 ? (size_t)part->columns[0].profile.rows : 0;
        if (j->to_table != over->table || j->from_table == over->table || count < rows) continue;
        rows = count;
        measure->counted = (Entity){.table = j->from_table, .column = -1, .is_set = true};
    }
}

// "average spend per customer": the default metric for each of them.
static bool average_spend(Draft *d, size_t i, size_t at) {
    bool spends = draft_is_cue(d, at, CUE_VERB_SELL) && draft_item(d, at)->link->cue->arg == 0;
    if (!spends || d->m->default_metric < 0 || !over_read(d, at + 1, true)) return false;
    d->average_of_sums = true;
    d->outer = OP_AVG;
    draft_use(d, i);
    draft_use(d, at);
    draft_add_measure(d, (DraftMeasure){.expr = expr_metric(d->a, d->m->default_metric), .at = i});
    return true;
}

// "average number of orders per customer", "average sales per customer": for each first, then the
// average of all.
bool grammar_average_of_groups(Draft *d, size_t i, size_t at, ExprOp op) {
    bool counted = draft_is_cue(d, at, CUE_COUNT), metric = draft_is(d, at, LINK_METRIC);
    size_t next = draft_next(d, at);
    // "average tracks per playlist": their number.
    bool per =
        draft_is_cue(d, next, CUE_BY) && str_eq(draft_item(d, next)->link->cue->phrase, S("per"));
    bool things = draft_is(d, at, LINK_TABLE) && per;
    if (per && op == OP_AVG && average_spend(d, i, at)) return true;
    if (op == OP_SUM || (!counted && !metric && !things)) return false;
    if (counted && draft_item(d, next) && draft_is_number(d, draft_item(d, next))) return false;
    bool counts = counted || things || grammar_average_counts_rows(d, draft_item(d, at));
    if (!over_read(d, at + 1, !counts)) {
        if (!counts) return false;
        draft_doubt(d, 0.8);  // an average over what?
        d->average_grain = DATE_DAY;
    }
    d->average_of_sums = true;
    d->outer = op;
    draft_use(d, i);
    if (counted) {
        grammar_cues_count(d, at);
        parts_counted(d);
        return true;
    }
    DraftMeasure measure = {.counted = draft_entity(draft_item(d, at), at), .at = at};
    if (things || grammar_measure(d, at, &measure)) draft_add_measure(d, measure);
    draft_use(d, at);
    return true;
}

// "median bill value": the money of each bill first, then the median of all.
bool grammar_average_worth(Draft *d, size_t at, ExprOp op) {
    Item *thing = draft_item(d, at);
    size_t next = at + 1;
    if (!thing || !thing->target || op == OP_SUM || d->m->default_metric < 0 || next >= d->p->count)
        return false;
    Str word = d->t->items[draft_item(d, next)->link->first].text;
    bool says_value = str_eq(word, S("value")) || str_eq(word, S("size"));
    Entity e = {0};
    if (thing->link->kind == LINK_COLUMN || !says_value || !thing_of(d, at, &e)) return false;
    d->average_of_sums = true;
    d->average_over = e;
    d->outer = op;
    draft_use(d, at);
    draft_use(d, next);
    draft_add_measure(d, (DraftMeasure){.expr = expr_metric(d->a, d->m->default_metric), .at = at});
    return true;
}

// The thing spoken of between the count and "on average".
static bool doer_before(Draft *d, size_t i, Entity *ret) {
    for (size_t k = i; k > 0; k--) {
        const Item *item = draft_item(d, k - 1);
        bool thing = item->link->kind == LINK_TABLE ||
                     (item->link->kind == LINK_COLUMN && !draft_is_number(d, item) &&
                      !draft_is_date(d, item));
        if (!thing || item->used) continue;
        *ret = draft_entity(item, k - 1);
        draft_use(d, k - 1);
        return true;
    }
    return false;
}

// "how many orders per month on average": the groups are what the average is taken over.
static bool per_before(Draft *d) {
    const DraftDimension *each = &d->dimensions[0];
    if (d->dimension_count != 1 || !each->by_cue) return false;
    if (each->is_grain) d->average_grain = each->grain;
    if (!each->is_grain) d->average_over = each->entity;
    d->dimension_count = 0;
    d->average_of_sums = true;
    d->outer = OP_AVG;
    return true;
}

// "how many orders does a customer place on average", "how much does a customer spend on average".
bool grammar_average_on(Draft *d, size_t i) {
    Entity who = {0};
    bool says = str_starts(draft_item(d, i)->link->cue->phrase, S("on "));
    bool counted = d->measure_count == 1 && d->measures[0].at < i;
    if (says && counted && per_before(d)) {
        draft_use(d, i);
        return true;
    }
    bool spends =
        d->measure_count == 0 && (d->has_sell_verb || d->how_much) && d->m->default_metric >= 0;
    if (!says || (!counted && !spends) || !doer_before(d, i, &who)) return false;
    draft_use(d, i);
    if (counted) {
        d->average_of_sums = true;
        d->outer = OP_AVG;
        d->average_over = who;
        return true;
    }
    int key = who.column >= 0 ? who.column : draft_key_column(&d->m->tables[who.table]);
    if (key < 0) return false;
    Expr *count = expr_call1(d->a, OP_COUNT_DISTINCT, expr_column(d->a, who.table, key));
    Expr *metric = expr_metric(d->a, d->m->default_metric);
    draft_add_measure(d, (DraftMeasure){.expr = expr_call2(d->a, OP_DIV, metric, count), .at = i});
    return true;
}
