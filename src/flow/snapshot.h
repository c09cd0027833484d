// snapshot: one version of a workspace's model with the index of its words. Immutable, counted.
//
// Whoever answers a question holds one from start to end, so that an import that finishes
// meanwhile changes nothing under the answer's feet.
#pragma once

#include "ask/ask.h"
#include "model/model.h"

typedef struct Snapshot Snapshot;

// Takes over the arena that `model` lives in, and `index` (may be NULL: nothing to ask yet).
Snapshot *snapshot_new(Arena *owned, const Model *model, AskIndex *index);
// The same model with an index; keeps `bare` alive as long as it lives.
Snapshot *snapshot_with_index(Snapshot *bare, AskIndex *index);
Snapshot *snapshot_ref(Snapshot *s);
void snapshot_release(Snapshot *s);
void snapshot_releasep(Snapshot **s);  // for CLEANUP

const Model *snapshot_model(const Snapshot *s);
const AskIndex *snapshot_index(const Snapshot *s);
