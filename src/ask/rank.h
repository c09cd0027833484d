// rank: how likely a reading is: a log-linear score over named features, and the confidence that
// the best one is right.
#pragma once

#include "ask/draft.h"

typedef enum Feature {
    FEATURE_WORDS,       // how well the words fit what they were read as, per word
    FEATURE_WEAKEST,     // how far the weakest of them is from sure
    FEATURE_COVERAGE,    // share of the words with content that were read
    FEATURE_UNREAD,      // words that were not
    FEATURE_UNUSED,      // words understood that no rule had a use for
    FEATURE_DOUBT,       // what the grammar had to guess
    FEATURE_HOPS,        // joins of the plan
    FEATURE_SPREAD,      // joins between what the words name
    FEATURE_CORRECTED,   // misspelt words
    FEATURE_MISSING,     // a word of business that the data lacks
    FEATURE_PLAIN_LIST,  // a list of rows
    FEATURE_CHANGE,      // a change of the plan before
    FEATURE_COUNT,
} Feature;

typedef struct Candidate {
    Plan *plan;
    Draft *draft;
    double features[FEATURE_COUNT];
    double score;
    double confidence;
    Str sentence;
    Str key;  // what makes two candidates the same
} Candidate;

void rank_features(Candidate *c, bool is_change);
void rank_score(Candidate *c);
// Best first; equal plans once.
size_t rank_sort(Candidate *candidates, size_t count);
// Calibrated: of answers at 0.8, four in five are right.
void rank_confidence(Candidate *candidates, size_t count);
const char *rank_feature_name(Feature f);
