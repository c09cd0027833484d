// What no rule has read, read plainly: a column is asked for, a value filters, a period is the
// period.

#include "ask/grammar.h"
#include "ask/grammar_average.h"
#include "plan/plan_base.h"

static void time_plain(Draft *d, size_t i) {
    Item *item = draft_item(d, i);
    draft_use(d, i);
    if (d->time_count == COUNT_OF(d->times)) {
        draft_doubt(d, 1);
        return;
    }
    d->times[d->time_count++] = item->link->time;
    size_t before = draft_before(d, i);
    Item *column = draft_item(d, before);
    if (column && !column->used && draft_is_date(d, column)) {
        d->time_column = draft_ref(column);
        draft_use(d, before);
    }
}

// "shipping days", where the column has days in its name.
static bool is_of_column(Draft *d, size_t i) {
    const Item *column = i > 0 ? draft_item(d, i - 1) : NULL;
    if (!column || column->link->kind != LINK_COLUMN || !draft_is_number(d, column)) return false;
    Str word = d->t->items[draft_item(d, i)->link->first].single;
    return column->link->end == draft_item(d, i)->link->first &&
           str_find_nocase(draft_column(d, column)->name, word) != STR_NONE;
}

static void grain_plain(Draft *d, size_t i) {
    Item *item = draft_item(d, i);
    draft_use(d, i);
    if (is_of_column(d, i)) return;
    if (item->link->number == 0) {
        draft_doubt(d, 0.4);  // "month" with nothing that says how
        if (draft_is_cue(d, draft_before(d, i), CUE_WHICH)) d->focus_listed = true;
    }
    draft_add_dimension(d, (DraftDimension){.is_grain = true, .grain = item->link->grain, .at = i});
}

// "songs with their artist and album": what each belongs to is shown beside it.
static bool is_shown_parent(Draft *d, size_t i) {
    static const char *const WHOSE[] = {"their", "its"};
    if (d->m->default_metric < 0 || !d->focus.is_set || d->focus.column >= 0) return false;
    if (plan_reach(d->m, d->focus.table, d->a)[draft_item(d, i)->target->table] <= 0) return false;
    size_t first = draft_item(d, i)->link->first, thing = draft_item(d, d->focus.at)->link->first;
    for (size_t t = first; t > thing + 1; t--) {
        Str word = d->t->items[t - 1].text;
        for (size_t k = 0; k < COUNT_OF(WHOSE); k++) {
            if (str_eq(word, str_from(WHOSE[k]))) return true;
        }
    }
    return false;
}

static void table_plain(Draft *d, size_t i) {
    Entity e = draft_entity(draft_item(d, i), i);
    draft_use(d, i);
    if (is_shown_parent(d, i)) {
        draft_add_dimension(d, (DraftDimension){.entity = e, .at = i});
        return;
    }
    if (!d->focus.is_set) {
        d->focus = e;
    } else if (d->focus.table != e.table && d->other_count < COUNT_OF(d->others)) {
        d->others[d->other_count++] = e;
    }
}

// "age 30", "year 1997": a number column with its value.
static bool column_equals(Draft *d, size_t i) {
    size_t next = draft_next_near(d, i);
    bool near = draft_is(d, next, LINK_NUMBER) && !draft_item(d, next)->used && next <= i + 2;
    if (!near) return false;
    const ModelColumn *c = draft_column(d, draft_item(d, i));
    if (c->type != TYPE_INT && c->type != TYPE_FLOAT) return false;
    ColumnRef ref = draft_ref(draft_item(d, i));
    Expr *eq = expr_call2(d->a, OP_EQ, draft_column_expr(d, ref),
                          expr_float(d->a, draft_item(d, next)->link->number));
    draft_add_filter(d, (DraftFilter){.expr = eq, .column = ref, .is_value = true});
    draft_use(d, i);
    draft_use(d, next);
    return true;
}

// "discontinued": nothing but 0 and 1, and a name that says what holds.
static bool is_number_flag(const ModelColumn *c) {
    if (c->type != TYPE_INT || c->profile.min.i != 0 || c->profile.max.i != 1) return false;
    return str_ends(c->name, S("ed")) || str_starts(c->name, S("is_")) ||
           str_starts(c->name, S("Is")) || str_starts(c->name, S("has_"));
}

// "paid orders", "orders that are not paid": a yes or no column is a condition.
static bool flag_holds(Draft *d, size_t i) {
    Item *item = draft_item(d, i);
    const ModelColumn *c = draft_column(d, item);
    if (c->type != TYPE_BOOL && !is_number_flag(c)) return false;
    bool holds = !grammar_values_negated(d, i);
    Expr *column = draft_column_expr(d, draft_ref(item));
    Expr *wanted = c->type == TYPE_BOOL ? expr_bool(d->a, holds) : expr_int(d->a, holds);
    draft_use(d, i);
    draft_add_filter(d, (DraftFilter){.expr = expr_call2(d->a, OP_EQ, column, wanted),
                                      .column = draft_ref(item)});
    return true;
}

// "last bill date" that was read as any bill date.
static bool end_passed_over(Draft *d, size_t i) {
    for (size_t k = i > 2 ? i - 2 : 0; k < i; k++) {
        Str word = d->t->items[draft_item(d, k)->link->first].text;
        bool end = str_eq(word, S("last")) || str_eq(word, S("first"));
        if (end && draft_is(d, k, LINK_SOFT)) return true;
    }
    return false;
}

// "which year has the most orders", "the grade with the most students": a number that names groups.
static bool names_groups(Draft *d, size_t i) {
    Item *item = draft_item(d, i);
    if (!draft_is_number(d, item)) return false;
    size_t before = draft_before(d, i);
    if (draft_is_cue(d, before, CUE_WHICH) && draft_item(d, before)->link->cue->arg == 0)
        return true;
    bool counted = d->has_top && !d->top_by && !d->has_top_measure && d->top_at > i &&
                   (d->top_counts || draft_is(d, draft_next(d, d->top_at), LINK_TABLE));
    for (size_t k = 0; k < d->p->count && counted; k++) {
        if (k < d->top_at && draft_is(d, k, LINK_TABLE)) return false;
    }
    return counted;
}

// "sales to corporate customers": the noun of a value that is a condition already.
static bool is_noun_of_value(Draft *d, size_t i) {
    const Item *item = draft_item(d, i), *value = i > 0 ? draft_item(d, i - 1) : NULL;
    bool behind = value && value->link->kind == LINK_VALUE && value->used &&
                  value->link->end == item->link->first;
    if (!behind || draft_column(d, item)->type != TYPE_TEXT) return false;
    // "customers with gmail addresses": what they have, not what is asked for.
    Str led = value->link->first > 0 ? d->t->items[value->link->first - 1].text : (Str){0};
    if (str_eq(led, S("a")) && value->link->first > 1)
        led = d->t->items[value->link->first - 2].text;
    bool has = str_eq(led, S("with")) || str_eq(led, S("have")) || str_eq(led, S("use"));
    if (has && value->target->is_word && d->focus.is_set) return true;
    if (d->has_top || d->rank || d->focus_listed) return false;
    for (size_t k = 0; k < i; k++) {
        if (draft_is(d, k, LINK_METRIC) && draft_item(d, k)->used) return true;
    }
    return false;
}

// "total invoices" where invoices have a total: their number is meant.
static bool is_number_of(Draft *d, size_t i) {
    const Link *link = draft_item(d, i)->link;
    Item *next = draft_item(d, i + 1);
    if (!next || next->used || next->link->first != link->end || d->m->default_metric < 0)
        return false;
    bool total = link->end == link->first + 1 && str_eq(d->t->items[link->first].text, S("total"));
    const Token *thing = &d->t->items[next->link->end - 1];
    bool many = thing->single.len != thing->text.len;
    DraftMeasure measure = {.at = i + 1};
    if (!total || !many) return false;
    if (next->link->kind == LINK_TABLE) {
        measure.counted = draft_entity(next, i + 1);
    } else if (!grammar_average_counts_rows(d, next) || !grammar_measure(d, i + 1, &measure)) {
        return false;
    }
    draft_use(d, i);
    draft_use(d, i + 1);
    draft_add_measure(d, measure);
    return true;
}

static void column_plain(Draft *d, size_t i) {
    Item *item = draft_item(d, i);
    if (is_number_of(d, i)) return;
    if (is_noun_of_value(d, i) || grammar_parts_owns(d, i)) {
        draft_use(d, i);
        return;
    }
    if (draft_is_date(d, item) && end_passed_over(d, i)) draft_doubt(d, 3);
    DraftMeasure measure = {0};
    if (column_equals(d, i) || flag_holds(d, i)) return;
    draft_use(d, i);
    if (!names_groups(d, i) && grammar_measure(d, i, &measure)) {
        draft_add_measure(d, measure);
        return;
    }
    draft_add_dimension(d, (DraftDimension){.entity = draft_entity(item, i), .at = i});
}

static void metric_plain(Draft *d, size_t i) {
    DraftMeasure measure = {0};
    draft_use(d, i);
    if (grammar_measure(d, i, &measure)) draft_add_measure(d, measure);
}

static void number_plain(Draft *d, size_t i) {
    double number = draft_item(d, i)->link->number;
    draft_use(d, i);
    bool year = number >= 1900 && number < 2100 && d->m->default_metric >= 0;
    if (year && d->missing.len == 0) d->missing = d->t->items[draft_item(d, i)->link->first].raw;
    draft_doubt(d, year ? 3 : 0.8);
}

static ColumnRef text_column_of(const Draft *d, const Item *item) {
    ColumnRef none = {.table = -1}, c = none;
    if (item && item->link->kind == LINK_COLUMN) c = draft_ref(item);
    if (item && item->link->kind == LINK_TABLE)
        c = (ColumnRef){.table = item->target->table,
                        .column = d->m->tables[item->target->table].name_column};
    bool text = c.table >= 0 && c.column >= 0 && model_at(d->m, c)->type == TYPE_TEXT;
    return text ? c : none;
}

// "products with desk in the name": the name of what stands before, not any name.
static ColumnRef named_before(Draft *d, size_t i, const Item *name) {
    const Link *link = name->link;
    const Token *word = &d->t->items[link->first];
    bool bare = link->end == link->first + 1 && lexicon_tail(word->stem) > 0;
    ColumnRef c = bare ? text_column_of(d, draft_item(d, draft_before(d, i))) : draft_ref(name);
    return c.table >= 0 ? c : draft_ref(name);
}

// "'a' in their names", "name 'Tofu'": the text column beside a quoted word.
static bool text_beside(Draft *d, size_t i) {
    size_t after = draft_next(d, i), before = draft_before(d, i);
    size_t behind = draft_item(d, i)->link->end;
    bool in = behind < d->t->count && str_eq(d->t->items[behind].text, S("in"));
    bool inside =
        draft_is(d, after, LINK_COLUMN) && (in || draft_is_cue(d, draft_next_near(d, i), CUE_OF));
    size_t at = inside ? after : before;
    Item *item = draft_item(d, at);
    if (!item || item->link->kind != LINK_COLUMN || draft_column(d, item)->type != TYPE_TEXT)
        return false;
    ColumnRef c = inside ? named_before(d, i, item) : draft_ref(item);
    Expr *text = expr_text(d->a, draft_item(d, i)->link->text);
    Expr *like = expr_call2(d->a, inside ? OP_CONTAINS : OP_EQ, draft_column_expr(d, c), text);
    draft_add_filter(d, (DraftFilter){.expr = like, .column = c});
    draft_use(d, at);
    return true;
}

static void text_plain(Draft *d, size_t i) {
    draft_use(d, i);
    if (text_beside(d, i)) return;
    draft_doubt(d, 1);  // a quoted word that no column has
    if (d->missing.len == 0) d->missing = draft_item(d, i)->link->text;
}

static void value_plain(Draft *d, size_t i) { (void)grammar_values(d, i); }

static const GrammarRule PLAIN[] = {
    [LINK_TABLE] = table_plain, [LINK_COLUMN] = column_plain, [LINK_METRIC] = metric_plain,
    [LINK_VALUE] = value_plain, [LINK_NUMBER] = number_plain, [LINK_TIME] = time_plain,
    [LINK_GRAIN] = grain_plain, [LINK_TEXT] = text_plain,
};

// "orders that took 7 days to ship": so many of what the column behind has.
static void number_of_column(Draft *d, size_t i) {
    Item *item = draft_item(d, i), *column = draft_item(d, i + 1);
    if (item->used || item->link->kind != LINK_NUMBER || !column || column->used ||
        !draft_is_number(d, column) || column->link->first != item->link->end ||
        d->m->default_metric < 0 || d->has_top || d->moving)
        return;
    const ModelColumn *c = draft_column(d, column);
    bool days = c->additivity != ADD_SUM && str_eq(c->unit, S("days"));
    if (!days || i == 0 || draft_is_cue(d, i - 1, CUE_COMPARE)) return;
    ColumnRef ref = draft_ref(column);
    Expr *eq =
        expr_call2(d->a, OP_EQ, draft_column_expr(d, ref), expr_float(d->a, item->link->number));
    draft_add_filter(d, (DraftFilter){.expr = eq, .column = ref, .is_value = true});
    draft_use(d, i);
    draft_use(d, i + 1);
}

void grammar_plain_conditions(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        number_of_column(d, i);
        if (draft_is(d, i, LINK_VALUE)) (void)grammar_values(d, i);
        if (draft_is(d, i, LINK_TEXT) && !draft_item(d, i)->used) text_plain(d, i);
    }
    // "employees hired after 1993": the date beside a period is its column, not asked for.
    for (size_t i = 0; i < d->p->count; i++) {
        if (draft_is(d, i, LINK_TIME) && !draft_item(d, i)->used) time_plain(d, i);
    }
}

void grammar_plain(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        Item *item = draft_item(d, i);
        GrammarRule rule = item->link->kind < COUNT_OF(PLAIN) ? PLAIN[item->link->kind] : NULL;
        if (!item->used && rule) rule(d, i);
    }
}
