#include "ask/grammar_ends.h"

#include "ask/grammar_spans.h"

typedef struct End {
    const char *word;
    bool last;
} End;

static const End ENDS[] = {{"first", false}, {"earliest", false}, {"last", true},
                           {"latest", true}, {"recently", true},  {"recent", true},
                           {"pehla", false}, {"pehli", false},    {"aakhri", true},
                           {"akhri", true},  {"आखिरी", true},     {"पहला", false}};

static Str word_at(const Draft *d, size_t t) {
    return t < d->t->count ? d->t->items[t].text : (Str){0};
}

static const End *end_at(const Draft *d, size_t t) {
    for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
        if (str_eq(word_at(d, t), str_from(ENDS[i].word))) return &ENDS[i];
    }
    return NULL;
}

static size_t item_of(const Draft *d, size_t token) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = d->p->items[i].link;
        if (link->first <= token && token < link->end) return i;
    }
    return d->p->count;
}

// The table whose rows an item speaks of: its own, or that which a metric counts.
static int rows_of(const Draft *d, const Item *item) {
    if (!item || item->used || !item->target) return -1;
    if (item->link->kind == LINK_TABLE) return item->target->table;
    if (item->link->kind != LINK_METRIC) return -1;
    const Expr *e = d->m->metrics[item->target->column].expr;
    bool counts = e && e->kind == EXPR_CALL && e->arg_count == 1 &&
                  (e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT);
    return counts ? e->args[0]->column.table : -1;
}

static bool is_event(const Draft *d, int table) {
    return table >= 0 && d->m->tables[table].time_column >= 0 &&
           d->m->tables[table].kind == TABLE_FACT;
}

static ColumnRef time_of(const Draft *d, int table) {
    return (ColumnRef){.table = table, .column = d->m->tables[table].time_column};
}

static bool asks_when(const Draft *d) {
    return str_eq(word_at(d, 0), S("when")) || str_eq(word_at(d, 0), S("kab")) ||
           str_eq(word_at(d, 0), S("कब"));
}

// The deeds spoken of, else what the default metric adds up.
static bool event_time(Draft *d, ColumnRef *ret) {
    for (size_t i = 0; i < d->p->count; i++) {
        int table = rows_of(d, draft_item(d, i));
        if (!is_event(d, table)) continue;
        draft_use(d, i);
        *ret = time_of(d, table);
        return true;
    }
    ColumnRef deed = {0};
    if (!grammar_habits_deed(d, &deed)) return false;
    *ret = time_of(d, deed.table);
    return true;
}

// "when was the last order placed", "when did Ernst Handel first order".
static bool when_read(Draft *d) {
    if (!asks_when(d)) return false;
    for (size_t t = 1; t < d->t->count; t++) {
        const End *end = end_at(d, t);
        ColumnRef when = {.table = -1};
        if (!end || draft_is(d, item_of(d, t), LINK_TIME)) continue;
        bool done = false;
        for (size_t k = 1; k < d->t->count && !done; k++)
            done = grammar_spans_done(d, word_at(d, k), &when) && when.column >= 0;
        if (done && when.column == d->m->tables[when.table].time_column) done = false;
        if (!done && !event_time(d, &when)) return false;
        Expr *of = expr_call1(d->a, end->last ? OP_MAX : OP_MIN, draft_column_expr(d, when));
        draft_add_measure(d, (DraftMeasure){.expr = of, .column = when, .at = item_of(d, t)});
        draft_use(d, item_of(d, t));
        for (size_t i = 0; i < d->p->count; i++) {
            // "first order date": the date is what is asked.
            if (draft_is_date(d, draft_item(d, i))) draft_use(d, i);
        }
        return true;
    }
    return false;
}

static void top_set(Draft *d, ColumnRef by, bool last, size_t at) {
    d->has_top = true;
    d->top_descending = last;
    d->top_by = draft_column_expr(d, by);
    d->top_at = at;
}

// "who was hired first", "the employee hired last".
static bool done_read(Draft *d) {
    for (size_t t = 0; t + 1 < d->t->count; t++) {
        size_t behind = t + 1 + str_eq(word_at(d, t + 1), S("most"));
        const End *end = end_at(d, behind);
        ColumnRef when = {.table = -1};
        if (!end || draft_is(d, item_of(d, behind), LINK_TIME)) continue;
        if (!grammar_spans_done(d, word_at(d, t), &when)) continue;
        size_t at = item_of(d, t);
        top_set(d, when, end->last, at);
        draft_use(d, at);
        for (size_t k = t + 1; k <= behind; k++) draft_use(d, item_of(d, k));
        if (!d->focus.is_set) {
            d->focus = (Entity){.table = when.table, .column = -1, .is_set = true, .at = at};
            d->focus_listed = true;
        }
        return true;
    }
    return false;
}

// "the 10 most recent orders".
static void number_before(Draft *d, size_t at) {
    if (at == 0 || !draft_is(d, at - 1, LINK_NUMBER) || draft_item(d, at - 1)->used) return;
    d->top_limit = (int64_t)draft_item(d, at - 1)->link->number;
    draft_use(d, at - 1);
}

// "the last 3 orders of Ernst Handel": rows, by their time.
static bool rows_read(Draft *d) {
    for (size_t t = 0; t + 1 < d->t->count; t++) {
        const End *end = end_at(d, t);
        size_t at = item_of(d, t), thing = at + 1;
        if (!end || draft_is(d, at, LINK_TIME)) continue;
        bool led = t > 0 &&
                   (str_eq(word_at(d, t - 1), S("whose")) || str_eq(word_at(d, t - 1), S("their")));
        bool numbered = draft_is(d, thing, LINK_NUMBER);
        if (numbered) thing++;
        int table = rows_of(d, draft_item(d, thing));
        // "the last order date of each": one date, which grammar reads elsewhere.
        bool dated = draft_item(d, thing + 1) && draft_is_date(d, draft_item(d, thing + 1));
        if (led || dated || !is_event(d, table)) continue;
        for (size_t i = 0; i < d->p->count; i++) {
            if (draft_is_cue(d, i, CUE_BY) || draft_is_cue(d, i, CUE_COUNT) ||
                draft_is_cue(d, i, CUE_EACH_TOP) || draft_is_cue(d, i, CUE_AGGREGATE))
                return false;
        }
        top_set(d, time_of(d, table), end->last, at);
        if (numbered) d->top_limit = (int64_t)draft_item(d, at + 1)->link->number;
        if (!numbered) number_before(d, at);
        d->focus = (Entity){.table = table, .column = -1, .is_set = true, .at = thing};
        d->focus_listed = true;
        for (size_t i = at; i <= thing; i++) draft_use(d, i);
        return true;
    }
    return false;
}

static bool is_doer(const Draft *d, const Item *item) {
    if (!item || item->used || !item->target) return false;
    if (item->link->kind == LINK_TABLE) return d->m->tables[item->target->table].kind != TABLE_FACT;
    const ModelColumn *c = item->link->kind == LINK_COLUMN ? draft_column(d, item) : NULL;
    return c && c->type == TYPE_TEXT && d->m->tables[item->target->table].kind == TABLE_FACT;
}

// Behind the thing only what people do may follow: "to order", "who bought", a value, a period.
static bool only_deeds_behind(Draft *d, size_t at) {
    for (size_t i = at; i < d->p->count; i++) {
        const Item *item = draft_item(d, i);
        LinkKind kind = item->link->kind;
        bool deed = is_event(d, rows_of(d, item));
        bool passes = kind <= LINK_SOFT || kind == LINK_TIME || kind == LINK_VALUE || deed ||
                      draft_is_cue(d, i, CUE_OF) || draft_is_cue(d, i, CUE_VERB_SELL) ||
                      draft_is_cue(d, i, CUE_WHICH);
        if (!passes) return false;
    }
    return true;
}

// "the first customer", "our latest 5 customers": by when they first or last did something.
static bool doers_read(Draft *d) {
    for (size_t t = 0; t + 1 < d->t->count; t++) {
        const End *end = end_at(d, t);
        size_t at = item_of(d, t), thing = at + 1;
        ColumnRef deed = {0};
        if (!end || draft_is(d, at, LINK_TIME)) continue;
        bool numbered = draft_is(d, thing, LINK_NUMBER);
        if (numbered) thing++;
        Item *item = draft_item(d, thing);
        if (!is_doer(d, item) || !only_deeds_behind(d, thing + 1)) continue;
        if (!grammar_habits_deed(d, &deed)) return false;
        ColumnRef when = time_of(d, deed.table);
        Expr *of = expr_call1(d->a, end->last ? OP_MAX : OP_MIN, draft_column_expr(d, when));
        d->has_top = d->has_top_measure = true;
        d->top_descending = end->last;
        d->top_at = at;
        d->top_limit = numbered ? (int64_t)draft_item(d, at + 1)->link->number : 1;
        if (!numbered) number_before(d, at);
        d->top_measure = (DraftMeasure){.expr = of, .column = when, .at = at};
        for (size_t i = at; i < thing; i++) draft_use(d, i);
        for (size_t i = thing + 1; i < d->p->count; i++) {
            if (is_event(d, rows_of(d, draft_item(d, i))) || draft_is_cue(d, i, CUE_VERB_SELL))
                draft_use(d, i);
        }
        return true;
    }
    return false;
}

bool grammar_ends_is_deed(Str word) {
    static const char *const DEEDS[] = {"purchase", "visit", "transaction", "buy"};
    for (size_t k = 0; k < COUNT_OF(DEEDS); k++) {
        if (str_eq(word, str_from(DEEDS[k]))) return true;
    }
    return false;
}

// "last purchase of each customer", "first order of every client": the date of it.
static bool each_end_read(Draft *d) {
    for (size_t t = 0; t + 1 < d->t->count; t++) {
        const End *end = end_at(d, t);
        size_t at = item_of(d, t), next = at + 1;
        if (!end || draft_is(d, at, LINK_TIME) || draft_item(d, at)->used) continue;
        int table = rows_of(d, draft_item(d, next));
        bool deed = grammar_ends_is_deed(word_at(d, t + 1));
        ColumnRef done = {.table = table};
        if (!is_event(d, table) && (!deed || !grammar_habits_deed(d, &done))) continue;
        bool each = false;
        for (size_t i = next + 1; i < d->p->count; i++) {
            if (draft_is_date(d, draft_item(d, i)) || draft_is_cue(d, i, CUE_COMPARE)) return false;
            each = each || (draft_is_cue(d, i, CUE_BY) && draft_item(d, i)->link->cue->arg == 1);
            // "of all customers", "for every client in Spain"
            Str word = word_at(d, draft_item(d, i)->link->first);
            bool all = str_eq(word, S("all")) || str_eq(word, S("every"));
            if (!all || each || !is_doer(d, draft_item(d, i + 1))) continue;
            each = true;
            draft_add_dimension(
                d, (DraftDimension){.entity = draft_entity(draft_item(d, i + 1), i + 1),
                                    .by_cue = true,
                                    .at = i + 1});
            draft_use(d, i);
            draft_use(d, i + 1);
        }
        if (!each) return false;
        ColumnRef when = time_of(d, done.table);
        Expr *of = expr_call1(d->a, end->last ? OP_MAX : OP_MIN, draft_column_expr(d, when));
        draft_add_measure(d, (DraftMeasure){.expr = of, .column = when, .at = at});
        draft_use(d, at);
        for (size_t i = 0; i < at; i++) {
            // "date of the last purchase": which date it is.
            if (draft_is_date(d, draft_item(d, i))) draft_use(d, i);
        }
        if (table >= 0 || item_of(d, t + 1) == next) draft_use(d, next);
        return true;
    }
    return false;
}

// "latest order date by region", where the end is no "last".
static bool end_date_read(Draft *d) {
    for (size_t i = 0; i + 1 < d->p->count; i++) {
        if (!draft_is_cue(d, i, CUE_SUPERLATIVE)) continue;
        const End *end = end_at(d, draft_item(d, i)->link->end - 1);
        size_t at = i + 1;
        if (is_event(d, rows_of(d, draft_item(d, at)))) at++;
        const Item *date = draft_item(d, at);
        bool grouped = false;
        for (size_t k = at + 1; k < d->p->count; k++)
            grouped = grouped || draft_is_cue(d, k, CUE_BY) || draft_is_cue(d, k, CUE_WISE);
        if (!end || !date || !draft_is_date(d, date) || !grouped) continue;
        ColumnRef when = draft_ref(date);
        Expr *of = expr_call1(d->a, end->last ? OP_MAX : OP_MIN, draft_column_expr(d, when));
        draft_add_measure(d, (DraftMeasure){.expr = of, .column = when, .at = i});
        for (size_t k = i; k <= at; k++) draft_use(d, k);
        return true;
    }
    return false;
}

void grammar_ends_read(Draft *d) {
    if (d->m->default_metric < 0 || d->depth > 0 || end_date_read(d)) return;
    if (when_read(d) || done_read(d) || rows_read(d)) return;
    if (!each_end_read(d)) (void)doers_read(d);
}
