#include "ask/shape.h"

#include "ask/grammar.h"

#include <string.h>

enum { TOP_DEFAULT = 10 };

// ---- what kind of answer ----

static bool has_aggregate(const Draft *d) {
    for (size_t i = 0; i < d->measure_count; i++) {
        if (!d->measures[i].is_plain) return true;
    }
    return false;
}

// "the name and department of each employee" lists employees: their rows are not grouped.
static bool is_each_row(const Draft *d, const DraftDimension *dim) {
    if (d->measure_count > 0 || !dim->by_cue || dim->is_grain || dim->entity.column >= 0)
        return false;
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (!d->dimensions[i].by_cue && !d->dimensions[i].is_grain) return true;
    }
    return false;
}

static bool has_grouping(const Draft *d) {
    for (size_t i = 0; i < d->dimension_count; i++) {
        const DraftDimension *dim = &d->dimensions[i];
        if (dim->is_grain || (dim->by_cue && !is_each_row(d, dim))) return true;
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

static bool level_of_focus(Draft *d, DraftMeasure *ret);
static bool level_of(Draft *d, Entity e, DraftMeasure *ret);

static bool is_aggregate(Draft *d) {
    DraftMeasure level = {0};
    bool alone = d->measure_count == 0 && d->dimension_count == 0;
    if (alone && level_of_focus(d, &level)) return true;
    bool derived = d->share || d->running || d->moving || d->change || d->change_rate || d->trend ||
                   d->has_grain || d->average_of_sums || d->by_hour || d->by_weekday ||
                   d->has_last || d->compare != COMPARE_NONE;
    if (derived || has_aggregate(d) || has_grouping(d) || d->having_count > 0) return true;
    if (d->has_sell_verb || d->how_much) return true;
    if (d->has_top_measure) return !top_is_of_rows(d);
    for (size_t i = 0; i < d->measure_count; i++) {
        if (!is_of_rows(d, d->measures[i].column.table)) return true;
    }
    bool bare = d->measure_count == 0 && d->dimension_count == 0 && !d->focus.is_set;
    return bare || (d->has_top && !d->top_by) || d->rank;
}

// ---- lists ----

typedef struct Shown {
    size_t at;
    Entity entity;  // column -1: a thing
    bool is_number;
} Shown;

static size_t shown_collect(const Draft *d, Shown *out, size_t max) {
    size_t count = 0;
    for (size_t i = 0; i < d->dimension_count && count < max; i++) {
        if (is_each_row(d, &d->dimensions[i])) continue;
        out[count++] = (Shown){.at = d->dimensions[i].at, .entity = d->dimensions[i].entity};
    }
    for (size_t i = 0; i < d->measure_count && count < max; i++) {
        Entity e = {.table = d->measures[i].column.table,
                    .column = d->measures[i].column.column,
                    .is_set = true};
        out[count++] = (Shown){.at = d->measures[i].at, .entity = e, .is_number = true};
    }
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k > 0 && out[k].at < out[k - 1].at; k--) {
            Shown swap = out[k];
            out[k] = out[k - 1];
            out[k - 1] = swap;
        }
    }
    return count;
}

static void list_order(Draft *d, Plan *p) {
    if (d->has_top) {
        Expr *by = d->top_by            ? d->top_by
                   : d->has_top_measure ? draft_column_expr(d, d->top_measure.column)
                                        : NULL;
        if (!by) return;
        plan_add_order(d->a, p,
                       (PlanOrder){.by = ORDER_EXPR, .expr = by, .descending = d->top_descending});
        p->limit = d->top_limit > 0 ? d->top_limit : 1;
        if (d->place > 1) p->offset = d->place - 1;
    } else if (d->order_by) {
        plan_add_order(
            d->a, p,
            (PlanOrder){.by = ORDER_EXPR, .expr = d->order_by, .descending = d->order_descending});
    } else if (d->has_order && p->dimension_count > 0) {
        plan_add_order(d->a, p,
                       (PlanOrder){.by = ORDER_DIMENSION, .descending = d->order_descending});
    }
}

static void filters_add(Draft *d, Plan *p) {
    for (size_t i = 0; i < d->filter_count; i++) plan_add_filter(d->a, p, d->filters[i].expr);
}

// "on sundays", "on weekends".
static bool days_add(Draft *d, Plan *p) {
    Expr *on = NULL;
    if (d->on_weekday == 0 && !d->weekend_set) return true;
    if (!(d->on_weekday > 0 ? shape_on_weekday(d, &on) : shape_weekend(d, &on))) return false;
    plan_add_filter(d->a, p, on);
    return true;
}

static bool distinct_said(const Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = d->p->items[i].link;
        if (link->kind == LINK_CUE && link->cue->kind == CUE_DISTINCT) return true;
    }
    return false;
}

static void all_columns_add(Draft *d, Plan *p) {
    const ModelTable *t = &d->m->tables[d->focus.table];
    for (size_t c = 0; c < t->column_count && p->dimension_count < PLAN_DIMENSIONS_MAX - 1; c++) {
        if (!t->columns[c].hidden)
            plan_add_dimension(d->a, p, expr_column(d->a, d->focus.table, (int)c));
    }
}

static bool list_plan(Draft *d, Plan *p) {
    Shown shown[DRAFT_DIMENSIONS_MAX + DRAFT_MEASURES_MAX];
    size_t count = shown_collect(d, shown, COUNT_OF(shown));
    bool names_only = count == 0;
    for (size_t i = 0; i < count; i++) shape_entity(d, p, shown[i].entity, false);
    // "prices of products": numbers alone say little; their owner's name stands beside them.
    bool only_numbers = count > 0;
    for (size_t i = 0; i < count; i++) only_numbers = only_numbers && shown[i].is_number;
    if (names_only || (only_numbers && d->focus_listed)) {
        if (!d->focus.is_set) return false;
        if (d->all_columns && d->focus.column < 0) all_columns_add(d, p);
        shape_entity(d, p, d->focus, false);
    }
    if (p->dimension_count == 0) return false;
    filters_add(d, p);
    if (!shape_time(d, p) || !days_add(d, p)) return false;
    const Entity *only = count == 1 ? &shown[0].entity : NULL;
    bool repeats = only && only->column >= 0 &&
                   d->m->tables[only->table].columns[only->column].role == ROLE_CATEGORY;
    bool wide = d->focus.is_set && d->focus.column >= 0;
    p->distinct = distinct_said(d) || wide || (repeats && !d->has_top);
    list_order(d, p);
    if (p->distinct && p->order_count > 0 && p->orders[0].by == ORDER_EXPR) p->distinct = false;
    return true;
}

// ---- aggregates ----

static Entity entity_after(const Draft *d, size_t at, bool *ret_found) {
    *ret_found = false;
    for (size_t i = 0; i < d->other_count; i++) {
        if (d->others[i].at < at) continue;
        *ret_found = true;
        return d->others[i];
    }
    bool focus_after =
        d->focus.is_set && d->focus.at > at && d->dimension_count > 0 && d->dimensions[0].at < at;
    *ret_found = focus_after;
    return d->focus;
}

static bool counts_already(const Plan *p, const Expr *expr) {
    for (size_t i = 0; i < p->measure_count; i++) {
        if (expr_equal(p->measures[i].expr, expr)) return true;
    }
    return false;
}

// A column that a condition is about is not asked for besides.
static bool is_condition(const Draft *d, const DraftMeasure *measure) {
    if (!measure->is_plain || d->measure_count < 2) return false;
    for (size_t i = 0; i < d->filter_count; i++) {
        const ColumnRef *c = &d->filters[i].column;
        if (c->table == measure->column.table && c->column == measure->column.column) return true;
    }
    return false;
}

static void measure_add(Draft *d, Plan *p, const DraftMeasure *measure) {
    if (is_condition(d, measure)) return;
    Expr *expr = shape_measure(d, measure);
    if (!counts_already(p, expr)) plan_add_measure(d->a, p, expr)->label = measure->label;
}

// What a top or a "how much" is about when no measure was named.
static void measure_default(Draft *d, Plan *p, bool *ret_focus_counted) {
    bool found = false;
    Entity counted = d->has_top ? entity_after(d, d->top_at, &found) : (Entity){0};
    bool counts = (found && !d->has_sell_verb) || d->top_counts;
    DraftMeasure level = {0};
    if (counts && found && counted.column < 0 && level_of(d, counted, &level)) {
        measure_add(d, p, &level);
        return;
    }
    if (counts) {
        DraftMeasure count = {.counted = found ? counted : (Entity){0}};
        *ret_focus_counted = found && counted.at == d->focus.at;
        measure_add(d, p, &count);
        return;
    }
    int metric = d->m->default_metric;
    bool of_thing = d->focus.is_set && metric >= 0 &&
                    ask_index_distance(d->index, d->focus.table, d->m->metrics[metric].table) ==
                        ASK_DISTANCE_NONE;
    if (metric >= 0 && !of_thing) {
        bool guessed = !d->has_sell_verb && !d->how_much;
        if (guessed) draft_doubt(d, d->p->unread > 0 ? 0.9 : d->has_top ? 0.25 : 0.4);
        if (d->sell_counts) draft_doubt(d, 0.1);
        plan_add_measure(d->a, p, expr_metric(d->a, metric));
        return;
    }
    draft_doubt(d, 0.4);
    measure_add(d, p, &(DraftMeasure){0});
}

static void measures_add(Draft *d, Plan *p, bool *ret_focus_counted) {
    *ret_focus_counted = false;
    if (d->has_top_measure) measure_add(d, p, &d->top_measure);
    for (size_t i = 0; i < d->measure_count; i++) {
        measure_add(d, p, &d->measures[i]);
        const Entity *counted = &d->measures[i].counted;
        if (counted->is_set && d->focus.is_set && counted->table == d->focus.table &&
            counted->column == d->focus.column) {
            *ret_focus_counted = true;
        }
    }
    if (p->measure_count == 0) measure_default(d, p, ret_focus_counted);
}

static DateUnit trend_grain(const Draft *d) {
    if (d->has_grain) return d->grain;
    if (d->time_count == 0 || !d->times[0].has_first || !d->times[0].has_end) return DATE_MONTH;
    int days = d->times[0].range.end - d->times[0].range.first;
    return days <= 62 ? DATE_DAY : DATE_MONTH;
}

static bool grain_wanted(const Draft *d) {
    if (d->trend || d->has_grain) return true;
    bool closed = d->time_count == 1 && d->times[0].has_first && d->times[0].has_end;
    bool grew = (d->change || d->change_rate) && d->has_top && closed;
    return d->running || d->moving || ((d->change || d->change_rate) && !grew);
}

static bool has_grain_dimension(const Draft *d) {
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (d->dimensions[i].is_grain) return true;
    }
    return false;
}

static bool dimensions_add(Draft *d, Plan *p) {
    ColumnRef time = {.table = -1};
    bool wants_time = has_grain_dimension(d) || grain_wanted(d);
    if (wants_time && !shape_time_column(d, &time)) return false;
    // The group within which the top is taken comes first.
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < d->dimension_count; i++) {
            const DraftDimension *dim = &d->dimensions[i];
            bool first = !d->per_entity_top || dim->by_cue;
            if (first != (pass == 0)) continue;
            if (dim->is_grain) {
                plan_add_dimension(d->a, p, shape_grain(d, time, dim->grain));
            } else {
                shape_entity(d, p, dim->entity, true);
            }
        }
    }
    if (d->by_hour || d->by_weekday) {
        if (!shape_time_column(d, &time)) return false;
        DatePart part = d->by_weekday ? PART_WEEKDAY : PART_HOUR;
        plan_add_dimension(d->a, p, expr_part(d->a, draft_column_expr(d, time), part));
    }
    if (grain_wanted(d) && !has_grain_dimension(d)) {
        plan_add_dimension(d->a, p, shape_grain(d, time, trend_grain(d)));
    }
    return true;
}

// Whether the thing asked about makes the groups: "which product sold most", "rank the employees".
static bool focus_groups(const Draft *d, bool focus_counted) {
    if (!d->focus.is_set || focus_counted) return false;
    bool grouped = false;
    for (size_t i = 0; i < d->dimension_count; i++) grouped = grouped || !d->dimensions[i].is_grain;
    if (d->per_entity_top) return true;
    if (grouped && !d->having_count) return false;
    return d->has_top || d->focus_listed || d->having_count > 0 || d->rank || d->share;
}

static bool is_plural(const Draft *d, const Entity *e) {
    const Link *link = d->p->items[e->at].link;
    const Token *t = &d->t->items[link->end - 1];
    return t->single.len != t->text.len;
}

static int64_t top_limit(const Draft *d, const Plan *p) {
    if (d->top_limit > 0) return d->top_limit;
    bool grouped_by = false;
    Entity subject = {0};
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (d->dimensions[i].by_cue) grouped_by = true;
        bool ranked = !d->dimensions[i].is_grain && !d->dimensions[i].by_cue;
        if (ranked && !subject.is_set) subject = d->dimensions[i].entity;
    }
    if (!subject.is_set) subject = d->focus;
    if (grouped_by && !d->per_entity_top) return 0;  // "highest sales by region": all, in order
    if (p->dimension_count == 0) return 0;
    return subject.is_set && is_plural(d, &subject) ? TOP_DEFAULT : 1;
}

// "second highest": that one alone.
static void place_set(const Draft *d, Plan *p) {
    if (d->place < 2 || d->per_entity_top) return;
    p->limit = 1;
    p->offset = d->place - 1;
}

static void order_add(Draft *d, Plan *p) {
    int time_dimension = -1;
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *e = p->dimensions[i].expr;
        bool in_time = e->kind == EXPR_CALL &&
                       (e->op == OP_BUCKET || (e->op == OP_PART && e->part == PART_WEEKDAY));
        if (in_time && time_dimension < 0) time_dimension = (int)i;
    }
    if (p->dimension_count == 0) return;
    if (d->has_top || d->rank) {
        bool descending = d->rank && !d->has_top ? true : d->top_descending;
        plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = descending});
        if (d->has_top) p->limit = top_limit(d, p);
        place_set(d, p);
        if (d->per_entity_top && p->dimension_count > 1 && p->limit > 0) p->limit_per = 0;
        return;
    }
    if (d->order_by) {
        plan_add_order(
            d->a, p,
            (PlanOrder){.by = ORDER_EXPR, .expr = d->order_by, .descending = d->order_descending});
    } else if (time_dimension >= 0) {
        plan_add_order(d->a, p,
                       (PlanOrder){.by = ORDER_DIMENSION,
                                   .index = time_dimension,
                                   .descending = d->has_order && d->order_descending});
    } else if (d->order_alphabetic) {
        plan_add_order(d->a, p, (PlanOrder){.by = ORDER_DIMENSION});
    } else {
        bool ascending =
            d->order_ascending || (d->has_order && !d->order_descending && !d->has_top_measure);
        plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = !ascending});
    }
}

static void having_add(Draft *d, Plan *p) {
    for (size_t i = 0; i < d->having_count; i++) {
        const DraftHaving *h = &d->having[i];
        Expr *args[] = {shape_measure(d, &d->measures[h->measure]), expr_float(d->a, h->low),
                        expr_float(d->a, h->high)};
        plan_add_having(d->a, p, expr_call(d->a, h->op, args, h->op == OP_BETWEEN ? 3 : 2));
    }
}

// "what % of sales falls on weekends": the part that satisfies, in a hundred of the whole.
static bool conditional_share(Draft *d, Plan *p) {
    bool applies =
        d->share && p->dimension_count == 0 && p->filter_count == 1 && p->measure_count == 1;
    if (!applies) return false;
    Expr *whole = p->measures[0].expr;
    const Expr *call = whole->kind == EXPR_METRIC ? d->m->metrics[whole->metric].expr : whole;
    bool distinct = call && call->kind == EXPR_CALL && call->op == OP_COUNT_DISTINCT;
    bool sums = call && call->kind == EXPR_CALL && (call->op == OP_SUM || call->op == OP_COUNT);
    if (!sums && !distinct) return false;
    Expr *value = call->op == OP_COUNT ? expr_int(d->a, 1) : call->args[0];
    Expr *part_case = expr_call2(d->a, OP_CASE, p->filters[0], value);
    Expr *part = expr_call1(d->a, distinct ? OP_COUNT_DISTINCT : OP_SUM, part_case);
    Expr *ratio =
        expr_call2(d->a, OP_DIV, expr_call2(d->a, OP_MUL, expr_float(d->a, 100), part), whole);
    p->filter_count = 0;
    p->measures[0] = (PlanMeasure){.expr = ratio, .label = S("share in percent")};
    return true;
}

// The measure of each day (or each thing) first; then its average.
static bool averages_plan(Draft *d, Plan *inner, Plan **ret) {
    ColumnRef time = {.table = -1};
    Plan *outer = plan_new(d->a);
    size_t kept = inner->dimension_count;
    if (d->average_over.is_set) {
        shape_entity(d, inner, d->average_over, true);
    } else {
        if (!shape_time_column(d, &time)) return false;
        plan_add_dimension(d->a, inner, shape_grain(d, time, d->average_grain));
    }
    for (size_t i = 0; i < kept; i++) {
        plan_add_dimension(d->a, outer, expr_column(d->a, PLAN_FROM, (int)i))->label =
            inner->dimensions[i].label;
    }
    Expr *value = expr_column(d->a, PLAN_FROM, (int)inner->dimension_count);
    plan_add_measure(d->a, outer, expr_call1(d->a, d->outer, value));
    inner->order_count = 0;
    inner->limit = 0;
    outer->from = inner;
    if (kept > 0) plan_add_order(d->a, outer, (PlanOrder){.by = ORDER_DIMENSION});
    *ret = outer;
    return true;
}

// The last time of each must lie before, or after, what was said.
static bool last_plan(Draft *d, Plan *p) {
    ColumnRef c = {.table = -1};
    if (!d->focus.is_set || !shape_time_column(d, &c)) return false;
    Expr *when = expr_call1(d->a, d->last_op, draft_column_expr(d, c));
    plan_add_measure(d->a, p, when);
    shape_entity(d, p, d->focus, true);
    filters_add(d, p);
    ExprOp op = d->last.has_end ? OP_LT : OP_GE;
    Date day = d->last.has_end ? d->last.range.end : d->last.range.first;
    plan_add_having(d->a, p, expr_call2(d->a, op, when, expr_date(d->a, day)));
    plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = true});
    return true;
}

// The numbers of a table whose rows have no name and can not be added up: levels and prices.
static bool level_of(Draft *d, Entity e, DraftMeasure *ret) {
    const ModelTable *t = &d->m->tables[e.table];
    int found = -1;
    for (size_t c = 0; c < t->column_count && t->name_column < 0; c++) {
        if (t->columns[c].role != ROLE_MEASURE || t->columns[c].hidden) continue;
        if (t->columns[c].additivity == ADD_SUM) return false;
        bool better = found < 0 || (t->columns[c].additivity == ADD_LAST &&
                                    t->columns[found].additivity != ADD_LAST);
        if (better) found = (int)c;
    }
    if (found < 0) return false;
    ExprOp op = grammar_default_aggregate(&t->columns[found]);
    Expr *column = expr_column(d->a, e.table, found);
    *ret = (DraftMeasure){.expr = expr_call1(d->a, op, column),
                          .at = e.at,
                          .column = {.table = e.table, .column = found}};
    // "stock value": what it is worth stands nowhere.
    size_t next = d->p->items[e.at].link->end;
    Str word = next < d->t->count ? d->t->items[next].text : (Str){0};
    if (str_eq(word, S("value")) || str_eq(word, S("worth"))) draft_doubt(d, 2);
    return true;
}

static bool level_of_focus(Draft *d, DraftMeasure *ret) {
    if (!d->focus.is_set || d->focus.column >= 0 || d->focus_listed || d->has_top) return false;
    return level_of(d, d->focus, ret);
}

// A thing that was named and has no part in the answer.
static bool focus_is_idle(const Draft *d, bool by_focus, bool focus_counted) {
    if (!d->focus.is_set || by_focus || focus_counted) return false;
    bool *spoken = arena_new(d->a, bool, d->m->table_count + 1);
    shape_tables(d, spoken);
    for (size_t i = 0; i < d->measure_count; i++) {
        if (d->measures[i].column.table == d->focus.table) return false;
    }
    return !spoken[d->focus.table];
}

static bool may_be_null(const Draft *d, ColumnRef c) {
    if (model_at(d->m, c)->profile.nulls > 0) return true;
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        if (j->to_table != c.table) continue;
        const Profile *link = &d->m->tables[j->from_table].columns[j->from_column].profile;
        if (link->nulls > 0 || j->coverage < 1) return true;
    }
    return false;
}

// The best of those that have no name is no answer to "which is best".
static void nameless_leave(Draft *d, Plan *p) {
    size_t count = p->dimension_count;
    bool chosen = d->has_top || d->rank || d->having_count > 0;
    for (size_t i = 0; i < count && chosen; i++) {
        const Expr *e = p->dimensions[i].expr;
        if (e->kind != EXPR_COLUMN || e->column.table < 0 || p->dimensions[i].hidden) continue;
        if (!may_be_null(d, e->column)) continue;
        Expr *is_null = expr_call1(d->a, OP_IS_NULL, p->dimensions[i].expr);
        plan_add_filter(d->a, p, expr_call1(d->a, OP_NOT, is_null));
    }
}

// "what sold most": what is sold is the goods, where the data has a table of them.
static void sold_focus(Draft *d) {
    if (!d->has_top || !d->has_sell_verb || d->focus.is_set || d->dimension_count > 0) return;
    const NameEntry *e = name_index_find(&d->index->names, S("product"));
    while (e && (e->kind != NAME_TABLE || e->score < 0.84)) e = e->next;
    if (e) d->focus = (Entity){.table = e->table, .column = -1, .is_set = true, .at = d->top_at};
}

static bool says_nothing(const Draft *d) {
    bool names = d->measure_count > 0 || d->dimension_count > 0 || d->focus.is_set ||
                 d->filter_count > 0 || d->time_count > 0;
    bool best_day = d->has_top && (d->by_weekday || d->by_hour);
    return !names && !d->has_sell_verb && !d->has_top_measure && !d->trend && !best_day;
}

// "which category grew most this year": against the period before, not month by month.
static bool grew_most(const Draft *d, const Plan *p) {
    bool closed = d->time_count == 1 && d->times[0].has_first && d->times[0].has_end;
    return (d->change || d->change_rate) && !d->has_grain && !has_grain_dimension(d) && closed &&
           d->has_top && p->dimension_count > 0;
}

// The measure on weekends beside the same on the other days.
static bool weekend_beside(Draft *d, Plan *p) {
    Expr *weekend = NULL;
    const Expr *whole = p->measure_count == 1 ? p->measures[0].expr : NULL;
    if (whole && whole->kind == EXPR_METRIC) whole = d->m->metrics[whole->metric].expr;
    bool sums = whole && whole->kind == EXPR_CALL && whole->op == OP_SUM;
    d->weekend = true;
    if (!sums || !shape_weekend(d, &weekend)) return false;
    Expr *sides[] = {weekend, expr_call1(d->a, OP_NOT, weekend)};
    static const char *const LABELS[] = {"on weekends", "on weekdays"};
    p->measure_count = 0;
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        Expr *part = expr_call2(d->a, OP_CASE, sides[i], whole->args[0]);
        plan_add_measure(d->a, p, expr_call1(d->a, OP_SUM, part))->label = str_from(LABELS[i]);
    }
    return true;
}

// The cheapest in each group: the group's things by that number.
static void top_by_measure(Draft *d) {
    if (!d->top_by || !d->per_entity_top || d->has_top_measure) return;
    Expr *of = expr_call1(d->a, d->top_descending ? OP_MAX : OP_MIN, d->top_by);
    d->top_measure = (DraftMeasure){.expr = of, .column = d->top_by->column, .at = d->top_at};
    d->has_top_measure = true;
    d->top_by = NULL;
}

static bool aggregate_plan(Draft *d, Plan **ret) {
    Plan *p = *ret;
    bool focus_counted = false;
    if (d->has_last) return last_plan(d, p);
    if (says_nothing(d)) return false;
    DraftMeasure level = {0};
    if (d->measure_count == 0 && !d->has_top_measure && level_of_focus(d, &level)) {
        draft_add_measure(d, level);
    }
    top_by_measure(d);
    measures_add(d, p, &focus_counted);
    sold_focus(d);
    bool by_focus = focus_groups(d, focus_counted);
    if (by_focus && !d->per_entity_top) shape_entity(d, p, d->focus, true);
    if (focus_is_idle(d, by_focus, focus_counted)) draft_doubt(d, 0.35);
    if (!dimensions_add(d, p)) return false;
    if (by_focus && d->per_entity_top) shape_entity(d, p, d->focus, true);
    bool grew = grew_most(d, p);
    if (grew) {
        d->change = d->change_rate = false;
        d->compare = d->times[0].unit == DATE_YEAR ? COMPARE_YEAR_BEFORE : COMPARE_PREVIOUS;
    }
    filters_add(d, p);
    if (!shape_time(d, p)) return false;
    if (d->weekend_both ? !weekend_beside(d, p) : !days_add(d, p)) return false;
    nameless_leave(d, p);
    if (d->has_top && p->dimension_count == 0) draft_doubt(d, 2);  // the most of what?
    if (conditional_share(d, p)) return true;
    having_add(d, p);
    if (p->having_count > 0 && p->dimension_count == 0) draft_doubt(d, 2);  // of which groups?
    // All of it is always a hundred percent of it: something was not understood.
    if (d->share && p->dimension_count == 0) draft_doubt(d, 2);
    shape_derive(d, p);
    p->compare = d->compare;
    order_add(d, p);
    if (grew && p->order_count > 0) p->orders[0].by = ORDER_CHANGE_RATE;
    return !d->average_of_sums || averages_plan(d, p, ret);
}

// Words that turn a question into another wherever they stand.
static bool weighs(Str word) {
    static const char *const WORDS[] = {"once", "twice", "less", "late", "half", "double", "slow"};
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        if (str_eq(word, str_from(WORDS[i]))) return true;
    }
    return false;
}

// So much of the question unread, or what is to be left out, and what was read is another question.
static void unread_weigh(Draft *d) {
    bool much = d->p->unread * 4 >= d->p->content;
    for (size_t i = 0; i < d->p->count && d->missing.len == 0; i++) {
        const Link *link = d->p->items[i].link;
        if (link->kind != LINK_UNREAD) continue;
        bool left_out =
            i > 0 && (draft_is_cue(d, i - 1, CUE_NOT) || draft_is_cue(d, i - 1, CUE_AND) ||
                      draft_is_cue(d, i - 1, CUE_OR));
        // "in diwali week": which week is not known.
        left_out =
            left_out || (draft_is(d, i + 1, LINK_GRAIN) && draft_item(d, i + 1)->link->number == 0);
        if (much || left_out || weighs(d->t->items[link->first].text))
            d->missing = d->t->items[link->first].raw;
    }
}

// "revenue in Mumbai": of the shops there, not of what suppliers from there have sent.
static void supplier_places(Draft *d) {
    for (size_t i = 0; i < d->filter_count; i++) {
        const DraftFilter *f = &d->filters[i];
        const ModelTable *t = &d->m->tables[f->column.table];
        bool supplies = str_find_nocase(t->name, S("supplier")) != STR_NONE ||
                        str_find_nocase(t->name, S("vendor")) != STR_NONE;
        if (!f->is_value || !supplies || t->columns[f->column.column].role == ROLE_NAME) continue;
        bool said = d->focus.is_set && d->focus.table == f->column.table;
        for (size_t k = 0; k < d->dimension_count; k++) {
            const DraftDimension *dim = &d->dimensions[k];
            said = said || (!dim->is_grain && dim->entity.table == f->column.table);
        }
        if (!said) draft_doubt(d, 0.6);
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

// "growth this year over last year": a period and the one it is measured against.
static void times_compare(Draft *d) {
    const TimePhrase *x = &d->times[0], *y = &d->times[1];
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
    d->time_count = 1;
    d->change = d->change_rate = false;
}

bool shape_plan(Draft *d, Plan **ret_plan) {
    Plan *p = plan_new(d->a);
    text_focus(d);
    times_compare(d);
    shape_sets(d);
    bool made = is_aggregate(d) ? aggregate_plan(d, &p) : list_plan(d, p);
    if (!made) return false;
    // Rows of one are not rows of the other: the number would say nothing.
    if (!shape_meets(d, p)) draft_doubt(d, 2);
    unread_weigh(d);
    supplier_places(d);
    *ret_plan = p;
    return true;
}
