// Every one of them: "products sold in every region", "customers who bought from all categories",
// "clients who ordered in every month of 2025".
//
// A division: of each thing asked about, as many different others are counted as there are in all.
// What is measured ("sales in every region") is grouped instead, and so is what can have only one
// of them each ("customers in every country").

#include "ask/grammar_frames.h"
#include "plan/plan_base.h"

typedef struct Every {
    size_t who;    // the item of the thing asked about
    size_t cue;    // "every", "all"
    size_t of;     // the item of those that it must have all of
    Entity thing;  // who
    Entity others;
    bool in_time;  // of are months, years ...
} Every;

static Str last_word(Draft *d, size_t i) {
    return d->t->items[draft_item(d, i)->link->end - 1].text;
}

static bool is_cue_of_all(Draft *d, size_t i) {
    bool every = draft_is_cue(d, i, CUE_BY) || draft_is_cue(d, i, CUE_EACH_TOP);
    if (every) return str_eq(last_word(d, i), S("every"));
    return draft_is(d, i, LINK_FILLER) && str_eq(last_word(d, i), S("all"));
}

static bool has_rival(Draft *d) {
    static const CueKind RIVALS[] = {CUE_TOP,    CUE_SUPERLATIVE, CUE_AGGREGATE, CUE_SHARE,
                                     CUE_ORDER,  CUE_RANK,        CUE_CHANGE,    CUE_NEVER,
                                     CUE_NOT,    CUE_TREND,       CUE_PREVIOUS,  CUE_WISE,
                                     CUE_MOVING, CUE_RUNNING,     CUE_HOW_MUCH};
    for (size_t i = 0; i < d->p->count; i++) {
        for (size_t k = 0; k < COUNT_OF(RIVALS); k++) {
            if (draft_is_cue(d, i, RIVALS[k])) return true;
        }
    }
    return false;
}

// The first thing named is asked about; a number before it would be what is grouped.
static bool who_find(Draft *d, Every *every) {
    size_t i = 0;
    bool counted = false;
    while (i < d->p->count &&
           (draft_item(d, i)->link->kind < LINK_TABLE || draft_is(d, i, LINK_VALUE))) {
        counted = counted || draft_is_cue(d, i, CUE_COUNT);
        bool passes = draft_item(d, i)->link->kind != LINK_CUE || draft_is_cue(d, i, CUE_COUNT) ||
                      draft_is_cue(d, i, CUE_WHICH) || draft_is_cue(d, i, CUE_LIST) ||
                      draft_is_cue(d, i, CUE_OF);
        if (!passes) return false;
        i++;
    }
    if (draft_is(d, i, LINK_METRIC) || !grammar_frames_thing(d, i, &every->thing)) return false;
    every->who = i;
    // "how many orders in every month" counts by month; "from all categories" can mean one thing.
    return !counted || draft_is(d, every->cue, LINK_FILLER);
}

// A verb or a small word says what the one has to do with the others.
static bool is_related(Draft *d, const Every *every) {
    for (size_t i = every->who + 1; i < every->cue; i++) {
        const Item *item = draft_item(d, i);
        bool verb = item->link->kind <= LINK_SOFT || draft_is_cue(d, i, CUE_VERB_SELL) ||
                    draft_is(d, i, LINK_METRIC) || draft_is_cue(d, i, CUE_OF) ||
                    draft_is(d, i, LINK_TABLE) || draft_is_cue(d, i, CUE_WHICH) ||
                    draft_is_cue(d, i, CUE_LIKE);
        bool by = draft_is_cue(d, i, CUE_BY) && draft_next(d, i) >= every->cue;  // "used by all"
        if (!verb && !by) return false;
    }
    return every->cue > every->who + 1 || draft_is_cue(d, every->cue, CUE_EACH_TOP);
}

// Whether each thing can have many of the others.
static bool may_have_many(Draft *d, const Every *every) {
    const ModelTable *t = &d->m->tables[every->thing.table];
    bool events = t->kind == TABLE_FACT;
    if (every->in_time) return !events || every->thing.column >= 0;
    if (every->others.table != every->thing.table)
        return plan_reach(d->m, every->thing.table, d->a)[every->others.table] < 0;
    return events && every->thing.column >= 0 && every->others.column >= 0;
}

static bool every_find(Draft *d, size_t cue, Every *ret) {
    *ret = (Every){.cue = cue};
    if (!who_find(d, ret) || ret->who >= cue || !is_related(d, ret)) return false;
    ret->of = draft_next(d, cue);
    while (draft_is(d, ret->of, LINK_VALUE)) ret->of = draft_next_near(d, ret->of);
    ret->in_time = draft_is(d, ret->of, LINK_GRAIN);
    if (!ret->in_time && !grammar_frames_thing(d, ret->of, &ret->others)) return false;
    return may_have_many(d, ret);
}

// ---- how many there are in all ----

static Expr *value_filter(Draft *d, const Item *item) {
    ColumnRef c = draft_ref(item);
    ExprOp op = item->target->is_word ? OP_CONTAINS : OP_EQ;
    return expr_call2(d->a, op, draft_column_expr(d, c), expr_text(d->a, item->target->value));
}

static Expr *others_total(Draft *d, const Every *every) {
    Plan *all = plan_new(d->a);
    const Entity *e = &every->others;
    Expr *count = e->column < 0
                      ? expr_call1(d->a, OP_COUNT, expr_rows(d->a, e->table))
                      : expr_call1(d->a, OP_COUNT_DISTINCT, expr_column(d->a, e->table, e->column));
    plan_add_measure(d->a, all, count);
    for (size_t i = every->cue + 1; i < every->of; i++) {
        if (draft_is(d, i, LINK_VALUE))
            plan_add_filter(d->a, all, value_filter(d, draft_item(d, i)));
    }
    return expr_plan(d->a, all);
}

static const TimePhrase *period_said(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = draft_item(d, i)->link;
        if (link->kind == LINK_TIME && link->time.has_first && link->time.has_end)
            return &link->time;
    }
    return NULL;
}

// The months of a period that have begun, or all in which the books have anything.
static Expr *times_total(Draft *d, Expr *bucket, DateUnit unit) {
    const TimePhrase *t = period_said(d);
    if (t) {
        int64_t count = 0;
        for (Date day = t->range.first; day < t->range.end && day <= d->today;
             day = date_add(day, 1, unit)) {
            count++;
        }
        return expr_int(d->a, count);
    }
    Plan *all = plan_new(d->a);
    plan_add_measure(d->a, all, expr_call1(d->a, OP_COUNT_DISTINCT, bucket));
    return expr_plan(d->a, all);
}

static bool counted_make(Draft *d, const Every *every, DraftMeasure *measure, Expr **ret_total) {
    ColumnRef deed = {0};
    *measure = (DraftMeasure){.at = every->cue, .distinct = true};
    if (!every->in_time) {
        const Entity *e = &every->others;
        int column = e->column >= 0 ? e->column : draft_key_column(&d->m->tables[e->table]);
        if (column < 0) return false;
        measure->expr = expr_call1(d->a, OP_COUNT_DISTINCT, expr_column(d->a, e->table, column));
        measure->column = (ColumnRef){.table = e->table, .column = -1};
        *ret_total = others_total(d, every);
        return true;
    }
    if (!grammar_habits_deed(d, &deed)) return false;
    int time = d->m->tables[deed.table].time_column;
    DateUnit unit = draft_item(d, every->of)->link->grain;
    Expr *bucket = expr_bucket(d->a, expr_column(d->a, deed.table, time), unit);
    measure->expr = expr_call1(d->a, OP_COUNT_DISTINCT, bucket);
    measure->column = (ColumnRef){.table = deed.table, .column = -1};
    *ret_total = times_total(d, bucket, unit);
    return true;
}

static bool every_read(Draft *d, size_t cue) {
    Every every;
    DraftMeasure counted;
    Expr *total = NULL;
    if (!every_find(d, cue, &every) || !counted_make(d, &every, &counted, &total)) return false;
    bool count = draft_is_cue(d, draft_before(d, every.who), CUE_COUNT);
    if (!count) {
        d->focus = every.thing;
        d->focus_listed = true;
        draft_use(d, every.who);
    }
    for (size_t i = every.who + 1; i <= cue; i++) {
        bool passes = draft_is(d, i, LINK_METRIC) || draft_is(d, i, LINK_CUE) || i == cue;
        if (passes) draft_use(d, i);
    }
    draft_use(d, every.of);
    draft_add_measure(d, counted);
    d->having[d->having_count++] =
        (DraftHaving){.measure = d->measure_count - 1, .op = OP_EQ, .to = total};
    return true;
}

bool grammar_every_read(Draft *d) {
    if (d->m->default_metric < 0 || has_rival(d)) return false;
    for (size_t i = 1; i < d->p->count; i++) {
        if (is_cue_of_all(d, i) && every_read(d, i)) return true;
    }
    return false;
}
