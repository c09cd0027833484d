// grammar_frames: frames that a whole question stands in; they are read before all other rules,
// and mark the words that they have read.
#pragma once

#include "ask/grammar.h"

// False when the question stands in none.
bool grammar_frames_read(Draft *d);

// The thing that item `i` is, not yet read: a table, a column of text, or what a metric counts.
bool grammar_frames_thing(Draft *d, size_t i, Entity *ret);

// Beyond this line: the frames, a file each. True when it is the question's.

// grammar_years.c: "sales in december across years"; what it leaves stands in another frame.
bool grammar_years_read(Draft *d);
// "each year", "across years": its items.
bool grammar_years_find(Draft *d, size_t *ret_first, size_t *ret_end);
// grammar_chief.c: "who does X report to", "staff and their managers".
bool grammar_chief_read(Draft *d);
// grammar_pair.c: "difference between A and B", "ratio of A to B", "A as a percentage of B".
bool grammar_pair_read(Draft *d);
// grammar_share.c: "what percent of customers have more than 5 orders".
bool grammar_share_read(Draft *d);
// grammar_own.c: "stores selling less than the average store".
bool grammar_own_read(Draft *d);
// grammar_every.c: "products sold in every region".
bool grammar_every_read(Draft *d);
// grammar_common.c: "cities that have both customers and suppliers".
bool grammar_common_read(Draft *d);
// grammar_place.c: "what is the rank of X by sales", "which country comes second in revenue".
bool grammar_place_read(Draft *d);
// grammar_growth.c: "categories whose sales fell from 2025 to 2026", "which product declined most".
bool grammar_growth_read(Draft *d);
bool grammar_growth_word(Str word);  // "fell", "rose": a verb that says which way
// grammar_stays.c: "customers who ordered in both 2025 and 2026", "how many did we lose in 2026".
bool grammar_stays_read(Draft *d);
// grammar_gaps.c: "average days between orders", "new and returning customers per month".
bool grammar_gaps_read(Draft *d);
// grammar_peers.c: "products dearer than the average of their category".
bool grammar_peers_read(Draft *d);
// grammar_chosen.c: "sales of the best selling product by month".
bool grammar_chosen_read(Draft *d);
