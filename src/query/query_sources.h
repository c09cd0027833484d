// query_sources: which tables a plan or a statement reads.
//
// Of a plan exactly. Of a person's SQL by its names: every name outside of texts and comments that
// is a table's counts, so a table may be named that is only a column's or alias's namesake, but
// none that is read is left out.
#pragma once

#include "plan/plan.h"

typedef struct TableList {
    int *tables;  // indexes into Model.tables, ascending
    size_t count;
} TableList;

TableList query_sources_of_plan(const Model *m, const Plan *p, Arena *a);
TableList query_sources_of_sql(const Model *m, Str sql, Arena *a);
// Whether the statement may give other rows each time ("random()", "now()").
bool query_sources_are_moving(Str sql);
