// sql_derive: what is made of a measure once its groups are there: shares, running totals, ranks.
#pragma once

#include "plan/plan.h"
#include "sql/sql_text.h"

// Measure `i` over the columns "d0", "m0" ... of the step before.
void sql_derive_write(SqlText *t, const Plan *p, size_t i);
