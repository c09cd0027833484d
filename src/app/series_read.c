#include "app/series_read.h"

#include <math.h>

#include "engine/engine.h"

enum { ROWS_MAX = 50 << 20, BUCKETS_MAX = 200000 };
#define HOLES_ARE_ZERO 0.1  // share of periods without rows from which they mean "nothing sold"

// The columns of the statement that reads them.
enum { BY, TIME, VALUE };

typedef struct Reader {
    const SeriesWanted *wanted;
    Arena *arena;
    SeriesSet *set;
    ColumnType time_type;
    Date end;  // the last period of any series, when dated
} Reader;

static const ImportColumn *column_find(const ImportTable *t, const char *name) {
    Str wanted = str_from(name);
    for (size_t i = 0; i < t->column_count; i++) {
        const ImportColumn *c = &t->columns[i];
        if (str_eq_nocase(c->name, wanted) || str_eq_nocase(c->header, wanted)) return c;
    }
    return NULL;
}

static bool column_need(const ImportTable *t, const char *name, const ImportColumn **ret,
                        Err *err) {
    *ret = name ? column_find(t, name) : NULL;
    if (!name || *ret) return true;
    return fail(err, ERR_NOT_FOUND, "there is no column '%s' in " STR_F, name, STR_A(t->origin));
}

static bool is_number(ColumnType type) { return type == TYPE_INT || type == TYPE_FLOAT; }
static bool is_date(ColumnType type) { return type == TYPE_DATE || type == TYPE_TIMESTAMP; }

// SELECT by, time, value in order.
static bool statement_write(const ImportTable *t, Reader *r, Buf *sql, Err *err) {
    const ImportColumn *by = NULL;
    const ImportColumn *order = NULL;
    const ImportColumn *value = NULL;
    if (!column_need(t, r->wanted->by, &by, err) ||
        !column_need(t, r->wanted->order, &order, err) ||
        !column_need(t, r->wanted->value, &value, err)) {
        return false;
    }
    if (!is_number(value->type) && value->type != TYPE_BOOL) {
        return fail(err, ERR_INVALID, "column '%s' is not of numbers but of %s", r->wanted->value,
                    column_type_name(value->type));
    }
    r->time_type = order ? order->type : TYPE_INT;
    r->set->dated = order && is_date(order->type);
    buf_add_z(sql, "SELECT ");
    if (by) {
        buf_add_z(sql, "CAST(");
        engine_quote_name(sql, by->name);
        buf_add_z(sql, " AS VARCHAR)");
    } else {
        buf_add_z(sql, "''");
    }
    buf_add_z(sql, ", ");
    if (order) {
        bool as_date = r->set->dated;
        bool as_number = is_number(order->type);
        buf_add_z(sql, as_date || as_number ? "CAST(" : "(");
        engine_quote_name(sql, order->name);
        buf_add_z(sql, as_date ? " AS DATE)" : (as_number ? " AS DOUBLE)" : ")"));
    } else {
        buf_add_z(sql, "CAST(rowid AS DOUBLE)");
    }
    buf_add_z(sql, ", CAST(");
    engine_quote_name(sql, value->name);
    buf_add_z(sql, " AS DOUBLE) FROM ");
    engine_quote_name(sql, t->table);
    buf_add_z(sql, " ORDER BY 1, 2, rowid");
    return buf_check(sql, "the statement", err);
}

static SeriesRow *series_of(Reader *r, Str by) {
    SeriesSet *set = r->set;
    if (set->series.count > 0) {
        SeriesRow *last = &set->series.items[set->series.count - 1];
        if (str_eq(last->by, by)) return last;
    }
    SeriesRow *row = vec_push(r->arena, &set->series);
    row->by = by;
    row->clock = (ForecastClock){.dated = set->dated, .unit = set->unit};
    return row;
}

static double value_of(const Vector *v, size_t row) {
    return vector_is_null(v, row) ? NAN : v->floats[row];
}

// Rows ordered by numbers or as they stand: one observation each.
static void chunk_take(Reader *r, const Chunk *c) {
    const Vector *time = &c->vectors[TIME];
    for (size_t i = 0; i < c->rows; i++) {
        const Vector *by = &c->vectors[BY];
        SeriesRow *s = series_of(r, vector_is_null(by, i) ? S("") : by->texts[i]);
        *vec_push(r->arena, &s->values) = value_of(&c->vectors[VALUE], i);
        double t = is_number(r->time_type) && r->wanted->order ? value_of(time, i) : NAN;
        bool whole = isfinite(t) && t == floor(t) && fabs(t) < 1e15;
        s->clock.last = whole ? (int64_t)t : (int64_t)s->values.count;
    }
}

// How far apart the dates of one series usually are.
static DateUnit unit_find(const Table *t) {
    static const int64_t DAYS_MAX[DATE_UNIT_COUNT] = {4, 10, 45, 135, INT64_MAX};
    size_t counts[DATE_UNIT_COUNT] = {0};
    size_t sum = 0;
    for (size_t c = 0; c < t->chunk_count; c++) {
        const Vector *by = &t->chunks[c].vectors[BY];
        const Vector *time = &t->chunks[c].vectors[TIME];
        for (size_t i = 1; i < t->chunks[c].rows; i++) {
            if (vector_is_null(time, i) || vector_is_null(time, i - 1)) continue;
            int64_t days = time->ints[i] - time->ints[i - 1];
            if (days <= 0 || !str_eq(by->texts[i], by->texts[i - 1])) continue;
            size_t unit = 0;
            while (days > DAYS_MAX[unit]) unit++;
            counts[unit]++;
            sum++;
        }
    }
    size_t seen = 0;
    for (size_t unit = 0; unit < DATE_UNIT_COUNT; unit++) {
        seen += counts[unit];
        if (sum > 0 && 2 * seen >= sum) return (DateUnit)unit;
    }
    return DATE_DAY;
}

// Periods between two values get NaN until the whole series is known.
static void bucket_add(Reader *r, SeriesRow *s, Date bucket, double value) {
    while (s->values.count > 0 && (Date)s->clock.last < bucket && s->values.count < BUCKETS_MAX) {
        *vec_push(r->arena, &s->values) = NAN;
        s->clock.last = date_add((Date)s->clock.last, 1, r->set->unit);
    }
    if (s->values.count == 0) *vec_push(r->arena, &s->values) = NAN;
    s->clock.last = bucket;
    double *last = &s->values.items[s->values.count - 1];
    if (isfinite(value)) *last = isfinite(*last) ? *last + value : value;
}

static void dated_take(Reader *r, const Chunk *c) {
    for (size_t i = 0; i < c->rows; i++) {
        if (vector_is_null(&c->vectors[TIME], i)) continue;
        const Vector *by = &c->vectors[BY];
        SeriesRow *s = series_of(r, vector_is_null(by, i) ? S("") : by->texts[i]);
        Date bucket = date_floor((Date)c->vectors[TIME].ints[i], r->set->unit);
        if (bucket > r->end) r->end = bucket;
        bucket_add(r, s, bucket, value_of(&c->vectors[VALUE], i));
    }
}

// Where holes are common they are days on which nothing was sold, up to the end of the file.
static void holes_decide(Reader *r) {
    double holes = 0;
    double sum = 0;
    for (size_t k = 0; k < r->set->series.count; k++) {
        const SeriesRow *s = &r->set->series.items[k];
        for (size_t i = 0; i < s->values.count; i++) holes += isnan(s->values.items[i]);
        sum += (double)s->values.count;
    }
    if (!(holes > HOLES_ARE_ZERO * sum)) return;
    for (size_t k = 0; k < r->set->series.count; k++) {
        SeriesRow *s = &r->set->series.items[k];
        if (s->values.count > 0 && s->clock.last < r->end) bucket_add(r, s, r->end, 0);
        for (size_t i = 0; i < s->values.count; i++) {
            if (isnan(s->values.items[i])) s->values.items[i] = 0;
        }
    }
}

static const ImportTable *table_choose(const ImportResult *import, const SeriesWanted *wanted) {
    for (size_t i = 0; i < import->table_count; i++) {
        if (column_find(&import->tables[i], wanted->value)) return &import->tables[i];
    }
    return import->table_count > 0 ? &import->tables[0] : NULL;
}

// The person's own file, in memory, read as the profiles read it: nobody else's rows are near.
static bool rows_fetch(Workspace *w, Str sql, Arena *a, Table **ret, Err *err) {
    const RunLimits limits = {.row_max = ROWS_MAX};
    Source *source = NULL;
    if (!workspace_source_take(w, &source, err)) return false;
    bool ok = source_query(source, sql, &limits, a, ret, err);
    workspace_source_give(w, source);
    if (!ok || !(*ret)->truncated) return ok;
    return fail(err, ERR_LIMIT, "more than %d rows", ROWS_MAX);
}

bool series_read(Local *l, const SeriesWanted *wanted, Arena *a, SeriesSet *ret, Err *err) {
    *ret = (SeriesSet){0};
    Reader r = {.wanted = wanted, .arena = a, .set = ret, .end = INT32_MIN};
    const ImportTable *table = table_choose(local_import(l, 0), wanted);
    if (!table) return fail(err, ERR_NOT_FOUND, "the file has no table");
    CLEANUP(buf_done) Buf sql;
    buf_init(&sql, 1 << 16);
    if (!statement_write(table, &r, &sql, err)) return false;
    Table *t = NULL;
    if (!rows_fetch(local_workspace(l), buf_str(&sql), a, &t, err)) return false;
    if (ret->dated) ret->unit = unit_find(t);
    for (size_t c = 0; c < t->chunk_count; c++) {
        (ret->dated ? dated_take : chunk_take)(&r, &t->chunks[c]);
    }
    if (ret->dated) holes_decide(&r);
    return true;
}
