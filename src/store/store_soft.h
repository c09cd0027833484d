// store_soft: what the things a workspace keeps by id share: only so many at a time, deleted
// softly so that it can be undone, gone for good after a while. Not for other rooms.
#pragma once

#include "store/store.h"

#define STORE_SOFT_KEPT (30 * MOMENT_DAY)  // what is deleted can be brought back for so long

// A table with the columns id, workspace and deleted_at; 0 there is what has not been deleted.
typedef struct StoreSoft {
    const char *table;
    const char *one, *many;  // "saved query", "saved queries"
    int max;                 // of a workspace, those deleted not counted
} StoreSoft;

// Before one of that id, new or not, is put: forgets what was deleted long before `now`.
// Fails: ERR_LIMIT when there are as many others as may be.
MUST_USE bool store_soft_room(Store *s, const StoreSoft *kind, Str workspace, Str id, Moment now,
                              Err *err);
// Deletes at a time; 0 brings it back. Fails: ERR_NOT_FOUND.
MUST_USE bool store_soft_mark(Store *s, const StoreSoft *kind, Str workspace, Str id, Moment at,
                              Err *err);
bool store_soft_missing(const StoreSoft *kind, Str id, Err *err);  // ERR_NOT_FOUND
