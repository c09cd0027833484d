// workspace_store: what is known of a workspace, to the metadata store and back.
#pragma once

#include "flow/facts.h"
#include "model/model.h"
#include "store/store.h"

typedef struct WorkspaceState {
    Facts *facts;
    Json *edits;         // a person's corrections (edits.h)
    const Model *model;  // with the corrections laid over; NULL when it has to be inferred
    bool was_changing;   // the program stopped while rows were changed: facts may be behind them
} WorkspaceState;

// Said, durably, before rows are changed in the engine: two databases have no transaction in
// common. A save takes it back, as does `changing` false when nothing was changed after all.
MUST_USE bool workspace_store_changing(Store *store, Str workspace, bool changing, Err *err);
// All of it in one transaction. New corrections make a new version in the store.
MUST_USE bool workspace_store_save(Store *store, Str workspace, const WorkspaceState *state,
                                   Err *err);
// A workspace that the store does not know is added, with empty facts and edits and no model. A
// model or facts that can't be read any more (damaged, or of another version of the program) are
// left out: the rows say them again. Corrections that can't be read are a failure, for nobody could
// say them again but the person. The model lives in `a`; facts and edits are the caller's.
MUST_USE bool workspace_store_load(Store *store, Str workspace, Arena *a, WorkspaceState *ret_state,
                                   Err *err);
