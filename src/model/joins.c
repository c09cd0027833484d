// Every column that may refer is held against every key. Names and profiles cast out most pairs
// without touching a row; what is left is measured with one semi-join each, and each column keeps
// its best partner. Overlapping ranges of small numbers prove nothing (1..n is in every table), so
// without a name only specific values count: texts, or whole numbers from a sparse range.
#include "model/joins.h"

#include <math.h>
#include <stdlib.h>

#include "model/join_names.h"
#include "model/keys.h"
#include "model/name_words.h"
#include "model/statement.h"

enum {
    PAIRS_MAX = 4000,
    PAIRS_A_STATEMENT = 16,
    SPECIFIC_DISTINCT_MIN = 5,
    SPECIFIC_LENGTH_MIN = 3,
    SPECIFIC_DISTINCT_MAX = 200000,
};

// What share of the values must be found, by how strong the names are.
static const struct {
    double name, coverage;
} NEEDED[] = {{0.95, 0.5}, {0.8, 0.8}, {0.6, 0.95}, {0.5, 0.98}, {0, 0.995}};

// Where there are no values to look at.
#define EMPTY_NAME 0.75

// Where the types differ (7, 7.0 and '7').
#define OTHER_TYPE_NAME 0.75

typedef struct Pair {
    ColumnRef from, to;
    double name;
    double coverage;
    bool measured;
    bool home;  // the to column is named after its table
} Pair;

typedef VEC(Pair) Pairs;

static bool same_column(ColumnRef x, ColumnRef y) {
    return x.table == y.table && x.column == y.column;
}

static bool is_key(const Model *m, ColumnRef c) {
    const ModelTable *t = &m->tables[c.table];
    return t->key_count == 1 && t->key[0] == c.column;
}

static bool is_link_type(ColumnType type) {
    return type == TYPE_INT || type == TYPE_TEXT || type == TYPE_FLOAT;
}

static bool can_be_from(const Inference *inf, ColumnRef c) {
    const ModelColumn *column = model_at(inf->m, c);
    if (!is_link_type(column->type)) return false;
    if (column->profile.rows > 0 && column->profile.distinct == 0) return false;
    // A table's own key, named after it, refers to nothing else.
    return !is_key(inf->m, c) || !inf->is_home[c.table][c.column];
}

static bool can_be_to(const Inference *inf, ColumnRef c) {
    const ModelColumn *column = model_at(inf->m, c);
    if (!is_link_type(column->type)) return false;
    if (is_key(inf->m, c)) return true;
    return keys_is_unique(column) && keys_likeness(inf, c) >= 0;
}

static double number_of(const Value *v) { return v->type == TYPE_FLOAT ? v->f : (double)v->i; }
static double low_of(const Profile *p) { return number_of(&p->min); }
static double high_of(const Profile *p) { return number_of(&p->max); }

// Cheap facts that make inclusion impossible.
static bool profiles_allow(const ModelColumn *from, const ModelColumn *to) {
    const Profile *f = &from->profile, *t = &to->profile;
    if (f->rows == 0 || t->rows == 0) return from->type == to->type;
    if (f->min.is_null || t->min.is_null) return false;
    bool from_text = from->type == TYPE_TEXT, to_text = to->type == TYPE_TEXT;
    if (from_text != to_text) return true;
    if (!from_text) return low_of(f) <= high_of(t) && high_of(f) >= low_of(t);
    return str_cmp(f->min.s, t->max.s) <= 0 && str_cmp(f->max.s, t->min.s) >= 0;
}

// Whether the values alone can tell: see the top of this file.
static bool is_specific(const ModelColumn *from, const ModelColumn *to) {
    const Profile *f = &from->profile, *t = &to->profile;
    if (from->type != to->type || from->type == TYPE_FLOAT) return false;
    // A few values more than there are keys may be slips.
    if (f->distinct < SPECIFIC_DISTINCT_MIN || f->distinct > t->distinct + t->distinct / 20) {
        return false;
    }
    if (t->distinct > SPECIFIC_DISTINCT_MAX) return false;
    if (from->type == TYPE_TEXT) return f->text_length_mean >= SPECIFIC_LENGTH_MIN;
    double range = high_of(t) - low_of(t) + 1;
    return f->distinct >= 20 && (double)t->distinct / range < 0.2 && low_of(t) > 1000;
}

// Whether the column's own words are the name of a table: then no other word is meant.
static bool is_claimed(const Inference *inf, ColumnRef c) {
    StrList stem = join_names_stem(inference_words(inf, c));
    for (size_t t = 0; t < inf->m->table_count; t++) {
        StrList table = inf->table_words[t];
        if (stem.count == 0 || table.count == 0) continue;
        StrList tail = {.items = stem.items + (stem.count - 1), .count = 1};
        if (join_names_home(stem, table) == 2 || join_names_home(tail, table) == 2) return true;
    }
    return false;
}

static double pair_name(const Inference *inf, ColumnRef from, ColumnRef to) {
    JoinNames names = {.from = inference_words(inf, from),
                       .from_table = inf->table_words[from.table],
                       .to = inference_words(inf, to),
                       .to_table = inf->table_words[to.table],
                       .same_table = from.table == to.table,
                       .to_key = is_key(inf->m, to),
                       .to_home = inf->is_home[to.table][to.column],
                       .from_claimed = is_claimed(inf, from)};
    return join_names_score(&names);
}

// "BOM": short, without gaps, each different: it can stand for its row beside a numeric key.
static bool is_short_code(const ModelColumn *c) {
    enum { CODE_LENGTH_MAX = 12 };
    const Profile *p = &c->profile;
    if (c->type != TYPE_TEXT || p->text_length_mean > CODE_LENGTH_MAX) return false;
    if (p->pattern_count == 0 || p->pattern_count > 2) return false;
    return str_find_char(p->patterns[0].text, ' ') < 0;
}

// Empty tables have no values to look at: only names that leave no doubt.
static bool is_empty_pair(const Model *m, const Pair *p) {
    return model_at(m, p->from)->profile.rows == 0 || model_at(m, p->to)->profile.rows == 0;
}

static bool pair_consider(const Inference *inf, Pair *p) {
    const ModelColumn *from = model_at(inf->m, p->from), *to = model_at(inf->m, p->to);
    if (same_column(p->from, p->to) || !profiles_allow(from, to)) return false;
    p->name = pair_name(inf, p->from, p->to);
    p->home = inf->is_home[p->to.table][p->to.column];
    if (is_empty_pair(inf->m, p)) return p->name >= EMPTY_NAME;
    if (from->type != to->type) return p->name >= OTHER_TYPE_NAME;
    if (p->name >= 0.5) return true;
    bool numeric_name = from->type == TYPE_INT && p->name <= 0;
    if (numeric_name && p->from.table == p->to.table) return false;
    bool can = is_key(inf->m, p->to) || is_short_code(to);
    return can && p->from.table != p->to.table && is_specific(from, to);
}

static void pairs_from(Inference *inf, ColumnRef from, Pairs *pairs) {
    for (size_t t = 0; t < inf->m->table_count; t++) {
        for (size_t c = 0; c < inf->m->tables[t].column_count; c++) {
            Pair p = {.from = from, .to = {.table = (int)t, .column = (int)c}};
            if (pairs->count >= PAIRS_MAX) return;
            if (can_be_to(inf, p.to) && pair_consider(inf, &p)) *vec_push(inf->arena, pairs) = p;
        }
    }
}

static Pairs pairs_make(Inference *inf) {
    Pairs pairs = {0};
    for (size_t t = 0; t < inf->m->table_count; t++) {
        for (size_t c = 0; c < inf->m->tables[t].column_count; c++) {
            ColumnRef from = {.table = (int)t, .column = (int)c};
            if (can_be_from(inf, from)) pairs_from(inf, from, &pairs);
        }
    }
    return pairs;
}

static void column_add(Buf *sql, const Model *m, ColumnRef c, bool as_text) {
    if (as_text) buf_add_z(sql, "CAST(");
    statement_name(sql, model_at(m, c)->name);
    if (as_text) buf_add_z(sql, " AS VARCHAR)");
}

static void measure_add(Buf *sql, const Model *m, const Pair *p, size_t at) {
    ColumnType from = model_at(m, p->from)->type, to = model_at(m, p->to)->type;
    bool as_text = from != to && (from == TYPE_TEXT || to == TYPE_TEXT);
    if (at > 0) buf_add_z(sql, " UNION ALL ");
    buf_add_fmt(sql, "SELECT %zu, count(*) FROM ", at);
    statement_name(sql, m->tables[p->from.table].name);
    buf_add_z(sql, " WHERE ");
    column_add(sql, m, p->from, as_text);
    buf_add_z(sql, " IN (SELECT ");
    column_add(sql, m, p->to, as_text);
    buf_add_z(sql, " FROM ");
    statement_name(sql, m->tables[p->to.table].name);
    buf_add_z(sql, ")");
}

static void coverage_set(const Model *m, Pair *p, int64_t found) {
    const Profile *f = &model_at(m, p->from)->profile;
    uint64_t values = f->rows - f->nulls;
    p->coverage = values > 0 ? (double)found / (double)values : 0;
    p->measured = true;
}

static bool batch_measure(Inference *inf, Pair *const *batch, size_t count, Err *err) {
    Buf sql;
    Table *t = NULL;
    Arena *scratch = arena_create(0);
    buf_init(&sql, STATEMENT_MAX);
    for (size_t i = 0; i < count; i++) measure_add(&sql, inf->m, batch[i], i);
    bool good = source_query(inf->in->source, buf_str(&sql), inf->in->limits, scratch, &t, err);
    for (size_t row = 0; good && row < t->rows; row++) {
        size_t at = (size_t)table_value(t, row, 0).i;
        coverage_set(inf->m, batch[at], table_value(t, row, 1).i);
    }
    arena_free(scratch);
    buf_done(&sql);
    return good;
}

static bool pairs_measure(Inference *inf, Pairs *pairs, Err *err) {
    Pair *batch[PAIRS_A_STATEMENT];
    size_t count = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        if (!is_empty_pair(inf->m, &pairs->items[i])) batch[count++] = &pairs->items[i];
        bool last = i + 1 == pairs->count;
        if (count == 0 || (count < PAIRS_A_STATEMENT && !last)) continue;
        if (!batch_measure(inf, batch, count, err)) return false;
        count = 0;
    }
    return true;
}

static double coverage_needed(double name) {
    for (size_t i = 0; i < COUNT_OF(NEEDED); i++) {
        if (name >= NEEDED[i].name) return NEEDED[i].coverage;
    }
    return 1;
}

static bool pair_holds(const Pair *p) {
    return p->measured ? p->coverage >= coverage_needed(p->name) : p->name >= EMPTY_NAME;
}

// Names decide; values decide between names as good; a table's key before another unique column.
static double pair_rank(const Model *m, const Pair *p) {
    double size = (double)m->tables[p->to.table].rows;
    return p->name * 10 + p->coverage * 4 + (is_key(m, p->to) ? 1 : 0) + p->home * 0.5 -
           log10(size + 1) * 0.01;
}

static void join_add(Inference *inf, const Pair *p, Origin origin) {
    Model *m = inf->m;
    const ModelColumn *from = model_at(m, p->from);
    m->joins[m->join_count++] = (ModelJoin){
        .from_table = p->from.table,
        .from_column = p->from.column,
        .to_table = p->to.table,
        .to_column = p->to.column,
        .coverage = p->coverage,
        .one_to_one = keys_is_unique(from) && p->from.table != p->to.table,
        .origin = origin,
    };
}

static bool link_find(const Model *m, const SourceLink *link, Pair *ret) {
    ret->from.table = model_table(m, link->from_table);
    ret->to.table = model_table(m, link->to_table);
    if (ret->from.table < 0 || ret->to.table < 0) return false;
    const ModelTable *to = &m->tables[ret->to.table];
    ret->from.column = model_column(&m->tables[ret->from.table], link->from_column);
    ret->to.column = model_column(to, link->to_column);
    // SQLite lets the other column unsaid: it is the key.
    if (link->to_column.len == 0 && to->key_count == 1) ret->to.column = to->key[0];
    return ret->from.column >= 0 && ret->to.column >= 0 && !same_column(ret->from, ret->to);
}

static bool is_taken(const Model *m, ColumnRef from) {
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        if (j->from_table == from.table && j->from_column == from.column) return true;
    }
    return false;
}

static bool is_joined(const Model *m, ColumnRef from, ColumnRef to) {
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        if (j->from_table == from.table && j->from_column == from.column &&
            j->to_table == to.table && j->to_column == to.column) {
            return true;
        }
    }
    return false;
}

static bool declared_add(Inference *inf, Err *err) {
    Pairs pairs = {0};
    for (size_t i = 0; i < inf->in->link_count; i++) {
        Pair p = {.name = 1};
        if (!link_find(inf->m, &inf->in->links[i], &p)) continue;
        ColumnType from = model_at(inf->m, p.from)->type, to = model_at(inf->m, p.to)->type;
        if (from != to && (!is_link_type(from) || !is_link_type(to))) continue;
        *vec_push(inf->arena, &pairs) = p;
    }
    if (!pairs_measure(inf, &pairs, err)) return false;
    for (size_t i = 0; i < pairs.count; i++) {
        const Pair *p = &pairs.items[i];
        if (!is_joined(inf->m, p->from, p->to)) join_add(inf, p, ORIGIN_DECLARED);
    }
    return true;
}

// The best partner of each column, unless it is joined already or the partner refers to it.
static void inferred_add(Inference *inf, const Pairs *pairs) {
    size_t i = 0;
    while (i < pairs->count) {
        ColumnRef from = pairs->items[i].from;
        const Pair *best = NULL;
        for (; i < pairs->count && same_column(pairs->items[i].from, from); i++) {
            const Pair *p = &pairs->items[i];
            if (!pair_holds(p)) continue;
            if (!best || pair_rank(inf->m, p) > pair_rank(inf->m, best)) best = p;
        }
        bool free = best && !is_taken(inf->m, from) && !is_joined(inf->m, best->to, best->from);
        if (free) join_add(inf, best, ORIGIN_INFERRED);
    }
}

bool joins_find(Inference *inf, Err *err) {
    size_t columns = 0;
    for (size_t i = 0; i < inf->m->table_count; i++) columns += inf->m->tables[i].column_count;
    inf->m->joins = arena_new(inf->arena, ModelJoin, columns + inf->in->link_count);
    if (!declared_add(inf, err)) return false;
    Pairs pairs = pairs_make(inf);
    if (!pairs_measure(inf, &pairs, err)) return false;
    inferred_add(inf, &pairs);
    return true;
}
