// correction: somebody who corrects himself is taken at his last word.
//
//     "sales of 1996 by category, no I mean 1997"  ->  "sales of 1997 by category"
//     "sales by region, sorry, by segment"         ->  "sales by segment"
//     in a conversation: "sorry, customers not suppliers"  ->  "by customers instead"
//
// Number takes the place of number, month of month, "by" of "by", value of value, name of name.
#pragma once

#include "ask/ask_index.h"

void correction_read(const AskIndex *index, Tokens *t, bool is_turn, Stemmer *stemmer, Arena *a);
