// sql_select: whole statements, and the parts of them that others nest.
#pragma once

#include "sql/sql_scope.h"

// A plan's statement with its result's names, ordered; hidden dimensions left out.
void sql_select(SqlText *t, const Plan *p);
// The same as rows to select from: hidden dimensions too, unordered unless limited.
void sql_select_rows(SqlText *t, const Plan *p);
// The first column alone, for IN or as a scalar; `known_only`: without nulls.
void sql_select_list(SqlText *t, const Plan *p, bool known_only);
