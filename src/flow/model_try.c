#include "flow/model_try.h"

enum { SQL_MAX = 64 << 10, UNMATCHED_SHOWN = 5 };
// Keys of which fewer are found hardly belong together.
#define COVERAGE_LEAST 0.5
#define TRIED S("metric that is tried")

// ---- metrics ----

static bool metric_model(const Model *m, const Json *metric, Arena *a, Model **ret, Err *err) {
    CLEANUP(json_done) Json *overlay = json_object();
    Json *item = json_copy((Json *)(uintptr_t)metric);
    Json *list = json_array();
    // Under a name of its own: a metric that is changed may be named in its own expression.
    json_object_set_new(item, "name", json_stringn(TRIED.ptr, TRIED.len));
    json_array_append_new(list, item);
    json_object_set_new(overlay, "metrics", list);
    return model_overlay(m, overlay, a, ret, err);
}

typedef struct Tried {
    const Model *m;
    const Metric *metric;
    QueryResult *result;
    Str reading;
} Tried;

static bool metric_run(Workspace *w, const Snapshot *s, const atomic_bool *cancel, Arena *a,
                       Tried *t, Err *err) {
    QueryDoor door = {0};
    int metric = model_metric(t->m, TRIED);
    Plan *plan = plan_new(a);
    (void)plan_add_measure(a, plan, expr_metric(a, metric));
    t->metric = &t->m->metrics[metric];
    if (!workspace_door_take(w, s, cancel, &door, err)) return false;
    door.model = t->m;
    bool ok = query_plan(&door, plan, a, &t->result, err);
    workspace_door_give(w, &door);
    return ok;
}

static void metric_write(JsonW *out, const Tried *t, const Err *wrong, Words w) {
    jsonw_object(out);
    jsonw_key_bool(out, "ok", t->result != NULL);
    jsonw_key_str(out, "message", words_message(w, str_from(wrong->message)));
    if (t->result && t->result->table->rows == 1) {
        double value = 0;
        if (table_number(t->result->table, 0, 0, &value)) {
            jsonw_key_float(out, "value", value);
        } else {
            jsonw_key_str(out, "text", table_text(t->result->table, 0, 0, w.a));
        }
        jsonw_key_str(out, "type", str_from(column_type_name(t->result->table->columns[0].type)));
        jsonw_key_str(out, "additivity", str_from(additivity_name(t->metric->additivity)));
        answer_write_sources(out, t->result);
    }
    jsonw_end(out);
}

bool model_try_metric(Workspace *w, const Json *metric, const atomic_bool *cancel, Words words,
                      JsonW *out, Err *err) {
    Arena *a = words.a;
    Err wrong = {0};
    Tried t = {0};
    Model *tried = NULL;
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!workspace_snapshot(w, &s, err)) return false;
    bool ok = metric_model(snapshot_model(s), metric, a, &tried, &wrong);
    t.m = tried;
    ok = ok && metric_run(w, s, cancel, a, &t, &wrong);
    if (!ok && answer_must_stop(&wrong)) {
        *err = wrong;
        return false;
    }
    metric_write(out, &t, &wrong, words);
    return true;
}

// ---- joins ----

typedef struct End {
    const ModelTable *table;
    const ModelColumn *column;
} End;

static bool end_find(const Model *m, Str name, End *ret, Err *err) {
    Str table = {0};
    Str rest = name;
    (void)str_next_part(&rest, '.', &table);
    int t = model_table(m, table);
    int c = t >= 0 ? model_column(&m->tables[t], rest) : -1;
    if (c < 0) {
        return fail(err, ERR_NOT_FOUND, "there is no column '" STR_F "'; write table.column",
                    STR_A(name));
    }
    *ret = (End){&m->tables[t], &m->tables[t].columns[c]};
    return true;
}

static void column_put(Buf *out, const char *alias, const End *e) {
    buf_add_fmt(out, "CAST(%s.", alias);
    engine_quote_name(out, e->column->name);
    buf_add_z(out, " AS VARCHAR)");
}

static void from_put(Buf *out, const End *from, const End *to) {
    buf_add_z(out, " FROM (SELECT DISTINCT ");
    column_put(out, "f", from);
    buf_add_z(out, " AS v FROM ");
    engine_quote_name(out, from->table->name);
    buf_add_z(out, " f WHERE f.");
    engine_quote_name(out, from->column->name);
    buf_add_z(out, " IS NOT NULL) a LEFT JOIN (SELECT ");
    column_put(out, "t", to);
    buf_add_z(out, " AS v, count(*) AS n FROM ");
    engine_quote_name(out, to->table->name);
    buf_add_z(out, " t GROUP BY 1) b ON a.v = b.v");
}

typedef struct Matching {
    int64_t values, found, most;
    StrList unmatched;
} Matching;

static bool own_run(QueryDoor *door, const Buf *sql, Arena *a, const Table **ret, Err *err) {
    QueryResult *result = NULL;
    if (!buf_check(sql, "the statement", err)) return false;
    if (!query_sql(door, str_dup(a, buf_str(sql)), a, &result, err)) return false;
    *ret = result->table;
    return true;
}

static bool matching_run(QueryDoor *door, const End *ends, Arena *a, Matching *ret, Err *err) {
    CLEANUP(buf_done) Buf sql;
    const Table *t = NULL;
    buf_init(&sql, SQL_MAX);
    buf_add_z(&sql, "SELECT count(*), count(b.v), coalesce(max(b.n), 0)");
    from_put(&sql, &ends[0], &ends[1]);
    if (!own_run(door, &sql, a, &t, err)) return false;
    *ret = (Matching){table_value(t, 0, 0).i, table_value(t, 0, 1).i, table_value(t, 0, 2).i, {0}};
    buf_clear(&sql);
    buf_add_z(&sql, "SELECT a.v");
    from_put(&sql, &ends[0], &ends[1]);
    buf_add_fmt(&sql, " WHERE b.v IS NULL ORDER BY 1 LIMIT %d", UNMATCHED_SHOWN);
    if (!own_run(door, &sql, a, &t, err)) return false;
    Str *items = arena_new(a, Str, t->rows);
    for (size_t i = 0; i < t->rows; i++) items[i] = table_text(t, i, 0, a);
    ret->unmatched = (StrList){items, t->rows};
    return true;
}

static void matching_write(JsonW *out, const Matching *k, const End *ends, Words w) {
    double coverage = k->values > 0 ? (double)k->found / (double)k->values : 0;
    bool one = k->most <= 1;
    Str message = {0};
    if (!one) {
        message = words_of(w,
                           "{table} has several rows of one {column}: sums would be counted more "
                           "than once",
                           {"table", ends[1].table->label}, {"column", ends[1].column->label});
    } else if (coverage < COVERAGE_LEAST) {
        message = words_of(w, "only {found} of {values} values are found in {table}",
                           {"found", str_fmt(w.a, "%lld", (long long)k->found)},
                           {"values", str_fmt(w.a, "%lld", (long long)k->values)},
                           {"table", ends[1].table->label});
    }
    jsonw_object(out);
    jsonw_key_bool(out, "ok", message.len == 0);
    jsonw_key_str(out, "message", message);
    jsonw_key_float(out, "coverage", coverage);
    jsonw_key_str(out, "kind", one ? S("many-to-one") : S("many-to-many"));
    jsonw_key_array(out, "unmatched");
    for (size_t i = 0; i < k->unmatched.count; i++) jsonw_str(out, k->unmatched.items[i]);
    jsonw_end(out);
    jsonw_end(out);
}

bool model_try_join(Workspace *w, const ModelTryJoin *join, const atomic_bool *cancel, Words words,
                    JsonW *out, Err *err) {
    Arena *a = words.a;
    End ends[2] = {0};
    Matching matching = {0};
    QueryDoor door = {0};
    CLEANUP(snapshot_releasep) Snapshot *s = NULL;
    if (!workspace_snapshot(w, &s, err) ||
        !end_find(snapshot_model(s), join->from, &ends[0], err) ||
        !end_find(snapshot_model(s), join->to, &ends[1], err)) {
        return false;
    }
    if (ends[0].table == ends[1].table && ends[0].column == ends[1].column) {
        return fail(err, ERR_INVALID, "a column is not joined with itself");
    }
    if (!workspace_door_take(w, s, cancel, &door, err)) return false;
    bool ok = matching_run(&door, ends, a, &matching, err);
    workspace_door_give(w, &door);
    if (ok) matching_write(out, &matching, ends, words);
    return ok;
}
