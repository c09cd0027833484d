// plan_chips: a plan taken apart into what a person can change with one click.
//
// Every option is a whole plan that passed plan_check: what cannot be right is not offered.
#include <math.h>

#include "plan/plan_edit.h"
#include "plan/plan_words.h"

enum { OPTIONS_MAX = 8, SIBLINGS_MAX = 5 };

typedef struct Chips {
    const Model *m;
    const Plan *p;
    Date today;
    Words w;
    VEC(Chip) chips;
    VEC(ChipOption) options;  // of the chip being made
} Chips;

static Plan *variant(Chips *c) { return plan_copy(c->w.a, c->p); }

// Offers `plan`, unless it cannot be right or is offered already.
static void offer(Chips *c, Str text, Plan *plan) {
    Err err;
    if (c->options.count >= OPTIONS_MAX || !plan_check(c->m, plan, &err)) return;
    for (size_t i = 0; i < c->options.count; i++) {
        if (str_eq(c->options.items[i].text, text)) return;
    }
    *vec_push(c->w.a, &c->options) = (ChipOption){text, plan};
}

// The last choice, which has its place even where the others filled the list.
static void offer_last(Chips *c, Str text, Plan *plan) {
    Err err;
    if (!plan_check(c->m, plan, &err)) return;
    if (c->options.count >= OPTIONS_MAX) c->options.count--;
    *vec_push(c->w.a, &c->options) = (ChipOption){text, plan};
}

static void chip_add(Chips *c, ChipKind kind, Str text, Str path) {
    Chip *chip = vec_push(c->w.a, &c->chips);
    *chip = (Chip){.kind = kind,
                   .text = text,
                   .path = path,
                   .options = c->options.items,
                   .option_count = c->options.count};
    c->options.items = NULL;
    c->options.count = c->options.cap = 0;
}

static Str indexed(Chips *c, const char *list, size_t i) {
    return str_fmt(c->w.a, "%s/%zu", list, i);
}

// ---- measures

static void offer_measure(Chips *c, size_t i, Expr *expr) {
    if (expr_equal(expr, c->p->measures[i].expr)) return;
    Plan *plan = variant(c);
    plan->measures[i].expr = expr;
    plan->measures[i].label = (Str){0};
    if (plan->measures[i].derive == DERIVE_NONE) {
        offer(c, plan_words_measure(c->m, plan, i, c->w), plan);
        return;
    }
    // "share of average price" is refused by the check; then the value itself is offered.
    Err err;
    if (!plan_check(c->m, plan, &err)) plan->measures[i].derive = DERIVE_NONE;
    offer(c, plan_words_measure(c->m, plan, i, c->w), plan);
}

static const Expr *first_column(const Model *m, const Expr *e) {
    if (e->kind == EXPR_COLUMN || e->kind == EXPR_ROWS) return e;
    if (e->kind == EXPR_METRIC) return first_column(m, m->metrics[e->metric].expr);
    for (size_t i = 0; i < e->arg_count; i++) {
        const Expr *found = first_column(m, e->args[i]);
        if (found) return found;
    }
    return NULL;
}

static void offer_aggregates(Chips *c, size_t i) {
    static const ExprOp OPS[] = {OP_SUM, OP_AVG, OP_MEDIAN, OP_MAX, OP_MIN};
    const Expr *e = c->p->measures[i].expr;
    bool is_simple =
        e->kind == EXPR_CALL && expr_op(e->op)->is_aggregate && e->args[0]->kind == EXPR_COLUMN;
    if (!is_simple) return;
    for (size_t k = 0; k < COUNT_OF(OPS); k++) {
        offer_measure(c, i, expr_call1(c->w.a, OPS[k], e->args[0]));
    }
}

static void offer_columns(Chips *c, size_t i, int table) {
    const ModelTable *t = &c->m->tables[table];
    for (size_t k = 0, offered = 0; k < t->column_count && offered < SIBLINGS_MAX; k++) {
        const ModelColumn *column = &t->columns[k];
        if (column->hidden || column->role != ROLE_MEASURE) continue;
        ExprOp op = column->additivity == ADD_SUM ? OP_SUM : OP_AVG;
        offer_measure(c, i, expr_call1(c->w.a, op, expr_column(c->w.a, table, (int)k)));
        offered++;
    }
}

// "beside: number of orders".
static Str chip_words(Chips *c, Str words, bool support) {
    return support ? words_of(c->w, "beside: {words}", {"words", words}) : words;
}

static void offer_as_asked(Chips *c, Plan *plan, bool *support) {
    if (!*support) return;
    *support = false;
    offer(c, words_text(c->w, "in the answer"), plan);
}

static void measure_chip(Chips *c, size_t i) {
    Plan *asked = variant(c);
    offer_as_asked(c, asked, &asked->measures[i].support);
    const Expr *column = first_column(c->m, c->p->measures[i].expr);
    int table = column ? column->column.table : -1;
    for (size_t k = 0; k < c->m->metric_count && table >= 0; k++) {
        if (c->m->metrics[k].table == table) offer_measure(c, i, expr_metric(c->w.a, (int)k));
    }
    offer_aggregates(c, i);
    if (table >= 0) {
        Expr *rows = expr_rows(c->w.a, table);
        offer_measure(c, i, expr_call1(c->w.a, OP_COUNT, rows));
        offer_columns(c, i, table);
    }
    if (c->p->measure_count > 1) {
        Plan *plan = variant(c);
        plan_edit_remove_measure(plan, i);
        offer_last(c, words_text(c->w, "remove"), plan);
    }
    Str words = plan_words_measure(c->m, c->p, i, c->w);
    chip_add(c, CHIP_MEASURE, chip_words(c, words, c->p->measures[i].support),
             indexed(c, "measures", i));
}

// ---- dimensions

static void offer_dimension(Chips *c, size_t i, Expr *expr) {
    if (expr_equal(expr, c->p->dimensions[i].expr)) return;
    Plan *plan = variant(c);
    plan->dimensions[i].expr = expr;
    plan->dimensions[i].label = (Str){0};
    offer(c, plan_words_dimension(c->m, plan, i, c->w), plan);
}

static void offer_grains(Chips *c, size_t i) {
    const Expr *e = c->p->dimensions[i].expr;
    Expr *of = e->args[0];
    for (int unit = DATE_DAY; unit <= DATE_YEAR; unit++) {
        offer_dimension(c, i, expr_bucket(c->w.a, of, (DateUnit)unit));
    }
    offer_dimension(c, i, expr_part(c->w.a, of, PART_WEEKDAY));
    offer_dimension(c, i, expr_part(c->w.a, of, PART_MONTH));
}

static bool groups_well(const ModelColumn *column) {
    if (column->hidden) return false;
    return column->role == ROLE_CATEGORY || column->role == ROLE_NAME ||
           column->role == ROLE_PLACE || column->role == ROLE_FLAG;
}

static void offer_siblings(Chips *c, size_t i, ColumnRef of) {
    const ModelTable *t = &c->m->tables[of.table];
    for (size_t k = 0, offered = 0; k < t->column_count && offered < SIBLINGS_MAX; k++) {
        if ((int)k == of.column || !groups_well(&t->columns[k])) continue;
        Expr *e = expr_column(c->w.a, of.table, (int)k);
        e->column.instance = of.instance;
        offer_dimension(c, i, e);
        offered++;
    }
}

static void dimension_chip(Chips *c, size_t i) {
    const Expr *e = c->p->dimensions[i].expr;
    if (c->p->dimensions[i].hidden) return;
    Plan *asked = variant(c);
    offer_as_asked(c, asked, &asked->dimensions[i].support);
    if (e->kind == EXPR_CALL && (e->op == OP_BUCKET || e->op == OP_PART)) offer_grains(c, i);
    if (e->kind == EXPR_COLUMN && e->column.table >= 0) offer_siblings(c, i, e->column);
    Plan *plan = variant(c);
    plan_edit_remove_dimension(plan, i);
    offer_last(c, words_text(c->w, "remove"), plan);
    Str words = plan_words_dimension(c->m, c->p, i, c->w);
    chip_add(c, CHIP_DIMENSION, chip_words(c, words, c->p->dimensions[i].support),
             indexed(c, "dimensions", i));
}

// ---- filters

static bool is_one_value(const Expr *e) {
    return e->kind == EXPR_CALL && (e->op == OP_EQ || e->op == OP_NE) &&
           e->args[0]->kind == EXPR_COLUMN && e->args[0]->column.table >= 0 &&
           e->args[1]->kind == EXPR_LITERAL && e->args[1]->literal.type == TYPE_TEXT;
}

static void offer_values(Chips *c, size_t i) {
    const Expr *e = c->p->filters[i];
    if (!is_one_value(e)) return;
    const Profile *profile = &model_at(c->m, e->args[0]->column)->profile;
    for (size_t k = 0, offered = 0; k < profile->top_count && offered < SIBLINGS_MAX; k++) {
        Str value = profile->top[k].text;
        if (str_eq(value, e->args[1]->literal.s)) continue;
        Plan *plan = variant(c);
        plan->filters[i]->args[1] = expr_text(c->w.a, value);
        offer(c, plan_words_expr(c->m, plan, plan->filters[i], c->w), plan);
        offered++;
    }
}

static void filter_chip(Chips *c, size_t i) {
    offer_values(c, i);
    Plan *plan = variant(c);
    plan_edit_remove_filter(plan, i);
    offer_last(c, words_text(c->w, "remove"), plan);
    chip_add(c, CHIP_FILTER, plan_words_expr(c->m, c->p, c->p->filters[i], c->w),
             indexed(c, "filters", i));
}

static void having_chip(Chips *c, size_t i) {
    Plan *plan = variant(c);
    plan_edit_remove_having(plan, i);
    offer_last(c, words_text(c->w, "remove"), plan);
    chip_add(c, CHIP_HAVING, plan_words_expr(c->m, c->p, c->p->having[i], c->w),
             indexed(c, "having", i));
}

// ---- time and comparison

static void time_chip(Chips *c) {
    static const struct {
        const char *words;
        DateUnit unit;
        int shift;
    } PERIODS[] = {
        {WORD("this month"), DATE_MONTH, 0},     {WORD("last month"), DATE_MONTH, -1},
        {WORD("this quarter"), DATE_QUARTER, 0}, {WORD("last quarter"), DATE_QUARTER, -1},
        {WORD("this year"), DATE_YEAR, 0},       {WORD("last year"), DATE_YEAR, -1},
    };
    const PlanTime *time = &c->p->time;
    if (!time->is_set) return;
    for (size_t i = 0; i < COUNT_OF(PERIODS); i++) {
        Date first =
            date_add(date_floor(c->today, PERIODS[i].unit), PERIODS[i].shift, PERIODS[i].unit);
        DateRange range = {first, date_add(first, 1, PERIODS[i].unit)};
        bool same = time->has_first && time->has_end && time->range.first == range.first &&
                    time->range.end == range.end;
        if (same) continue;
        Plan *plan = variant(c);
        plan->time.has_first = plan->time.has_end = true;
        plan->time.range = range;
        plan->time.words = str_from(PERIODS[i].words);
        offer(c, words_text(c->w, PERIODS[i].words), plan);
    }
    Plan *plan = variant(c);
    plan_edit_remove_time(plan);
    offer_last(c, words_text(c->w, "all time"), plan);
    chip_add(c, CHIP_TIME, plan_words_range(time, c->w), S("time"));
}

static void compare_chip(Chips *c) {
    static const struct {
        const char *words;
        Compare compare;
    } CHOICES[] = {{WORD("with the period before"), COMPARE_PREVIOUS},
                   {WORD("with the year before"), COMPARE_YEAR_BEFORE}};
    for (size_t i = 0; i < COUNT_OF(CHOICES); i++) {
        if (c->p->compare == CHOICES[i].compare) continue;
        Plan *plan = variant(c);
        plan->compare = CHOICES[i].compare;
        offer(c, words_text(c->w, CHOICES[i].words), plan);
    }
    if (c->p->compare == COMPARE_NONE) {
        // Worth a chip of its own only where there is a period to compare.
        if (c->options.count > 0 && c->p->time.is_set) {
            chip_add(c, CHIP_COMPARE, words_text(c->w, "no comparison"), S("compare"));
        }
        c->options.count = 0;
        return;
    }
    Plan *plan = variant(c);
    plan->compare = COMPARE_NONE;
    for (size_t i = 0; i < plan->order_count; i++) {
        bool of_change =
            plan->orders[i].by == ORDER_CHANGE || plan->orders[i].by == ORDER_CHANGE_RATE;
        if (of_change) plan->orders[i].by = ORDER_MEASURE;
    }
    offer_last(c, words_text(c->w, "no comparison"), plan);
    chip_add(c, CHIP_COMPARE,
             words_of(c->w, "compared with {period}", {"period", plan_words_compare(c->p, c->w)}),
             S("compare"));
}

// ---- order and limit

// By whether it is by time, and whether it goes down.
static const char *const DIRECTIONS[2][2] = {
    {WORD("by {what}, lowest first"), WORD("by {what}, highest first")},
    {WORD("by {what}, oldest first"), WORD("by {what}, newest first")},
};

static Str order_words(Chips *c, const Plan *p, const PlanOrder *o) {
    Str of = o->by == ORDER_EXPR        ? plan_words_expr(c->m, p, o->expr, c->w)
             : o->by == ORDER_DIMENSION ? plan_words_dimension(c->m, p, (size_t)o->index, c->w)
                                        : plan_words_measure(c->m, p, (size_t)o->index, c->w);
    if (o->by == ORDER_CHANGE) of = words_of(c->w, "change of {1}", {"1", of});
    if (o->by == ORDER_CHANGE_RATE) of = words_of(c->w, "growth of {1}", {"1", of});
    const char *text = DIRECTIONS[plan_words_by_time(c->m, p, o)][o->descending];
    return words_of(c->w, text, {"what", of});
}

static void offer_order(Chips *c, size_t i, OrderBy by, int index, bool descending) {
    Plan *plan = variant(c);
    PlanOrder *o = &plan->orders[i];
    if (o->by == by && o->index == index && o->descending == descending) return;
    *o = (PlanOrder){.by = by, .index = index, .descending = descending};
    offer(c, order_words(c, plan, o), plan);
}

static void order_chip(Chips *c, size_t i) {
    const PlanOrder *o = &c->p->orders[i];
    if (o->by != ORDER_EXPR) offer_order(c, i, o->by, o->index, !o->descending);
    for (size_t k = 0; k < c->p->measure_count; k++) {
        offer_order(c, i, ORDER_MEASURE, (int)k, true);
    }
    if (c->p->compare != COMPARE_NONE) {
        offer_order(c, i, ORDER_CHANGE, 0, true);
        offer_order(c, i, ORDER_CHANGE_RATE, 0, true);
    }
    for (size_t k = 0; k < c->p->dimension_count; k++) {
        if (!c->p->dimensions[k].hidden) offer_order(c, i, ORDER_DIMENSION, (int)k, false);
    }
    Plan *plan = variant(c);
    plan_edit_remove_order(plan, i);
    offer_last(c, words_text(c->w, "remove"), plan);
    chip_add(c, CHIP_ORDER, order_words(c, c->p, o), indexed(c, "orders", i));
}

static Str first_words(Chips *c, int64_t count) {
    Str number = str_fmt(c->w.a, "%lld", (long long)count);
    return words_of(c->w, "first {number}", {"number", number});
}

static void limit_chip(Chips *c) {
    static const int LIMITS[] = {5, 10, 20};
    if (c->p->limit == 0) return;
    for (size_t i = 0; i < COUNT_OF(LIMITS); i++) {
        if (c->p->limit == LIMITS[i]) continue;
        Plan *plan = variant(c);
        plan->limit = LIMITS[i];
        offer(c, first_words(c, LIMITS[i]), plan);
    }
    Plan *plan = variant(c);
    plan->limit = plan->offset = 0;
    plan->with_ties = false;
    plan->limit_per = -1;
    offer_last(c, words_text(c->w, "all"), plan);
    Str text = first_words(c, c->p->limit);
    if (c->p->limit_per >= 0) {
        Str each = plan_words_dimension(c->m, c->p, (size_t)c->p->limit_per, c->w);
        text = words_of(c->w, "{end} in each {what}", {"end", text}, {"what", each});
    }
    chip_add(c, CHIP_LIMIT, text, S("limit"));
}

static Str until_words(Chips *c, double part) {
    Str percent = str_fmt(c->w.a, "%.4g", part * 100);
    return words_of(c->w, "those that make up {number} % of all", {"number", percent});
}

// The largest groups until they make up a part of the whole.
static void until_chip(Chips *c) {
    static const double PARTS[] = {0.5, 0.8, 0.9};
    if (c->p->until <= 0) return;
    for (size_t i = 0; i < COUNT_OF(PARTS); i++) {
        if (fabs(c->p->until - PARTS[i]) < 1e-9) continue;
        Plan *plan = variant(c);
        plan->until = PARTS[i];
        offer(c, until_words(c, PARTS[i]), plan);
    }
    Plan *plan = variant(c);
    plan->until = 0;
    offer_last(c, words_text(c->w, "all"), plan);
    chip_add(c, CHIP_LIMIT, until_words(c, c->p->until), S("until"));
}

void plan_chips(const Model *m, const Plan *p, Date today, Words w, Chip **ret, size_t *ret_count) {
    Chips c = {.m = m, .p = p, .today = today, .w = w};
    for (size_t i = 0; i < p->measure_count; i++) measure_chip(&c, i);
    for (size_t i = 0; i < p->dimension_count; i++) dimension_chip(&c, i);
    time_chip(&c);
    for (size_t i = 0; i < p->filter_count; i++) filter_chip(&c, i);
    for (size_t i = 0; i < p->having_count; i++) having_chip(&c, i);
    compare_chip(&c);
    for (size_t i = 0; i < p->order_count; i++) order_chip(&c, i);
    limit_chip(&c);
    until_chip(&c);
    *ret = c.chips.items;
    *ret_count = c.chips.count;
}
