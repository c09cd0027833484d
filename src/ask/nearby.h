// nearby: which words of the schema a word of the question may mean that the schema does not use:
// "salary" where it says "wage", "enrolled" where it says "enrolment".
//
// Made once for a model from the words of its names and what English knows of them (english.h).
#pragma once

#include "ask/english.h"
#include "ask/name_index.h"

enum { NEARBY_MAX = 12 };

typedef struct NearbyWord {
    Str stems;     // as the name index is asked: one stem or two with a space
    double worth;  // 0..1
} NearbyWord;

typedef struct Nearby {
    Arena *a;    // borrowed
    Map stems;   // of the words of names -> non-NULL
    Map usages;  // stems of a word that no name has -> what names say instead
} Nearby;

void nearby_build(Nearby *n, const NameIndex *names, Stemmer *stemmer, Arena *a);
// The schema's words for one word, or for two with an underscore between; how many, the best first.
size_t nearby_find(const Nearby *n, const NameIndex *names, Str word, Stemmer *stemmer, Arena *a,
                   NearbyWord out[NEARBY_MAX]);
