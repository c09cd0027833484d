// shape: makes a plan of a draft: a list of rows or an aggregate, with its order, period, limits.
#pragma once

#include "ask/draft.h"

// False when the draft asks for nothing that has an answer; the draft says why in `missing`.
bool shape_plan(Draft *d, Plan **ret_plan);

// Beyond this line: shared by the files of shape, and with followup.c.

// shape_list.c, shape_aggregate.c: the two kinds of plan. False: it can not be made.
bool shape_list(Draft *d, Plan *p);
bool shape_aggregate(Draft *d, Plan **ret);

// "the name and department of each employee" lists employees: their rows are not grouped.
bool shape_each_row(const Draft *d, const DraftDimension *dim);
// "suppliers, including the city": what is shown stands beside the thing, and does not part it.
bool shape_is_beside(const Draft *d);

// shape_parts.c.
// The columns that show an entity: its name, both halves of a person's; the key where names repeat.
void shape_entity(Draft *d, Plan *p, Entity e, bool grouped);
// The column that names a thing; NULL none.
Expr *shape_name(const Draft *d, Entity e);
Expr *shape_count(Draft *d, Entity e, bool distinct);
Expr *shape_measure(Draft *d, const DraftMeasure *measure);
// All tables spoken of but for measures.
void shape_tables(const Draft *d, bool *is_spoken);
void shape_filters(Draft *d, Plan *p);

// shape_own.c.
// The condition on the groups of `p`, whose groupings, filters and period are there.
Expr *shape_having(Draft *d, const Plan *p, const DraftHaving *h);

// shape_restrict.c.
// What `e` comes to over the rows that satisfy the condition (NULL: all); NULL where it can not be.
Expr *shape_restrict(const Draft *d, Expr *e, Expr *condition);
// The period of `p` as filters like others.
void shape_time_filter(Arena *a, Plan *p);

// shape_measures.c.
// *ret_focus_counted: the thing asked about is what is counted.
void shape_measures(Draft *d, Plan *p, bool *ret_focus_counted);
// The numbers of the thing asked about where its rows have no name and can not be added up.
bool shape_level(Draft *d, DraftMeasure *ret);
// "the cheapest in each group": the group's things by that number.
void shape_top_by(Draft *d);

// shape_order.c.
void shape_order(Draft *d, Plan *p);

// shape_support.c: what nobody asked for.
// Of an aggregate with its order and conditions: marks the measures that are there for them.
void shape_support(Draft *d, Plan *p);
// Of a list in the order of a column that is not shown: puts that column beside.
void shape_support_order(Draft *d, Plan *p);

// shape_time.c.
// The time column that a period or grain means, from what the draft speaks of. False: none.
bool shape_time_column(Draft *d, ColumnRef *ret);
bool shape_time(Draft *d, Plan *p);
// A period that is not over is compared as far as it went, with as much of the one before.
void shape_so_far(const Draft *d, TimePhrase *t);
Expr *shape_grain(Draft *d, ColumnRef time, DateUnit grain);
bool shape_weekend(Draft *d, Expr **ret);
bool shape_on_weekday(Draft *d, Expr **ret);
// "on sundays", "on weekends" as a condition.
bool shape_days(Draft *d, Plan *p);

// shape_periods.c, of a draft with two periods.
bool shape_periods_are_buckets(const Draft *d);  // both are one bucket of one unit
// The measure in the one beside the same in the other; false, and nothing changed, when it can not.
bool shape_periods_beside(Draft *d, Plan *p, ColumnRef c);
// "what part of 2025 sales came in the last quarter": the one period is a part of the other.
bool shape_periods_share(Draft *d, Plan *p, ColumnRef c);

// shape_gaps.c: what grammar_gaps.c has read.
bool shape_gaps(Draft *d, Plan **ret);

// shape_peers.c: those above the average of their own kind.
bool shape_peers(Draft *d, Plan **ret);

// shape_place.c.
// "rank the states by sales": the rank and what it goes by are shown, within each group if so said.
void shape_place_ranks(Draft *d, Plan *p);
// "the rank of Texas": that group's rank among all.
bool shape_place_of(Draft *d, Plan *inner, Plan **ret);

// shape_derived.c.
// Adds what is made of the measures (share, running total ...) beside them.
void shape_derive(Draft *d, Plan *p);
// "what % of sales falls on weekends": the part that satisfies, in a hundred of the whole.
bool shape_share_of(Draft *d, Plan *p);
// The measure of each day (or each thing) first; then its average.
bool shape_averages(Draft *d, Plan *inner, Plan **ret);
// The last time of each must lie before, or after, what was said.
bool shape_last(Draft *d, Plan *p);
// "new customers per month": the first deed of each, counted by its period.
bool shape_first_seen(Draft *d, Plan **ret);
// shape_common.c: the values that two columns have alike.
Plan *shape_common(const Draft *d);
// shape_chief.c: those who have a chief in their own table.
bool shape_chief(Draft *d, Plan *p);
// shape_chosen.c: those that are first in something as a condition of `p`, or as a share of it.
bool shape_chosen(Draft *d, Plan *p);
// shape_until.c: "which products make up 80 % of sales".
bool shape_until(Draft *d, Plan **ret);
// "how many customers make up half of sales": the groups of `inner`, counted.
void shape_counted(Draft *d, Plan *inner, Plan **ret);
// The measure on weekends beside the same on the other days.
bool shape_weekend_beside(Draft *d, Plan *p);

// shape_sets.c: what was bought as conditions on who bought it; whether the tables of a plan meet,
// by rows that belong to both.
void shape_sets(Draft *d);
bool shape_meets(Draft *d, const Plan *p);
// Marks as missing what is unread and yet decides: a quarter of the words, what is left out.
void shape_unread(Draft *d);
// shape_missing.c: marks as missing a word that says which ones, or who.
void shape_missing(Draft *d);
