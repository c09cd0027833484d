// unread: which words that nothing was made of may be passed over, and which change the question.
//
// A word that is passed over costs confidence and is told; one that changes the question has it
// refused ("missing" of the draft).
#pragma once

#include "ask/draft.h"

// Whether what is asked is the same without the unread word at `i`: what kind of number a column
// holds ("snatch score"), a verb that says what a join says ("visitors who attended events"), what
// once was ("were once").
bool unread_is_light(Draft *d, size_t i);
