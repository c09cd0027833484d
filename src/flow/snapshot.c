#include "flow/snapshot.h"

#include <assert.h>
#include <stdatomic.h>

struct Snapshot {
    atomic_int refs;
    Arena *arena;  // the snapshot itself lives in it too
    const Model *model;
    AskIndex *index;
    Snapshot *base;  // whose model this one borrows; NULL when it is its own
};

Snapshot *snapshot_new(Arena *owned, const Model *model, AskIndex *index) {
    assert(owned && model);
    Snapshot *s = arena_new(owned, Snapshot, 1);
    s->arena = owned;
    s->model = model;
    s->index = index;
    atomic_init(&s->refs, 1);
    return s;
}

Snapshot *snapshot_with_index(Snapshot *bare, AskIndex *index) {
    Snapshot *s = snapshot_new(arena_create(0), bare->model, index);
    s->base = snapshot_ref(bare);
    return s;
}

Snapshot *snapshot_ref(Snapshot *s) {
    atomic_fetch_add(&s->refs, 1);
    return s;
}

void snapshot_release(Snapshot *s) {
    if (!s || atomic_fetch_sub(&s->refs, 1) != 1) return;
    if (s->index) ask_index_free(s->index);
    snapshot_release(s->base);
    arena_free(s->arena);
}

void snapshot_releasep(Snapshot **s) {
    snapshot_release(*s);
    *s = NULL;
}

const Model *snapshot_model(const Snapshot *s) { return s->model; }
const AskIndex *snapshot_index(const Snapshot *s) { return s->index; }
