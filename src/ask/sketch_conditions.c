#include "ask/sketch_conditions.h"

#define COMPARE_GAP (-1.5)  // a comparison so much less likely than the likeliest is not tried

typedef struct Collector {
    const SketchParts *parts;
    const SketchView *v;
    SketchConditions *out;
} Collector;

static const ModelColumn *column_of(const Collector *f, size_t i) {
    return model_at(f->v->m, f->v->columns[i].ref);
}

static void condition_keep(Collector *f, FillCondition c) {
    size_t at = f->out->count;
    if (at == SKETCH_CONDITIONS_MAX) {
        if (f->out->items[at - 1].score >= c.score) return;
        at--;
    } else {
        f->out->count++;
    }
    for (; at > 0 && f->out->items[at - 1].score < c.score; at--) {
        f->out->items[at] = f->out->items[at - 1];
    }
    f->out->items[at] = c;
}

static double filter_odds(const Collector *f, ColumnRef c) {
    for (size_t i = 0; i < f->v->column_count; i++) {
        if (sketch_view_same(f->v->columns[i].ref, c)) return f->parts->filter[i];
    }
    return -6;
}

static void values_collect(Collector *f) {
    for (size_t i = 0; i < f->v->value_count; i++) {
        const SketchValue *value = &f->v->values[i];
        const double *log_p = f->parts->value[i];
        ColumnRef c = {.table = value->target->table, .column = value->target->column};
        double is_not = log_p[VALUE_IS_NOT], is = log_p[VALUE_IS], like = log_p[VALUE_LIKE];
        double best = is_not > is ? is_not : is;
        best = like > best ? like : best;
        FillCondition condition = {.column = c,
                                   .value = value,
                                   .negated = is_not > is && is_not > like,
                                   .first = value->link->first,
                                   .end = value->link->end};
        condition.score = best - log_p[VALUE_UNUSED] + 0.3 * filter_odds(f, c);
        condition_keep(f, condition);
    }
}

// How far a column is named from a number, in units; what stands before it is nearer.
static double pair_distance(const Collector *f, size_t column, size_t token) {
    const SketchMention *n = &f->v->columns[column].mention;
    if (!n->is_set) return 6;
    double x = (double)f->v->unit_of[n->first], y = (double)f->v->unit_of[token];
    double distance = x < y ? y - x : 1.5 * (x - y);
    return distance < 10 ? distance : 10;
}

static bool takes_number(const ModelColumn *c, const Token *t, double amount) {
    if (t->kind == TOKEN_DATE) return sketch_view_is_time(c);
    if (sketch_view_is_time(c)) return amount >= 1000 && amount < 2200;
    return sketch_view_is_number(c);
}

SketchCompare sketch_conditions_compare(const double log_p[SKETCH_CLASSES_MAX]) {
    int best = 0;
    for (int k = 1; k <= COMPARE_BETWEEN; k++) best = log_p[k] > log_p[best] ? k : best;
    return (SketchCompare)best;
}

// Any column that takes the number, compared in one way.
static void number_collect(Collector *f, size_t n, SketchCompare compare, double odds) {
    const SketchView *v = f->v;
    const double *log_p = f->parts->number[n];
    bool range = compare == COMPARE_BETWEEN && n + 1 < v->number_count;
    if (compare == COMPARE_BETWEEN && !range) return;
    for (size_t i = 0; i < v->column_count; i++) {
        if (!takes_number(column_of(f, i), &v->t->items[v->numbers[n]], v->amounts[n])) continue;
        FillCondition c = {.column = v->columns[i].ref,
                           .is_number = true,
                           .compare = compare,
                           .number = n,
                           .number_to = range ? n + 1 : n,
                           .first = v->numbers[n],
                           .end = v->numbers[range ? n + 1 : n] + 1};
        double rest =
            log_p[NUMBER_LIMIT] > log_p[NUMBER_HAVING] ? log_p[NUMBER_LIMIT] : log_p[NUMBER_HAVING];
        rest = rest > log_p[NUMBER_UNUSED] ? rest : log_p[NUMBER_UNUSED];
        c.score = 0.5 * (log_p[NUMBER_WHERE] - rest) + 0.7 * f->parts->filter[i] -
                  0.25 * pair_distance(f, i, v->numbers[n]) + 2 + odds;
        condition_keep(f, c);
    }
}

static void numbers_collect(Collector *f) {
    for (size_t n = 0; n < f->v->number_count; n++) {
        const double *log_p = f->parts->compare[n];
        SketchCompare best = sketch_conditions_compare(log_p);
        for (int k = 0; k <= COMPARE_BETWEEN; k++) {
            double odds = log_p[k] - log_p[best];
            if (odds > COMPARE_GAP) number_collect(f, n, (SketchCompare)k, odds);
        }
    }
}

static bool has_word(const SketchView *v, size_t first, size_t end, const char *const *words,
                     size_t count) {
    for (size_t i = first; i < end && i < v->t->count; i++) {
        for (size_t k = 0; k < count; k++) {
            if (str_starts(v->t->items[i].text, str_from(words[k]))) return true;
        }
    }
    return false;
}

static ExprOp text_op(const SketchView *v, size_t first) {
    static const char *const STARTS[] = {"start", "begin", "prefix"};
    static const char *const ENDS[] = {"end", "suffix"};
    static const char *const PARTS[] = {"contain", "includ", "letter", "substring", "word",
                                        "have",    "has",    "like",   "phrase"};
    size_t from = first > 6 ? first - 6 : 0;
    if (has_word(v, from, first, STARTS, COUNT_OF(STARTS))) return OP_STARTS;
    if (has_word(v, from, first, ENDS, COUNT_OF(ENDS))) return OP_ENDS;
    return has_word(v, from, first, PARTS, COUNT_OF(PARTS)) ? OP_CONTAINS : OP_EQ;
}

// What stands in quotes is text, of the data or not.
static void texts_collect(Collector *f) {
    static const char *const NOTS[] = {"not", "n't", "without", "except", "exclud"};
    const SketchView *v = f->v;
    for (size_t first = 0, end; first < v->t->count; first = end) {
        end = first + 1;
        if (!v->t->items[first].quoted) continue;
        while (end < v->t->count && v->t->items[end].quoted) end++;
        ExprOp op = text_op(v, first);
        Str whole = str_of(v->t->items[first].raw.ptr,
                           (size_t)(v->t->items[end - 1].raw.ptr - v->t->items[first].raw.ptr) +
                               v->t->items[end - 1].raw.len);
        for (size_t i = 0; i < v->column_count; i++) {
            if (column_of(f, i)->type != TYPE_TEXT) continue;
            FillCondition c = {
                .column = v->columns[i].ref,
                .is_text = true,
                .text = whole,
                .text_op = op,
                .negated = has_word(v, first > 6 ? first - 6 : 0, first, NOTS, COUNT_OF(NOTS)),
                .first = first,
                .end = end};
            c.score = 0.7 * f->parts->filter[i] - 0.25 * pair_distance(f, i, first) +
                      (op == OP_EQ ? 1 : 3);
            condition_keep(f, c);
        }
    }
}

void sketch_conditions_collect(const SketchParts *parts, SketchConditions *out) {
    Collector f = {.parts = parts, .v = parts->v, .out = out};
    out->count = 0;
    values_collect(&f);
    numbers_collect(&f);
    texts_collect(&f);
}
