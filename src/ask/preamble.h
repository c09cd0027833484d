// preamble: what leads up to a request, and what is said after it, taken out of the words.
//
//     "Hello, we are preparing the review, so please tell me | the sales of 2017 | , many thanks"
//
// Only what somebody says of himself is taken out: a greeting, what "we" are about, what it is for.
// A number, a date or a word in quotes among it, and it stays. Pure.
#pragma once

#include "ask/tokens.h"

void preamble_cut(Tokens *t);
