// name_words: what the name of a table or column says: its words, in full and singular or plural.
//
// Pure; results are in the arena. ASCII letters are folded to lower case, other scripts are kept.
//
//     "OrderID" -> order, id     "CU_NM" -> cu, nm -> customer, name     "Sub-Category" -> sub,
//     category
#pragma once

#include "base/vec.h"
#include "model/model.h"

// At signs, changes of case ("unitPrice", "SKUCode") and between letters and digits ("addr1").
StrList name_words_split(Arena *a, Str name);
// The same with abbreviations in full. Those that are also words ("no", "state") only where other
// words stand beside them or all is abbreviated.
StrList name_words_full(Arena *a, Str name);
// Words with a space between.
Str name_words_join(Arena *a, const Str *words, size_t count);
bool name_words_has(StrList words, Str word);

Str name_words_singular(Arena *a, Str word);
Str name_words_plural(Arena *a, Str word);

// How many letters must be put in, taken out, changed or swapped (optimal string alignment), any
// case; gives up at `max` + 1.
size_t name_words_distance(Str x, Str y, size_t max);

// Picks the nearest of the names shown to it that is not too far to be meant.
typedef struct Nearest {
    Str wanted;
    Str name;  // "" none yet
    size_t distance;
} Nearest;
Nearest name_words_nearest(Str wanted);
void name_words_try(Nearest *n, Str candidate);
