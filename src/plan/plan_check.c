// plan_check: whether a plan can be right, before anything runs.
#include <assert.h>

#include "plan/plan_base.h"
#include "plan/plan_type.h"
#include "plan/plan_words.h"

enum { CHECK_EXPR_DEPTH_MAX = 64, CHECK_WINDOW_MAX = 1000 };

typedef struct Check {
    const Model *m;
    const Plan *p;
    Arena *arena;
    Err *err;
    int depth;  // of nested plans
} Check;

static bool plan_check_nested(const Model *m, const Plan *p, Arena *a, int depth, Err *err);

// ---- expressions

static bool column_known(const Check *c, ColumnRef ref, bool is_rows) {
    if (ref.table == PLAN_FROM && c->p->from) return true;  // plan_type looks at the column
    bool table = ref.table >= 0 && (size_t)ref.table < c->m->table_count && ref.instance >= 0 &&
                 ref.instance < PLAN_TABLES_MAX && !c->p->from;
    if (table && is_rows) return true;
    bool column =
        table && ref.column >= 0 && (size_t)ref.column < c->m->tables[ref.table].column_count;
    return column || fail(c->err, ERR_INVALID, "the plan names a column that is not there");
}

// Its own arity and shape; types come after.
static bool shape_check(const Check *c, const Expr *e, int depth) {
    if (!e) return fail(c->err, ERR_INVALID, "an expression of the plan is missing");
    if (depth > CHECK_EXPR_DEPTH_MAX) {
        return fail(c->err, ERR_LIMIT, "an expression is nested deeper than %d",
                    CHECK_EXPR_DEPTH_MAX);
    }
    if (e->kind == EXPR_COLUMN) return column_known(c, e->column, false);
    if (e->kind == EXPR_ROWS) return column_known(c, e->column, true);
    if (e->kind == EXPR_METRIC && (e->metric < 0 || (size_t)e->metric >= c->m->metric_count)) {
        return fail(c->err, ERR_INVALID, "the plan names a metric that is not there");
    }
    if (e->kind == EXPR_METRIC && c->p->from) {
        return fail(c->err, ERR_INVALID, "a metric needs tables, not the rows of a nested plan");
    }
    if (e->kind == EXPR_PLAN) {
        if (!e->plan) return fail(c->err, ERR_INVALID, "a nested plan is missing");
        return plan_check_nested(c->m, e->plan, c->arena, c->depth + 1, c->err);
    }
    if (e->kind != EXPR_CALL) return true;
    const ExprOpInfo *info = expr_op(e->op);
    int count = (int)e->arg_count;
    if (count < info->arg_min || (info->arg_max >= 0 && count > info->arg_max)) {
        return fail(c->err, ERR_INVALID, "'%s' takes another number of values than %d", info->name,
                    count);
    }
    for (size_t i = 0; i < e->arg_count; i++) {
        if (!shape_check(c, e->args[i], depth + 1)) return false;
    }
    return true;
}

// No aggregate stands in another, and none where none may be.
static bool nesting_check(const Check *c, const Expr *e, bool allowed, const char *where) {
    bool is_aggregate =
        e->kind == EXPR_METRIC || (e->kind == EXPR_CALL && expr_op(e->op)->is_aggregate);
    if (is_aggregate && !allowed) {
        return fail(c->err, ERR_INVALID, "'" STR_F "' cannot stand in %s",
                    STR_A(plan_words_expr(c->m, c->p, e, words_english(c->arena))), where);
    }
    for (size_t i = 0; i < e->arg_count; i++) {
        bool inside = allowed && !is_aggregate;
        if (!nesting_check(c, e->args[i], inside,
                           is_aggregate ? ERR_WORD("another aggregate") : where)) {
            return false;
        }
    }
    return true;
}

static const char *plural_of_rate(Str label, Arena *a) {
    return str_z(a, str_ends(label, S("s")) ? label : str_fmt(a, STR_F "s", STR_A(label)));
}

// A sum of prices, rates or codes means nothing. Products of them with a quantity do.
static bool additive_check(const Check *c, const Expr *e) {
    if (e->kind == EXPR_CALL && e->op == OP_SUM && e->args[0]->kind == EXPR_COLUMN &&
        e->args[0]->column.table >= 0) {
        const ModelColumn *column = model_at(c->m, e->args[0]->column);
        Str label = column->label.len > 0 ? column->label : column->name;
        if (column->additivity == ADD_AVERAGE) {
            return fail(c->err, ERR_INVALID, "%s cannot be added up; average " STR_F " instead",
                        plural_of_rate(label, c->arena), STR_A(label));
        }
        bool is_name =
            column->role == ROLE_KEY || column->role == ROLE_LINK || column->role == ROLE_CODE;
        if (is_name) {
            return fail(c->err, ERR_INVALID,
                        "%s only name things and cannot be added up; count " STR_F " instead",
                        plural_of_rate(label, c->arena), STR_A(label));
        }
    }
    for (size_t i = 0; i < e->arg_count; i++) {
        if (!additive_check(c, e->args[i])) return false;
    }
    return true;
}

static bool rows_check(const Check *c, const Expr *e) {
    for (size_t i = 0; i < e->arg_count; i++) {
        bool counts = e->kind == EXPR_CALL && e->op == OP_COUNT;
        if (e->args[i]->kind == EXPR_ROWS && !counts) {
            return fail(c->err, ERR_INVALID, "rows can only be counted");
        }
        if (!rows_check(c, e->args[i])) return false;
    }
    return true;
}

static bool quantile_check(const Check *c, const Expr *e) {
    if (e->kind == EXPR_CALL && e->op == OP_QUANTILE) {
        const Expr *q = e->args[1];
        double at = q->literal.type == TYPE_FLOAT ? q->literal.f : (double)q->literal.i;
        if (q->kind != EXPR_LITERAL || !(at >= 0 && at <= 1)) {
            return fail(c->err, ERR_INVALID, "a quantile is a number from 0 to 1");
        }
    }
    for (size_t i = 0; i < e->arg_count; i++) {
        if (!quantile_check(c, e->args[i])) return false;
    }
    return true;
}

// A nested plan stands for one value, or for the list of an IN: one column either way.
static bool nested_check(const Check *c, const Expr *e) {
    if (e->kind == EXPR_PLAN) {
        if (plan_asked_count(e->plan) != 1 || e->plan->compare != COMPARE_NONE) {
            return fail(c->err, ERR_INVALID, "a nested plan must show exactly one column");
        }
    }
    for (size_t i = 0; i < e->arg_count; i++) {
        if (!nested_check(c, e->args[i])) return false;
    }
    return true;
}

static bool expr_check(const Check *c, const Expr *e, bool aggregates, const char *where,
                       ColumnType *ret_type) {
    return shape_check(c, e, 0) && nesting_check(c, e, aggregates, where) && rows_check(c, e) &&
           quantile_check(c, e) && nested_check(c, e) && additive_check(c, e) &&
           plan_type(c->m, c->p, e, ret_type, c->err);
}

static bool condition_check(const Check *c, const Expr *e, bool aggregates, const char *where) {
    ColumnType type = TYPE_BOOL;
    if (!expr_check(c, e, aggregates, where, &type)) return false;
    if (type == TYPE_BOOL) return true;
    return fail(c->err, ERR_INVALID, "'" STR_F "' is no condition",
                STR_A(plan_words_expr(c->m, c->p, e, words_english(c->arena))));
}

// ---- parts of the plan

static bool sizes_check(const Check *c) {
    const Plan *p = c->p;
    if (p->measure_count > PLAN_MEASURES_MAX) {
        return fail(c->err, ERR_LIMIT, "%zu measures: at most %d", p->measure_count,
                    PLAN_MEASURES_MAX);
    }
    if (p->dimension_count > PLAN_DIMENSIONS_MAX) {
        return fail(c->err, ERR_LIMIT, "%zu groupings: at most %d", p->dimension_count,
                    PLAN_DIMENSIONS_MAX);
    }
    if (p->filter_count > PLAN_FILTERS_MAX || p->having_count > PLAN_FILTERS_MAX) {
        return fail(c->err, ERR_LIMIT, "more than %d filters", PLAN_FILTERS_MAX);
    }
    if (p->order_count > PLAN_DIMENSIONS_MAX + PLAN_MEASURES_MAX) {
        return fail(c->err, ERR_LIMIT, "too many orders");
    }
    if (p->table_count > PLAN_TABLES_MAX * PLAN_MEASURES_MAX) {
        return fail(c->err, ERR_LIMIT, "too many tables");
    }
    if (p->limit < 0 || p->limit > PLAN_LIMIT_MAX || p->offset < 0 || p->offset > PLAN_LIMIT_MAX) {
        return fail(c->err, ERR_INVALID, "the number of rows must be 0 to %d", PLAN_LIMIT_MAX);
    }
    return plan_asked_count(p) > 0 || fail(c->err, ERR_INVALID, "the plan shows nothing");
}

static bool is_number(ColumnType type) { return type == TYPE_INT || type == TYPE_FLOAT; }

static bool has_time_dimension(const Plan *p) {
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *e = p->dimensions[i].expr;
        if (e->kind == EXPR_CALL && (e->op == OP_BUCKET || e->op == OP_PART)) return true;
    }
    return false;
}

static bool can_add_up(const Check *c, const Expr *e) {
    if (e->kind == EXPR_METRIC) return c->m->metrics[e->metric].additivity == ADD_SUM;
    return e->kind == EXPR_CALL &&
           (e->op == OP_SUM || e->op == OP_COUNT || e->op == OP_COUNT_DISTINCT);
}

static bool derive_check(const Check *c, const PlanMeasure *measure, ColumnType type) {
    Derive d = measure->derive;
    Str name = plan_words_expr(c->m, c->p, measure->expr, words_english(c->arena));
    if (d == DERIVE_NONE) return true;
    if (!is_number(type)) {
        return fail(c->err, ERR_INVALID, STR_F " is no number to compute with", STR_A(name));
    }
    if ((d == DERIVE_SHARE || d == DERIVE_RUNNING) && !can_add_up(c, measure->expr)) {
        return fail(c->err, ERR_INVALID, STR_F " does not add up over groups, so it has no %s",
                    STR_A(name),
                    d == DERIVE_SHARE ? ERR_WORD("shares") : ERR_WORD("running total"));
    }
    bool along =
        d == DERIVE_RUNNING || d == DERIVE_MOVING || d == DERIVE_CHANGE || d == DERIVE_CHANGE_RATE;
    if (along && !has_time_dimension(c->p)) {
        return fail(c->err, ERR_INVALID, STR_F " along time needs a grouping by time", STR_A(name));
    }
    if (d == DERIVE_MOVING && (measure->window < 2 || measure->window > CHECK_WINDOW_MAX)) {
        return fail(c->err, ERR_INVALID, "a moving average takes 2 to %d rows, not %d",
                    CHECK_WINDOW_MAX, measure->window);
    }
    if (c->p->compare != COMPARE_NONE) {
        return fail(c->err, ERR_INVALID,
                    "shares, ranks and running values cannot be compared "
                    "with another period at once; ask for one of the two");
    }
    return true;
}

static bool measures_check(const Check *c) {
    const Plan *p = c->p;
    for (size_t i = 0; i < p->measure_count; i++) {
        ColumnType type = TYPE_FLOAT;
        const Expr *e = p->measures[i].expr;
        if (!expr_check(c, e, true, ERR_WORD("a measure"), &type)) return false;
        if (!expr_has_aggregate(e)) {
            return fail(c->err, ERR_INVALID, "'" STR_F "' must be added up, averaged or counted",
                        STR_A(plan_words_expr(c->m, p, e, words_english(c->arena))));
        }
        if (!derive_check(c, &p->measures[i], type)) return false;
        if (p->compare != COMPARE_NONE && !is_number(type)) {
            return fail(c->err, ERR_INVALID, "'" STR_F "' is no number that could be compared",
                        STR_A(plan_words_expr(c->m, p, e, words_english(c->arena))));
        }
    }
    return true;
}

static bool conditions_check(const Check *c) {
    const Plan *p = c->p;
    for (size_t i = 0; i < p->filter_count; i++) {
        if (!condition_check(c, p->filters[i], false, ERR_WORD("a filter of rows"))) return false;
    }
    for (size_t i = 0; i < p->having_count; i++) {
        if (!condition_check(c, p->having[i], true, ERR_WORD("a condition"))) return false;
        if (!expr_has_aggregate(p->having[i])) {
            return fail(c->err, ERR_INVALID, "'" STR_F "' belongs among the filters",
                        STR_A(plan_words_expr(c->m, p, p->having[i], words_english(c->arena))));
        }
    }
    if (p->having_count > 0 && p->measure_count == 0 && p->dimension_count == 0) {
        return fail(c->err, ERR_INVALID, "a condition on groups needs a measure or a grouping");
    }
    return true;
}

static bool time_check(const Check *c) {
    const PlanTime *time = &c->p->time;
    if (!time->is_set) return true;
    Expr column = {.kind = EXPR_COLUMN, .column = time->column};
    ColumnType type = TYPE_DATE;
    if (!column_known(c, time->column, false)) return false;
    if (!plan_type(c->m, c->p, &column, &type, c->err)) return false;
    if (type != TYPE_DATE && type != TYPE_TIMESTAMP) {
        return fail(c->err, ERR_INVALID, STR_F " holds no dates, so no period can be taken of it",
                    STR_A(plan_words_column(c->m, c->p, time->column, words_english(c->arena))));
    }
    // A year off either end of the calendar, so that a period can be moved by one.
    Date low = date_of(2, 1, 1), high = date_of(9998, 12, 31);
    bool first_fits = !time->has_first || (time->range.first >= low && time->range.first <= high);
    bool end_fits = !time->has_end || (time->range.end >= low && time->range.end <= high);
    if (!first_fits || !end_fits) {
        return fail(c->err, ERR_INVALID, "the period is outside of the calendar");
    }
    if (time->has_first && time->has_end && time->range.end <= time->range.first) {
        return fail(c->err, ERR_INVALID, "the period ends before it begins");
    }
    return true;
}

static bool compare_check(const Check *c) {
    const Plan *p = c->p;
    DateRange before;
    if (p->compare == COMPARE_NONE) return true;
    if (p->measure_count == 0) {
        return fail(c->err, ERR_INVALID, "a list cannot be compared with another period");
    }
    if (p->empty_groups || p->from || p->set_op != SET_NONE) {
        return fail(c->err, ERR_INVALID, "this cannot be compared with another period at once");
    }
    bool has_bucket = false;
    for (size_t i = 0; i < p->dimension_count; i++) {
        const Expr *e = p->dimensions[i].expr;
        has_bucket = has_bucket || (e->kind == EXPR_CALL && e->op == OP_BUCKET);
    }
    bool open = p->time.is_set && (p->time.has_first || p->time.has_end);
    if (plan_period_before(&p->time, p->compare, &before) || (has_bucket && !open)) return true;
    return fail(c->err, ERR_INVALID,
                "a comparison needs a period with a beginning and an end, or a grouping by time");
}

static bool same_dimension(const Plan *p, const Expr *e) {
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (expr_equal(p->dimensions[i].expr, e)) return true;
    }
    return false;
}

static bool order_check(const Check *c, const PlanOrder *o, bool grouped) {
    const Plan *p = c->p;
    ColumnType type = TYPE_FLOAT;
    bool of_measure = o->by == ORDER_MEASURE || o->by == ORDER_CHANGE || o->by == ORDER_CHANGE_RATE;
    if (o->by != ORDER_EXPR) {
        size_t count = of_measure ? p->measure_count : p->dimension_count;
        if (o->index < 0 || (size_t)o->index >= count) {
            return fail(c->err, ERR_INVALID, "an order names column %d, which is not there",
                        o->index + 1);
        }
        if (of_measure && o->by != ORDER_MEASURE && p->compare == COMPARE_NONE) {
            return fail(c->err, ERR_INVALID, "an order by change needs a comparison");
        }
        return true;
    }
    if (p->set_op != SET_NONE) {
        return fail(c->err, ERR_INVALID,
                    "two lists put together can be ordered by what they show "
                    "only");
    }
    if (!expr_check(c, o->expr, true, ERR_WORD("an order"), &type)) return false;
    if (grouped && !expr_has_aggregate(o->expr) && !same_dimension(p, o->expr)) {
        return fail(c->err, ERR_INVALID,
                    "groups cannot be ordered by '" STR_F "', which differs within a group",
                    STR_A(plan_words_expr(c->m, p, o->expr, words_english(c->arena))));
    }
    return true;
}

static bool orders_check(const Check *c) {
    const Plan *p = c->p;
    bool grouped = p->measure_count > 0 || p->having_count > 0;
    for (size_t i = 0; i < p->order_count; i++) {
        grouped =
            grouped || (p->orders[i].by == ORDER_EXPR && expr_has_aggregate(p->orders[i].expr));
    }
    for (size_t i = 0; i < p->order_count; i++) {
        if (!order_check(c, &p->orders[i], grouped)) return false;
    }
    if (p->limit_per < -1 || p->limit_per >= (int)p->dimension_count) {
        return fail(c->err, ERR_INVALID,
                    "the top of each group names a grouping that is not there");
    }
    if (p->until != 0) {
        bool fits = p->until > 0 && p->until <= 1 && p->measure_count > 0 &&
                    p->dimension_count > 0 && p->limit == 0 && p->compare == COMPARE_NONE;
        if (!fits) {
            return fail(c->err, ERR_INVALID,
                        "what makes up a part of the whole needs groups, a number of them and a "
                        "part between 0 and 1");
        }
    }
    bool within = false;
    for (size_t i = 0; i < p->measure_count; i++) {
        Derive derive = p->measures[i].derive;
        within =
            within || derive == DERIVE_RANK || derive == DERIVE_SHARE || derive == DERIVE_AVERAGE;
    }
    if (p->limit_per >= 0 && p->limit == 0 && !within) {
        return fail(c->err, ERR_INVALID, "the top of each group needs a number");
    }
    return true;
}

static size_t shown_width(const Plan *p) {
    size_t count = p->measure_count;
    for (size_t i = 0; i < p->dimension_count; i++) count += !p->dimensions[i].hidden;
    return count;
}

static bool has_support(const Plan *p) { return shown_width(p) != plan_asked_count(p); }

static size_t nth_shown(const Plan *p, size_t n) {
    for (size_t i = 0; i < p->dimension_count; i++) {
        if (!p->dimensions[i].hidden && n-- == 0) return i;
    }
    return p->dimension_count + n;
}

static bool set_check(const Check *c) {
    const Plan *p = c->p;
    if ((p->set_op == SET_NONE) != (p->other == NULL)) {
        return fail(c->err, ERR_INVALID, "two lists are put together, or there is one");
    }
    if (p->set_op == SET_NONE) return true;
    if (p->with_ties || p->limit_per >= 0) {
        return fail(c->err, ERR_INVALID, "the top of two lists put together has no groups or ties");
    }
    if (has_support(p) || has_support(p->other)) {
        return fail(c->err, ERR_INVALID, "two lists put together show only what was asked for");
    }
    if (shown_width(p) != shown_width(p->other)) {
        return fail(c->err, ERR_INVALID, "the two lists show %zu and %zu columns", shown_width(p),
                    shown_width(p->other));
    }
    for (size_t i = 0; i < shown_width(p); i++) {
        ColumnType x = TYPE_TEXT, y = TYPE_TEXT;
        if (!plan_type_output(c->m, p, nth_shown(p, i), &x, c->err)) return false;
        if (!plan_type_output(c->m, p->other, nth_shown(p->other, i), &y, c->err)) return false;
        if (x != y && !(is_number(x) && is_number(y))) {
            return fail(c->err, ERR_INVALID, "column %zu of the two lists is %s and %s", i + 1,
                        column_type_name(x), column_type_name(y));
        }
    }
    return true;
}

static bool dimensions_check(const Check *c) {
    for (size_t i = 0; i < c->p->dimension_count; i++) {
        ColumnType type = TYPE_TEXT;
        if (!expr_check(c, c->p->dimensions[i].expr, false, ERR_WORD("a grouping"), &type))
            return false;
    }
    return true;
}

// ---- fan-out: aggregates that have no table to stand on

static bool base_covers(const Check *c, const PlanAtom *atom, TableRef base) {
    TableRefs refs = {0};
    table_refs_of(c->m, atom->call, c->arena, &refs);
    const int *reach = plan_reach(c->m, base.table, c->arena);
    for (size_t i = 0; i < refs.count; i++) {
        if (reach[refs.items[i].table] < 0) return false;
    }
    return true;
}

static bool atoms_check(const Check *c) {
    PlanBases bases = plan_bases(c->m, c->p, c->arena);
    for (size_t i = 0; i < bases.atoms.count && !c->p->from; i++) {
        const PlanAtom *atom = &bases.atoms.items[i];
        if (bases.bases.count == 0) {
            return fail(c->err, ERR_INVALID, "'" STR_F "' names no column",
                        STR_A(plan_words_expr(c->m, c->p, atom->call, words_english(c->arena))));
        }
        TableRef base = bases.bases.items[atom->base];
        if (base.table < 0 || !plan_repeats_matter(atom->call)) continue;
        if (base_covers(c, atom, base)) continue;
        return fail(c->err, ERR_INVALID,
                    "'" STR_F "' mixes tables whose rows do not meet one by one",
                    STR_A(plan_words_expr(c->m, c->p, atom->call, words_english(c->arena))));
    }
    if (c->p->empty_groups &&
        (c->p->from || bases.atoms.count == 0 || c->p->dimension_count == 0)) {
        return fail(c->err, ERR_INVALID, "groups without rows need a measure and a grouping");
    }
    return true;
}

// Two facts side by side must each have what they are split and filtered by: customers of sales
// are none of purchases, though products connect the two.
static bool split_check(const Check *c, TableRef base, Expr *e, const char *how) {
    TableRefs refs = {0};
    table_refs_of(c->m, plan_base_expr(c->m, base, e, c->arena), c->arena, &refs);
    for (size_t i = 0; i < refs.count; i++) {
        if (plan_base_meets(c->m, base.table, refs.items[i].table, c->arena)) continue;
        return fail(c->err, ERR_INVALID, STR_F " cannot be %s by '" STR_F "'",
                    STR_A(c->m->tables[base.table].label), how,
                    STR_A(plan_words_expr(c->m, c->p, e, words_english(c->arena))));
    }
    return true;
}

static bool splits_check(const Check *c) {
    PlanBases bases = plan_bases(c->m, c->p, c->arena);
    for (size_t b = 0; b < bases.bases.count && bases.bases.count > 1; b++) {
        TableRef base = bases.bases.items[b];
        for (size_t i = 0; i < c->p->dimension_count; i++) {
            if (!split_check(c, base, c->p->dimensions[i].expr, ERR_WORD("split"))) return false;
        }
        for (size_t i = 0; i < c->p->filter_count; i++) {
            if (!split_check(c, base, c->p->filters[i], ERR_WORD("filtered"))) return false;
        }
    }
    return true;
}

static bool plan_check_nested(const Model *m, const Plan *p, Arena *a, int depth, Err *err) {
    Check c = {.m = m, .p = p, .arena = a, .err = err, .depth = depth};
    if (depth > PLAN_DEPTH_MAX) {
        return fail(err, ERR_LIMIT, "plans are nested deeper than %d", PLAN_DEPTH_MAX);
    }
    if (p->from && !plan_check_nested(m, p->from, a, depth + 1, err)) return false;
    if (p->other && !plan_check_nested(m, p->other, a, depth + 1, err)) return false;
    if (p->from && p->from->compare != COMPARE_NONE) {
        return fail(err, ERR_INVALID, "a comparison cannot be taken further");
    }
    return sizes_check(&c) && dimensions_check(&c) && measures_check(&c) && conditions_check(&c) &&
           time_check(&c) && compare_check(&c) && orders_check(&c) && set_check(&c) &&
           atoms_check(&c) && splits_check(&c);
}

bool plan_check(const Model *m, const Plan *p, Err *err) {
    assert(m && p && err);
    // For the words of messages and the walk over the joins; gone when the check is.
    Arena *a = arena_create(0);
    bool ok = plan_check_nested(m, p, a, 0, err);
    arena_free(a);
    return ok;
}
