#include <math.h>

#include "ask/rank_question.h"

#define SAME_NUMBER 1e-6

enum { NEAR_WORDS = 3 };

// ---- numbers ----

typedef struct Numbers {
    double items[RANK_NUMBERS_MAX];
    size_t count;
} Numbers;

static void numbers_see(const Plan *p, Numbers *out);

static void number_add(Numbers *out, double number) {
    if (out->count < RANK_NUMBERS_MAX) out->items[out->count++] = number;
}

static void expr_numbers(const Expr *e, Numbers *out) {
    if (e->kind == EXPR_LITERAL && !e->literal.is_null) {
        double number = 0;
        if (e->literal.type == TYPE_INT) number_add(out, (double)e->literal.i);
        if (e->literal.type == TYPE_FLOAT) number_add(out, e->literal.f);
        if (e->literal.type == TYPE_TEXT && str_to_float(e->literal.s, &number)) {
            number_add(out, number);
        }
    }
    if (e->kind == EXPR_PLAN && e->plan) numbers_see(e->plan, out);
    for (size_t i = 0; i < e->arg_count; i++) expr_numbers(e->args[i], out);
}

static void numbers_see(const Plan *p, Numbers *out) {
    for (size_t i = 0; i < p->filter_count; i++) expr_numbers(p->filters[i], out);
    for (size_t i = 0; i < p->having_count; i++) expr_numbers(p->having[i], out);
    if (p->limit > 1) number_add(out, (double)p->limit);
    if (p->other) numbers_see(p->other, out);
    if (p->from) numbers_see(p->from, out);
}

// Of the numbers of one, how many the other has nowhere.
static double numbers_missing(const double *x, size_t x_count, const double *y, size_t y_count) {
    double missing = 0;
    for (size_t i = 0; i < x_count; i++) {
        bool found = false;
        for (size_t k = 0; k < y_count; k++) found = found || fabs(x[i] - y[k]) < SAME_NUMBER;
        missing += found ? 0 : 1;
    }
    return missing;
}

static void numbers_compare(const Plan *p, const RankQuestion *q, double *f) {
    Numbers own = {0};
    numbers_see(p, &own);
    f[FEATURE_NUMBERS_LOST] = numbers_missing(q->numbers, q->number_count, own.items, own.count);
    f[FEATURE_NUMBERS_ADDED] = numbers_missing(own.items, own.count, q->numbers, q->number_count);
    f[FEATURE_QUESTION_NUMBERS] = (double)q->number_count;
}

// ---- columns ----

// Where a column is named; a name or key stands for its table.
static const SketchMention *mention_of(const RankQuestion *q, ColumnRef c) {
    if (c.table < 0) return NULL;
    const SketchColumn *column = sketch_view_column(q->view, c);
    if (column && column->mention.is_set) return &column->mention;
    const ModelTable *t = &q->view->m->tables[c.table];
    ColumnRole role = t->columns[c.column].role;
    bool stands = c.column == t->name_column || role == ROLE_NAME || role == ROLE_KEY;
    const SketchMention *table = &q->view->tables[c.table].mention;
    return stands && table->is_set ? table : NULL;
}

static double distance(const SketchMention *x, const SketchMention *y) {
    if (x->end <= y->first) return (double)(y->first - x->end);
    return y->end <= x->first ? (double)(x->first - y->end) : 0;
}

static void shown_align(const RankQuestion *q, const RankShown *s, const SketchMention *mention,
                        double *f) {
    const SketchMention *table = &q->view->tables[s->column.table].mention;
    f[table->is_set ? FEATURE_OWN_TABLE : FEATURE_OTHER_TABLE] += 1;
    if (!mention) return;
    bool near = table->is_set && distance(mention, table) <= NEAR_WORDS;
    f[FEATURE_NEAR_TABLE] += near ? 1 : 0;
    f[FEATURE_LATE] += mention->first > q->conditions_at ? 1 : 0;
    f[FEATURE_RIVALS] += mention->rivals;
    f[FEATURE_FIT] += mention->score;
    if (mention->score < f[FEATURE_FIT_LEAST]) f[FEATURE_FIT_LEAST] = mention->score;
}

static bool same_column(ColumnRef x, ColumnRef y) {
    return x.table == y.table && x.column == y.column;
}

// Two shown columns beside each other.
static void pair_align(const Model *m, const RankShown *x, const RankShown *y,
                       const SketchMention *at_x, const SketchMention *at_y, double *f) {
    if (at_x && at_y && at_x->first > at_y->first) f[FEATURE_TURNED] += 1;
    if (x->column.table < 0 || y->column.table < 0 || x->is_measure != y->is_measure) return;
    bool same = same_column(x->column, y->column);
    f[FEATURE_TWICE] += same && expr_equal(x->expr, y->expr) ? 1 : 0;
    bool namesakes = str_eq_nocase(model_at(m, x->column)->name, model_at(m, y->column)->name);
    f[FEATURE_SAME_NAME] += !same && namesakes ? 1 : 0;
}

static void columns_align(const RankShown *shown, size_t count, const RankQuestion *q, double *f) {
    const SketchMention *at[RANK_SHOWN_MAX];
    double named = 0;
    f[FEATURE_FIT_LEAST] = 1;
    for (size_t i = 0; i < count; i++) {
        at[i] = mention_of(q, shown[i].column);
        named += at[i] ? 1 : 0;
        if (shown[i].column.table >= 0) shown_align(q, &shown[i], at[i], f);
        for (size_t k = 0; k < i; k++)
            pair_align(q->view->m, &shown[k], &shown[i], at[k], at[i], f);
    }
    f[FEATURE_FIT] = named > 0 ? f[FEATURE_FIT] / named : 0;
    double words = q->view->t->count > 0 ? (double)q->view->t->count : 1;
    f[FEATURE_FIRST_AT] = count > 0 && at[0] ? (double)at[0]->first / words : 1;
}

static bool is_shown(const RankShown *shown, size_t count, ColumnRef c) {
    for (size_t i = 0; i < count; i++) {
        if (same_column(shown[i].column, c)) return true;
    }
    return false;
}

// What the likeliest parse names before the conditions, and whether it is shown.
static void named_align(const RankShown *shown, size_t count, const RankQuestion *q, double *f) {
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < q->view->column_count; i++) {
        const SketchColumn *c = &q->view->columns[i];
        if (!c->mention.is_set || !c->mention.is_read) continue;
        bool has = is_shown(shown, count, c->ref);
        if (c->mention.first < q->conditions_at && !has) f[FEATURE_EARLY] += 1;
        if (c->mention.first >= first) continue;
        first = c->mention.first;
        f[FEATURE_FIRST_NAMED] = has ? 1 : 0;
    }
}

static void filters_align(const Plan *p, const RankShown *shown, size_t count,
                          const RankQuestion *q, double *f) {
    double fit = 0, columns = 0;
    for (size_t i = 0; i < p->filter_count; i++) {
        const Expr *e = p->filters[i];
        ColumnRef c = rank_clauses_column(e);
        if (c.table < 0) continue;
        const SketchColumn *column = sketch_view_column(q->view, c);
        double said = column && column->mention.is_set ? column->mention.score : 0;
        fit += fmax(said, column ? column->value : 0);
        columns += 1;
        bool says = e->kind == EXPR_CALL && (e->op == OP_EQ || e->op == OP_IN);
        f[FEATURE_FILTER_SHOWN] += says && is_shown(shown, count, c) ? 1 : 0;
    }
    f[FEATURE_FILTER_FIT] = columns > 0 ? fit / columns : 1;
}

void rank_align_measure(Candidate *c, const RankQuestion *q) {
    RankShown shown[RANK_SHOWN_MAX];
    size_t count = rank_clauses_shown(c->plan, shown);
    double *f = c->features;
    numbers_compare(c->plan, q, f);
    columns_align(shown, count, q, f);
    named_align(shown, count, q, f);
    filters_align(c->plan, shown, count, q, f);
    f[FEATURE_LISTED] = q->listed;
    f[FEATURE_WIDER] = fmax(0, (double)count - q->listed);
    f[FEATURE_NARROWER] = fmax(0, q->listed - (double)count);
    f[FEATURE_QUESTION_LENGTH] = (double)q->view->t->count;
}
