#include "auth/auth_token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/defs.h"

#define T43 "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP-"

static void tokens_differ_and_their_hashes_stay(void **state) {
    (void)state;
    char one[AUTH_TOKEN_CHARS + 1], two[AUTH_TOKEN_CHARS + 1];
    unsigned char hash[AUTH_TOKEN_HASH_BYTES], again[AUTH_TOKEN_HASH_BYTES];
    char text[AUTH_TOKEN_HASH_CHARS + 1];
    auth_token_make(one);
    auth_token_make(two);
    assert_string_not_equal(one, two);
    assert_int_equal(strlen(one), AUTH_TOKEN_CHARS);
    assert_true(auth_token_hash(str_from(one), hash));
    auth_token_hash_text(hash, text);
    assert_int_equal(strlen(text), AUTH_TOKEN_HASH_CHARS);
    assert_false(str_contains(str_from(text), str_from(one)));
    assert_true(auth_token_hash_read(str_from(text), again));
    assert_memory_equal(hash, again, sizeof hash);
    assert_true(auth_token_hash(str_from(two), again));
    assert_memory_not_equal(hash, again, sizeof hash);
}

static void what_is_no_token(void **state) {
    (void)state;
    static const Str CASES[] = {STR(""), STR("short"), STR(T43 "x"),
                                STR("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO=="),
                                STR("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO\0-")};
    unsigned char hash[AUTH_TOKEN_HASH_BYTES];
    for (size_t i = 0; i < COUNT_OF(CASES); i++) assert_false(auth_token_hash(CASES[i], hash));
    assert_true(auth_token_hash(S(T43), hash));
    assert_false(auth_token_hash_read(S("abc"), hash));
    assert_false(auth_token_hash_read(
        S("zz0102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f"), hash));
}

static void where_it_stands_in_a_head(void **state) {
    (void)state;
    static const struct {
        Str authorization, cookies, token;
    } CASES[] = {
        {STR(""), STR(""), STR("")},
        {STR("Bearer abc"), STR(""), STR("abc")},
        {STR("bearer  abc "), STR(""), STR("abc")},
        {STR("Bearer abc"), STR("munim_session=def"), STR("abc")},
        // A proxy's own sign-in does not hide the cookie.
        {STR("Basic abc"), STR("munim_session=def"), STR("def")},
        {STR(""), STR("munim_session=def"), STR("def")},
        {STR(""), STR("a=1; munim_session=def; b=2"), STR("def")},
        {STR(""), STR("a=1;munim_session=def"), STR("def")},
        {STR(""), STR("munim_session=one; munim_session=two"), STR("one")},
        {STR(""), STR("xmunim_session=def"), STR("")},
        {STR(""), STR("munim_sessions=def"), STR("")},
        {STR(""), STR("munim_session"), STR("")},
        {STR(""), STR("munim_session="), STR("")},
        {STR(""), STR(";;;"), STR("")},
        {STR("Bearer"), STR(""), STR("")},
        {STR("Bearer "), STR("munim_session=def"), STR("")},
    };
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        Str token = auth_token_of_head(CASES[i].authorization, CASES[i].cookies);
        if (!str_eq(token, CASES[i].token)) print_error("case %zu\n", i);
        assert_true(str_eq(token, CASES[i].token));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_differ_and_their_hashes_stay),
        cmocka_unit_test(what_is_no_token),
        cmocka_unit_test(where_it_stands_in_a_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
