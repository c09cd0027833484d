// Phrases that ask for a piece of text inside a value, at its front or at its end.

#include "ask/lexicon.h"

// clang-format off
const Cue LEXICON_TEXTS[] = {
    {STR("contains"), CUE_LIKE, OP_CONTAINS, 1},  {STR("contain"), CUE_LIKE, OP_CONTAINS, 1},
    {STR("containing"), CUE_LIKE, OP_CONTAINS, 1}, {STR("with the word"), CUE_LIKE, OP_CONTAINS, 1},
    {STR("includes"), CUE_LIKE, OP_CONTAINS, 0.8}, {STR("including"), CUE_LIKE, OP_CONTAINS, 0.6},
    {STR("contains the word"), CUE_LIKE, OP_CONTAINS, 1},
    {STR("containing the word"), CUE_LIKE, OP_CONTAINS, 1},
    {STR("with the substring"), CUE_LIKE, OP_CONTAINS, 1},
    {STR("contains the substring"), CUE_LIKE, OP_CONTAINS, 1},
    {STR("starts with"), CUE_LIKE, OP_STARTS, 1}, {STR("start with"), CUE_LIKE, OP_STARTS, 1},
    {STR("starting with"), CUE_LIKE, OP_STARTS, 1}, {STR("begins with"), CUE_LIKE, OP_STARTS, 1},
    {STR("begin with"), CUE_LIKE, OP_STARTS, 1},  {STR("beginning with"), CUE_LIKE, OP_STARTS, 1},
    {STR("starts with the letter"), CUE_LIKE, OP_STARTS, 1},
    {STR("starting with the letter"), CUE_LIKE, OP_STARTS, 1},
    {STR("start with the letter"), CUE_LIKE, OP_STARTS, 1},
    {STR("beginning with the letter"), CUE_LIKE, OP_STARTS, 1},
    {STR("begins with the letter"), CUE_LIKE, OP_STARTS, 1},
    {STR("ending with the letter"), CUE_LIKE, OP_ENDS, 1},
    {STR("ends with the letter"), CUE_LIKE, OP_ENDS, 1},
    {STR("ends with"), CUE_LIKE, OP_ENDS, 1},     {STR("end with"), CUE_LIKE, OP_ENDS, 1},
    {STR("ending with"), CUE_LIKE, OP_ENDS, 1},   {STR("ending in"), CUE_LIKE, OP_ENDS, 1},
    {STR("ends in"), CUE_LIKE, OP_ENDS, 1},       {STR("end in"), CUE_LIKE, OP_ENDS, 0.8},
    {STR("with the letters"), CUE_LIKE, OP_CONTAINS, 1},
    {STR("with the letter"), CUE_LIKE, OP_CONTAINS, 1},
    {{0}, CUE_OF, 0, 0},
};
// clang-format on
