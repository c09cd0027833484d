// encoding: which encoding a text file is in, and the way from it to UTF-8.
//
// Windows-1252 as in the WHATWG Encoding Standard; UTF-16 with and without a mark.
#pragma once

#include "base/buf.h"
#include "base/err.h"

typedef enum Encoding {
    ENCODING_UTF8,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_WINDOWS1252,
} Encoding;

// Decides over a sample from the file's start. *ret_mark is the length of a byte order mark.
// Pure. `whole` says that the sample is the file, so that a cut last character is an error.
Encoding encoding_guess(Str sample, bool whole, size_t *ret_mark);
// For a file whose first `from` bytes are plain ASCII: goes on until it finds what is not.
MUST_USE bool encoding_guess_rest(const char *path, uint64_t from, Encoding *ret, Err *err);
bool encoding_is_ascii(Str text);
Str encoding_name(Encoding encoding);

// Appends one byte of Windows-1252 as UTF-8.
void encoding_add_1252(Buf *out, unsigned char byte);
// Text whose broken bytes are read as Windows-1252. Pure.
void encoding_mend(Buf *out, Str broken);
// Rewrites a whole file as UTF-8 without a mark. *ret_damaged counts lone surrogates.
MUST_USE bool encoding_file_to_utf8(const char *path, Encoding from, const char *path_out,
                                    uint64_t *ret_damaged, Err *err);
