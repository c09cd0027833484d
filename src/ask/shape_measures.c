// What an aggregate measures: what was said, what a top is about, a level, or the default metric.

#include "ask/grammar.h"
#include "ask/shape.h"

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
    if (counts_already(p, expr)) return;
    PlanMeasure *added = plan_add_measure(d->a, p, expr);
    added->label = measure->label;
    added->support = measure->beside;
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

bool shape_level(Draft *d, DraftMeasure *ret) {
    if (!d->focus.is_set || d->focus.column >= 0 || d->focus_listed || d->has_top) return false;
    return level_of(d, d->focus, ret);
}

// "customers by country": how many, since nothing is said of what they do.
static bool things_grouped(const Draft *d) {
    bool more = d->has_top || d->has_sell_verb || d->how_much || d->rank || d->share || d->change ||
                d->change_rate || d->running || d->moving || d->trend || d->has_order;
    if (more || !d->focus.is_set || d->focus.column >= 0 || d->dimension_count == 0) return false;
    for (size_t i = 0; i < d->dimension_count; i++) {
        if (!d->dimensions[i].by_cue || d->dimensions[i].is_grain) return false;
    }
    return d->m->tables[d->focus.table].kind != TABLE_FACT && d->focus.at < d->dimensions[0].at;
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
    bool deeds = counts && !found && d->m->default_metric >= 0 && d->focus.is_set &&
                 d->focus.column < 0 && d->m->tables[d->focus.table].kind != TABLE_FACT;
    if (deeds) {
        // "most used shipper": each shipper is one; what is done with them is counted.
        Expr *often = grammar_habits_deeds(d);
        if (often) {
            measure_add(d, p, &(DraftMeasure){.expr = often});
            return;
        }
    }
    if (counts) {
        DraftMeasure count = {.counted = found ? counted : (Entity){0}};
        *ret_focus_counted = found && counted.at == d->focus.at;
        measure_add(d, p, &count);
        return;
    }
    if (things_grouped(d)) {
        *ret_focus_counted = true;
        measure_add(d, p, &(DraftMeasure){.counted = d->focus});
        return;
    }
    int metric = d->m->default_metric;
    bool of_thing = d->focus.is_set && metric >= 0 &&
                    ask_index_distance(d->index, d->focus.table, d->m->metrics[metric].table) ==
                        ASK_DISTANCE_NONE;
    if (metric >= 0 && !of_thing) {
        bool guessed = !d->has_sell_verb && !d->how_much;
        if (guessed) draft_doubt(d, draft_unread(d) > 0 ? 0.9 : d->has_top ? 0.25 : 0.4);
        if (d->sell_counts) draft_doubt(d, 0.1);
        plan_add_measure(d->a, p, expr_metric(d->a, metric));
        return;
    }
    draft_doubt(d, 0.4);
    measure_add(d, p, &(DraftMeasure){0});
}

void shape_measures(Draft *d, Plan *p, bool *ret_focus_counted) {
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

// The cheapest in each group: the group's things by that number.
void shape_top_by(Draft *d) {
    if (!d->top_by || !d->per_entity_top || d->has_top_measure) return;
    Expr *of = expr_call1(d->a, d->top_descending ? OP_MAX : OP_MIN, d->top_by);
    d->top_measure = (DraftMeasure){.expr = of, .column = d->top_by->column, .at = d->top_at};
    d->has_top_measure = true;
    d->top_by = NULL;
}
