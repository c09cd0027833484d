// value_index: finds which column holds a value that a question names.
//
// Three ways in: the whole value by its folded words ("new york" finds 'New York'), one word inside
// a longer value ("stapler" finds product names with it), and the nearest spelling. Immutable once
// loaded; owned; shared by threads.
//
// The rows are one flat array, found by open addressing on a hash of the folded words; the nearest
// spelling is a scan of the rows that a letter mask and the length let through. A tree of deletions
// (SymSpell) was refused: it is ten times the size of the values, and the scan of a million rows
// takes two milliseconds, for misspelt words only.
#pragma once

#include "data/source.h"
#include "model/model.h"

enum {
    VALUE_KEY_MAX = 160,             // longer values are found by their front
    VALUES_COLUMN_MAX = 1200000,     // distinct values of one column
    VALUES_MAX = 4000000,            // of all columns
    VALUE_WORDS_COLUMN_MAX = 50000,  // columns with more values are not indexed by word
};

typedef struct ValueHit {
    int table, column;
    Str value;       // as it stands in the data; of a word hit, one value that has it
    uint32_t count;  // of a word hit: how many values have the word
    int distance;    // of a spelling hit
} ValueHit;

typedef struct ValueIndex ValueIndex;

ValueIndex *value_index_new(void);
void value_index_free(ValueIndex *v);
size_t value_index_bytes(const ValueIndex *v);

// Reads the values of all columns worth it. Without a source, those that the profiles show.
MUST_USE bool value_index_load(ValueIndex *v, const Model *m, Source *source,
                               const RunLimits *limits, Err *err);

// By key (tokens_value_key). How many were written to `out`, `max` at most.
size_t value_index_find(const ValueIndex *v, Str key, ValueHit *out, size_t max);
size_t value_index_find_word(const ValueIndex *v, Str word, ValueHit *out, size_t max);
// The spelling nearest to one misspelt word among one-word values and words of values; "" none.
Str value_index_nearest(const ValueIndex *v, Str word, size_t distance_max, size_t *ret_distance);
