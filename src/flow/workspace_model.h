// workspace_model: what the tables mean now: inferred, with a person's corrections laid over it.
#pragma once

#include "flow/facts.h"
#include "model/model.h"

typedef struct ModelMaking {
    Source *source;
    const Facts *facts;
    const Model *before;  // tables that did not change since are not profiled again
    const Json *edits;    // laid over what is inferred (edits.h)
    // Corrections that were right when they were made. The tables may have changed since: what
    // does not fit any more is left aside, and counts again when it fits again.
    const Json *settled;
    Str currency;  // that of the business; "": as the data says
} ModelMaking;

// The model lives in `a`. Fails: ERR_INVALID, ERR_NOT_FOUND a correction that is not settled.
MUST_USE bool workspace_model_make(const ModelMaking *k, Arena *a, Model **ret_model, Err *err);
