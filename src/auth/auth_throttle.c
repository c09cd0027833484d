#include "auth/auth_throttle.h"

#include <assert.h>
#include <sodium.h>

static const int64_t WAIT_MAX_S[] = {[AUTH_THROTTLE_NAME] = 60, [AUTH_THROTTLE_ADDRESS] = 900};

void auth_throttle_init(AuthThrottle *t) {
    *t = (AuthThrottle){0};
    randombytes_buf(t->secret, sizeof t->secret);
}

static uint64_t key_of(const AuthThrottle *t, AuthThrottleKey key) {
    uint64_t hash = 0;
    static_assert(crypto_shorthash_BYTES == sizeof hash, "one word");
    const char *text = key.text.ptr ? key.text.ptr : "";
    crypto_shorthash((unsigned char *)&hash, (const unsigned char *)text, key.text.len, t->secret);
    hash = hash * 2 + (uint64_t)key.kind;
    return hash > 1 ? hash : 2 + (uint64_t)key.kind;
}

static AuthThrottleEntry *set_of(const AuthThrottle *t, uint64_t key) {
    return (AuthThrottleEntry *)t->sets[key / 2 % AUTH_THROTTLE_SETS];
}

static AuthThrottleEntry *find(const AuthThrottle *t, uint64_t key) {
    AuthThrottleEntry *set = set_of(t, key);
    for (int i = 0; i < AUTH_THROTTLE_WAYS; i++) {
        if (set[i].key == key) return &set[i];
    }
    return NULL;
}

int64_t auth_throttle_wait(const AuthThrottle *t, AuthThrottleKey key, Moment now) {
    const AuthThrottleEntry *e = find(t, key_of(t, key));
    if (!e || e->failures < AUTH_THROTTLE_FREE || now - e->last > AUTH_THROTTLE_FORGET_US) return 0;
    int64_t wait_s = WAIT_MAX_S[key.kind];
    int doublings = e->failures - AUTH_THROTTLE_FREE;
    if (doublings < 16 && (INT64_C(1) << doublings) < wait_s) wait_s = INT64_C(1) << doublings;
    int64_t left_us = e->last + wait_s * MOMENT_SECOND - now;
    return left_us <= 0 ? 0 : (left_us + MOMENT_SECOND - 1) / MOMENT_SECOND;
}

static AuthThrottleEntry *quietest(AuthThrottleEntry *set) {
    AuthThrottleEntry *found = &set[0];
    for (int i = 1; i < AUTH_THROTTLE_WAYS; i++) {
        if (set[i].key == 0 || (found->key != 0 && set[i].last < found->last)) found = &set[i];
    }
    return found;
}

void auth_throttle_count(AuthThrottle *t, AuthThrottleKey key, Moment now) {
    uint64_t hash = key_of(t, key);
    AuthThrottleEntry *e = find(t, hash);
    if (!e) {
        e = quietest(set_of(t, hash));
        *e = (AuthThrottleEntry){.key = hash};
    }
    if (now - e->last > AUTH_THROTTLE_FORGET_US) e->failures = 0;
    if (e->failures < INT32_MAX) e->failures++;
    e->last = now;
}

void auth_throttle_undo(AuthThrottle *t, AuthThrottleKey key) {
    AuthThrottleEntry *e = find(t, key_of(t, key));
    if (e && e->failures > 0) e->failures--;
}

void auth_throttle_forget(AuthThrottle *t, AuthThrottleKey key) {
    AuthThrottleEntry *e = find(t, key_of(t, key));
    if (e) *e = (AuthThrottleEntry){0};
}
