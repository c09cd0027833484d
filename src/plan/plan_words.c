#include "plan/plan_words.h"

#include "plan/plan_base.h"

enum { WORDS_MAX = 16 * 1024 };

// What is said: {1} {2} {3} are the arguments, {u} the unit; `when` of dates where it differs.
typedef struct Phrase {
    const char *text;
    const char *of_time;
} Phrase;

static const Phrase PHRASES[OP_COUNT_OF] = {
    [OP_ADD] = {"{1} + {2}", NULL},
    [OP_SUB] = {"{1} - {2}", NULL},
    [OP_MUL] = {"{1} * {2}", NULL},
    [OP_DIV] = {"{1} per {2}", NULL},
    [OP_NEG] = {"minus {1}", NULL},
    [OP_ABS] = {"size of {1}", NULL},
    [OP_ROUND] = {"{1} rounded", NULL},
    [OP_EQ] = {"{1} is {2}", "{1} on {2}"},
    [OP_NE] = {"{1} is not {2}", "{1} not on {2}"},
    [OP_LT] = {"{1} under {2}", "{1} before {2}"},
    [OP_LE] = {"{1} at most {2}", "{1} until {2}"},
    [OP_GT] = {"{1} over {2}", "{1} after {2}"},
    [OP_GE] = {"{1} at least {2}", "{1} from {2} on"},
    [OP_BETWEEN] = {"{1} between {2} and {3}", NULL},
    [OP_IS_NULL] = {"{1} is empty", NULL},
    [OP_CONTAINS] = {"{1} contains '{2}'", NULL},
    [OP_STARTS] = {"{1} starts with '{2}'", NULL},
    [OP_ENDS] = {"{1} ends with '{2}'", NULL},
    [OP_LIKE] = {"{1} is like '{2}'", NULL},
    [OP_NOT] = {"not ({1})", NULL},
    [OP_DIFF] = {"{u}s from {1} to {2}", NULL},
    [OP_LOWER] = {"{1}", NULL},
    [OP_UPPER] = {"{1}", NULL},
    [OP_LENGTH] = {"length of {1}", NULL},
    [OP_SUM] = {"total {1}", NULL},
    [OP_AVG] = {"average {1}", NULL},
    [OP_COUNT] = {"number of {1}", NULL},
    [OP_COUNT_DISTINCT] = {"number of different {1}", NULL},
    [OP_MIN] = {"lowest {1}", "first {1}"},
    [OP_MAX] = {"highest {1}", "last {1}"},
    [OP_MEDIAN] = {"median {1}", NULL},
    [OP_STDDEV] = {"standard deviation of {1}", NULL},
};

static const char *const PARTS[] = {
    [PART_YEAR] = "year",
    [PART_QUARTER] = "quarter of the year",
    [PART_MONTH] = "month of the year",
    [PART_WEEK] = "week of the year",
    [PART_DAY] = "day of the month",
    [PART_WEEKDAY] = "day of the week",
    [PART_HOUR] = "hour of the day",
};

static const Phrase DERIVED[] = {
    [DERIVE_NONE] = {"{1}", NULL},
    [DERIVE_SHARE] = {"share of {1}", NULL},
    [DERIVE_RUNNING] = {"running total of {1}", NULL},
    [DERIVE_MOVING] = {"moving average of {1}", NULL},
    [DERIVE_RANK] = {"rank by {1}", NULL},
    [DERIVE_CHANGE] = {"change of {1}", NULL},
    [DERIVE_CHANGE_RATE] = {"growth of {1}", NULL},
};

typedef struct Speaker {
    const Model *m;
    const Plan *p;
    Arena *arena;
    Buf *out;
} Speaker;

static void say(Speaker *s, const Expr *e);

static Str spoken(Speaker *s, const Expr *e) {
    Buf out;
    buf_init(&out, WORDS_MAX);
    Speaker inner = {s->m, s->p, s->arena, &out};
    say(&inner, e);
    Str text = str_dup(s->arena, buf_str(&out));
    buf_done(&out);
    return text;
}

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

static Str inner_column(const Model *m, const Plan *p, int k, Arena *a) {
    size_t index = (size_t)k;
    const Plan *from = p->from;
    if (!from || k < 0) return S("value");
    if (index < from->dimension_count) return plan_words_dimension(m, from, index, a);
    index -= from->dimension_count;
    return index < from->measure_count ? plan_words_measure(m, from, index, a) : S("value");
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

static Str plain_column(const Model *m, ColumnRef c, Arena *a, bool *ret_thing) {
    const ModelTable *t = &m->tables[c.table];
    const ModelColumn *column = model_at(m, c);
    Str label = column->label.len > 0 ? column->label : column->name;
    Str thing = singular(t->label.len > 0 ? t->label : t->name, a);
    *ret_thing = false;
    if (!is_bare(label)) return label;
    // The name of a product is the product.
    *ret_thing = t->name_column == c.column && str_eq_nocase(label, S("name"));
    return *ret_thing ? thing : str_fmt(a, STR_F " " STR_F, STR_A(thing), STR_A(label));
}

Str plan_words_column(const Model *m, const Plan *p, ColumnRef c, Arena *a) {
    if (c.table == PLAN_FROM) return inner_column(m, p, c.column, a);
    bool is_thing = false;
    Str label = plain_column(m, c, a, &is_thing), role = role_word(m, p, c, a);
    if (role.len > 0)
        return is_thing ? role : str_fmt(a, STR_F " " STR_F, STR_A(role), STR_A(label));
    return c.instance > 0 ? str_fmt(a, STR_F " %d", STR_A(label), c.instance + 1) : label;
}

static void value_write(Buf *out, const Value *v) {
    if (v->is_null) {
        buf_add(out, S("nothing"));
        return;
    }
    switch (v->type) {
        case TYPE_BOOL: buf_add(out, v->i ? S("yes") : S("no")); return;
        case TYPE_INT: buf_add_int(out, v->i); return;
        case TYPE_FLOAT: buf_add_float(out, v->f); return;
        case TYPE_TEXT: buf_add(out, v->s); return;
        case TYPE_DATE: date_write(out, (Date)v->i); return;
        case TYPE_TIME: time_write(out, v->i); return;
        case TYPE_TIMESTAMP: moment_write(out, v->i); return;
    }
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

static const char *const MONTHS[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const DAYS[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                   "Friday", "Saturday", "Sunday"};

// Parts of dates are numbers; people say "Monday" and "October".
static const char *part_name(const Expr *part, const Value *v) {
    if (!part || part->kind != EXPR_CALL || part->op != OP_PART || v->type != TYPE_INT) return NULL;
    if (part->part == PART_MONTH && v->i >= 1 && v->i <= 12) return MONTHS[v->i - 1];
    if (part->part == PART_WEEKDAY && v->i >= 1 && v->i <= 7) return DAYS[v->i - 1];
    return NULL;
}

Str plan_words_value(const Model *m, const Plan *p, const Expr *column, Value v, Arena *a) {
    (void)p;
    Str meaning = value_meaning(m, column, &v);
    if (meaning.len > 0) return meaning;
    const char *part = part_name(column, &v);
    if (part) return str_from(part);
    Buf out;
    buf_init(&out, WORDS_MAX);
    value_write(&out, &v);
    Str text = str_dup(a, buf_str(&out));
    buf_done(&out);
    return text;
}

static bool is_time(const Model *m, const Plan *p, const Expr *e) {
    if (e->kind == EXPR_LITERAL) return e->literal.type == TYPE_DATE;
    if (e->kind == EXPR_CALL && e->op == OP_BUCKET) return true;
    if (e->kind != EXPR_COLUMN || e->column.table < 0) return false;
    (void)p;
    ColumnType type = model_at(m, e->column)->type;
    return type == TYPE_DATE || type == TYPE_TIMESTAMP;
}

// The argument, in parentheses where "a + b per c" would be read wrongly.
static void say_argument(Speaker *s, const Expr *e, size_t index) {
    const Expr *arg = e->args[index];
    if (arg->kind == EXPR_LITERAL) {
        buf_add(s->out, plan_words_value(s->m, s->p, e->args[0], arg->literal, s->arena));
        return;
    }
    bool is_sum = arg->kind == EXPR_CALL && (arg->op == OP_ADD || arg->op == OP_SUB);
    bool binds = e->op == OP_MUL || e->op == OP_DIV || expr_op(e->op)->is_aggregate;
    bool in_product = arg->kind == EXPR_CALL && (arg->op == OP_MUL || arg->op == OP_DIV) &&
                      e->op == OP_DIV && index == 1;
    bool wrap = (is_sum && binds) || in_product;
    if (wrap) buf_add_char(s->out, '(');
    say(s, arg);
    if (wrap) buf_add_char(s->out, ')');
}

static void say_phrase(Speaker *s, const char *phrase, const Expr *e) {
    for (const char *c = phrase; *c; c++) {
        if (*c != '{') {
            buf_add_char(s->out, *c);
            continue;
        }
        if (c[1] == 'u')
            buf_add_z(s->out, date_unit_name(e->unit));
        else if ((size_t)(c[1] - '1') < e->arg_count)
            say_argument(s, e, (size_t)(c[1] - '1'));
        c += 2;
    }
}

static void say_list(Speaker *s, const Expr *e, size_t first, const char *last_word) {
    for (size_t i = first; i < e->arg_count; i++) {
        if (i > first) buf_add_z(s->out, i + 1 == e->arg_count ? last_word : ", ");
        say_argument(s, e, i);
    }
}

static void say_in(Speaker *s, const Expr *e, bool negated) {
    say_argument(s, e, 0);
    if (e->args[1]->kind == EXPR_PLAN) {
        buf_add_z(s->out, negated ? " not among (" : " among (");
        buf_add(s->out, plan_sentence(s->m, e->args[1]->plan, s->arena));
        buf_add_char(s->out, ')');
        return;
    }
    buf_add_z(s->out, negated ? (e->arg_count > 2 ? " is none of " : " is not ") : " is ");
    say_list(s, e, 1, negated ? " and " : " or ");
}

static void say_not(Speaker *s, const Expr *e) {
    const Expr *x = e->args[0];
    if (x->kind == EXPR_CALL && x->op == OP_IN) {
        say_in(s, x, true);
        return;
    }
    if (x->kind == EXPR_CALL && x->op == OP_IS_NULL) {
        say_argument(s, x, 0);
        buf_add_z(s->out, " is known");
        return;
    }
    say_phrase(s, "not ({1})", e);
}

static void say_logic(Speaker *s, const Expr *e) {
    for (size_t i = 0; i < e->arg_count; i++) {
        const Expr *arg = e->args[i];
        bool wrap =
            arg->kind == EXPR_CALL && (arg->op == OP_OR || arg->op == OP_AND) && arg->op != e->op;
        if (i > 0) buf_add_z(s->out, e->op == OP_AND ? " and " : " or ");
        if (wrap) buf_add_char(s->out, '(');
        say(s, arg);
        if (wrap) buf_add_char(s->out, ')');
    }
}

static void say_bucket(Speaker *s, const Expr *e) {
    const Expr *of = e->args[0];
    bool is_part = e->op == OP_PART;
    const char *what = is_part ? PARTS[e->part] : date_unit_name(e->unit);
    buf_add_z(s->out, what);
    if (of->kind != EXPR_COLUMN || of->column.table < 0) return;
    const ModelTable *t = &s->m->tables[of->column.table];
    if (t->time_column == of->column.column && of->column.instance == 0) return;
    bool only = true;  // no need to say which date where there is one
    for (size_t i = 0; i < t->column_count; i++) {
        ColumnType type = t->columns[i].type;
        bool is_date = type == TYPE_DATE || type == TYPE_TIMESTAMP;
        only = only && (!is_date || (int)i == of->column.column);
    }
    if (only && t->time_column < 0) return;
    buf_add_z(s->out, " of ");
    buf_add(s->out, plan_words_column(s->m, s->p, of->column, s->arena));
}

static void say_case(Speaker *s, const Expr *e) {
    for (size_t i = 0; i + 1 < e->arg_count; i += 2) {
        if (i > 0) buf_add_z(s->out, ", ");
        say(s, e->args[i + 1]);
        buf_add_z(s->out, " where ");
        say(s, e->args[i]);
    }
    if (e->arg_count % 2 == 0) return;
    buf_add_z(s->out, ", else ");
    say(s, e->args[e->arg_count - 1]);
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
static void say_distinct(Speaker *s, const Expr *e) {
    const Expr *of = e->args[0];
    bool is_column = of->kind == EXPR_COLUMN && of->column.table >= 0;
    const ModelTable *t = is_column ? counted_table(s->m, of->column) : NULL;
    if (t) {
        buf_add_z(s->out, "number of ");
        buf_add(s->out, t->label.len > 0 ? t->label : t->name);
        return;
    }
    say_phrase(s, PHRASES[OP_COUNT_DISTINCT].text, e);
}

static void say_quantile(Speaker *s, const Expr *e) {
    const Value *q = &e->args[1]->literal;
    double part = q->type == TYPE_FLOAT ? q->f : (double)q->i;
    buf_add_float(s->out, (double)(int64_t)(part * 1000 + 0.5) / 10);
    buf_add_z(s->out, "th percentile of ");
    say_argument(s, e, 0);
}

static void say_joined(Speaker *s, const Expr *e) { say_list(s, e, 0, " or else "); }
static void say_concat(Speaker *s, const Expr *e) { say_list(s, e, 0, " "); }
static void say_among(Speaker *s, const Expr *e) { say_in(s, e, false); }

// A number of each group against that of all: "number of regions is that in all (number of
// regions)".
static bool is_against_all(const Expr *e) {
    bool plan = e->op == OP_EQ && e->args[1]->kind == EXPR_PLAN && expr_has_aggregate(e->args[0]);
    return plan && e->args[1]->plan->measure_count > 0 && e->args[1]->plan->dimension_count == 0;
}

static void say_call(Speaker *s, const Expr *e) {
    if (is_against_all(e)) {
        say_phrase(s, "{1} is that of all ({2})", e);
        return;
    }
    switch (e->op) {
        case OP_IN: say_among(s, e); return;
        case OP_NOT: say_not(s, e); return;
        case OP_AND:
        case OP_OR: say_logic(s, e); return;
        case OP_BUCKET:
        case OP_PART: say_bucket(s, e); return;
        case OP_CASE: say_case(s, e); return;
        case OP_COALESCE: say_joined(s, e); return;
        case OP_CONCAT: say_concat(s, e); return;
        case OP_COUNT_DISTINCT: say_distinct(s, e); return;
        case OP_QUANTILE: say_quantile(s, e); return;
        default: break;
    }
    const Phrase *phrase = &PHRASES[e->op];
    if (plan_is_level_sum(s->m, e)) {
        say_phrase(s, "latest {1}", e);
        return;
    }
    bool of_time = phrase->of_time && is_time(s->m, s->p, e->args[0]);
    say_phrase(s, of_time ? phrase->of_time : phrase->text, e);
}

static void say_rows(Speaker *s, const Expr *e) {
    if (e->column.table == PLAN_FROM) {
        // The rows of "revenue by product" are products.
        const Plan *from = s->p->from;
        if (!from || from->dimension_count == 0) {
            buf_add_z(s->out, "rows");
            return;
        }
        buf_add(s->out, str_fmt(s->arena, STR_F " groups",
                                STR_A(plan_words_dimension(s->m, from, 0, s->arena))));
        return;
    }
    const ModelTable *t = &s->m->tables[e->column.table];
    buf_add(s->out, t->label.len > 0 ? t->label : t->name);
}

static void say(Speaker *s, const Expr *e) {
    switch (e->kind) {
        case EXPR_COLUMN:
            buf_add(s->out, plan_words_column(s->m, s->p, e->column, s->arena));
            return;
        case EXPR_LITERAL:
            buf_add(s->out, plan_words_value(s->m, s->p, NULL, e->literal, s->arena));
            return;
        case EXPR_METRIC: {
            const Metric *metric = &s->m->metrics[e->metric];
            buf_add(s->out, metric->label.len > 0 ? metric->label : metric->name);
            return;
        }
        case EXPR_ROWS: say_rows(s, e); return;
        case EXPR_PLAN: buf_add(s->out, plan_sentence(s->m, e->plan, s->arena)); return;
        case EXPR_CALL: say_call(s, e); return;
    }
}

Str plan_words_expr(const Model *m, const Plan *p, const Expr *e, Arena *a) {
    Speaker s = {.m = m, .p = p, .arena = a};
    return spoken(&s, e);
}

Str plan_words_dimension(const Model *m, const Plan *p, size_t index, Arena *a) {
    const PlanDimension *d = &p->dimensions[index];
    return d->label.len > 0 ? d->label : plan_words_expr(m, p, d->expr, a);
}

Str plan_words_measure(const Model *m, const Plan *p, size_t index, Arena *a) {
    const PlanMeasure *measure = &p->measures[index];
    if (measure->label.len > 0) return measure->label;
    Str of = plan_words_expr(m, p, measure->expr, a);
    if (measure->derive == DERIVE_NONE) return of;
    Str phrase = str_from(DERIVED[measure->derive].text);
    return str_fmt(a, STR_F STR_F, STR_A(str_cut_suffix_nocase(phrase, S("{1}"))), STR_A(of));
}
