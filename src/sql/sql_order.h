// sql_order: what a plan's rows are ordered by, ties broken, so that the same question always
// gets the same rows in the same order.
//
// The plan's own orders; without any, time ascending, then the first measure descending; always
// the remaining dimensions last.
#pragma once

#include "sql/sql_text.h"

typedef enum OrderKind { ON_DIMENSION, ON_MEASURE, ON_CHANGE, ON_CHANGE_RATE, ON_EXPR } OrderKind;

typedef struct OrderTerm {
    OrderKind kind;
    int index;  // of the dimension or measure; of the plan's order for ON_EXPR
    bool descending;
} OrderTerm;

typedef VEC(OrderTerm) OrderTerms;

OrderTerms sql_order_terms(const Plan *p, Arena *a);
// Those alone on which rows can tie: the plan's own, or else its first measure.
OrderTerms sql_order_ties(const Plan *p, Arena *a);
bool sql_order_is_time(const Plan *p, int dimension);
