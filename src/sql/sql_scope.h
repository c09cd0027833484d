// sql_scope: one SELECT's tables: which of a tree are joined, which only tested by EXISTS.
//
// A tree (PlanTable) is rooted in the table whose rows count. Tables that dimensions and
// aggregates name are joined, with all between them and the root, and those reached from there by
// going from many to one alone. What lies beyond on a many side and is only filtered by becomes
// EXISTS, so that a row counts once however many partners pass the filter. Conditions on one many
// side are tested on the same partner; each side of an OR, and what a NOT denies, on its own.
#pragma once

#include "sql/sql_text.h"

// ColumnRef.table of column "a<column>" of rows made distinct first; only inside this room.
enum { SQL_ROWS_COLUMN = -3 };

// How an aggregate is written.
typedef enum AtomForm {
    ATOM_CALL,       // sum("qty")
    ATOM_OVER_ROWS,  // sum("a0"), over rows made distinct first
    ATOM_COLUMN,     // "a0", computed by a SELECT below
} AtomForm;

typedef struct SqlScope {
    SqlText *t;
    const Plan *plan;
    const PlanTable *tree;  // entry 0 the root; parents count from the tree's start
    size_t table_count;
    bool joined[PLAN_TABLES_MAX];
    bool repeats;  // a join from one to many stands in it
    TableRef base;
    const PlanBases *bases;
    AtomForm atom_form;
    const Expr *atom_filter;  // of the metric being written
    bool count_zero;          // ATOM_COLUMN: a group that is missing counts 0
    const Str *from_names;    // columns of Plan.from
    DateRange period;         // instead of the plan's, when `has_period`
    bool has_period;
} SqlScope;

// `base_index` -1: a list.
SqlScope sql_scope_open(SqlText *t, const Plan *p, const PlanBases *bases, int base_index);
void sql_scope_from(SqlScope *s);   // "FROM ..."
void sql_scope_where(SqlScope *s);  // "WHERE ..." when there is anything to test
// "table"."column", and the table's name in this scope.
void sql_scope_column(SqlScope *s, ColumnRef c);
void sql_scope_table(SqlScope *s, TableRef ref);
