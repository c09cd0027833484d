// Judges any plan by what the heads foresaw: the grammar's plans and the sketches' by one measure.
#include <math.h>
#include <string.h>

#include "ask/sketch.h"

#define ODDS_MOST 8.0

typedef struct Judge {
    const SketchParts *parts;
    const SketchView *v;
    const Model *m;
    bool *filtered, *grouped, *ordered;  // by column of the view
    SketchSelect *selected;
    bool *tables;
    uint8_t classes[SKETCH_QUESTION_HEADS];
    size_t aggregates, plain, conditions;
    double values;    // what the values and numbers of the conditions are worth
    double compared;  // how likely they are compared so
    double missing;   // columns that the question can not mean
} Judge;

static double bounded(double x) {
    return x > ODDS_MOST ? ODDS_MOST : x < -ODDS_MOST ? -ODDS_MOST : x;
}

static ptrdiff_t column_at(const Judge *j, ColumnRef c) {
    for (size_t i = 0; i < j->v->column_count; i++) {
        ColumnRef ref = j->v->columns[i].ref;
        if (ref.table == c.table && ref.column == c.column) return (ptrdiff_t)i;
    }
    return -1;
}

static void column_mark(Judge *j, bool *marks, ColumnRef c) {
    if (c.table < 0) return;
    ptrdiff_t at = column_at(j, c);
    if (at >= 0) {
        marks[at] = true;
    } else {
        j->missing++;
    }
}

typedef struct Marking {
    Judge *j;
    bool *marks;
} Marking;

static void column_see(void *ctx, ColumnRef c) {
    Marking *k = ctx;
    column_mark(k->j, k->marks, c);
}

static const Expr *metric_open(const Judge *j, const Expr *e) {
    while (e && e->kind == EXPR_METRIC) e = j->m->metrics[e->metric].expr;
    return e;
}

// ---- what is shown ----

static void selected_set(Judge *j, ColumnRef c, SketchSelect how) {
    ptrdiff_t at = column_at(j, c);
    if (at >= 0) {
        j->selected[at] = how;
    } else {
        j->missing++;
    }
}

static SketchSelect aggregate_class(ExprOp op) {
    switch (op) {
        case OP_MAX: return SELECT_MAX;
        case OP_MIN: return SELECT_MIN;
        case OP_AVG: return SELECT_AVG;
        case OP_COUNT_DISTINCT: return SELECT_COUNT;
        default: return SELECT_SUM;
    }
}

static void measure_judge(Judge *j, const PlanMeasure *measure) {
    const Expr *e = metric_open(j, measure->expr);
    bool call = e && e->kind == EXPR_CALL && e->arg_count > 0;
    bool rows = call && e->op == OP_COUNT;
    if (measure->support) return;
    if (rows) {
        j->classes[HEAD_ROWS] = 1;
    } else {
        j->aggregates++;
        if (call && e->args[0]->kind == EXPR_COLUMN) {
            selected_set(j, e->args[0]->column, aggregate_class(e->op));
        }
    }
}

static void shown_judge(Judge *j, const Plan *p) {
    for (size_t i = 0; i < p->dimension_count; i++) {
        const PlanDimension *d = &p->dimensions[i];
        Marking grouped = {j, j->grouped};
        if (p->measure_count > 0) expr_columns(j->m, d->expr, column_see, &grouped);
        if (d->hidden || d->support) continue;
        j->plain++;
        if (d->expr->kind == EXPR_COLUMN) selected_set(j, d->expr->column, SELECT_PLAIN);
    }
    for (size_t i = 0; i < p->measure_count; i++) measure_judge(j, &p->measures[i]);
}

// ---- conditions ----

static SketchCompare compare_class(ExprOp op, bool negated) {
    switch (op) {
        case OP_GT: return negated ? COMPARE_AT_MOST : COMPARE_MORE;
        case OP_GE: return negated ? COMPARE_LESS : COMPARE_AT_LEAST;
        case OP_LT: return negated ? COMPARE_AT_LEAST : COMPARE_LESS;
        case OP_LE: return negated ? COMPARE_MORE : COMPARE_AT_MOST;
        case OP_BETWEEN: return COMPARE_BETWEEN;
        case OP_NE: return COMPARE_IS_NOT;
        default: return negated ? COMPARE_IS_NOT : COMPARE_IS;
    }
}

// The number of a condition, if the question has it, against what is foreseen of it.
static void compare_judge(Judge *j, const Expr *call, bool negated) {
    for (size_t i = 1; i < call->arg_count; i++) {
        const Expr *e = call->args[i];
        bool number = e->kind == EXPR_LITERAL && e->literal.type != TYPE_TEXT;
        double x = !number                         ? 0
                   : e->literal.type == TYPE_FLOAT ? e->literal.f
                                                   : (double)e->literal.i;
        for (size_t n = 0; number && n < j->v->number_count; n++) {
            if (fabs(j->v->amounts[n] - x) > 1e-9) continue;
            j->compared += bounded(j->parts->compare[n][compare_class(call->op, negated)]);
            break;
        }
    }
}

static void literal_judge(Judge *j, ColumnRef c, const Value *literal, bool negated) {
    double best = -4;
    if (literal->type == TYPE_TEXT) {
        for (size_t i = 0; i < j->v->value_count; i++) {
            const LinkTarget *t = j->v->values[i].target;
            if (t->table != c.table || t->column != c.column || !str_eq(t->value, literal->s))
                continue;
            const double *p = j->parts->value[i];
            double use = negated ? p[VALUE_IS_NOT] : fmax(p[VALUE_IS], p[VALUE_LIKE]);
            best = fmax(best, use - p[VALUE_UNUSED]);
        }
    } else {
        double x = literal->type == TYPE_FLOAT ? literal->f : (double)literal->i;
        for (size_t i = 0; i < j->v->number_count; i++) {
            if (fabs(j->v->amounts[i] - x) > 1e-9) continue;
            const double *p = j->parts->number[i];
            best = fmax(best, p[NUMBER_WHERE] - p[NUMBER_UNUSED]);
        }
    }
    j->values += bounded(best);
}

static void plan_judge(Judge *j, const Plan *p, bool inner);

static void nested_class(Judge *j, const Expr *call, const Plan *inner, bool negated) {
    SketchNested class = NESTED_OTHER;
    const Expr *e = inner->measure_count == 1 ? metric_open(j, inner->measures[0].expr) : NULL;
    if (call->op == OP_IN) {
        class = negated ? NESTED_NOT_IN : NESTED_IN;
    } else if (e && e->kind == EXPR_CALL) {
        class = e->op == OP_AVG   ? NESTED_AVERAGE
                : e->op == OP_MAX ? NESTED_MAX
                : e->op == OP_MIN ? NESTED_MIN
                                  : NESTED_OTHER;
    }
    j->classes[HEAD_NESTED] = (uint8_t) class;
}

static void condition_judge(Judge *j, const Expr *e, bool negated) {
    if (e->kind != EXPR_CALL) return;
    if (e->op == OP_NOT || e->op == OP_AND || e->op == OP_OR) {
        if (e->op == OP_OR) j->classes[HEAD_OR] = 1;
        bool turns = e->op == OP_NOT;
        for (size_t i = 0; i < e->arg_count; i++) condition_judge(j, e->args[i], negated != turns);
        return;
    }
    const Expr *nested = NULL;
    for (size_t i = 0; i < e->arg_count; i++) {
        if (e->args[i]->kind == EXPR_PLAN) nested = e->args[i];
    }
    if (nested) {
        nested_class(j, e, nested->plan, negated);
        plan_judge(j, nested->plan, true);
        if (e->op == OP_IN) return;
    } else if (e->op == OP_IS_NULL) {
        return;
    } else {
        j->conditions++;
    }
    compare_judge(j, e, negated);
    Marking filtered = {j, j->filtered};
    if (e->arg_count > 0) expr_columns(j->m, e->args[0], column_see, &filtered);
    bool of_column = e->arg_count > 1 && e->args[0]->kind == EXPR_COLUMN;
    for (size_t i = 1; of_column && i < e->arg_count; i++) {
        if (e->args[i]->kind != EXPR_LITERAL) continue;
        literal_judge(j, e->args[0]->column, &e->args[i]->literal, negated || e->op == OP_NE);
    }
}

static void conditions_judge(Judge *j, const Plan *p) {
    for (size_t i = 0; i < p->filter_count; i++) condition_judge(j, p->filters[i], false);
    if (p->time.is_set) {
        j->conditions++;
        column_mark(j, j->filtered, p->time.column);
    }
    for (size_t i = 0; i < p->having_count; i++) compare_judge(j, p->having[i], false);
    if (p->having_count == 0) return;
    const Expr *e = p->having[0]->arg_count > 0 ? metric_open(j, p->having[0]->args[0]) : NULL;
    bool rows = e && e->kind == EXPR_CALL && (e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT);
    j->classes[HEAD_HAVING] = rows ? HAVING_ROWS : HAVING_AGGREGATE;
}

// ---- order ----

static const Expr *order_expr(const Plan *p, const PlanOrder *o) {
    if (o->by == ORDER_EXPR) return o->expr;
    if (o->by == ORDER_DIMENSION) {
        return (size_t)o->index < p->dimension_count ? p->dimensions[o->index].expr : NULL;
    }
    return (size_t)o->index < p->measure_count ? p->measures[o->index].expr : NULL;
}

static void order_judge(Judge *j, const Plan *p) {
    // An order that only makes the list steady says nothing.
    const PlanOrder *o = p->order_count > 0 ? &p->orders[0] : NULL;
    const Expr *e = o ? metric_open(j, order_expr(p, o)) : NULL;
    bool asked = p->limit > 0 || (o && o->by == ORDER_EXPR);
    j->classes[HEAD_LIMIT] = p->limit == 0 ? 0 : p->limit == 1 ? 1 : 2;
    if (!e || !asked) return;
    Marking ordered = {j, j->ordered};
    bool rows = e->kind == EXPR_CALL && e->op == OP_COUNT;
    SketchOrder up = rows ? SORT_ROWS : e->kind == EXPR_COLUMN ? SORT_COLUMN : SORT_AGGREGATE;
    j->classes[HEAD_ORDER] = (uint8_t)(up + (o->descending ? 1 : 0));
    if (!rows) expr_columns(j->m, e, column_see, &ordered);
}

static void plan_judge(Judge *j, const Plan *p, bool inner) {
    for (size_t i = 0; i < p->table_count; i++) j->tables[p->tables[i].table] = true;
    conditions_judge(j, p);
    if (inner) return;
    shown_judge(j, p);
    order_judge(j, p);
    if (p->measure_count > 0 && p->dimension_count > 0) j->classes[HEAD_GROUP] = 1;
    if (p->distinct) j->classes[HEAD_DISTINCT] = 1;
    if (p->set_op == SET_NONE) return;
    j->classes[HEAD_SET] = (uint8_t)p->set_op;
    if (p->other) plan_judge(j, p->other, true);
}

static double odds_sum(const double *odds, const bool *marks, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        // log p of the mark: -log(1 + e^-odds) when set, -log(1 + e^odds) when not.
        sum -= log1p(exp(bounded(marks[i] ? -odds[i] : odds[i])));
    }
    return sum;
}

static void shape_judge(const Judge *j, double verdicts[VERDICT_COUNT]) {
    static const SketchVerdict OF[SKETCH_QUESTION_HEADS] = {
        [HEAD_PLAIN] = VERDICT_WIDTH,     [HEAD_ROWS] = VERDICT_WIDTH,
        [HEAD_AGGREGATE] = VERDICT_WIDTH, [HEAD_ORDER] = VERDICT_PLACE,
        [HEAD_LIMIT] = VERDICT_PLACE,     [HEAD_OR] = VERDICT_SETS,
        [HEAD_NESTED] = VERDICT_SETS,     [HEAD_SET] = VERDICT_SETS};
    for (int h = 0; h < SKETCH_QUESTION_HEADS; h++) {
        double p = bounded(j->parts->shape[h][j->classes[h]]);
        verdicts[VERDICT_SHAPE] += p;
        if (OF[h] != VERDICT_SHAPE) verdicts[OF[h]] += p;
        verdicts[VERDICT_WORST] = fmin(verdicts[VERDICT_WORST], p);
    }
}

void sketch_judge(const SketchParts *parts, const Plan *p, double verdicts[VERDICT_COUNT]) {
    const SketchView *v = parts->v;
    size_t n = v->column_count + 1;
    Judge j = {.parts = parts,
               .v = v,
               .m = v->m,
               .filtered = arena_new(v->a, bool, n),
               .grouped = arena_new(v->a, bool, n),
               .ordered = arena_new(v->a, bool, n),
               .selected = arena_new(v->a, SketchSelect, n),
               .tables = arena_new(v->a, bool, v->m->table_count + 1)};
    plan_judge(&j, p->from ? p->from : p, false);
    j.classes[HEAD_PLAIN] = (uint8_t)(j.plain < 4 ? j.plain : 4);
    j.classes[HEAD_AGGREGATE] = (uint8_t)(j.aggregates < 2 ? j.aggregates : 2);
    j.classes[HEAD_WHERE] = (uint8_t)(j.conditions < 3 ? j.conditions : 3);
    memset(verdicts, 0, VERDICT_COUNT * sizeof *verdicts);
    shape_judge(&j, verdicts);
    verdicts[VERDICT_COMPARE] = j.compared;
    for (size_t i = 0; i < v->column_count; i++) {
        verdicts[VERDICT_SELECT] += bounded(parts->select[i][j.selected[i]]);
    }
    verdicts[VERDICT_SELECT] -= 3 * j.missing;
    verdicts[VERDICT_FILTER] = odds_sum(parts->filter, j.filtered, v->column_count) + j.values;
    verdicts[VERDICT_TABLE] = odds_sum(parts->table, j.tables, v->m->table_count);
    verdicts[VERDICT_ORDER] = odds_sum(parts->ordered, j.ordered, v->column_count) +
                              0.3 * odds_sum(parts->grouped, j.grouped, v->column_count);
}
