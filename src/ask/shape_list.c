// Lists: the rows of a thing, with the columns that were asked for.

#include "ask/shape.h"

typedef struct Shown {
    size_t at;
    Entity entity;  // column -1: a thing
    bool is_number;
} Shown;

static size_t shown_collect(const Draft *d, Shown *out, size_t max) {
    size_t count = 0;
    for (size_t i = 0; i < d->dimension_count && count < max; i++) {
        if (shape_each_row(d, &d->dimensions[i])) continue;
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

static void key_add(Draft *d, Plan *p, const DraftOrder *o) {
    PlanOrder order = {.by = ORDER_EXPR, .expr = o->expr, .descending = o->descending};
    if (!order.expr) order.expr = shape_name(d, o->thing);
    if (!order.expr) return;
    for (size_t i = 0; i < p->dimension_count && order.by == ORDER_EXPR; i++) {
        if (!expr_equal(p->dimensions[i].expr, order.expr)) continue;
        order = (PlanOrder){.by = ORDER_DIMENSION, .index = (int)i, .descending = o->descending};
    }
    plan_add_order(d->a, p, order);
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
    } else if (d->order_count > 0) {
        for (size_t i = 0; i < d->order_count; i++) key_add(d, p, &d->orders[i]);
    } else if (d->has_order && p->dimension_count > 0) {
        plan_add_order(d->a, p,
                       (PlanOrder){.by = ORDER_DIMENSION, .descending = d->order_descending});
    }
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
    for (size_t c = 0; c < t->column_count && p->dimension_count < PLAN_DIMENSIONS_MAX; c++) {
        if (!t->columns[c].hidden)
            plan_add_dimension(d->a, p, expr_column(d->a, d->focus.table, (int)c));
    }
}

static bool word_is(const Draft *d, size_t token, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (str_eq(d->t->items[token].text, str_from(words[i]))) return true;
    }
    return false;
}

// "along with their phone numbers": both are wanted.
static bool has_their(const Draft *d) {
    static const char *const JOINTS[] = {"and", "with"};
    for (size_t i = 1; i < d->t->count; i++) {
        bool joins = word_is(d, i - 1, JOINTS, COUNT_OF(JOINTS));
        if (joins && str_eq(d->t->items[i].text, S("their"))) return true;
    }
    return false;
}

// "tracks of the genre Jazz together with the composer", "suppliers, including the city": what
// stands behind the thing, joined to it by such a word, is shown beside its name. "With a fax" is
// a condition.
static bool is_beside(const Draft *d, const Shown *shown, size_t count) {
    static const char *const JOINTS[] = {"and",  "with",     "including", "include",
                                         "plus", "together", "along"};
    static const char *const SMALL[] = {"the", "their", "its", "his", "her"};
    static const char *const HAS[] = {"a", "an", "any", "no"};
    if (d->m->default_metric < 0 || d->focus.at >= d->p->count) return false;
    size_t thing = d->p->items[d->focus.at].link->first;
    for (size_t i = 0; i < count; i++) {
        size_t at = d->p->items[shown[i].at].link->first;
        if (at <= thing) return false;
        if (i > 0) continue;
        while (at > thing + 1 && word_is(d, at - 1, SMALL, COUNT_OF(SMALL))) at--;
        if (word_is(d, at - 1, HAS, COUNT_OF(HAS))) return false;
        if (!word_is(d, at - 1, JOINTS, COUNT_OF(JOINTS))) return false;
    }
    return count > 0;
}

bool shape_is_beside(const Draft *d) {
    Shown shown[DRAFT_DIMENSIONS_MAX + DRAFT_MEASURES_MAX];
    return is_beside(d, shown, shown_collect(d, shown, COUNT_OF(shown)));
}

// A category, or in one wide file the name of a thing that many rows are of.
static bool repeats_in_rows(const Draft *d, const Entity *e) {
    if (e->column < 0) return false;
    const ModelTable *t = &d->m->tables[e->table];
    const ModelColumn *c = &t->columns[e->column];
    bool wide = d->m->default_metric >= 0 && t->kind == TABLE_FACT && c->role != ROLE_KEY &&
                c->type == TYPE_TEXT;
    return c->role == ROLE_CATEGORY || (wide && c->profile.distinct * 2 < c->profile.rows);
}

bool shape_list(Draft *d, Plan *p) {
    Shown shown[DRAFT_DIMENSIONS_MAX + DRAFT_MEASURES_MAX];
    size_t count = shown_collect(d, shown, COUNT_OF(shown));
    bool names_only = count == 0;
    bool beside = has_their(d) || is_beside(d, shown, count);
    if (count > 0 && d->focus.is_set && d->focus.column < 0 && beside)
        shape_entity(d, p, d->focus, false);
    for (size_t i = 0; i < count; i++) shape_entity(d, p, shown[i].entity, false);
    // "prices of products": numbers alone say little; their owner's name stands beside them.
    bool only_numbers = count > 0;
    for (size_t i = 0; i < count; i++) only_numbers = only_numbers && shown[i].is_number;
    if (names_only && !d->focus.is_set && d->dimension_count > 0) {
        d->focus = d->dimensions[0].entity;  // "all details for each of the shops"
    }
    if (names_only || (only_numbers && d->focus_listed)) {
        if (!d->focus.is_set) return false;
        bool all = d->all_columns && d->focus.column < 0;
        if (all) all_columns_add(d, p);
        if (!all) shape_entity(d, p, d->focus, false);
    }
    if (p->dimension_count == 0) return false;
    shape_filters(d, p);
    if (!shape_time(d, p) || !shape_days(d, p)) return false;
    bool repeats = count == 1 && repeats_in_rows(d, &shown[0].entity);
    bool wide = d->focus.is_set && d->focus.column >= 0;
    p->distinct = distinct_said(d) || wide || d->of_values || (repeats && !d->has_top);
    list_order(d, p);
    bool by_unseen = p->order_count > 0 && p->orders[0].by == ORDER_EXPR;
    if (by_unseen && !distinct_said(d)) p->distinct = false;
    shape_support_order(d, p);
    return true;
}
