// expr: an expression over the columns of a model: what measures, filters and metrics are made of.
//
// A tree of plain nodes in an arena, independent of any SQL dialect; the operations are one
// row each in a table (expr_op), which the checker, the sentence writer and the dialects read.
// Metrics arrive as text ("sum(qty * rate)") and are parsed here, so that nothing a person
// writes reaches an engine as it is.
//
//     expr    = or
//     or      = and {"or" and}            and = not {"and" not}         not = ["not"] compare
//     compare = sum [("="|"<>"|"!="|"<"|"<="|">"|">=") sum | ["not"] "in" "(" list ")"
//               | ["not"] "between" sum "and" sum | ["not"] "like" text | "is" ["not"] "null"]
//     sum     = product {("+"|"-") product}    product = unary {("*"|"/") unary}
//     unary   = ["-"] atom
//     atom    = number | 'text' | name | "quoted name" | name "(" ["distinct"] list | "*" ")"
//               | "case" {"when" expr "then" expr} ["else" expr] "end" | "(" expr ")"
#pragma once

#include "base/err.h"
#include "data/table.h"

typedef struct Plan Plan;    // plan/plan.h; an expression may hold a nested one
typedef struct Model Model;  // model/model.h

typedef enum ExprOp {
    // arithmetic
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_NEG,
    OP_ABS,
    OP_ROUND,
    // comparison and logic
    OP_EQ,
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE,
    OP_BETWEEN,
    OP_IN,
    OP_IS_NULL,
    OP_AND,
    OP_OR,
    OP_NOT,
    OP_CONTAINS,
    OP_STARTS,
    OP_ENDS,
    OP_LIKE,
    // conditional: CASE has condition, value pairs and an optional last else
    OP_CASE,
    OP_COALESCE,
    // time: BUCKET truncates to `unit`; PART takes `part`; DIFF counts `unit`s from a to b
    OP_BUCKET,
    OP_PART,
    OP_DIFF,
    // text
    OP_LOWER,
    OP_UPPER,
    OP_LENGTH,
    OP_CONCAT,
    // aggregates
    OP_SUM,
    OP_AVG,
    OP_COUNT,
    OP_COUNT_DISTINCT,
    OP_MIN,
    OP_MAX,
    OP_MEDIAN,
    OP_QUANTILE,
    OP_STDDEV,
} ExprOp;
enum {
    OP_COUNT_OF = OP_STDDEV + 1,
    EXPR_TEXT_MAX = 4096,
    EXPR_DEPTH_MAX = 64,
    EXPR_NODES_MAX = 20000
};

typedef enum DatePart {
    PART_YEAR,
    PART_QUARTER,
    PART_MONTH,
    PART_WEEK,
    PART_DAY,
    PART_WEEKDAY,
    PART_HOUR,
} DatePart;

typedef enum ExprKind {
    EXPR_COLUMN,   // column
    EXPR_LITERAL,  // literal
    EXPR_CALL,     // op(args)
    EXPR_METRIC,   // the model's metric, expanded when compiled
    EXPR_ROWS,     // "*" of count(*): the rows of `column.table`
    EXPR_PLAN,     // a nested plan: a scalar, or the list of an OP_IN
} ExprKind;

// A column of the model. `instance` tells apart several roles of one table in one plan (the
// origin and the destination airport): 0 is the plain one; see PlanTable.
typedef struct ColumnRef {
    int table;   // index into Model.tables
    int column;  // index into its columns
    int instance;
} ColumnRef;

typedef struct Expr Expr;
struct Expr {
    ExprKind kind;
    ExprOp op;
    ColumnRef column;
    Value literal;
    int metric;     // index into Model.metrics
    DateUnit unit;  // OP_BUCKET, OP_DIFF
    DatePart part;  // OP_PART
    Expr **args;
    size_t arg_count;
    Plan *plan;
};

typedef struct ExprOpInfo {
    const char *name;      // in metric text and JSON: "sum", "+", "between"
    int arg_min, arg_max;  // -1: any number
    bool is_aggregate;
} ExprOpInfo;

const ExprOpInfo *expr_op(ExprOp op);
bool expr_op_from(Str name, ExprOp *ret_op);
const char *expr_part_name(DatePart part);  // "year" ...
bool expr_part_from(Str name, DatePart *ret_part);

// Makers, all in the arena.
Expr *expr_column(Arena *a, int table, int column);
Expr *expr_rows(Arena *a, int table);
Expr *expr_metric(Arena *a, int metric);
Expr *expr_int(Arena *a, int64_t value);
Expr *expr_float(Arena *a, double value);
Expr *expr_text(Arena *a, Str value);
Expr *expr_date(Arena *a, Date value);
Expr *expr_bool(Arena *a, bool value);
Expr *expr_call1(Arena *a, ExprOp op, Expr *x);
Expr *expr_call2(Arena *a, ExprOp op, Expr *x, Expr *y);
Expr *expr_call(Arena *a, ExprOp op, Expr *const *args, size_t count);
Expr *expr_bucket(Arena *a, Expr *x, DateUnit unit);
Expr *expr_part(Arena *a, Expr *x, DatePart part);
Expr *expr_plan(Arena *a, Plan *plan);
Expr *expr_copy(Arena *a, const Expr *e);  // nested plans are shared, not copied
bool expr_equal(const Expr *x, const Expr *y);
bool expr_has_aggregate(const Expr *e);
// Calls `see` for every column, those of expanded metrics too.
void expr_columns(const Model *m, const Expr *e, void (*see)(void *ctx, ColumnRef c), void *ctx);

// Reads metric text over the columns of `table` ("table.column" reaches others), checks names,
// arity and types. Fails: ERR_INVALID with the place in the text and, for a name, the nearest one.
MUST_USE bool expr_parse(const Model *m, int table, Str text, Arena *a, Expr **ret_expr, Err *err);
// The same text back, every column with its table; for showing and for JSON.
void expr_write(Buf *out, const Model *m, const Expr *e);
// The same, without the table for columns of `table`: what expr_parse reads for it.
void expr_write_in(Buf *out, const Model *m, int table, const Expr *e);
// The type of the value; fails with ERR_INVALID where operands do not fit ("sum of text `city`").
MUST_USE bool expr_type(const Model *m, const Expr *e, ColumnType *ret_type, Err *err);
