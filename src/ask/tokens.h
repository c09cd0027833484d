// tokens: a question, a name or a value as words.
//
// Pure; results are in the arena. Words are folded (NFKC, lower case in every script), numbers are
// read with their units of counting ("5k", "2 lakh", "₹1,500"), dates written in digits stay whole
// ("2025-03-01", "12/03/2026"). A possessive "'s" is cut off; other marks part words.
#pragma once

#include "base/arena.h"
#include "base/str.h"

enum { TOKENS_MAX = 200, TOKEN_BYTES_MAX = 100 };

typedef enum TokenKind {
    TOKEN_WORD,
    TOKEN_NUMBER,  // text is as written, number its value
    TOKEN_DATE,    // digits with separators that may be a date
    TOKEN_MARK,    // a comma, a question mark, a comparison sign
} TokenKind;

typedef struct Token {
    TokenKind kind;
    Str raw;        // the slice of the question
    Str text;       // folded
    Str stem;       // Snowball English of a word; the text otherwise
    Str single;     // without a plural ending: how values are compared
    Str corrected;  // what `text` was before spelling was corrected; "" it was not
    double number;
    bool percent;  // "10%"
    bool ordinal;  // "2nd"
    bool capital;  // began with a capital letter
    bool quoted;   // stood in quotation marks
} Token;

typedef struct Tokens {
    Token *items;
    size_t count;
    bool cut;          // the question had more than TOKENS_MAX
    int fiscal_month;  // that the books' year begins with, for phrases of time; 0: April
} Tokens;

// Stems English words (libstemmer's own handle); one thread at a time.
typedef struct sb_stemmer Stemmer;
Stemmer *stemmer_new(void);
void stemmer_free(Stemmer *s);
void stemmer_freep(Stemmer **s);
// In the arena; words of other scripts come back as they are.
Str stemmer_stem(Stemmer *s, Str word, Arena *a);

Tokens tokens_read(Str question, Stemmer *stemmer, Arena *a);
// Gives a token another word, as a spelling correction does.
void token_correct(Token *t, Str word, Stemmer *stemmer, Arena *a);

// The folded words of a value, singular, with one space between: what values are looked up by.
// Writes at most `size` bytes into `out`; returns how many. No allocation for ASCII.
size_t tokens_value_key(Str value, char *out, size_t size);
// Folds one word: NFKC, lower case, without apostrophes.
Str tokens_fold(Str word, Arena *a);
// Whether the folded word is a number in letters ("five"), and which.
bool tokens_number_word(Str word, double *ret_number);
