#include "auth/auth_password.h"

#include <pthread.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#undef fail

#include "base/defs.h"
#include "sys/clock.h"

enum { TRIES = 5, CROWD = 24 };

static AuthPasswords *passwords;

static int make(void **state) {
    (void)state;
    Err err = {0};
    return auth_passwords_new(&passwords, &err) ? 0 : -1;
}

static int end(void **state) {
    (void)state;
    auth_passwords_free(passwords);
    return 0;
}

static void what_may_be_one(void **state) {
    (void)state;
    static const struct {
        Str password;
        bool ok;
    } CASES[] = {
        {STR("three plain words"), true},
        {STR("kx7!pQ2z"), true},
        {STR("तीन सादे शब्द"), true},
        {STR("short77"), false},
        {STR(""), false},
        {STR("asha rao"), false},  // the name
        {STR("ASHA RAO"), false},
        {STR("password"), false},
        {STR("PassWord123"), false},
        {STR("12345678"), false},
        {STR("1234567890"), false},
        {STR("87654321"), false},
        {STR("abcdefghij"), false},
        {STR("aaaaaaaaaaaa"), false},
        {STR("abcdefgx"), true},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Err err = {0};
        bool ok = auth_password_check(CASES[i].password, S("Asha Rao"), &err);
        if (ok != CASES[i].ok) print_error(STR_F "\n", STR_A(CASES[i].password));
        assert_true(ok == CASES[i].ok);
        if (!ok) assert_int_equal(err.code, ERR_INVALID);
        // A message never repeats what was typed.
        if (CASES[i].password.len > 7) {
            assert_false(!ok && str_contains(str_from(err.message), CASES[i].password) &&
                         !str_eq(CASES[i].password, S("password")));
        }
    }
    Err err = {0};
    char *many = malloc(AUTH_PASSWORD_MAX + 1);
    for (int i = 0; i <= AUTH_PASSWORD_MAX; i++) many[i] = (char)('a' + i % 7);
    assert_true(auth_password_check(str_of(many, AUTH_PASSWORD_MAX), S("A"), &err));
    assert_false(auth_password_check(str_of(many, AUTH_PASSWORD_MAX + 1), S("A"), &err));
    free(many);
}

static void a_hash_says_nothing_and_checks(void **state) {
    (void)state;
    Err err = {0};
    AuthVerdict verdict = {0};
    char one[AUTH_PASSWORD_HASH_SIZE], two[AUTH_PASSWORD_HASH_SIZE];
    assert_true(auth_password_hash(passwords, S("three plain words"), one, &err));
    assert_true(auth_password_hash(passwords, S("three plain words"), two, &err));
    assert_string_not_equal(one, two);  // each has its salt
    assert_true(str_starts(str_from(one), S("$argon2id$v=19$m=19456,t=2,p=1$")));
    assert_true(auth_password_verify(passwords, one, S("three plain words"), &verdict, &err));
    assert_true(verdict.is_right && !verdict.is_outdated);
    assert_true(auth_password_verify(passwords, one, S("three plain word"), &verdict, &err));
    assert_false(verdict.is_right);
    assert_true(auth_password_verify(passwords, NULL, S("three plain words"), &verdict, &err));
    assert_false(verdict.is_right);
}

static void an_older_hash_is_known_as_such(void **state) {
    (void)state;
    Err err = {0};
    AuthVerdict verdict = {0};
    char old[AUTH_PASSWORD_HASH_SIZE] = {0};
    assert_int_equal(crypto_pwhash_str(old, "three plain words", 17, 1, 8192 * 1024), 0);
    assert_true(auth_password_verify(passwords, old, S("three plain words"), &verdict, &err));
    assert_true(verdict.is_right && verdict.is_outdated);
    assert_true(auth_password_verify(passwords, old, S("wrong"), &verdict, &err));
    assert_false(verdict.is_outdated);
}

static int64_t quickest_us(const char *hash) {
    int64_t best = INT64_MAX;
    for (int i = 0; i < TRIES; i++) {
        Err err = {0};
        AuthVerdict verdict = {0};
        int64_t from = clock_cpu_us();
        assert_true(auth_password_verify(passwords, hash, S("not it at all"), &verdict, &err));
        int64_t took = clock_cpu_us() - from;
        if (took < best) best = took;
    }
    return best;
}

static void nobody_takes_as_long_as_somebody(void **state) {
    (void)state;
    Err err = {0};
    char hash[AUTH_PASSWORD_HASH_SIZE];
    assert_true(auth_password_hash(passwords, S("three plain words"), hash, &err));
    int64_t somebody = quickest_us(hash), nobody = quickest_us(NULL);
    print_message("  a wrong password %lld us, an unknown name %lld us\n", (long long)somebody,
                  (long long)nobody);
    assert_true(nobody > somebody * 2 / 3 && somebody > nobody * 2 / 3);
}

static void *one_of_the_crowd(void *ctx) {
    Err err = {0};
    AuthVerdict verdict = {0};
    bool ok = auth_password_verify(passwords, NULL, S("not it at all"), &verdict, &err);
    *(ErrCode *)ctx = ok ? ERR_NONE : err.code;
    return NULL;
}

static void a_crowd_is_told_to_come_again(void **state) {
    (void)state;
    pthread_t threads[CROWD];
    ErrCode codes[CROWD];
    int served = 0;
    for (int i = 0; i < CROWD; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, one_of_the_crowd, &codes[i]), 0);
    }
    for (int i = 0; i < CROWD; i++) {
        pthread_join(threads[i], NULL);
        assert_true(codes[i] == ERR_NONE || codes[i] == ERR_UNAVAILABLE);
        served += codes[i] == ERR_NONE;
    }
    assert_true(served >= AUTH_PASSWORD_AT_ONCE);
    Err err = {0};
    AuthVerdict verdict = {0};
    assert_true(
        auth_password_verify(passwords, NULL, S("x"), &verdict, &err));  // all turns are back
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_may_be_one),
        cmocka_unit_test(a_hash_says_nothing_and_checks),
        cmocka_unit_test(an_older_hash_is_known_as_such),
        cmocka_unit_test(nobody_takes_as_long_as_somebody),
        cmocka_unit_test(a_crowd_is_told_to_come_again),
    };
    return cmocka_run_group_tests(tests, make, end);
}
