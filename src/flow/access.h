// access: who may see and change a dashboard, a comment, a saved query. The one place where that is
// decided.
//
// Its owner and people with the role owner may do all. A grant to a person, or to all of a role and
// above, gives what it says: a viewer may edit that one board. What everyone may do never goes
// beyond the role: where everyone edits, viewers view. A board that one may not see is one that
// is not there.
#pragma once

#include "auth/auth_person.h"
#include "flow/workspace.h"
#include "store/store_access.h"
#include "store/store_dashboard_notes.h"
#include "store/store_dashboards.h"
#include "store/store_saved.h"

// Each includes the one before; to own it is to share it, too.
typedef enum AccessLevel { ACCESS_NONE, ACCESS_VIEW, ACCESS_EDIT, ACCESS_OWN } AccessLevel;

const char *access_name(AccessLevel level);  // "none", "view", "edit", "own"
bool access_from(Str name, AccessLevel *ret);

// Pure.
AccessLevel access_level(const Person *who, const StoreAccess *board);

// Of a dashboard that is there or was deleted; ACCESS_NONE also when there is none.
MUST_USE bool access_find(Workspace *w, const Person *who, Str dashboard, AccessLevel *ret,
                          Err *err);
typedef struct AccessNeed {
    const Person *who;
    Str dashboard;
    AccessLevel level;
} AccessNeed;
// *ret is what they may do in all.
// Fails: ERR_NOT_FOUND they may not see it, or it is not there; ERR_DENIED they may not do that.
MUST_USE bool access_check(Workspace *w, const AccessNeed *need, AccessLevel *ret, Err *err);

typedef struct AccessBoards {
    StoreDashboard *items;
    AccessLevel *levels;
    size_t count;
} AccessBoards;
// Those that they may see: their favourites first, then the last changed.
MUST_USE bool access_boards(Workspace *w, const Person *who, bool deleted, Arena *a,
                            AccessBoards *ret, Err *err);

// Whether they may delete a comment, where they may do so much with its dashboard: one's own, or
// any where one may change the dashboard. Pure.
bool access_to_note(const Person *who, AccessLevel board, const StoreDashboardNote *n);
// Whether they may change a saved query that they see: one's own, or an editor a shared one. Pure.
bool access_to_saved(const Person *who, const StoreSaved *q);

MUST_USE bool access_get(Workspace *w, Str dashboard, Arena *a, StoreAccess *ret, Err *err);
// Fails: ERR_INVALID a level or a grant that is none; ERR_LIMIT too many; ERR_NOT_FOUND.
MUST_USE bool access_put(Workspace *w, Str dashboard, const StoreAccess *access, Err *err);
