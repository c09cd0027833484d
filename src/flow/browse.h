// browse: a table's own rows, and those that an import kept aside, a page at a time.
#pragma once

#include "flow/workspace.h"

enum { BROWSE_LIMIT_MAX = 1000 };

typedef struct BrowseRequest {
    Str table;
    uint64_t limit, offset;
    const atomic_bool *cancel;
} BrowseRequest;

typedef struct BrowsePage {
    const Table *table;  // columns carry the model's labels, roles and units
    uint64_t total;      // rows in all
} BrowsePage;

// In the order in which they were loaded. Texts may be borrowed from the snapshot's model.
// Fails: ERR_NOT_FOUND no such table.
MUST_USE bool browse_rows(Workspace *w, const Snapshot *s, const BrowseRequest *request, Arena *a,
                          BrowsePage *ret, Err *err);
// row_number, column_name, value, reason. None when nothing was kept aside.
MUST_USE bool browse_rejects(Workspace *w, const Snapshot *s, const BrowseRequest *request,
                             Arena *a, BrowsePage *ret, Err *err);
// How many cells and rows were kept aside at the imports of that table.
MUST_USE bool browse_reject_count(Workspace *w, const Snapshot *s, Str table, Arena *a,
                                  uint64_t *ret_count, Err *err);
