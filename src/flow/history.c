#include "flow/history.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "model/name_words.h"

#define OPEN_DAYS_MISSING 0.95
#define GAPS_RARE 0.1  // share of periods without any row up to which they are gaps

Expr *history_key_filter(const Model *m, const DemandThing *thing, Str key, Arena *a) {
    const ColumnRef c = thing->key;
    int64_t number = 0;
    bool whole = model_at(m, c)->type == TYPE_INT && str_to_int(key, &number);
    Expr *wanted = whole ? expr_int(a, number) : expr_text(a, key);
    return expr_call2(a, OP_EQ, expr_column(a, c.table, c.column), wanted);
}

Date history_period(const HistorySet *set, size_t index) {
    return date_add(set->first, (int)index, set->unit);
}

typedef struct Reading {
    const QueryDoor *door;
    const Demand *d;
    const HistoryRequest *request;
    Arena *a;
    HistorySet *set;
} Reading;

static Expr *time_bucket(const Reading *r, DateUnit unit) {
    return expr_bucket(r->a, expr_column(r->a, r->d->time.table, r->d->time.column), unit);
}

static Plan *plan_of_all(const Reading *r) {
    Plan *p = plan_new(r->a);
    plan_add_measure(r->a, p, expr_copy(r->a, r->d->measure));
    return p;
}

static bool has_keys(const Reading *r) {
    size_t length = r->request->filter_count;
    for (int level = DEMAND_SKU; level < DEMAND_LEVEL_COUNT; level++) {
        length += r->request->keys[level].len;
    }
    return length > 0;
}

static Plan *plan_of_keys(const Reading *r) {
    Plan *p = plan_of_all(r);
    for (size_t i = 0; i < r->request->filter_count; i++) {
        plan_add_filter(r->a, p, expr_copy(r->a, r->request->filters[i]));
    }
    for (int level = DEMAND_SKU; level < DEMAND_LEVEL_COUNT; level++) {
        Str key = r->request->keys[level];
        if (key.len == 0) continue;
        plan_add_filter(r->a, p,
                        history_key_filter(r->door->model, &r->d->things[level], key, r->a));
    }
    return p;
}

static bool plan_fetch(const Reading *r, Plan *p, QueryResult **ret, Err *err) {
    QueryDoor door = *r->door;
    door.row_max = HISTORY_ROWS_MAX;
    door.is_own = true;
    if (!query_plan(&door, p, r->a, ret, err)) return false;
    if (!(*ret)->table->truncated) return true;
    return fail(err, ERR_LIMIT, "more than %d rows: forecast by week or month", HISTORY_ROWS_MAX);
}

static bool date_of_cell(const Table *t, const Vector *v, size_t column, size_t row, Date *ret) {
    if (vector_is_null(v, row)) return false;
    bool moment = t->columns[column].type == TYPE_TIMESTAMP;
    int64_t at = v->ints[row];
    int64_t day = moment ? (at - (at % MOMENT_DAY + MOMENT_DAY) % MOMENT_DAY) / MOMENT_DAY : at;
    if (day < date_of(1, 1, 1) || day > date_of(9999, 12, 31)) return false;
    *ret = (Date)day;
    return true;
}

static double number_of_cell(const Table *t, const Vector *v, size_t column, size_t row) {
    if (vector_is_null(v, row)) return 0;
    double x = t->columns[column].type == TYPE_FLOAT ? v->floats[row] : (double)v->ints[row];
    return isfinite(x) ? x : 0;
}

typedef void (*Take)(void *ctx, Str key, Date date, double value);

// Each row of [key,] date, value. Rows without a date belong to no period.
static void rows_each(const Table *t, Arena *a, Take take, void *ctx) {
    size_t date_at = t->column_count - 2;
    size_t value_at = t->column_count - 1;
    size_t row = 0;
    for (size_t c = 0; c < t->chunk_count; c++) {
        const Chunk *chunk = &t->chunks[c];
        for (size_t i = 0; i < chunk->rows; i++, row++) {
            Date date = 0;
            if (!date_of_cell(t, &chunk->vectors[date_at], date_at, i, &date)) continue;
            Str key = {0};
            if (date_at > 0) {
                const Vector *v = &chunk->vectors[0];
                bool text = t->columns[0].type == TYPE_TEXT;
                if (vector_is_null(v, i)) continue;
                key = text ? v->texts[i] : table_text(t, row, 0, a);
            }
            take(ctx, key, date, number_of_cell(t, &chunk->vectors[value_at], value_at, i));
        }
    }
}

// The days on which anything was sold, in order.
typedef struct Days {
    Arena *a;
    VEC(Date) dates;
    VEC(double) values;
} Days;

static void day_take(void *ctx, Str key, Date date, double value) {
    (void)key;
    Days *d = ctx;
    *vec_push(d->a, &d->dates) = date;
    *vec_push(d->a, &d->values) = value;
}

// The calendar is that of the whole business: what is not sold any more has sold nothing since.
static bool days_read(Reading *r, Plan *p, Days *days, Err *err) {
    QueryResult *result = NULL;
    plan_add_dimension(r->a, p, time_bucket(r, DATE_DAY));
    plan_add_order(r->a, p, (PlanOrder){.by = ORDER_DIMENSION, .index = 0});
    if (!plan_fetch(r, p, &result, err)) return false;
    rows_each(result->table, r->a, day_take, days);
    r->set->sql = result->sql;
    r->set->sources = result->sources;
    r->set->source_count = result->source_count;
    if (days->dates.count > 0) return true;
    return fail(err, ERR_NOT_FOUND, "nothing was sold in this data");
}

// How far apart the dates usually are.
static DateUnit unit_find(const Days *days) {
    static const int DAYS_MAX[DATE_UNIT_COUNT] = {4, 10, 45, 135, INT32_MAX};
    size_t counts[DATE_UNIT_COUNT] = {0};
    size_t sum = days->dates.count - 1;
    for (size_t i = 1; i < days->dates.count; i++) {
        int apart = days->dates.items[i] - days->dates.items[i - 1];
        size_t unit = 0;
        while (apart > DAYS_MAX[unit]) unit++;
        counts[unit]++;
    }
    size_t seen = 0;
    for (size_t unit = 0; unit < DATE_UNIT_COUNT && sum > 0; unit++) {
        seen += counts[unit];
        if (2 * seen >= sum) return (DateUnit)unit;
    }
    return DATE_DAY;
}

static size_t period_index(const HistorySet *set, Date date) {
    Date at = date_floor(date, set->unit);
    if (set->unit == DATE_DAY) return (size_t)(at - set->first);
    size_t low = 0, high = set->count;  // months are not of one length: search
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (history_period(set, middle) < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool periods_set(Reading *r, const Days *days, Err *err) {
    enum { PERIODS_MAX = 200000 };
    HistorySet *set = r->set;
    DateUnit apart = unit_find(days);
    bool given = r->request->unit_is_set && r->request->unit > apart;
    set->unit = given ? r->request->unit : apart;
    set->first = date_floor(days->dates.items[0], set->unit);
    set->data_end = days->dates.items[days->dates.count - 1];
    Date last = date_floor(set->data_end, set->unit);
    // Dates a month apart may stand on any of its days. A month of days is over when no day on
    // which something is usually sold is missing: a shop may be shut on Sundays.
    Date after = date_add(last, 1, set->unit);
    double span = set->data_end - days->dates.items[0] + 1;
    double missing = (after - 1 - set->data_end) * ((double)days->dates.count / span);
    set->is_cut = set->unit > apart && missing > OPEN_DAYS_MISSING && last > set->first;
    Date end = set->is_cut ? last : after;
    if ((end - set->first) / 366 > PERIODS_MAX / 366) {
        return fail(err, ERR_LIMIT, "the dates go from %d to %d: too far apart to be right",
                    date_parts(set->first).year, date_parts(end).year);
    }
    size_t count = 0;
    while (date_add(set->first, (int)count, set->unit) < end) count++;
    set->count = count;
    return true;
}

// Periods in which the whole had no rows: gaps while they are rare.
static bool *gaps_find(const Reading *r, const Days *days) {
    const HistorySet *set = r->set;
    bool *is_gap = arena_new(r->a, bool, set->count + 1);
    size_t gaps = set->count;
    for (size_t i = 0; i < set->count; i++) is_gap[i] = true;
    for (size_t i = 0; i < days->dates.count; i++) {
        size_t at = period_index(set, days->dates.items[i]);
        if (at >= set->count || !is_gap[at]) continue;
        is_gap[at] = false;
        gaps--;
    }
    if ((double)gaps > GAPS_RARE * (double)set->count) {
        for (size_t i = 0; i < set->count; i++) is_gap[i] = false;
    }
    return is_gap;
}

typedef struct Filling {
    Reading *r;
    const bool *is_gap;
    Map by_key;  // of a split: the series' index + 1
    bool is_split;
    VEC(HistorySeries) series;
    bool is_full;
} Filling;

static HistorySeries *series_add(Filling *f, Str key) {
    const HistorySet *set = f->r->set;
    if (f->series.count == HISTORY_SERIES_MAX) {
        f->is_full = true;
        return NULL;
    }
    double *values = arena_try(f->r->a, (set->count + 1) * sizeof *values);
    if (!values) {
        f->is_full = true;
        return NULL;
    }
    HistorySeries *s = vec_push(f->r->a, &f->series);
    *s = (HistorySeries){.key = key, .values = values, .start = set->count};
    for (size_t i = 0; i < set->count; i++) s->values[i] = f->is_gap[i] ? NAN : 0;
    return s;
}

static void cell_take(void *ctx, Str key, Date date, double value) {
    Filling *f = ctx;
    size_t at = period_index(f->r->set, date);
    if (at >= f->r->set->count || f->is_full) return;
    uintptr_t known = f->is_split ? (uintptr_t)map_get(&f->by_key, key) : f->series.count;
    HistorySeries *s = known > 0 ? &f->series.items[known - 1] : series_add(f, key);
    if (!s) return;
    if (known == 0 && f->is_split) {
        map_set(f->r->a, &f->by_key, key, (void *)(uintptr_t)f->series.count);
    }
    s->values[at] = (isnan(s->values[at]) ? 0 : s->values[at]) + value;
    s->sum += value;
    if (at < s->start) s->start = at;
}

static bool split_read(Reading *r, Filling *f, Err *err) {
    Plan *p = plan_of_keys(r);
    QueryResult *result = NULL;
    const DemandThing *thing = &r->d->things[r->request->split];
    plan_add_dimension(r->a, p, expr_column(r->a, thing->key.table, thing->key.column));
    plan_add_dimension(r->a, p, time_bucket(r, r->set->unit));
    if (!plan_fetch(r, p, &result, err)) return false;
    f->is_split = true;
    rows_each(result->table, r->a, cell_take, f);
    r->set->sql = result->sql;
    return true;
}

static Str version_of(const Reading *r) {
    const Model *m = r->door->model;
    uint64_t hash = str_hash(r->set->sql);
    for (size_t i = 0; i < r->set->source_count; i++) {
        int t = model_table(m, r->set->sources[i].table);
        hash = hash * UINT64_C(1099511628211) + (t >= 0 ? m->tables[t].version : 0);
    }
    return str_fmt(r->a, "%016llx", (unsigned long long)hash);
}

bool history_read(const QueryDoor *door, const Demand *d, const HistoryRequest *request, Arena *a,
                  HistorySet *ret, Err *err) {
    assert(door && d && request && ret && err);
    HistorySet set = {0};
    Reading r = {.door = door, .d = d, .request = request, .a = a, .set = &set};
    Days days = {.a = a}, own = {.a = a};
    if (!demand_need(d, request->split, err) || !days_read(&r, plan_of_all(&r), &days, err) ||
        !periods_set(&r, &days, err)) {
        return false;
    }
    bool all = !has_keys(&r);
    Filling f = {.r = &r, .is_gap = gaps_find(&r, &days)};
    if (request->split != DEMAND_ALL) {
        if (!split_read(&r, &f, err)) return false;
    } else if (all || days_read(&r, plan_of_keys(&r), &own, err)) {
        const Days *sold = all ? &days : &own;
        for (size_t i = 0; i < sold->dates.count; i++) {
            cell_take(&f, (Str){0}, sold->dates.items[i], sold->values.items[i]);
        }
    } else {
        return false;
    }
    set.version = version_of(&r);
    if (f.is_full) {
        return fail(err, ERR_LIMIT, "more than %d series, or more than memory holds",
                    HISTORY_SERIES_MAX);
    }
    set.series = f.series.items;
    set.series_count = f.series.count;
    *ret = set;
    return true;
}

typedef struct ThingColumns {
    int key, name, category, sum;
} ThingColumns;

static int by_sum(const void *x, const void *y) {
    const HistoryThing *a = x, *b = y;
    if (a->sum != b->sum) return a->sum < b->sum ? 1 : -1;
    return str_cmp(a->key, b->key);
}

// A name or category that differs from row to row of one key: the one with the most sales stands.
static void things_merge(HistoryThings *things, Arena *a) {
    Map seen = {0};
    size_t kept = 0;
    for (size_t i = 0; i < things->count; i++) {
        HistoryThing *known = map_get(&seen, things->items[i].key);
        if (known) {
            known->sum += things->items[i].sum;
            continue;
        }
        things->items[kept] = things->items[i];
        map_set(a, &seen, things->items[kept].key, &things->items[kept]);
        kept++;
    }
    things->count = kept;
    qsort(things->items, kept, sizeof *things->items, by_sum);
}

static void things_take(const Table *t, const ThingColumns *at, Arena *a, HistoryThings *ret) {
    ret->items = arena_new(a, HistoryThing, t->rows + 1);
    for (size_t i = 0; i < t->rows; i++) {
        HistoryThing *thing = &ret->items[ret->count];
        thing->key = table_text(t, i, (size_t)at->key, a);
        if (thing->key.len == 0) continue;
        thing->name = table_text(t, i, (size_t)at->name, a);
        if (thing->name.len == 0) thing->name = thing->key;
        if (at->category >= 0) thing->category = table_text(t, i, (size_t)at->category, a);
        (void)table_number(t, i, (size_t)at->sum, &thing->sum);
        ret->count++;
    }
    qsort(ret->items, ret->count, sizeof *ret->items, by_sum);
}

static int dimension_add(Plan *p, ColumnRef c, Arena *a) {
    plan_add_dimension(a, p, expr_column(a, c.table, c.column));
    return (int)p->dimension_count - 1;
}

bool history_things(const QueryDoor *door, const Demand *d, DemandLevel level, Arena *a,
                    HistoryThings *ret, Err *err) {
    assert(level != DEMAND_ALL);
    if (!demand_need(d, level, err)) return false;
    const DemandThing *thing = &d->things[level];
    const DemandThing *category = &d->things[DEMAND_CATEGORY];
    QueryDoor own = *door;
    own.row_max = HISTORY_ROWS_MAX;
    own.is_own = true;
    Plan *p = plan_new(a);
    QueryResult *result = NULL;
    ThingColumns at = {.category = -1};
    at.key = dimension_add(p, thing->key, a);
    bool named = thing->name.column != thing->key.column;
    at.name = named ? dimension_add(p, thing->name, a) : at.key;
    if (level == DEMAND_SKU && category->is_known) at.category = dimension_add(p, category->key, a);
    at.sum = (int)p->dimension_count;
    plan_add_measure(a, p, expr_copy(a, d->measure));
    HistoryThings things = {0};
    if (!query_plan(&own, p, a, &result, err)) return false;
    things_take(result->table, &at, a, &things);
    things_merge(&things, a);
    *ret = things;
    return true;
}

const HistoryThing *history_thing_by_key(const HistoryThings *things, Str key) {
    for (size_t i = 0; i < things->count; i++) {
        if (str_eq(things->items[i].key, key)) return &things->items[i];
    }
    return NULL;
}

// The one whose name holds all that was said; the most sold of several.
static const HistoryThing *find_by_part(const HistoryThings *things, Str wanted) {
    for (size_t i = 0; i < things->count && wanted.len > 2; i++) {
        if (str_find_nocase(things->items[i].name, wanted) != STR_NONE) return &things->items[i];
    }
    return NULL;
}

// The thing whose key, name or any word of its name is spelt most like what was said.
static const HistoryThing *find_by_spelling(const HistoryThings *things, Str wanted) {
    const HistoryThing *best = NULL;
    Nearest near = name_words_nearest(wanted);
    for (size_t i = 0; i < things->count; i++) {
        const HistoryThing *t = &things->items[i];
        size_t before = near.name.len > 0 ? near.distance : SIZE_MAX;
        name_words_try(&near, t->key);
        name_words_try(&near, t->name);
        Str rest = t->name;
        for (Str w = str_next_word(&rest); w.len > 0; w = str_next_word(&rest)) {
            if (w.len > 3) name_words_try(&near, w);
        }
        if (near.name.len > 0 && near.distance < before) best = t;
    }
    return best;
}

static bool not_found(const HistoryThings *things, Str label, Str wanted, Err *err) {
    const HistoryThing *near = find_by_spelling(things, wanted);
    Str rest = wanted;
    for (Str w = str_next_word(&rest); w.len > 0 && !near; w = str_next_word(&rest)) {
        near = find_by_part(things, w);
    }
    const char *hint = near ? ERR_WORD("did you mean") : ERR_WORD("the most sold is");
    if (!near && things->count > 0) near = &things->items[0];
    if (!near) return fail(err, ERR_NOT_FOUND, "no " STR_F " was ever sold", STR_A(label));
    return fail(err, ERR_NOT_FOUND,
                "no " STR_F " '" STR_F "' was ever sold; %s '" STR_F "' (" STR_F ")", STR_A(label),
                STR_A(wanted), hint, STR_A(near->name), STR_A(near->key));
}

bool history_thing_find(const HistoryThings *things, const Demand *d, DemandLevel level, Str wanted,
                        const HistoryThing **ret, Err *err) {
    const HistoryThing *found = history_thing_by_key(things, wanted);
    for (size_t i = 0; i < things->count && !found; i++) {
        const HistoryThing *t = &things->items[i];
        if (str_eq_nocase(t->key, wanted) || str_eq_nocase(t->name, wanted)) found = t;
    }
    if (!found) found = find_by_part(things, wanted);
    if (!found) return not_found(things, d->things[level].label, wanted, err);
    *ret = found;
    return true;
}
