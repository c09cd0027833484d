// model_try: what a correction of the model would come to, before it is made.
#pragma once

#include "flow/workspace.h"
#include "words/words.h"

// A metric as PATCH /model takes it: {"expression", "table", "filter", "name"}. Writes {"ok",
// "message", "value", "type", "additivity", "rows", "reading"}: what is wrong is an answer, too.
// Fails: as answer_must_stop.
MUST_USE bool model_try_metric(Workspace *w, const Json *metric, const atomic_bool *cancel,
                               Words words, JsonW *out, Err *err);

// Two columns written table.column, many rows of `from` for one of `to`. Writes {"ok", "message",
// "coverage", "kind", "unmatched": [texts]}: which share of the values is found, and whether one
// row of `to` has each.
// Fails: ERR_INVALID, ERR_NOT_FOUND no such columns; as answer_must_stop.
typedef struct ModelTryJoin {
    Str from, to;
} ModelTryJoin;
MUST_USE bool model_try_join(Workspace *w, const ModelTryJoin *join, const atomic_bool *cancel,
                             Words words, JsonW *out, Err *err);
