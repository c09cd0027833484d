// workspace_inside: what the files of the workspace share. Private to the room.
#pragma once

#include <pthread.h>

#include "base/json.h"
#include "flow/facts.h"
#include "flow/workspace.h"

enum { IDLE_SOURCES_MAX = 16 };

struct Workspace {
    WorkspaceOptions options;
    Database *database;
    Query *query;

    pthread_mutex_t change;  // held by the one who changes anything; guards facts and edits
    Facts *facts;
    Json *edits;
    atomic_bool is_behind;  // rows changed and the model could not follow

    pthread_mutex_t indexing;  // held by the one who makes the index of words

    pthread_mutex_t lock;  // held for moments; guards what is below
    Snapshot *snapshot;
    Source *idle[IDLE_SOURCES_MAX];
    size_t idle_count;
};

// All with `change` held.

// A snapshot of the tables as they are, with `edits`.
MUST_USE bool workspace_snapshot_make(Workspace *w, const Json *edits, Snapshot **ret, Err *err);
// Puts `fresh` in place; takes it over. A workspace that is asked keeps its index ready, so that
// nobody who asks after an import waits for it.
void workspace_snapshot_renew(Workspace *w, Snapshot *fresh);
MUST_USE bool workspace_state_save(Workspace *w, Json *edits, const Snapshot *s, Err *err);
// The rows have changed already, so there is no way back: until the model follows, the workspace
// is behind. What the store could not take is made anew at the next start.
MUST_USE bool workspace_follow(Workspace *w, Err *err);
// Facts of the tables that are there.
MUST_USE bool workspace_reconcile(Workspace *w, bool *ret_changed, Err *err);
void workspace_edits_put(Workspace *w, Json *edits);  // takes them over

// workspace_change.c: a change of rows besides an import, in one transaction: one sees what was
// before or what is after, whatever happens on the way.
typedef struct Change {
    void *what;  // of all three
    // Says what is to be changed; fails, and nothing is marked, when there is nothing to change.
    bool (*begin)(Workspace *w, void *what, Arena *a, Err *err);
    bool (*run)(void *what, Writer *writer, Arena *a, Err *err);
    bool (*follow)(Workspace *w, void *what, Arena *a, Err *err);  // what is true afterwards
} Change;
MUST_USE bool workspace_change(Workspace *w, const Change *c, Arena *a, Err *err);
// Fails: ERR_NOT_FOUND.
MUST_USE bool workspace_table_known(const Workspace *w, Str table, Err *err);

// workspace_bin.c: takes a table whose rows an import exchanges into the bin (import.h); the change
// lock is held.
MUST_USE bool workspace_bin_put_aside(void *workspace, Writer *writer, Str table, Arena *a,
                                      Str *ret_id, Err *err);
// At the start, when the program stopped while rows were changed: what is known
// of tables is taken away or brought back as their rows were.
MUST_USE bool workspace_bin_settle(Workspace *w, bool was_changing, Err *err);
// Forgets what workspace_bin_settle has brought back, once that is on the disk.
MUST_USE bool workspace_bin_settled(Workspace *w, Err *err);
