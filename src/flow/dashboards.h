// dashboards: dashboards of a workspace: made, changed by several people at once, kept as
// versions, deleted and brought back.
//
// A change is laid on the newest document within one transaction of the store, so that two that
// come at once follow one another. Questions are read when they are put on a card, and the card
// keeps the plan: it shows the same tomorrow, however the reading of questions may learn.
#pragma once

#include "auth/auth_person.h"
#include "flow/access.h"
#include "flow/dashboard_doc.h"
#include "flow/workspace.h"

typedef struct Dashboard {
    Str id;
    int64_t version;
    Moment created_at, updated_at;
    bool favourite;  // of who asks
    Str owner;       // the name of who made it; "" nobody is known
    Json *doc;       // owned
} Dashboard;

// One of them, and who asks for it. That they may is checked before (access.h).
typedef struct DashboardRef {
    Str id;
    const Person *who;
} DashboardRef;

void dashboard_done(Dashboard *d);  // for CLEANUP

// {"name", "cards", "filters", "copy_of" or "template" in their place, "refresh_seconds"}.
// Fails: ERR_INVALID, ERR_LIMIT, ERR_NOT_FOUND what is to be copied, or they may not see it.
MUST_USE bool dashboards_create(Workspace *w, const Person *who, const Json *in, Words words,
                                Dashboard *ret, Err *err);
MUST_USE bool dashboards_get(Workspace *w, const DashboardRef *of, Arena *a, Dashboard *ret,
                             Err *err);
// {"base", "changes"}.
// Fails: as dashboard_doc_change; ERR_NOT_FOUND.
MUST_USE bool dashboards_change(Workspace *w, const DashboardRef *of, const Json *in, Arena *a,
                                Dashboard *ret, Err *err);
// The document of an older version as a new one.
MUST_USE bool dashboards_revert(Workspace *w, const DashboardRef *of, int64_t version, Arena *a,
                                Dashboard *ret, Err *err);
MUST_USE bool dashboards_delete(Workspace *w, Str id, Err *err);
MUST_USE bool dashboards_undelete(Workspace *w, const DashboardRef *of, Arena *a, Dashboard *ret,
                                  Err *err);

// Makes it a favourite of theirs, or not.
MUST_USE bool dashboards_favour(Workspace *w, const DashboardRef *of, bool favourite, Err *err);

// The whole, as the API shows it to somebody who may do that much.
void dashboard_write(JsonW *w, const Dashboard *d, AccessLevel level);
// The same without what its cards ask with: plans and statements.
void dashboard_write_shared(JsonW *w, const Dashboard *d);
