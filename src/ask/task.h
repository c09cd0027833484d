// task: questions that another room answers ("forecast rice sales for the next 3 weeks", "why did
// revenue drop?"): the draft turned into the series or comparison which that room starts from.
#pragma once

#include "ask/ask.h"
#include "ask/draft.h"

// Before the draft is shaped: what lies ahead is taken out of its period and becomes the horizon;
// a series is grouped by its unit, a change is measured against the period before. With
// `follows` what is measured is that of the turn before, when none is named.
void task_prepare(Draft *d, bool follows);
// Lays the task over the plan of the turn before ("why?", "forecast that"). False when the draft
// has no task.
bool task_follow(const Draft *d, Plan *p);
// What the room gets; `p` NULL when nothing that can be measured was read.
AskTask task_of(const Draft *d, const Plan *p);
