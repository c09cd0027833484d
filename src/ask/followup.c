#include "ask/followup.h"

#include "ask/shape.h"
#include "ask/task.h"

Turn followup_turn(const Draft *d) {
    bool asks = d->measure_count > 0 || d->focus.is_set || d->has_sell_verb || d->how_much;
    if (d->instead || d->also) return TURN_CHANGE;
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

static bool measures_change(Draft *d, Plan *p) {
    bool any = d->measure_count > 0 || d->has_top_measure;
    if (!any) return false;
    if (!d->also || d->instead) measures_clear(p);
    if (d->has_top_measure) plan_add_measure(d->a, p, shape_measure(d, &d->top_measure));
    for (size_t i = 0; i < d->measure_count; i++) {
        plan_add_measure(d->a, p, shape_measure(d, &d->measures[i]));
    }
    return true;
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

static bool time_change(Draft *d, Plan *p) {
    if (d->time_count == 0) return false;
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

static bool top_change(Draft *d, Plan *p) {
    if (!d->has_top && d->top_limit == 0) return false;
    p->order_count = 0;
    if (p->measure_count > 0) {
        plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = d->top_descending});
    }
    if (d->top_limit > 0) p->limit = d->top_limit;
    return true;
}

// "growth" of one period is against the one before it. When that was just asked for ("and the
// previous year?"), the two periods spoken of are compared.
static void growth_compare(Draft *d, Plan *p) {
    p->compare = COMPARE_PREVIOUS;
    CLEANUP(stemmer_freep) Stemmer *stemmer = stemmer_new();
    Tokens words = tokens_read(p->time.words, stemmer, d->a);
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
    } else if (grows && !has_bucket(p)) {
        if (!p->time.is_set) return false;
        growth_compare(d, p);
    } else {
        shape_derive(d, p);
    }
    return true;
}

bool followup_plan(Draft *d, const Plan *before, Plan **ret_plan) {
    Plan *p = plan_copy(d->a, before);
    p->table_count = 0;  // joined anew
    bool changed = measures_change(d, p);
    changed = dimensions_change(d, p) || changed;
    changed = filters_change(d, p) || changed;
    changed = time_change(d, p) || changed;
    changed = derive_change(d, p) || changed;
    changed = top_change(d, p) || changed;
    changed = task_follow(d, p) || changed;
    if (!changed) return false;
    *ret_plan = p;
    return true;
}
