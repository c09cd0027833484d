// auth: who somebody is: people with their passwords, the sessions of those signed in.
//
// Until the first person there are no accounts: whoever reaches the server may do all. The first is
// an owner, and one owner there is from then on.
//
// Thread-safe. People and sessions are kept in memory, and in the store for the next start; one
// program at a time has a data folder. Whom a token belongs to is answered from memory, without
// waiting for anything: a loop thread may ask. What ends a session or lowers a role holds from the
// next question on. Tokens and passwords are never kept, nor told in an Err.
//
//     AuthVisitor visitor = auth_visitor(auth, auth_token_of_head(authorization, cookies));
//     if (visitor.person.role < ROLE_EDITOR) ...
#pragma once

#include "auth/auth_person.h"
#include "auth/auth_token.h"
#include "base/date.h"
#include "base/err.h"
#include "store/store.h"

typedef struct Auth Auth;

#define AUTH_IDLE_US (14 * MOMENT_DAY)  // a session that nobody used for so long ends
#define AUTH_LIFE_US (90 * MOMENT_DAY)  // any session ends after so long
enum {
    AUTH_DEVICES_MAX = 50,  // sessions of one person; the one longest unused makes room
    AUTH_AGENT_MAX = 200,   // bytes of what a browser says it is
    AUTH_ADDRESS_MAX = 63,
};

typedef struct AuthOptions {
    Store *store;
    Str workspace;  // borrowed
    // A session has ended: by its person, by another, by a change of the password. May be NULL.
    void (*ended)(void *ctx, Str session);
    void *ctx;
} AuthOptions;

MUST_USE bool auth_open(const AuthOptions *options, Auth **ret, Err *err);
void auth_close(Auth *a);  // NULL is fine

// Whether there are accounts; once there are it stays so.
bool auth_has_people(const Auth *a);

// ---- who sends a request ----

typedef struct AuthVisitor {
    bool is_known;  // by a session; false with a role: there are no accounts
    Person person;  // of ROLE_NONE when nobody
    char session[PERSON_ID_MAX + 1];
    Moment expires_at;  // when the session ends if nothing more is done with it
    bool is_due;        // auth_seen has something to write
} AuthVisitor;

// Counts as using the session. A token that is none, or of a session that ended: nobody.
AuthVisitor auth_visitor(Auth *a, Str token);
// As the session's person is now; ROLE_NONE when it has ended. Does not count as using it.
Person auth_session_person(Auth *a, Str session);
// Writes down when the session was used last, of a visitor that is_due. May wait for the disk.
void auth_seen(Auth *a, const AuthVisitor *visitor);
// Ends what is past its time. May wait for the disk.
MUST_USE bool auth_tidy(Auth *a, Err *err);

// ---- signing in and out ----

typedef struct AuthDevice {
    Str agent;    // what the browser says it is; "" nothing
    Str address;  // where it came from
} AuthDevice;

typedef struct AuthSignIn {
    Str name, password;
    AuthDevice device;
} AuthSignIn;

typedef struct AuthSignedIn {
    char token[AUTH_TOKEN_CHARS + 1];
    AuthVisitor visitor;
    int64_t wait_s;  // with ERR_LIMIT: when to try again
} AuthSignedIn;

// Always a new session. An unknown name fails as a wrong password does, after as long.
// Fails: ERR_DENIED not right; ERR_LIMIT wrong too often; ERR_UNAVAILABLE too many at once.
MUST_USE bool auth_sign_in(Auth *a, const AuthSignIn *in, AuthSignedIn *ret, Err *err);
// One's session, or another of one's own. Fails: ERR_NOT_FOUND not a session of that person.
MUST_USE bool auth_sign_out(Auth *a, const Person *who, Str session, Err *err);

typedef struct AuthSession {
    Str id, agent, address;
    Moment made_at, seen_at;
} AuthSession;

typedef struct AuthSessions {
    AuthSession *items;  // the last used first
    size_t count;
} AuthSessions;

AuthSessions auth_devices(Auth *a, Str person, Arena *arena);

// ---- people ----

typedef struct AuthRecord {
    Person person;
    Moment made_at;
    Moment seen_at;     // of the session used last; 0: of none
    Moment removed_at;  // 0: is there
} AuthRecord;

typedef struct AuthRecords {
    AuthRecord *items;  // by name
    size_t count;
} AuthRecords;

AuthRecords auth_people(Auth *a, bool removed, Arena *arena);
// Fails: ERR_NOT_FOUND.
MUST_USE bool auth_person_find(Auth *a, Str name, Person *ret, Err *err);
// ROLE_NONE when there is none of that id, or who was removed.
Person auth_person_get(Auth *a, Str id);

// What somebody is to be: texts without a pointer and ROLE_NONE are left as they are.
typedef struct AuthPersonIn {
    Str name, password;
    Role role;
} AuthPersonIn;

// The first must be an owner and is made by whoever has no account; what was made before becomes
// theirs. Fails: ERR_INVALID, ERR_CONFLICT the name is taken, ERR_LIMIT, ERR_DENIED by nobody.
MUST_USE bool auth_person_add(Auth *a, const Person *by, const AuthPersonIn *in, Person *ret,
                              Err *err);

typedef struct AuthPersonKey {
    Str id;
    Str session;  // one that stays when the password changes; "" none
} AuthPersonKey;
// A new password ends their other sessions. Fails: as auth_person_add; ERR_NOT_FOUND; ERR_CONFLICT
// the last owner.
MUST_USE bool auth_person_change(Auth *a, const AuthPersonKey *key, const AuthPersonIn *in,
                                 Person *ret, Err *err);
// With their sessions. Fails: ERR_NOT_FOUND; ERR_CONFLICT the last owner.
MUST_USE bool auth_person_remove(Auth *a, Str id, Err *err);
// Fails: ERR_NOT_FOUND not removed; ERR_CONFLICT somebody else has the name now.
MUST_USE bool auth_person_restore(Auth *a, Str id, Person *ret, Err *err);

// Whether the password is theirs, before what asks for it again.
// Fails: ERR_DENIED not right; ERR_LIMIT wrong too often (*ret_wait_s); ERR_UNAVAILABLE.
MUST_USE bool auth_password_prove(Auth *a, const Person *who, Str password, int64_t *ret_wait_s,
                                  Err *err);
