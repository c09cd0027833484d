#include "plan/plan_edit.h"

#include <assert.h>
#include <string.h>

static void *removed(void *items, size_t *count, size_t index, size_t item_bytes) {
    assert(index < *count);
    char *at = (char *)items + index * item_bytes;
    memmove(at, at + item_bytes, (*count - index - 1) * item_bytes);
    --*count;
    return items;
}

void plan_edit_remove_order(Plan *p, size_t index) {
    removed(p->orders, &p->order_count, index, sizeof *p->orders);
}

static bool is_of_measure(const PlanOrder *o) {
    return o->by == ORDER_MEASURE || o->by == ORDER_CHANGE || o->by == ORDER_CHANGE_RATE;
}

static void orders_forget(Plan *p, bool measures, int index) {
    for (size_t i = p->order_count; i-- > 0;) {
        PlanOrder *o = &p->orders[i];
        if (measures ? !is_of_measure(o) : o->by != ORDER_DIMENSION) continue;
        if (o->index == index)
            plan_edit_remove_order(p, i);
        else if (o->index > index)
            o->index--;
    }
}

void plan_edit_remove_measure(Plan *p, size_t index) {
    removed(p->measures, &p->measure_count, index, sizeof *p->measures);
    orders_forget(p, true, (int)index);
}

void plan_edit_remove_dimension(Plan *p, size_t index) {
    removed(p->dimensions, &p->dimension_count, index, sizeof *p->dimensions);
    orders_forget(p, false, (int)index);
    if (p->limit_per == (int)index)
        p->limit_per = -1;
    else if (p->limit_per > (int)index)
        p->limit_per--;
}

void plan_edit_remove_filter(Plan *p, size_t index) {
    removed(p->filters, &p->filter_count, index, sizeof *p->filters);
}

void plan_edit_remove_having(Plan *p, size_t index) {
    removed(p->having, &p->having_count, index, sizeof *p->having);
}

void plan_edit_remove_time(Plan *p) {
    p->time = (PlanTime){0};
    p->compare = COMPARE_NONE;
}
