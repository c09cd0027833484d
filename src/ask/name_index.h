// name_index: what in the model a phrase may name: tables, columns, metrics.
//
// Made once for a model. Every name is entered under its words (stemmed), under its label and
// synonyms, under the words that are left when the table's own or an empty last word is dropped
// ("category_name" -> "category"), under its last word alone, and under words of the thesaurus in
// place of its own. Each entry says how much of the name the phrase stands for.
#pragma once

#include "ask/tokens.h"
#include "base/map.h"
#include "model/model.h"

typedef enum NameKind { NAME_TABLE, NAME_COLUMN, NAME_METRIC } NameKind;

typedef struct NameEntry {
    NameKind kind;
    int table, column;  // of a column or table; column is the metric's index for NAME_METRIC
    double score;       // 0..1
    struct NameEntry *next;
} NameEntry;

enum { NAME_WORDS_MAX = 6 };

typedef struct NameIndex {
    Arena *a;      // borrowed
    Map phrases;   // stems with a space between -> NameEntry
    Map words;     // folded words of names, for spelling -> non-NULL
    Map concepts;  // stems of the thesaurus -> non-NULL
    Map groups;    // stem -> its thesaurus lines
} NameIndex;

void name_index_build(NameIndex *n, const Model *m, Stemmer *stemmer, Arena *a);
const NameEntry *name_index_find(const NameIndex *n, Str stems);
// Whether the stem is a word of business that a schema may have or lack ("discount").
bool name_index_is_concept(const NameIndex *n, Str stem);
// Whether two stems stand in one line of the thesaurus.
bool name_index_same(const NameIndex *n, Str x, Str y);
