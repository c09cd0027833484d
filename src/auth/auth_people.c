#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "auth/auth_inside.h"
#include "auth/auth_name.h"
#include "store/store_people.h"
#include "store/store_sessions.h"
#include "sys/clock.h"
#include "sys/rand.h"

// ---- finding ----

AuthKeptPerson *auth_kept_person(const Auth *a, Str id) {
    for (size_t i = 0; i < a->people_count; i++) {
        if (str_eq(person_id(&a->people[i]->person), id)) return a->people[i];
    }
    return NULL;
}

AuthKeptPerson *auth_kept_named(const Auth *a, Str key) {
    for (size_t i = 0; i < a->people_count && key.len > 0; i++) {
        bool is_there = a->people[i]->removed_at == 0;
        if (is_there && str_eq(str_from(a->people[i]->key), key)) return a->people[i];
    }
    return NULL;
}

static bool missing(Str id, Err *err) {
    return fail(err, ERR_NOT_FOUND, "there is no person '" STR_F "'", STR_A(id));
}

// Somebody who is there.
static AuthKeptPerson *present(const Auth *a, Str id) {
    AuthKeptPerson *kept = auth_kept_person(a, id);
    return kept && kept->removed_at == 0 ? kept : NULL;
}

static bool is_last_owner(const Auth *a, const AuthKeptPerson *kept) {
    if (kept->person.role != ROLE_OWNER) return false;
    for (size_t i = 0; i < a->people_count; i++) {
        const AuthKeptPerson *other = a->people[i];
        bool owner = other->removed_at == 0 && other->person.role == ROLE_OWNER;
        if (owner && other != kept) return false;
    }
    return true;
}

static bool last_owner_stays(Err *err) {
    return fail(err, ERR_CONFLICT, "this is the last owner: make somebody else an owner before");
}

Person auth_person_get(Auth *a, Str id) {
    pthread_mutex_lock(&a->lock);
    const AuthKeptPerson *kept = present(a, id);
    Person p = kept ? kept->person : (Person){0};
    pthread_mutex_unlock(&a->lock);
    return p;
}

bool auth_person_find(Auth *a, Str name, Person *ret, Err *err) {
    CLEANUP(arena_freep) Arena *arena = arena_create(0);
    pthread_mutex_lock(&a->lock);
    const AuthKeptPerson *kept = auth_kept_named(a, auth_name_key(name, arena));
    if (kept) *ret = kept->person;
    pthread_mutex_unlock(&a->lock);
    return kept || missing(name, err);
}

static int by_name(const void *x, const void *y) {
    const AuthRecord *a = x, *b = y;
    return strcasecmp(a->person.name, b->person.name);
}

AuthRecords auth_people(Auth *a, bool removed, Arena *arena) {
    AuthRecords list = {0};
    pthread_mutex_lock(&a->lock);
    list.items = arena_new(arena, AuthRecord, a->people_count + 1);
    for (size_t i = 0; i < a->people_count; i++) {
        const AuthKeptPerson *kept = a->people[i];
        if ((kept->removed_at != 0) != removed) continue;
        list.items[list.count++] = (AuthRecord){.person = kept->person,
                                                .made_at = kept->made_at,
                                                .seen_at = auth_last_seen(a, kept),
                                                .removed_at = kept->removed_at};
    }
    pthread_mutex_unlock(&a->lock);
    qsort(list.items, list.count, sizeof *list.items, by_name);
    return list;
}

// ---- putting ----

static StorePerson stored(const AuthKeptPerson *kept) {
    return (StorePerson){.id = person_id(&kept->person),
                         .name = person_name(&kept->person),
                         .key = str_from(kept->key),
                         .role = str_from(role_name(kept->person.role)),
                         .password = str_from(kept->hash),
                         .made_at = kept->made_at,
                         .deleted_at = kept->removed_at};
}

// What `in` says laid over a copy of what is kept; the password is hashed.
static bool person_lay(Auth *a, const AuthPersonIn *in, AuthKeptPerson *kept, Err *err) {
    CLEANUP(arena_freep) Arena *arena = arena_create(0);
    Str name = person_name(&kept->person);
    if (in->name.ptr && !auth_name_read(in->name, &name, err)) return false;
    Str key = auth_name_key(name, arena);
    if (key.len == 0 || key.len >= sizeof kept->key) {
        return fail(err, ERR_INVALID, "this name can't be one to sign in with");
    }
    if (in->password.ptr && (!auth_password_check(in->password, name, err) ||
                             !auth_password_hash(a->passwords, in->password, kept->hash, err))) {
        return false;
    }
    Role role = in->role != ROLE_NONE ? in->role : kept->person.role;
    Person laid = person_of(person_id(&kept->person), name, role);
    kept->person = laid;
    memcpy(kept->key, key.ptr, key.len);
    kept->key[key.len] = '\0';
    return true;
}

// With `change` held; takes `kept` over.
static void person_put(Auth *a, AuthKeptPerson *kept) {
    pthread_mutex_lock(&a->lock);
    if (a->people_count == a->people_cap) {
        a->people_cap = a->people_cap > 0 ? 2 * a->people_cap : 16;
        void *grown = realloc(a->people, a->people_cap * sizeof *a->people);
        if (!grown) abort();
        a->people = grown;
    }
    a->people[a->people_count++] = kept;
    pthread_mutex_unlock(&a->lock);
    atomic_store(&a->has_people, true);
}

static bool first_or_by_owner(const Auth *a, const Person *by, const AuthPersonIn *in, Err *err) {
    if (!auth_has_people(a)) {
        return in->role == ROLE_OWNER ||
               fail(err, ERR_INVALID, "the first person must be an owner");
    }
    // Somebody else was first between this request and its turn.
    return by->id[0] != '\0' || fail(err, ERR_DENIED, "there are accounts by now: sign in");
}

static bool person_store(Auth *a, const AuthKeptPerson *kept, bool is_first, Err *err) {
    Store *store = a->options.store;
    StorePerson row = stored(kept);
    if (!store_begin(store, STORE_DURABLE, err)) return false;
    bool ok = store_people_add(store, a->options.workspace, &row, err) &&
              (!is_first || store_people_adopt(store, a->options.workspace, row.id, err));
    if (ok) return store_commit(store, err);
    store_rollback(store);
    return false;
}

bool auth_person_add(Auth *a, const Person *by, const AuthPersonIn *in, Person *ret, Err *err) {
    CLEANUP(arena_freep) Arena *arena = arena_create(0);
    AuthKeptPerson *kept = calloc(1, sizeof *kept);
    if (!kept) abort();
    kept->person = person_of(rand_id(arena), S(""), in->role);
    kept->made_at = clock_now();
    AuthPersonIn all = *in;
    if (!all.password.ptr) all.password = S("");
    if (!all.name.ptr) all.name = S("");
    bool ok = person_lay(a, &all, kept, err);
    pthread_mutex_lock(&a->change);
    ok = ok && first_or_by_owner(a, by, in, err) && person_store(a, kept, !auth_has_people(a), err);
    if (ok) {
        *ret = kept->person;
        person_put(a, kept);
    } else {
        free(kept);
    }
    pthread_mutex_unlock(&a->change);
    return ok;
}

// ---- changing ----

// To the store, in one transaction with the end of the sessions that a new password ends.
static bool change_store(Auth *a, const AuthKeptPerson *to, bool ends, Str keep, Err *err) {
    Store *store = a->options.store;
    StorePerson row = stored(to);
    if (!store_begin(store, STORE_DURABLE, err)) return false;
    bool ok = store_people_put(store, a->options.workspace, &row, err) &&
              (!ends || store_sessions_remove_of(store, row.id, keep, err));
    if (ok) return store_commit(store, err);
    store_rollback(store);
    return false;
}

// With `change` held: `to` is what `kept` becomes.
static bool person_become(Auth *a, AuthKeptPerson *kept, const AuthKeptPerson *to, Str keep,
                          Err *err) {
    bool ends = to->removed_at != 0 || strcmp(kept->hash, to->hash) != 0;
    if (!change_store(a, to, ends, keep, err)) return false;
    pthread_mutex_lock(&a->lock);
    *kept = *to;
    pthread_mutex_unlock(&a->lock);
    if (ends) auth_sessions_end(a, kept, keep);
    return true;
}

bool auth_person_change(Auth *a, const AuthPersonKey *key, const AuthPersonIn *in, Person *ret,
                        Err *err) {
    pthread_mutex_lock(&a->change);
    AuthKeptPerson *kept = present(a, key->id);
    bool lowers = kept && in->role != ROLE_NONE && in->role < ROLE_OWNER;
    bool ok = kept ? true : missing(key->id, err);
    if (ok && lowers && is_last_owner(a, kept)) ok = last_owner_stays(err);
    AuthKeptPerson to = kept ? *kept : (AuthKeptPerson){0};
    ok = ok && person_lay(a, in, &to, err) && person_become(a, kept, &to, key->session, err);
    if (ok) *ret = to.person;
    pthread_mutex_unlock(&a->change);
    sodium_memzero(&to, sizeof to);
    return ok;
}

bool auth_person_remove(Auth *a, Str id, Err *err) {
    pthread_mutex_lock(&a->change);
    AuthKeptPerson *kept = present(a, id);
    bool ok = kept ? true : missing(id, err);
    if (ok && is_last_owner(a, kept)) ok = last_owner_stays(err);
    if (ok) {
        AuthKeptPerson to = *kept;
        to.removed_at = clock_now();
        ok = person_become(a, kept, &to, (Str){0}, err);
    }
    pthread_mutex_unlock(&a->change);
    return ok;
}

bool auth_person_restore(Auth *a, Str id, Person *ret, Err *err) {
    pthread_mutex_lock(&a->change);
    AuthKeptPerson *kept = auth_kept_person(a, id);
    bool ok = kept && kept->removed_at != 0 ? true : missing(id, err);
    if (ok) {
        AuthKeptPerson to = *kept;
        to.removed_at = 0;
        ok = person_become(a, kept, &to, (Str){0}, err);
        *ret = to.person;
    }
    pthread_mutex_unlock(&a->change);
    return ok;
}

// ---- the start and the end ----

static bool person_load(Auth *a, const StorePerson *row, Err *err) {
    AuthKeptPerson *kept = calloc(1, sizeof *kept);
    if (!kept) abort();
    Role role = ROLE_NONE;
    bool well = row->id.len <= PERSON_ID_MAX && row->name.len <= PERSON_NAME_MAX &&
                row->key.len < sizeof kept->key && row->password.len < sizeof kept->hash &&
                role_from(row->role, &role);
    if (!well) {
        free(kept);
        return fail(err, ERR_IO, "the metadata has a person '" STR_F "' that can't be read",
                    STR_A(row->name));
    }
    kept->person = person_of(row->id, row->name, role);
    memcpy(kept->key, row->key.ptr, row->key.len);
    memcpy(kept->hash, row->password.ptr, row->password.len);
    kept->made_at = row->made_at;
    kept->removed_at = row->deleted_at;
    person_put(a, kept);
    return true;
}

bool auth_people_load(Auth *a, Err *err) {
    CLEANUP(arena_freep) Arena *arena = arena_create(0);
    StorePeople list = {0};
    bool ok = store_people_list(a->options.store, a->options.workspace, arena, &list, err);
    for (size_t i = 0; i < list.count && ok; i++) ok = person_load(a, &list.items[i], err);
    return ok;
}

void auth_people_done(Auth *a) {
    for (size_t i = 0; i < a->people_count; i++) {
        sodium_memzero(a->people[i], sizeof *a->people[i]);
        free(a->people[i]);
    }
    free(a->people);
}
