// workspace_store: what is known of a workspace, to the metadata store and back.
#pragma once

#include "flow/facts.h"
#include "model/model.h"
#include "store/store.h"

// All three in one transaction.
MUST_USE bool workspace_store_save(Store *store, Str workspace, const Facts *facts,
                                   const Json *edits, const Model *model, Err *err);
// A workspace that the store does not know gives empty facts and edits and no model. A model that
// can't be read any more (an older program wrote it) is left out: it is inferred again.
MUST_USE bool workspace_store_load(Store *store, Str workspace, Arena *a, Facts **ret_facts,
                                   Json **ret_edits, Model **ret_model, Err *err);
