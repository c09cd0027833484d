// A person's corrections. All of it is checked against a copy; only a copy that took everything is
// handed out.
#include "model/metrics.h"
#include "model/model_copy.h"
#include "model/model_names.h"

typedef struct Overlay {
    Model *m;
    Arena *arena;
    Err *err;
} Overlay;

typedef bool (*Apply)(Overlay *o, const Json *item);

static bool only(Overlay *o, const Json *item, const char *const *names) {
    return json_only(item, names, o->err);
}

static bool own_column(Overlay *o, const Json *item, const char *key, int table, int *ret) {
    Str name = {0};
    if (!json_get_str(item, key, false, &name, o->err)) return false;
    return name.ptr == NULL || model_names_column(o->m, table, name, ret, o->err);
}

static bool table_apply(Overlay *o, const Json *item) {
    static const char *const FIELDS[] = {"table",       "label",     "synonyms",    "hidden",
                                         "name_column", "name_more", "time_column", NULL};
    Str name = {0};
    int table = -1;
    if (!only(o, item, FIELDS) || !json_get_str(item, "table", true, &name, o->err)) return false;
    if (!model_names_table(o->m, name, &table, o->err)) return false;
    ModelTable *t = &o->m->tables[table];
    int time = t->time_column;
    bool good = model_names_text(item, "label", false, o->arena, &t->label, o->err) &&
                model_names_list(item, "synonyms", o->arena, &t->synonyms, o->err) &&
                json_get_bool(item, "hidden", false, &t->hidden, o->err) &&
                own_column(o, item, "name_column", table, &t->name_column) &&
                own_column(o, item, "name_more", table, &t->name_more) &&
                own_column(o, item, "time_column", table, &time);
    if (!good) return false;
    ColumnType type = time < 0 ? TYPE_DATE : t->columns[time].type;
    if (type != TYPE_DATE && type != TYPE_TIMESTAMP) {
        return fail(o->err, ERR_INVALID, "column `" STR_F "` of `" STR_F "` is %s, not a date",
                    STR_A(t->columns[time].name), STR_A(t->name), column_type_name(type));
    }
    t->time_column = time;
    return true;
}

static bool is_number(ColumnType type) { return type == TYPE_INT || type == TYPE_FLOAT; }

// A measure must be a number and add up in some way; what is no measure does not.
static bool role_apply(Overlay *o, const Json *item, ModelColumn *c) {
    Str role = {0}, additivity = {0};
    if (!json_get_str(item, "role", false, &role, o->err)) return false;
    if (!json_get_str(item, "additivity", false, &additivity, o->err)) return false;
    if (role.ptr && !column_role_from(role, &c->role)) {
        return fail(o->err, ERR_INVALID, "column `" STR_F "`: '" STR_F "' is no role",
                    STR_A(c->name), STR_A(role));
    }
    if (additivity.ptr && !additivity_from(additivity, &c->additivity)) {
        return fail(o->err, ERR_INVALID,
                    "column `" STR_F "`: '" STR_F "' is not none, sum, average or last",
                    STR_A(c->name), STR_A(additivity));
    }
    bool is_measure = c->role == ROLE_MEASURE;
    if (is_measure && !is_number(c->type)) {
        return fail(o->err, ERR_INVALID, "column `" STR_F "` is %s and cannot be a measure",
                    STR_A(c->name), column_type_name(c->type));
    }
    if (!is_measure) c->additivity = ADD_NONE;
    if (is_measure && c->additivity == ADD_NONE) c->additivity = ADD_SUM;
    return true;
}

static bool column_apply(Overlay *o, const Json *item) {
    static const char *const FIELDS[] = {"table", "column", "label",  "synonyms",   "unit",
                                         "role",  "hidden", "values", "additivity", NULL};
    Str table_name = {0}, column_name = {0};
    int table = -1, column = -1;
    if (!only(o, item, FIELDS)) return false;
    if (!json_get_str(item, "table", true, &table_name, o->err)) return false;
    if (!json_get_str(item, "column", true, &column_name, o->err)) return false;
    if (!model_names_table(o->m, table_name, &table, o->err)) return false;
    if (!model_names_column(o->m, table, column_name, &column, o->err)) return false;
    ModelColumn *c = &o->m->tables[table].columns[column];
    return model_names_text(item, "label", false, o->arena, &c->label, o->err) &&
           model_names_list(item, "synonyms", o->arena, &c->synonyms, o->err) &&
           model_names_text(item, "unit", false, o->arena, &c->unit, o->err) &&
           json_get_bool(item, "hidden", false, &c->hidden, o->err) &&
           model_names_meanings(item, "values", o->arena, c, o->err) && role_apply(o, item, c);
}

static bool pair_read(Overlay *o, const Json *item, ColumnRef *ret_from, ColumnRef *ret_to) {
    ColumnRef *ends[2] = {ret_from, ret_to};
    if (!json_is_array(item) || json_array_size(item) != 2) {
        return fail(o->err, ERR_INVALID,
                    "a relationship is [\"many.column\", \"one.column\"], two texts");
    }
    for (size_t i = 0; i < 2; i++) {
        const Json *end = json_array_get(item, i);
        if (!json_is_string(end)) {
            return fail(o->err, ERR_INVALID, "a relationship's ends must be texts");
        }
        Str text = str_of(json_string_value(end), json_string_length(end));
        if (!model_names_reference(o->m, text, ends[i], o->err)) return false;
    }
    return true;
}

static bool same(ColumnRef c, int table, int column) {
    return c.table == table && c.column == column;
}

static bool joins_both(const ModelJoin *j, ColumnRef x, ColumnRef y) {
    bool forward = same(x, j->from_table, j->from_column) && same(y, j->to_table, j->to_column);
    bool backward = same(y, j->from_table, j->from_column) && same(x, j->to_table, j->to_column);
    return forward || backward;
}

static bool is_unique(const ModelColumn *c) {
    const Profile *p = &c->profile;
    return p->rows > 0 && p->nulls == 0 && p->distinct == p->rows;
}

// What was inferred for the same column gives way. Coverage is kept when the pair was known.
static double joins_make_way(Model *m, ColumnRef from, ColumnRef to) {
    double coverage = 1;
    size_t kept = 0;
    for (size_t i = 0; i < m->join_count; i++) {
        ModelJoin j = m->joins[i];
        bool pair = joins_both(&j, from, to);
        bool guess = j.origin == ORIGIN_INFERRED && same(from, j.from_table, j.from_column);
        if (pair) coverage = j.coverage;
        if (!pair && !guess) m->joins[kept++] = j;
    }
    m->join_count = kept;
    return coverage;
}

static bool join_apply(Overlay *o, const Json *item) {
    ColumnRef from = {0}, to = {0};
    if (!pair_read(o, item, &from, &to)) return false;
    const ModelColumn *f = model_at(o->m, from), *t = model_at(o->m, to);
    if (same(from, to.table, to.column)) {
        return fail(o->err, ERR_INVALID, "`" STR_F "` cannot refer to itself", STR_A(f->name));
    }
    bool days = f->type == TYPE_DATE || f->type == TYPE_TIMESTAMP;
    bool to_days = t->type == TYPE_DATE || t->type == TYPE_TIMESTAMP;
    if (days != to_days || (f->type == TYPE_BOOL) != (t->type == TYPE_BOOL)) {
        return fail(o->err, ERR_INVALID,
                    "`" STR_F "` is %s and `" STR_F "` is %s: they cannot meet", STR_A(f->name),
                    column_type_name(f->type), STR_A(t->name), column_type_name(t->type));
    }
    if (is_unique(f) && !is_unique(t)) {  // written one to many
        ColumnRef swap = from;
        from = to;
        to = swap;
    }
    double coverage = joins_make_way(o->m, from, to);
    o->m->joins[o->m->join_count++] = (ModelJoin){.from_table = from.table,
                                                  .from_column = from.column,
                                                  .to_table = to.table,
                                                  .to_column = to.column,
                                                  .coverage = coverage,
                                                  .one_to_one = is_unique(f) && is_unique(t),
                                                  .origin = ORIGIN_EDITED};
    ModelColumn *link = &o->m->tables[from.table].columns[from.column];
    if (link->role != ROLE_KEY) link->role = ROLE_LINK;
    if (link->role == ROLE_LINK) link->additivity = ADD_NONE;
    return true;
}

static bool join_remove(Overlay *o, const Json *item) {
    ColumnRef from = {0}, to = {0};
    if (!pair_read(o, item, &from, &to)) return false;
    size_t kept = 0;
    for (size_t i = 0; i < o->m->join_count; i++) {
        if (!joins_both(&o->m->joins[i], from, to)) o->m->joins[kept++] = o->m->joins[i];
    }
    o->m->join_count = kept;
    return true;
}

// The one table that a metric without "table" can mean.
static bool metric_table(Overlay *o, const Json *item, Metric *metric, bool is_new) {
    Str name = {0};
    if (!json_get_str(item, "table", false, &name, o->err)) return false;
    if (name.ptr) return model_names_table(o->m, name, &metric->table, o->err);
    if (!is_new || o->m->table_count == 1) return true;
    return fail(o->err, ERR_INVALID, "metric `" STR_F "` must say its table", STR_A(metric->name));
}

static bool metric_fields(Overlay *o, const Json *item, Metric *metric, bool is_new) {
    Str additivity = {0};
    bool good =
        metric_table(o, item, metric, is_new) &&
        model_names_text(item, "label", false, o->arena, &metric->label, o->err) &&
        model_names_list(item, "synonyms", o->arena, &metric->synonyms, o->err) &&
        model_names_text(item, "expression", is_new, o->arena, &metric->expression, o->err) &&
        model_names_text(item, "filter", false, o->arena, &metric->filter_text, o->err) &&
        model_names_text(item, "unit", false, o->arena, &metric->unit, o->err) &&
        json_get_str(item, "additivity", false, &additivity, o->err);
    if (!good) return false;
    if (additivity.ptr && !additivity_from(additivity, &metric->additivity)) {
        return fail(o->err, ERR_INVALID, "metric `" STR_F "`: '" STR_F "' is no additivity",
                    STR_A(metric->name), STR_A(additivity));
    }
    if (metric->label.len == 0) metric->label = metric->name;
    return true;
}

// Sums and counts of rows add up; anything else is taken for an average.
static Additivity additivity_of(const Expr *e) {
    bool adds = e->kind == EXPR_CALL && (e->op == OP_SUM || e->op == OP_COUNT);
    return adds ? ADD_SUM : ADD_AVERAGE;
}

static bool metric_apply(Overlay *o, const Json *item) {
    static const char *const FIELDS[] = {"name",   "label", "synonyms",   "expression", "table",
                                         "filter", "unit",  "additivity", NULL};
    Str name = {0};
    if (!only(o, item, FIELDS) || !json_get_str(item, "name", true, &name, o->err)) return false;
    if (str_trim(name).len == 0) return fail(o->err, ERR_INVALID, "a metric needs a name");
    int known = model_metric(o->m, name);
    Metric metric = known >= 0 ? o->m->metrics[known] : (Metric){.name = str_dup(o->arena, name)};
    metric.origin = ORIGIN_EDITED;
    metric.filter = NULL;
    if (!metric_fields(o, item, &metric, known < 0)) return false;
    if (!metrics_compile(o->m, o->arena, &metric, o->err)) return false;
    if (!json_object_get(item, "additivity")) metric.additivity = additivity_of(metric.expr);
    if (known < 0) known = (int)o->m->metric_count++;
    o->m->metrics[known] = metric;
    return true;
}

static bool default_apply(Overlay *o, const Json *overlay) {
    Str name = {0};
    if (!json_get_str(overlay, "default_metric", false, &name, o->err)) return false;
    if (!name.ptr) return true;
    int metric = model_metric(o->m, name);
    if (metric < 0) return fail(o->err, ERR_NOT_FOUND, "no metric `" STR_F "`", STR_A(name));
    o->m->default_metric = metric;
    return true;
}

// In this order: metrics may use what relationships and columns were made before.
static const struct {
    const char *key;
    Apply apply;
} SECTIONS[] = {
    {"tables", table_apply},       {"columns", column_apply}, {"not_relationships", join_remove},
    {"relationships", join_apply}, {"metrics", metric_apply},
};

static bool section_apply(Overlay *o, const Json *overlay, const char *key, Apply apply) {
    const Json *items = NULL;
    if (!json_get_array(overlay, key, false, &items, o->err)) return false;
    for (size_t i = 0; items && i < json_array_size(items); i++) {
        if (apply(o, json_array_get(items, i))) continue;
        Err cause = *o->err;
        return fail(o->err, cause.code, "%s, item %zu: %s", key, i + 1, cause.message);
    }
    return true;
}

static size_t section_size(const Json *overlay, const char *key) {
    return json_array_size(json_object_get(overlay, key));
}

bool model_overlay(const Model *base, const Json *overlay, Arena *a, Model **ret, Err *err) {
    static const char *const FIELDS[] = {"tables",  "columns",           "relationships",
                                         "metrics", "not_relationships", "default_metric",
                                         NULL};
    if (!json_only(overlay, FIELDS, err)) return false;
    Model *m = model_copy(a, base, section_size(overlay, "relationships"),
                          section_size(overlay, "metrics"));
    Overlay o = {.m = m, .arena = a, .err = err};
    for (size_t i = 0; i < COUNT_OF(SECTIONS); i++) {
        if (!section_apply(&o, overlay, SECTIONS[i].key, SECTIONS[i].apply)) return false;
    }
    // A changed metric may no longer fit those that are made of it.
    for (size_t i = 0; i < m->metric_count; i++) {
        if (!metrics_compile(m, a, &m->metrics[i], err)) return false;
    }
    if (!default_apply(&o, overlay)) return false;
    m->version = base->version + 1;
    *ret = m;
    return true;
}
