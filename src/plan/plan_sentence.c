// plan_sentence: "total revenue by product, October 2026, where city is Delhi, ten highest".
#include "plan/plan_type.h"
#include "plan/plan_words.h"

enum { SENTENCE_MAX = 16 * 1024 };

typedef struct Sentence {
    const Model *m;
    const Plan *p;
    Arena *arena;
    Buf out;
} Sentence;

static void add(Sentence *s, const char *text) { buf_add_z(&s->out, text); }

static void add_listed(Sentence *s, size_t i, size_t count) {
    if (i > 0) add(s, i + 1 == count ? " and " : ", ");
}

static bool is_asked(const PlanDimension *d) { return !d->hidden && !d->support; }

static size_t shown_count(const Plan *p) {
    size_t count = 0;
    for (size_t i = 0; i < p->dimension_count; i++) count += is_asked(&p->dimensions[i]);
    return count;
}

// What stands beside is not said: the order or the condition that it is there for says it.
static size_t measures_asked(const Plan *p) {
    size_t count = 0;
    for (size_t i = 0; i < p->measure_count; i++) count += !p->measures[i].support;
    return count;
}

static void say_dimensions(Sentence *s) {
    size_t count = shown_count(s->p), said = 0;
    for (size_t i = 0; i < s->p->dimension_count; i++) {
        if (!is_asked(&s->p->dimensions[i])) continue;
        add_listed(s, said++, count);
        buf_add(&s->out, plan_words_dimension(s->m, s->p, i, s->arena));
    }
}

static void say_measures(Sentence *s) {
    const Plan *p = s->p;
    size_t count = measures_asked(p), said = 0;
    for (size_t i = 0; i < p->measure_count; i++) {
        if (p->measures[i].support) continue;
        add_listed(s, said++, count);
        buf_add(&s->out, plan_words_measure(s->m, p, i, s->arena));
        if (p->measures[i].derive == DERIVE_MOVING) {
            buf_add_fmt(&s->out, " over %d", p->measures[i].window);
        }
    }
    if (shown_count(p) == 0) return;
    add(s, " by ");
    say_dimensions(s);
}

// "customer id of orders": a link alone does not say whose rows it was taken from.
static void say_owner(Sentence *s) {
    const Plan *p = s->p;
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *e = p->dimensions[i].expr;
        if (e->kind != EXPR_COLUMN || e->column.table < 0 || p->dimensions[i].label.len > 0)
            continue;
        if (model_at(s->m, e->column)->role != ROLE_LINK) continue;
        add(s, " of ");
        buf_add(&s->out, s->m->tables[e->column.table].label);
        return;
    }
}

static void say_time(Sentence *s) {
    const PlanTime *time = &s->p->time;
    if (!time->is_set) return;
    add(s, ", ");
    buf_add(&s->out, plan_words_range(time, s->arena));
}

static void say_conditions(Sentence *s, Expr *const *exprs, size_t count, const char *word) {
    for (size_t i = 0; i < count; i++) {
        add(s, i == 0 ? ", " : " and ");
        if (i == 0) add(s, word);
        bool is_or = exprs[i]->kind == EXPR_CALL && exprs[i]->op == OP_OR && count > 1;
        if (is_or) add(s, "(");
        buf_add(&s->out, plan_words_expr(s->m, s->p, exprs[i], s->arena));
        if (is_or) add(s, ")");
    }
}

static void say_number(Sentence *s, int64_t n) {
    static const char *const WORDS[] = {"zero", "one",   "two",   "three", "four", "five",
                                        "six",  "seven", "eight", "nine",  "ten"};
    if (n >= 0 && n < (int64_t)COUNT_OF(WORDS))
        add(s, WORDS[n]);
    else
        buf_add_int(&s->out, n);
}

// What an order is by, and the word for its end that comes first.
static Str order_of(Sentence *s, const PlanOrder *o, bool *ret_time) {
    const Plan *p = s->p;
    *ret_time = false;
    if (o->by == ORDER_EXPR) return plan_words_expr(s->m, p, o->expr, s->arena);
    if (o->by == ORDER_DIMENSION) {
        const Expr *e = p->dimensions[o->index].expr;
        bool is_column = e->kind == EXPR_COLUMN && e->column.table >= 0;
        ColumnType type = is_column ? model_at(s->m, e->column)->type : TYPE_TEXT;
        bool is_bucket = e->kind == EXPR_CALL && e->op == OP_BUCKET;
        *ret_time = is_bucket || type == TYPE_DATE || type == TYPE_TIMESTAMP;
        return plan_words_dimension(s->m, p, (size_t)o->index, s->arena);
    }
    Str measure = plan_words_measure(s->m, p, (size_t)o->index, s->arena);
    if (o->by == ORDER_CHANGE) return str_fmt(s->arena, "change of " STR_F, STR_A(measure));
    if (o->by == ORDER_CHANGE_RATE) return str_fmt(s->arena, "growth of " STR_F, STR_A(measure));
    return measure;
}

static bool is_first_measure(const Plan *p) {
    return p->order_count > 0 && p->orders[0].by == ORDER_MEASURE && p->orders[0].index == 0 &&
           p->measure_count == 1 && !p->measures[0].support;
}

static void say_order(Sentence *s) {
    const Plan *p = s->p;
    for (size_t i = 0; i < p->order_count; i++) {
        bool is_time = false;
        Str of = order_of(s, &p->orders[i], &is_time);
        bool down = p->orders[i].descending;
        add(s, i == 0 ? ", ordered by " : ", then by ");
        buf_add(&s->out, of);
        if (is_time)
            add(s, down ? ", latest first" : ", earliest first");
        else
            add(s, down ? ", highest first" : ", lowest first");
    }
}

static const char *end_word(const Sentence *s, const PlanOrder *o, bool is_time, bool down) {
    if (is_time) return down ? "latest" : "earliest";
    bool is_number = true;
    if (o && o->by == ORDER_DIMENSION) {
        ColumnType type = TYPE_TEXT;
        Err err;
        is_number = plan_type_output(s->m, s->p, (size_t)o->index, &type, &err) &&
                    (type == TYPE_INT || type == TYPE_FLOAT);
    }
    if (!is_number) return down ? "last" : "first";
    return down ? "highest" : "lowest";
}

// "ten highest", "the highest", "three lowest by salary", "first ten".
static void say_limit(Sentence *s) {
    const Plan *p = s->p;
    const PlanOrder *o = p->order_count > 0 ? &p->orders[0] : NULL;
    bool is_time = false;
    Str of = o ? order_of(s, o, &is_time) : (Str){0};
    bool down = !o ? p->measure_count > 0 : o->descending;
    add(s, ", ");
    if (p->offset > 0) {
        add(s, "after the first ");
        say_number(s, p->offset);
        add(s, ", ");
    }
    if (p->limit == 1)
        add(s, "the");
    else
        say_number(s, p->limit);
    add(s, " ");
    add(s, !o && p->measure_count == 0 ? "first" : end_word(s, o, is_time, down));
    if (o && !is_first_measure(p)) {
        add(s, " by ");
        buf_add(&s->out, of);
    }
    if (p->limit_per >= 0) {
        add(s, " in each ");
        buf_add(&s->out, plan_words_dimension(s->m, p, (size_t)p->limit_per, s->arena));
    }
    if (p->with_ties) add(s, ", with ties");
}

static void say_set(Sentence *s) {
    static const char *const WORDS[] = {[SET_UNION] = "; and also ",
                                        [SET_INTERSECT] = "; those also among ",
                                        [SET_EXCEPT] = "; without "};
    if (s->p->set_op == SET_NONE || !s->p->other) return;
    add(s, WORDS[s->p->set_op]);
    buf_add(&s->out, plan_sentence(s->m, s->p->other, s->arena));
}

Str plan_sentence(const Model *m, const Plan *p, Arena *a) {
    Sentence s = {.m = m, .p = p, .arena = a};
    buf_init(&s.out, SENTENCE_MAX);
    if (measures_asked(p) > 0) {
        say_measures(&s);
    } else {
        if (p->distinct) add(&s, "different ");
        say_dimensions(&s);
        say_owner(&s);
    }
    if (p->from) {
        add(&s, " of (");
        buf_add(&s.out, plan_sentence(m, p->from, a));
        add(&s, ")");
    }
    say_time(&s);
    say_conditions(&s, p->filters, p->filter_count, "where ");
    say_conditions(&s, p->having, p->having_count, "with ");
    if (p->compare != COMPARE_NONE) {
        add(&s, ", compared with ");
        buf_add(&s.out, plan_words_compare(p, a));
    }
    if (p->empty_groups) add(&s, ", those with none too");
    if (p->until > 0) {
        buf_add_fmt(&s.out, ", those that make up %.4g %% of all", p->until * 100);
    }
    if (p->limit > 0)
        say_limit(&s);
    else
        say_order(&s);
    say_set(&s);
    Str text = str_dup(a, buf_str(&s.out));
    buf_done(&s.out);
    return text;
}
