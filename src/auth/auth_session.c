#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "auth/auth_inside.h"
#include "base/utf8.h"
#include "store/store_sessions.h"
#include "sys/clock.h"
#include "sys/rand.h"

static const int64_t WRITE_EVERY_US = 300 * MOMENT_SECOND;

// ---- in memory, with `lock` held ----

static AuthKeptSession **bucket_of(Auth *a, const unsigned char *hash) {
    return &a->buckets[(hash[0] << 8 | hash[1]) % AUTH_BUCKETS];
}

static Moment expires_at(const AuthKeptSession *s) {
    Moment idle = s->seen_at + AUTH_IDLE_US;
    Moment life = s->made_at + AUTH_LIFE_US;
    return idle < life ? idle : life;
}

static bool is_alive(const AuthKeptSession *s, Moment now) {
    return s->person->removed_at == 0 && now < expires_at(s);
}

static AuthKeptSession *session_of_hash(Auth *a, const unsigned char *hash) {
    AuthKeptSession *s = *bucket_of(a, hash);
    while (s && memcmp(s->hash, hash, AUTH_TOKEN_HASH_BYTES) != 0) s = s->next;
    return s;
}

// Which of them a walk over all sessions is about; NULL and "" are no condition.
typedef struct Which {
    const AuthKeptPerson *of;
    Str but;          // not this one
    Str id;           // this one
    Moment dead_now;  // those that are over by then; 0: all
} Which;

static bool is_of(const AuthKeptSession *s, const Which *w) {
    return (!w->of || s->person == w->of) && !str_eq(str_from(s->id), w->but) &&
           (w->id.len == 0 || str_eq(str_from(s->id), w->id)) &&
           (w->dead_now == 0 || !is_alive(s, w->dead_now));
}

// Takes them out of the table, as a list.
static AuthKeptSession *sessions_take(Auth *a, const Which *w) {
    AuthKeptSession *taken = NULL;
    for (size_t i = 0; i < AUTH_BUCKETS; i++) {
        AuthKeptSession **at = &a->buckets[i];
        while (*at) {
            AuthKeptSession *s = *at;
            if (is_of(s, w)) {
                *at = s->next;
                s->next = taken;
                taken = s;
            } else {
                at = &s->next;
            }
        }
    }
    return taken;
}

// The one of that id, or of a person the longest unused; NULL when there is none.
static AuthKeptSession *session_find(Auth *a, const Which *w, size_t *ret_count) {
    AuthKeptSession *found = NULL;
    *ret_count = 0;
    for (size_t i = 0; i < AUTH_BUCKETS; i++) {
        for (AuthKeptSession *s = a->buckets[i]; s; s = s->next) {
            if (!is_of(s, w)) continue;
            ++*ret_count;
            if (!found || s->seen_at < found->seen_at) found = s;
        }
    }
    return found;
}

Moment auth_last_seen(const Auth *a, const AuthKeptPerson *of) {
    Moment last = 0;
    for (size_t i = 0; i < AUTH_BUCKETS; i++) {
        for (const AuthKeptSession *s = a->buckets[i]; s; s = s->next) {
            if (s->person == of && s->seen_at > last) last = s->seen_at;
        }
    }
    return last;
}

// ---- ending ----

// Told without `lock`: who listens may ask in turn.
static void ended_tell(Auth *a, AuthKeptSession *list) {
    while (list) {
        AuthKeptSession *next = list->next;
        if (a->options.ended) a->options.ended(a->options.ctx, str_from(list->id));
        sodium_memzero(list, sizeof *list);
        free(list);
        list = next;
    }
}

static void sessions_end(Auth *a, const Which *w) {
    pthread_mutex_lock(&a->lock);
    AuthKeptSession *taken = sessions_take(a, w);
    pthread_mutex_unlock(&a->lock);
    ended_tell(a, taken);
}

void auth_sessions_end(Auth *a, const AuthKeptPerson *of, Str keep) {
    sessions_end(a, &(Which){.of = of, .but = keep});
}

bool auth_sign_out(Auth *a, const Person *who, Str session, Err *err) {
    size_t count = 0;
    pthread_mutex_lock(&a->change);
    Which w = {.of = auth_kept_person(a, person_id(who)), .id = session};
    pthread_mutex_lock(&a->lock);
    bool found = w.of && session.len > 0 && session_find(a, &w, &count);
    pthread_mutex_unlock(&a->lock);
    bool ok = found || fail(err, ERR_NOT_FOUND, "there is no session '" STR_F "'", STR_A(session));
    ok = ok && store_sessions_remove(a->options.store, session, err);
    // It ends also when the store could not forget it: until the next start at least.
    if (found) sessions_end(a, &w);
    pthread_mutex_unlock(&a->change);
    return ok;
}

bool auth_tidy(Auth *a, Err *err) {
    bool ok = true;
    pthread_mutex_lock(&a->change);
    pthread_mutex_lock(&a->lock);
    AuthKeptSession *over = sessions_take(a, &(Which){.dead_now = clock_now()});
    pthread_mutex_unlock(&a->lock);
    for (const AuthKeptSession *s = over; s && ok; s = s->next) {
        ok = store_sessions_remove(a->options.store, str_from(s->id), err);
    }
    ended_tell(a, over);
    pthread_mutex_unlock(&a->change);
    return ok;
}

// ---- making ----

// What fits of a text that somebody sent, without what would break a line of a page or a log.
static void text_keep(char *out, size_t size, Str text) {
    CLEANUP(buf_done) Buf clean;
    uint32_t c = 0;
    buf_init(&clean, size - 1);
    while (utf8_next(&text, &c) && clean.len + 4 < size) utf8_add(&clean, c < 0x20 ? ' ' : c);
    memcpy(out, clean.ptr ? clean.ptr : "", clean.len);
    out[clean.len] = '\0';
}

// Of too many sessions of one person the one longest unused ends.
static bool room_make(Auth *a, const AuthKeptPerson *of, Err *err) {
    size_t count = 0;
    char id[PERSON_ID_MAX + 1] = "";
    pthread_mutex_lock(&a->lock);
    const AuthKeptSession *oldest = session_find(a, &(Which){.of = of}, &count);
    bool full = count >= AUTH_DEVICES_MAX;
    if (full) memcpy(id, oldest->id, sizeof id);
    pthread_mutex_unlock(&a->lock);
    if (!full) return true;
    if (!store_sessions_remove(a->options.store, str_from(id), err)) return false;
    sessions_end(a, &(Which){.of = of, .id = str_from(id)});
    return true;
}

static bool session_store(Auth *a, const AuthKeptSession *s, Err *err) {
    char hash[AUTH_TOKEN_HASH_CHARS + 1];
    auth_token_hash_text(s->hash, hash);
    StoreSession kept = {.hash = str_from(hash),
                         .id = str_from(s->id),
                         .person = person_id(&s->person->person),
                         .agent = str_from(s->agent),
                         .address = str_from(s->address),
                         .made_at = s->made_at,
                         .seen_at = s->seen_at};
    return store_sessions_add(a->options.store, &kept, err);
}

static AuthVisitor visitor_of(const AuthKeptSession *s) {
    AuthVisitor v = {.is_known = true, .person = s->person->person, .expires_at = expires_at(s)};
    memcpy(v.session, s->id, sizeof v.session);
    v.is_due = s->seen_at - s->written_at >= WRITE_EVERY_US;
    return v;
}

static void session_put(Auth *a, AuthKeptSession *s) {
    AuthKeptSession **bucket = bucket_of(a, s->hash);
    s->next = *bucket;
    *bucket = s;
}

bool auth_session_add(Auth *a, const AuthKeptPerson *of, const AuthDevice *device,
                      AuthSignedIn *ret, Err *err) {
    CLEANUP(arena_freep) Arena *arena = arena_create(0);
    AuthKeptSession *s = calloc(1, sizeof *s);
    if (!s) abort();
    auth_token_make(ret->token);
    bool well = auth_token_hash(str_from(ret->token), s->hash);
    assert(well);
    (void)well;
    Str id = rand_id(arena);
    memcpy(s->id, id.ptr, id.len);
    s->person = of;
    s->made_at = s->seen_at = s->written_at = clock_now();
    text_keep(s->agent, sizeof s->agent, device->agent);
    text_keep(s->address, sizeof s->address, device->address);
    if (!room_make(a, of, err) || !session_store(a, s, err)) {
        free(s);
        return false;
    }
    pthread_mutex_lock(&a->lock);
    session_put(a, s);
    ret->visitor = visitor_of(s);
    pthread_mutex_unlock(&a->lock);
    return true;
}

// ---- asking ----

AuthVisitor auth_visitor(Auth *a, Str token) {
    unsigned char hash[AUTH_TOKEN_HASH_BYTES];
    AuthVisitor visitor = {0};
    if (!auth_has_people(a)) {
        visitor.person = person_anybody();
        return visitor;
    }
    if (!auth_token_hash(token, hash)) return visitor;
    Moment now = clock_now();
    pthread_mutex_lock(&a->lock);
    AuthKeptSession *s = session_of_hash(a, hash);
    if (s && is_alive(s, now)) {
        if (now > s->seen_at) s->seen_at = now;
        visitor = visitor_of(s);
    }
    pthread_mutex_unlock(&a->lock);
    return visitor;
}

Person auth_session_person(Auth *a, Str session) {
    size_t count = 0;
    if (!auth_has_people(a)) return person_anybody();
    if (session.len == 0) return (Person){0};
    Moment now = clock_now();
    pthread_mutex_lock(&a->lock);
    const AuthKeptSession *s = session_find(a, &(Which){.id = session}, &count);
    Person p = s && is_alive(s, now) ? s->person->person : (Person){0};
    pthread_mutex_unlock(&a->lock);
    return p;
}

void auth_seen(Auth *a, const AuthVisitor *visitor) {
    size_t count = 0;
    Err none = {0};
    Moment seen_at = 0;
    Str id = str_from(visitor->session);
    if (!visitor->is_due) return;
    pthread_mutex_lock(&a->lock);
    AuthKeptSession *s = session_find(a, &(Which){.id = id}, &count);
    bool due = s && s->seen_at - s->written_at >= WRITE_EVERY_US;
    if (due) seen_at = s->written_at = s->seen_at;
    pthread_mutex_unlock(&a->lock);
    // Without it a session ends a little early after a start: nothing to fail a request for.
    if (due) (void)!store_sessions_seen(a->options.store, id, seen_at, &none);
}

static int by_seen(const void *x, const void *y) {
    const AuthSession *a = x, *b = y;
    return (a->seen_at < b->seen_at) - (a->seen_at > b->seen_at);
}

AuthSessions auth_devices(Auth *a, Str person, Arena *arena) {
    AuthSessions list = {.items = arena_new(arena, AuthSession, AUTH_DEVICES_MAX)};
    Moment now = clock_now();
    pthread_mutex_lock(&a->lock);
    for (size_t i = 0; i < AUTH_BUCKETS; i++) {
        for (const AuthKeptSession *s = a->buckets[i]; s; s = s->next) {
            bool own = str_eq(person_id(&s->person->person), person) && is_alive(s, now);
            if (!own || list.count == AUTH_DEVICES_MAX) continue;
            list.items[list.count++] =
                (AuthSession){.id = str_dup(arena, str_from(s->id)),
                              .agent = str_dup(arena, str_from(s->agent)),
                              .address = str_dup(arena, str_from(s->address)),
                              .made_at = s->made_at,
                              .seen_at = s->seen_at};
        }
    }
    pthread_mutex_unlock(&a->lock);
    qsort(list.items, list.count, sizeof *list.items, by_seen);
    return list;
}

// ---- the start and the end ----

static void session_load(Auth *a, const StoreSession *kept) {
    AuthKeptSession *s = calloc(1, sizeof *s);
    if (!s) abort();
    s->person = auth_kept_person(a, kept->person);
    bool well =
        s->person && kept->id.len <= PERSON_ID_MAX && auth_token_hash_read(kept->hash, s->hash);
    if (!well) {
        free(s);
        return;
    }
    memcpy(s->id, kept->id.ptr, kept->id.len);
    text_keep(s->agent, sizeof s->agent, kept->agent);
    text_keep(s->address, sizeof s->address, kept->address);
    s->made_at = kept->made_at;
    s->seen_at = s->written_at = kept->seen_at;
    session_put(a, s);
}

bool auth_sessions_load(Auth *a, Err *err) {
    CLEANUP(arena_freep) Arena *arena = arena_create(0);
    StoreSessions list = {0};
    if (!store_sessions_list(a->options.store, a->options.workspace, arena, &list, err)) {
        return false;
    }
    for (size_t i = 0; i < list.count; i++) session_load(a, &list.items[i]);
    return true;
}

void auth_sessions_done(Auth *a) {
    AuthKeptSession *all = sessions_take(a, &(Which){0});
    a->options.ended = NULL;
    ended_tell(a, all);
}
