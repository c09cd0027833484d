// rank: how likely a reading is, and the confidence that the best one is right.
//
// The score is a log-linear sum over the first features (the linear part) and what small trees of
// decisions over all of them add to it; the confidence is such trees over the features of the best
// and its lead over the others. rank_list.h lists the features, rank_*.c measure them,
// rank_weights.c holds what tools/train has learned, rank.c adds up.
#pragma once

#include "ask/draft.h"
#include "ask/outcome.h"
#include "ask/rank_list.h"
#include "ask/sketch.h"

enum { RANK_CANDIDATES_MAX = 64 };

typedef enum Feature {
#define FEATURE_ROW(id, ...) FEATURE_##id,
#define FEATURE_CUE_ROW(id, words) FEATURE_CUE_##id,
#define FEATURE_HAS_ROW(id, what) FEATURE_HAS_##id,
#define FEATURE_PAIR_ROW(cue, clause) FEATURE_WANT_##cue##_##clause, FEATURE_EXTRA_##cue##_##clause,
    RANK_FEATURES(FEATURE_ROW) RANK_ALIGNMENTS(FEATURE_ROW) RANK_VOTES(FEATURE_ROW)
        RANK_CUES(FEATURE_CUE_ROW) RANK_CLAUSES(FEATURE_HAS_ROW) RANK_PAIRS(FEATURE_PAIR_ROW)
            RANK_OUTCOMES(FEATURE_ROW) FEATURE_COUNT,
#undef FEATURE_ROW
#undef FEATURE_CUE_ROW
#undef FEATURE_HAS_ROW
#undef FEATURE_PAIR_ROW
} Feature;

// Of the linear part: the first so many.
enum { FEATURE_LINEAR_COUNT = FEATURE_SHAPE_WORST + 1 };
// Known before anything is run: the first so many.
enum { FEATURE_WORDS_COUNT = FEATURE_RAN };

// "WORDS", "CUE_HOW_MANY", "HAS_COUNTS", "WANT_HOW_MANY_COUNTS"
extern const char *const RANK_FEATURE_NAMES[FEATURE_COUNT];

// What is known of a candidate only beside the others, for its confidence.
typedef enum RankSign {
    RANK_SIGN_MARGIN,  // of the score over the best of the others, cut where more says nothing
    RANK_SIGN_SHARE,   // of the likelihood among all
    RANK_SIGN_CROWD,   // logarithm of the number of different readings
    RANK_SIGN_SCORE,
    RANK_SIGN_POOL,  // share of the likelihood of all that came to the same rows
    RANK_SIGN_LEAD,  // margin over the best that came to others
    RANK_SIGN_COUNT,
} RankSign;

enum { RANK_INPUT_COUNT = FEATURE_COUNT + RANK_SIGN_COUNT };  // of the confidence

// A decision: to `child` where the input is at most `value`, else to the one behind it. A leaf has
// no child, and its value.
typedef struct RankNode {
    int16_t input;
    uint16_t child;
    float value;
} RankNode;

// Trees of decisions whose leaves add up. Every tree begins where the one before ends.
typedef struct RankForest {
    const RankNode *nodes;
    const uint16_t *roots;
    size_t tree_count;
} RankForest;

// A point of the curve from what the confidence's parts add up to, to the share that was right.
typedef struct RankPoint {
    float sum, share;
} RankPoint;

typedef struct RankWeights {
    const double *linear;  // FEATURE_LINEAR_COUNT, of the score
    const double *beyond;  // the same, where FEATURE_BEYOND holds: no trees then
    RankForest score;
    RankForest trial;  // what the outcomes add
    RankForest confidence;
    double bias;  // of the confidence
    const RankPoint *curve;
    size_t curve_count;
} RankWeights;

extern const RankWeights RANK_WEIGHTS;  // rank_weights.c, made by tools/train

double rank_forest(const RankForest *f, const double *inputs);
double rank_curve(const RankPoint *points, size_t count, double sum);

// Parts of a plan, by which candidates are compared.
typedef enum RankPart {
    RANK_PART_SHOWN,
    RANK_PART_FILTER,
    RANK_PART_ORDER,
    RANK_PART_TABLES,
    RANK_PART_GROUP,
    RANK_PART_COUNT,
} RankPart;

typedef struct Candidate {
    Plan *plan;
    Draft *draft;
    bool learned;  // made by a sketch
    double features[FEATURE_COUNT];
    double score;
    double confidence;
    Outcome outcome;
    Str key;  // what makes two candidates the same
    uint64_t parts[RANK_PART_COUNT];
} Candidate;

// What is measured once of a question.
typedef struct RankQuestion RankQuestion;
// `parts` is NULL in a conversation.
RankQuestion *rank_question_new(const SketchView *v, const SketchParts *parts, Arena *a);

// A candidate's score, and what it came to.
typedef struct RankTried {
    double score;
    Outcome outcome;
} RankTried;

// Both were run, and came to the same rows.
bool rank_is_same(const Outcome *x, const Outcome *y);
// How many of the leading candidates are worth running; `scores` the best first.
size_t rank_trials_wanted(const double *scores, size_t count);
// Sets RANK_OUTCOMES of the features of candidate `i` of those that were run, the best first.
void rank_outcomes(const RankTried *tried, size_t count, size_t i, double f[FEATURE_COUNT]);

// Among scores, the best first: the place, and how far behind the best (or ahead of the second).
double rank_place(size_t i);
double rank_behind(const double *scores, size_t count, size_t i);

void rank_features(Candidate *c, const RankQuestion *q, bool is_change);
// Of a business (its data has a metric that "how much" means) the sets of the learning have little:
// what the grammar likes best is trusted so much there beyond what the scores say.
#define RANK_TRUST 4.0
// The best by the grammar's own order, -1 when all were learned.
ptrdiff_t rank_favourite(const double *orders, const bool *learned, size_t count);
// Scores all, and puts the best first; equal plans stand once.
size_t rank_sort(Candidate *candidates, size_t count, bool business);
// Runs the leading ones where they are close, and puts them in order anew. The others follow.
void rank_try(Candidate *candidates, size_t count, const AskTrial *trial);
// The signs of candidate `i`, the best first.
void rank_signs(const RankTried *tried, size_t count, size_t i, double signs[RANK_SIGN_COUNT]);
// Calibrated: of answers at 0.8, four in five are right or more.
void rank_confidence(Candidate *candidates, size_t count);
