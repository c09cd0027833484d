#include "auth/auth_throttle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static const AuthThrottleKey NAME = {AUTH_THROTTLE_NAME, STR("asha")};
static const AuthThrottleKey ADDRESS = {AUTH_THROTTLE_ADDRESS, STR("192.0.2.7")};
static const Moment NOON = 1000 * MOMENT_DAY;

static AuthThrottle *throttle;

static int make(void **state) {
    (void)state;
    throttle = calloc(1, sizeof *throttle);
    assert_non_null(throttle);
    auth_throttle_init(throttle);
    return 0;
}

static int end(void **state) {
    (void)state;
    free(throttle);
    return 0;
}

static void count(AuthThrottleKey key, int times) {
    for (int i = 0; i < times; i++) auth_throttle_count(throttle, key, NOON);
}

static void five_are_free_then_each_doubles(void **state) {
    (void)state;
    static const int64_t WAITS[] = {0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60};
    for (size_t i = 0; i < COUNT_OF(WAITS); i++) {
        assert_int_equal(auth_throttle_wait(throttle, NAME, NOON), WAITS[i]);
        count(NAME, 1);
    }
    assert_int_equal(auth_throttle_wait(throttle, NAME, NOON + 59 * MOMENT_SECOND), 1);
    assert_int_equal(auth_throttle_wait(throttle, NAME, NOON + 60 * MOMENT_SECOND), 0);
}

static void an_address_waits_longer(void **state) {
    (void)state;
    count(ADDRESS, 1000);
    assert_int_equal(auth_throttle_wait(throttle, ADDRESS, NOON), 900);
    // A name of the same letters is another key, and so is another name.
    assert_int_equal(
        auth_throttle_wait(throttle, (AuthThrottleKey){AUTH_THROTTLE_NAME, ADDRESS.text}, NOON), 0);
    assert_int_equal(auth_throttle_wait(
                         throttle, (AuthThrottleKey){AUTH_THROTTLE_ADDRESS, S("192.0.2.8")}, NOON),
                     0);
}

static void what_is_long_ago_is_forgotten(void **state) {
    (void)state;
    count(NAME, 100);
    Moment later = NOON + AUTH_THROTTLE_FORGET_US + 1;
    assert_int_equal(auth_throttle_wait(throttle, NAME, later), 0);
    auth_throttle_count(throttle, NAME, later);
    assert_int_equal(auth_throttle_wait(throttle, NAME, later), 0);
}

static void who_is_right_is_forgiven(void **state) {
    (void)state;
    count(NAME, 6);
    count(ADDRESS, 6);
    auth_throttle_forget(throttle, NAME);
    auth_throttle_undo(throttle, ADDRESS);
    assert_int_equal(auth_throttle_wait(throttle, NAME, NOON), 0);
    assert_int_equal(auth_throttle_wait(throttle, ADDRESS, NOON), 1);
    auth_throttle_undo(throttle, (AuthThrottleKey){AUTH_THROTTLE_ADDRESS, S("never seen")});
}

// A flood of names takes room from the quietest only, and never breaks the table.
static void a_flood_leaves_the_loudest(void **state) {
    (void)state;
    for (int i = 0; i < 8; i++) {
        auth_throttle_count(throttle, ADDRESS, NOON + 60 * MOMENT_SECOND);
    }
    CLEANUP(arena_freep) Arena *a = arena_create(0);
    for (int i = 0; i < 20000; i++) {
        auth_throttle_count(throttle, (AuthThrottleKey){AUTH_THROTTLE_NAME, str_fmt(a, "n%d", i)},
                            NOON);
    }
    assert_true(auth_throttle_wait(throttle, ADDRESS, NOON + 60 * MOMENT_SECOND) > 0);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, make, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(five_are_free_then_each_doubles), EACH(an_address_waits_longer),
        EACH(what_is_long_ago_is_forgotten),   EACH(who_is_right_is_forgiven),
        EACH(a_flood_leaves_the_loudest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
