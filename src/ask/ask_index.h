// ask_index: the inside of AskIndex (ask.h): all that a question is looked up in.
#pragma once

#include "ask/ask.h"
#include "ask/lexicon.h"
#include "ask/name_index.h"
#include "ask/nearby.h"
#include "ask/value_index.h"

enum { ASK_DISTANCE_NONE = 255 };

struct AskIndex {
    Arena *a;
    NameIndex names;
    Nearby nearby;
    ValueIndex *values;
    Map cues;            // folded phrase -> Cue
    Map cue_words;       // every word of a cue, for spelling
    size_t cue_len_max;  // words
    uint8_t *distances;  // joins between two tables; table_count squared
    size_t table_count;
    bool has_times;   // some date has a time of day
    bool has_chiefs;  // some table joins itself
};

// Joins between two tables, 0 for the same, ASK_DISTANCE_NONE when nothing connects them.
int ask_index_distance(const AskIndex *index, int table_x, int table_y);
