// plan_rows: the rows behind a mark of a chart: what a bar or a point was counted from. Pure.
//
//     where = [{"column": name or index of a result column, "value": what the mark stands for}]
#pragma once

#include "base/json.h"
#include "plan/plan.h"

// A list of the rows that the first measure counts, each with the columns of its table and the
// names of what it belongs to, the newest first. Without `where` all that the plan counts.
// Fails: ERR_INVALID a column that is none of the groups, or a value that does not fit it;
// groups of groups, and results put together of two.
MUST_USE bool plan_rows_make(const Model *m, const Plan *plan, const Json *where, Arena *a,
                             Plan **ret, Err *err);
