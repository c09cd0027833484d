#include "auth/auth_token.h"

#include <sodium.h>

void auth_token_make(char ret_token[static AUTH_TOKEN_CHARS + 1]) {
    unsigned char bits[32];
    randombytes_buf(bits, sizeof bits);
    sodium_bin2base64(ret_token, AUTH_TOKEN_CHARS + 1, bits, sizeof bits,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bits, sizeof bits);
}

static bool is_token_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

bool auth_token_hash(Str token, unsigned char ret_hash[static AUTH_TOKEN_HASH_BYTES]) {
    if (token.len != AUTH_TOKEN_CHARS) return false;
    for (size_t i = 0; i < token.len; i++) {
        if (!is_token_char(token.ptr[i])) return false;
    }
    return crypto_generichash(ret_hash, AUTH_TOKEN_HASH_BYTES, (const unsigned char *)token.ptr,
                              token.len, NULL, 0) == 0;
}

void auth_token_hash_text(const unsigned char hash[static AUTH_TOKEN_HASH_BYTES],
                          char ret_text[static AUTH_TOKEN_HASH_CHARS + 1]) {
    sodium_bin2hex(ret_text, AUTH_TOKEN_HASH_CHARS + 1, hash, AUTH_TOKEN_HASH_BYTES);
}

bool auth_token_hash_read(Str text, unsigned char ret_hash[static AUTH_TOKEN_HASH_BYTES]) {
    size_t got = 0;
    return text.len == AUTH_TOKEN_HASH_CHARS &&
           sodium_hex2bin(ret_hash, AUTH_TOKEN_HASH_BYTES, text.ptr, text.len, NULL, &got, NULL) ==
               0 &&
           got == AUTH_TOKEN_HASH_BYTES;
}

static Str cookie_of(Str cookies) {
    Str pair = {0};
    while (cookies.len > 0 && str_next_part(&cookies, ';', &pair)) {
        pair = str_trim(pair);
        if (str_starts(pair, S(AUTH_TOKEN_COOKIE "="))) {
            return str_skip(pair, sizeof AUTH_TOKEN_COOKIE);
        }
    }
    return (Str){0};
}

Str auth_token_of_head(Str authorization, Str cookies) {
    static const Str BEARER = STR("Bearer ");
    if (str_starts_nocase(authorization, BEARER)) {
        return str_trim(str_skip(authorization, BEARER.len));
    }
    return cookie_of(cookies);
}
