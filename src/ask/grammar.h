// grammar: reads the items of a parse into a draft, left to right.
//
// Each kind of cue has one rule, found through a table; a rule looks at the items around it and
// marks those it has read. What no rule has read is then read plainly: a column is asked for, a
// value filters, a period is the period.
#pragma once

#include "ask/draft.h"

void grammar_read(Draft *d);

// The rules of grammar_cues.c and grammar_compare.c; `i` is the cue's item.
typedef void (*GrammarRule)(Draft *d, size_t i);
void rule_count(Draft *d, size_t i);
void rule_aggregate(Draft *d, size_t i);
void rule_by(Draft *d, size_t i);
void rule_wise(Draft *d, size_t i);
void rule_top(Draft *d, size_t i);
void rule_superlative(Draft *d, size_t i);
void rule_compare(Draft *d, size_t i);
void rule_like(Draft *d, size_t i);
void rule_never(Draft *d, size_t i);
void rule_null(Draft *d, size_t i);
void rule_average_of_all(Draft *d, size_t i);
void rule_share(Draft *d, size_t i);
void rule_change(Draft *d, size_t i);
void rule_moving(Draft *d, size_t i);
void rule_order(Draft *d, size_t i);
void rule_rank(Draft *d, size_t i);

// A value (and the values that follow it in a list) as a filter; false when it is none.
bool grammar_values(Draft *d, size_t i);
// The columns, things and grains listed from `i` on ("country, state and month") as dimensions.
size_t grammar_dimensions(Draft *d, size_t i);
// The measure that an item is: a metric, or a number column by its own way of adding up.
bool grammar_measure(Draft *d, size_t i, DraftMeasure *ret);
// The metric that says the same, so that two ways of asking are one reading; else `expr`.
Expr *grammar_metric_of(Draft *d, Expr *expr);
ExprOp grammar_default_aggregate(const ModelColumn *c);
