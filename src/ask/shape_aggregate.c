// Aggregates: the measures by their groups.

#include "ask/shape.h"

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

static bool points_at(const Draft *d, const Entity *e, int table) {
    if (e->table == table) return true;
    for (size_t i = 0; i < d->m->join_count; i++) {
        const ModelJoin *j = &d->m->joins[i];
        if (j->from_table == e->table && j->from_column == e->column && j->to_table == table)
            return true;
    }
    return false;
}

// "aircraft names and the number of flights for each aircraft": what to show of each is said, so
// "each" only groups.
static bool each_is_shown(const Draft *d, const DraftDimension *each) {
    if (!each->by_cue || each->entity.column >= 0 || d->per_entity_top) return false;
    for (size_t i = 0; i < d->dimension_count; i++) {
        const DraftDimension *dim = &d->dimensions[i];
        bool named = !dim->is_grain && !dim->by_cue && dim->entity.column >= 0;
        if (named && points_at(d, &dim->entity, each->entity.table)) return true;
    }
    return false;
}

static void each_add(Draft *d, Plan *p, const DraftDimension *each) {
    const ModelTable *t = &d->m->tables[each->entity.table];
    if (!each_is_shown(d, each)) {
        shape_entity(d, p, each->entity, true);
        return;
    }
    bool named_here = false;
    for (size_t i = 0; i < d->dimension_count; i++) {
        const DraftDimension *dim = &d->dimensions[i];
        named_here = named_here ||
                     (!dim->is_grain && !dim->by_cue && dim->entity.table == each->entity.table);
    }
    if (!named_here || t->key_count != 1) return;
    Expr *key = expr_column(d->a, each->entity.table, t->key[0]);
    for (size_t i = 0; i < d->dimension_count; i++) {
        const Entity *e = &d->dimensions[i].entity;
        if (!d->dimensions[i].is_grain && e->table == each->entity.table && e->column == t->key[0])
            return;
    }
    plan_add_dimension(d->a, p, key)->hidden = true;
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
            // "mondays vs fridays, which day": of these two.
            if (dim->is_grain && dim->grain == DATE_DAY && d->or_weekday > 0) continue;
            if (dim->is_grain) {
                plan_add_dimension(d->a, p, shape_grain(d, time, dim->grain));
            } else {
                each_add(d, p, dim);
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

// "playlists with their number of tracks": of each of them.
static bool is_theirs(const Draft *d) {
    const DraftMeasure *measure = d->measure_count == 1 ? &d->measures[0] : NULL;
    if (!measure || d->m->default_metric < 0 || measure->at <= d->focus.at ||
        measure->at >= d->p->count)
        return false;
    size_t first = d->p->items[measure->at].link->first;
    Str word = first > 0 ? d->t->items[first - 1].text : (Str){0};
    return str_eq(word, S("their")) || str_eq(word, S("its"));
}

// Whether the thing asked about makes the groups: "which product sold most", "rank the employees".
static bool focus_groups(const Draft *d, bool focus_counted) {
    if (!d->focus.is_set || focus_counted) return false;
    bool grouped = false;
    for (size_t i = 0; i < d->dimension_count; i++) grouped = grouped || !d->dimensions[i].is_grain;
    if (d->per_entity_top || (d->rank && d->within)) return true;
    // "which customers spent the most, with their country": theirs stands beside.
    if (grouped && d->has_top && d->focus.column < 0 && shape_is_beside(d)) return true;
    if (grouped && !d->having_count) return false;
    if (is_theirs(d)) return true;
    // "list the highest price of products": of all of them.
    bool of_all = d->measure_count > 0 && d->measures[0].at < d->focus.at;
    return d->has_top || (d->focus_listed && !of_all) || d->having_count > 0 || d->rank ||
           d->share || d->has_order;
}

static void having_add(Draft *d, Plan *p) {
    for (size_t i = 0; i < d->having_count; i++)
        plan_add_having(d->a, p, shape_having(d, p, &d->having[i]));
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
    if (d->by_weekday || d->by_hour) return;
    // "who spent the most" is a customer.
    bool who = d->t->count > 0 && str_eq(d->t->items[0].text, S("who")) && !d->sell_counts;
    const NameEntry *e = name_index_find(&d->index->names, who ? S("custom") : S("product"));
    while (e && ((e->kind != NAME_TABLE && !(who && e->kind == NAME_COLUMN)) || e->score < 0.84))
        e = e->next;
    if (e && e->kind == NAME_COLUMN) {
        Entity column = {.table = e->table, .column = e->column, .is_set = true, .at = d->top_at};
        draft_add_dimension(d, (DraftDimension){.entity = column, .at = d->top_at});
        return;
    }
    // "slow moving items": how many is said by the word behind.
    size_t at = d->top_at + 1 < d->p->count ? d->top_at + 1 : d->top_at;
    if (e) d->focus = (Entity){.table = e->table, .column = -1, .is_set = true, .at = at};
}

static bool says_nothing(const Draft *d) {
    bool names = d->measure_count > 0 || d->dimension_count > 0 || d->focus.is_set ||
                 d->filter_count > 0 || d->time_count > 0 || d->chosen.thing.is_set;
    bool best_day = d->has_top && (d->by_weekday || d->by_hour);
    return !names && !d->has_sell_verb && !d->has_top_measure && !d->trend && !best_day;
}

// "which category grew most this year": against the period before, not month by month.
static bool grew_most(const Draft *d, const Plan *p) {
    bool closed = d->time_count == 1 && d->times[0].has_first && d->times[0].has_end;
    return (d->change || d->change_rate) && !d->has_grain && !has_grain_dimension(d) && closed &&
           d->has_top && p->dimension_count > 0;
}

static bool has_having(const Draft *d, size_t measure) {
    for (size_t i = 0; i < d->having_count; i++) {
        if (d->having[i].measure == measure) return true;
    }
    return false;
}

// "how many customers placed more than 15 orders": the customers for which it holds are counted.
static bool counted_having(Draft *d, Plan *p) {
    size_t at = 0;
    if (d->having_count == 0 || d->dimension_count > 0 || d->has_top) return false;
    while (at < d->measure_count && (has_having(d, at) || !d->measures[at].counted.is_set)) at++;
    if (at == d->measure_count) return false;
    const Entity e = d->measures[at].counted;
    for (size_t i = 0; i < d->measure_count; i++) {
        if (i != at && !has_having(d, i)) return false;
    }
    int key = e.column >= 0 ? e.column : draft_key_column(&d->m->tables[e.table]);
    if (key < 0) return false;
    Plan *inner = plan_new(d->a);
    Expr *thing = expr_column(d->a, e.table, key);
    plan_add_dimension(d->a, inner, thing);
    shape_filters(d, inner);
    if (!shape_time(d, inner) || !shape_days(d, inner)) return false;
    for (size_t i = 0; i < d->having_count; i++)
        plan_add_having(d->a, inner, shape_having(d, inner, &d->having[i]));
    plan_add_filter(d->a, p, expr_call2(d->a, OP_IN, thing, expr_plan(d->a, inner)));
    plan_add_measure(d->a, p,
                     e.column >= 0 ? expr_call1(d->a, OP_COUNT_DISTINCT, thing)
                                   : expr_call1(d->a, OP_COUNT, expr_rows(d->a, e.table)));
    return true;
}

bool shape_aggregate(Draft *d, Plan **ret) {
    Plan *p = *ret;
    bool focus_counted = false;
    if (d->has_last) return shape_last(d, p);
    if (d->gap.is_set) return shape_gaps(d, ret);
    if (d->peers.is_set) return shape_peers(d, ret);
    if (d->first_seen) return shape_first_seen(d, ret);
    if (d->until > 0) return shape_until(d, ret);
    if (says_nothing(d)) return false;
    if (counted_having(d, p)) return true;
    DraftMeasure level = {0};
    if (d->measure_count == 0 && !d->has_top_measure && shape_level(d, &level)) {
        draft_add_measure(d, level);
    }
    shape_top_by(d);
    shape_measures(d, p, &focus_counted);
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
    shape_filters(d, p);
    if (!shape_time(d, p)) return false;
    if (d->weekend_both ? !shape_weekend_beside(d, p) : !shape_days(d, p)) return false;
    if (!shape_chosen(d, p)) return false;
    nameless_leave(d, p);
    if ((d->has_top || d->rank) && p->dimension_count == 0) draft_doubt(d, 2);  // most of what?
    if (shape_share_of(d, p)) return true;
    having_add(d, p);
    if (p->having_count > 0 && p->dimension_count == 0) draft_doubt(d, 2);  // of which groups?
    // All of it is always a hundred percent of it: something was not understood.
    if (d->share && p->dimension_count == 0) draft_doubt(d, 2);
    shape_derive(d, p);
    p->compare = d->compare;
    shape_order(d, p);
    if (grew && p->order_count > 0) {
        p->orders[0].by = ORDER_CHANGE_RATE;
        p->orders[0].descending = p->orders[0].descending != d->falls;
    }
    if (!d->average_of_sums) shape_support(d, p);
    shape_place_ranks(d, p);
    if (d->has_placed) return shape_place_of(d, p, ret);
    return !d->average_of_sums || shape_averages(d, p, ret);
}
