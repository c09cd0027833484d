// english: what WordNet knows of a word: that it is one, and what it is near to.
//
// The table is text, sorted, searched where it lies (tools/words makes it): nothing is loaded, and
// what no question asks for is never touched. Pure.
//
//     English e;
//     if (english_find(S("taught"), &e)) ...   // the line of "teach"
//     while (english_next(&e, &near)) ...
#pragma once

#include "base/str.h"

enum { ENGLISH_WORD_MAX = 40 };

typedef enum EnglishMark {
    ENGLISH_SAME = '=',  // means the same
    ENGLISH_ALSO = '-',  // may mean the same
    ENGLISH_KIND = '^',  // what it is a kind of
    ENGLISH_ROOT = '+',  // of the same root: enrol, enrolment
} EnglishMark;

typedef struct EnglishNear {
    EnglishMark mark;
    Str word;  // an underscore between two words
} EnglishNear;

typedef struct English {
    Str word;   // the base
    char part;  // what it mostly is: n, v, a, r
    Str rest;   // what english_next has not read yet
} English;

// The word, or the word that it is a form of ("cities", "taught", "stopped"); false when English
// has no such word. Lower case; two words with an underscore between.
bool english_find(Str word, English *ret);
bool english_next(English *e, EnglishNear *ret);

// The text, made by the build from english.txt.
extern const char ENGLISH_TEXT[];
extern const size_t ENGLISH_TEXT_LEN;
