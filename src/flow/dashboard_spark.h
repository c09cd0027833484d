// dashboard_spark: the way a single number came about, for the small line beneath it. Pure.
#pragma once

#include "plan/plan.h"

enum { DASHBOARD_SPARK_POINTS = 60 };

// What the profile saw of a column of dates, as days. False when it saw none.
bool dashboard_spark_days(const Model *m, ColumnRef c, DateRange *ret);
// The first measure of a plan without groups by its time, the steps as long as the period asks
// for; a period of a few days with the days before it, so that it is a line. False when there is no
// such time, or the plan has groups.
bool dashboard_spark_make(const Model *m, const Plan *p, Date today, Arena *a, Plan **ret);
