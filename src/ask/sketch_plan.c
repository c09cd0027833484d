#include "ask/sketch_plan.h"

#include <math.h>

#include "ask/draft.h"
#include "ask/grammar_units.h"

typedef struct Maker {
    const SketchView *v;
    const Model *m;
    const Fill *fill;
    const uint8_t *classes;  // of the shape
    Arena *a;
    Plan *plan;
} Maker;

static Expr *column_expr(const Maker *k, ColumnRef c) {
    return expr_column(k->a, c.table, c.column);
}

static Expr *not_null(const Maker *k, Expr *e) {
    return expr_call1(k->a, OP_NOT, expr_call1(k->a, OP_IS_NULL, e));
}

// ---- conditions ----

static ExprOp compare_op(SketchCompare c) {
    switch (c) {
        case COMPARE_MORE: return OP_GT;
        case COMPARE_LESS: return OP_LT;
        case COMPARE_AT_LEAST: return OP_GE;
        case COMPARE_AT_MOST: return OP_LE;
        case COMPARE_IS_NOT: return OP_NE;
        default: return OP_EQ;
    }
}

static Expr *number_literal(const Maker *k, double x) {
    return x == floor(x) && fabs(x) < 1e15 ? expr_int(k->a, (int64_t)x) : expr_float(k->a, x);
}

// "10 minutes", where the column has milliseconds: how many of them one is. 0: it is no such
// column.
static double unit_behind(const Maker *k, size_t token, const ModelColumn *c) {
    Str word = token + 1 < k->v->t->count ? k->v->t->items[token + 1].text : (Str){0};
    if (!grammar_units_is(word)) return 1;
    // Of a column that says no unit nothing is known.
    return c->unit.len > 0 ? grammar_units_factor(c, word) : 1;
}

// A date, a year of dates, or a plain number; NULL when the token is none that the column has.
static Expr *number_value(const Maker *k, size_t number, ColumnRef c, bool of_time,
                          bool *ret_year) {
    size_t at = k->v->numbers[number];
    const Token *t = &k->v->t->items[at];
    TimePhrase time;
    *ret_year = of_time && t->kind == TOKEN_NUMBER;
    if (!of_time || *ret_year) {
        double unit = of_time ? 1 : unit_behind(k, at, model_at(k->m, c));
        return unit > 0 ? number_literal(k, k->v->amounts[number] * unit) : NULL;
    }
    if (!timephrase_read(k->v->t, at, 0, &time) || !time.has_first) return NULL;
    return expr_date(k->a, time.range.first);
}

static Expr *number_condition(const Maker *k, const FillCondition *c) {
    ColumnType type = model_at(k->m, c->column)->type;
    bool of_time = type == TYPE_DATE || type == TYPE_TIMESTAMP, year = false;
    Expr *column = column_expr(k, c->column);
    Expr *low = number_value(k, c->number, c->column, of_time, &year);
    if (!low) return NULL;
    if (year) column = expr_part(k->a, column, PART_YEAR);
    if (c->compare != COMPARE_BETWEEN) return expr_call2(k->a, compare_op(c->compare), column, low);
    Expr *high = number_value(k, c->number_to, c->column, of_time, &year);
    Expr *args[] = {column, low, high};
    return high ? expr_call(k->a, OP_BETWEEN, args, 3) : NULL;
}

static Expr *condition_expr(const Maker *k, const FillCondition *c) {
    if (c->is_number) return number_condition(k, c);
    Expr *column = column_expr(k, c->column), *e = NULL;
    if (c->is_text) {
        e = expr_call2(k->a, c->text_op, column, expr_text(k->a, c->text));
    } else {
        ExprOp op = c->value->target->is_word ? OP_CONTAINS : OP_EQ;
        e = expr_call2(k->a, op, column, expr_text(k->a, c->value->target->value));
    }
    if (!c->negated) return e;
    if (e->op != OP_EQ) return expr_call1(k->a, OP_NOT, e);
    e->op = OP_NE;
    return e;
}

// Adds the conditions of the range that are (or are not) of `table`; all when it is -1.
static bool conditions_add(const Maker *k, Plan *p, size_t first, size_t end, int table,
                           bool of_table) {
    Expr *parts[FILL_PARTS_MAX];
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        const FillCondition *c = &k->fill->conditions[i];
        if (table >= 0 && (c->column.table == table) != of_table) continue;
        parts[count] = condition_expr(k, c);
        if (!parts[count++]) return false;
    }
    if (k->classes[HEAD_OR] && count > 1) {
        plan_add_filter(k->a, p, expr_call(k->a, OP_OR, parts, count));
        return true;
    }
    for (size_t i = 0; i < count; i++) plan_add_filter(k->a, p, parts[i]);
    return true;
}

// ---- what is shown ----

static int main_table(const Maker *k) {
    return k->fill->plain_count > 0 ? k->fill->plain[0].table : k->fill->root;
}

static bool all_columns_add(const Maker *k, Plan *p) {
    const ModelTable *t = &k->m->tables[k->fill->root];
    if (t->column_count > PLAN_DIMENSIONS_MAX) return false;
    for (size_t c = 0; c < t->column_count; c++) {
        plan_add_dimension(k->a, p, expr_column(k->a, k->fill->root, (int)c));
    }
    return true;
}

static bool plain_add(const Maker *k, Plan *p) {
    if (k->classes[HEAD_PLAIN] == PLAIN_ALL) return all_columns_add(k, p);
    for (size_t i = 0; i < k->fill->plain_count; i++) {
        plan_add_dimension(k->a, p, column_expr(k, k->fill->plain[i]));
    }
    return true;
}

static Expr *aggregate_expr(const Maker *k, SketchSelect how, ColumnRef c) {
    static const ExprOp OPS[] = {[SELECT_MAX] = OP_MAX,
                                 [SELECT_MIN] = OP_MIN,
                                 [SELECT_AVG] = OP_AVG,
                                 [SELECT_SUM] = OP_SUM,
                                 [SELECT_COUNT] = OP_COUNT_DISTINCT};
    return expr_call1(k->a, OPS[how], column_expr(k, c));
}

static Expr *rows_expr(const Maker *k) {
    return expr_call1(k->a, OP_COUNT, expr_rows(k->a, k->fill->root));
}

// The measure is in the plan already, or it is added as one that nobody asked to see.
static Expr *support_add(const Maker *k, Expr *e) {
    for (size_t i = 0; i < k->plan->measure_count; i++) {
        if (expr_equal(k->plan->measures[i].expr, e)) return e;
    }
    plan_add_measure(k->a, k->plan, e)->support = true;
    return e;
}

static void measures_add(const Maker *k) {
    if (k->classes[HEAD_ROWS]) plan_add_measure(k->a, k->plan, rows_expr(k));
    for (size_t i = 0; i < k->fill->aggregate_count; i++) {
        plan_add_measure(k->a, k->plan,
                         aggregate_expr(k, k->fill->aggregates[i], k->fill->aggregated[i]));
    }
}

static bool having_add(const Maker *k) {
    int having = k->classes[HEAD_HAVING];
    if (having == HAVING_NONE) return true;
    size_t n = k->fill->having_number;
    SketchCompare compare = k->fill->having_compare;
    if (compare == COMPARE_BETWEEN) return false;
    Expr *e = having == HAVING_ROWS ? rows_expr(k)
                                    : aggregate_expr(k, k->fill->order_aggregate, k->fill->ordered);
    Expr *literal = number_literal(k, k->v->amounts[n]);
    plan_add_having(k->a, k->plan,
                    expr_call2(k->a, compare_op(compare), support_add(k, e), literal));
    return true;
}

static void order_add(const Maker *k) {
    int order = k->classes[HEAD_ORDER];
    if (order == SORT_NONE) return;
    Expr *e = order == SORT_ROWS || order == SORT_ROWS_DOWN ? support_add(k, rows_expr(k))
              : order >= SORT_AGGREGATE
                  ? support_add(k, aggregate_expr(k, k->fill->order_aggregate, k->fill->ordered))
                  : column_expr(k, k->fill->ordered);
    bool down =
        order == SORT_COLUMN_DOWN || order == SORT_ROWS_DOWN || order == SORT_AGGREGATE_DOWN;
    PlanOrder o = {.by = ORDER_EXPR, .expr = e, .descending = down};
    for (size_t i = 0; i < k->plan->measure_count; i++) {
        if (!expr_equal(k->plan->measures[i].expr, e)) continue;
        o = (PlanOrder){.by = ORDER_MEASURE, .index = (int)i, .descending = down};
    }
    plan_add_order(k->a, k->plan, o);
}

// What rows are grouped by beside what is shown: the key behind a name.
static void group_add(const Maker *k) {
    ColumnRef c = k->fill->grouped;
    if (c.table < 0 || k->plan->measure_count == 0) return;
    if (k->plan->dimension_count == PLAN_DIMENSIONS_MAX) return;
    plan_add_dimension(k->a, k->plan, column_expr(k, c))->hidden = true;
}

// ---- nested plans ----

static void rows_need(const Maker *k, Plan *p, int table) {
    int column = draft_key_column(&k->m->tables[table]);
    Expr *e = expr_column(k->a, table, column >= 0 ? column : 0);
    plan_add_filter(k->a, p, not_null(k, e));
}

// The key of the main table wherever the conditions hold, and rows of `with` exist (-1: none).
static Plan *keys_plan(const Maker *k, ColumnRef key, int with, size_t first, size_t end,
                       int not_of) {
    Plan *inner = plan_new(k->a);
    inner->distinct = true;
    plan_add_dimension(k->a, inner, column_expr(k, key));
    if (!conditions_add(k, inner, first, end, not_of, false)) return NULL;
    if (with >= 0) rows_need(k, inner, with);
    return inner;
}

static bool membership_add(const Maker *k, bool negated) {
    int table = main_table(k);
    int key = draft_key_column(&k->m->tables[table]);
    ColumnRef of = {.table = table, .column = key};
    Plan *inner = NULL;
    size_t count = k->fill->condition_count;
    if (k->fill->nested_table >= 0 && key >= 0) {
        inner = keys_plan(k, of, k->fill->nested_table, 0, count, table);
        if (!conditions_add(k, k->plan, 0, count, table, true)) return false;
    } else if (k->fill->plain_count > 0 && count > 0) {
        of = k->fill->plain[0];
        inner = keys_plan(k, of, -1, count - 1, count, -1);
        if (!conditions_add(k, k->plan, 0, count - 1, -1, true)) return false;
    }
    if (!inner) return false;
    Expr *in = expr_call2(k->a, OP_IN, column_expr(k, of), expr_plan(k->a, inner));
    plan_add_filter(k->a, k->plan, negated ? expr_call1(k->a, OP_NOT, in) : in);
    return true;
}

static bool extreme_add(const Maker *k) {
    int nested = k->classes[HEAD_NESTED];
    static const char *const LESS[] = {"less",  "below", "lower", "under", "fewer", "smaller",
                                       "young", "short", "cheap", "light", "before"};
    Expr *column = column_expr(k, k->fill->compared);
    ExprOp of = nested == NESTED_AVERAGE ? OP_AVG : nested == NESTED_MAX ? OP_MAX : OP_MIN;
    ExprOp op = nested == NESTED_AVERAGE ? OP_GT : OP_EQ;
    for (size_t i = 0; i < k->v->t->count && op == OP_GT; i++) {
        for (size_t w = 0; w < COUNT_OF(LESS); w++) {
            if (str_starts(k->v->t->items[i].text, str_from(LESS[w]))) op = OP_LT;
        }
    }
    Plan *inner = plan_new(k->a);
    plan_add_measure(k->a, inner, expr_call1(k->a, of, column));
    plan_add_filter(k->a, k->plan, expr_call2(k->a, op, column, expr_plan(k->a, inner)));
    return conditions_add(k, k->plan, 0, k->fill->condition_count, -1, true);
}

static bool set_add(const Maker *k) {
    SetOp op = (SetOp)k->classes[HEAD_SET];
    size_t count = k->fill->condition_count;
    if (op == SET_EXCEPT) return membership_add(k, true);
    if (count < 2 || k->plan->measure_count > 0) return false;
    Plan *other = plan_new(k->a);
    k->plan->set_op = op;
    k->plan->other = other;
    k->plan->distinct = other->distinct = true;
    if (!plain_add(k, other)) return false;
    return conditions_add(k, k->plan, 0, count - 1, -1, true) &&
           conditions_add(k, other, count - 1, count, -1, true);
}

static bool conditions_of_shape(const Maker *k) {
    if (k->classes[HEAD_SET] != SET_NONE) return set_add(k);
    switch (k->classes[HEAD_NESTED]) {
        case NESTED_NONE: return conditions_add(k, k->plan, 0, k->fill->condition_count, -1, true);
        case NESTED_NOT_IN: return membership_add(k, true);
        case NESTED_IN: return membership_add(k, false);
        case NESTED_OTHER: return false;
        default: return extreme_add(k);
    }
}

Plan *sketch_plan_make(const SketchView *v, const Fill *fill, bool each_match) {
    Maker k = {.v = v,
               .m = v->m,
               .fill = fill,
               .classes = fill->shape->classes,
               .a = v->a,
               .plan = plan_new(v->a)};
    if (!plain_add(&k, k.plan)) return NULL;
    measures_add(&k);
    if (!having_add(&k)) return NULL;
    order_add(&k);
    group_add(&k);
    if (!conditions_of_shape(&k)) return NULL;
    if (fill->also >= 0) rows_need(&k, k.plan, fill->also);
    if (k.plan->measure_count == 0 && k.plan->dimension_count == 0) return NULL;
    bool list = k.plan->measure_count == 0;
    k.plan->limit = fill->limit;
    k.plan->distinct = list && (k.classes[HEAD_DISTINCT] || k.plan->distinct);
    k.plan->each_match = list && each_match;
    return k.plan;
}
