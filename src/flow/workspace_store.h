// workspace_store: what is known of a workspace, to the metadata store and back.
#pragma once

#include "flow/facts.h"
#include "model/model.h"
#include "store/store.h"

typedef struct WorkspaceState {
    Facts *facts;
    Json *edits;         // a person's corrections (edits.h)
    const Model *model;  // with the corrections laid over; NULL when it has to be inferred
} WorkspaceState;

// All of it in one transaction. New corrections make a new version in the store.
MUST_USE bool workspace_store_save(Store *store, Str workspace, const WorkspaceState *state,
                                   Err *err);
// A workspace that the store does not know is added, with empty facts and edits and no model. A
// model that can't be read any more (another version of the program wrote it) is left out. The
// model lives in `a`; facts and edits are the caller's.
MUST_USE bool workspace_store_load(Store *store, Str workspace, Arena *a, WorkspaceState *ret_state,
                                   Err *err);
