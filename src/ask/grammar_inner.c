// A superlative within: "students who live in the largest dorm", "the names of the employees of the
// department with the most projects". The one thing that it picks is a condition on what is asked
// about, not an order of it.

#include "ask/grammar_clause.h"
#include "ask/grammar_frames.h"
#include "ask/shape.h"

static bool is_superlative(Draft *d, size_t i) {
    if (draft_item(d, i)->used) return false;
    return draft_is_cue(d, i, CUE_TOP) || draft_is_cue(d, i, CUE_SUPERLATIVE);
}

// The table that the superlative picks from: behind it, or before its "with"; *ret_first: where
// what is said of it begins.
static bool thing_find(Draft *d, size_t i, size_t *ret_thing, size_t *ret_first) {
    size_t next = draft_next(d, i), before = i;
    if (draft_is(d, next, LINK_TABLE) && draft_item(d, i)->link->cue->kind == CUE_SUPERLATIVE) {
        *ret_thing = next;
        *ret_first = i;
        return true;
    }
    // "the department with the most projects"; small words and verbs stand between.
    while (before > 0 && draft_item(d, before - 1)->link->kind < LINK_TABLE) {
        bool of =
            draft_is_cue(d, before - 1, CUE_OF) || draft_item(d, before - 1)->link->kind < LINK_CUE;
        if (!of) return false;
        before--;
    }
    if (before == i || before == 0 || !draft_is(d, before - 1, LINK_TABLE)) return false;
    *ret_thing = *ret_first = before - 1;
    return true;
}

// Whether another thing is asked about before it.
static bool is_within(Draft *d, size_t thing, size_t first) {
    int table = draft_item(d, thing)->target->table;
    bool other = false;
    for (size_t i = 0; i < first; i++) {
        const Item *item = draft_item(d, i);
        if (draft_is_cue(d, i, CUE_COUNT) || draft_is_cue(d, i, CUE_BY)) return false;
        Entity e = {0};
        bool names = item->link->kind == LINK_TABLE || item->link->kind == LINK_COLUMN;
        if (names && item->target->table == table) return false;
        other = other || item->link->kind == LINK_TABLE ||
                (item->link->kind == LINK_METRIC && grammar_frames_thing(d, i, &e));
    }
    return other;
}

// What the superlative orders by.
static Expr *order_expr(Draft *d, Draft *said, int table) {
    if (said->top_by) return said->top_by;
    const DraftMeasure *top = said->has_top_measure ? &said->top_measure : NULL;
    if (top && top->is_plain && top->column.table == table)
        return draft_column_expr(d, top->column);
    if (top) return shape_measure(said, top);
    for (size_t i = 0; i < said->measure_count; i++) {
        const DraftMeasure *measure = &said->measures[i];
        if (measure->counted.is_set && measure->counted.table != table)
            return shape_measure(said, measure);
    }
    for (size_t i = 0; i < said->other_count; i++) {
        if (said->others[i].table != table) return shape_count(said, said->others[i], false);
    }
    return NULL;
}

static Expr *picked(Draft *d, Draft *said, int table) {
    int key = draft_key_column(&d->m->tables[table]);
    if (key < 0 || !said->has_top || said->top_limit > 0 || said->per_entity_top) return NULL;
    said->focus = (Entity){.table = table, .column = -1, .is_set = true};
    Expr *by = order_expr(d, said, table);
    if (!by) return NULL;
    Plan *inner = plan_new(d->a);
    Expr *thing = expr_column(d->a, table, key);
    plan_add_dimension(d->a, inner, thing);
    shape_filters(said, inner);
    if (expr_has_aggregate(by)) {
        Expr *is_null = expr_call1(d->a, OP_IS_NULL, thing);  // the most may be of none
        plan_add_filter(d->a, inner, expr_call1(d->a, OP_NOT, is_null));
    }
    PlanOrder order = {.by = ORDER_EXPR, .expr = by, .descending = said->top_descending};
    plan_add_order(d->a, inner, order);
    inner->limit = 1;
    if (said->place > 1) inner->offset = said->place - 1;
    return expr_call2(d->a, OP_IN, thing, expr_plan(d->a, inner));
}

static void inner_read(Draft *d, size_t i) {
    size_t thing = 0, first = 0;
    if (!thing_find(d, i, &thing, &first) || !is_within(d, thing, first)) return;
    int table = draft_item(d, thing)->target->table;
    Clause c = grammar_clause_scope(d, i + 1);
    c.first = first;
    Draft *said = grammar_clause_read(d, c);
    Expr *in = said ? picked(d, said, table) : NULL;
    if (!in) return;
    grammar_clause_use(d, c, said);
    draft_add_filter(d, (DraftFilter){.expr = in, .column = in->args[0]->column});
}

void grammar_inner_read(Draft *d) {
    for (size_t i = 1; i < d->p->count && d->depth < GRAMMAR_CLAUSE_DEPTH_MAX - 1; i++) {
        if (is_superlative(d, i)) inner_read(d, i);
    }
}
