// grammar_ends: the first and the last of what has a time: "when was the last order placed", "who
// was hired first", "the last 3 orders of Ernst Handel".
#pragma once

#include "ask/grammar.h"

// Before all other rules: marks the words that it reads.
void grammar_ends_read(Draft *d);

// "purchase", "visit": what somebody does, where nothing in the data is called so.
bool grammar_ends_is_deed(Str word);
