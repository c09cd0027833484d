// plan_sentence: "total revenue by product, October 2026, where city is Delhi, ten highest".
//
// Each part is a text of its own with slots, so that another language may put it in its own order.
#include "plan/plan_type.h"
#include "plan/plan_words.h"

typedef struct Sentence {
    const Model *m;
    const Plan *p;
    Words w;
} Sentence;

// Puts one more part behind what is said.
static Str more(const Sentence *s, Str said, Str part) {
    return words_of(s->w, "{said}, {part}", {"said", said}, {"part", part});
}

static bool is_asked(const PlanDimension *d) { return !d->hidden && !d->support; }

static Str dimensions_say(const Sentence *s) {
    const Plan *p = s->p;
    Str *said = arena_new(s->w.a, Str, p->dimension_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (is_asked(&p->dimensions[i])) said[count++] = plan_words_dimension(s->m, p, i, s->w);
    }
    return words_list(s->w, said, count);
}

// What stands beside is not said: the order or the condition that it is there for says it.
static Str measures_say(const Sentence *s) {
    const Plan *p = s->p;
    Str *said = arena_new(s->w.a, Str, p->measure_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < p->measure_count; i++) {
        const PlanMeasure *measure = &p->measures[i];
        if (measure->support) continue;
        Str words = plan_words_measure(s->m, p, i, s->w);
        if (measure->derive == DERIVE_MOVING) {
            words = words_of(s->w, "{measure} over {number}", {"measure", words},
                             {"number", str_fmt(s->w.a, "%d", measure->window)});
        }
        said[count++] = words;
    }
    return words_list(s->w, said, count);
}

// "customer id of orders": a link alone does not say whose rows it was taken from.
static Str owner_say(const Sentence *s, Str things) {
    const Plan *p = s->p;
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *e = p->dimensions[i].expr;
        if (e->kind != EXPR_COLUMN || e->column.table < 0 || p->dimensions[i].label.len > 0)
            continue;
        if (model_at(s->m, e->column)->role != ROLE_LINK) continue;
        Str owner = words_term(s->w, s->m->tables[e->column.table].label);
        return words_of(s->w, "{things} of {owner}", {"things", things}, {"owner", owner});
    }
    return things;
}

static Str subject_say(const Sentence *s) {
    Str measures = measures_say(s), dimensions = dimensions_say(s);
    if (measures.len > 0 && dimensions.len > 0) {
        return words_of(s->w, "{measures} by {dimensions}", {"measures", measures},
                        {"dimensions", dimensions});
    }
    if (measures.len > 0) return measures;
    if (s->p->distinct) dimensions = words_of(s->w, "different {things}", {"things", dimensions});
    return owner_say(s, dimensions);
}

static Str conditions_say(const Sentence *s, Expr *const *exprs, size_t count) {
    Str *said = arena_new(s->w.a, Str, count + 1);
    for (size_t i = 0; i < count; i++) {
        bool is_or = exprs[i]->kind == EXPR_CALL && exprs[i]->op == OP_OR && count > 1;
        said[i] = plan_words_expr(s->m, s->p, exprs[i], s->w);
        if (is_or) said[i] = str_fmt(s->w.a, "(" STR_F ")", STR_A(said[i]));
    }
    return words_joined(s->w, said, count, WORD(" and "), WORD(" and "));
}

// What an order is by.
static Str order_of(const Sentence *s, const PlanOrder *o) {
    const Plan *p = s->p;
    if (o->by == ORDER_EXPR) return plan_words_expr(s->m, p, o->expr, s->w);
    if (o->by == ORDER_DIMENSION) return plan_words_dimension(s->m, p, (size_t)o->index, s->w);
    Str measure = plan_words_measure(s->m, p, (size_t)o->index, s->w);
    if (o->by == ORDER_CHANGE) return words_of(s->w, "change of {1}", {"1", measure});
    if (o->by == ORDER_CHANGE_RATE) return words_of(s->w, "growth of {1}", {"1", measure});
    return measure;
}

static bool is_by_time(const Sentence *s, const PlanOrder *o) {
    return o && plan_words_by_time(s->m, s->p, o);
}

static bool is_by_number(const Sentence *s, const PlanOrder *o) {
    if (!o || o->by != ORDER_DIMENSION) return true;
    ColumnType type = TYPE_TEXT;
    Err err;
    return plan_type_output(s->m, s->p, (size_t)o->index, &type, &err) &&
           (type == TYPE_INT || type == TYPE_FLOAT);
}

static bool is_first_measure(const Plan *p) {
    return p->order_count > 0 && p->orders[0].by == ORDER_MEASURE && p->orders[0].index == 0 &&
           p->measure_count == 1 && !p->measures[0].support;
}

// By whether it is by time, and whether it goes down.
static const char *const ORDERED[2][2] = {
    {WORD("ordered by {what}, lowest first"), WORD("ordered by {what}, highest first")},
    {WORD("ordered by {what}, earliest first"), WORD("ordered by {what}, latest first")},
};
static const char *const THEN[2][2] = {
    {WORD("then by {what}, lowest first"), WORD("then by {what}, highest first")},
    {WORD("then by {what}, earliest first"), WORD("then by {what}, latest first")},
};

static Str order_say(const Sentence *s, Str said) {
    for (size_t i = 0; i < s->p->order_count; i++) {
        const PlanOrder *o = &s->p->orders[i];
        bool is_time = is_by_time(s, o);
        const char *text = (i == 0 ? ORDERED : THEN)[is_time][o->descending];
        said = more(s, said, words_of(s->w, text, {"what", order_of(s, o)}));
    }
    return said;
}

// One of them, and several.
typedef struct End {
    const char *one, *many;
} End;

static const End FIRST = {WORD("the first"), WORD("{number} first")};
static const End LAST = {WORD("the last"), WORD("{number} last")};
static const End HIGHEST = {WORD("the highest"), WORD("{number} highest")};
static const End LOWEST = {WORD("the lowest"), WORD("{number} lowest")};
static const End LATEST = {WORD("the latest"), WORD("{number} latest")};
static const End EARLIEST = {WORD("the earliest"), WORD("{number} earliest")};

static const End *end_of(const Sentence *s, const PlanOrder *o) {
    bool down = !o ? s->p->measure_count > 0 : o->descending;
    if (!o && s->p->measure_count == 0) return &FIRST;
    if (is_by_time(s, o)) return down ? &LATEST : &EARLIEST;
    if (!is_by_number(s, o)) return down ? &LAST : &FIRST;
    return down ? &HIGHEST : &LOWEST;
}

// "ten highest", "the highest", "three lowest by salary", "first ten".
static Str limit_say(const Sentence *s, Str said) {
    const Plan *p = s->p;
    const PlanOrder *o = p->order_count > 0 ? &p->orders[0] : NULL;
    if (p->offset > 0) {
        Str number = words_number(s->w, p->offset);
        said = more(s, said, words_of(s->w, "after the first {number}", {"number", number}));
    }
    const End *end = end_of(s, o);
    Str text = p->limit == 1 ? words_text(s->w, end->one)
                             : words_of(s->w, end->many, {"number", words_number(s->w, p->limit)});
    if (o && !is_first_measure(p)) {
        text = words_of(s->w, "{end} by {what}", {"end", text}, {"what", order_of(s, o)});
    }
    if (p->limit_per >= 0) {
        Str each = plan_words_dimension(s->m, p, (size_t)p->limit_per, s->w);
        text = words_of(s->w, "{end} in each {what}", {"end", text}, {"what", each});
    }
    said = more(s, said, text);
    return p->with_ties ? more(s, said, words_text(s->w, "with ties")) : said;
}

static Str set_say(const Sentence *s, Str said) {
    static const char *const SETS[] = {[SET_UNION] = WORD("{said}; and also {other}"),
                                       [SET_INTERSECT] = WORD("{said}; those also among {other}"),
                                       [SET_EXCEPT] = WORD("{said}; without {other}")};
    if (s->p->set_op == SET_NONE || !s->p->other) return said;
    return words_of(s->w, SETS[s->p->set_op], {"said", said},
                    {"other", plan_sentence(s->m, s->p->other, s->w)});
}

// Of which rows: the period and the conditions.
static Str rows_say(const Sentence *s, Str said) {
    const Plan *p = s->p;
    if (p->time.is_set) said = more(s, said, plan_words_range(&p->time, s->w));
    if (p->filter_count > 0) {
        Str conditions = conditions_say(s, p->filters, p->filter_count);
        said = more(s, said, words_of(s->w, "where {conditions}", {"conditions", conditions}));
    }
    if (p->having_count == 0) return said;
    Str conditions = conditions_say(s, p->having, p->having_count);
    return more(s, said, words_of(s->w, "with {conditions}", {"conditions", conditions}));
}

Str plan_sentence(const Model *m, const Plan *p, Words w) {
    Sentence s = {.m = m, .p = p, .w = w};
    Str said = subject_say(&s);
    if (p->from) {
        said = words_of(w, "{said} of ({plan})", {"said", said},
                        {"plan", plan_sentence(m, p->from, w)});
    }
    said = rows_say(&s, said);
    if (p->compare != COMPARE_NONE) {
        Str period = plan_words_compare(p, w);
        said = more(&s, said, words_of(w, "compared with {period}", {"period", period}));
    }
    if (p->empty_groups) said = more(&s, said, words_text(w, "those with none too"));
    if (p->until > 0) {
        Str percent = str_fmt(w.a, "%.4g", p->until * 100);
        said = more(&s, said,
                    words_of(w, "those that make up {number} % of all", {"number", percent}));
    }
    if (p->limit_per >= 0 && p->limit == 0) {
        Str each = plan_words_dimension(m, p, (size_t)p->limit_per, w);
        said = words_of(w, "{end} in each {what}", {"end", said}, {"what", each});
    }
    return set_say(&s, p->limit > 0 ? limit_say(&s, said) : order_say(&s, said));
}
