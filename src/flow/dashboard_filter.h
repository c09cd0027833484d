// dashboard_filter: a dashboard's filters laid over the plan of a card. Pure.
//
// A filter applies to a card when each row that the card counts has one value of the filter's
// column: the column's table is reached from the card's by going from many to one. "Region is
// North" narrows sales (each was made in one store, each store is in one region); it says nothing
// of suppliers, and a card that is not narrowed is better told than narrowed by accident.
#pragma once

#include "base/json.h"
#include "flow/period_renew.h"
#include "plan/plan.h"

// Whether it restricts anything.
bool dashboard_filter_is_set(const Json *filter);

// A copy of the plan with the filter (dashboard_doc.h); joined. *ret_why is "" when it applies,
// else says why not, and *plan is as it was.
void dashboard_filter_apply(const Model *m, const Json *filter, PeriodDay day, Arena *a,
                            Plan **plan, Str *ret_why);

// A JSON value as a literal of that type. Fails: ERR_INVALID.
MUST_USE bool dashboard_filter_literal(const Json *value, ColumnType type, Arena *a, Expr **ret,
                                       Err *err);
