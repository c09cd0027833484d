// sql_group: the rows of one base, grouped by the plan's dimensions.
//
// Where a dimension lies on a many side, a base's row stands once for each of its partners, and
// sums would count it again. Then the rows are made distinct first, by the base's key and the
// dimensions: SELECT "d0", sum("a0") FROM (SELECT DISTINCT ... AS "d0", key, ... AS "a0" ...).
// A count of rows alone becomes count(DISTINCT key).
//
// A level (stock, balance) is summed over things, but of each time span only the last rows count:
// of each thing where the key tells which rows are one thing's, else of all together.
#pragma once

#include "sql/sql_scope.h"

// How far the times of an earlier period are moved to stand beside the later one's.
typedef struct SqlShift {
    int days;
    int months;
} SqlShift;

typedef struct SqlGroup {
    SqlScope scope;
    bool over_rows;       // written over a SELECT of rows
    bool distinct_first;  // ... that are made distinct
    int base_index;
} SqlGroup;

SqlGroup sql_group_open(SqlText *t, const Plan *p, const PlanBases *bases, int base_index);
void sql_group_dimension(SqlGroup *g, int index, SqlShift shift);
void sql_group_from_where(SqlGroup *g, SqlShift shift);

// One aggregate with its metric's filter; over joined rows, or over rows made distinct first.
void sql_group_atom(SqlScope *s, const Expr *call, const Expr *filter);
void sql_group_atom_over_rows(SqlScope *s, const Expr *call, int atom);
