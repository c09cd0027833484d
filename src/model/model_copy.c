#include "model/model_copy.h"

static StrList list_copy(Arena *a, StrList list) {
    Str *items = arena_new(a, Str, list.count);
    for (size_t i = 0; i < list.count; i++) items[i] = str_dup(a, list.items[i]);
    return (StrList){.items = items, .count = list.count};
}

static const TopValue *values_copy(Arena *a, const TopValue *values, size_t count) {
    TopValue *copy = arena_new(a, TopValue, count);
    for (size_t i = 0; i < count; i++) {
        copy[i] = (TopValue){.text = str_dup(a, values[i].text), .count = values[i].count};
    }
    return copy;
}

Profile model_copy_profile(Arena *a, const Profile *p) {
    Profile copy = *p;
    copy.min.s = str_dup(a, p->min.s);
    copy.max.s = str_dup(a, p->max.s);
    copy.top = values_copy(a, p->top, p->top_count);
    copy.patterns = values_copy(a, p->patterns, p->pattern_count);
    HistogramBin *bins = arena_new(a, HistogramBin, p->bin_count);
    for (size_t i = 0; i < p->bin_count; i++) bins[i] = p->bins[i];
    copy.bins = bins;
    return copy;
}

static void column_copy(Arena *a, ModelColumn *c) {
    c->name = str_dup(a, c->name);
    c->label = str_dup(a, c->label);
    c->synonyms = list_copy(a, c->synonyms);
    c->unit = str_dup(a, c->unit);
    ValueMeaning *meanings = arena_new(a, ValueMeaning, c->meaning_count);
    for (size_t i = 0; i < c->meaning_count; i++) {
        meanings[i].value = str_dup(a, c->meanings[i].value);
        meanings[i].meaning = str_dup(a, c->meanings[i].meaning);
    }
    c->meanings = meanings;
    c->profile = model_copy_profile(a, &c->profile);
}

static void table_copy(Arena *a, ModelTable *t) {
    ModelColumn *columns = arena_new(a, ModelColumn, t->column_count);
    int *key = arena_new(a, int, t->key_count);
    for (size_t i = 0; i < t->column_count; i++) {
        columns[i] = t->columns[i];
        column_copy(a, &columns[i]);
    }
    for (size_t i = 0; i < t->key_count; i++) key[i] = t->key[i];
    t->columns = columns;
    t->key = key;
    t->name = str_dup(a, t->name);
    t->label = str_dup(a, t->label);
    t->synonyms = list_copy(a, t->synonyms);
}

static void metric_copy(Arena *a, Metric *metric) {
    metric->name = str_dup(a, metric->name);
    metric->label = str_dup(a, metric->label);
    metric->synonyms = list_copy(a, metric->synonyms);
    metric->expression = str_dup(a, metric->expression);
    metric->filter_text = str_dup(a, metric->filter_text);
    metric->unit = str_dup(a, metric->unit);
    metric->expr = expr_copy(a, metric->expr);
    metric->filter = expr_copy(a, metric->filter);
}

Model *model_copy(Arena *a, const Model *m, size_t join_room, size_t metric_room) {
    Model *copy = arena_new(a, Model, 1);
    *copy = *m;
    copy->tables = arena_new(a, ModelTable, m->table_count);
    copy->joins = arena_new(a, ModelJoin, m->join_count + join_room);
    copy->metrics = arena_new(a, Metric, m->metric_count + metric_room);
    for (size_t i = 0; i < m->table_count; i++) {
        copy->tables[i] = m->tables[i];
        table_copy(a, &copy->tables[i]);
    }
    for (size_t i = 0; i < m->join_count; i++) copy->joins[i] = m->joins[i];
    for (size_t i = 0; i < m->metric_count; i++) {
        copy->metrics[i] = m->metrics[i];
        metric_copy(a, &copy->metrics[i]);
    }
    return copy;
}
