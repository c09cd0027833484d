// candidates: every reading of a question with its features, as the trainer needs them.
#pragma once

#include "ask/ask.h"
#include "ask/rank.h"
#include "ask/sketch_view.h"

// The likeliest first; at most RANK_CANDIDATES_MAX. They live in the arena.
Candidate *ask_candidates(const AskIndex *index, const Model *m, const AskRequest *request,
                          Arena *a, size_t *ret_count);
// The question as the learned part sees it, for learning. It lives in the arena.
const SketchView *ask_view(const AskIndex *index, const Model *m, const AskRequest *request,
                           Arena *a);
