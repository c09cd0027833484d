// dashboards: dashboards of a workspace: made, changed by several people at once, kept as
// versions, deleted and brought back.
//
// A change is laid on the newest document within one transaction of the store, so that two that
// come at once follow one another. Questions are read when they are put on a card, and the card
// keeps the plan: it shows the same tomorrow, however the reading of questions may learn.
#pragma once

#include "flow/dashboard_doc.h"
#include "flow/workspace.h"

typedef struct Dashboard {
    Str id;
    int64_t version;
    Moment created_at, updated_at;
    bool favourite;
    Json *doc;  // owned
} Dashboard;

void dashboard_done(Dashboard *d);  // for CLEANUP

// {"name", "cards", "filters", "copy_of" or "template" in their place, "refresh_seconds"}.
// Fails: ERR_INVALID, ERR_LIMIT, ERR_NOT_FOUND what is to be copied.
MUST_USE bool dashboards_create(Workspace *w, const Json *in, Words words, Dashboard *ret,
                                Err *err);
MUST_USE bool dashboards_get(Workspace *w, Str id, Arena *a, Dashboard *ret, Err *err);
// {"base", "changes"}. *ret_conflict_version is set on ERR_CONFLICT: the newest version.
// Fails: as dashboard_doc_change; ERR_NOT_FOUND.
MUST_USE bool dashboards_change(Workspace *w, Str id, const Json *in, Arena *a, Dashboard *ret,
                                Err *err);
// The document of an older version as a new one.
MUST_USE bool dashboards_revert(Workspace *w, Str id, int64_t version, Arena *a, Dashboard *ret,
                                Err *err);
MUST_USE bool dashboards_delete(Workspace *w, Str id, Err *err);
MUST_USE bool dashboards_undelete(Workspace *w, Str id, Arena *a, Dashboard *ret, Err *err);

// The whole, as the API shows it.
void dashboard_write(JsonW *w, const Dashboard *d);
// The same without what its cards ask with: plans and statements.
void dashboard_write_shared(JsonW *w, const Dashboard *d);
