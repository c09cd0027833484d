// auth_password: passwords, hashed with argon2id (RFC 9106) at OWASP's parameters.
//
// Thread-safe. A hash takes 13 ms and 19 MiB: AUTH_PASSWORD_AT_ONCE run at a time and
// AUTH_PASSWORD_WAITING wait, so that who guesses passwords keeps neither the processor nor the
// workers from those who are signed in; more are told to come again.
#pragma once

#include "base/err.h"
#include "base/str.h"

enum {
    AUTH_PASSWORD_MIN = 8,
    AUTH_PASSWORD_MAX = 1024,
    AUTH_PASSWORD_HASH_SIZE = 128,  // of a hash as text, with its NUL
    AUTH_PASSWORD_AT_ONCE = 2,
    AUTH_PASSWORD_WAITING = 4,
};

typedef struct AuthPasswords AuthPasswords;

MUST_USE bool auth_passwords_new(AuthPasswords **ret, Err *err);
void auth_passwords_free(AuthPasswords *p);  // NULL is fine

// Whether it may be a password of that person.
// Fails: ERR_INVALID too short, too long, the name, or one that everybody tries first.
MUST_USE bool auth_password_check(Str password, Str name, Err *err);

// Salt and parameters are in the text. Fails: ERR_UNAVAILABLE too many at once.
MUST_USE bool auth_password_hash(AuthPasswords *p, Str password,
                                 char ret_hash[static AUTH_PASSWORD_HASH_SIZE], Err *err);

typedef struct AuthVerdict {
    bool is_right;
    bool is_outdated;  // right, but hashed with other parameters than today's
} AuthVerdict;
// `hash` NULL: nobody's; as slow as any. Fails: ERR_UNAVAILABLE too many at once.
MUST_USE bool auth_password_verify(AuthPasswords *p, const char *hash, Str password,
                                   AuthVerdict *ret, Err *err);
