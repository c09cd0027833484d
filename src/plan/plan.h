// plan: what is asked for, independent of any engine.
//
// A plan says which measures, by which dimensions, of which rows, in which order. It names no
// joins unless a choice has to be kept: plan_join finds the tables and how they meet. Checked
// against the model before anything runs; readable as a sentence and as chips; goes to JSON and
// back, so that a browser can change one chip and send it again.
//
// Two shapes:
//   aggregate   measures (and dimensions): one row a group, or one row in all
//   list        no measures: the dimensions of each row, `distinct` or not
//
// A measure or dimension may be `support`: nobody asked for it, but the order or a condition hangs
// on it ("which city has the most customers": their number), so people see it beside the answer.
// It is a column of the result like others, and marked as such; what else is shown comes first in
// meaning: a nested plan is read by it alone, two lists put together have no such columns.
#pragma once

#include "base/json.h"
#include "base/jsonw.h"
#include "model/model.h"
#include "words/words.h"

enum {
    PLAN_MEASURES_MAX = 16,
    PLAN_DIMENSIONS_MAX = 40,  // of a list; every column of a wide table
    PLAN_FILTERS_MAX = 32,
    PLAN_DEPTH_MAX = 8,
    PLAN_TABLES_MAX = 24,
    PLAN_LIMIT_MAX = 1000000,
};

// What is made of a measure after grouping.
typedef enum Derive {
    DERIVE_NONE,
    DERIVE_SHARE,    // of the total of all groups, in percent
    DERIVE_RUNNING,  // running total along the first time dimension
    DERIVE_MOVING,   // moving average over `window` rows of it
    DERIVE_RANK,
    DERIVE_CHANGE,       // difference to the row before, along time
    DERIVE_CHANGE_RATE,  // the same in percent
    DERIVE_AVERAGE,      // of all groups, or of those within its `limit_per`
} Derive;

typedef struct PlanMeasure {
    Expr *expr;  // has an aggregate, or is a metric
    Str label;   // "" : made from the expression
    Derive derive;
    int window;  // DERIVE_MOVING
    bool support;
} PlanMeasure;

typedef struct PlanDimension {
    Expr *expr;  // column, bucket or part of one
    Str label;
    bool hidden;  // grouped by, but not shown: the key beside a name that several may bear
    bool support;
} PlanDimension;

// ORDER_CHANGE and ORDER_CHANGE_RATE: of the measure, in a plan that compares.
typedef enum OrderBy {
    ORDER_MEASURE,
    ORDER_DIMENSION,
    ORDER_EXPR,
    ORDER_CHANGE,
    ORDER_CHANGE_RATE,
} OrderBy;
typedef struct PlanOrder {
    OrderBy by;
    int index;   // into measures or dimensions
    Expr *expr;  // ORDER_EXPR
    bool descending;
} PlanOrder;

// The period, kept apart from the filters: it is a chip of its own, is said with its words, and
// comparison shifts it.
typedef struct PlanTime {
    bool is_set;
    ColumnRef column;
    bool has_first, has_end;
    DateRange range;  // half open
    Str words;        // "last month", as asked; "" none
} PlanTime;

typedef enum Compare { COMPARE_NONE, COMPARE_PREVIOUS, COMPARE_YEAR_BEFORE } Compare;
typedef enum SetOp { SET_NONE, SET_UNION, SET_INTERSECT, SET_EXCEPT } SetOp;

// A table that the plan joins. Entry 0 is the root. Instance: see ColumnRef.
typedef struct PlanTable {
    int table;
    int instance;
    int parent;     // index of the PlanTable it hangs on; -1 for the root
    int join;       // index into Model.joins
    bool forward;   // the parent has the many side
    bool optional;  // left join: keep the parent's rows without a partner
} PlanTable;

struct Plan {
    PlanMeasure *measures;
    size_t measure_count;
    PlanDimension *dimensions;
    size_t dimension_count;
    bool distinct;      // of a list
    bool each_match;    // of a list: a row for every partner that a filter finds on a many
                        // side, as a plain SQL join has it; else each row once
    bool empty_groups;  // groups without rows too, counted as 0 (not with a comparison)
    Expr **filters;     // all must hold
    size_t filter_count;
    Expr **having;  // all must hold; over aggregates
    size_t having_count;
    PlanTime time;
    Compare compare;
    PlanOrder *orders;
    size_t order_count;
    int64_t limit;  // 0: none
    int64_t offset;
    bool with_ties;
    int limit_per;  // top n within each value of this dimension; -1. Without a limit: ranks,
                    // shares and averages are taken within it
    double until;   // keeps the groups with the most of measure 0 until they make up this part of
                    // all of it ("which products make 80 % of sales"): 0 to 1; 0 none
    SetOp set_op;
    Plan *other;        // the right side of set_op
    Plan *from;         // rows of this plan instead of tables: dimension k of the outer
                        // expressions is written as ColumnRef{PLAN_FROM, k}, measures follow
    PlanTable *tables;  // filled by plan_join; kept when a person chose
    size_t table_count;
};

enum { PLAN_FROM = -2 };  // ColumnRef.table for the output columns of Plan.from

Plan *plan_new(Arena *a);
Plan *plan_copy(Arena *a, const Plan *p);  // deep
PlanMeasure *plan_add_measure(Arena *a, Plan *p, Expr *expr);
PlanDimension *plan_add_dimension(Arena *a, Plan *p, Expr *expr);
void plan_add_filter(Arena *a, Plan *p, Expr *expr);
void plan_add_having(Arena *a, Plan *p, Expr *expr);
void plan_add_order(Arena *a, Plan *p, PlanOrder order);

// The columns that were asked for: neither hidden nor support.
size_t plan_asked_count(const Plan *p);

// Finds the tables and joins for all that the plan names: the cheapest tree over the model's
// joins (a Steiner tree; hops cost, coverage pays), in nested plans too. Measures that count over
// different tables get a tree each, one after the other; a tree starts at an entry without parent.
// Entries that are there already are preferred, and those of an instance other than 0 are kept:
// so a choice of roles ("by destination") outlives a changed filter. May be called again.
// Without a hint, instance k of a table takes the k-th of several joins between the same tables
// (0 the first); of a table that joins itself, instance 1 is what instance 0 points to.
// Fails: ERR_NOT_FOUND two tables that nothing connects, naming them.
MUST_USE bool plan_join(const Model *m, Arena *a, Plan *p, Err *err);

// The period that a comparison looks at; false when there is none (an open range).
bool plan_period_before(const PlanTime *time, Compare compare, DateRange *ret);

// Whether the plan can be right: types, additivity (no sum of prices), fan-out, sizes, times on
// time columns. Fails: ERR_INVALID with a sentence for a person.
MUST_USE bool plan_check(const Model *m, const Plan *p, Err *err);

// "total revenue by product, October 2026, ten highest"
Str plan_sentence(const Model *m, const Plan *p, Words w);

typedef enum ChipKind {
    CHIP_MEASURE,
    CHIP_DIMENSION,
    CHIP_FILTER,
    CHIP_TIME,
    CHIP_COMPARE,
    CHIP_HAVING,
    CHIP_ORDER,
    CHIP_LIMIT,
} ChipKind;

typedef struct ChipOption {
    Str text;
    Plan *plan;  // what the plan becomes
} ChipOption;

typedef struct Chip {
    ChipKind kind;
    Str text;
    Str path;             // "measures/0", "filters/2", "time"
    ChipOption *options;  // other choices, a handful; the last removes it where that is possible
    size_t option_count;
} Chip;

void plan_chips(const Model *m, const Plan *p, Date today, Words w, Chip **ret, size_t *ret_count);

void plan_write(JsonW *w, const Model *m, const Plan *p);  // by names, not indexes
MUST_USE bool plan_read(const Model *m, const Json *json, Arena *a, Plan **ret, Err *err);

// What the columns of the result will be, in order: dimensions, then measures; with a comparison,
// each measure is followed by its value before, the difference and the rate of change.
void plan_columns(const Model *m, const Plan *p, Words w, Column **ret, size_t *ret_count);
