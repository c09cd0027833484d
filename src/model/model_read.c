#include "model/metrics.h"
#include "model/model_names.h"

typedef struct Reader {
    Model *m;
    Arena *arena;
    Err *err;
} Reader;

static bool count_read(Reader *r, const Json *o, const char *key, uint64_t *ret) {
    int64_t value = (int64_t)*ret;
    if (!json_get_int(o, key, false, &value, r->err)) return false;
    if (value < 0) return fail(r->err, ERR_INVALID, "field '%s' must not be negative", key);
    *ret = (uint64_t)value;
    return true;
}

// "2026-11-21T08:05:00" with or without a fraction, as moment_write makes it.
static bool moment_read(Str text, Moment *ret) {
    Date day = 0;
    int64_t hour = 0, minute = 0;
    double second = 0;
    if (text.len < 19 || !date_parse_iso(str_slice(text, 0, 10), &day)) return false;
    if (!str_to_int(str_slice(text, 11, 13), &hour)) return false;
    if (!str_to_int(str_slice(text, 14, 16), &minute)) return false;
    if (!str_to_float(str_skip(text, 17), &second) || second < 0 || second >= 61) return false;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
    *ret = day * MOMENT_DAY + (hour * 3600 + minute * 60) * MOMENT_SECOND +
           (Moment)(second * (double)MOMENT_SECOND + 0.5);
    return true;
}

static bool day_read(Reader *r, const Json *item, ColumnType type, Value *v) {
    Str text = str_of(json_string_value(item), json_string_length(item));
    Date date = 0;
    bool good = type == TYPE_DATE ? date_parse_iso(text, &date) : moment_read(text, &v->i);
    if (type == TYPE_DATE) v->i = date;
    return good || fail(r->err, ERR_INVALID, "'" STR_F "' is not an ISO date", STR_A(text));
}

static bool value_read(Reader *r, const Json *o, const char *key, ColumnType type, Value *ret) {
    const Json *item = json_object_get(o, key);
    *ret = (Value){.is_null = !item || json_is_null(item), .type = type};
    if (ret->is_null) return true;
    bool is_day = type == TYPE_DATE || type == TYPE_TIMESTAMP;
    if (json_is_string(item) && is_day) return day_read(r, item, type, ret);
    if (json_is_string(item) && type == TYPE_TEXT) {
        ret->s = str_dup(r->arena, str_of(json_string_value(item), json_string_length(item)));
        return true;
    }
    if (json_is_boolean(item) && type == TYPE_BOOL) {
        ret->i = json_is_true(item);
        return true;
    }
    if (json_is_number(item) && type == TYPE_FLOAT) {
        ret->f = json_number_value(item);
        return true;
    }
    if (json_is_integer(item) && (type == TYPE_INT || type == TYPE_TIME)) {
        ret->i = json_integer_value(item);
        ret->f = (double)ret->i;
        return true;
    }
    return fail(r->err, ERR_INVALID, "field '%s' must be of type %s", key, column_type_name(type));
}

static bool top_read(Reader *r, const Json *o, Profile *p) {
    const Json *array = NULL;
    if (!json_get_array(o, "top", false, &array, r->err)) return false;
    p->top_count = array ? json_array_size(array) : 0;
    TopValue *top = arena_new(r->arena, TopValue, p->top_count);
    p->top = top;
    for (size_t i = 0; i < p->top_count; i++) {
        const Json *item = json_array_get(array, i);
        if (!model_names_text(item, "value", true, r->arena, &top[i].text, r->err)) return false;
        if (!count_read(r, item, "count", &top[i].count)) return false;
    }
    return true;
}

static bool patterns_read(Reader *r, const Json *o, Profile *p) {
    StrList texts = {0};
    const Json *counts = NULL;
    if (!model_names_list(o, "patterns", r->arena, &texts, r->err)) return false;
    if (!json_get_array(o, "pattern_counts", false, &counts, r->err)) return false;
    TopValue *patterns = arena_new(r->arena, TopValue, texts.count);
    for (size_t i = 0; i < texts.count; i++) {
        json_int_t count = counts ? json_integer_value(json_array_get(counts, i)) : 0;
        patterns[i] = (TopValue){.text = texts.items[i], .count = count > 0 ? (uint64_t)count : 0};
    }
    p->patterns = patterns;
    p->pattern_count = texts.count;
    return true;
}

static bool numbers_read(Reader *r, const Json *o, Profile *p) {
    const Json *quantiles = NULL, *bins = NULL;
    if (!json_get_float(o, "mean", false, &p->mean, r->err)) return false;
    if (!json_get_float(o, "stddev", false, &p->stddev, r->err)) return false;
    if (!json_get_float(o, "text_length_mean", false, &p->text_length_mean, r->err)) return false;
    if (!json_get_array(o, "quantiles", false, &quantiles, r->err)) return false;
    if (!json_get_array(o, "histogram", false, &bins, r->err)) return false;
    for (size_t i = 0; quantiles && i < PROFILE_QUANTILES; i++) {
        p->quantiles[i] = json_number_value(json_array_get(quantiles, i));
    }
    p->bin_count = bins ? json_array_size(bins) : 0;
    HistogramBin *list = arena_new(r->arena, HistogramBin, p->bin_count);
    p->bins = list;
    for (size_t i = 0; i < p->bin_count; i++) {
        const Json *item = json_array_get(bins, i);
        if (!json_get_float(item, "low", true, &list[i].low, r->err)) return false;
        if (!json_get_float(item, "high", true, &list[i].high, r->err)) return false;
        if (!count_read(r, item, "count", &list[i].count)) return false;
    }
    return true;
}

static bool profile_read(Reader *r, const Json *column, ModelColumn *c) {
    const Json *o = NULL;
    Profile *p = &c->profile;
    p->min.is_null = p->max.is_null = true;
    if (!json_get_object(column, "profile", false, &o, r->err)) return false;
    if (!o) return true;
    return count_read(r, o, "rows", &p->rows) && count_read(r, o, "nulls", &p->nulls) &&
           count_read(r, o, "distinct", &p->distinct) &&
           count_read(r, o, "negatives", &p->negatives) && count_read(r, o, "zeros", &p->zeros) &&
           json_get_bool(o, "sampled", false, &p->is_sampled, r->err) &&
           value_read(r, o, "min", c->type, &p->min) && value_read(r, o, "max", c->type, &p->max) &&
           numbers_read(r, o, p) && patterns_read(r, o, p) && top_read(r, o, p);
}

static bool words_read(Reader *r, const Json *o, ModelColumn *c) {
    Str type = {0}, role = {0}, additivity = {0};
    if (!json_get_str(o, "type", true, &type, r->err)) return false;
    if (!json_get_str(o, "role", true, &role, r->err)) return false;
    if (!json_get_str(o, "additivity", true, &additivity, r->err)) return false;
    if (column_type_from(type, &c->type) && column_role_from(role, &c->role) &&
        additivity_from(additivity, &c->additivity)) {
        return true;
    }
    return fail(r->err, ERR_INVALID,
                "column `" STR_F "`: '" STR_F "', '" STR_F "' or '" STR_F "' is not known",
                STR_A(c->name), STR_A(type), STR_A(role), STR_A(additivity));
}

static bool column_read(Reader *r, const Json *o, ModelColumn *c) {
    return model_names_text(o, "column", true, r->arena, &c->name, r->err) &&
           model_names_text(o, "label", true, r->arena, &c->label, r->err) &&
           model_names_list(o, "synonyms", r->arena, &c->synonyms, r->err) && words_read(r, o, c) &&
           model_names_text(o, "unit", false, r->arena, &c->unit, r->err) &&
           json_get_bool(o, "hidden", false, &c->hidden, r->err) &&
           model_names_meanings(o, "values", r->arena, c, r->err) && profile_read(r, o, c);
}

static bool columns_read(Reader *r, const Json *o, ModelTable *t) {
    const Json *columns = NULL;
    if (!json_get_array(o, "columns", true, &columns, r->err)) return false;
    size_t count = json_array_size(columns);
    if (count > MODEL_COLUMNS_MAX) {
        return fail(r->err, ERR_LIMIT, "%zu columns: at most %d fit", count, MODEL_COLUMNS_MAX);
    }
    t->columns = arena_new(r->arena, ModelColumn, count);
    for (; t->column_count < count; t->column_count++) {
        const Json *item = json_array_get(columns, t->column_count);
        if (!column_read(r, item, &t->columns[t->column_count])) return false;
    }
    return true;
}

static bool own_column_read(Reader *r, const Json *o, const char *key, int table, int *ret) {
    Str name = {0};
    *ret = -1;
    if (!json_get_str(o, key, false, &name, r->err)) return false;
    return name.ptr == NULL || model_names_column(r->m, table, name, ret, r->err);
}

static bool key_read(Reader *r, const Json *o, int table) {
    StrList names = {0};
    ModelTable *t = &r->m->tables[table];
    if (!model_names_list(o, "key", r->arena, &names, r->err)) return false;
    t->key = arena_new(r->arena, int, names.count);
    for (; t->key_count < names.count; t->key_count++) {
        Str name = names.items[t->key_count];
        if (!model_names_column(r->m, table, name, &t->key[t->key_count], r->err)) return false;
    }
    return true;
}

static bool kind_read(Reader *r, const Json *o, ModelTable *t) {
    Str text = {0}, fresh = {0};
    if (!json_get_str(o, "kind", true, &text, r->err)) return false;
    if (!json_get_str(o, "fresh_at", false, &fresh, r->err)) return false;
    if (fresh.ptr && !moment_read(str_cut_suffix_nocase(fresh, S("Z")), &t->fresh_at)) {
        return fail(r->err, ERR_INVALID, "'" STR_F "' is not an ISO date and time", STR_A(fresh));
    }
    for (int kind = TABLE_OTHER; kind <= TABLE_BRIDGE; kind++) {
        if (!str_eq(text, str_from(model_kind_name((TableKind)kind)))) continue;
        t->kind = (TableKind)kind;
        return true;
    }
    return fail(r->err, ERR_INVALID, "'" STR_F "' is no kind of table", STR_A(text));
}

static bool table_read(Reader *r, const Json *o, int table) {
    ModelTable *t = &r->m->tables[table];
    t->version = 1;
    return model_names_text(o, "table", true, r->arena, &t->name, r->err) &&
           model_names_text(o, "label", true, r->arena, &t->label, r->err) &&
           model_names_list(o, "synonyms", r->arena, &t->synonyms, r->err) &&
           count_read(r, o, "rows", &t->rows) && count_read(r, o, "version", &t->version) &&
           kind_read(r, o, t) && json_get_bool(o, "hidden", false, &t->hidden, r->err) &&
           columns_read(r, o, t) && key_read(r, o, table) &&
           own_column_read(r, o, "name_column", table, &t->name_column) &&
           own_column_read(r, o, "name_more", table, &t->name_more) &&
           own_column_read(r, o, "time_column", table, &t->time_column);
}

static bool origin_read(Reader *r, const Json *o, Origin *ret) {
    Str text = {0};
    if (!json_get_str(o, "origin", true, &text, r->err)) return false;
    for (int origin = ORIGIN_INFERRED; origin <= ORIGIN_EDITED; origin++) {
        if (!str_eq(text, str_from(model_origin_name((Origin)origin)))) continue;
        *ret = (Origin)origin;
        return true;
    }
    return fail(r->err, ERR_INVALID, "'" STR_F "' is no origin", STR_A(text));
}

static bool join_read(Reader *r, const Json *o, ModelJoin *j) {
    Str from = {0}, to = {0}, kind = {0};
    ColumnRef f = {0}, t = {0};
    if (!json_get_str(o, "from", true, &from, r->err)) return false;
    if (!json_get_str(o, "to", true, &to, r->err)) return false;
    if (!json_get_str(o, "kind", true, &kind, r->err)) return false;
    if (!json_get_float(o, "coverage", true, &j->coverage, r->err)) return false;
    if (!model_names_reference(r->m, from, &f, r->err)) return false;
    if (!model_names_reference(r->m, to, &t, r->err)) return false;
    j->from_table = f.table;
    j->from_column = f.column;
    j->to_table = t.table;
    j->to_column = t.column;
    j->one_to_one = str_eq(kind, S("one-to-one"));
    return origin_read(r, o, &j->origin);
}

static bool metric_read(Reader *r, const Json *o, Metric *metric) {
    Str table = {0}, additivity = {0};
    bool good = model_names_text(o, "name", true, r->arena, &metric->name, r->err) &&
                model_names_text(o, "label", true, r->arena, &metric->label, r->err) &&
                model_names_list(o, "synonyms", r->arena, &metric->synonyms, r->err) &&
                json_get_str(o, "table", true, &table, r->err) &&
                model_names_table(r->m, table, &metric->table, r->err) &&
                model_names_text(o, "expression", true, r->arena, &metric->expression, r->err) &&
                model_names_text(o, "filter", false, r->arena, &metric->filter_text, r->err) &&
                model_names_text(o, "unit", false, r->arena, &metric->unit, r->err) &&
                json_get_str(o, "additivity", true, &additivity, r->err) &&
                origin_read(r, o, &metric->origin);
    if (!good) return false;
    if (!additivity_from(additivity, &metric->additivity)) {
        return fail(r->err, ERR_INVALID, "'" STR_F "' is no additivity", STR_A(additivity));
    }
    return metrics_compile(r->m, r->arena, metric, r->err);
}

static bool tables_read(Reader *r, const Json *tables) {
    size_t count = json_array_size(tables);
    if (count > MODEL_TABLES_MAX) {
        return fail(r->err, ERR_LIMIT, "%zu tables: at most %d fit", count, MODEL_TABLES_MAX);
    }
    r->m->tables = arena_new(r->arena, ModelTable, count);
    for (; r->m->table_count < count; r->m->table_count++) {
        int table = (int)r->m->table_count;
        if (!table_read(r, json_array_get(tables, (size_t)table), table)) return false;
    }
    return true;
}

static bool joins_read(Reader *r, const Json *joins) {
    size_t count = json_array_size(joins);
    r->m->joins = arena_new(r->arena, ModelJoin, count);
    for (; r->m->join_count < count; r->m->join_count++) {
        const Json *item = json_array_get(joins, r->m->join_count);
        if (!join_read(r, item, &r->m->joins[r->m->join_count])) return false;
    }
    return true;
}

static bool metrics_read(Reader *r, const Json *metrics) {
    size_t count = json_array_size(metrics);
    r->m->metrics = arena_new(r->arena, Metric, count);
    for (; r->m->metric_count < count; r->m->metric_count++) {
        const Json *item = json_array_get(metrics, r->m->metric_count);
        if (!metric_read(r, item, &r->m->metrics[r->m->metric_count])) return false;
    }
    return true;
}

bool model_read(const Json *json, Arena *a, Model **ret, Err *err) {
    Reader r = {.m = arena_new(a, Model, 1), .arena = a, .err = err};
    const Json *tables = NULL, *joins = NULL, *metrics = NULL;
    Str chosen = {0};
    if (!json_get_array(json, "tables", true, &tables, err)) return false;
    if (!json_get_array(json, "joins", true, &joins, err)) return false;
    if (!json_get_array(json, "metrics", true, &metrics, err)) return false;
    if (!json_get_str(json, "default_metric", false, &chosen, err)) return false;
    if (!count_read(&r, json, "version", &r.m->version)) return false;
    if (!tables_read(&r, tables) || !joins_read(&r, joins)) return false;
    // While metrics are read, those before are what a metric may be made of.
    if (!metrics_read(&r, metrics)) return false;
    r.m->default_metric = chosen.ptr ? model_metric(r.m, chosen) : -1;
    *ret = r.m;
    return true;
}
