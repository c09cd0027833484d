// Questions that the data can answer, for empty pages and for what to ask next.

#include "ask/ask.h"
#include "base/vec.h"

enum { SUGGESTIONS_MAX = 6, FOLLOWUPS_MAX = 4 };

typedef VEC(Str) Questions;

static void question_add(Questions *q, Arena *a, size_t max, Str text) {
    if (q->count < max) *vec_push(a, q) = text;
}

// Whether rows of `from` see `to` by going from many to one.
static bool sees(const Model *m, int from, int to, int depth) {
    if (from == to) return true;
    for (size_t i = 0; i < m->join_count && depth > 0; i++) {
        if (m->joins[i].from_table == from && sees(m, m->joins[i].to_table, to, depth - 1))
            return true;
    }
    return false;
}

static const ModelColumn *category_of(const Model *m, int table) {
    for (size_t t = 0; t < m->table_count; t++) {
        if (m->tables[t].hidden || !sees(m, table, (int)t, 3)) continue;
        for (size_t c = 0; c < m->tables[t].column_count; c++) {
            const ModelColumn *column = &m->tables[t].columns[c];
            bool fits = (column->role == ROLE_CATEGORY || column->role == ROLE_PLACE) &&
                        !column->hidden && column->profile.distinct > 1 &&
                        column->profile.distinct <= 40;
            if (fits) return column;
        }
    }
    return NULL;
}

static const ModelTable *thing_of(const Model *m, int table) {
    for (size_t t = 0; t < m->table_count; t++) {
        const ModelTable *other = &m->tables[t];
        if ((int)t == table || other->hidden || other->name_column < 0) continue;
        if (sees(m, table, (int)t, 3)) return other;
    }
    return NULL;
}

static bool has_time(const Model *m, int table) {
    for (size_t t = 0; t < m->table_count; t++) {
        if (m->tables[t].time_column >= 0 && sees(m, table, (int)t, 3)) return true;
    }
    return false;
}

static void metric_suggest(const Model *m, const Metric *metric, Date today, Arena *a,
                           Questions *q) {
    Str name = metric->label.len > 0 ? metric->label : metric->name;
    const ModelColumn *category = category_of(m, metric->table);
    const ModelTable *thing = thing_of(m, metric->table);
    if (has_time(m, metric->table)) {
        question_add(q, a, SUGGESTIONS_MAX, str_fmt(a, STR_F " by month", STR_A(name)));
        question_add(q, a, SUGGESTIONS_MAX,
                     str_fmt(a, STR_F " in %d by quarter", STR_A(name), date_parts(today).year));
    }
    if (category) {
        question_add(q, a, SUGGESTIONS_MAX,
                     str_fmt(a, STR_F " by " STR_F, STR_A(name), STR_A(category->label)));
    }
    if (thing) {
        question_add(q, a, SUGGESTIONS_MAX,
                     str_fmt(a, "Top 10 " STR_F " by " STR_F, STR_A(thing->label), STR_A(name)));
    }
}

StrList ask_suggestions(const Model *m, Date today, Arena *a) {
    Questions q = {0};
    if (m->default_metric >= 0) metric_suggest(m, &m->metrics[m->default_metric], today, a, &q);
    for (size_t i = 0; i < m->metric_count && q.count < SUGGESTIONS_MAX; i++) {
        if ((int)i != m->default_metric) metric_suggest(m, &m->metrics[i], today, a, &q);
    }
    for (size_t t = 0; t < m->table_count && q.count < SUGGESTIONS_MAX; t++) {
        if (m->tables[t].hidden) continue;
        question_add(&q, a, SUGGESTIONS_MAX,
                     str_fmt(a, "How many " STR_F " are there?", STR_A(m->tables[t].label)));
    }
    return (StrList){.items = q.items, .count = q.count};
}

static bool has_bucket(const Plan *p) {
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *e = p->dimensions[i].expr;
        if (e->kind == EXPR_CALL && e->op == OP_BUCKET) return true;
    }
    return false;
}

static bool groups_by(const Plan *p, const Model *m, const ModelColumn *c) {
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *e = p->dimensions[i].expr;
        if (e->kind == EXPR_COLUMN && e->column.table >= 0 && model_at(m, e->column) == c)
            return true;
    }
    return false;
}

StrList ask_followups(const Model *m, const Plan *p, Arena *a) {
    Questions q = {0};
    int table = p->table_count > 0 ? p->tables[0].table : 0;
    const ModelColumn *category = m->table_count > 0 ? category_of(m, table) : NULL;
    bool aggregate = p->measure_count > 0 && !p->from;
    if (aggregate && !has_bucket(p) && m->table_count > 0 && has_time(m, table)) {
        question_add(&q, a, FOLLOWUPS_MAX, S("By month"));
    }
    if (aggregate && category && !groups_by(p, m, category)) {
        question_add(&q, a, FOLLOWUPS_MAX, str_fmt(a, "By " STR_F, STR_A(category->label)));
    }
    if (aggregate && p->dimension_count == 1 && !has_bucket(p) && p->limit == 0) {
        question_add(&q, a, FOLLOWUPS_MAX, S("Only the top 5"));
        question_add(&q, a, FOLLOWUPS_MAX, S("As a percentage of the total"));
    }
    if (aggregate && p->time.is_set && p->time.has_first && p->time.has_end &&
        p->compare == COMPARE_NONE) {
        question_add(&q, a, FOLLOWUPS_MAX, S("Compared with the period before"));
    }
    return (StrList){.items = q.items, .count = q.count};
}
