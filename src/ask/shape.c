#include "ask/shape.h"
#include "ask/unread.h"

#include "ask/grammar_frames.h"

// ---- what kind of answer ----

static bool has_aggregate(const Draft *d) {
    for (size_t i = 0; i < d->measure_count; i++) {
        if (!d->measures[i].is_plain) return true;
    }
    return false;
}

// "the name and department of each employee" lists employees: their rows are not grouped.
bool shape_each_row(const Draft *d, const DraftDimension *dim) {
    if (d->measure_count > 0 || !dim->by_cue || dim->is_grain || dim->entity.column >= 0)
        return false;
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (!d->dimensions[i].by_cue && !d->dimensions[i].is_grain) return true;
    }
    return d->all_columns;
}

static bool has_grouping(const Draft *d) {
    for (size_t i = 0; i < d->dimension_count; i++) {
        const DraftDimension *dim = &d->dimensions[i];
        if (dim->is_grain || (dim->by_cue && !shape_each_row(d, dim))) return true;
    }
    return false;
}

// One row a thing: a table whose rows are what is asked about, so its numbers are read, not added.
static bool is_of_rows(const Draft *d, int table) {
    if (d->focus.is_set && d->focus.column < 0 && d->focus.table == table) return true;
    if (d->focus.is_set) return false;
    const ModelTable *t = &d->m->tables[table];
    for (size_t i = 0; i < d->dimension_count; i++) {
        const Entity *e = &d->dimensions[i].entity;
        bool names_rows =
            !d->dimensions[i].is_grain && e->table == table && e->column >= 0 &&
            (e->column == t->name_column || (t->key_count == 1 && e->column == t->key[0]));
        if (names_rows) return true;
    }
    return false;
}

static bool top_is_of_rows(const Draft *d) {
    if (d->top_by) return true;
    return d->has_top_measure && d->top_measure.is_plain &&
           is_of_rows(d, d->top_measure.column.table);
}

static bool is_aggregate(Draft *d) {
    DraftMeasure level = {0};
    bool alone = d->measure_count == 0 && d->dimension_count == 0;
    if (alone && shape_level(d, &level)) return true;
    bool derived = d->share || d->running || d->moving || d->change || d->change_rate || d->trend ||
                   d->has_grain || d->average_of_sums || d->by_hour || d->by_weekday ||
                   d->has_last || d->compare != COMPARE_NONE || d->until > 0 || d->first_seen ||
                   d->gap.is_set || d->peers.is_set;
    if (derived || has_aggregate(d) || has_grouping(d) || d->having_count > 0) return true;
    if (d->has_sell_verb || d->how_much) return true;
    if (d->has_top_measure) return !top_is_of_rows(d);
    for (size_t i = 0; i < d->measure_count; i++) {
        if (!is_of_rows(d, d->measures[i].column.table)) return true;
    }
    bool bare = d->measure_count == 0 && d->dimension_count == 0 && !d->focus.is_set;
    return bare || (d->has_top && !d->top_by) || d->rank;
}

// ---- what was passed over ----

// Words that turn a question into another wherever they stand.
static bool weighs(Str word) {
    static const char *const WORDS[] = {"once", "twice", "less", "late", "half", "double", "slow"};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (str_eq(word, str_from(WORDS[i]))) return true;
    }
    return false;
}

// "which customers are male", "customers in Europe", "revenue in 2005": what the answer hangs on
// stands behind a small word that says so.
static bool is_told(Draft *d, size_t i) {
    static const char *const WORDS[] = {"is",   "are", "was", "were", "in", "from",
                                        "been", "by",  "for", "of",   "at", "with"};
    const Token *t = &d->t->items[d->p->items[i].link->first];
    if (d->m->default_metric < 0 || d->p->items[i].link->first == 0) return false;
    if (t->kind == TOKEN_NUMBER || t->capital) return true;
    Str before = d->t->items[d->p->items[i].link->first - 1].text;
    for (size_t k = 0; k < COUNT_OF(WORDS); k++) {
        if (str_eq(before, str_from(WORDS[k]))) return true;
    }
    return false;
}

// "which orders were cancelled": a verb that is no word of the data's, and all that is said.
static bool is_said_of(Draft *d, size_t i) {
    static const char *const WORDS[] = {"is", "are", "was", "were", "been", "be"};
    const Link *link = d->p->items[i].link;
    const Token *t = &d->t->items[link->first];
    bool soft = link->kind == LINK_SOFT && !d->p->items[i].used && !lexicon_is_soft(t->text);
    if (!soft || d->m->default_metric < 0 || link->first == 0) return false;
    size_t next = draft_next_near(d, i);
    if (next < d->p->count && !draft_is(d, next, LINK_TIME) && !draft_is_cue(d, next, CUE_OF))
        return false;
    Str before = d->t->items[link->first - 1].text;
    for (size_t k = 0; k < COUNT_OF(WORDS); k++) {
        if (str_eq(before, str_from(WORDS[k]))) return true;
    }
    // "how many employees resigned": what they did is all that is asked.
    bool counted = i >= 2 && draft_is_cue(d, i - 2, CUE_COUNT);
    return counted && draft_is(d, i - 1, LINK_TABLE) && str_ends(t->text, S("ed"));
}

// So much of the question unread, or what is to be left out, and what was read is another question.
void shape_unread(Draft *d) {
    double light = 0;
    for (size_t i = 0; i < d->p->count; i++) {
        light += draft_is_unread(&d->p->items[i]) && unread_is_light(d, i) ? 1 : 0;
    }
    double heavy = draft_unread(d) - light;
    bool much = heavy > 0 && heavy * 4 >= d->p->content;
    for (size_t i = 0; i < d->p->count && d->missing.len == 0; i++) {
        const Link *link = d->p->items[i].link;
        if (is_said_of(d, i)) d->missing = d->t->items[link->first].raw;
        if (!draft_is_unread(&d->p->items[i]) || unread_is_light(d, i)) continue;
        bool left_out =
            i > 0 && (draft_is_cue(d, i - 1, CUE_NOT) || draft_is_cue(d, i - 1, CUE_AND) ||
                      draft_is_cue(d, i - 1, CUE_OR));
        // "in diwali week": which week is not known.
        left_out =
            left_out || (draft_is(d, i + 1, LINK_GRAIN) && draft_item(d, i + 1)->link->number == 0);
        if (much || left_out || is_told(d, i) || weighs(d->t->items[link->first].text))
            d->missing = d->t->items[link->first].raw;
    }
}

static bool supplies(const ModelTable *t) {
    return str_find_nocase(t->name, S("supplier")) != STR_NONE ||
           str_find_nocase(t->name, S("vendor")) != STR_NONE;
}

// What was sold, by number or money.
static bool measures_sales(const Draft *d) {
    int sales = d->m->default_metric >= 0 ? d->m->metrics[d->m->default_metric].table : -1;
    for (size_t i = 0; i < d->measure_count; i++) {
        if (d->measures[i].expr && d->measures[i].column.table == sales) return true;
    }
    return false;
}

static bool says_supplier(const Draft *d) {
    for (size_t i = 0; i < d->t->count; i++) {
        Str word = d->t->items[i].text;
        if (str_starts(word, S("supplie")) || str_starts(word, S("vendor"))) return true;
    }
    return false;
}

// "revenue in Mumbai": of the shops there, not of what suppliers from there have sent.
static void supplier_places(Draft *d) {
    for (size_t i = 0; i < d->filter_count; i++) {
        const DraftFilter *f = &d->filters[i];
        const ModelTable *t = &d->m->tables[f->column.table];
        if (!f->is_value || !supplies(t) || t->columns[f->column.column].role == ROLE_NAME)
            continue;
        bool said = d->focus.is_set && d->focus.table == f->column.table;
        for (size_t k = 0; k < d->dimension_count; k++) {
            const DraftDimension *dim = &d->dimensions[k];
            said = said || (!dim->is_grain && dim->entity.table == f->column.table);
        }
        if (!said) draft_doubt(d, 0.6);
    }
    for (size_t i = 0; i < d->dimension_count; i++) {
        const DraftDimension *dim = &d->dimensions[i];
        bool place = !dim->is_grain && dim->entity.column >= 0 &&
                     supplies(&d->m->tables[dim->entity.table]) && measures_sales(d);
        if (place && !says_supplier(d)) draft_doubt(d, 0.6);
    }
}

// "products containing desk": nothing else is asked for, so those that have the text.
static void text_focus(Draft *d) {
    bool asks = d->measure_count > 0 || d->dimension_count > 0 || d->focus.is_set ||
                d->has_sell_verb || d->has_top_measure || d->how_much || d->trend;
    if (!d->text_of.is_set || asks) return;
    d->focus = d->text_of;
    d->focus_listed = true;
}

static bool asks_nothing(const Draft *d) {
    return d->measure_count == 0 && d->dimension_count == 0 && !d->focus.is_set && !d->has_top &&
           !d->has_sell_verb && !d->has_top_measure && !d->how_much && !d->trend && !d->share &&
           !d->running && !d->moving && !d->change && !d->change_rate && d->having_count == 0;
}

// "beverages that are not discontinued": a kind of goods, and what only the goods themselves have.
static void kind_focus(Draft *d) {
    if (d->m->default_metric < 0 || !asks_nothing(d) || d->time_count > 0) return;
    int thing = -1;
    bool kind = false;
    for (size_t i = 0; i < d->filter_count; i++) {
        const DraftFilter *f = &d->filters[i];
        bool own = !f->is_value && d->m->tables[f->column.table].kind != TABLE_FACT;
        if (own && f->expr->kind == EXPR_CALL && f->expr->op == OP_EQ) thing = f->column.table;
    }
    for (size_t i = 0; i < d->filter_count && thing >= 0; i++)
        kind = kind || (d->filters[i].is_value && d->filters[i].column.table != thing);
    if (!kind) return;
    d->focus = (Entity){.table = thing, .column = -1, .is_set = true};
    d->focus_listed = true;
}

static bool grouped_in_time(const Draft *d) {
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (d->dimensions[i].is_grain) return true;
    }
    return d->trend || d->running || d->moving;
}

// "growth in 1997", "yoy growth of march": one period, against the one before it or a year before.
static void one_period_compare(Draft *d) {
    const TimePhrase *t = &d->times[0];
    bool one = d->time_count == 1 && t->has_first && t->has_end && !grouped_in_time(d);
    if (!one || (!d->change && !d->change_rate) || d->compare != COMPARE_NONE || d->has_top) return;
    // "growth from 2016 to 2017": of the second against the first.
    bool two = !d->has_grain && date_add(t->range.first, 2, t->unit) == t->range.end;
    if (two) {
        d->times[0].range.first = date_add(t->range.first, 1, t->unit);
        d->compare = t->unit == DATE_YEAR ? COMPARE_YEAR_BEFORE : COMPARE_PREVIOUS;
        d->change = d->change_rate = false;
        return;
    }
    bool whole = date_add(t->range.first, 1, t->unit) == t->range.end;
    bool by_year = d->has_grain && d->grain == DATE_YEAR;
    bool same = d->has_grain && d->grain == t->unit;
    if (!whole || (!by_year && !same && (d->has_grain || t->unit != DATE_YEAR))) return;
    d->compare = by_year || t->unit == DATE_YEAR ? COMPARE_YEAR_BEFORE : COMPARE_PREVIOUS;
    d->has_grain = d->change = d->change_rate = false;
}

// "who is the general manager": those of whom it holds.
static void who_focus(Draft *d) {
    bool who = d->t->count > 0 && str_eq(d->t->items[0].text, S("who"));
    bool asks = d->measure_count > 0 || d->dimension_count > 0 || d->focus.is_set || d->has_top ||
                d->has_sell_verb || d->has_top_measure || d->how_much || d->trend ||
                d->time_count > 0;
    if (!who || asks || d->filter_count != 1 || !d->filters[0].is_value) return;
    int table = d->filters[0].column.table;
    if (d->m->tables[table].kind == TABLE_FACT) return;
    d->focus = (Entity){.table = table, .column = -1, .is_set = true};
    d->focus_listed = true;
}

// "growth this year over last year": a period and the one it is measured against.
static void times_compare(Draft *d) {
    const TimePhrase *x = &d->times[0], *y = &d->times[1];
    one_period_compare(d);
    if (d->compare != COMPARE_NONE && d->time_count == 1 && !d->has_grain)
        d->change = d->change_rate = false;
    if (d->time_count != 2 || d->compare != COMPARE_NONE || x->unit != y->unit) return;
    if (!d->change && !d->change_rate) return;
    if (!x->has_first || !x->has_end || !y->has_first || !y->has_end) return;
    if (x->range.first < y->range.first) {
        TimePhrase swap = d->times[0];
        d->times[0] = d->times[1];
        d->times[1] = swap;
    }
    Date year_before = date_add(d->times[0].range.first, -1, DATE_YEAR);
    if (d->times[1].range.first == year_before) {
        d->compare = COMPARE_YEAR_BEFORE;
    } else if (d->times[1].range.end == d->times[0].range.first) {
        d->compare = COMPARE_PREVIOUS;
    } else {
        return;
    }
    d->whole_periods = x->bare_number && y->bare_number;
    d->time_count = 1;
    d->change = d->change_rate = false;
}

static bool asks_count(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is_cue(d, i, CUE_COUNT) || draft_is_cue(d, i, CUE_AGGREGATE) ||
            draft_is_cue(d, i, CUE_HOW_MUCH) || draft_is_cue(d, i, CUE_TREND))
            return true;
    }
    return false;
}

// "of the customer with the most": one that has to be found first.
static bool picks(const Expr *e) {
    return e->kind == EXPR_CALL && e->op == OP_IN && e->args[1]->kind == EXPR_PLAN &&
           e->args[1]->plan->limit > 0;
}

// "orders with above average freight": the rows are asked for, though "orders" is a metric too.
static void rows_meant(Draft *d) {
    bool alone = d->measure_count == 1 && d->dimension_count == 0 && !d->focus.is_set &&
                 d->having_count == 0 && !d->has_top && !d->share && !d->has_grain;
    const Expr *e = alone && d->measures[0].expr ? d->measures[0].expr : NULL;
    if (!e || e->kind != EXPR_METRIC || asks_count(d)) return;
    const Expr *count = d->m->metrics[e->metric].expr;
    if (!count || count->kind != EXPR_CALL || count->op != OP_COUNT) return;
    bool compares = false;
    int table = count->args[0]->column.table;
    for (size_t i = 0; i < d->filter_count; i++)
        compares = compares || (!d->filters[i].is_value && d->filters[i].column.table == table) ||
                   picks(d->filters[i].expr);
    if (!compares || table < 0) return;
    d->focus = (Entity){.table = table, .column = -1, .is_set = true, .at = d->measures[0].at};
    d->focus_listed = true;
    d->measure_count = 0;
}

// "difference", "manager" that no frame had a use for: what is left is another question.
static void frames_left(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        bool frame = draft_is_cue(d, i, CUE_PAIR) || draft_is_cue(d, i, CUE_CHIEF);
        if (frame && !draft_item(d, i)->used) draft_doubt(d, 2);
        const Item *item = draft_item(d, i);
        bool way = !item->used && item->link->kind <= LINK_SOFT && d->m->default_metric >= 0 &&
                   grammar_growth_word(d->t->items[item->link->first].text);
        if (way) draft_doubt(d, 1);
    }
}

bool shape_plan(Draft *d, Plan **ret_plan) {
    Plan *p = plan_new(d->a);
    text_focus(d);
    kind_focus(d);
    who_focus(d);
    times_compare(d);
    rows_meant(d);
    shape_sets(d);
    if (d->common.op != SET_NONE) {
        *ret_plan = shape_common(d);
        if (d->common.counted) shape_counted(d, *ret_plan, ret_plan);
        shape_unread(d);
        return true;
    }
    bool made = d->chief.kind != CHIEF_NONE ? shape_chief(d, p)
                : is_aggregate(d)           ? shape_aggregate(d, &p)
                                            : shape_list(d, p);
    if (!made) return false;
    // Rows of one are not rows of the other: the number would say nothing.
    if (!shape_meets(d, p)) draft_doubt(d, 2);
    shape_unread(d);
    shape_missing(d);
    frames_left(d);
    supplier_places(d);
    *ret_plan = p;
    return true;
}
