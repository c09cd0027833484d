// err: the one error type. It lives on the caller's stack and never allocates.
//
//     if (rows > ROWS_MAX) return fail(err, ERR_LIMIT, "%zu rows: at most %d fit", rows, ROWS_MAX);
//     if (!file_read(path, a, &text, err)) return false;
//
// A message is for a person: what was wrong, the value, the place, what to do. It is English; where
// it leaves the house, words_message says it in the person's language. For that the format must be
// a literal, and a piece of it that is handed as an argument be marked:
//
//     fail(err, ERR_INVALID, "'%s' must be %s", name, ERR_WORD("a whole number"))
#pragma once

#include <stdbool.h>

#include "base/defs.h"

typedef enum ErrCode {
    ERR_NONE = 0,
    ERR_INVALID,      // the input is not of the form asked for
    ERR_NOT_FOUND,    // no such thing
    ERR_CONFLICT,     // it is there already, or changed meanwhile
    ERR_DENIED,       // not allowed
    ERR_LIMIT,        // a bound of ours was reached
    ERR_TIMEOUT,      // the deadline passed
    ERR_CANCELLED,    // somebody asked to stop
    ERR_UNSUPPORTED,  // well-formed, but not something we do
    ERR_UNAVAILABLE,  // busy or gone; trying later may help
    ERR_IO,           // the system or a library failed
    ERR_INTERNAL,     // our own mistake
} ErrCode;

enum { ERR_MESSAGE_MAX = 512 };

typedef struct Err {
    ErrCode code;
    char message[ERR_MESSAGE_MAX];  // UTF-8, cut at a character when too long
} Err;

#define ERR_WORD(text) text

// Fills *err and returns false, so that failing is one statement.
bool fail(Err *err, ErrCode code, const char *format, ...) PRINTF_LIKE(3, 4);

// The code's name in lower case with dashes ("not-found"), as the API shows it.
const char *err_code_name(ErrCode code);
