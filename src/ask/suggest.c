// Questions that the data can answer, for empty pages and for what to ask next.

#include "ask/ask.h"
#include "base/vec.h"
#include "words/words_match.h"

enum { SUGGESTIONS_MAX = 6, FOLLOWUPS_MAX = 4 };

typedef VEC(Str) Questions;

static void question_add(Questions *q, Arena *a, size_t max, Str text) {
    if (q->count < max) *vec_push(a, q) = text;
}

static const char BY_MONTH_OF[] = WORD("{measure} by month");
static const char BY_QUARTER_OF[] = WORD("{measure} in {year} by quarter");
static const char BY_OF[] = WORD("{measure} by {thing}");
static const char TOP_OF[] = WORD("Top 10 {things} by {measure}");
static const char HOW_MANY[] = WORD("How many {things} are there?");
static const char BY_MONTH[] = WORD("By month");
static const char BY[] = WORD("By {thing}");
static const char ONLY_TOP[] = WORD("Only the top 5");
static const char AS_SHARE[] = WORD("As a percentage of the total");
static const char COMPARED[] = WORD("Compared with the period before");

// All of them; of two that fit a text the one with fewer slots comes first.
static const char *const TEXTS[] = {BY_MONTH, ONLY_TOP,      AS_SHARE,    COMPARED, HOW_MANY,
                                    TOP_OF,   BY_QUARTER_OF, BY_MONTH_OF, BY_OF,    BY};

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

static Str metric_label(const Metric *metric) {
    return metric->label.len > 0 ? metric->label : metric->name;
}

static void metric_suggest(const Model *m, const Metric *metric, Date today, Words w,
                           Questions *q) {
    Str name = words_term(w, metric_label(metric));
    const ModelColumn *category = category_of(m, metric->table);
    const ModelTable *thing = thing_of(m, metric->table);
    if (has_time(m, metric->table)) {
        Str year = str_fmt(w.a, "%d", date_parts(today).year);
        question_add(q, w.a, SUGGESTIONS_MAX, words_of(w, BY_MONTH_OF, {"measure", name}));
        question_add(q, w.a, SUGGESTIONS_MAX,
                     words_of(w, BY_QUARTER_OF, {"measure", name}, {"year", year}));
    }
    if (category) {
        question_add(
            q, w.a, SUGGESTIONS_MAX,
            words_of(w, BY_OF, {"measure", name}, {"thing", words_term(w, category->label)}));
    }
    if (thing) {
        question_add(
            q, w.a, SUGGESTIONS_MAX,
            words_of(w, TOP_OF, {"things", words_term(w, thing->label)}, {"measure", name}));
    }
}

StrList ask_suggestions(const Model *m, Date today, Words w) {
    Questions q = {0};
    if (m->default_metric >= 0) metric_suggest(m, &m->metrics[m->default_metric], today, w, &q);
    for (size_t i = 0; i < m->metric_count && q.count < SUGGESTIONS_MAX; i++) {
        if ((int)i != m->default_metric) metric_suggest(m, &m->metrics[i], today, w, &q);
    }
    for (size_t t = 0; t < m->table_count && q.count < SUGGESTIONS_MAX; t++) {
        if (m->tables[t].hidden) continue;
        Str things = words_term(w, m->tables[t].label);
        question_add(&q, w.a, SUGGESTIONS_MAX, words_of(w, HOW_MANY, {"things", things}));
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

StrList ask_followups(const Model *m, const Plan *p, Words w) {
    Questions q = {0};
    int table = p->table_count > 0 ? p->tables[0].table : 0;
    const ModelColumn *category = m->table_count > 0 ? category_of(m, table) : NULL;
    bool aggregate = p->measure_count > 0 && !p->from;
    if (aggregate && !has_bucket(p) && m->table_count > 0 && has_time(m, table)) {
        question_add(&q, w.a, FOLLOWUPS_MAX, words_text(w, BY_MONTH));
    }
    if (aggregate && category && !groups_by(p, m, category)) {
        Str thing = words_term(w, category->label);
        question_add(&q, w.a, FOLLOWUPS_MAX, words_of(w, BY, {"thing", thing}));
    }
    if (aggregate && p->dimension_count == 1 && !has_bucket(p) && p->limit == 0) {
        question_add(&q, w.a, FOLLOWUPS_MAX, words_text(w, ONLY_TOP));
        question_add(&q, w.a, FOLLOWUPS_MAX, words_text(w, AS_SHARE));
    }
    if (aggregate && p->time.is_set && p->time.has_first && p->time.has_end &&
        p->compare == COMPARE_NONE) {
        question_add(&q, w.a, FOLLOWUPS_MAX, words_text(w, COMPARED));
    }
    return (StrList){.items = q.items, .count = q.count};
}

// ---- the way back ----

static bool is_said(Str label, Str said, Words w) {
    return label.len > 0 && str_eq(words_term(w, label), said);
}

// The label of the model that is said so in the language.
static bool label_of(const Model *m, Str said, Words w, Str *ret) {
    for (size_t i = 0; i < m->metric_count; i++) {
        *ret = metric_label(&m->metrics[i]);
        if (is_said(*ret, said, w)) return true;
    }
    for (size_t t = 0; t < m->table_count; t++) {
        *ret = m->tables[t].label;
        if (is_said(*ret, said, w)) return true;
        for (size_t c = 0; c < m->tables[t].column_count; c++) {
            *ret = m->tables[t].columns[c].label;
            if (is_said(*ret, said, w)) return true;
        }
    }
    return false;
}

// Every slot must be a year or a label: any question of the language may be of the form of a text.
static bool slots_read(const Model *m, WordsMatch *match, Words w) {
    for (size_t i = 0; i < match->count; i++) {
        Str *value = &match->slots[i].value;
        int64_t year = 0;
        if (str_eq(str_from(match->slots[i].name), S("year"))) {
            if (!str_to_int(*value, &year)) return false;
        } else if (!label_of(m, *value, w, value)) {
            return false;
        }
    }
    return true;
}

Str ask_suggestion_read(const Model *m, Str question, Words w) {
    Str said = str_trim(question);
    for (size_t i = 0; i < COUNT_OF(TEXTS) && w.language; i++) {
        WordsMatch match;
        if (!words_match(words_text(w, TEXTS[i]), said, &match)) continue;
        if (!slots_read(m, &match, w)) continue;
        return words_fill(words_english(w.a), TEXTS[i], match.slots);
    }
    return question;
}
