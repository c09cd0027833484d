// Those that are first in something, as a condition: found under the filters and in the period of
// the plan that they are a condition of.

#include "ask/shape.h"
#include "plan/plan_words.h"

static Expr *chosen_condition(Draft *d, const Plan *p) {
    const Entity *e = &d->chosen.thing;
    int key = e->column >= 0 ? e->column : draft_key_column(&d->m->tables[e->table]);
    if (key < 0) return NULL;
    Plan *first = plan_new(d->a);
    Expr *thing = expr_column(d->a, e->table, key);
    plan_add_dimension(d->a, first, thing);
    for (size_t i = 0; i < p->filter_count; i++) plan_add_filter(d->a, first, p->filters[i]);
    Expr *nameless = expr_call1(d->a, OP_IS_NULL, thing);
    plan_add_filter(d->a, first, expr_call1(d->a, OP_NOT, nameless));
    first->time = p->time;
    plan_add_order(
        d->a, first,
        (PlanOrder){.by = ORDER_EXPR, .expr = d->chosen.by, .descending = d->chosen.descending});
    first->limit = d->chosen.limit;
    return expr_call2(d->a, OP_IN, thing, expr_plan(d->a, first));
}

// "percent of revenue from the 5 highest customers".
static Str share_label(const Draft *d, const Plan *p) {
    const Entity *e = &d->chosen.thing;
    ColumnRef c = {.table = e->table, .column = e->column};
    Str of = plan_words_measure(d->m, p, 0, words_english(d->a));
    Str who = c.column < 0 ? d->m->tables[c.table].label
                           : plan_words_column(d->m, p, c, words_english(d->a));
    return str_fmt(d->a, "percent of " STR_F " from the %lld %s " STR_F, STR_A(of),
                   (long long)d->chosen.limit, d->chosen.descending ? "highest" : "lowest",
                   STR_A(who));
}

bool shape_chosen(Draft *d, Plan *p) {
    if (!d->chosen.thing.is_set) return true;
    Expr *among = chosen_condition(d, p);
    if (!among) return false;
    if (!d->share || p->measure_count == 0) {
        plan_add_filter(d->a, p, among);
        return true;
    }
    Expr *whole = p->measures[0].expr, *part = shape_restrict(d, whole, among);
    if (!part) return false;
    Expr *ratio =
        expr_call2(d->a, OP_DIV, expr_call2(d->a, OP_MUL, expr_float(d->a, 100), part), whole);
    p->measures[0] = (PlanMeasure){.expr = ratio, .label = share_label(d, p)};
    d->share = false;
    return true;
}
