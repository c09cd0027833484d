// Which column a period or a grain means, and the period as a condition.

#include "ask/grammar.h"
#include "ask/shape.h"
#include "plan/plan_base.h"

enum { EVERY_YEAR_MAX = 40 };

static bool time_near(Draft *d, int table, ColumnRef *ret) {
    const int *reach = plan_reach(d->m, table, d->a);
    int best = -1;
    for (size_t t = 0; t < d->m->table_count; t++) {
        if (d->m->tables[t].time_column < 0 || reach[t] < 0) continue;
        // When a customer's shop was opened says nothing of the customer.
        if (reach[t] > 0 && d->m->tables[t].kind != TABLE_FACT) continue;
        if (best >= 0 && reach[t] >= best) continue;
        best = reach[t];
        *ret = (ColumnRef){.table = (int)t, .column = d->m->tables[t].time_column};
    }
    return best >= 0;
}

static bool time_around(Draft *d, int table, ColumnRef *ret) {
    int best = ASK_DISTANCE_NONE;
    for (size_t t = 0; t < d->m->table_count; t++) {
        if (d->m->tables[t].time_column < 0) continue;
        int distance = ask_index_distance(d->index, table, (int)t) * 2 -
                       (d->m->tables[t].kind == TABLE_FACT ? 1 : 0);
        if (distance >= best) continue;
        best = distance;
        *ret = (ColumnRef){.table = (int)t, .column = d->m->tables[t].time_column};
    }
    return best < ASK_DISTANCE_NONE;
}

static size_t tables_in_order(Draft *d, int *tables, size_t max) {
    size_t count = 0;
    bool sold = d->has_sell_verb && d->m->default_metric >= 0;
    if (sold) tables[count++] = d->m->metrics[d->m->default_metric].table;
    for (size_t i = 0; i < d->measure_count && count < max; i++) {
        const DraftMeasure *measure = &d->measures[i];
        tables[count++] = measure->counted.is_set ? measure->counted.table : measure->column.table;
    }
    if (d->has_top_measure && count < max) tables[count++] = d->top_measure.column.table;
    bool of_metric = !d->focus_listed || (d->has_top && !d->top_by && !d->top_counts);
    bool uses_default = count == 0 && d->m->default_metric >= 0 && of_metric;
    if (uses_default) tables[count++] = d->m->metrics[d->m->default_metric].table;
    if (d->focus.is_set && count < max) tables[count++] = d->focus.table;
    for (size_t i = 0; i < d->dimension_count && count < max; i++) {
        if (!d->dimensions[i].is_grain) tables[count++] = d->dimensions[i].entity.table;
    }
    for (size_t i = 0; i < d->filter_count && count < max; i++) {
        tables[count++] = d->filters[i].column.table;
    }
    return count;
}

bool shape_time_column(Draft *d, ColumnRef *ret) {
    if (d->time_column.table >= 0) {
        *ret = d->time_column;
        return true;
    }
    int tables[24];
    size_t count = tables_in_order(d, tables, COUNT_OF(tables));
    for (size_t i = 0; i < count; i++) {
        if (time_near(d, tables[i], ret)) return true;
    }
    for (size_t i = 0; i < count; i++) {
        if (time_around(d, tables[i], ret)) return true;
    }
    for (size_t t = 0; t < d->m->table_count && count == 0; t++) {
        if (d->m->tables[t].time_column < 0) continue;
        *ret = (ColumnRef){.table = (int)t, .column = d->m->tables[t].time_column};
        return true;
    }
    return false;
}

static Str time_words(Draft *d) {
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = d->p->items[i].link;
        if (link->kind != LINK_TIME) continue;
        Str first = d->t->items[link->first].raw, last = d->t->items[link->end - 1].raw;
        return str_of(first.ptr, (size_t)(last.ptr + last.len - first.ptr));
    }
    return (Str){0};
}

static Expr *range_expr(Draft *d, ColumnRef c, const TimePhrase *t) {
    Expr *column = draft_column_expr(d, c), *bounds[2] = {0};
    size_t count = 0;
    if (t->has_first)
        bounds[count++] = expr_call2(d->a, OP_GE, column, expr_date(d->a, t->range.first));
    if (t->has_end)
        bounds[count++] = expr_call2(d->a, OP_LT, column, expr_date(d->a, t->range.end));
    return count == 1 ? bounds[0] : expr_call(d->a, OP_AND, bounds, count);
}

// "before 1990 or after 2005", not "after 1990 and before 2005".
static bool is_either(const Draft *d) {
    bool time = false, either = false;
    for (size_t i = 0; i < d->p->count; i++) {
        const Link *link = d->p->items[i].link;
        if (link->kind == LINK_TIME && time && either) return true;
        time = time || link->kind == LINK_TIME;
        either = time && link->kind == LINK_CUE && (either || link->cue->kind == CUE_OR);
    }
    return false;
}

// Two periods set against each other: rows of both, one group each.
static void times_both(Draft *d, Plan *p, ColumnRef c) {
    const TimePhrase *x = &d->times[0], *y = &d->times[1];
    bool closed = x->has_first && x->has_end && y->has_first && y->has_end;
    bool apart = !shape_periods_are_buckets(d) && (grammar_is_against(d) || x->unit != y->unit);
    bool beside = closed && apart && shape_periods_beside(d, p, c);
    if (!beside && x->unit == y->unit && closed) {
        plan_add_dimension(d->a, p, shape_grain(d, c, x->unit));
    }
    Expr *both[] = {range_expr(d, c, x), range_expr(d, c, y)};
    plan_add_filter(d->a, p, expr_call(d->a, OP_OR, both, 2));
}

// A table whose only time is a column of years in numbers.
static bool year_column(Draft *d, ColumnRef *ret) {
    int tables[24];
    size_t count = tables_in_order(d, tables, COUNT_OF(tables));
    for (size_t i = 0; i < count; i++) {
        const ModelTable *t = &d->m->tables[tables[i]];
        for (size_t c = 0; c < t->column_count && t->time_column < 0; c++) {
            Item item = {.link = &(Link){.kind = LINK_COLUMN},
                         .target = &(LinkTarget){.table = tables[i], .column = (int)c}};
            if (!draft_is_year(d, &item)) continue;
            *ret = (ColumnRef){.table = tables[i], .column = (int)c};
            return true;
        }
    }
    return false;
}

static bool years_filter(Draft *d, Plan *p) {
    ColumnRef c = {.table = -1};
    const TimePhrase *t = &d->times[0];
    if (d->time_count != 1 || t->unit != DATE_YEAR || !year_column(d, &c)) return false;
    int first = date_parts(t->range.first).year, end = date_parts(t->range.end).year;
    Expr *column = draft_column_expr(d, c);
    if (t->has_first && t->has_end && end == first + 1) {
        plan_add_filter(d->a, p, expr_call2(d->a, OP_EQ, column, expr_int(d->a, first)));
        return true;
    }
    if (t->has_first)
        plan_add_filter(d->a, p, expr_call2(d->a, OP_GE, column, expr_int(d->a, first)));
    if (t->has_end) plan_add_filter(d->a, p, expr_call2(d->a, OP_LT, column, expr_int(d->a, end)));
    return true;
}

static bool whole_said(const Draft *d) {
    for (size_t i = 0; i < d->t->count; i++) {
        Str word = d->t->items[i].text;
        if (str_eq(word, S("whole")) || str_eq(word, S("full")) || str_eq(word, S("entire")))
            return true;
    }
    return false;
}

void shape_so_far(const Draft *d, TimePhrase *t) {
    bool unfinished = t->has_first && t->has_end && t->range.first < d->today &&
                      t->range.end > d->today + 1 && t->unit > DATE_DAY;
    if (d->compare != COMPARE_NONE && unfinished && !d->whole_periods && !whole_said(d))
        t->range.end = d->today + 1;
}

static Date value_date(const Value *v) {
    if (v->type == TYPE_DATE) return (Date)v->i;
    return (Date)((v->i - (v->i < 0 ? MOMENT_DAY - 1 : 0)) / MOMENT_DAY);
}

// A period of which the data has no day: nothing would be shown as if it were an answer.
static void outside_doubt(Draft *d, ColumnRef c, const TimePhrase *t) {
    const Profile *profile = &d->m->tables[c.table].columns[c.column].profile;
    const Value *min = &profile->min, *max = &profile->max;
    bool dated = max->type == TYPE_DATE || max->type == TYPE_TIMESTAMP;
    if (min->is_null || max->is_null || profile->rows == 0 || !dated) return;
    bool early = t->has_end && t->range.end <= value_date(min);
    bool late = t->has_first && t->range.first > value_date(max);
    bool far = early || (late && t->range.first > value_date(max) + 366);
    if (far && d->missing.len == 0 && d->intent == 0) d->missing = time_words(d);
}

// "in october, november and december 2017": one after the other they are one period.
static void times_join(Draft *d) {
    TimePhrase *last = &d->times[d->time_count > 0 ? d->time_count - 1 : 0];
    bool can = d->time_count > 1 && last->unit < DATE_YEAR && d->compare == COMPARE_NONE &&
               !d->change && !d->change_rate && !grammar_is_against(d);
    for (size_t i = 0; i < d->time_count && can; i++) {
        TimePhrase *t = &d->times[i];
        can = t->unit == last->unit && t->has_first && t->has_end;
        if (!t->yearless || last->yearless) continue;
        int years = date_parts(last->range.first).year - date_parts(t->range.first).year;
        t->range.first = date_add(t->range.first, years, DATE_YEAR);
        t->range.end = date_add(t->range.end, years, DATE_YEAR);
    }
    for (size_t i = 1; i < d->time_count && can; i++)
        can = d->times[i].range.first == d->times[i - 1].range.end;
    if (!can) return;
    d->times[0].range.end = last->range.end;
    d->time_count = 1;
}

// "q4 sales 2016 vs 2017": the part is meant of both years.
static void part_give(Draft *d) {
    TimePhrase *part = NULL, *years[2] = {0};
    size_t count = 0;
    for (size_t i = 0; i < d->time_count && d->time_count == 3; i++) {
        TimePhrase *t = &d->times[i];
        if (!t->has_first || !t->has_end) return;
        if (t->unit < DATE_YEAR && t->yearless) {
            part = t;
        } else if (t->unit == DATE_YEAR && count < 2) {
            years[count++] = t;
        }
    }
    if (!part || count != 2) return;
    TimePhrase sides[2] = {*part, *part};
    for (size_t i = 0; i < 2; i++) {
        int shift = date_parts(years[i]->range.first).year - date_parts(part->range.first).year;
        sides[i].range.first = date_add(part->range.first, shift, DATE_YEAR);
        sides[i].range.end = date_add(part->range.end, shift, DATE_YEAR);
        sides[i].yearless = false;
    }
    d->times[0] = sides[0];
    d->times[1] = sides[1];
    d->time_count = 2;
}

// "compare 1997 and 1998 q1": the part is meant of both years.
static void part_share(Draft *d) {
    TimePhrase *x = &d->times[0], *y = &d->times[1];
    if (d->time_count != 2 || !grammar_is_against(d)) return;
    if (!x->has_first || !x->has_end || !y->has_first || !y->has_end) return;
    TimePhrase *whole = x->unit == DATE_YEAR ? x : y, *part = whole == x ? y : x;
    int years = date_parts(whole->range.first).year - date_parts(part->range.first).year;
    if (whole->unit != DATE_YEAR || part->unit >= DATE_YEAR || years == 0 || part->yearless) return;
    whole->range.first = date_add(part->range.first, years, DATE_YEAR);
    whole->range.end = date_add(part->range.end, years, DATE_YEAR);
    whole->unit = part->unit;
}

bool shape_time(Draft *d, Plan *p) {
    ColumnRef c = {.table = -1};
    times_join(d);
    part_give(d);
    part_share(d);
    if (d->time_count == 0 || years_filter(d, p)) return true;
    if (!shape_time_column(d, &c)) return false;
    TimePhrase t = d->times[0];
    bool two_edges = d->time_count == 2 && !is_either(d) && !(t.has_first && t.has_end) &&
                     !(d->times[1].has_first && d->times[1].has_end);
    if (two_edges) {
        const TimePhrase *other = &d->times[1];
        if (other->has_first) t.range.first = other->range.first;
        if (other->has_end) t.range.end = other->range.end;
        t.has_first = t.has_first || other->has_first;
        t.has_end = t.has_end || other->has_end;
    } else if (d->time_count == 2) {
        const TimePhrase *other = &d->times[1];
        if (shape_periods_share(d, p, c)) return true;
        // "in march last year": the one inside the other.
        bool inside = t.unit < other->unit && !d->compare;
        if (!inside) {
            times_both(d, p, c);
            return true;
        }
        DateParts parts = date_parts(t.range.first);
        int years = date_parts(other->range.first).year - parts.year;
        t.range.first = date_add(t.range.first, years, DATE_YEAR);
        t.range.end = date_add(t.range.end, years, DATE_YEAR);
    }
    shape_so_far(d, &t);
    outside_doubt(d, c, &t);
    p->time = (PlanTime){.is_set = true,
                         .column = c,
                         .has_first = t.has_first,
                         .has_end = t.has_end,
                         .range = t.range,
                         .words = time_words(d)};
    return true;
}

Expr *shape_grain(Draft *d, ColumnRef time, DateUnit grain) {
    // "which month usually sells most": the month of the year.
    bool part = d->usually && (grain == DATE_MONTH || grain == DATE_QUARTER);
    if (part)
        return expr_part(d->a, draft_column_expr(d, time),
                         grain == DATE_MONTH ? PART_MONTH : PART_QUARTER);
    return expr_bucket(d->a, draft_column_expr(d, time), grain);
}

bool shape_weekend(Draft *d, Expr **ret) {
    ColumnRef c = {0};
    if (!shape_time_column(d, &c)) return false;
    Expr *weekday = expr_part(d->a, draft_column_expr(d, c), PART_WEEKDAY);
    // Monday is 1 (ISO 8601), as the dialects write it.
    *ret = expr_call2(d->a, d->weekend ? OP_GE : OP_LT, weekday, expr_int(d->a, 6));
    return true;
}

bool shape_on_weekday(Draft *d, Expr **ret) {
    ColumnRef c = {0};
    if (!shape_time_column(d, &c)) return false;
    Expr *weekday = expr_part(d->a, draft_column_expr(d, c), PART_WEEKDAY);
    *ret = expr_call2(d->a, OP_EQ, weekday, expr_int(d->a, d->on_weekday));
    if (d->or_weekday > 0)
        *ret = expr_call2(d->a, OP_OR, *ret,
                          expr_call2(d->a, OP_EQ, weekday, expr_int(d->a, d->or_weekday)));
    return true;
}

static int year_of(const Value *v) { return date_parts(value_date(v)).year; }

// The days of a festival in each year of which the data has any.
static Expr *days_each_year(Draft *d, ColumnRef c) {
    const Profile *profile = &model_at(d->m, c)->profile;
    Expr *years[EVERY_YEAR_MAX];
    size_t count = 0;
    if (profile->min.is_null || profile->max.is_null || profile->rows == 0) return NULL;
    int last = year_of(&profile->max);
    for (int year = year_of(&profile->min); year <= last && count < EVERY_YEAR_MAX; year++) {
        TimePhrase t = {0};
        if (!timephrase_read(d->t, d->every_year_at, date_of(year, 12, 31), &t)) return NULL;
        years[count++] = range_expr(d, c, &t);
    }
    return count == 1 ? years[0] : expr_call(d->a, OP_OR, years, count);
}

// "in december across years": the same part of each year.
static bool every_year_add(Draft *d, Plan *p) {
    ColumnRef c = {0};
    const TimePhrase *t = &d->every_year_part;
    if (!shape_time_column(d, &c)) return false;
    DateParts first = date_parts(t->range.first);
    bool month = t->range.end == date_add(t->range.first, 1, DATE_MONTH) && first.day == 1;
    bool quarter = t->range.end == date_add(t->range.first, 3, DATE_MONTH) && first.day == 1 &&
                   first.month % 3 == 1;
    Expr *column = draft_column_expr(d, c), *on = NULL;
    if (month) {
        Expr *part = expr_part(d->a, column, PART_MONTH);
        on = expr_call2(d->a, OP_EQ, part, expr_int(d->a, first.month));
    } else if (quarter) {
        Expr *part = expr_part(d->a, column, PART_QUARTER);
        on = expr_call2(d->a, OP_EQ, part, expr_int(d->a, first.month / 3 + 1));
    } else {
        on = days_each_year(d, c);
    }
    if (on) plan_add_filter(d->a, p, on);
    return on != NULL;
}

// "on sundays", "on weekends", "in december of every year".
bool shape_days(Draft *d, Plan *p) {
    Expr *on = NULL;
    if (d->every_year && !every_year_add(d, p)) return false;
    if (d->on_weekday == 0 && !d->weekend_set) return true;
    if (!(d->on_weekday > 0 ? shape_on_weekday(d, &on) : shape_weekend(d, &on))) return false;
    plan_add_filter(d->a, p, on);
    return true;
}
