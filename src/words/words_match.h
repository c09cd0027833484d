// words_match: what a text's slots were given, read back out of what was said. Pure.
//
//     "By {thing}", "By category"  ->  thing = "category"
#pragma once

#include "words/words.h"

enum { WORDS_SLOTS_MAX = 8, WORDS_SLOT_BYTES = 32 };

typedef struct WordsMatch {
    WordsSlot slots[WORDS_SLOTS_MAX + 1];  // ends with a NULL name
    char names[WORDS_SLOTS_MAX][WORDS_SLOT_BYTES];
    size_t count;
} WordsMatch;

// Whether all of `said` is the text with its slots filled. A slot takes as little as it can, the
// last what is left.
bool words_match(Str text, Str said, WordsMatch *ret);
