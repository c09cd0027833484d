// gold_query: a gold statement as its parts: what the learning of sketches is told to foresee.
//
// Reads the SELECT statements of the question sets: joins by FROM ... JOIN ... ON, conditions by
// AND and OR without brackets, subqueries as operands, set operations. Columns are those of the
// model. Not a SQL parser: what it does not know is an error, and the question teaches nothing.
#pragma once

#include "base/err.h"
#include "plan/plan.h"

enum { GOLD_PARTS_MAX = 10 };
#define GOLD_PLAIN OP_EQ  // no aggregate

typedef struct GoldQuery GoldQuery;

typedef struct GoldTerm {
    ExprOp aggregate;  // GOLD_PLAIN: none
    bool distinct;     // count(DISTINCT x)
    bool is_rows;      // "*"
    ColumnRef column;
} GoldTerm;

typedef struct GoldCondition {
    GoldTerm term;
    ExprOp op;
    bool negated;
    Str values[2];  // literals, without their quotes
    size_t value_count;
    GoldQuery *nested;
} GoldCondition;

struct GoldQuery {
    bool distinct;
    GoldTerm select[GOLD_PARTS_MAX];
    size_t select_count;
    int tables[GOLD_PARTS_MAX];
    size_t table_count;
    GoldCondition where[GOLD_PARTS_MAX];
    size_t where_count;
    bool has_or;
    ColumnRef groups[GOLD_PARTS_MAX];
    size_t group_count;
    GoldCondition having[GOLD_PARTS_MAX];
    size_t having_count;
    GoldTerm orders[GOLD_PARTS_MAX];
    size_t order_count;
    bool descending;
    int64_t limit;  // 0: none
    SetOp set_op;
    GoldQuery *other;
};

// Fails: ERR_INVALID something that it does not know, with the place.
MUST_USE bool gold_query_read(const Model *m, Str sql, Arena *a, GoldQuery **ret, Err *err);
