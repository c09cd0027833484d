#include "auth/auth_password.h"

#include <assert.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "auth/auth_name.h"

// OWASP's cheat sheet: argon2id, 19 MiB, 2 passes, 1 lane.
static const unsigned long long PASSES = 2;
static const size_t MEMORY_BYTES = (size_t)19456 << 10;

struct AuthPasswords {
    pthread_mutex_t lock;
    pthread_cond_t freed;
    int running, waiting;
    char nobody[AUTH_PASSWORD_HASH_SIZE];  // a hash that no password is known to have
};

// ---- so many at once ----

static bool turn_take(AuthPasswords *p, Err *err) {
    pthread_mutex_lock(&p->lock);
    bool fits = p->running < AUTH_PASSWORD_AT_ONCE || p->waiting < AUTH_PASSWORD_WAITING;
    if (fits) {
        p->waiting++;
        while (p->running >= AUTH_PASSWORD_AT_ONCE) pthread_cond_wait(&p->freed, &p->lock);
        p->waiting--;
        p->running++;
    }
    pthread_mutex_unlock(&p->lock);
    return fits || fail(err, ERR_UNAVAILABLE,
                        "too many people are signing in at once; try again in a moment");
}

static void turn_give(AuthPasswords *p) {
    pthread_mutex_lock(&p->lock);
    p->running--;
    pthread_cond_signal(&p->freed);
    pthread_mutex_unlock(&p->lock);
}

// ---- what may be one ----

// What lists of leaked passwords have most of, of eight bytes and more; beside what
// is_run below finds.
static const char *const COMMON[] = {
    "password",     "password1",     "password12", "password123", "password1234",   "passw0rd",
    "p@ssw0rd",     "p@ssword",      "pa$$word",   "passwort",    "passwort1",      "qwerty123",
    "qwertyuiop",   "1q2w3e4r",      "1q2w3e4r5t", "q1w2e3r4",    "1qaz2wsx",       "qazwsxedc",
    "zaq12wsx",     "asdfghjk",      "asdfghjkl",  "zxcvbnm1",    "qwertzuiop",     "qwer1234",
    "asdf1234",     "abcd1234",      "abc12345",   "a1b2c3d4",    "aa123456",       "a1234567",
    "123qweasd",    "123456789a",    "12341234",   "12121212",    "123123123",      "11223344",
    "112233445566", "123321123",     "147258369",  "159753456",   "987654321",      "iloveyou",
    "iloveyou1",    "iloveyou2",     "sunshine",   "sunshine1",   "princess",       "princess1",
    "football",     "football1",     "baseball",   "basketball",  "superman",       "superman1",
    "batman123",    "spiderman",     "pokemon1",   "starwars",    "whatever",       "trustno1",
    "welcome1",     "welcome123",    "letmein1",   "letmein123",  "changeme",       "changeme1",
    "changeme123",  "administrator", "admin123",   "admin1234",   "administrator1", "adminadmin",
    "root1234",     "rootroot",      "master123",  "monkey123",   "dragon123",      "shadow123",
    "michael1",     "jennifer",      "jordan23",   "computer",    "internet",       "samsung1",
    "google123",    "facebook",      "liverpool",  "chelsea1",    "arsenal1",       "barcelona",
    "india123",     "india@123",     "indian123",  "bharat123",   "krishna1",       "krishna123",
    "ganesh123",    "saibaba123",    "hanuman1",   "jaishreeram", "jaimatadi",      "omsairam",
    "test1234",     "testtest",      "temp1234",   "secret123",   "mypassword",     "mustang1",
    "hello123",     "hellohello",    "freedom1",   "blahblah",    "asdasdasd",      "qweqweqwe",
    "zxczxczxc",    "qwerty12",      "qwerty1234", "1234qwer",    "access14",       "charlie1",
    "munim123",     "munim1234",     "munimmunim", "business1",   "company1",       "company123",
};

// One character again and again, or each one more or one less than the one before: "aaaaaaaa",
// "12345678", "hgfedcba"; also with a 0 behind the 9.
static bool is_run(Str s) {
    int step = s.len > 1 ? s.ptr[1] - s.ptr[0] : 0;
    if (step < -1 || step > 1) return false;
    for (size_t i = 1; i < s.len; i++) {
        bool wraps = step == 1 && s.ptr[i - 1] == '9' && s.ptr[i] == '0';
        if (s.ptr[i] - s.ptr[i - 1] != step && !wraps) return false;
    }
    return true;
}

static bool is_common(Str password) {
    if (is_run(password)) return true;
    for (size_t i = 0; i < COUNT_OF(COMMON); i++) {
        if (str_eq_nocase(password, str_from(COMMON[i]))) return true;
    }
    return false;
}

bool auth_password_check(Str password, Str name, Err *err) {
    if (password.len < AUTH_PASSWORD_MIN || password.len > AUTH_PASSWORD_MAX) {
        return fail(err, ERR_INVALID, "a password has %d to %d bytes", AUTH_PASSWORD_MIN,
                    AUTH_PASSWORD_MAX);
    }
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    Str key = auth_name_key(password, a);
    if (key.len > 0 && str_eq(key, auth_name_key(name, a))) {
        return fail(err, ERR_INVALID, "the password must not be the name");
    }
    if (is_common(password)) {
        return fail(err, ERR_INVALID,
                    "this password is among the first that are tried; take "
                    "another, such as three words");
    }
    return true;
}

// ---- hashes ----

static bool hash_make(Str password, char out[static AUTH_PASSWORD_HASH_SIZE]) {
    static_assert(crypto_pwhash_STRBYTES <= AUTH_PASSWORD_HASH_SIZE, "room for a hash");
    return crypto_pwhash_str_alg(out, password.ptr, password.len, PASSES, MEMORY_BYTES,
                                 crypto_pwhash_ALG_ARGON2ID13) == 0;
}

bool auth_password_hash(AuthPasswords *p, Str password,
                        char ret_hash[static AUTH_PASSWORD_HASH_SIZE], Err *err) {
    if (!turn_take(p, err)) return false;
    bool ok = hash_make(password, ret_hash);
    turn_give(p);
    return ok || fail(err, ERR_UNAVAILABLE, "there is no memory to hash a password");
}

bool auth_password_verify(AuthPasswords *p, const char *hash, Str password, AuthVerdict *ret,
                          Err *err) {
    if (!turn_take(p, err)) return false;
    const char *against = hash ? hash : p->nobody;
    bool same =
        crypto_pwhash_str_verify(against, password.ptr ? password.ptr : "", password.len) == 0;
    turn_give(p);
    bool right = same && hash;
    *ret = (AuthVerdict){
        .is_right = right,
        .is_outdated = right && crypto_pwhash_str_needs_rehash(hash, PASSES, MEMORY_BYTES) != 0};
    return true;
}

// Well formed, with today's parameters: checking it takes as long as any. It is written down, not
// made, so that a start does not wait for it.
static void nobody_write(char out[static AUTH_PASSWORD_HASH_SIZE]) {
    (void)snprintf(out, AUTH_PASSWORD_HASH_SIZE,
                   "$argon2id$v=19$m=%zu,t=%llu,p=1$bm9ib2R5J3Mgc2FsdCEhIQ$"
                   "bm9ib2R5J3MgcGFzc3dvcmQgaGFzIHRoaXMgaGFzaCE",
                   MEMORY_BYTES >> 10, PASSES);
}

bool auth_passwords_new(AuthPasswords **ret, Err *err) {
    if (sodium_init() < 0) return fail(err, ERR_IO, "the cryptography library can't be used");
    AuthPasswords *p = calloc(1, sizeof *p);
    if (!p) abort();
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->freed, NULL);
    nobody_write(p->nobody);
    *ret = p;
    return true;
}

void auth_passwords_free(AuthPasswords *p) {
    if (!p) return;
    pthread_cond_destroy(&p->freed);
    pthread_mutex_destroy(&p->lock);
    free(p);
}
