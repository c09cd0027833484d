#include "plan/plan.h"

#include <assert.h>
#include <string.h>

Plan *plan_new(Arena *a) {
    Plan *p = arena_new(a, Plan, 1);
    p->limit_per = -1;
    return p;
}

// The array one longer, its new last item zeroed. Plans are small: copying beats keeping a
// capacity beside each of their arrays.
static void *grown(Arena *a, const void *items, size_t count, size_t item_bytes) {
    void *fresh = arena_alloc_array(a, count + 1, item_bytes);
    if (count > 0) memcpy(fresh, items, count * item_bytes);
    return fresh;
}

PlanMeasure *plan_add_measure(Arena *a, Plan *p, Expr *expr) {
    p->measures = grown(a, p->measures, p->measure_count, sizeof *p->measures);
    PlanMeasure *added = &p->measures[p->measure_count++];
    added->expr = expr;
    return added;
}

PlanDimension *plan_add_dimension(Arena *a, Plan *p, Expr *expr) {
    p->dimensions = grown(a, p->dimensions, p->dimension_count, sizeof *p->dimensions);
    PlanDimension *added = &p->dimensions[p->dimension_count++];
    added->expr = expr;
    return added;
}

size_t plan_asked_count(const Plan *p) {
    size_t count = 0;
    for (size_t i = 0; i < p->dimension_count; i++) {
        count += !p->dimensions[i].hidden && !p->dimensions[i].support;
    }
    for (size_t i = 0; i < p->measure_count; i++) count += !p->measures[i].support;
    return count;
}

void plan_add_filter(Arena *a, Plan *p, Expr *expr) {
    p->filters = grown(a, p->filters, p->filter_count, sizeof *p->filters);
    p->filters[p->filter_count++] = expr;
}

void plan_add_having(Arena *a, Plan *p, Expr *expr) {
    p->having = grown(a, p->having, p->having_count, sizeof *p->having);
    p->having[p->having_count++] = expr;
}

void plan_add_order(Arena *a, Plan *p, PlanOrder order) {
    p->orders = grown(a, p->orders, p->order_count, sizeof *p->orders);
    p->orders[p->order_count++] = order;
}

// expr_copy shares nested plans; here each gets its own.
static void own_nested(Arena *a, Expr *e) {
    if (e->kind == EXPR_PLAN && e->plan) e->plan = plan_copy(a, e->plan);
    for (size_t i = 0; i < e->arg_count; i++) own_nested(a, e->args[i]);
}

static Expr *expr_deep(Arena *a, const Expr *e) {
    Expr *copy = expr_copy(a, e);
    if (copy) own_nested(a, copy);
    return copy;
}

static Expr **exprs_deep(Arena *a, Expr *const *exprs, size_t count) {
    Expr **copies = arena_new(a, Expr *, count);
    for (size_t i = 0; i < count; i++) copies[i] = expr_deep(a, exprs[i]);
    return copies;
}

static void copy_columns(Arena *a, Plan *copy, const Plan *p) {
    copy->measures = arena_new(a, PlanMeasure, p->measure_count);
    for (size_t i = 0; i < p->measure_count; i++) {
        copy->measures[i] = p->measures[i];
        copy->measures[i].expr = expr_deep(a, p->measures[i].expr);
        copy->measures[i].label = str_dup(a, p->measures[i].label);
    }
    copy->dimensions = arena_new(a, PlanDimension, p->dimension_count);
    for (size_t i = 0; i < p->dimension_count; i++) {
        copy->dimensions[i] = p->dimensions[i];
        copy->dimensions[i].expr = expr_deep(a, p->dimensions[i].expr);
        copy->dimensions[i].label = str_dup(a, p->dimensions[i].label);
    }
}

Plan *plan_copy(Arena *a, const Plan *p) {
    assert(p);
    Plan *copy = arena_new(a, Plan, 1);
    *copy = *p;
    copy_columns(a, copy, p);
    copy->filters = exprs_deep(a, p->filters, p->filter_count);
    copy->having = exprs_deep(a, p->having, p->having_count);
    copy->orders = arena_new(a, PlanOrder, p->order_count);
    for (size_t i = 0; i < p->order_count; i++) {
        copy->orders[i] = p->orders[i];
        copy->orders[i].expr = expr_deep(a, p->orders[i].expr);
    }
    copy->time.words = str_dup(a, p->time.words);
    copy->tables = arena_new(a, PlanTable, p->table_count);
    if (p->table_count > 0) memcpy(copy->tables, p->tables, p->table_count * sizeof *p->tables);
    copy->other = p->other ? plan_copy(a, p->other) : NULL;
    copy->from = p->from ? plan_copy(a, p->from) : NULL;
    return copy;
}
