// shape: makes a plan of a draft: a list of rows or an aggregate, with its order, period, limits.
#pragma once

#include "ask/draft.h"

// False when the draft asks for nothing that has an answer; the draft says why in `missing`.
bool shape_plan(Draft *d, Plan **ret_plan);

// shape_parts.c, shared with followup.c.
// The columns that show an entity: its name, both halves of a person's; the key where names repeat.
void shape_entity(Draft *d, Plan *p, Entity e, bool grouped);
Expr *shape_count(Draft *d, Entity e, bool distinct);
// The time column that a period or grain means, from what the draft speaks of. False: none.
bool shape_time_column(Draft *d, ColumnRef *ret);
bool shape_time(Draft *d, Plan *p);
Expr *shape_grain(Draft *d, ColumnRef time, DateUnit grain);
Expr *shape_measure(Draft *d, const DraftMeasure *measure);
bool shape_weekend(Draft *d, Expr **ret);
bool shape_on_weekday(Draft *d, Expr **ret);
// Adds what is made of the measures (share, running total ...) beside them.
void shape_derive(Draft *d, Plan *p);
// shape_sets.c: what was bought as conditions on who bought it; whether the tables of a plan meet,
// by rows that belong to both.
void shape_sets(Draft *d);
bool shape_meets(Draft *d, const Plan *p);
// All tables spoken of but for measures.
void shape_tables(const Draft *d, bool *is_spoken);
