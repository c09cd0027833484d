// auth_throttle: how long somebody who keeps being wrong has to wait.
//
// The first AUTH_THROTTLE_FREE attempts of a key (a name, an address) are free; each one after that
// doubles the wait, up to what its kind has at most. An attempt counts as wrong from its beginning,
// so that many at once are as many, and is taken back when it was right. What has been quiet for
// AUTH_THROTTLE_FORGET_US is forgotten. A fixed table: the quietest make room for others.
//
// Not thread-safe; no clock: the caller says what time it is.
#pragma once

#include "base/date.h"
#include "base/str.h"

enum { AUTH_THROTTLE_FREE = 5, AUTH_THROTTLE_SETS = 1024, AUTH_THROTTLE_WAYS = 4 };
#define AUTH_THROTTLE_FORGET_US (3600 * MOMENT_SECOND)

typedef enum AuthThrottleKind {
    AUTH_THROTTLE_NAME,     // 60 s: who does not know the password can't lock out who does
    AUTH_THROTTLE_ADDRESS,  // 15 minutes
} AuthThrottleKind;

typedef struct AuthThrottleEntry {
    uint64_t key;  // 0: free
    int failures;
    Moment last;
} AuthThrottleEntry;

typedef struct AuthThrottle {
    unsigned char secret[16];  // keys can't be made to collide
    AuthThrottleEntry sets[AUTH_THROTTLE_SETS][AUTH_THROTTLE_WAYS];
} AuthThrottle;

typedef struct AuthThrottleKey {
    AuthThrottleKind kind;
    Str text;
} AuthThrottleKey;

void auth_throttle_init(AuthThrottle *t);
// Seconds to wait; 0: go on.
int64_t auth_throttle_wait(const AuthThrottle *t, AuthThrottleKey key, Moment now);
void auth_throttle_count(AuthThrottle *t, AuthThrottleKey key, Moment now);
// The attempt was right: one less.
void auth_throttle_undo(AuthThrottle *t, AuthThrottleKey key);
void auth_throttle_forget(AuthThrottle *t, AuthThrottleKey key);
