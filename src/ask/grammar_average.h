// grammar_average: averages over something that is named or understood: "average order value",
// "average daily sales", "orders per customer on average".
#pragma once

#include "ask/draft.h"

// "average order value": of the metric for one of the things at `table_at`.
bool grammar_average_per_thing(Draft *d, size_t table_at);
// "average daily sales": `at` is the grain.
bool grammar_average_of_grain(Draft *d, size_t i, size_t at, ExprOp op);
// "average number of orders per customer", "average spend per customer".
bool grammar_average_of_groups(Draft *d, size_t i, size_t at, ExprOp op);
// "median bill value": the money of each bill first.
bool grammar_average_worth(Draft *d, size_t at, ExprOp op);
// "on average", behind what it is of.
bool grammar_average_on(Draft *d, size_t i);
// Whether the item is a metric that counts rows or things.
bool grammar_average_counts_rows(const Draft *d, const Item *item);
