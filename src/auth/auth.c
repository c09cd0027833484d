#include "auth/auth.h"

#include <arpa/inet.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "auth/auth_inside.h"
#include "auth/auth_name.h"
#include "store/store_people.h"
#include "sys/clock.h"

enum { NET_BYTES = 8 };  // of an IPv6 address, those of its network

// ---- wrong again ----

// Who has one address of IPv6 has a whole /64 of them.
static Str address_key(Str address, Arena *arena) {
    struct in6_addr parsed;
    char *key = arena_alloc(arena, NET_BYTES);
    bool is_ipv6 = inet_pton(AF_INET6, str_z(arena, address), &parsed) == 1;
    if (!is_ipv6 || IN6_IS_ADDR_V4MAPPED(&parsed)) return address;
    memcpy(key, parsed.s6_addr, NET_BYTES);
    return str_of(key, NET_BYTES);
}

// Of an attempt: whoever it is for, and where from. Without an address only the first.
typedef struct Attempt {
    AuthThrottleKey keys[2];
    size_t count;
} Attempt;

static Attempt attempt_of(Str name_key, Str address) {
    Attempt t = {.keys = {{AUTH_THROTTLE_NAME, name_key}, {AUTH_THROTTLE_ADDRESS, address}}};
    t.count = address.len > 0 ? 2 : 1;
    return t;
}

// Counts it as wrong until it is known better.
static bool attempt_begin(Auth *a, const Attempt *t, int64_t *ret_wait_s, Err *err) {
    int64_t wait_s = 0;
    Moment now = clock_now();
    pthread_mutex_lock(&a->lock);
    for (size_t i = 0; i < t->count; i++) {
        int64_t one = auth_throttle_wait(&a->throttle, t->keys[i], now);
        if (one > wait_s) wait_s = one;
    }
    for (size_t i = 0; i < t->count && wait_s == 0; i++) {
        auth_throttle_count(&a->throttle, t->keys[i], now);
    }
    pthread_mutex_unlock(&a->lock);
    *ret_wait_s = wait_s;
    if (wait_s == 0) return true;
    return fail(err, ERR_LIMIT, "that was wrong too often: try again in %lld seconds",
                (long long)wait_s);
}

// Who has an account must not wash an address clean of guesses at others': it loses one only.
static void attempt_right(Auth *a, const Attempt *t) {
    pthread_mutex_lock(&a->lock);
    auth_throttle_forget(&a->throttle, t->keys[0]);
    if (t->count > 1) auth_throttle_undo(&a->throttle, t->keys[1]);
    pthread_mutex_unlock(&a->lock);
}

// Nothing was found out.
static void attempt_undo(Auth *a, const Attempt *t) {
    pthread_mutex_lock(&a->lock);
    for (size_t i = 0; i < t->count; i++) auth_throttle_undo(&a->throttle, t->keys[i]);
    pthread_mutex_unlock(&a->lock);
}

// ---- signing in ----

// The hash of whoever is named so; "" of nobody.
static void hash_copy(Auth *a, Str key, char out[static AUTH_PASSWORD_HASH_SIZE]) {
    pthread_mutex_lock(&a->lock);
    const AuthKeptPerson *kept = auth_kept_named(a, key);
    memcpy(out, kept ? kept->hash : "", kept ? AUTH_PASSWORD_HASH_SIZE : 1);
    pthread_mutex_unlock(&a->lock);
}

// With `change` held: the hash of today's parameters in place of an older one. Not worth failing.
static void hash_renew(Auth *a, AuthKeptPerson *kept, Str password) {
    Err none = {0};
    AuthKeptPerson to = *kept;
    if (!auth_password_hash(a->passwords, password, to.hash, &none)) return;
    StorePerson row = {.id = person_id(&to.person),
                       .name = person_name(&to.person),
                       .key = str_from(to.key),
                       .role = str_from(role_name(to.person.role)),
                       .password = str_from(to.hash)};
    if (!store_people_put(a->options.store, a->options.workspace, &row, &none)) return;
    pthread_mutex_lock(&a->lock);
    memcpy(kept->hash, to.hash, sizeof kept->hash);
    pthread_mutex_unlock(&a->lock);
}

static bool not_right(Err *err) { return fail(err, ERR_DENIED, "name or password is not right"); }

// The password was right for `hash`; the person may have changed while it was looked at.
static bool session_begin(Auth *a, const AuthSignIn *in, const char *hash, bool is_outdated,
                          AuthSignedIn *ret, Err *err) {
    CLEANUP(arena_freep) Arena *arena = arena_create(0);
    pthread_mutex_lock(&a->change);
    AuthKeptPerson *kept = auth_kept_named(a, auth_name_key(in->name, arena));
    bool ok = kept && strcmp(kept->hash, hash) == 0 ? true : not_right(err);
    if (ok && is_outdated) hash_renew(a, kept, in->password);
    ok = ok && auth_session_add(a, kept, &in->device, ret, err);
    pthread_mutex_unlock(&a->change);
    return ok;
}

bool auth_sign_in(Auth *a, const AuthSignIn *in, AuthSignedIn *ret, Err *err) {
    CLEANUP(arena_freep) Arena *arena = arena_create(0);
    char hash[AUTH_PASSWORD_HASH_SIZE];
    AuthVerdict verdict = {0};
    Str key = auth_name_key(in->name, arena);
    Attempt attempt = attempt_of(key, address_key(in->device.address, arena));
    if (!attempt_begin(a, &attempt, &ret->wait_s, err)) return false;
    hash_copy(a, key, hash);
    // What can't be anybody's password takes as long as one that can.
    Str password = str_slice(in->password, 0, AUTH_PASSWORD_MAX);
    bool fits = in->password.len <= AUTH_PASSWORD_MAX;
    if (!auth_password_verify(a->passwords, hash[0] ? hash : NULL, password, &verdict, err)) {
        attempt_undo(a, &attempt);
        return false;
    }
    if (!verdict.is_right || !fits) return not_right(err);
    attempt_right(a, &attempt);
    return session_begin(a, in, hash, verdict.is_outdated, ret, err);
}

bool auth_password_prove(Auth *a, const Person *who, Str password, int64_t *ret_wait_s, Err *err) {
    CLEANUP(arena_freep) Arena *arena = arena_create(0);
    char hash[AUTH_PASSWORD_HASH_SIZE];
    AuthVerdict verdict = {0};
    Str key = auth_name_key(person_name(who), arena);
    Attempt attempt = attempt_of(key, (Str){0});
    if (!attempt_begin(a, &attempt, ret_wait_s, err)) return false;
    hash_copy(a, key, hash);
    bool fits = password.len <= AUTH_PASSWORD_MAX;
    if (!auth_password_verify(a->passwords, hash[0] ? hash : NULL,
                              str_slice(password, 0, AUTH_PASSWORD_MAX), &verdict, err)) {
        attempt_undo(a, &attempt);
        return false;
    }
    if (!verdict.is_right || !fits) return fail(err, ERR_DENIED, "the password is not right");
    attempt_right(a, &attempt);
    return true;
}

// ---- the start and the end ----

bool auth_has_people(const Auth *a) { return atomic_load(&a->has_people); }

bool auth_open(const AuthOptions *options, Auth **ret, Err *err) {
    assert(options && options->store && ret);
    Auth *a = calloc(1, sizeof *a);
    if (!a) abort();
    a->options = *options;
    pthread_mutex_init(&a->change, NULL);
    pthread_mutex_init(&a->lock, NULL);
    bool ok = auth_passwords_new(&a->passwords, err) && auth_people_load(a, err) &&
              auth_sessions_load(a, err);
    if (!ok) {
        auth_close(a);
        return false;
    }
    auth_throttle_init(&a->throttle);
    *ret = a;
    return true;
}

void auth_close(Auth *a) {
    if (!a) return;
    auth_sessions_done(a);
    auth_people_done(a);
    auth_passwords_free(a->passwords);
    pthread_mutex_destroy(&a->change);
    pthread_mutex_destroy(&a->lock);
    free(a);
}
