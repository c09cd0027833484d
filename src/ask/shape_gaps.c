// The time between deeds, and who is new beside who was here before.

#include "ask/grammar.h"
#include "ask/shape.h"

static Expr *deed_time(Draft *d) {
    int column = d->m->tables[d->gap.deed.table].time_column;
    return expr_column(d->a, d->gap.deed.table, column);
}

// Those of whom nothing is known do nothing again.
static void known_add(Draft *d, Plan *p) {
    Expr *nobody = expr_call1(d->a, OP_IS_NULL, draft_column_expr(d, d->gap.who));
    plan_add_filter(d->a, p, expr_call1(d->a, OP_NOT, nobody));
}

static Expr *days_between(Draft *d, Expr *first, Expr *last) {
    Expr *days = expr_call2(d->a, OP_DIFF, first, last);
    days->unit = DATE_DAY;
    return days;
}

// From n deeds to the next are n - 1 gaps, and all of them together reach from the first deed to
// the last.
static Expr *gap_of(Draft *d, Expr *days, Expr *deeds) {
    Expr *gaps = expr_call2(d->a, OP_SUB, deeds, expr_int(d->a, 1));
    return expr_call2(d->a, OP_DIV, expr_call2(d->a, OP_MUL, expr_float(d->a, 1), days), gaps);
}

static bool gap_each(Draft *d, Plan *p) {
    Expr *time = deed_time(d), *deeds = grammar_habits_deeds(d);
    Expr *days = days_between(d, expr_call1(d->a, OP_MIN, time), expr_call1(d->a, OP_MAX, time));
    shape_entity(d, p, d->gap.thing, true);
    Expr *value = d->gap.ends ? days : gap_of(d, days, deeds);
    plan_add_measure(d->a, p, value)->label = S("average days between");
    plan_add_having(d->a, p, expr_call2(d->a, OP_GT, deeds, expr_int(d->a, 1)));
    shape_filters(d, p);
    known_add(d, p);
    if (!shape_time(d, p)) return false;
    plan_add_order(d->a, p, (PlanOrder){.by = ORDER_MEASURE, .descending = false});
    return true;
}

static bool gap_of_all(Draft *d, Plan **ret) {
    Plan *inner = plan_new(d->a), *outer = plan_new(d->a);
    Expr *time = deed_time(d);
    plan_add_dimension(d->a, inner, draft_column_expr(d, d->gap.who));
    plan_add_measure(d->a, inner, expr_call1(d->a, OP_MIN, time))->label = S("first time");
    plan_add_measure(d->a, inner, expr_call1(d->a, OP_MAX, time))->label = S("last time");
    plan_add_measure(d->a, inner, grammar_habits_deeds(d));
    shape_filters(d, inner);
    known_add(d, inner);
    if (!shape_time(d, inner)) return false;
    outer->from = inner;
    Expr *days = days_between(d, expr_column(d->a, PLAN_FROM, 1), expr_column(d->a, PLAN_FROM, 2));
    Expr *gaps = expr_call2(d->a, OP_SUB, expr_column(d->a, PLAN_FROM, 3), expr_int(d->a, 1));
    Expr *all = expr_call2(d->a, OP_MUL, expr_float(d->a, 1), expr_call1(d->a, OP_SUM, days));
    Expr *value = d->gap.ends ? expr_call1(d->a, OP_AVG, days)
                              : expr_call2(d->a, OP_DIV, all, expr_call1(d->a, OP_SUM, gaps));
    plan_add_measure(d->a, outer, value)->label = S("average days between");
    *ret = outer;
    return true;
}

// A period in which somebody has done as much in all as in it alone is their first.
static bool beside(Draft *d, Plan **ret) {
    Plan *inner = plan_new(d->a), *outer = plan_new(d->a);
    Expr *deeds = grammar_habits_deeds(d);
    plan_add_dimension(d->a, inner, draft_column_expr(d, d->gap.who));
    plan_add_dimension(d->a, inner, expr_bucket(d->a, deed_time(d), d->gap.grain));
    plan_add_measure(d->a, inner, deeds);
    plan_add_measure(d->a, inner, deeds)->derive = DERIVE_RUNNING;
    shape_filters(d, inner);
    known_add(d, inner);
    outer->from = inner;
    Expr *who = expr_column(d->a, PLAN_FROM, 0), *when = expr_column(d->a, PLAN_FROM, 1);
    Expr *now = expr_column(d->a, PLAN_FROM, 2), *ever = expr_column(d->a, PLAN_FROM, 3);
    static const struct {
        ExprOp op;
        const char *label;
    } SIDES[] = {{OP_EQ, "new"}, {OP_GT, "returning"}};
    plan_add_dimension(d->a, outer, when);
    for (size_t i = 0; i < COUNT_OF(SIDES); i++) {
        Expr *is = expr_call2(d->a, SIDES[i].op, ever, now);
        Expr *counted = expr_call1(d->a, OP_COUNT_DISTINCT, expr_call2(d->a, OP_CASE, is, who));
        plan_add_measure(d->a, outer, counted)->label = str_from(SIDES[i].label);
    }
    const TimePhrase *t = &d->times[0];
    if (d->time_count > 1) draft_doubt(d, 2);
    if (d->time_count == 1 && t->has_first)
        plan_add_filter(d->a, outer,
                        expr_call2(d->a, OP_GE, when, expr_date(d->a, t->range.first)));
    if (d->time_count == 1 && t->has_end)
        plan_add_filter(d->a, outer, expr_call2(d->a, OP_LT, when, expr_date(d->a, t->range.end)));
    plan_add_order(d->a, outer, (PlanOrder){.by = ORDER_DIMENSION});
    *ret = outer;
    return true;
}

bool shape_gaps(Draft *d, Plan **ret) {
    if (d->gap.beside) return beside(d, ret);
    return d->gap.each ? gap_each(d, *ret) : gap_of_all(d, ret);
}
