// store_sessions: who is signed in where. A session is kept by the hash of its token.
#pragma once

#include "store/store.h"

typedef struct StoreSession {
    Str hash;    // of the token
    Str id;      // what it is called by; says nothing of the token
    Str person;  // the id
    Str agent, address;
    Moment made_at, seen_at;
} StoreSession;

typedef struct StoreSessions {
    StoreSession *items;
    size_t count;
} StoreSessions;

MUST_USE bool store_sessions_list(Store *s, Str workspace, Arena *a, StoreSessions *ret, Err *err);
// Fails: ERR_CONFLICT no such person.
MUST_USE bool store_sessions_add(Store *s, const StoreSession *session, Err *err);
// Quick, not durable.
MUST_USE bool store_sessions_seen(Store *s, Str id, Moment at, Err *err);
// Absent is fine.
MUST_USE bool store_sessions_remove(Store *s, Str id, Err *err);
// All of a person but the one of id `keep` ("" none).
MUST_USE bool store_sessions_remove_of(Store *s, Str person, Str keep, Err *err);
