// cue_scan: a question as words that can be taken out, so that what is left reads as before.
//
// Words are folded for ASCII only: the phrases sought are English. What stands in quotation marks
// is data and matches nothing. Pure.
#pragma once

#include "base/arena.h"
#include "base/str.h"

enum { CUE_WORDS_MAX = 400 };

typedef struct CueWord {
    Str raw;         // the slice of the question
    Str text;        // in lower case; "" in quotation marks
    bool cut;        // taken out
    bool after_gap;  // a comma or another mark that parts sentences stands before it
    Str instead;     // said in its place; "" nothing
} CueWord;

typedef struct CueScan {
    Str question;
    CueWord *words;
    size_t count;
} CueScan;

CueScan cue_scan(Str question, Arena *a);
// The question without what was cut, in one line of single spaces where it was.
Str cue_scan_rest(const CueScan *s, Arena *a);
// Whether the word at `i` is there and one of those in `list` ("by in with").
bool cue_scan_is(const CueScan *s, size_t i, const char *list);
// How many words from `i` are those of `phrase`; 0 unless all, without a gap between them.
size_t cue_scan_phrase(const CueScan *s, size_t i, const char *phrase);
void cue_scan_cut(CueScan *s, size_t first, size_t end);
// The same words, to cut others out of.
CueScan cue_scan_copy(const CueScan *s, Arena *a);
