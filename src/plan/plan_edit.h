// plan_edit: one change to a plan: what clicking on a chip does.
//
// Each takes a plan of its own (see plan_copy) and keeps orders and limits pointing at the columns
// that they pointed at.
#pragma once

#include "plan/plan.h"

void plan_edit_remove_measure(Plan *p, size_t index);
void plan_edit_remove_dimension(Plan *p, size_t index);
void plan_edit_remove_filter(Plan *p, size_t index);
void plan_edit_remove_having(Plan *p, size_t index);
void plan_edit_remove_order(Plan *p, size_t index);
// Ends the period, and the comparison that rested on it.
void plan_edit_remove_time(Plan *p);
