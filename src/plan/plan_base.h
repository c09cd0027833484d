// plan_base: the aggregates of a plan, and the tables whose rows they count over.
//
// An atom is one aggregate call ("sum(lines.qty * products.price)"). Its base is the table that
// has a row for each value aggregated: of all tables that it names, the one from which the others
// are reached by going from many to one. Atoms of one base are computed together; two bases are
// computed apart and joined on the dimensions, so that neither repeats the other's rows.
// plan_join makes a tree for each base, in this order; sql writes a SELECT for each.
#pragma once

#include "plan/plan.h"

// One role of one table in a plan; table PLAN_FROM for the rows of Plan.from.
typedef struct TableRef {
    int table;
    int instance;
} TableRef;

typedef struct PlanAtom {
    const Expr *call;
    const Expr *filter;  // of the metric that it stands in; NULL none
    int base;            // index into PlanBases.bases
} PlanAtom;

typedef VEC(TableRef) TableRefs;
typedef VEC(PlanAtom) PlanAtoms;

typedef struct PlanBases {
    PlanAtoms atoms;
    TableRefs bases;  // none: a list
} PlanBases;

PlanBases plan_bases(const Model *m, const Plan *p, Arena *a);
// The atom that `call` under the metric filter `filter` is; -1 when it is none.
int plan_bases_atom(const PlanBases *b, const Expr *call, const Expr *filter);
// The filter of a metric within a metric: both hold. NULL: none.
const Expr *plan_filter_both(Arena *a, const Expr *outer, const Expr *inner);

// A sum of levels (stock, balance): added up over things, but of time the last is taken.
bool plan_is_level_sum(const Model *m, const Expr *call);

// Whether repeating rows changes the result: not for count distinct, min and max.
bool plan_repeats_matter(const Expr *call);

static inline bool table_ref_eq(TableRef x, TableRef y) {
    return x.table == y.table && x.instance == y.instance;
}
int table_refs_find(const TableRefs *refs, TableRef ref);      // -1
void table_refs_add(Arena *a, TableRefs *refs, TableRef ref);  // once
// Every table that the expression names, in order; inside metrics, not inside nested plans.
void table_refs_of(const Model *m, const Expr *e, Arena *a, TableRefs *refs);

// reach[t]: steps from many to one that lead from `table` to t; -1 none.
int *plan_reach(const Model *m, int table, Arena *a);

// Whether some table has a row for pairs of rows of the two, so that one is of the other or both
// are of a third; a bridge between them counts.
bool plan_base_meets(const Model *m, int base, int table, Arena *a);

// The time column by which the rows of `base` stand in the place of `c`: `c` itself where base
// and its table belong together, else the base's own time (two facts "by month").
ColumnRef plan_base_time(const Model *m, TableRef base, ColumnRef c, Arena *a);
// `e` with its time columns replaced so; `e` itself when there is nothing to replace.
Expr *plan_base_expr(const Model *m, TableRef base, Expr *e, Arena *a);
