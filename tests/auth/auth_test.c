// People and their sessions over a real store; the clock stands where a test puts it.
#include "auth/auth.h"

#include <pthread.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/defs.h"
#include "store/store_people.h"
#include "store/store_sessions.h"
#include "store/store_workspace.h"
#include "sys/clock.h"

#define PASSWORD S("three plain words")
static const Moment NOON = 20000 * MOMENT_DAY;

typedef struct World {
    Arena *a;
    Store *store;
    Auth *auth;
    Person owner;
    Err err;
    int ended;
    char last_ended[64];
} World;
static World world;

#define OK(call)                                                                                   \
    do {                                                                                           \
        if (!(call)) fail_msg("%s", world.err.message);                                            \
    } while (0)

static void session_ended(void *ctx, Str session) {
    World *w = ctx;
    w->ended++;
    memcpy(w->last_ended, session.ptr, session.len);
    w->last_ended[session.len] = '\0';
}

static void auth_start(void) {
    AuthOptions options = {
        .store = world.store, .workspace = S("w"), .ended = session_ended, .ctx = &world};
    OK(auth_open(&options, &world.auth, &world.err));
}

static void auth_restart(void) {
    auth_close(world.auth);
    auth_start();
}

static Person added(const char *name, Role role) {
    Person p = {0};
    AuthPersonIn in = {.name = str_from(name), .password = PASSWORD, .role = role};
    OK(auth_person_add(world.auth, &world.owner, &in, &p, &world.err));
    return p;
}

static int make(void **state) {
    (void)state;
    world = (World){.a = arena_create(0)};
    clock_stop_for_test(NOON);
    OK(store_open(":memory:", &world.store, &world.err));
    StoreWorkspace w = {.id = S("w"), .name = S("w")};
    OK(store_workspace_add(world.store, &w, &world.err));
    auth_start();
    Person anybody = person_anybody();
    AuthPersonIn in = {.name = S("Asha"), .password = PASSWORD, .role = ROLE_OWNER};
    OK(auth_person_add(world.auth, &anybody, &in, &world.owner, &world.err));
    return 0;
}

static int end(void **state) {
    (void)state;
    auth_close(world.auth);
    store_close(world.store);
    arena_free(world.a);
    clock_stop_for_test(INT64_MIN);
    return 0;
}

static bool sign_in(const char *name, Str password, AuthSignedIn *ret) {
    *ret = (AuthSignedIn){0};
    AuthSignIn in = {.name = str_from(name), .password = password, .device = {S("Browser"), S("")}};
    return auth_sign_in(world.auth, &in, ret, &world.err);
}

static AuthSignedIn signed_in(const char *name) {
    AuthSignedIn s = {0};
    OK(sign_in(name, PASSWORD, &s));
    return s;
}

static Role role_of(const AuthSignedIn *s) {
    return auth_visitor(world.auth, str_from(s->token)).person.role;
}

static void who_is_nobody(void **state) {
    (void)state;
    assert_int_equal(auth_visitor(world.auth, S("")).person.role, ROLE_NONE);
    assert_int_equal(
        auth_visitor(world.auth, S("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP-")).person.role,
        ROLE_NONE);
    AuthSignedIn s = signed_in("asha");
    AuthVisitor v = auth_visitor(world.auth, str_from(s.token));
    assert_int_equal(v.person.role, ROLE_OWNER);
    assert_string_equal(v.person.name, "Asha");
    assert_string_equal(v.session, s.visitor.session);
    assert_true(v.is_known);
}

static void the_first_is_an_owner_and_only_one_is_first(void **state) {
    (void)state;
    Person anybody = person_anybody(), p = {0};
    AuthPersonIn in = {.name = S("Eve"), .password = PASSWORD, .role = ROLE_OWNER};
    assert_false(auth_person_add(world.auth, &anybody, &in, &p, &world.err));
    assert_int_equal(world.err.code, ERR_DENIED);
}

static void an_unknown_name_fails_as_a_wrong_password(void **state) {
    (void)state;
    AuthSignedIn s = {0};
    assert_false(sign_in("asha", S("three plain word"), &s));
    assert_int_equal(world.err.code, ERR_DENIED);
    Err known = world.err;
    assert_false(sign_in("nobody", PASSWORD, &s));
    assert_int_equal(world.err.code, known.code);
    assert_string_equal(world.err.message, known.message);
    char many[2000];
    memset(many, 'x', sizeof many);
    assert_false(sign_in("asha", str_of(many, sizeof many), &s));
    assert_string_equal(world.err.message, known.message);
}

static int64_t refused_us(const char *name) {
    AuthSignedIn s = {0};
    int64_t from = clock_cpu_us();
    assert_false(sign_in(name, S("wrong wrong"), &s));
    assert_int_equal(world.err.code, ERR_DENIED);
    return clock_cpu_us() - from;
}

static void an_unknown_name_takes_as_long(void **state) {
    (void)state;
    int64_t known = INT64_MAX, unknown = INT64_MAX;
    for (int i = 0; i < 5; i++) {
        int64_t one = refused_us("asha"), other = refused_us("nobody");
        if (one < known) known = one;
        if (other < unknown) unknown = other;
    }
    print_message("  a wrong password %lld us, an unknown name %lld us\n", (long long)known,
                  (long long)unknown);
    assert_true(unknown > known / 2 && known > unknown / 2);
}

// The sixth attempt waits, whoever it is for and whatever is in it.
static void guessing_is_slowed(void **state) {
    (void)state;
    static const char *const NAMES[] = {"asha", "nobody"};
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        AuthSignedIn s = {0};
        for (int k = 0; k < 5; k++) {
            assert_false(sign_in(NAMES[i], S("wrong wrong"), &s));
            assert_int_equal(world.err.code, ERR_DENIED);
        }
        assert_false(sign_in(NAMES[i], PASSWORD, &s));
        assert_int_equal(world.err.code, ERR_LIMIT);
        assert_int_equal(s.wait_s, 1);
    }
    clock_stop_for_test(NOON + MOMENT_SECOND);
    (void)signed_in("asha");  // after the wait the right one is taken, and all is forgotten
    AuthSignedIn s = {0};
    assert_false(sign_in("asha", S("wrong wrong"), &s));
    assert_int_equal(world.err.code, ERR_DENIED);
}

static void an_address_is_slowed_over_all_names(void **state) {
    (void)state;
    AuthSignedIn s = {0};
    for (int i = 0; i < 6; i++) {
        AuthSignIn in = {.name = str_fmt(world.a, "n%d", i),
                         .password = S("wrong wrong"),
                         .device = {S(""), S("192.0.2.7")}};
        assert_false(auth_sign_in(world.auth, &in, &s, &world.err));
        assert_int_equal(world.err.code, i < 5 ? ERR_DENIED : ERR_LIMIT);
    }
    // One network of IPv6 is one address; another is another.
    for (int i = 0; i < 7; i++) {
        AuthSignIn in = {.name = str_fmt(world.a, "m%d", i),
                         .password = S("wrong wrong"),
                         .device = {S(""), str_fmt(world.a, "2001:db8:0:%d::%d", i / 6, i + 1)}};
        assert_false(auth_sign_in(world.auth, &in, &s, &world.err));
        assert_int_equal(world.err.code, i == 5 ? ERR_LIMIT : ERR_DENIED);
    }
    AuthSignIn elsewhere = {
        .name = S("asha"), .password = PASSWORD, .device = {S(""), S("192.0.2.8")}};
    OK(auth_sign_in(world.auth, &elsewhere, &s, &world.err));
}

static void each_sign_in_is_a_new_session(void **state) {
    (void)state;
    AuthSignedIn one = signed_in("asha"), two = signed_in("asha");
    assert_string_not_equal(one.token, two.token);
    assert_string_not_equal(one.visitor.session, two.visitor.session);
    OK(auth_sign_out(world.auth, &world.owner, str_from(one.visitor.session), &world.err));
    assert_int_equal(role_of(&one), ROLE_NONE);
    assert_int_equal(role_of(&two), ROLE_OWNER);
    assert_int_equal(world.ended, 1);
    assert_string_equal(world.last_ended, one.visitor.session);
    assert_false(
        auth_sign_out(world.auth, &world.owner, str_from(one.visitor.session), &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
}

static void a_session_is_nobody_elses_to_end(void **state) {
    (void)state;
    Person vik = added("Vik", ROLE_VIEWER);
    AuthSignedIn owner = signed_in("asha");
    assert_false(auth_sign_out(world.auth, &vik, str_from(owner.visitor.session), &world.err));
    assert_int_equal(role_of(&owner), ROLE_OWNER);
    assert_int_equal(auth_devices(world.auth, person_id(&vik), world.a).count, 0);
}

static void a_session_ends_when_nobody_uses_it(void **state) {
    (void)state;
    AuthSignedIn idle = signed_in("asha"), used = signed_in("asha");
    assert_true(idle.visitor.expires_at == NOON + AUTH_IDLE_US);
    Moment now = NOON;
    for (int week = 1; week <= 12; week++) {
        now = NOON + week * 7 * MOMENT_DAY;
        clock_stop_for_test(now);
        assert_int_equal(role_of(&used), ROLE_OWNER);
    }
    assert_int_equal(role_of(&idle), ROLE_NONE);
    // However much it is used, after 90 days it ends.
    clock_stop_for_test(NOON + AUTH_LIFE_US - 1);
    assert_int_equal(role_of(&used), ROLE_OWNER);
    clock_stop_for_test(NOON + AUTH_LIFE_US);
    assert_int_equal(role_of(&used), ROLE_NONE);
    assert_int_equal(world.ended, 0);
    OK(auth_tidy(world.auth, &world.err));
    assert_int_equal(world.ended, 2);
    StoreSessions kept = {0};
    OK(store_sessions_list(world.store, S("w"), world.a, &kept, &world.err));
    assert_int_equal(kept.count, 0);
}

static void the_last_instant_of_idleness(void **state) {
    (void)state;
    AuthSignedIn s = signed_in("asha");
    clock_stop_for_test(NOON + AUTH_IDLE_US);
    assert_int_equal(role_of(&s), ROLE_NONE);
    clock_stop_for_test(NOON + AUTH_IDLE_US - 1);
    assert_int_equal(role_of(&s), ROLE_OWNER);
}

static void sessions_and_people_outlive_the_program(void **state) {
    (void)state;
    AuthSignedIn s = signed_in("asha"), gone = signed_in("asha");
    clock_stop_for_test(NOON + 3 * MOMENT_DAY);
    AuthVisitor v = auth_visitor(world.auth, str_from(s.token));
    assert_true(v.is_due);
    auth_seen(world.auth, &v);
    assert_false(auth_visitor(world.auth, str_from(s.token)).is_due);
    OK(auth_sign_out(world.auth, &world.owner, str_from(gone.visitor.session), &world.err));
    auth_restart();
    assert_true(auth_has_people(world.auth));
    assert_int_equal(role_of(&gone), ROLE_NONE);
    // Used on the third day: that counts after the start as well.
    clock_stop_for_test(NOON + 3 * MOMENT_DAY + AUTH_IDLE_US - 1);
    assert_int_equal(role_of(&s), ROLE_OWNER);
}

static void no_token_and_no_password_is_in_the_store(void **state) {
    (void)state;
    AuthSignedIn s = signed_in("asha");
    StoreSessions sessions = {0};
    StorePeople people = {0};
    OK(store_sessions_list(world.store, S("w"), world.a, &sessions, &world.err));
    OK(store_people_list(world.store, S("w"), world.a, &people, &world.err));
    assert_int_equal(sessions.count, 1);
    const StoreSession *kept = &sessions.items[0];
    Str texts[] = {kept->hash, kept->id, kept->agent, people.items[0].password};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        assert_false(str_contains(texts[i], str_from(s.token)));
        assert_false(str_contains(texts[i], PASSWORD));
    }
    assert_true(str_starts(people.items[0].password, S("$argon2id$")));
}

static void a_new_password_ends_the_other_sessions(void **state) {
    (void)state;
    Person changed = {0};
    AuthSignedIn here = signed_in("asha"), there = signed_in("asha"), s = {0};
    AuthPersonKey key = {person_id(&world.owner), str_from(here.visitor.session)};
    AuthPersonIn in = {.password = S("four even plainer words")};
    OK(auth_person_change(world.auth, &key, &in, &changed, &world.err));
    assert_int_equal(role_of(&here), ROLE_OWNER);
    assert_int_equal(role_of(&there), ROLE_NONE);
    assert_false(sign_in("asha", PASSWORD, &s));
    OK(sign_in("asha", S("four even plainer words"), &s));
    auth_restart();
    assert_int_equal(role_of(&there), ROLE_NONE);
    assert_int_equal(role_of(&here), ROLE_OWNER);
    // Somebody else's hand leaves none.
    key.session = S("");
    in.password = S("five words that are new");
    OK(auth_person_change(world.auth, &key, &in, &changed, &world.err));
    assert_int_equal(role_of(&here), ROLE_NONE);
}

static void a_role_holds_from_the_next_question_on(void **state) {
    (void)state;
    Person vik = added("Vik", ROLE_EDITOR), changed = {0};
    AuthSignedIn s = signed_in("vik");
    AuthPersonKey key = {.id = person_id(&vik)};
    assert_int_equal(role_of(&s), ROLE_EDITOR);
    OK(auth_person_change(world.auth, &key, &(AuthPersonIn){.role = ROLE_VIEWER}, &changed,
                          &world.err));
    assert_int_equal(role_of(&s), ROLE_VIEWER);
    assert_int_equal(auth_session_person(world.auth, str_from(s.visitor.session)).role,
                     ROLE_VIEWER);
    OK(auth_person_remove(world.auth, person_id(&vik), &world.err));
    assert_int_equal(role_of(&s), ROLE_NONE);
    assert_int_equal(auth_session_person(world.auth, str_from(s.visitor.session)).role, ROLE_NONE);
    assert_int_equal(world.ended, 1);
}

static void one_owner_stays(void **state) {
    (void)state;
    Person changed = {0};
    AuthPersonKey key = {.id = person_id(&world.owner)};
    assert_false(auth_person_remove(world.auth, key.id, &world.err));
    assert_int_equal(world.err.code, ERR_CONFLICT);
    assert_false(auth_person_change(world.auth, &key, &(AuthPersonIn){.role = ROLE_EDITOR},
                                    &changed, &world.err));
    assert_int_equal(world.err.code, ERR_CONFLICT);
    Person other = added("Vik", ROLE_OWNER);
    OK(auth_person_change(world.auth, &key, &(AuthPersonIn){.role = ROLE_EDITOR}, &changed,
                          &world.err));
    assert_false(auth_person_remove(world.auth, person_id(&other), &world.err));
    auth_restart();
    assert_false(auth_person_remove(world.auth, person_id(&other), &world.err));
}

// Two owners who remove each other at once: one stays.
static void *remove_the_other(void *ctx) {
    Err err = {0};
    return auth_person_remove(world.auth, person_id(ctx), &err) ? ctx : NULL;
}

static void two_owners_can_not_remove_each_other(void **state) {
    (void)state;
    for (int i = 0; i < 20; i++) {
        Person other = added("Vik", ROLE_OWNER), back = {0};
        Person pair[] = {world.owner, other};
        pthread_t threads[2];
        void *done[2];
        for (int k = 0; k < 2; k++) {
            assert_int_equal(pthread_create(&threads[k], NULL, remove_the_other, &pair[k]), 0);
        }
        for (int k = 0; k < 2; k++) pthread_join(threads[k], &done[k]);
        assert_true((done[0] == NULL) != (done[1] == NULL));
        if (done[0]) {
            OK(auth_person_restore(world.auth, person_id(&world.owner), &back, &world.err));
            OK(auth_person_remove(world.auth, person_id(&other), &world.err));
        }
    }
}

static void a_name_is_taken_once(void **state) {
    (void)state;
    Person vik = added("Vik", ROLE_VIEWER), p = {0};
    AuthPersonIn same = {.name = S("VIK"), .password = PASSWORD, .role = ROLE_VIEWER};
    assert_false(auth_person_add(world.auth, &world.owner, &same, &p, &world.err));
    assert_int_equal(world.err.code, ERR_CONFLICT);
    OK(auth_person_remove(world.auth, person_id(&vik), &world.err));
    OK(auth_person_add(world.auth, &world.owner, &same, &p, &world.err));
    assert_false(auth_person_restore(world.auth, person_id(&vik), &vik, &world.err));
    assert_int_equal(world.err.code, ERR_CONFLICT);
    OK(auth_person_remove(world.auth, person_id(&p), &world.err));
    OK(auth_person_restore(world.auth, person_id(&vik), &vik, &world.err));
    assert_string_equal(vik.name, "Vik");
    assert_false(auth_person_restore(world.auth, person_id(&vik), &vik, &world.err));
    assert_int_equal(world.err.code, ERR_NOT_FOUND);
}

static void so_many_devices(void **state) {
    (void)state;
    AuthSignedIn first = signed_in("asha");
    for (int i = 1; i <= AUTH_DEVICES_MAX; i++) {
        clock_stop_for_test(NOON + i * MOMENT_SECOND);
        (void)signed_in("asha");
    }
    AuthSessions list = auth_devices(world.auth, person_id(&world.owner), world.a);
    assert_int_equal(list.count, AUTH_DEVICES_MAX);
    assert_true(list.items[0].seen_at > list.items[1].seen_at);
    assert_int_equal(role_of(&first), ROLE_NONE);
}

static void a_hash_of_old_is_renewed(void **state) {
    (void)state;
    StorePeople people = {0};
    char old[128] = {0};
    assert_int_equal(crypto_pwhash_str(old, PASSWORD.ptr, PASSWORD.len, 1, 8192 * 1024), 0);
    OK(store_people_list(world.store, S("w"), world.a, &people, &world.err));
    people.items[0].password = str_from(old);
    OK(store_people_put(world.store, S("w"), &people.items[0], &world.err));
    auth_restart();
    AuthSignedIn before = signed_in("asha");
    OK(store_people_list(world.store, S("w"), world.a, &people, &world.err));
    assert_true(str_contains(people.items[0].password, S("m=19456,t=2")));
    (void)signed_in("asha");
    assert_int_equal(role_of(&before), ROLE_OWNER);  // no new password: nobody is sent away
}

static void the_old_password_is_asked_for(void **state) {
    (void)state;
    int64_t wait_s = 0;
    OK(auth_password_prove(world.auth, &world.owner, PASSWORD, &wait_s, &world.err));
    for (int i = 0; i < 5; i++) {
        assert_false(auth_password_prove(world.auth, &world.owner, S("no"), &wait_s, &world.err));
        assert_int_equal(world.err.code, ERR_DENIED);
    }
    assert_false(auth_password_prove(world.auth, &world.owner, PASSWORD, &wait_s, &world.err));
    assert_int_equal(world.err.code, ERR_LIMIT);
    assert_int_equal(wait_s, 1);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, make, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(who_is_nobody),
        EACH(the_first_is_an_owner_and_only_one_is_first),
        EACH(an_unknown_name_fails_as_a_wrong_password),
        EACH(an_unknown_name_takes_as_long),
        EACH(guessing_is_slowed),
        EACH(an_address_is_slowed_over_all_names),
        EACH(each_sign_in_is_a_new_session),
        EACH(a_session_is_nobody_elses_to_end),
        EACH(a_session_ends_when_nobody_uses_it),
        EACH(the_last_instant_of_idleness),
        EACH(sessions_and_people_outlive_the_program),
        EACH(no_token_and_no_password_is_in_the_store),
        EACH(a_new_password_ends_the_other_sessions),
        EACH(a_role_holds_from_the_next_question_on),
        EACH(one_owner_stays),
        EACH(two_owners_can_not_remove_each_other),
        EACH(a_name_is_taken_once),
        EACH(so_many_devices),
        EACH(a_hash_of_old_is_renewed),
        EACH(the_old_password_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
