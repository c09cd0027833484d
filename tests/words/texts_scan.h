// texts_scan: the texts that the C sources hand to the room words.
//
// Found are the literals in WORD("...") and the text arguments of the calls of words.h; literals
// that stand one after the other are one text. Messages are the formats of fail(...), with a slot
// for each conversion, and the pieces in ERR_WORD("..."):
//
//     fail(err, ERR_LIMIT, "'%s' has %zu byte%s", ...)     '{1}' has {#2} byte{_3}
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

typedef struct TextsMessage {
    Str text, path, code;  // "ERR_LIMIT"; "" for a piece. No text: it is no literal
} TextsMessage;

typedef struct Texts {
    VEC(Str) all;                // each once, in the order of the files
    VEC(TextsMessage) messages;  // as they come
} Texts;

// Of all .c and .h files below the folder. False when it cannot be read.
bool texts_scan(Arena *a, const char *folder, Texts *ret);
// Of one file's content, for the scanner's own test.
void texts_scan_source(Arena *a, Str path, Str source, Texts *ret);
