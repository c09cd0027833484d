// store_access: what is kept of who may see and change a dashboard. What it comes to is decided in
// flow/access.
#pragma once

#include "store/store.h"

enum { STORE_GRANTS_MAX = 200 };  // of one dashboard

// To a person or to a role: one of them is "".
typedef struct StoreGrant {
    Str dashboard;
    Str person, person_name;
    Str role;
    Str level;
} StoreGrant;

typedef struct StoreGrants {
    StoreGrant *items;  // one dashboard's together; of people who were removed none
    size_t count;
} StoreGrants;

typedef struct StoreAccess {
    Str owner, owner_name;  // "" when nobody is known to have made it
    Str everyone;           // a level
    StoreGrants grants;
} StoreAccess;

// Of a dashboard that is there or was deleted. Fails: ERR_NOT_FOUND.
MUST_USE bool store_access_get(Store *s, Str workspace, Str dashboard, Arena *a, StoreAccess *ret,
                               Err *err);
// The owner, `everyone` and the grants. Fails: ERR_NOT_FOUND.
MUST_USE bool store_access_put(Store *s, Str workspace, Str dashboard, const StoreAccess *access,
                               Err *err);
// Those of all dashboards, ordered by the dashboard's id.
MUST_USE bool store_access_grants(Store *s, Str workspace, Arena *a, StoreGrants *ret, Err *err);
