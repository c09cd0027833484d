#include "plan/plan_words.h"

#include "plan/plan_base.h"

enum { WORDS_MAX = 16 * 1024 };

// What is said: {1} {2} {3} are the arguments; `of_time` of dates where it differs.
typedef struct Phrase {
    const char *text;
    const char *of_time;
} Phrase;

static const Phrase PHRASES[OP_COUNT_OF] = {
    [OP_ADD] = {WORD("{1} + {2}"), NULL},
    [OP_SUB] = {WORD("{1} - {2}"), NULL},
    [OP_MUL] = {WORD("{1} * {2}"), NULL},
    [OP_DIV] = {WORD("{1} per {2}"), NULL},
    [OP_NEG] = {WORD("minus {1}"), NULL},
    [OP_ABS] = {WORD("size of {1}"), NULL},
    [OP_ROUND] = {WORD("{1} rounded"), NULL},
    [OP_EQ] = {WORD("{1} is {2}"), WORD("{1} on {2}")},
    [OP_NE] = {WORD("{1} is not {2}"), WORD("{1} not on {2}")},
    [OP_LT] = {WORD("{1} under {2}"), WORD("{1} before {2}")},
    [OP_LE] = {WORD("{1} at most {2}"), WORD("{1} until {2}")},
    [OP_GT] = {WORD("{1} over {2}"), WORD("{1} after {2}")},
    [OP_GE] = {WORD("{1} at least {2}"), WORD("{1} from {2} on")},
    [OP_BETWEEN] = {WORD("{1} between {2} and {3}"), NULL},
    [OP_IS_NULL] = {WORD("{1} is empty"), NULL},
    [OP_CONTAINS] = {WORD("{1} contains '{2}'"), NULL},
    [OP_STARTS] = {WORD("{1} starts with '{2}'"), NULL},
    [OP_ENDS] = {WORD("{1} ends with '{2}'"), NULL},
    [OP_LIKE] = {WORD("{1} is like '{2}'"), NULL},
    [OP_NOT] = {WORD("not ({1})"), NULL},
    [OP_LOWER] = {WORD("{1}"), NULL},
    [OP_UPPER] = {WORD("{1}"), NULL},
    [OP_LENGTH] = {WORD("length of {1}"), NULL},
    [OP_SUM] = {WORD("total {1}"), NULL},
    [OP_AVG] = {WORD("average {1}"), NULL},
    [OP_COUNT] = {WORD("number of {1}"), NULL},
    [OP_COUNT_DISTINCT] = {WORD("number of different {1}"), NULL},
    [OP_MIN] = {WORD("lowest {1}"), WORD("first {1}")},
    [OP_MAX] = {WORD("highest {1}"), WORD("last {1}")},
    [OP_MEDIAN] = {WORD("median {1}"), NULL},
    [OP_STDDEV] = {WORD("standard deviation of {1}"), NULL},
};

static const char *const PARTS[] = {
    [PART_YEAR] = WORD("year"),
    [PART_QUARTER] = WORD("quarter of the year"),
    [PART_MONTH] = WORD("month of the year"),
    [PART_WEEK] = WORD("week of the year"),
    [PART_DAY] = WORD("day of the month"),
    [PART_WEEKDAY] = WORD("day of the week"),
    [PART_HOUR] = WORD("hour of the day"),
};

static const char *const DERIVED[] = {
    [DERIVE_NONE] = WORD("{1}"),
    [DERIVE_SHARE] = WORD("share of {1}"),
    [DERIVE_RUNNING] = WORD("running total of {1}"),
    [DERIVE_MOVING] = WORD("moving average of {1}"),
    [DERIVE_RANK] = WORD("rank by {1}"),
    [DERIVE_CHANGE] = WORD("change of {1}"),
    [DERIVE_CHANGE_RATE] = WORD("growth of {1}"),
    [DERIVE_AVERAGE] = WORD("average of {1}"),
};

static const char *const UNITS[] = {
    [DATE_DAY] = WORD("day"),         [DATE_WEEK] = WORD("week"), [DATE_MONTH] = WORD("month"),
    [DATE_QUARTER] = WORD("quarter"), [DATE_YEAR] = WORD("year"),
};

static const char *const DIFFERENCES[] = {
    [DATE_DAY] = WORD("days from {1} to {2}"),
    [DATE_WEEK] = WORD("weeks from {1} to {2}"),
    [DATE_MONTH] = WORD("months from {1} to {2}"),
    [DATE_QUARTER] = WORD("quarters from {1} to {2}"),
    [DATE_YEAR] = WORD("years from {1} to {2}"),
};

typedef struct Speaker {
    const Model *m;
    const Plan *p;
    Words w;
} Speaker;

static Str say(const Speaker *s, const Expr *e);

// "bill lines" -> "bill line", "categories" -> "category"; good enough where the model has only
// the plural.
static Str singular(Str plural, Arena *a) {
    if (str_ends_nocase(plural, S("ies")) && plural.len > 4) {
        return str_fmt(a, STR_F "y", (int)plural.len - 3, plural.ptr);
    }
    if (str_ends_nocase(plural, S("ss"))) return plural;
    return str_cut_suffix_nocase(plural, S("s"));
}

// Labels that mean nothing without their table.
static bool is_bare(Str label) {
    static const Str BARE[] = {STR("name"), STR("title"),       STR("id"),     STR("code"),
                               STR("type"), STR("description"), STR("number"), STR("key")};
    for (size_t i = 0; i < COUNT_OF(BARE); i++) {
        if (str_eq_nocase(label, BARE[i])) return true;
    }
    return false;
}

static Str inner_column(const Model *m, const Plan *p, int k, Words w) {
    size_t index = (size_t)k;
    const Plan *from = p->from;
    if (!from || k < 0) return words_text(w, "value");
    if (index < from->dimension_count) return plan_words_dimension(m, from, index, w);
    index -= from->dimension_count;
    if (index >= from->measure_count) return words_text(w, "value");
    return plan_words_measure(m, from, index, w);
}

// The join by which a role of a table hangs on another: the plan's own once it is joined, else the
// one that plan_join takes without a hint. NULL for a plain role.
static const ModelJoin *role_join(const Model *m, const Plan *p, ColumnRef c) {
    for (size_t i = 0; i < p->table_count; i++) {
        const PlanTable *t = &p->tables[i];
        if (t->table != c.table || t->instance != c.instance || t->parent < 0) continue;
        return t->forward ? &m->joins[t->join] : NULL;
    }
    for (size_t i = 0, rank = 0; i < m->join_count && c.instance > 0; i++) {
        const ModelJoin *join = &m->joins[i];
        if (join->to_table != c.table) continue;
        size_t wanted = (size_t)c.instance - (join->from_table == join->to_table);
        if (rank++ == wanted) return join;
    }
    return NULL;
}

static bool has_parallel(const Model *m, const ModelJoin *join) {
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *other = &m->joins[i];
        bool same = other->from_table == join->from_table && other->to_table == join->to_table;
        if (same && other->from_column != join->from_column) return true;
    }
    return join->from_table == join->to_table;
}

// "destination" of a join by "destination id"; "" where the role needs no name.
static Str role_word(const Model *m, const Plan *p, ColumnRef c, Arena *a) {
    static const Str ENDINGS[] = {STR(" id"), STR(" code"), STR(" key"), STR(" no"),
                                  STR(" number")};
    const ModelJoin *join = role_join(m, p, c);
    if (!join || !has_parallel(m, join)) return (Str){0};
    const ModelColumn *by = &m->tables[join->from_table].columns[join->from_column];
    Str word = by->label.len > 0 ? by->label : by->name;
    for (size_t i = 0; i < COUNT_OF(ENDINGS); i++) {
        word = str_cut_suffix_nocase(word, ENDINGS[i]);
    }
    return str_trim(str_dup(a, word));
}

// A thing's own column: "customer name", by a name of its own where the language has one.
static Str owned_column(Words w, Str thing, Str label) {
    Str both = str_fmt(w.a, STR_F " " STR_F, STR_A(thing), STR_A(label));
    Str term = words_term(w, both);
    if (!str_eq(term, both)) return term;
    return words_of(w, "{thing} {label}", {"thing", words_term(w, thing)},
                    {"label", words_term(w, label)});
}

static Str plain_column(const Model *m, ColumnRef c, Words w, bool *ret_thing) {
    const ModelTable *t = &m->tables[c.table];
    const ModelColumn *column = model_at(m, c);
    Str label = column->label.len > 0 ? column->label : column->name;
    Str thing = singular(t->label.len > 0 ? t->label : t->name, w.a);
    *ret_thing = false;
    if (!is_bare(label)) return words_term(w, label);
    // The name of a product is the product.
    *ret_thing = t->name_column == c.column && str_eq_nocase(label, S("name"));
    return *ret_thing ? words_term(w, thing) : owned_column(w, thing, label);
}

Str plan_words_column(const Model *m, const Plan *p, ColumnRef c, Words w) {
    if (c.table == PLAN_FROM) return inner_column(m, p, c.column, w);
    bool is_thing = false;
    Str label = plain_column(m, c, w, &is_thing), role = role_word(m, p, c, w.a);
    if (role.len > 0 && is_thing) return words_term(w, role);
    if (role.len > 0) {
        return words_of(w, "{role} {label}", {"role", words_term(w, role)}, {"label", label});
    }
    return c.instance > 0 ? str_fmt(w.a, STR_F " %d", STR_A(label), c.instance + 1) : label;
}

static Str value_plain(const Value *v, Words w) {
    if (v->is_null) return words_text(w, "nothing");
    if (v->type == TYPE_BOOL) return v->i ? words_text(w, "yes") : words_text(w, "no");
    if (v->type == TYPE_TEXT) return v->s;
    Buf out;
    buf_init(&out, WORDS_MAX);
    switch (v->type) {
        case TYPE_INT: buf_add_int(&out, v->i); break;
        case TYPE_FLOAT: buf_add_float(&out, v->f); break;
        case TYPE_DATE: date_write(&out, (Date)v->i); break;
        case TYPE_TIME: time_write(&out, v->i); break;
        case TYPE_TIMESTAMP: moment_write(&out, v->i); break;
        case TYPE_BOOL:
        case TYPE_TEXT: break;
    }
    Str text = str_dup(w.a, buf_str(&out));
    buf_done(&out);
    return text;
}

static Str value_meaning(const Model *m, const Expr *column, const Value *v) {
    if (!column || column->kind != EXPR_COLUMN || column->column.table < 0) return (Str){0};
    if (v->is_null || v->type != TYPE_TEXT) return (Str){0};
    const ModelColumn *c = model_at(m, column->column);
    for (size_t i = 0; i < c->meaning_count; i++) {
        if (str_eq(c->meanings[i].value, v->s)) return c->meanings[i].meaning;
    }
    return (Str){0};
}

// Parts of dates are numbers; people say "Monday" and "October".
static Str part_name(const Expr *part, const Value *v, Words w) {
    bool is_part = part && part->kind == EXPR_CALL && part->op == OP_PART && v->type == TYPE_INT;
    if (!is_part) return (Str){0};
    if (part->part == PART_MONTH && v->i >= 1 && v->i <= 12) return words_month(w, (int)v->i);
    if (part->part == PART_WEEKDAY && v->i >= 1 && v->i <= 7) {
        return words_weekday(w, (int)v->i - 1);
    }
    return (Str){0};
}

Str plan_words_value(const Model *m, const Expr *column, Value v, Words w) {
    Str meaning = value_meaning(m, column, &v);
    if (meaning.len > 0) return meaning;
    Str part = part_name(column, &v, w);
    return part.len > 0 ? part : value_plain(&v, w);
}

static bool is_time(const Model *m, const Expr *e) {
    if (e->kind == EXPR_LITERAL) return e->literal.type == TYPE_DATE;
    if (e->kind == EXPR_CALL && e->op == OP_BUCKET) return true;
    if (e->kind != EXPR_COLUMN || e->column.table < 0) return false;
    ColumnType type = model_at(m, e->column)->type;
    return type == TYPE_DATE || type == TYPE_TIMESTAMP;
}

static Str wrapped(const Speaker *s, Str text) {
    return str_fmt(s->w.a, "(" STR_F ")", STR_A(text));
}

// The argument, in parentheses where "a + b per c" would be read wrongly.
static Str argument(const Speaker *s, const Expr *e, size_t index) {
    if (index >= e->arg_count) return (Str){0};
    const Expr *arg = e->args[index];
    if (arg->kind == EXPR_LITERAL) {
        return plan_words_value(s->m, e->args[0], arg->literal, s->w);
    }
    bool is_sum = arg->kind == EXPR_CALL && (arg->op == OP_ADD || arg->op == OP_SUB);
    bool binds = e->op == OP_MUL || e->op == OP_DIV || expr_op(e->op)->is_aggregate;
    bool in_product = arg->kind == EXPR_CALL && (arg->op == OP_MUL || arg->op == OP_DIV) &&
                      e->op == OP_DIV && index == 1;
    Str text = say(s, arg);
    return (is_sum && binds) || in_product ? wrapped(s, text) : text;
}

static Str phrase_say(const Speaker *s, const char *phrase, const Expr *e) {
    return words_of(s->w, phrase, {"1", argument(s, e, 0)}, {"2", argument(s, e, 1)},
                    {"3", argument(s, e, 2)});
}

static Str *arguments(const Speaker *s, const Expr *e, size_t first) {
    Str *said = arena_new(s->w.a, Str, e->arg_count + 1);
    for (size_t i = first; i < e->arg_count; i++) said[i - first] = argument(s, e, i);
    return said;
}

static Str say_in(const Speaker *s, const Expr *e, bool negated) {
    Str what = argument(s, e, 0);
    size_t count = e->arg_count - 1;
    if (e->args[1]->kind == EXPR_PLAN) {
        Str inner = plan_sentence(s->m, e->args[1]->plan, s->w);
        return words_of(s->w, negated ? WORD("{1} not among ({plan})") : WORD("{1} among ({plan})"),
                        {"1", what}, {"plan", inner});
    }
    const Str *values = arguments(s, e, 1);
    if (!negated) {
        return words_of(s->w, "{1} is {2}", {"1", what}, {"2", words_choice(s->w, values, count)});
    }
    const char *text = count > 1 ? WORD("{1} is none of {2}") : WORD("{1} is not {2}");
    return words_of(s->w, text, {"1", what}, {"2", words_list(s->w, values, count)});
}

static Str say_not(const Speaker *s, const Expr *e) {
    const Expr *x = e->args[0];
    if (x->kind == EXPR_CALL && x->op == OP_IN) return say_in(s, x, true);
    if (x->kind == EXPR_CALL && x->op == OP_IS_NULL) return phrase_say(s, "{1} is known", x);
    return phrase_say(s, "not ({1})", e);
}

static Str say_logic(const Speaker *s, const Expr *e) {
    Str *said = arena_new(s->w.a, Str, e->arg_count + 1);
    for (size_t i = 0; i < e->arg_count; i++) {
        const Expr *arg = e->args[i];
        bool wrap =
            arg->kind == EXPR_CALL && (arg->op == OP_OR || arg->op == OP_AND) && arg->op != e->op;
        said[i] = wrap ? wrapped(s, say(s, arg)) : say(s, arg);
    }
    const char *between = e->op == OP_AND ? WORD(" and ") : WORD(" or ");
    return words_joined(s->w, said, e->arg_count, between, between);
}

// No need to say which date where there is one, or where it is the table's own.
static bool is_only_date(const ModelTable *t, ColumnRef c) {
    if (t->time_column == c.column && c.instance == 0) return true;
    if (t->time_column >= 0) return false;
    for (size_t i = 0; i < t->column_count; i++) {
        ColumnType type = t->columns[i].type;
        bool is_date = type == TYPE_DATE || type == TYPE_TIMESTAMP;
        if (is_date && (int)i != c.column) return false;
    }
    return true;
}

static Str say_bucket(const Speaker *s, const Expr *e) {
    const Expr *of = e->args[0];
    Str what = words_text(s->w, e->op == OP_PART ? PARTS[e->part] : UNITS[e->unit]);
    if (of->kind != EXPR_COLUMN || of->column.table < 0) return what;
    if (is_only_date(&s->m->tables[of->column.table], of->column)) return what;
    Str column = plan_words_column(s->m, s->p, of->column, s->w);
    return words_of(s->w, "{what} of {column}", {"what", what}, {"column", column});
}

static Str say_case(const Speaker *s, const Expr *e) {
    Str *said = arena_new(s->w.a, Str, e->arg_count + 1);
    size_t count = e->arg_count / 2;
    for (size_t i = 0; i < count; i++) {
        said[i] = words_of(s->w, "{value} where {condition}", {"value", say(s, e->args[2 * i + 1])},
                           {"condition", say(s, e->args[2 * i])});
    }
    if (e->arg_count % 2 == 1) {
        Str other = say(s, e->args[e->arg_count - 1]);
        said[count++] = words_of(s->w, "else {value}", {"value", other});
    }
    return words_joined(s->w, said, count, ", ", ", ");
}

// The table of which a column is the key, or a link to it.
static const ModelTable *counted_table(const Model *m, ColumnRef c) {
    const ModelTable *t = &m->tables[c.table];
    if (t->key_count == 1 && t->key[0] == c.column) return t;
    for (size_t i = 0; i < m->join_count; i++) {
        const ModelJoin *join = &m->joins[i];
        if (join->from_table == c.table && join->from_column == c.column) {
            return &m->tables[join->to_table];
        }
    }
    return NULL;
}

// "customers" rather than "different customer ids".
static Str say_distinct(const Speaker *s, const Expr *e) {
    const Expr *of = e->args[0];
    bool is_column = of->kind == EXPR_COLUMN && of->column.table >= 0;
    const ModelTable *t = is_column ? counted_table(s->m, of->column) : NULL;
    if (!t) return phrase_say(s, PHRASES[OP_COUNT_DISTINCT].text, e);
    Str things = words_term(s->w, t->label.len > 0 ? t->label : t->name);
    return words_of(s->w, PHRASES[OP_COUNT].text, {"1", things});
}

static Str say_quantile(const Speaker *s, const Expr *e) {
    const Value *q = &e->args[1]->literal;
    double part = q->type == TYPE_FLOAT ? q->f : (double)q->i;
    Value percent = {.type = TYPE_FLOAT, .f = (double)(int64_t)(part * 1000 + 0.5) / 10};
    return words_of(s->w, "{number}th percentile of {1}", {"number", value_plain(&percent, s->w)},
                    {"1", argument(s, e, 0)});
}

static Str say_joined(const Speaker *s, const Expr *e) {
    const Str *said = arguments(s, e, 0);
    return words_joined(s->w, said, e->arg_count, ", ", WORD(" or else "));
}

static Str say_concat(const Speaker *s, const Expr *e) {
    return words_joined(s->w, arguments(s, e, 0), e->arg_count, ", ", WORD(" "));
}

// A number of each group against that of all: "number of regions is that in all (number of
// regions)".
static bool is_against_all(const Expr *e) {
    bool plan = e->op == OP_EQ && e->args[1]->kind == EXPR_PLAN && expr_has_aggregate(e->args[0]);
    return plan && e->args[1]->plan->measure_count > 0 && e->args[1]->plan->dimension_count == 0;
}

static Str say_call(const Speaker *s, const Expr *e) {
    if (is_against_all(e)) return phrase_say(s, "{1} is that of all ({2})", e);
    switch (e->op) {
        case OP_IN: return say_in(s, e, false);
        case OP_NOT: return say_not(s, e);
        case OP_AND:
        case OP_OR: return say_logic(s, e);
        case OP_BUCKET:
        case OP_PART: return say_bucket(s, e);
        case OP_CASE: return say_case(s, e);
        case OP_COALESCE: return say_joined(s, e);
        case OP_CONCAT: return say_concat(s, e);
        case OP_COUNT_DISTINCT: return say_distinct(s, e);
        case OP_QUANTILE: return say_quantile(s, e);
        case OP_DIFF: return phrase_say(s, DIFFERENCES[e->unit], e);
        default: break;
    }
    const Phrase *phrase = &PHRASES[e->op];
    if (plan_is_level_sum(s->m, e)) return phrase_say(s, "latest {1}", e);
    bool of_time = phrase->of_time && is_time(s->m, e->args[0]);
    return phrase_say(s, of_time ? phrase->of_time : phrase->text, e);
}

static Str say_rows(const Speaker *s, const Expr *e) {
    if (e->column.table == PLAN_FROM) {
        // The rows of "revenue by product" are products.
        const Plan *from = s->p->from;
        if (!from || from->dimension_count == 0) return words_text(s->w, "rows");
        Str thing = plan_words_dimension(s->m, from, 0, s->w);
        return words_of(s->w, "{thing} groups", {"thing", thing});
    }
    const ModelTable *t = &s->m->tables[e->column.table];
    return words_term(s->w, t->label.len > 0 ? t->label : t->name);
}

static Str say(const Speaker *s, const Expr *e) {
    switch (e->kind) {
        case EXPR_COLUMN: return plan_words_column(s->m, s->p, e->column, s->w);
        case EXPR_LITERAL: return plan_words_value(s->m, NULL, e->literal, s->w);
        case EXPR_METRIC: {
            const Metric *metric = &s->m->metrics[e->metric];
            return words_term(s->w, metric->label.len > 0 ? metric->label : metric->name);
        }
        case EXPR_ROWS: return say_rows(s, e);
        case EXPR_PLAN: return plan_sentence(s->m, e->plan, s->w);
        case EXPR_CALL: return say_call(s, e);
    }
    return (Str){0};
}

Str plan_words_expr(const Model *m, const Plan *p, const Expr *e, Words w) {
    Speaker s = {.m = m, .p = p, .w = w};
    return say(&s, e);
}

Str plan_words_dimension(const Model *m, const Plan *p, size_t index, Words w) {
    const PlanDimension *d = &p->dimensions[index];
    return d->label.len > 0 ? words_label(w, d->label) : plan_words_expr(m, p, d->expr, w);
}

Str plan_words_measure(const Model *m, const Plan *p, size_t index, Words w) {
    const PlanMeasure *measure = &p->measures[index];
    if (measure->label.len > 0) return words_label(w, measure->label);
    Str of = plan_words_expr(m, p, measure->expr, w);
    return words_of(w, DERIVED[measure->derive], {"1", of});
}

Str plan_words_unit(DateUnit unit, Words w) { return words_text(w, UNITS[unit]); }

bool plan_words_by_time(const Model *m, const Plan *p, const PlanOrder *o) {
    if (o->by != ORDER_DIMENSION) return false;
    const Expr *e = p->dimensions[o->index].expr;
    if (e->kind == EXPR_CALL && e->op == OP_BUCKET) return true;
    if (e->kind != EXPR_COLUMN || e->column.table < 0) return false;
    ColumnType type = model_at(m, e->column)->type;
    return type == TYPE_DATE || type == TYPE_TIMESTAMP;
}
