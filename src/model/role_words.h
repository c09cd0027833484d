// role_words: what the words of a column's name say it is for. A table, and the walk over it.
// Pure. Not for other rooms.
#pragma once

#include "model/model.h"

typedef enum WordFit { FIT_ANY, FIT_NUMBER, FIT_TEXT } WordFit;

typedef struct RoleWord {
    Str word;
    WordFit fit;  // the type that the column must have
    ColumnRole role;
    Additivity additivity;
    Str unit;
} RoleWord;

// The row for the last word that has one and fits the type: the head of an English compound is
// its last noun ("discount percent", "order date"). NULL none.
const RoleWord *role_words_find(StrList words, ColumnType type);
