// From a source to a model: describe, profile, keys, joins, roles, entities, metrics; each step
// reads what the ones before found. README.md tells the thresholds.
#include "model/currency.h"
#include "model/entities.h"
#include "model/inference.h"
#include "model/join_names.h"
#include "model/joins.h"
#include "model/keys.h"
#include "model/metrics.h"
#include "model/model_copy.h"
#include "model/name_words.h"
#include "model/profile.h"
#include "model/roles.h"

static const TableVersion *version_find(const ModelInput *in, Str table) {
    for (size_t i = 0; i < in->version_count; i++) {
        if (str_eq(in->versions[i].table, table)) return &in->versions[i];
    }
    return NULL;
}

static void columns_name(ModelTable *t, const SourceColumn *described, size_t count, Arena *a) {
    t->columns = arena_new(a, ModelColumn, count);
    t->column_count = count;
    for (size_t i = 0; i < count; i++) {
        t->columns[i].name = str_dup(a, described[i].name);
        t->columns[i].type = described[i].type;
    }
}

// What the columns of a cut table were; NULL when the table changed since.
static const ModelTable *profiled_before(const Inference *inf, const ModelTable *t) {
    if (!inf->in->before || !version_find(inf->in, t->name)) return NULL;
    int index = model_table(inf->in->before, t->name);
    const ModelTable *old = index >= 0 ? &inf->in->before->tables[index] : NULL;
    if (!old || old->version != t->version || old->column_count != t->column_count) return NULL;
    for (size_t i = 0; i < t->column_count; i++) {
        bool same = str_eq(old->columns[i].name, t->columns[i].name) &&
                    old->columns[i].type == t->columns[i].type;
        if (!same) return NULL;
    }
    return old;
}

static bool profiles_make(Inference *inf, ModelTable *t, const SourceColumn *columns, Err *err) {
    Arena *a = inf->arena;
    ProfileTask task = {.source = inf->in->source,
                        .limits = inf->in->limits,
                        .table = t->name,
                        .rows_about = t->rows,
                        .columns = columns,
                        .column_count = t->column_count};
    Profile *profiles = arena_new(a, Profile, t->column_count);
    if (!profile_table(&task, a, profiles, err)) return false;
    for (size_t i = 0; i < t->column_count; i++) t->columns[i].profile = profiles[i];
    if (t->column_count > 0) t->rows = profiles[0].rows;
    return true;
}

static bool table_look(Inference *inf, int index, const SourceTable *seen, Err *err) {
    ModelTable *t = &inf->m->tables[index];
    SourceColumn *columns = NULL;
    size_t count = 0;
    const TableVersion *v = version_find(inf->in, seen->name);
    *t = (ModelTable){.name = str_dup(inf->arena, seen->name),
                      .rows = seen->rows,
                      .version = v ? v->version : 1,
                      .fresh_at = v ? v->fresh_at : 0,
                      .name_column = -1,
                      .name_more = -1,
                      .time_column = -1};
    if (!source_describe(inf->in->source, t->name, inf->arena, &columns, &count, err)) return false;
    if (count > MODEL_COLUMNS_MAX) {
        return fail(err, ERR_LIMIT, "table `" STR_F "` has %zu columns: at most %d fit",
                    STR_A(t->name), count, MODEL_COLUMNS_MAX);
    }
    columns_name(t, columns, count, inf->arena);
    const ModelTable *old = profiled_before(inf, t);
    inf->reused[index] = old != NULL;
    if (!old) return profiles_make(inf, t, columns, err);
    t->rows = old->rows;
    for (size_t i = 0; i < count; i++) {
        t->columns[i].profile = model_copy_profile(inf->arena, &old->columns[i].profile);
    }
    return true;
}

static StrList singular(Arena *a, StrList words) {
    Str *items = arena_new(a, Str, words.count);
    for (size_t i = 0; i < words.count; i++) items[i] = name_words_singular(a, words.items[i]);
    return (StrList){.items = items, .count = words.count};
}

// "tbl_customers", "DimProduct", "T_DOC_H": the first word says only that it is a table.
static StrList table_words(Arena *a, Str name) {
    static const Str PREFIXES[] = {STR("t"),   STR("tb"),        STR("tbl"),  STR("table"),
                                   STR("dim"), STR("dimension"), STR("fact"), STR("fct"),
                                   STR("stg"), STR("vw")};
    StrList words = singular(a, name_words_full(a, name));
    for (size_t i = 0; i < COUNT_OF(PREFIXES) && words.count > 1; i++) {
        if (!str_eq(words.items[0], PREFIXES[i])) continue;
        return (StrList){.items = words.items + 1, .count = words.count - 1};
    }
    return words;
}

static void words_make(Inference *inf) {
    for (size_t t = 0; t < inf->m->table_count; t++) {
        const ModelTable *table = &inf->m->tables[t];
        inf->table_words[t] = table_words(inf->arena, table->name);
        inf->column_words[t] = arena_new(inf->arena, StrList, table->column_count);
        for (size_t c = 0; c < table->column_count; c++) {
            StrList words = name_words_full(inf->arena, table->columns[c].name);
            inf->column_words[t][c] = singular(inf->arena, words);
        }
    }
}

// "item_id" in order_items is not at home when there is a table of items.
static bool is_claimed(const Inference *inf, ColumnRef c) {
    for (size_t t = 0; t < inf->m->table_count; t++) {
        StrList stem = join_names_stem(inference_words(inf, c));
        bool other = (int)t != c.table && stem.count > 0;
        if (other && join_names_home(stem, inf->table_words[t]) == 2) return true;
    }
    return false;
}

static void homes_find(Inference *inf) {
    for (size_t t = 0; t < inf->m->table_count; t++) {
        size_t count = inf->m->tables[t].column_count;
        inf->is_home[t] = arena_new(inf->arena, bool, count);
        for (size_t c = 0; c < count; c++) {
            ColumnRef ref = {.table = (int)t, .column = (int)c};
            int home = join_names_home(inference_words(inf, ref), inf->table_words[t]);
            inf->is_home[t][c] = home == 2 || (home == 1 && !is_claimed(inf, ref));
        }
    }
}

static bool tables_look(Inference *inf, Err *err) {
    SourceTable *seen = NULL;
    size_t count = 0;
    if (!source_tables(inf->in->source, inf->arena, &seen, &count, err)) return false;
    if (count > MODEL_TABLES_MAX) {
        return fail(err, ERR_LIMIT, "%zu tables: at most %d fit", count, MODEL_TABLES_MAX);
    }
    inf->m->tables = arena_new(inf->arena, ModelTable, count);
    inf->table_words = arena_new(inf->arena, StrList, count);
    inf->column_words = arena_new(inf->arena, StrList *, count);
    inf->is_home = arena_new(inf->arena, bool *, count);
    inf->reused = arena_new(inf->arena, bool, count);
    for (size_t i = 0; i < count; i++) {
        if (!table_look(inf, (int)i, &seen[i], err)) return false;
        inf->m->table_count = i + 1;
    }
    words_make(inf);
    homes_find(inf);
    return true;
}

bool model_infer(const ModelInput *in, Arena *a, Model **ret_model, Err *err) {
    Inference inf = {.in = in, .arena = a, .m = arena_new(a, Model, 1)};
    inf.m->version = in->before ? in->before->version + 1 : 1;
    inf.m->default_metric = -1;
    if (!tables_look(&inf, err)) return false;
    if (!keys_find(&inf, err) || !joins_find(&inf, err)) return false;
    if (!keys_find_composite(&inf, err)) return false;
    roles_decide(&inf);
    currency_spread(&inf);
    entities_describe(&inf);
    if (!metrics_make(&inf, err)) return false;
    *ret_model = inf.m;
    return true;
}
