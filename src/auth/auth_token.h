// auth_token: the secret that a browser or a program holds for a session: 256 random bits. The
// server keeps its hash alone. Pure but for the making.
#pragma once

#include "base/str.h"

enum {
    AUTH_TOKEN_CHARS = 43,  // base64url without padding
    AUTH_TOKEN_HASH_BYTES = 32,
    AUTH_TOKEN_HASH_CHARS = 64,  // as hexadecimal digits
};

void auth_token_make(char ret_token[static AUTH_TOKEN_CHARS + 1]);
// False when it is not of the form of a token.
bool auth_token_hash(Str token, unsigned char ret_hash[static AUTH_TOKEN_HASH_BYTES]);
void auth_token_hash_text(const unsigned char hash[static AUTH_TOKEN_HASH_BYTES],
                          char ret_text[static AUTH_TOKEN_HASH_CHARS + 1]);
bool auth_token_hash_read(Str text, unsigned char ret_hash[static AUTH_TOKEN_HASH_BYTES]);

// Out of a request's head: "Authorization: Bearer TOKEN" goes before the cookie; of several cookies
// of the name the first. "" when there is none.
Str auth_token_of_head(Str authorization, Str cookies);
// The cookie's name.
#define AUTH_TOKEN_COOKIE "munim_session"
