// auth_inside: what the files of the room share. Private to it.
#pragma once

#include <pthread.h>
#include <stdatomic.h>

#include "auth/auth.h"
#include "auth/auth_password.h"
#include "auth/auth_throttle.h"

typedef struct AuthKeptPerson {
    Person person;
    char key[PERSON_NAME_MAX * 18 + 1];  // the name folded
    char hash[AUTH_PASSWORD_HASH_SIZE];
    Moment made_at, removed_at;
} AuthKeptPerson;

typedef struct AuthKeptSession AuthKeptSession;
struct AuthKeptSession {
    unsigned char hash[AUTH_TOKEN_HASH_BYTES];
    char id[PERSON_ID_MAX + 1];
    const AuthKeptPerson *person;
    Moment made_at, seen_at;
    Moment written_at;  // the seen_at that the store has
    char agent[AUTH_AGENT_MAX + 1];
    char address[AUTH_ADDRESS_MAX + 1];
    AuthKeptSession *next;  // of its bucket
};

enum { AUTH_BUCKETS = 1024 };

// `change` is held by the one who changes people or sessions, over what is written to the store;
// `lock` is held for moments, and guards all below it. `change` comes first.
struct Auth {
    AuthOptions options;
    AuthPasswords *passwords;
    atomic_bool has_people;
    pthread_mutex_t change;
    pthread_mutex_t lock;
    AuthKeptPerson **people;  // never freed while open: sessions point to them
    size_t people_count, people_cap;
    AuthKeptSession *buckets[AUTH_BUCKETS];
    AuthThrottle throttle;
};

// ---- auth_people.c ----

MUST_USE bool auth_people_load(Auth *a, Err *err);
void auth_people_done(Auth *a);
// NULL when there is none. With `lock` or `change` held.
AuthKeptPerson *auth_kept_person(const Auth *a, Str id);
AuthKeptPerson *auth_kept_named(const Auth *a, Str key);  // among those who are there

// ---- auth_session.c ----

MUST_USE bool auth_sessions_load(Auth *a, Err *err);
void auth_sessions_done(Auth *a);
// With `change` held: the store, then memory.
MUST_USE bool auth_session_add(Auth *a, const AuthKeptPerson *of, const AuthDevice *device,
                               AuthSignedIn *ret, Err *err);
// Out of memory, and told: all of a person but `keep`; the store is the caller's. With `change`
// held.
void auth_sessions_end(Auth *a, const AuthKeptPerson *of, Str keep);
Moment auth_last_seen(const Auth *a, const AuthKeptPerson *of);  // with `lock` held
