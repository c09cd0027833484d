#include "model/profile.h"

#include <assert.h>
#include <math.h>

#include "model/statement.h"

enum {
    BATCH_COLUMNS = 40,    // a statement
    FACTS = 8,             // results a column in the first pass
    BLOCK_ROWS = 1024,     // of the sample
    PATTERN_ROWS = 20000,  // patterns are read from so many values
    PATTERN_LENGTH = 24,
    TOP_DISTINCT_MAX = 100000,  // above, frequent values come from part of the rows
    TOP_TEXT_MAX = 100,         // longer texts on average have no frequent values worth showing
};

// Beyond this a sum of squares overflows, and DuckDB fails instead of giving infinity.
#define NUMBER_BOUND "1e100"

typedef struct Pass {
    const ProfileTask *task;
    Arena *arena;    // of the profiles
    Arena *scratch;  // of the results
    Profile *profiles;
    size_t first, end;  // columns of this batch
    bool sampled;       // the second and third pass
    bool estimated;     // the number of distinct values
    double scale;       // from counts of the sample to counts of the table
} Pass;

static bool is_number(ColumnType type) { return type == TYPE_INT || type == TYPE_FLOAT; }

static const SourceColumn *column_at(const Pass *p, size_t i) { return &p->task->columns[i]; }

// The column as an expression of the type that it arrives in.
static void column_add(Buf *sql, const SourceColumn *c) {
    if (c->type == TYPE_TEXT) buf_add_z(sql, "CAST(");
    if (c->type == TYPE_FLOAT) buf_add_z(sql, "CAST(");
    statement_name(sql, c->name);
    if (c->type == TYPE_TEXT) buf_add_z(sql, " AS VARCHAR)");
    if (c->type == TYPE_FLOAT) buf_add_z(sql, " AS DOUBLE)");
}

// A number that can be added up: neither NaN nor infinite nor absurd.
static void number_add(Buf *sql, const SourceColumn *c) {
    if (c->type == TYPE_INT) {
        statement_name(sql, c->name);
        return;
    }
    buf_add_z(sql, "CASE WHEN abs(");
    column_add(sql, c);
    buf_add_z(sql, ") < " NUMBER_BOUND " THEN ");
    column_add(sql, c);
    buf_add_z(sql, " END");
}

static void call_add(Buf *sql, const char *before, const SourceColumn *c,
                     void (*add)(Buf *, const SourceColumn *), const char *after) {
    buf_add_z(sql, before);
    add(sql, c);
    buf_add_z(sql, after);
}

static void limits_add(Buf *sql, const SourceColumn *c) {
    if (c->type == TYPE_TEXT) {
        call_add(sql, ", left(min(", c, column_add, "), ");
        buf_add_fmt(sql, "%d)", PROFILE_TEXT_MAX);
        call_add(sql, ", left(max(", c, column_add, "), ");
        buf_add_fmt(sql, "%d)", PROFILE_TEXT_MAX);
        return;
    }
    void (*add)(Buf *, const SourceColumn *) = c->type == TYPE_FLOAT ? number_add : column_add;
    call_add(sql, ", min(", c, add, ")");
    call_add(sql, ", max(", c, add, ")");
}

// FACTS results: count, distinct, min, max, mean, deviation, negatives, zeros.
static void facts_add(Buf *sql, const SourceColumn *c, const Pass *p) {
    call_add(sql, ", count(", c, column_add, ")");
    call_add(sql, p->estimated ? ", approx_count_distinct(" : ", count(DISTINCT ", c, column_add,
             ")");
    limits_add(sql, c);
    if (is_number(c->type)) {
        call_add(sql, ", avg(", c, number_add, ")");
        if (p->sampled) {
            buf_add_z(sql, ", NULL");  // the sample tells it; over all rows it costs the most
        } else {
            call_add(sql, ", stddev_samp(", c, number_add, ")");
        }
        call_add(sql, ", count(*) FILTER (", c, column_add, " < 0)");
        call_add(sql, ", count(*) FILTER (", c, column_add, " = 0)");
    } else {
        buf_add_z(sql, ", NULL, NULL, 0, 0");
    }
}

static uint64_t cell_count(const Table *t, size_t row, size_t column) {
    double number = 0;
    return table_number(t, row, column, &number) && number > 0 ? (uint64_t)number : 0;
}

static double cell_number(const Table *t, size_t row, size_t column) {
    double number = 0;
    return table_number(t, row, column, &number) && isfinite(number) ? number : 0;
}

static Value cell_keep(Pass *p, const Table *t, size_t column) {
    Value v = table_value(t, 0, column);
    if (!v.is_null && v.type == TYPE_TEXT) v.s = str_dup(p->arena, v.s);
    return v;
}

static void facts_read(Pass *p, const Table *t, size_t i) {
    size_t at = 1 + (i - p->first) * FACTS;
    Profile *f = &p->profiles[i];
    f->rows = cell_count(t, 0, 0);
    uint64_t values = cell_count(t, 0, at);
    f->nulls = f->rows - values;
    f->distinct = cell_count(t, 0, at + 1);
    if (f->distinct > values) f->distinct = values;  // an estimate may be above
    f->min = cell_keep(p, t, at + 2);
    f->max = cell_keep(p, t, at + 3);
    f->mean = cell_number(t, 0, at + 4);
    f->stddev = cell_number(t, 0, at + 5);
    f->negatives = cell_count(t, 0, at + 6);
    f->zeros = cell_count(t, 0, at + 7);
    f->is_sampled = p->sampled;
}

static bool run(Pass *p, Buf *sql, Table **ret, Err *err) {
    return buf_check(sql, "a statement that profiles a table", err) &&
           source_query(p->task->source, buf_str(sql), p->task->limits, p->scratch, ret, err);
}

static bool facts_pass(Pass *p, Buf *sql, Err *err) {
    Table *t = NULL;
    buf_clear(sql);
    buf_add_z(sql, "SELECT count(*)");
    for (size_t i = p->first; i < p->end; i++) facts_add(sql, column_at(p, i), p);
    buf_add_z(sql, " FROM ");
    statement_name(sql, p->task->table);
    if (!run(p, sql, &t, err)) return false;
    for (size_t i = p->first; i < p->end; i++) facts_read(p, t, i);
    return true;
}

// "WITH s AS (...) ": the rows that the second and third pass look at.
static void sample_add(Buf *sql, const Pass *p) {
    buf_add_z(sql, "WITH s AS MATERIALIZED (SELECT ");
    for (size_t i = p->first; i < p->end; i++) {
        if (i > p->first) buf_add_z(sql, ", ");
        column_add(sql, column_at(p, i));
        buf_add_fmt(sql, " AS c%zu", i);
    }
    buf_add_z(sql, " FROM ");
    statement_name(sql, p->task->table);
    if (p->sampled) {
        uint64_t every = p->task->rows_about / PROFILE_SAMPLE_ROWS;
        buf_add_fmt(sql, " WHERE (rowid // %d) %% %llu = 0", BLOCK_ROWS,
                    (unsigned long long)(every > 1 ? every : 1));
    }
    buf_add_z(sql, ") ");
}

static void quantile_list_add(Buf *sql, size_t i) {
    static const char *const SHARES[PROFILE_QUANTILES] = {"0.05", "0.25", "0.5", "0.75", "0.95"};
    for (size_t k = 0; k < PROFILE_QUANTILES; k++) {
        // The list form sorts once for all shares; taking items of the same call is one call.
        buf_add_fmt(sql,
                    ", quantile_cont(CASE WHEN abs(c%zu) < " NUMBER_BOUND
                    " THEN CAST(c%zu AS DOUBLE) END, [%s, %s, %s, %s, %s])[%zu]",
                    i, i, SHARES[0], SHARES[1], SHARES[2], SHARES[3], SHARES[4], k + 1);
    }
    buf_add_fmt(
        sql, ", stddev_samp(CASE WHEN abs(c%zu) < " NUMBER_BOUND " THEN CAST(c%zu AS DOUBLE) END)",
        i, i);
}

static bool quantile_pass(Pass *p, Buf *sql, Err *err) {
    Table *t = NULL;
    buf_clear(sql);
    sample_add(sql, p);
    buf_add_z(sql, "SELECT count(*)");
    for (size_t i = p->first; i < p->end; i++) {
        if (is_number(column_at(p, i)->type)) quantile_list_add(sql, i);
        if (column_at(p, i)->type == TYPE_TEXT) buf_add_fmt(sql, ", avg(length(c%zu))", i);
    }
    buf_add_z(sql, " FROM s");
    if (!run(p, sql, &t, err)) return false;

    double rows = cell_number(t, 0, 0);
    if (rows > 0) p->scale = (double)p->profiles[p->first].rows / rows;
    size_t at = 1;
    for (size_t i = p->first; i < p->end; i++) {
        Profile *f = &p->profiles[i];
        if (column_at(p, i)->type == TYPE_TEXT) f->text_length_mean = cell_number(t, 0, at++);
        if (!is_number(column_at(p, i)->type)) continue;
        for (size_t k = 0; k < PROFILE_QUANTILES; k++) f->quantiles[k] = cell_number(t, 0, at++);
        double deviation = cell_number(t, 0, at++);
        if (p->sampled) f->stddev = deviation;
    }
    return true;
}

// The kinds of rows in the third pass's result.
typedef enum Kind { KIND_TOP, KIND_PATTERN, KIND_BIN } Kind;

static void top_add(Buf *sql, const Pass *p, size_t i) {
    buf_add_fmt(sql, "SELECT %zu, %d, left(CAST(v AS VARCHAR), %d), n FROM (SELECT c%zu AS v, ", i,
                KIND_TOP, PROFILE_TEXT_MAX, i);
    buf_add_z(sql, "count(*) AS n FROM ");
    if (p->profiles[i].distinct > TOP_DISTINCT_MAX) {
        buf_add_fmt(sql, "(SELECT c%zu FROM s LIMIT %d) ", i, PATTERN_ROWS);
    } else {
        buf_add_z(sql, "s ");
    }
    buf_add_fmt(sql, "WHERE c%zu IS NOT NULL GROUP BY 1 ORDER BY n DESC, v LIMIT %d)", i,
                PROFILE_TOP);
}

static void pattern_add(Buf *sql, size_t i) {
    buf_add_fmt(sql,
                " UNION ALL SELECT %zu, %d, v, n FROM (SELECT "
                "regexp_replace(regexp_replace(left(c%zu, %d), '\\pL', 'A', 'g'), '[0-9]', '9', "
                "'g') AS v, count(*) AS n FROM (SELECT c%zu FROM s WHERE c%zu IS NOT NULL LIMIT "
                "%d) GROUP BY 1 ORDER BY n DESC, v LIMIT %d)",
                i, KIND_PATTERN, i, PATTERN_LENGTH, i, i, PATTERN_ROWS, PROFILE_PATTERNS);
}

static double number_of(const Value *v) { return v->type == TYPE_FLOAT ? v->f : (double)v->i; }

// Bins of the same width; whole numbers of a small range get one bin each.
static bool bins_make(Pass *p, size_t i) {
    Profile *f = &p->profiles[i];
    if (!is_number(column_at(p, i)->type) || f->min.is_null || f->distinct < 2) return false;
    double low = number_of(&f->min), high = number_of(&f->max);
    bool whole = column_at(p, i)->type == TYPE_INT && high - low < PROFILE_BINS;
    f->bin_count = whole ? (size_t)(high - low) + 1 : PROFILE_BINS;
    double width = whole ? 1 : (high - low) / PROFILE_BINS;
    if (!isfinite(width) || width <= 0) {
        f->bin_count = 0;
        return false;
    }
    HistogramBin *bins = arena_new(p->arena, HistogramBin, f->bin_count);
    for (size_t k = 0; k < f->bin_count; k++) {
        bins[k].low = low + width * (double)k;
        bins[k].high = low + width * (double)(k + 1);
    }
    f->bins = bins;
    return true;
}

static void bin_add(Buf *sql, const Pass *p, size_t i) {
    const Profile *f = &p->profiles[i];
    buf_add_fmt(sql,
                " UNION ALL SELECT %zu, %d, CAST(b AS VARCHAR), count(*) FROM (SELECT "
                "least(CAST(floor((CAST(c%zu AS DOUBLE) - ",
                i, KIND_BIN, i);
    statement_float(sql, f->bins[0].low);
    buf_add_z(sql, ") / ");
    statement_float(sql, f->bins[0].high - f->bins[0].low);
    buf_add_fmt(sql, ") AS BIGINT), %zu) AS b FROM s WHERE c%zu BETWEEN ", f->bin_count - 1, i);
    statement_float(sql, number_of(&f->min));
    buf_add_z(sql, " AND ");
    statement_float(sql, number_of(&f->max));
    buf_add_z(sql, ") GROUP BY b");
}

static uint64_t scaled(const Pass *p, uint64_t count) {
    return p->sampled ? (uint64_t)llround((double)count * p->scale) : count;
}

static void value_read(Pass *p, const Table *t, size_t row) {
    int64_t column = table_value(t, row, 0).i;
    Kind kind = (Kind)table_value(t, row, 1).i;
    Value text = table_value(t, row, 2);
    assert(column >= (int64_t)p->first && column < (int64_t)p->end);
    Profile *f = &p->profiles[column];
    uint64_t count = scaled(p, cell_count(t, row, 3));
    if (kind == KIND_BIN) {
        int64_t bin = -1;
        if (!str_to_int(text.s, &bin) || bin < 0 || (size_t)bin >= f->bin_count) return;
        ((HistogramBin *)f->bins)[bin].count = count;
        return;
    }
    bool is_top = kind == KIND_TOP;
    size_t *size = is_top ? &f->top_count : &f->pattern_count;
    const TopValue **list = is_top ? &f->top : &f->patterns;
    size_t max = is_top ? PROFILE_TOP : PROFILE_PATTERNS;
    if (*size >= max || text.is_null) return;
    if (!*list) *list = arena_new(p->arena, TopValue, max);
    ((TopValue *)*list)[(*size)++] = (TopValue){.text = str_dup(p->arena, text.s), .count = count};
}

static void order_by_count(const TopValue *values, size_t count) {
    TopValue *v = (TopValue *)values;
    for (size_t i = 1; i < count; i++) {
        TopValue item = v[i];
        size_t k = i;
        for (; k > 0 && v[k - 1].count < item.count; k--) v[k] = v[k - 1];
        v[k] = item;
    }
}

static bool value_pass(Pass *p, Buf *sql, Err *err) {
    Table *t = NULL;
    buf_clear(sql);
    sample_add(sql, p);
    buf_add_z(sql, "SELECT 0, 0, '', 0 WHERE false");
    for (size_t i = p->first; i < p->end; i++) {
        const Profile *f = &p->profiles[i];
        bool is_text = column_at(p, i)->type == TYPE_TEXT;
        if (f->distinct == 0) continue;
        if (!is_text || f->text_length_mean <= TOP_TEXT_MAX) {
            buf_add_z(sql, " UNION ALL ");
            top_add(sql, p, i);
        }
        if (is_text && f->text_length_mean <= PATTERN_LENGTH) pattern_add(sql, i);
        if (bins_make(p, i)) bin_add(sql, p, i);
    }
    if (!run(p, sql, &t, err)) return false;
    for (size_t row = 0; row < t->rows; row++) value_read(p, t, row);
    for (size_t i = p->first; i < p->end; i++) {
        order_by_count(p->profiles[i].top, p->profiles[i].top_count);
        order_by_count(p->profiles[i].patterns, p->profiles[i].pattern_count);
    }
    return true;
}

static bool batch_run(Pass *p, Err *err) {
    Buf sql;
    buf_init(&sql, STATEMENT_MAX);
    p->scratch = arena_create(0);
    bool good = facts_pass(p, &sql, err);
    if (good && p->profiles[p->first].rows > 0) {
        good = quantile_pass(p, &sql, err) && value_pass(p, &sql, err);
    }
    arena_free(p->scratch);
    buf_done(&sql);
    return good;
}

bool profile_table(const ProfileTask *task, Arena *a, Profile *ret_profiles, Err *err) {
    Pass pass = {.task = task,
                 .arena = a,
                 .profiles = ret_profiles,
                 .sampled = task->rows_about > PROFILE_WHOLE_ROWS,
                 .estimated = task->rows_about > PROFILE_EXACT_ROWS,
                 .scale = 1};
    for (size_t first = 0; first < task->column_count; first += BATCH_COLUMNS) {
        size_t end = first + BATCH_COLUMNS;
        pass.first = first;
        pass.end = end < task->column_count ? end : task->column_count;
        if (!batch_run(&pass, err)) return false;
    }
    return true;
}

// Whole numbers that fill their range once: their sum and the sum of their squares are known
// beforehand. Many times faster than counting distinct values, and no chance pattern meets both.
static void dense_add(Buf *sql, Str column, const Profile *p) {
    for (int power = 1; power <= 2; power++) {
        buf_add_z(sql, power == 1 ? "SELECT sum(" : " AND sum(");
        for (int i = 0; i < power; i++) {
            buf_add_z(sql, i > 0 ? " * (" : "(");
            statement_name(sql, column);
            buf_add_fmt(sql, " - %lld)", (long long)p->min.i);
        }
        unsigned long long n = p->rows;
        buf_add_fmt(sql, ") = CAST(%llu AS HUGEINT) * %llu", n - 1, n);
        if (power == 1) buf_add_z(sql, " // 2");
        if (power == 2) buf_add_fmt(sql, " * %llu // 6", 2 * n - 1);
    }
}

static bool is_dense(ColumnType type, const Profile *p) {
    const uint64_t rows_max = UINT64_C(1) << 31;  // so that squares fit 64 bits
    if (type != TYPE_INT || p->min.is_null || p->rows == 0 || p->rows > rows_max) return false;
    return p->max.i >= p->min.i && (uint64_t)p->max.i - (uint64_t)p->min.i == p->rows - 1;
}

bool profile_is_unique(const ProfileTask *task, const Profile *p, bool *ret_unique, Err *err) {
    assert(task->column_count == 1);
    Buf sql;
    Table *t = NULL;
    Arena *scratch = arena_create(0);
    Str column = task->columns[0].name;
    buf_init(&sql, STATEMENT_MAX);
    if (is_dense(task->columns[0].type, p)) {
        dense_add(&sql, column, p);
    } else {
        buf_add_z(&sql, "SELECT count(*) = count(DISTINCT ");
        statement_name(&sql, column);
        buf_add_char(&sql, ')');
    }
    buf_add_z(&sql, " FROM ");
    statement_name(&sql, task->table);
    bool good = source_query(task->source, buf_str(&sql), task->limits, scratch, &t, err);
    if (good) *ret_unique = table_value(t, 0, 0).i != 0;
    arena_free(scratch);
    buf_done(&sql);
    return good;
}
