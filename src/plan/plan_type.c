#include "plan/plan_type.h"

#include <assert.h>

// What an operation takes and gives.
typedef enum Kind { ANY, NUMBER, TEXT, TIME, LOGIC, SAME } Kind;

typedef struct Signature {
    Kind takes;
    Kind gives;       // SAME: the type of the first argument
    ColumnType type;  // of what it gives, unless SAME
} Signature;

static const Signature SIGNATURES[OP_COUNT_OF] = {
    [OP_ADD] = {NUMBER, NUMBER, TYPE_FLOAT},    [OP_SUB] = {NUMBER, NUMBER, TYPE_FLOAT},
    [OP_MUL] = {NUMBER, NUMBER, TYPE_FLOAT},    [OP_DIV] = {NUMBER, NUMBER, TYPE_FLOAT},
    [OP_NEG] = {NUMBER, SAME, TYPE_FLOAT},      [OP_ABS] = {NUMBER, SAME, TYPE_FLOAT},
    [OP_ROUND] = {NUMBER, NUMBER, TYPE_FLOAT},  [OP_EQ] = {SAME, LOGIC, TYPE_BOOL},
    [OP_NE] = {SAME, LOGIC, TYPE_BOOL},         [OP_LT] = {SAME, LOGIC, TYPE_BOOL},
    [OP_LE] = {SAME, LOGIC, TYPE_BOOL},         [OP_GT] = {SAME, LOGIC, TYPE_BOOL},
    [OP_GE] = {SAME, LOGIC, TYPE_BOOL},         [OP_BETWEEN] = {SAME, LOGIC, TYPE_BOOL},
    [OP_IN] = {SAME, LOGIC, TYPE_BOOL},         [OP_IS_NULL] = {ANY, LOGIC, TYPE_BOOL},
    [OP_AND] = {LOGIC, LOGIC, TYPE_BOOL},       [OP_OR] = {LOGIC, LOGIC, TYPE_BOOL},
    [OP_NOT] = {LOGIC, LOGIC, TYPE_BOOL},       [OP_CONTAINS] = {ANY, LOGIC, TYPE_BOOL},
    [OP_STARTS] = {ANY, LOGIC, TYPE_BOOL},      [OP_ENDS] = {ANY, LOGIC, TYPE_BOOL},
    [OP_LIKE] = {TEXT, LOGIC, TYPE_BOOL},       [OP_CASE] = {ANY, SAME, TYPE_FLOAT},
    [OP_COALESCE] = {SAME, SAME, TYPE_FLOAT},   [OP_BUCKET] = {TIME, TIME, TYPE_DATE},
    [OP_PART] = {TIME, NUMBER, TYPE_INT},       [OP_DIFF] = {TIME, NUMBER, TYPE_INT},
    [OP_LOWER] = {TEXT, TEXT, TYPE_TEXT},       [OP_UPPER] = {TEXT, TEXT, TYPE_TEXT},
    [OP_LENGTH] = {TEXT, NUMBER, TYPE_INT},     [OP_CONCAT] = {ANY, TEXT, TYPE_TEXT},
    [OP_SUM] = {NUMBER, SAME, TYPE_FLOAT},      [OP_AVG] = {NUMBER, NUMBER, TYPE_FLOAT},
    [OP_COUNT] = {ANY, NUMBER, TYPE_INT},       [OP_COUNT_DISTINCT] = {ANY, NUMBER, TYPE_INT},
    [OP_MIN] = {ANY, SAME, TYPE_FLOAT},         [OP_MAX] = {ANY, SAME, TYPE_FLOAT},
    [OP_MEDIAN] = {NUMBER, NUMBER, TYPE_FLOAT}, [OP_QUANTILE] = {NUMBER, NUMBER, TYPE_FLOAT},
    [OP_STDDEV] = {NUMBER, NUMBER, TYPE_FLOAT},
};

static Kind kind_of(ColumnType type) {
    switch (type) {
        case TYPE_BOOL: return LOGIC;
        case TYPE_INT:
        case TYPE_FLOAT: return NUMBER;
        case TYPE_TEXT: return TEXT;
        case TYPE_DATE:
        case TYPE_TIME:
        case TYPE_TIMESTAMP: return TIME;
    }
    return ANY;
}

static const char *kind_name(Kind kind) {
    static const char *const NAMES[] = {
        [ANY] = ERR_WORD("anything"), [NUMBER] = ERR_WORD("a number"), [TEXT] = ERR_WORD("text"),
        [TIME] = ERR_WORD("a date"),  [LOGIC] = ERR_WORD("yes or no"), [SAME] = ERR_WORD("alike")};
    return NAMES[kind];
}

static bool is_null_literal(const Expr *e) { return e->kind == EXPR_LITERAL && e->literal.is_null; }

static bool argument_misfit(const Expr *e, const Expr *arg, Kind want, ColumnType got, Err *err) {
    if (arg->kind == EXPR_COLUMN && e->op == OP_SUM && got == TYPE_TEXT) {
        return fail(err, ERR_INVALID, "text cannot be added up; it can be counted");
    }
    return fail(err, ERR_INVALID, "'%s' needs %s, not %s", expr_op(e->op)->name, kind_name(want),
                column_type_name(got));
}

// Conditions of CASE are logic, its values alike.
static bool case_type(const Model *m, const Plan *p, const Expr *e, ColumnType *ret, Err *err) {
    ColumnType type = TYPE_TEXT;
    bool has_type = false;
    for (size_t i = 0; i < e->arg_count; i++) {
        bool is_condition = i % 2 == 0 && i + 1 < e->arg_count;
        ColumnType arg = TYPE_TEXT;
        if (!plan_type(m, p, e->args[i], &arg, err)) return false;
        if (is_condition && arg != TYPE_BOOL)
            return argument_misfit(e, e->args[i], LOGIC, arg, err);
        if (is_condition || is_null_literal(e->args[i])) continue;
        if (has_type && kind_of(arg) != kind_of(type)) {
            return fail(err, ERR_INVALID,
                        "the values of a choice are %s and %s; they must be alike",
                        column_type_name(type), column_type_name(arg));
        }
        type = has_type && type != arg ? TYPE_FLOAT : arg;
        has_type = true;
    }
    *ret = type;
    return true;
}

// A sum of flags counts the yes; dates minus dates are days.
static bool accepts(Kind want, ColumnType got, ExprOp op) {
    Kind kind = kind_of(got);
    if (want == ANY || want == SAME || kind == want) return true;
    if (kind == TIME && got == TYPE_DATE && (op == OP_ADD || op == OP_SUB)) return true;
    return kind == LOGIC && want == NUMBER && (op == OP_SUM || op == OP_AVG);
}

// Days later, or the days between.
static bool date_arithmetic(const Expr *e, const ColumnType *types, ColumnType *ret) {
    if ((e->op != OP_ADD && e->op != OP_SUB) || types[0] != TYPE_DATE) return false;
    *ret = types[1] == TYPE_DATE ? TYPE_INT : TYPE_DATE;
    return true;
}

static bool whole_stays_whole(const Expr *e, const ColumnType *types) {
    if (e->op == OP_ROUND) return e->arg_count == 1;
    if (e->op != OP_ADD && e->op != OP_SUB && e->op != OP_MUL) return false;
    return types[0] == TYPE_INT && types[1] == TYPE_INT;
}

static bool call_type(const Model *m, const Plan *p, const Expr *e, ColumnType *ret, Err *err) {
    const Signature *sig = &SIGNATURES[e->op];
    ColumnType types[3] = {TYPE_FLOAT, TYPE_FLOAT, TYPE_FLOAT};
    ColumnType first = TYPE_FLOAT;
    bool has_first = false;
    for (size_t i = 0; i < e->arg_count; i++) {
        ColumnType got = TYPE_FLOAT;
        if (e->args[i]->kind == EXPR_ROWS) continue;
        if (!plan_type(m, p, e->args[i], &got, err)) return false;
        if (i < COUNT_OF(types)) types[i] = got;
        if (is_null_literal(e->args[i])) continue;
        Kind want = e->op == OP_ROUND || e->op == OP_QUANTILE ? NUMBER : sig->takes;
        if (!accepts(want, got, e->op)) return argument_misfit(e, e->args[i], want, got, err);
        if (sig->takes == SAME && has_first && kind_of(got) != kind_of(first)) {
            return fail(err, ERR_INVALID, "%s and %s cannot be compared ('%s')",
                        column_type_name(first), column_type_name(got), expr_op(e->op)->name);
        }
        if (!has_first) first = got;
        has_first = true;
    }
    if (e->op == OP_PART && e->part == PART_HOUR && first == TYPE_DATE) {
        return fail(err, ERR_INVALID, "a date without a time of day has no hours");
    }
    if (date_arithmetic(e, types, ret)) return true;
    *ret = sig->gives == SAME ? first : whole_stays_whole(e, types) ? TYPE_INT : sig->type;
    if (e->op == OP_SUM && first == TYPE_BOOL) *ret = TYPE_INT;
    return true;
}

static bool column_ref_type(const Model *m, const Plan *p, ColumnRef c, ColumnType *ret, Err *err) {
    if (c.table == PLAN_FROM) {
        size_t width = p->from ? p->from->dimension_count + p->from->measure_count : 0;
        if (c.column < 0 || (size_t)c.column >= width) {
            return fail(err, ERR_INVALID, "the nested plan has no column %d", c.column + 1);
        }
        return plan_type_output(m, p->from, (size_t)c.column, ret, err);
    }
    bool known = c.table >= 0 && (size_t)c.table < m->table_count && c.column >= 0 &&
                 (size_t)c.column < m->tables[c.table].column_count && c.instance >= 0;
    if (!known) return fail(err, ERR_INVALID, "the plan names a column that the model has not");
    if (p->from) return fail(err, ERR_INVALID, "a plan over a nested plan sees only its columns");
    *ret = model_at(m, c)->type;
    return true;
}

bool plan_type(const Model *m, const Plan *p, const Expr *e, ColumnType *ret, Err *err) {
    switch (e->kind) {
        case EXPR_COLUMN: return column_ref_type(m, p, e->column, ret, err);
        case EXPR_LITERAL: *ret = e->literal.type; return true;
        case EXPR_METRIC:
            if (e->metric < 0 || (size_t)e->metric >= m->metric_count) {
                return fail(err, ERR_INVALID, "the plan names a metric that the model has not");
            }
            return expr_type(m, m->metrics[e->metric].expr, ret, err);
        case EXPR_ROWS: return fail(err, ERR_INVALID, "rows can only be counted");
        case EXPR_PLAN: return plan_type_output(m, e->plan, 0, ret, err);
        case EXPR_CALL: break;
    }
    return e->op == OP_CASE ? case_type(m, p, e, ret, err) : call_type(m, p, e, ret, err);
}

bool plan_type_output(const Model *m, const Plan *p, size_t k, ColumnType *ret, Err *err) {
    if (k < p->dimension_count) return plan_type(m, p, p->dimensions[k].expr, ret, err);
    k -= p->dimension_count;
    if (k >= p->measure_count) return fail(err, ERR_INVALID, "a nested plan shows nothing");
    Derive derive = p->measures[k].derive;
    if (!plan_type(m, p, p->measures[k].expr, ret, err)) return false;
    if (derive == DERIVE_RANK) *ret = TYPE_INT;
    bool is_rate = derive == DERIVE_SHARE || derive == DERIVE_MOVING ||
                   derive == DERIVE_CHANGE_RATE || derive == DERIVE_AVERAGE;
    if (is_rate) *ret = TYPE_FLOAT;
    return true;
}

const ModelColumn *plan_type_origin(const Model *m, const Plan *p, const Expr *e) {
    if (e->kind == EXPR_COLUMN && e->column.table == PLAN_FROM) {
        size_t k = (size_t)e->column.column;
        const Plan *from = p->from;
        if (!from) return NULL;
        if (k < from->dimension_count) return plan_type_origin(m, from, from->dimensions[k].expr);
        k -= from->dimension_count;
        return k < from->measure_count ? plan_type_origin(m, from, from->measures[k].expr) : NULL;
    }
    if (e->kind == EXPR_COLUMN) return model_at(m, e->column);
    if (e->kind != EXPR_CALL || e->arg_count == 0) return NULL;
    bool keeps = e->op == OP_SUM || e->op == OP_AVG || e->op == OP_MIN || e->op == OP_MAX ||
                 e->op == OP_MEDIAN || e->op == OP_QUANTILE || e->op == OP_STDDEV ||
                 e->op == OP_ABS || e->op == OP_ROUND || e->op == OP_NEG || e->op == OP_BUCKET ||
                 e->op == OP_COALESCE || e->op == OP_LOWER || e->op == OP_UPPER;
    return keeps ? plan_type_origin(m, p, e->args[0]) : NULL;
}
