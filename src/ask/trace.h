// trace: the stages of reading a question, for people and tests: words, links, readings, scores.
#pragma once

#include "ask/rank.h"

typedef struct Trace {
    const Model *m;
    const Tokens *tokens;
    const Links *links;
    const Candidate *candidates;
    size_t count;
} Trace;

Str trace_write(const Trace *t, Arena *a);
