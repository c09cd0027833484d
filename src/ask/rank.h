// rank: how likely a reading is: a log-linear score over named features, and the confidence that
// the best one is right.
//
// rank_features.c measures, rank_weights.c holds the weights that tools/train has learned, rank.c
// multiplies. A new feature: a row in Feature, its name in RANK_FEATURE_NAMES, its value in
// rank_features; then learn anew (docs/ask.md).
#pragma once

#include "ask/draft.h"
#include "ask/sketch.h"

enum { RANK_CANDIDATES_MAX = 64 };

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
    FEATURE_SECOND,      // how much better other things of the same words would have fitted
    FEATURE_AMBIGUOUS,   // words that fit something else about as well
    FEATURE_WORD_VALUE,  // values of which the question has one word only
    FEATURE_VALUES,      // values of the data that the question names
    FEATURE_SOFT,        // words that may say something or nothing
    FEATURE_CONTENT,     // words with content
    FEATURE_SCHEMA,      // logarithm of the number of tables
    FEATURE_SILENT,      // tables of the plan that no word names
    FEATURE_CHAIN,       // from many rows to one and out to many others: siblings, not a path
    FEATURE_LOST,        // columns named that the plan does not have
    FEATURE_LOST_VALUE,  // values named that it does not have
    FEATURE_LOST_TABLE,  // tables named that it does not have
    FEATURE_UNNAMED,     // columns shown that no word names
    FEATURE_MEASURES,
    FEATURE_DIMENSIONS,
    FEATURE_FILTERS,
    FEATURE_HAVING,
    FEATURE_ORDER,
    FEATURE_LIMIT,
    FEATURE_TIME,
    FEATURE_NESTED,      // plans inside of it
    FEATURE_SET,         // a set operation
    FEATURE_DISTINCT,    // each row once
    FEATURE_GROUPED,     // measures by dimensions
    FEATURE_EACH_MATCH,  // a row for every partner
    FEATURE_LEARNED,     // made by a sketch, not by the grammar
    FEATURE_SHAPE,       // how likely the sketches find its shape,
    FEATURE_SHOWN,       // what it shows,
    FEATURE_CONDITIONS,  // its conditions,
    FEATURE_TABLES,      // its tables,
    FEATURE_SORTED,      // what it groups and orders by
    FEATURE_COUNT,
} Feature;

extern const char *const RANK_FEATURE_NAMES[FEATURE_COUNT];

// What is known of a candidate only beside the others, for its confidence.
typedef enum RankSign {
    RANK_SIGN_MARGIN,  // of the score over the best of the others, cut where more says nothing
    RANK_SIGN_SHARE,   // of the likelihood among all
    RANK_SIGN_CROWD,   // logarithm of the number of different readings
    RANK_SIGN_COUNT,
} RankSign;

typedef struct RankWeight {
    const char *name;   // of the feature, so that a table of other features is noticed
    double score;       // in the ranking
    double confidence;  // in the logistic of being right
} RankWeight;

typedef struct RankWeights {
    RankWeight features[FEATURE_COUNT];
    double signs[RANK_SIGN_COUNT];  // in the logistic
    double bias;                    // of the logistic
} RankWeights;

extern const RankWeights RANK_WEIGHTS;  // rank_weights.c, made by tools/train

typedef struct Candidate {
    Plan *plan;
    Draft *draft;
    bool learned;  // made by a sketch
    double features[FEATURE_COUNT];
    double score;
    double confidence;
    Str sentence;
    Str key;  // what makes two candidates the same
} Candidate;

void rank_features(Candidate *c, bool is_change, const SketchParts *parts);
void rank_score(Candidate *c);
// Best first; equal plans once.
size_t rank_sort(Candidate *candidates, size_t count);
// The signs of candidate `i` of scores, the best first.
void rank_signs(const double *scores, size_t count, size_t i, double signs[RANK_SIGN_COUNT]);
// Calibrated: of answers at 0.8, four in five are right or more.
void rank_confidence(Candidate *candidates, size_t count);
const char *rank_feature_name(Feature f);
