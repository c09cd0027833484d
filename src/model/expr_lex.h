// expr_lex: the tokens of an expression's text. Pure; texts are borrowed. Not for other rooms.
#pragma once

#include "base/err.h"
#include "base/str.h"

typedef enum TokenKind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_TEXT,
    TOKEN_NAME,
    TOKEN_QUOTED,
    TOKEN_SIGN
} TokenKind;

typedef struct Token {
    TokenKind kind;
    Str text;   // without quotes; a doubled quote inside is still doubled (see expr_lex_unquote)
    size_t at;  // byte in the whole text
} Token;

// The token at `*at`, which moves behind it. Fails: ERR_INVALID an open quote, an unknown sign.
MUST_USE bool expr_lex_next(Str text, size_t *at, Token *ret_token, Err *err);
// A quoted token's text with its doubled quotes made single.
Str expr_lex_unquote(Arena *a, Str text, char quote);
