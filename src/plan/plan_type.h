// plan_type: the types of a plan's expressions, those over the rows of a nested plan included.
//
// What expr_type is to metrics, for whole plans. Pure.
#pragma once

#include "plan/plan.h"

// Fails: ERR_INVALID with a sentence about the operands that do not fit.
MUST_USE bool plan_type(const Model *m, const Plan *p, const Expr *e, ColumnType *ret, Err *err);
// The type of dimension `k`, or of measure `k - dimension_count`.
MUST_USE bool plan_type_output(const Model *m, const Plan *p, size_t k, ColumnType *ret, Err *err);

// The column whose values, or sums of whose values, `e` shows; NULL when it is made of several.
const ModelColumn *plan_type_origin(const Model *m, const Plan *p, const Expr *e);
