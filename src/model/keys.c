#include "model/keys.h"

#include "model/join_names.h"
#include "model/name_words.h"
#include "model/profile.h"
#include "model/statement.h"

enum {
    TEXT_KEY_MAX = 40,      // characters on average; longer texts are not keys
    COMPOSITE_COLUMNS = 6,  // considered for a key of several
};
#define COMPOSITE_ROWS_MAX 20000000u
// An estimate this near to the number of rows is worth an exact look.
#define NEARLY_UNIQUE 0.9
#define LIKENESS_SURE 3.0

bool keys_is_unique(const ModelColumn *c) {
    const Profile *p = &c->profile;
    return p->rows > 0 && p->nulls == 0 && p->distinct == p->rows;
}

double keys_likeness(const Inference *inf, ColumnRef c) {
    const ModelColumn *column = model_at(inf->m, c);
    StrList words = inference_words(inf, c);
    bool has_id = words.count > 0 && join_names_is_id_word(words.items[words.count - 1]);
    // Some exports write whole numbers as 1.0.
    bool fits = column->type == TYPE_INT || column->type == TYPE_TEXT ||
                (column->type == TYPE_FLOAT && has_id);
    if (!fits || column->profile.text_length_mean > TEXT_KEY_MAX) return -5;
    double score = c.column == 0 ? 1.5 : 0;
    if (has_id) score += LIKENESS_SURE;
    if (inf->is_home[c.table][c.column]) score += has_id ? 2 : 0.5;
    if (name_words_has(words, S("name")) || name_words_has(words, S("title"))) score -= 0.5;
    if (join_names_is_amount(words)) score -= 5;
    return score;
}

static bool unique_make_sure(Inference *inf, ColumnRef c, Err *err) {
    const ModelTable *t = &inf->m->tables[c.table];
    ModelColumn *column = &t->columns[c.column];
    SourceColumn source_column = {.name = column->name, .type = column->type};
    ProfileTask task = {.source = inf->in->source,
                        .limits = inf->in->limits,
                        .table = t->name,
                        .columns = &source_column,
                        .column_count = 1};
    bool unique = false;
    if (!profile_is_unique(&task, &column->profile, &unique, err)) return false;
    if (unique) column->profile.distinct = column->profile.rows;
    if (!unique && keys_is_unique(column)) column->profile.distinct = column->profile.rows - 1;
    return true;
}

// Estimates of 10 million rows are off by a few in a hundred: those that matter are counted.
static bool estimates_check(Inference *inf, int table, Err *err) {
    const ModelTable *t = &inf->m->tables[table];
    for (size_t i = 0; i < t->column_count && !inf->reused[table]; i++) {
        const Profile *p = &t->columns[i].profile;
        ColumnRef c = {.table = table, .column = (int)i};
        bool near = (double)p->distinct >= NEARLY_UNIQUE * (double)p->rows;
        if (p->rows <= PROFILE_EXACT_ROWS || p->nulls > 0 || !near) continue;
        if (keys_likeness(inf, c) < LIKENESS_SURE) continue;
        if (!unique_make_sure(inf, c, err)) return false;
    }
    return true;
}

// The first column, and the only one named like a key.
static bool is_only_id(const Inference *inf, ColumnRef c) {
    for (size_t i = 0; i < inf->m->tables[c.table].column_count; i++) {
        StrList words = inf->column_words[c.table][i];
        bool has_id = words.count > 0 && join_names_is_id_word(words.items[words.count - 1]);
        if (has_id != ((int)i == c.column)) return false;
    }
    return c.column == 0;
}

// Without rows only the name can tell.
static bool can_be_key(const Inference *inf, ColumnRef c) {
    const ModelColumn *column = model_at(inf->m, c);
    if (column->profile.rows > 0) return keys_is_unique(column) && keys_likeness(inf, c) > 0;
    bool home = inf->is_home[c.table][c.column];
    return (home || is_only_id(inf, c)) && keys_likeness(inf, c) >= LIKENESS_SURE;
}

static void key_pick(Inference *inf, int table) {
    ModelTable *t = &inf->m->tables[table];
    double best = 0;
    for (size_t i = 0; i < t->column_count; i++) {
        ColumnRef c = {.table = table, .column = (int)i};
        double likeness = keys_likeness(inf, c);
        if (likeness <= best || !can_be_key(inf, c)) continue;
        best = likeness;
        t->key = arena_new(inf->arena, int, 1);
        t->key[0] = (int)i;
        t->key_count = 1;
    }
}

bool keys_find(Inference *inf, Err *err) {
    for (size_t i = 0; i < inf->m->table_count; i++) {
        if (!estimates_check(inf, (int)i, err)) return false;
        key_pick(inf, (int)i);
    }
    return true;
}

typedef struct Composite {
    int columns[COMPOSITE_COLUMNS];
    size_t count;
} Composite;

static bool is_link(const Model *m, int table, int column) {
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *j = &m->joins[i];
        if (j->from_table == table && j->from_column == column) return true;
    }
    return false;
}

// Links first, then what else is named like a key, then dates.
static Composite composite_candidates(const Inference *inf, int table) {
    Composite found = {0};
    const ModelTable *t = &inf->m->tables[table];
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < t->column_count && found.count < COMPOSITE_COLUMNS; i++) {
            const ModelColumn *c = &t->columns[i];
            bool link = is_link(inf->m, table, (int)i);
            bool named =
                keys_likeness(inf, (ColumnRef){.table = table, .column = (int)i}) >= LIKENESS_SURE;
            bool day = c->type == TYPE_DATE || c->type == TYPE_TIMESTAMP;
            int rank = link ? 0 : named ? 1 : day ? 2 : 3;
            if (rank == round && c->profile.nulls == 0) found.columns[found.count++] = (int)i;
        }
    }
    return found;
}

// Hashes of 64 bits stand for the values: a collision would only hide a key of a huge table.
static void composite_add(Buf *sql, const ModelTable *t, const int *columns, size_t count) {
    buf_add_z(sql, ", count(DISTINCT hash(");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buf_add_z(sql, ", ");
        statement_name(sql, t->columns[columns[i]].name);
    }
    buf_add_z(sql, "))");
}

enum { SUBSETS_MAX = 40 };

typedef struct Subset {
    int columns[3];
    size_t count;
} Subset;

// Pairs in the candidates' order, then triples.
static size_t subsets_make(const Composite *c, Subset *ret) {
    size_t n = 0;
    for (size_t i = 0; i < c->count; i++) {
        for (size_t k = i + 1; k < c->count; k++) {
            ret[n++] = (Subset){.columns = {c->columns[i], c->columns[k]}, .count = 2};
        }
    }
    for (size_t i = 0; i < c->count; i++) {
        for (size_t k = i + 1; k < c->count; k++) {
            for (size_t l = k + 1; l < c->count && n < SUBSETS_MAX; l++) {
                Subset triple = {.columns = {c->columns[i], c->columns[k], c->columns[l]}};
                triple.count = 3;
                ret[n++] = triple;
            }
        }
    }
    return n;
}

static void key_set(Inference *inf, ModelTable *t, const Subset *s) {
    t->key = arena_new(inf->arena, int, s->count);
    t->key_count = s->count;
    for (size_t i = 0; i < s->count; i++) t->key[i] = s->columns[i];
}

static bool composite_look(Inference *inf, int table, Arena *scratch, Err *err) {
    ModelTable *t = &inf->m->tables[table];
    Composite candidates = composite_candidates(inf, table);
    Subset subsets[SUBSETS_MAX];
    size_t count = subsets_make(&candidates, subsets);
    if (count == 0) return true;
    Buf sql;
    Table *result = NULL;
    buf_init(&sql, STATEMENT_MAX);
    buf_add_z(&sql, "SELECT count(*)");
    for (size_t i = 0; i < count; i++) {
        composite_add(&sql, t, subsets[i].columns, subsets[i].count);
    }
    buf_add_z(&sql, " FROM ");
    statement_name(&sql, t->name);
    bool good =
        source_query(inf->in->source, buf_str(&sql), inf->in->limits, scratch, &result, err);
    buf_done(&sql);
    if (!good) return false;
    int64_t rows = table_value(result, 0, 0).i;
    for (size_t i = 0; i < count; i++) {
        if (table_value(result, 0, i + 1).i != rows) continue;
        key_set(inf, t, &subsets[i]);
        break;
    }
    return true;
}

// A bridge of which one link is unique by chance: both links together are what it means.
static bool key_by_chance(const Inference *inf, int table) {
    const ModelTable *t = &inf->m->tables[table];
    if (t->key_count != 1) return false;
    ColumnRef key = {.table = table, .column = t->key[0]};
    if (inf->is_home[table][key.column]) return false;
    size_t links = 0;
    for (size_t i = 0; i < t->column_count; i++) links += is_link(inf->m, table, (int)i);
    return links >= 2 && is_link(inf->m, table, key.column) && t->column_count <= 3;
}

bool keys_find_composite(Inference *inf, Err *err) {
    for (size_t i = 0; i < inf->m->table_count; i++) {
        ModelTable *t = &inf->m->tables[i];
        bool wanted = t->key_count == 0 || key_by_chance(inf, (int)i);
        if (!wanted || t->rows < 2 || t->rows > COMPOSITE_ROWS_MAX) continue;
        Arena *scratch = arena_create(0);
        bool good = composite_look(inf, (int)i, scratch, err);
        arena_free(scratch);
        if (!good) return false;
    }
    return true;
}
