// spelling: puts words right that nobody knows, by the nearest word of the schema, the lexicon or
// the data.
#pragma once

#include "ask/ask_index.h"
#include "ask/tokens.h"

void spelling_correct(const AskIndex *index, Tokens *t, Stemmer *stemmer, Arena *a);
