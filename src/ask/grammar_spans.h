// grammar_spans: what stands between two dates of a row: "average days from order to shipping",
// "orders that took more than 30 days to ship", "shipped late", "not yet shipped".
//
// A date is found by the word of what happened ("shipping", "delivered") in the names of the date
// columns; where only the end is named, the rows' own time is the start.
#pragma once

#include "ask/grammar.h"

// The date column that a past verb ("hired", "shipped") is the name of.
bool grammar_spans_done(const Draft *d, Str verb, ColumnRef *ret);
// Before all other rules: marks the words that it reads.
void grammar_spans_read(Draft *d);
