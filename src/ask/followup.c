#include "ask/followup.h"

#include "ask/followup_groups.h"
#include "ask/followup_rows.h"
#include "ask/grammar.h"
#include "ask/shape.h"
#include "ask/task.h"
#include "plan/plan_edit.h"

static bool word_is_any(Str word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(word, str_from(words[i]))) return true;
    }
    return false;
}

// "how much did they spend", "how many orders was that", "which one": the answer before is spoken
// of, and no thing of its own stands before the word.
static bool refers_back(const Draft *d) {
    static const char *const WORDS[] = {"they",  "them", "those", "these",
                                        "their", "he",   "she",   "one"};
    static const char *const LAST[] = {"that", "this", "it"};
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = d->p->items[i].link;
        if (link->kind >= LINK_TABLE && link->kind <= LINK_VALUE) break;
        for (size_t t = link->first; t < link->end; t++) {
            if (word_is_any(d->t->items[t].text, WORDS, COUNT_OF(WORDS))) return true;
        }
    }
    size_t end = d->t->count;
    while (end > 0 && d->t->items[end - 1].kind == TOKEN_MARK) end--;
    return end > 1 && word_is_any(d->t->items[end - 1].text, LAST, COUNT_OF(LAST));
}

static bool removes_any(const Draft *d) {
    for (size_t i = 0; i < COUNT_OF(d->removes); i++) {
        if (d->removes[i]) return true;
    }
    return false;
}

// "sort by name", "sort them by profit": an order, and nothing that it could be the order of.
static bool only_orders(const Draft *d) {
    if (!d->has_order || d->focus.is_set || d->dimension_count > 0) return false;
    for (size_t i = 0; i < d->measure_count; i++) {
        if (!d->measures[i].of_order) return false;
    }
    return true;
}

Turn followup_turn(const Draft *d) {
    bool asks = d->measure_count > 0 || d->focus.is_set || d->has_sell_verb || d->how_much;
    if (d->instead || d->also || d->behind || removes_any(d)) return TURN_CHANGE;
    if (refers_back(d) || only_orders(d)) return TURN_CHANGE;
    if (!asks) return TURN_CHANGE;
    if (d->only) return TURN_CHANGE;
    // A measure alone ("profit") may be either; a measure with its groups is a question.
    bool whole =
        d->focus_listed || d->dimension_count > 0 || d->filter_count > 0 || d->time_count > 0;
    return whole || d->focus.is_set ? TURN_NEW : TURN_EITHER;
}

static bool is_bucket(const Expr *e) { return e->kind == EXPR_CALL && e->op == OP_BUCKET; }

static void measures_clear(Plan *p) {
    p->measure_count = 0;
    p->having_count = 0;
    size_t kept = 0;
    for (size_t i = 0; i < p->order_count; i++) {
        PlanOrder order = p->orders[i];
        if (order.by == ORDER_MEASURE) order.index = 0;
        if (order.by != ORDER_EXPR) p->orders[kept++] = order;
    }
    p->order_count = kept;
}

// The groups of a list make way when a number is asked of its rows ("how much did they spend").
static void list_close(Plan *p) {
    if (p->measure_count > 0) return;
    p->dimension_count = p->order_count = 0;
    p->distinct = false;
    p->limit = 0;
}

static bool default_measure(Draft *d, Plan *p) {
    bool wanted = (d->has_sell_verb || d->how_much) && d->measure_count == 0;
    if (!wanted || !refers_back(d) || d->m->default_metric < 0) return false;
    list_close(p);
    measures_clear(p);
    plan_add_measure(d->a, p, expr_metric(d->a, d->m->default_metric));
    return true;
}

// "profit instead of sales": what stands behind is left.
static void instead_of(Draft *d) {
    for (size_t i = 0; i < d->p->count && d->instead; i++) {
        if (!draft_is_cue(d, i, CUE_INSTEAD)) continue;
        size_t behind = draft_item(d, i)->link->end;
        bool of = behind < d->t->count && (str_eq(d->t->items[behind].text, S("of")));
        size_t kept = 0;
        for (size_t k = 0; k < d->measure_count; k++) {
            if (!of || d->measures[k].at < i) d->measures[kept++] = d->measures[k];
        }
        if (kept > 0) d->measure_count = kept;
    }
}

static bool measures_change(Draft *d, Plan *p) {
    instead_of(d);
    size_t asked = 0;
    for (size_t i = 0; i < d->measure_count; i++) asked += !d->measures[i].of_order;
    bool any = asked > 0 || d->has_top_measure;
    if (!any) return default_measure(d, p);
    if (!followup_each(d, p)) list_close(p);
    if (!d->also || d->instead) measures_clear(p);
    if (d->has_top_measure) plan_add_measure(d->a, p, shape_measure(d, &d->top_measure));
    for (size_t i = 0; i < d->measure_count; i++) {
        if (!d->measures[i].of_order) plan_add_measure(d->a, p, shape_measure(d, &d->measures[i]));
    }
    return true;
}

// "how many are they?": as many as were shown.
static void counted_settle(Draft *d, const Plan *p) {
    const Expr *shown = p->dimension_count > 0 ? p->dimensions[0].expr : NULL;
    if (!shown || shown->kind != EXPR_COLUMN || shown->column.table < 0 || d->focus.is_set) return;
    ColumnRef c = shown->column;
    bool of_rows = p->measure_count == 0 && c.column == d->m->tables[c.table].name_column;
    for (size_t i = 0; i < d->measure_count; i++) {
        DraftMeasure *measure = &d->measures[i];
        if (measure->expr || measure->counted.is_set) continue;
        measure->counted =
            (Entity){.table = c.table, .column = of_rows ? -1 : c.column, .is_set = true};
    }
}

// Groups by a period are changed for one another; so are groups by things, unless "also" is said.
static void dimensions_clear(Plan *p, bool buckets) {
    size_t kept = 0;
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (is_bucket(p->dimensions[i].expr) != buckets) p->dimensions[kept++] = p->dimensions[i];
    }
    p->dimension_count = kept;
    p->limit_per = -1;
    size_t orders = 0;
    for (size_t i = 0; i < p->order_count; i++) {
        if (p->orders[i].by != ORDER_DIMENSION) p->orders[orders++] = p->orders[i];
    }
    p->order_count = orders;
}

static bool dimensions_change(Draft *d, Plan *p) {
    bool grains = d->trend || d->has_grain, things = false;
    for (size_t i = 0; i < d->dimension_count; i++) {
        grains = grains || d->dimensions[i].is_grain;
        things = things || !d->dimensions[i].is_grain;
    }
    if (!grains && !things) return false;
    bool adds = d->also && !d->instead;
    if (grains || d->instead) dimensions_clear(p, true);
    if ((things && !adds) || d->instead) dimensions_clear(p, false);
    ColumnRef time = p->time.is_set ? p->time.column : (ColumnRef){.table = -1};
    if (grains && time.table < 0 && !shape_time_column(d, &time)) return false;
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (d->dimensions[i].is_grain) {
            plan_add_dimension(d->a, p, shape_grain(d, time, d->dimensions[i].grain));
        } else {
            shape_entity(d, p, d->dimensions[i].entity, true);
        }
    }
    if (d->trend && d->dimension_count == 0)
        plan_add_dimension(d->a, p, shape_grain(d, time, DATE_MONTH));
    if (grains && p->limit == 0) p->order_count = 0;  // periods stand in their own order
    if (p->order_count == 0 && grains) {
        plan_add_order(d->a, p,
                       (PlanOrder){.by = ORDER_DIMENSION, .index = (int)p->dimension_count - 1});
    }
    return true;
}

typedef struct Names {
    ColumnRef c;
    bool found;
} Names;

static void column_see(void *ctx, ColumnRef c) {
    Names *n = ctx;
    n->found = n->found || (c.table == n->c.table && c.column == n->c.column);
}

// "remove furniture": the values named are left out.
static bool values_deny(Draft *d) {
    for (size_t i = 0; i < d->filter_count; i++) {
        DraftFilter *f = &d->filters[i];
        if (f->is_value) f->expr = grammar_values_unless(d, f->expr, f->column);
    }
    return d->filter_count > 0;
}

static bool filters_change(Draft *d, Plan *p) {
    for (size_t k = 0; k < d->filter_count; k++) {
        size_t kept = 0;
        for (size_t i = 0; i < p->filter_count; i++) {
            Names n = {.c = d->filters[k].column};
            expr_columns(d->m, p->filters[i], column_see, &n);
            if (!n.found) p->filters[kept++] = p->filters[i];
        }
        p->filter_count = kept;
        plan_add_filter(d->a, p, d->filters[k].expr);
    }
    return d->filter_count > 0;
}

static bool is_closed(const PlanTime *t) { return t->is_set && t->has_first && t->has_end; }

// "only the second quarter" of the year spoken of.
static void year_settle(const PlanTime *before, TimePhrase *t) {
    if (!t->yearless || !is_closed(before) || !t->has_first || !t->has_end) return;
    int from = date_parts(t->range.first).year, to = date_parts(before->range.first).year;
    bool spans_years = date_parts(before->range.end - 1).year != to;
    if (spans_years) return;
    t->range.first = date_add(t->range.first, to - from, DATE_YEAR);
    t->range.end = date_add(t->range.end, to - from, DATE_YEAR);
}

static bool says_against(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Item *item = draft_item(d, i);
        if (item->link->kind == LINK_TIME) return false;
        if (draft_is_cue(d, i, CUE_AND) && item->link->cue->arg == 2) return true;
        Str word = d->t->items[item->link->first].text;
        if (str_eq(word, S("compare")) || str_eq(word, S("against"))) return true;
    }
    return false;
}

// "vs march 1997": the period spoken of and that one, side by side.
static bool time_against(Draft *d, Plan *p) {
    const TimePhrase *t = &d->times[0];
    if (d->time_count != 1 || !is_closed(&p->time) || !t->has_first || !t->has_end) return false;
    if (!says_against(d)) return false;
    DateRange now = p->time.range;
    bool year_ago = date_add(now.first, -1, DATE_YEAR) == t->range.first &&
                    date_add(now.end, -1, DATE_YEAR) == t->range.end;
    if (!year_ago && t->range.end != now.first) {
        d->time_column = p->time.column;
        d->times[1] = (TimePhrase){
            .has_first = true, .has_end = true, .range = now, .unit = t->unit, .count = 1};
        d->time_count = 2;
        p->time = (PlanTime){0};
        return shape_time(d, p);
    }
    p->compare = year_ago ? COMPARE_YEAR_BEFORE : COMPARE_PREVIOUS;
    return true;
}

static bool time_change(Draft *d, Plan *p) {
    if (d->time_count == 0) return false;
    if (time_against(d, p)) return true;
    year_settle(&p->time, &d->times[0]);
    const TimePhrase *t = &d->times[0];
    PlanTime before = p->time;
    if (t->shift != 0 && before.is_set && before.has_first && before.has_end) {
        p->time.range.first = date_add(before.range.first, t->shift, t->unit);
        p->time.range.end = date_add(before.range.end, t->shift, t->unit);
        p->time.words = (Str){0};
        for (size_t i = 0; i < d->p->count; i++) {
            const Link *link = d->p->items[i].link;
            if (link->kind != LINK_TIME) continue;
            Str first = d->t->items[link->first].raw, last = d->t->items[link->end - 1].raw;
            p->time.words = str_of(first.ptr, (size_t)(last.ptr + last.len - first.ptr));
        }
        return true;
    }
    if (before.is_set) d->time_column = before.column;
    if (d->measure_count == 0 && p->measure_count > 0 && !before.is_set) {
        // The period is of what was asked before.
        ColumnRef c = {.table = -1};
        if (shape_time_column(d, &c)) d->time_column = c;
    }
    return shape_time(d, p);
}

// "which one is the lowest", "only the best one": one of them; "only the top": as many as before.
static bool one_said(const Draft *d) {
    static const char *const WORDS[] = {"one", "which", "who", "what"};
    for (size_t i = 0; i < d->t->count; i++) {
        if (word_is_any(d->t->items[i].text, WORDS, COUNT_OF(WORDS))) return true;
    }
    return false;
}

static int dimension_named(const Plan *p, const Expr *expr) {
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (expr && expr_equal(p->dimensions[i].expr, expr)) return (int)i;
    }
    return -1;
}

static int measure_named(const Plan *p, const Expr *expr) {
    for (size_t i = 0; i < p->measure_count; i++) {
        const Expr *e = p->measures[i].expr;
        if (expr && (expr_equal(e, expr) || (e->arg_count == 1 && expr_equal(e->args[0], expr))))
            return (int)i;
    }
    return -1;
}

static bool name_said(const Draft *d) {
    static const char *const WORDS[] = {"name", "names", "alphabet", "naam"};
    for (size_t i = 0; i < d->t->count; i++) {
        if (word_is_any(d->t->items[i].text, WORDS, COUNT_OF(WORDS))) return true;
    }
    return false;
}

// "sort by name": of what is shown; the name of something that is not means the first group.
static bool order_change(Draft *d, Plan *p) {
    if (!d->has_order) return false;
    const DraftOrder none = {.measure = -1,
                             .alphabetic = d->order_alphabetic || name_said(d),
                             .descending = d->order_descending};
    const DraftOrder *o = d->order_count > 0 ? &d->orders[0] : &none;
    PlanOrder order = {.by = ORDER_DIMENSION, .descending = o->descending};
    Expr *expr = o->measure >= 0 ? shape_measure(d, &d->measures[o->measure]) : o->expr;
    if (!expr) expr = shape_name(d, o->thing);
    int dimension = dimension_named(p, expr), measure = measure_named(p, expr);
    bool text =
        expr && expr->kind == EXPR_COLUMN && model_at(d->m, expr->column)->type == TYPE_TEXT;
    if (measure >= 0 || (d->order_count == 0 && !o->alphabetic && p->measure_count > 0)) {
        order.by = ORDER_MEASURE;
        order.index = measure >= 0 ? measure : 0;
        order.descending = o->has_direction || d->order_count == 0 ? o->descending : true;
    } else if (dimension >= 0) {
        order.index = dimension;
    } else if (expr && !text && p->measure_count == 0) {
        order = (PlanOrder){.by = ORDER_EXPR, .expr = expr, .descending = o->descending};
    } else if (p->dimension_count == 0 || (expr && !text)) {
        return false;
    }
    p->order_count = 0;
    plan_add_order(d->a, p, order);
    return true;
}

static bool removals_change(const Draft *d, Plan *p) {
    if (d->removes[REMOVE_FILTERS] && p->filter_count > 0) {
        p->filter_count = 0;
    } else if (d->removes[REMOVE_FILTERS] || d->removes[REMOVE_TIME]) {
        p->time = (PlanTime){0};
        p->compare = COMPARE_NONE;
    }
    // "all countries please", after the top 5 of them.
    bool all = p->limit > 0 && d->t->count > 0 && str_eq(d->t->items[0].text, S("all"));
    if (all || d->removes[REMOVE_LIMIT]) p->limit = p->offset = 0;
    return all || removes_any(d);
}

// "remove profit": the measure or the group that is named.
static bool named_remove(Draft *d, Plan *p) {
    if (!d->removes[REMOVE_NAMED]) return false;
    size_t before = p->measure_count + p->dimension_count;
    for (size_t i = 0; i < d->measure_count && p->measure_count > 1; i++) {
        int at = measure_named(p, shape_measure(d, &d->measures[i]));
        if (at >= 0) plan_edit_remove_measure(p, (size_t)at);
    }
    for (size_t i = 0; i < d->dimension_count; i++) {
        int at = d->dimensions[i].is_grain
                     ? -1
                     : dimension_named(p, shape_name(d, d->dimensions[i].entity));
        if (at >= 0) plan_edit_remove_dimension(p, (size_t)at);
    }
    int at = dimension_named(p, shape_name(d, d->focus));
    if (at >= 0) plan_edit_remove_dimension(p, (size_t)at);
    return p->measure_count + p->dimension_count < before;
}

static bool top_change(Draft *d, Plan *p) {
    if (!d->has_top && d->top_limit == 0) return false;
    p->order_count = 0;
    if (p->measure_count > 0) {
        plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = d->top_descending});
    }
    if (d->top_limit > 0) {
        p->limit = d->top_limit;
    } else if (one_said(d) && p->dimension_count > 0) {
        p->limit = 1;
    }
    p->offset = 0;
    return true;
}

// "growth" of one period is against the one before it. When that was just asked for ("and the
// previous year?"), the two periods spoken of are compared.
static void growth_compare(Draft *d, Plan *p) {
    p->compare = COMPARE_PREVIOUS;
    CLEANUP(stemmer_freep) Stemmer *stemmer = stemmer_new();
    Tokens words = tokens_read(p->time.words, stemmer, d->a);
    words.fiscal_month = d->t->fiscal_month;
    TimePhrase t = {0};
    if (words.count == 0 || !timephrase_read(&words, 0, d->today, &t) || t.shift == 0) return;
    p->time.range.first = date_add(p->time.range.first, -t.shift, t.unit);
    p->time.range.end = date_add(p->time.range.end, -t.shift, t.unit);
    p->time.words = (Str){0};
}

static bool has_bucket(const Plan *p) {
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (is_bucket(p->dimensions[i].expr)) return true;
    }
    return false;
}

// What is set against last year when no period was spoken of: this year as far as it went.
static bool year_take(Draft *d, Plan *p) {
    ColumnRef c = {.table = -1};
    if (!shape_time_column(d, &c)) return false;
    Date first = date_floor(d->today, d->compare == COMPARE_PREVIOUS ? DATE_MONTH : DATE_YEAR);
    p->time = (PlanTime){.is_set = true,
                         .column = c,
                         .has_first = true,
                         .has_end = true,
                         .range = {.first = first, .end = d->today + 1}};
    return true;
}

static bool derive_change(Draft *d, Plan *p) {
    bool grows = d->change || d->change_rate;
    if (!d->share && !d->running && !d->moving && !grows && d->compare == COMPARE_NONE)
        return false;
    size_t kept = 0;
    for (size_t i = 0; i < p->measure_count; i++) {
        if (p->measures[i].derive == DERIVE_NONE) p->measures[kept++] = p->measures[i];
    }
    p->measure_count = kept;
    if (d->compare != COMPARE_NONE) {
        p->compare = d->compare;
        if (!p->time.is_set && !year_take(d, p)) return false;
        TimePhrase now = {.has_first = p->time.has_first,
                          .has_end = p->time.has_end,
                          .range = p->time.range,
                          .unit = DATE_YEAR};
        shape_so_far(d, &now);
        p->time.range = now.range;
    } else if (grows && !has_bucket(p)) {
        if (!p->time.is_set) return false;
        growth_compare(d, p);
    } else {
        shape_derive(d, p);
    }
    return true;
}

static bool counts(const Draft *d, const Expr *e) {
    if (e && e->kind == EXPR_METRIC) e = d->m->metrics[e->metric].expr;
    return e && e->kind == EXPR_CALL && (e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT);
}

// "number of bills" that was read as the bill number.
static void count_doubt(Draft *d) {
    bool said = false, counted = false;
    for (size_t i = 0; i + 1 < d->t->count; i++) {
        said = said || (str_eq(d->t->items[i].text, S("number")) &&
                        str_eq(d->t->items[i + 1].text, S("of")));
    }
    for (size_t i = 0; i < d->measure_count; i++)
        counted = counted || !d->measures[i].expr || counts(d, d->measures[i].expr);
    if (said && !counted) draft_doubt(d, 2);
}

// "total?", "what is the total": of all the groups.
static bool only_total(const Draft *d, const Plan *p) {
    static const char *const WORDS[] = {"total", "overall", "kul"};
    bool more = d->measure_count > 0 || d->dimension_count > 0 || d->filter_count > 0 ||
                d->time_count > 0 || d->focus.is_set || d->has_top || d->has_order || d->share ||
                d->running || d->moving || d->change || d->change_rate;
    bool plain = p->measure_count > 0 && p->dimension_count > 0 && !p->from && p->limit == 0;
    if (more || !plain || p->measures[0].derive != DERIVE_NONE) return false;
    for (size_t i = 0; i < d->t->count; i++) {
        if (word_is_any(d->t->items[i].text, WORDS, COUNT_OF(WORDS))) return true;
    }
    return false;
}

bool followup_plan(Draft *d, const Plan *before, Plan **ret_plan) {
    count_doubt(d);
    Plan *p = plan_copy(d->a, before);
    p->table_count = 0;  // joined anew
    if (d->behind) return followup_rows(d, p, ret_plan);
    if (refers_back(d) && followup_listed(d, p, ret_plan)) return true;
    counted_settle(d, p);
    if (only_total(d, p)) {
        p->dimension_count = p->order_count = 0;
        p->limit = 0;
        *ret_plan = p;
        return true;
    }
    bool removed = named_remove(d, p);
    if (d->removes[REMOVE_NAMED] && !removed && !values_deny(d)) return false;
    bool changed = !removed && measures_change(d, p);
    changed = (!removed && dimensions_change(d, p)) || changed || removed;
    changed = removals_change(d, p) || changed;
    changed = filters_change(d, p) || changed;
    changed = followup_having(d, p) || changed;
    changed = time_change(d, p) || changed;
    changed = derive_change(d, p) || changed;
    changed = top_change(d, p) || changed;
    changed = order_change(d, p) || changed;
    changed = task_follow(d, p) || changed;
    if (!changed) return false;
    *ret_plan = p;
    return true;
}
