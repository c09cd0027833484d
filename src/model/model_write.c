#include "model/model.h"

enum { REFERENCE_MAX = 4096 };

static void list_write(JsonW *w, const char *key, StrList list) {
    jsonw_key_array(w, key);
    for (size_t i = 0; i < list.count; i++) jsonw_str(w, list.items[i]);
    jsonw_end(w);
}

static void value_write(JsonW *w, const char *key, const Value *v) {
    Buf text;
    buf_init(&text, REFERENCE_MAX);
    jsonw_key(w, str_from(key));
    if (v->is_null) {
        jsonw_null(w);
    } else if (v->type == TYPE_BOOL) {
        jsonw_bool(w, v->i != 0);
    } else if (v->type == TYPE_FLOAT) {
        jsonw_float(w, v->f);
    } else if (v->type == TYPE_TEXT) {
        jsonw_str(w, v->s);
    } else if (v->type == TYPE_DATE) {
        date_write(&text, (Date)v->i);
        jsonw_str(w, buf_str(&text));
    } else if (v->type == TYPE_TIMESTAMP) {
        moment_write(&text, v->i);
        jsonw_str(w, buf_str(&text));
    } else {
        jsonw_int(w, v->i);
    }
    buf_done(&text);
}

static void numbers_write(JsonW *w, const Profile *p) {
    jsonw_key_float(w, "mean", p->mean);
    jsonw_key_float(w, "stddev", p->stddev);
    jsonw_key_int(w, "negatives", (int64_t)p->negatives);
    jsonw_key_int(w, "zeros", (int64_t)p->zeros);
    jsonw_key_array(w, "quantiles");
    for (size_t i = 0; i < PROFILE_QUANTILES; i++) jsonw_float(w, p->quantiles[i]);
    jsonw_end(w);
    jsonw_key_array(w, "histogram");
    for (size_t i = 0; i < p->bin_count; i++) {
        jsonw_object(w);
        jsonw_key_float(w, "low", p->bins[i].low);
        jsonw_key_float(w, "high", p->bins[i].high);
        jsonw_key_int(w, "count", (int64_t)p->bins[i].count);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static void top_write(JsonW *w, const Profile *p) {
    jsonw_key_array(w, "top");
    for (size_t i = 0; i < p->top_count; i++) {
        jsonw_object(w);
        jsonw_key_str(w, "value", p->top[i].text);
        jsonw_key_int(w, "count", (int64_t)p->top[i].count);
        jsonw_end(w);
    }
    jsonw_end(w);
}

static void profile_write(JsonW *w, const ModelColumn *c) {
    const Profile *p = &c->profile;
    jsonw_key_object(w, "profile");
    jsonw_key_int(w, "rows", (int64_t)p->rows);
    jsonw_key_int(w, "nulls", (int64_t)p->nulls);
    jsonw_key_int(w, "distinct", (int64_t)p->distinct);
    jsonw_key_bool(w, "sampled", p->is_sampled);
    value_write(w, "min", &p->min);
    value_write(w, "max", &p->max);
    if (c->type == TYPE_INT || c->type == TYPE_FLOAT) numbers_write(w, p);
    if (c->type == TYPE_TEXT) {
        jsonw_key_float(w, "text_length_mean", p->text_length_mean);
        jsonw_key_array(w, "patterns");
        for (size_t i = 0; i < p->pattern_count; i++) jsonw_str(w, p->patterns[i].text);
        jsonw_end(w);
        jsonw_key_array(w, "pattern_counts");
        for (size_t i = 0; i < p->pattern_count; i++) jsonw_int(w, (int64_t)p->patterns[i].count);
        jsonw_end(w);
    }
    top_write(w, p);
    jsonw_end(w);
}

static void column_write(JsonW *w, const ModelColumn *c) {
    jsonw_object(w);
    jsonw_key_str(w, "column", c->name);
    jsonw_key_str(w, "label", c->label);
    list_write(w, "synonyms", c->synonyms);
    jsonw_key_str(w, "type", str_from(column_type_name(c->type)));
    jsonw_key_str(w, "role", str_from(column_role_name(c->role)));
    jsonw_key_str(w, "additivity", str_from(additivity_name(c->additivity)));
    jsonw_key_str(w, "unit", c->unit);
    jsonw_key_bool(w, "hidden", c->hidden);
    jsonw_key_object(w, "values");
    for (size_t i = 0; i < c->meaning_count; i++) {
        jsonw_key(w, c->meanings[i].value);
        jsonw_str(w, c->meanings[i].meaning);
    }
    jsonw_end(w);
    profile_write(w, c);
    jsonw_end(w);
}

static void column_name_write(JsonW *w, const char *key, const ModelTable *t, int column) {
    jsonw_key(w, str_from(key));
    if (column < 0) {
        jsonw_null(w);
    } else {
        jsonw_str(w, t->columns[column].name);
    }
}

void model_write_table(JsonW *w, const Model *m, int table) {
    const ModelTable *t = &m->tables[table];
    jsonw_object(w);
    jsonw_key_str(w, "table", t->name);
    jsonw_key_str(w, "label", t->label);
    list_write(w, "synonyms", t->synonyms);
    jsonw_key_int(w, "rows", (int64_t)t->rows);
    jsonw_key_int(w, "version", (int64_t)t->version);
    jsonw_key_moment(w, "fresh_at", t->fresh_at);
    jsonw_key_str(w, "kind", str_from(model_kind_name(t->kind)));
    jsonw_key_array(w, "key");
    for (size_t i = 0; i < t->key_count; i++) jsonw_str(w, t->columns[t->key[i]].name);
    jsonw_end(w);
    column_name_write(w, "name_column", t, t->name_column);
    column_name_write(w, "name_more", t, t->name_more);
    column_name_write(w, "time_column", t, t->time_column);
    jsonw_key_bool(w, "hidden", t->hidden);
    jsonw_key_array(w, "columns");
    for (size_t i = 0; i < t->column_count; i++) column_write(w, &t->columns[i]);
    jsonw_end(w);
    jsonw_end(w);
}

static void reference_write(JsonW *w, const char *key, const Model *m, int table, int column) {
    Buf text;
    buf_init(&text, REFERENCE_MAX);
    buf_add(&text, m->tables[table].name);
    buf_add_char(&text, '.');
    buf_add(&text, m->tables[table].columns[column].name);
    jsonw_key_str(w, key, buf_str(&text));
    buf_done(&text);
}

static void join_write(JsonW *w, const Model *m, const ModelJoin *j) {
    jsonw_object(w);
    reference_write(w, "from", m, j->from_table, j->from_column);
    reference_write(w, "to", m, j->to_table, j->to_column);
    jsonw_key_float(w, "coverage", j->coverage);
    jsonw_key_str(w, "origin", str_from(model_origin_name(j->origin)));
    jsonw_key_str(w, "kind", j->one_to_one ? S("one-to-one") : S("many-to-one"));
    jsonw_end(w);
}

static void metric_write(JsonW *w, const Model *m, const Metric *metric) {
    jsonw_object(w);
    jsonw_key_str(w, "name", metric->name);
    jsonw_key_str(w, "label", metric->label);
    list_write(w, "synonyms", metric->synonyms);
    jsonw_key_str(w, "expression", metric->expression);
    jsonw_key_str(w, "table", m->tables[metric->table].name);
    jsonw_key_str(w, "filter", metric->filter_text);
    jsonw_key_str(w, "unit", metric->unit);
    jsonw_key_str(w, "additivity", str_from(additivity_name(metric->additivity)));
    jsonw_key_str(w, "origin", str_from(model_origin_name(metric->origin)));
    jsonw_end(w);
}

void model_write(JsonW *w, const Model *m) {
    jsonw_object(w);
    jsonw_key_int(w, "version", (int64_t)m->version);
    jsonw_key_array(w, "tables");
    for (size_t i = 0; i < m->table_count; i++) model_write_table(w, m, (int)i);
    jsonw_end(w);
    jsonw_key_array(w, "joins");
    for (size_t i = 0; i < m->join_count; i++) join_write(w, m, &m->joins[i]);
    jsonw_end(w);
    jsonw_key_array(w, "metrics");
    for (size_t i = 0; i < m->metric_count; i++) metric_write(w, m, &m->metrics[i]);
    jsonw_end(w);
    jsonw_key(w, S("default_metric"));
    if (m->default_metric < 0) {
        jsonw_null(w);
    } else {
        jsonw_str(w, m->metrics[m->default_metric].name);
    }
    jsonw_end(w);
}
