#include "ask/followup_rows.h"

#include "ask/shape.h"
#include "plan/plan_base.h"

enum { COLUMNS_SHOWN = 10 };

// The table whose rows were added up.
static int rows_of(const Draft *d, const Plan *p) {
    if (d->focus.is_set) return d->focus.table;
    for (size_t i = 0; i < d->measure_count; i++) {
        const DraftMeasure *measure = &d->measures[i];
        return measure->counted.is_set ? measure->counted.table : measure->column.table;
    }
    PlanBases bases = plan_bases(d->m, p, d->a);
    return bases.bases.count > 0 ? bases.bases.items[0].table : -1;
}

static void columns_add(const Draft *d, Plan *p, int table) {
    const ModelTable *t = &d->m->tables[table];
    for (size_t c = 0; c < t->column_count && p->dimension_count < COLUMNS_SHOWN; c++) {
        if (!t->columns[c].hidden) plan_add_dimension(d->a, p, expr_column(d->a, table, (int)c));
    }
}

bool followup_rows(Draft *d, Plan *p, Plan **ret_plan) {
    if (p->measure_count == 0 || p->from || p->set_op != SET_NONE) return false;
    int table = rows_of(d, p);
    if (table < 0) return false;
    Plan *rows = plan_new(d->a);
    columns_add(d, rows, table);
    for (size_t i = 0; i < p->filter_count; i++) plan_add_filter(d->a, rows, p->filters[i]);
    rows->time = p->time;
    if (rows->dimension_count == 0) return false;
    *ret_plan = rows;
    return true;
}

// What a measure counts: rows of a table, or values of a column.
static bool counted_by(const Draft *d, const Expr *e, Entity *ret) {
    if (e->kind == EXPR_METRIC) e = d->m->metrics[e->metric].expr;
    bool counts = e && e->kind == EXPR_CALL && e->arg_count == 1 &&
                  (e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT);
    if (!counts) return false;
    const Expr *of = e->args[0];
    if (of->kind != EXPR_COLUMN && of->kind != EXPR_ROWS) return false;
    *ret = (Entity){.table = of->column.table, .column = -1, .is_set = of->column.table >= 0};
    if (of->kind == EXPR_ROWS) return ret->is_set;
    ret->column = of->column.column;
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        if (j->from_table != of->column.table || j->from_column != of->column.column) continue;
        *ret = (Entity){.table = j->to_table, .column = -1, .is_set = true};
    }
    return ret->is_set;
}

// "their names": what says who they are, and no column of its own.
static bool only_named(const Draft *d) {
    if (d->dimension_count != 1 || d->dimensions[0].at >= d->p->count) return false;
    const Link *link = d->p->items[d->dimensions[0].at].link;
    if (link->first == 0 || link->end != link->first + 1) return false;
    return str_eq(d->t->items[link->first].stem, S("name")) &&
           str_eq(d->t->items[link->first - 1].text, S("their"));
}

static int rows_counted(const Draft *d, const Plan *p) {
    Entity e = {.table = -1};
    return p->measure_count == 1 && counted_by(d, p->measures[0].expr, &e) ? e.table : -1;
}

bool followup_listed(Draft *d, const Plan *p, Plan **ret_plan) {
    Entity e = {0};
    bool named = only_named(d);
    bool more = d->measure_count > 0 || (d->dimension_count > 0 && !named) || d->filter_count > 0 ||
                d->time_count > 0 || d->has_top || d->how_much || d->has_sell_verb;
    bool one = p->measure_count == 1 && p->dimension_count == 0 && !p->from;
    // "who is their support rep": somebody else.
    bool other = d->focus.is_set && d->focus.column < 0 && d->focus.table != rows_counted(d, p);
    if (more || other || (!d->focus_listed && !named) || !one ||
        !counted_by(d, p->measures[0].expr, &e))
        return false;
    Plan *rows = plan_new(d->a);
    e.at = d->p->count;
    if (e.column >= 0) {
        plan_add_dimension(d->a, rows, expr_column(d->a, e.table, e.column));
    } else {
        shape_entity(d, rows, e, false);
    }
    for (size_t i = 0; i < p->filter_count; i++) plan_add_filter(d->a, rows, p->filters[i]);
    rows->time = p->time;
    rows->distinct = true;
    *ret_plan = rows;
    return rows->dimension_count > 0;
}
