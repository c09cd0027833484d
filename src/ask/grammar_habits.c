// The rules of how often and since when: "customers who bought only once", "repeat customers", "new
// customers in 2025", "whose first order was in May".

#include "ask/grammar.h"
#include "ask/unread.h"

static bool counts(const Metric *metric, ColumnRef *ret) {
    const Expr *e = metric->expr;
    bool is = e && e->kind == EXPR_CALL && e->arg_count == 1 &&
              (e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT);
    if (is) *ret = e->args[0]->column;
    return is;
}

// What people do ("orders"): how it is counted, and the table that says when.
static Expr *deeds_find(const Draft *d, ColumnRef *ret) {
    const NameEntry *best = NULL;
    for (const NameEntry *e = name_index_find(&d->index->names, S("order")); e; e = e->next) {
        ColumnRef c = {.table = e->table};
        bool is = e->kind == NAME_TABLE ||
                  (e->kind == NAME_METRIC && counts(&d->m->metrics[e->column], &c));
        if (!is || d->m->tables[c.table].time_column < 0) continue;
        // A metric says how the model's owner counts them.
        bool better = !best || (e->kind == NAME_METRIC && best->kind == NAME_TABLE) ||
                      (e->kind == best->kind && e->score > best->score);
        if (!better) continue;
        best = e;
        *ret = c;
    }
    if (!best) return NULL;
    return best->kind == NAME_METRIC ? expr_metric(d->a, best->column)
                                     : expr_call1(d->a, OP_COUNT, expr_rows(d->a, best->table));
}

Expr *grammar_habits_deeds(const Draft *d) {
    ColumnRef deed = {0};
    return deeds_find(d, &deed);
}

bool grammar_habits_deed(const Draft *d, ColumnRef *ret) { return deeds_find(d, ret) != NULL; }

static bool is_thing(const Draft *d, const Item *item) {
    if (!item) return false;
    if (item->link->kind == LINK_TABLE) return d->m->tables[item->target->table].kind != TABLE_FACT;
    return item->link->kind == LINK_COLUMN && !draft_is_number(d, item) && !draft_is_date(d, item);
}

// The deed itself, not who does it; in one wide file both are columns of it.
static bool is_deed(const Draft *d, ColumnRef key, ColumnRef deed) {
    if (key.table != deed.table) return false;
    return key.column == deed.column || model_at(d->m, key)->role == ROLE_KEY;
}

bool grammar_habits_doer(const Draft *d, size_t i, ColumnRef *ret) {
    ColumnRef deed = {0};
    const Item *item = i < d->p->count ? &d->p->items[i] : NULL;
    if (!is_thing(d, item) || !deeds_find(d, &deed)) return false;
    Entity e = draft_entity(item, i);
    int column = e.column >= 0 ? e.column : draft_key_column(&d->m->tables[e.table]);
    *ret = (ColumnRef){.table = e.table, .column = column};
    return column >= 0 && !is_deed(d, *ret, deed);
}

bool grammar_habits_is_deed(const Draft *d, const Item *item, ColumnRef deed) {
    ColumnRef counted = {0};
    if (!item || !item->target) return false;
    if (item->link->kind == LINK_TABLE) return item->target->table == deed.table;
    return item->link->kind == LINK_METRIC &&
           counts(&d->m->metrics[item->target->column], &counted) && counted.table == deed.table;
}

// Who does it: what stands right behind, else the first thing named.
static bool doer_find(const Draft *d, size_t i, ColumnRef *ret) {
    for (size_t k = 0; k <= d->p->count; k++) {
        size_t at = k == 0 ? i + 1 : k - 1;
        const Item *item = at < d->p->count ? &d->p->items[at] : NULL;
        if (!is_thing(d, item)) continue;
        Entity e = draft_entity(item, at);
        int column = e.column >= 0 ? e.column : draft_key_column(&d->m->tables[e.table]);
        *ret = (ColumnRef){.table = e.table, .column = column};
        return column >= 0;
    }
    return false;
}

static void doers_filter(Draft *d, ColumnRef key, Expr **conditions, size_t count) {
    Plan *inner = plan_new(d->a);
    Expr *thing = draft_column_expr(d, key);
    plan_add_dimension(d->a, inner, thing);
    for (size_t i = 0; i < count; i++) plan_add_having(d->a, inner, conditions[i]);
    draft_add_filter(d,
                     (DraftFilter){.expr = expr_call2(d->a, OP_IN, thing, expr_plan(d->a, inner)),
                                   .column = key});
    bool counted = false;
    for (size_t i = 0; i < d->p->count; i++) counted = counted || draft_is_cue(d, i, CUE_COUNT);
    d->focus_listed = d->focus_listed || !counted;
}

static Item *time_item(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is(d, i, LINK_TIME) && !draft_item(d, i)->used) return draft_item(d, i);
    }
    return NULL;
}

void grammar_habits_often(Draft *d, size_t i) {
    ColumnRef key = {0}, deed = {0};
    Expr *deeds = deeds_find(d, &deed);
    const Link *link = draft_item(d, i)->link;
    if (unread_is_light(d, i)) {
        draft_use(d, i);
        return;
    }
    if (!deeds || !doer_find(d, i, &key)) {
        d->missing = d->t->items[link->first].raw;
        return;
    }
    draft_use(d, i);
    if (time_item(d)) draft_doubt(d, 2);  // once in all, or once in that time?
    Expr *often = expr_call2(d->a, (ExprOp)link->cue->arg, deeds, expr_int(d->a, 1));
    doers_filter(d, key, &often, 1);
    d->of_values = d->of_values || key.table == deed.table;
}

bool grammar_habits_within(Draft *d, size_t i, ExprOp op, const TimePhrase *t) {
    ColumnRef key = {0}, deed = {0};
    if (!deeds_find(d, &deed) || !doer_find(d, i, &key) || is_deed(d, key, deed)) return false;
    int column = d->m->tables[deed.table].time_column;
    Expr *when = expr_call1(d->a, op, expr_column(d->a, deed.table, column));
    Expr *bounds[2];
    size_t count = 0;
    if (t->has_first)
        bounds[count++] = expr_call2(d->a, OP_GE, when, expr_date(d->a, t->range.first));
    if (t->has_end) bounds[count++] = expr_call2(d->a, OP_LT, when, expr_date(d->a, t->range.end));
    doers_filter(d, key, bounds, count);
    d->of_values = d->of_values || key.table == deed.table;  // in one wide file each once
    return true;
}

// "new customers per month": each counts once, in the month of their first deed.
static bool first_seen(Draft *d, size_t i) {
    ColumnRef key = {0}, deed = {0};
    if (!deeds_find(d, &deed) || !doer_find(d, i, &key)) return false;
    size_t before = draft_before(d, i);
    d->first_seen = true;
    d->seen = key;
    d->seen_at = (ColumnRef){.table = deed.table, .column = d->m->tables[deed.table].time_column};
    draft_use(d, i);
    draft_use(d, i + 1);
    if (draft_is_cue(d, before, CUE_COUNT)) draft_use(d, before);
    return true;
}

void grammar_habits_new(Draft *d, size_t i) {
    Item *time = time_item(d);
    const Link *link = draft_item(d, i)->link;
    bool grouped = false;
    for (size_t k = 0; k < d->p->count; k++) grouped = grouped || draft_is(d, k, LINK_GRAIN);
    if (!is_thing(d, draft_item(d, i + 1))) return;
    if (grouped && first_seen(d, i)) return;
    if (!time || grouped || !grammar_habits_within(d, i, OP_MIN, &time->link->time)) {
        d->missing = d->t->items[link->first].raw;
        return;
    }
    draft_use(d, i);
    // "revenue from new customers in 2026" is what they brought in that year.
    bool money = d->how_much;
    for (size_t k = 0; k < i; k++) {
        ColumnRef deed = {0};
        const Item *item = draft_item(d, k);
        money = money || (item->link->kind == LINK_METRIC &&
                          !counts(&d->m->metrics[item->target->column], &deed));
    }
    time->used = !money;
}
