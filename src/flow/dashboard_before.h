// dashboard_before: what a single number is to be compared with: the period before its own. Of a
// period that goes on, the full days so far stand against the same days of the one before, so that
// twenty days are never set against a whole month. Pure.
#pragma once

#include "plan/plan.h"

typedef struct DashboardBefore {
    DateRange now;    // the days that are compared: the whole period, or its full days so far
    DateRange then;   // the days before that they stand against
    bool is_partial;  // `now` is not the whole period
    bool is_unit;     // the period is a day, a week, a month, a quarter or a year
    DateUnit unit;
} DashboardBefore;

// False when the plan has no period with both ends, has groups, compares by itself, or no full day
// of its period is over.
bool dashboard_before_find(const Model *m, const Plan *p, Date today, DashboardBefore *ret);
// The first measure of the plan in these days alone.
Plan *dashboard_before_plan(const Plan *p, DateRange days, Arena *a);
