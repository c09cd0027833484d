// period_renew: a period said in words ("last month") counted from another day. Pure.
//
// A plan that is kept holds the days that its words meant when it was asked. Painted later, the
// words count from that day; a period without words, or of words that name fixed days, stays.
#pragma once

#include "plan/plan.h"

// What words are counted from.
typedef struct PeriodDay {
    Date today;
    int fiscal_month;  // that the books' year begins with; 0: April
} PeriodDay;

// Reads all of `words` into the range of *time; false, with *time unchanged, when they are none.
// A month whose year was not said is not read: it would wander.
bool period_renew_read(Str words, PeriodDay day, Arena *a, PlanTime *time);

// Counts the plan's periods anew, in the plans that it is made of too.
void period_renew(Plan *p, PeriodDay day, Arena *a);
