// plan_words: expressions in plain words, and the names of a plan's columns.
//
// Shared by the sentence, the chips and the columns of the result, so that the three never call
// one thing by two names. Pure.
#pragma once

#include "plan/plan.h"

// "product", "month", "day of the week", "month of ship date".
Str plan_words_dimension(const Model *m, const Plan *p, size_t index, Words w);
// Whether an order goes along time: earliest and latest, not lowest and highest.
bool plan_words_by_time(const Model *m, const Plan *p, const PlanOrder *o);
// "revenue", "average price", "number of orders", "share of revenue".
Str plan_words_measure(const Model *m, const Plan *p, size_t index, Words w);
// Any expression of the plan: "city is Delhi", "total qty / number of orders".
Str plan_words_expr(const Model *m, const Plan *p, const Expr *e, Words w);
// A column as people say it: its label, with its table where the label alone says nothing.
Str plan_words_column(const Model *m, const Plan *p, ColumnRef c, Words w);
// The column's value as people write it: meanings looked up, text without quotes.
Str plan_words_value(const Model *m, const Expr *column, Value v, Words w);
// "October 2026", "2026", "1 to 15 March 2026", "since 3 May 2026".
Str plan_words_range(const PlanTime *time, Words w);
// The same within a sentence: "in October 2026", "on 3 May 2026", "from 1 to 9 May 2026"; "" of all
// time.
Str plan_words_when(const PlanTime *time, Words w);
// "day", "month".
Str plan_words_unit(DateUnit unit, Words w);
// "previous month", "year before".
Str plan_words_compare(const Plan *p, Words w);

// Names of all dimensions (the hidden too) and then of the measures, unique, for SQL and JSON:
// English words joined by "_", whoever reads them.
Str *plan_words_names(const Model *m, const Plan *p, Arena *a);
// The name of what a measure has besides its value in a plan that compares.
typedef enum ComparePart { PART_BEFORE, PART_CHANGE, PART_CHANGE_RATE } ComparePart;
Str plan_words_compare_name(Str measure_name, ComparePart part, Arena *a);
