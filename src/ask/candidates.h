// candidates: every reading of a question with its features, as the trainer needs them.
#pragma once

#include "ask/ask.h"
#include "ask/rank.h"

// The likeliest first; at most RANK_CANDIDATES_MAX. They live in the arena.
Candidate *ask_candidates(const AskIndex *index, const Model *m, const AskRequest *request,
                          Arena *a, size_t *ret_count);
