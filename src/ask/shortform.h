// shortform: words as they are typed in haste ("frm", "cust", "qtrly"), in full.
#pragma once

#include "ask/ask_index.h"

// The word in full; "" when `word` is no such word, or the schema does not know the long one.
// `word` is folded. Call it for words that the data has not.
Str shortform_full(const AskIndex *index, Str word, Stemmer *stemmer, Arena *a);
